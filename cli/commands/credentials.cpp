// issue-credentials: the ID and its first password, shown once, to the place named (safety: nothing about it is stored).
#include "words.hpp"

#include "files.hpp"
#include "issuing.hpp"
#include "letter.hpp"

#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    std::vector<std::string> numbers;
    Issuing issuing;
    bool confirm_receipt = false;
    bool confirm_change = false;
};

void name_words(Options& options, Words& words) {
    options.add({.name = "NUMBER",
                 .placeholder = {},
                 .help = N_("applications (A2026-0001) or users (U000001)"),
                 .take = [&words](const std::string& text) { words.numbers.push_back(text); },
                 .positional = true,
                 .required = true,
                 .repeatable = true,
                 .completes = "to-issue"});
    options.text("--login", words.issuing.issue.login, "LOGIN", N_("MCS login ID; the mail address when not said"));
    name_place(options, words.issuing);
    options.flag("--reset", words.issuing.issue.reissue, N_("a new password for users who have an ID"));
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
        output.said.push_back(
            message(N_("{} {}: ID issued, login {}, valid until {}; next: osaki-mcs issue-credentials {} --confirm-receipt"),
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
                                      credential.user_id, credential.user_id, is_reissue ? " --reset" : ""));
    return output;
}

Output foreseen(const std::vector<Credential>& pending) {
    Output output{.tables = {table_of(pending)}};
    for (const auto& credential : pending) {
        output.said.push_back(message(N_("{} {}: the ID would be issued, login {}, valid until {}"), credential.user_id,
                                      credential.user_name, credential.login, credential.expires_on));
        output.numbers.push_back(to_text(credential.user_id));
    }
    return output;
}

}  // namespace

void name_place(Options& options, Issuing& words) {
    options.choice("--method", words.issue.method, N_("how it is handed out"));
    options.file("--letter", words.letter, N_("write ID and password into this new file, readable by you alone; - into a pipe"));
    options.flag("--show", words.show, N_("show ID and password on the terminal, once"));
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
    auto letters = std::make_shared<std::vector<Letter>>();
    for (const auto& credential : *pending) letters->push_back(letter_for(change, basis.profile, credential));
    return {.pending = broken_off(*pending, words.issue.reissue),
            .effect =
                [letters, file = words.letter](const Surface& surface) {
                    if (file.empty()) show_letters(surface.write, *letters);
                    else if (file == "-") surface.write(file_of(*letters).reveal());
                    else write_letters(file, *letters);
                },
            .confirm = [pending](Change& second) { return delivered(second, *pending); },
            .needs_terminal = words.show,
            .takes_stdout = words.letter == "-",
            .foreseen = foreseen(*pending)};
}

Action define_issue_credentials(Options& options) {
    auto words = std::make_shared<Words>();
    name_words(options, *words);
    return Deliver([words](Change& change) -> Delivery {
        if (!words->confirm_receipt && !words->confirm_change) return issue(change, words->numbers, words->issuing);
        return {.pending = confirmed(change, *words)};
    });
}

}  // namespace osaki::cli
