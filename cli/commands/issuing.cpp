// Handing out IDs: recorded as pending, their letters written to the place named, then recorded as delivered.
#include "issuing.hpp"
#include "words.hpp"

#include "files.hpp"
#include "letter.hpp"

#include <algorithm>
#include <tuple>

namespace osaki::cli {

namespace {

Credential begin(Change& change, const Basis& basis, const std::string& number, const Issue& issue) {
    const auto user = parse_id<UserTag>(number);
    if (issue.reissue) return begin_reissue(change, basis, user ? *user : number_of<UserTag>(number), issue);
    const auto application = user ? awaiting_issue(change, *user).application_id : number_of<ApplicationTag>(number);
    return begin_issue(change, basis, application, issue);
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

}  // namespace osaki::cli
