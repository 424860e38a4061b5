#include "refusal.hpp"

#include "labels.hpp"
#include "report.hpp"

namespace osaki::cli {

bool may_speak(const Job& job) {
    return job.style.format != Format::json || job.host.err_is_terminal;
}

void add_remark(const Job& job, Error& error, const Message& said) {
    if (may_speak(job)) remark(job.host, said, job.settings.translate);
    else error.details.emplace_back("remark", to_text(said, job.settings.translate));
}

void check_right(const Job& job, const View& view, Right right) {
    if (right == Right::nobody) return;
    const auto& login = job.actor.login;
    const auto wanted = roles_with(right);
    const auto role = token_of(wanted.front());
    const auto op = find_operator(view, login);
    if (!op)
        fail(Code::no_right,
             N_("{} is no operator of this register; an admin adds one: osaki-mcs operator add {} --name NAME --role {}"), login,
             login, role);
    if (may(roles_of(*op), right)) return;
    std::string roles;
    for (const auto& held : op->roles) roles += held + ',';
    roles += role;
    if (wanted.size() == 1)
        fail(Code::no_right, N_("operator {} lacks the role {} for {}; an admin gives it: osaki-mcs operator edit {} --role {}"),
             login, wanted.front(), job.command.words, login, roles);
    fail(Code::no_right,
         N_("operator {} has none of the roles {} for {}; an admin gives one: osaki-mcs operator edit {} --role {}"), login,
         labels_of(wanted, job.settings.translate), job.command.words, login, roles);
}

void record_refusal(Job& job, Store& store, Error& refusal) {
    if (refusal.code != Code::no_right && (refusal.code != Code::forbidden || !job.style.is_change || job.globals.dry_run))
        return;
    try {
        store.record_event(job.actor, refusal.code == Code::no_right ? "no-right" : "forbidden", "command", 0);
    } catch (const Error& error) {
        add_remark(job, refusal, message(N_("the refusal could not be recorded: {}"), error.what()));
    }
}

void record_refusal(Job& job, const std::string& path, const OpenOptions& options, Error& refusal) {
    try {
        auto store = Store::open(path, options);
        record_refusal(job, store, refusal);
    } catch (const Error& error) {
        add_remark(job, refusal, message(N_("the refusal could not be recorded: {}"), error.what()));
    }
}

}  // namespace osaki::cli
