// issue-credentials: the ID and its first password, shown once, to the place named (safety: nothing about it is stored).
#include "words.hpp"

#include "files.hpp"
#include "issuing.hpp"
#include "letter.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    std::vector<std::string> numbers;
    Issuing issuing;
    std::optional<TrainingId> training;
    bool all_ready = false;
    bool unconfirmed = false;
    bool confirm_receipt = false;
    bool confirm_change = false;
};

void name_words(Options& options, Words& words) {
    auto& numbers = options.texts(
        "NUMBER", words.numbers,
        N_("applications (A2026-0001), users (U000001), or offices (O0002) for everyone there who waits for an ID"));
    numbers.required = false;
    numbers.completes = "to-issue";
    options.text("--login", words.issuing.issue.login, "LOGIN", N_("MCS login ID; the mail address when not said"));
    name_place(options, words.issuing);
    options.flag("--all-ready", words.all_ready, N_("everyone who waits for an ID and lacks no gate"));
    options
        .id("--for-training", words.training, "TRAINING",
            N_("everyone recorded at this training who waits for an ID and lacks no gate"))
        .completes = "training";
    options.flag("--reset", words.issuing.issue.reissue, N_("a new password for users who have an ID"));
    options.flag("--unconfirmed", words.unconfirmed,
                 N_("with --reset: everyone whose initial password expired without a first login"));
    options.flag("--confirm-receipt", words.confirm_receipt, N_("record that the holder signed the receipt"));
    options.flag("--confirm-change", words.confirm_change, N_("record that the holder changed the password at first login"));
    options.date("--on", words.issuing.issue.on, N_("day of the issue or confirmation; today when not said"));
}

Output confirmed(Change& change, const Words& words) {
    Output output;
    const auto on = words.issuing.issue.on.value_or(change.today());
    std::vector<Credential> credentials;
    for (const auto& number : words.numbers) {
        const auto user = number_of<UserTag>(number);
        if (words.confirm_receipt) confirm_receipt(change, user, on);
        if (words.confirm_change) confirm_change(change, user, on);
        credentials.push_back(*newest_credential(change, user));
        if (words.confirm_change) output.said.push_back(message(N_("{} changed the initial password on {}"), user, on));
        else if (credentials.back().changed_on) output.said.push_back(message(N_("{} confirmed the receipt on {}"), user, on));
        else
            output.said.push_back(message(
                N_("{} confirmed the receipt on {}; next: osaki-mcs issue-credentials {} --confirm-change"), user, on, user));
        output.numbers.push_back(to_text(user));
    }
    output.tables = {table_of(credentials)};
    return output;
}

// Who is to be given an ID, as numbers of applications and users.
struct Named {
    std::vector<std::string> numbers = {};
    std::vector<Message> left_out = {};  // who waits too, and why not now
    std::vector<Fault> faults = {};      // the same, gate by gate
};

// Of several in one PDF, who has a character without a font is left out: the others need not wait for a font.
bool can_print(Named& named, const View& view, UserId id, const std::string& file) {
    if (!is_pdf_name(file)) return true;
    const auto user = get_user(view, id);
    const auto lacking = lacking_glyphs(printable(user.name + user.offices + user.login + user.mail));
    if (lacking.empty()) return true;
    named.left_out.push_back(message(N_("{} {} is left out: no font on this machine has {}; install one that has it, or write "
                                        "this letter as plain text: osaki-mcs issue-credentials {} --letter FILE.txt"),
                                     id, user.name, lacking, id));
    named.faults.push_back({"name", "E_NO_FONT", named.left_out.back(), {}, false, Code::failed});
    return false;
}

// Everyone who waits but for those who lack a gate.
void add_waiting(Named& named, const View& view, const std::vector<Application>& waiting, const std::string& file) {
    const auto profile = get_profile(view);
    for (const auto& application : waiting) {
        auto faults = gate_faults(view, profile, application, view.today());
        if (!faults.empty())
            named.left_out.push_back(
                message(N_("{} {} is left out; missing gates: {}"), application.application_id, application.name, faults.size()));
        else if (can_print(named, view, *application.user_id, file)) named.numbers.push_back(to_text(application.application_id));
        for (auto& fault : faults) {
            named.left_out.push_back(fault.text);
            named.faults.push_back(std::move(fault));
        }
    }
}

// Who was at the training and waits.
std::vector<Application> waiting_after(const View& view, TrainingId id) {
    get_training(view, id);
    auto waiting = awaiting_issues(view, {});
    std::erase_if(waiting, [&](const Application& application) {
        const auto attendance = find_attendance(view, id, person_of(application));
        return !attendance || !counts(attendance->result);
    });
    if (waiting.empty()) fail(Code::conflict, N_("nobody who was at {} waits for an ID"), id);
    return waiting;
}

void add_unconfirmed(Named& named, const View& view, const std::string& file) {
    for (const auto& credential : unconfirmed_credentials(view, view.today()))
        if ((credential.state == CredentialState::delivered || credential.kind == CredentialKind::reissue) &&
            can_print(named, view, credential.user_id, file))
            named.numbers.push_back(to_text(credential.user_id));
}

void require_named(const Words& words) {
    const bool is_group = words.all_ready || words.unconfirmed || words.training;
    if (words.unconfirmed && !words.issuing.issue.reissue)
        fail(Code::usage, N_("--unconfirmed makes new passwords; add --reset"));
    const auto* group = words.training ? "--for-training" : words.all_ready ? "--all-ready" : "--unconfirmed";
    if ((words.all_ready || words.training) && words.issuing.issue.reissue)
        fail(Code::usage, N_("{} is for first IDs; leave out --reset, or use --unconfirmed"), group);
    if (words.all_ready && words.training) fail(Code::usage, N_("--all-ready names everyone; leave out --for-training"));
    if (is_group && !words.numbers.empty()) fail(Code::usage, N_("{} names people itself; leave out the numbers"), group);
    if (!is_group && words.numbers.empty()) fail(Code::usage, N_("name applications, users or offices, or say --all-ready"));
}

Named named_by(const View& view, const Words& words) {
    require_named(words);
    Named named;
    if (words.all_ready) add_waiting(named, view, awaiting_issues(view, {}), words.issuing.letter);
    if (words.training) add_waiting(named, view, waiting_after(view, *words.training), words.issuing.letter);
    if (words.unconfirmed) add_unconfirmed(named, view, words.issuing.letter);
    for (const auto& number : words.numbers) {
        const auto office = parse_id<OfficeTag>(number);
        if (!office || words.issuing.issue.reissue) {
            named.numbers.push_back(number);
            continue;
        }
        const auto before = named.numbers.size() + named.left_out.size();
        add_waiting(named, view, awaiting_issues(view, get_office(view, *office).office_id), words.issuing.letter);
        if (named.numbers.size() + named.left_out.size() == before)
            fail(Code::conflict, N_("nobody of {} waits for an ID"), *office);
    }
    return named;
}

// Everyone who waits in the offices named lacks a gate, or a font: a refusal as of one person, with every gate.
[[noreturn]] void refuse_all(Named named) {
    const auto gates = std::ranges::count_if(named.faults, [](const Fault& fault) { return fault.status == Code::forbidden; });
    auto text = gates > 0 ? message(N_("nobody of those named may be given an ID yet; missing gates: {}"), gates)
                          : message(N_("no letter of those named can be printed; nothing was changed"));
    throw Error(gates > 0 ? Code::forbidden : Code::failed, std::move(text), std::move(named.faults));
}

void add(std::vector<Message>& to, const std::vector<Message>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

Output nobody(const Named& named) {
    return {.said = {message(N_("nobody can be given an ID now; no letter was written"))}, .warnings = named.left_out};
}

bool asks_for_issue(const Words& words) {
    const auto& issuing = words.issuing;
    return words.all_ready || words.unconfirmed || words.training || issuing.issue.reissue || issuing.show ||
           !issuing.letter.empty() || !issuing.issue.login.empty();
}

}  // namespace

Action define_issue_credentials(Options& options) {
    auto words = std::make_shared<Words>();
    name_words(options, *words);
    return Deliver([words](Change& change) -> Delivery {
        if (words->confirm_receipt || words->confirm_change) {
            if (asks_for_issue(*words))
                fail(Code::usage,
                     N_("a confirmation issues nothing; leave out what is for the issue, or say it in a second call"));
            return {.pending = confirmed(change, *words)};
        }
        const auto named = named_by(change, *words);
        if (named.numbers.empty() && (!words->numbers.empty() || words->training)) refuse_all(named);
        if (named.numbers.empty()) return {.pending = nobody(named)};
        auto delivery = issue(change, named.numbers, words->issuing);
        for (auto* told : {&delivery.pending, &*delivery.foreseen}) add(told->warnings, named.left_out);
        delivery.confirm = [named, confirm = std::move(delivery.confirm)](Change& second) {
            auto output = confirm(second);
            add(output.warnings, named.left_out);
            return output;
        };
        return delivery;
    });
}

}  // namespace osaki::cli
