// One function per kind of action. Each renders before it commits and prints after it.
#include "perform.hpp"

#include "answer.hpp"
#include "exit_status.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/codes.hpp"
#include "questions.hpp"
#include "report.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>

namespace osaki::cli {

namespace {

OpenOptions open_options(const Job& job) {
    return {std::stoi(job.settings.value("lock_wait"))};
}

const std::string& register_path(const Job& job) {
    const auto& path = job.settings.value("db");
    if (path.empty()) fail(Code::usage, N_("it is not said which register; name it with --db or OSAKI_MCS_DB"));
    return path;
}

Store open_register(const Job& job) {
    if (job.globals.verbose) remark(job.host, message(N_("the register is {}"), register_path(job)), job.settings.translate);
    return Store::open(register_path(job), open_options(job));
}

void check_right(const Job& job, const View& view) {
    if (job.command.right == Right::nobody) return;
    const auto op = find_operator(view, job.actor.login);
    if (!op) fail(Code::no_right, N_("{} is no operator of this register; an admin adds one with operator add"), job.actor.login);
    if (!may(roles_of(*op), job.command.right))
        fail(Code::no_right, N_("operator {} has no right to {}; an admin gives roles with operator edit"), job.actor.login,
             job.command.words);
}

// A refusal leaves no row, but an entry of its own. That it was refused is what counts if the entry cannot be written.
void record_refusal(Job& job, Store& store, Code code) {
    if (job.globals.dry_run) return;
    try {
        store.record_event(job.actor, code == Code::no_right ? "no-right" : "forbidden", "command", 0);
    } catch (const Error& error) {
        remark(job.host, message(N_("the refusal could not be recorded: {}"), error.what()), job.settings.translate);
    }
}

// Tables show what staff say for a token of a code list; only the register knows it.
void name_codes(Job& job, const View& view, const Output& output) {
    if (job.style.format != Format::table || job.style.porcelain) return;
    const bool is_coded = std::ranges::any_of(output.tables, [](const Table& table) {
        return !table.rows.empty() &&
               std::ranges::any_of(table.columns, [](const ColumnInfo& column) { return !column.codes.empty(); });
    });
    if (!is_coded) return;
    job.style.label_of = [codes = std::make_shared<const Codes>(view)](std::string_view list, std::string_view token) {
        return codes->label(list, token);
    };
}

int guarded(Job& job, Store& store, const std::function<int()>& body) {
    try {
        return body();
    } catch (const Error& error) {
        if (error.code == Code::no_right || (error.code == Code::forbidden && job.style.is_change))
            record_refusal(job, store, error.code);
        throw;
    }
}

int finish(Job& job, Answer& answer, const Output& output, bool is_saved) {
    job.progress.wipe();
    answer.publish(is_saved);
    if (!job.globals.quiet)
        for (const auto& warning : output.warnings) remark(job.host, warning, job.settings.translate);
    return output.outcome ? exit_status(*output.outcome) : 0;
}

int finish_dry(Job& job, Answer& answer, const Output& output) {
    answer.stage(render(output, job.style));
    job.progress.wipe();
    if (!job.globals.quiet) remark(job.host, message(N_("dry run: nothing was saved")), job.settings.translate);
    return finish(job, answer, output, false);
}

Change begin(Job& job, Store& store) {
    // anew for every attempt: a question may have waited
    job.actor.now = job.host.now();
    return store.change(job.actor);
}

int act(Job& job, const Plain& plain) {
    Answer answer(job.host, job.globals.output, job.globals.force);
    const auto output = plain.act();
    answer.stage(render(output, job.style));
    return finish(job, answer, output, false);
}

int act(Job& job, const Read& read) {
    auto store = open_register(job);
    return guarded(job, store, [&] {
        Answer answer(job.host, job.globals.output, job.globals.force);
        const auto output = [&] {
            const auto view = store.view(job.actor.now);
            check_right(job, view);
            auto answered = read.act(view);
            name_codes(job, view, answered);
            return answered;
        }();
        answer.stage(render(output, job.style));
        return finish(job, answer, output, false);
    });
}

int act(Job& job, const Write& write) {
    auto store = open_register(job);
    return guarded(job, store, [&] {
        for (std::vector<std::string> agreed;;) {
            std::vector<std::string> asked;
            Output output;
            {
                Answer answer(job.host, job.globals.output, job.globals.force);
                auto change = begin(job, store);
                check_right(job, change);
                output = write.act(change);
                name_codes(job, change, output);
                if (job.globals.dry_run) return finish_dry(job, answer, output);
                asked = questions_of(job, output);
                if (job.globals.yes || asked == agreed) {
                    answer.stage(render(output, job.style));
                    change.commit();
                    return finish(job, answer, output, true);
                }
            }
            ask(job, output, asked);
            agreed = std::move(asked);
        }
    });
}

// The first of two commits; nothing when it was a dry run.
std::optional<Delivery> prepare(Job& job, Store& store, const Deliver& deliver) {
    for (std::vector<std::string> agreed;;) {
        std::vector<std::string> asked;
        Output pending;
        {
            auto change = begin(job, store);
            check_right(job, change);
            auto delivery = deliver.act(change);
            if (delivery.needs_terminal && !job.host.out_is_terminal)
                fail(Code::usage, N_("a password is shown on a terminal only; use --letter FILE"));
            // so that what cannot be rendered (an unknown field) is known before anything is saved
            const auto text = render(delivery.pending, job.style);
            if (job.globals.dry_run) {
                Answer answer(job.host, job.globals.output, job.globals.force);
                finish_dry(job, answer, delivery.pending);
                return std::nullopt;
            }
            asked = questions_of(job, delivery.pending);
            if (job.globals.yes || asked == agreed) {
                change.commit();
                return delivery;
            }
            pending = std::move(delivery.pending);
        }
        ask(job, pending, asked);
        agreed = std::move(asked);
    }
}

void show(Job& job, const Output& output) {
    Answer answer(job.host, job.globals.output, job.globals.force);
    answer.stage(render(output, job.style));
    finish(job, answer, output, true);
}

void take_effect(Job& job, const Delivery& delivery) {
    job.progress.wipe();
    try {
        if (delivery.effect) delivery.effect(Surface{job.host.out});
        job.host.out.flush();
        if (!job.host.out) fail(Code::file, N_("standard output cannot be written"));
    } catch (const Error&) {
        remark(job.host,
               message(N_("the change was saved as pending, but its delivery failed; it stays pending: issue it again")),
               job.settings.translate);
        if (job.host.out) show(job, delivery.pending);
        throw;
    }
}

int confirm(Job& job, Store& store, const Delivery& delivery) {
    bool is_saved = false;
    try {
        Answer answer(job.host, job.globals.output, job.globals.force);
        auto change = begin(job, store);
        const auto output = delivery.confirm(change);
        answer.stage(render(output, job.style));
        change.commit();
        is_saved = true;
        return finish(job, answer, output, true);
    } catch (const Error&) {
        if (!is_saved)
            remark(job.host, message(N_("it was delivered, but that could not be recorded; it stays pending: issue it again")),
                   job.settings.translate);
        throw;
    }
}

int act(Job& job, const Deliver& deliver) {
    auto store = open_register(job);
    return guarded(job, store, [&] {
        // before the first commit, so that a taken --output file leaves nothing pending
        { const Answer is_free(job.host, job.globals.output, job.globals.force); }
        const auto delivery = prepare(job, store, deliver);
        if (!delivery) return 0;
        if (!delivery->confirm) {
            show(job, delivery->pending);
            return 0;
        }
        take_effect(job, *delivery);
        return confirm(job, store, *delivery);
    });
}

int act(Job& job, const OnFile& on_file) {
    if (job.globals.dry_run && job.style.is_change)
        fail(Code::usage, N_("{} works on the file itself and has no dry run"), job.command.words);
    Answer answer(job.host, job.globals.output, job.globals.force);
    const auto output = on_file.act(register_path(job), open_options(job), job.actor);
    answer.stage(render(output, job.style));
    return finish(job, answer, output, job.style.is_change);
}

}  // namespace

int perform(Job& job, const Action& action) {
    return std::visit([&](const auto& kind) { return act(job, kind); }, action);
}

}  // namespace osaki::cli
