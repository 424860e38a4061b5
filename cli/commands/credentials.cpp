// issue-credentials: the ID and its first password, shown once, to the place named (safety: nothing about it is stored).
#include "words.hpp"

#include "files.hpp"
#include "issuing.hpp"
#include "letter.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

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
    options.add(
        {.name = "NUMBER",
         .placeholder = {},
         .help = N_("applications (A2026-0001), users (U000001), or offices (O0002) for everyone there who waits for an ID"),
         .take = [&words](const std::string& text) { words.numbers.push_back(text); },
         .positional = true,
         .repeatable = true,
         .completes = "to-issue"});
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

std::optional<UserId> as_user(const std::string& text) {
    return parse_id<UserTag>(text);
}

Credential begin(Change& change, const Basis& basis, const std::string& number, const Issue& issue) {
    const auto user = as_user(number);
    if (issue.reissue) return begin_reissue(change, basis, user ? *user : number_of<UserTag>(number), issue);
    const auto application = user ? awaiting_issue(change, *user).application_id : number_of<ApplicationTag>(number);
    return begin_issue(change, basis, application, issue);
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

// A password is worth nothing where nobody can read it: refuse before anything is recorded.
void require_place(const std::vector<std::string>& numbers, const Issuing& words) {
    if (words.letter.empty() == !words.show)
        fail(Code::usage, N_("say where the password goes: --letter FILE, or --show on a terminal; it is never stored"));
    const bool has_form = words.split || words.per_page != 1;
    if (words.per_page != 1 && words.per_page != 2 && words.per_page != 4)
        fail(Code::usage, N_("{} letters do not fit a page; --per-page takes 1, 2 or 4"), words.per_page);
    if (words.split && words.per_page != 1) fail(Code::usage, N_("--split makes two pages of one letter; leave out --per-page"));
    if (has_form && !is_pdf_name(words.letter))
        fail(Code::usage, N_("--split and --per-page shape a PDF; name it, as --letter letter.pdf"));
    if (!words.letter.empty() && words.letter != "-") require_new_file(words.letter);
    if (numbers.size() > 1 && !words.issue.login.empty())
        fail(Code::usage, N_("--login is for one person; {} are named"), numbers.size());
}

Output delivered(Change& change, const std::vector<Credential>& pending) {
    Output output;
    std::vector<Credential> credentials;
    for (const auto& credential : pending) {
        credentials.push_back(finish_issue(change, credential.credential_id));
        const auto& done = credentials.back();
        output.said.push_back(message(
            done.kind == CredentialKind::reissue
                ? N_("{} {}: new password issued, login {}, valid until {}; next: osaki-mcs issue-credentials {} "
                     "--confirm-receipt")
                : N_("{} {}: ID issued, login {}, valid until {}; next: osaki-mcs issue-credentials {} --confirm-receipt"),
            done.user_id, done.user_name, done.login, done.expires_on, done.user_id));
        output.numbers.push_back(to_text(done.user_id));
    }
    output.tables = {table_of(credentials)};
    return output;
}

// What is told when the letters could not be written.
Output broken_off(const std::vector<Credential>& pending, bool is_reissue) {
    Output output{.tables = {table_of(pending)}};
    for (const auto& credential : pending)
        output.said.push_back(message(N_("the ID of {} stays pending; issue it again: osaki-mcs issue-credentials {}{}"),
                                      credential.user_id, credential.user_id, is_reissue ? " --reset --reason TEXT" : ""));
    return output;
}

Output foreseen(const std::vector<Credential>& pending) {
    Output output{.tables = {table_of(pending)}};
    for (const auto& credential : pending) {
        output.said.push_back(message(credential.kind == CredentialKind::reissue
                                          ? N_("{} {}: a new password would be issued, login {}, valid until {}")
                                          : N_("{} {}: the ID would be issued, login {}, valid until {}"),
                                      credential.user_id, credential.user_name, credential.login, credential.expires_on));
        output.numbers.push_back(to_text(credential.user_id));
    }
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
        const auto attendance = find_attendance(view, id, {application.user_id, application.application_id});
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

// Office by office, and by reading within it: as letters are sorted into envelopes and handed out.
void sort_as_handed_out(const View& view, std::vector<Credential>& credentials) {
    const auto place_of = [&view](const Credential& credential) {
        const auto memberships = open_memberships(view, credential.user_id);
        const auto office = memberships.empty() ? OfficeId{} : memberships.front().office_id;
        return std::tuple(office.value, get_user(view, credential.user_id).kana, credential.user_id.value);
    };
    std::vector<std::pair<decltype(place_of(credentials.front())), Credential>> placed;
    for (auto& credential : credentials) placed.emplace_back(place_of(credential), std::move(credential));
    std::ranges::sort(placed, {}, [](const auto& one) { return one.first; });
    std::ranges::transform(placed, credentials.begin(), [](auto& one) { return std::move(one.second); });
}

Secret letters_for(const View& view, const Profile& profile, const std::vector<Credential>& credentials, const Issuing& words) {
    std::vector<CredentialLetter> letters;
    for (const auto& credential : credentials) letters.push_back(letter_for(view, profile, credential));
    auto file = letter_file(view, profile);
    if (!is_pdf_name(words.letter)) return text_of(file.sender, letters);
    if (words.split) file.form = LetterForm::split;
    else if (words.per_page != 1) file.form = words.per_page == 2 ? LetterForm::two_slips : LetterForm::four_slips;
    return credential_pdf(file, letters);
}

}  // namespace

void name_place(Options& options, Issuing& words) {
    options.choice("--method", words.issue.method, N_("how it is handed out"));
    options.file("--letter", words.letter, N_("write ID and password into this new file, readable by you alone; - into a pipe"));
    options.flag("--show", words.show, N_("show ID and password on the terminal, once"));
    options.flag("--split", words.split, N_("in a PDF: ID and password on pages of their own, for two envelopes"));
    options.number("--per-page", words.per_page, "N", N_("in a PDF: 1 letter with a receipt, or 2 or 4 slips to cut apart"));
}

Delivery issue(Change& change, const std::vector<std::string>& numbers, const Issuing& words) {
    require_place(numbers, words);
    const Basis basis(change);
    auto pending = std::make_shared<std::vector<Credential>>();
    for (const auto& number : numbers) {
        auto credential = begin(change, basis, number, words.issue);
        credential.user_name = get_user(change, credential.user_id).name;
        // One person named twice, by two offices' applications: one ID, one letter.
        std::erase_if(*pending, [&](const Credential& other) { return other.user_id == credential.user_id; });
        pending->push_back(std::move(credential));
    }
    sort_as_handed_out(change, *pending);
    const auto letters = std::make_shared<const Secret>(letters_for(change, basis.profile, *pending, words));
    auto would = foreseen(*pending);
    would.warnings = head_faults(change);
    return {.pending = broken_off(*pending, words.issue.reissue),
            .effect =
                [letters, file = words.letter](const Surface& surface) {
                    if (file.empty() || file == "-") surface.write(letters->reveal());
                    else write_new_file(file, letters->reveal());
                },
            .confirm =
                [pending](Change& second) {
                    auto output = delivered(second, *pending);
                    output.warnings = head_faults(second);
                    return output;
                },
            .needs_terminal = words.show,
            .takes_stdout = words.letter == "-",
            .file = words.letter,
            .foreseen = std::move(would)};
}

namespace {

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
