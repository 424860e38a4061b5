#include "letter.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/user.hpp"
#include "osaki/print/letter_text.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace osaki::cli {

namespace {

struct Pieces {
    std::string before;  // network, name, login
    std::string_view password;
    std::string after;  // expiry, first steps, receipt slip
};

Pieces pieces_of(const Sender& sender, const CredentialLetter& letter) {
    auto before = fmt::format(
        "{}\n{}\n\n"
        "{}　様（{}）\n{}\n\n"
        "発行日　　　　　{}\nログインID　　　{}\n初期パスワード　",
        sender.network, title_of(letter), letter.name, letter.user, letter.office, to_wareki(letter.issued_on), letter.login);
    auto after = fmt::format("\n　　　　　　　　{}\n有効期限　　　　{}まで\n\n", password_legend, to_wareki(letter.expires_on));
    int number = 0;
    for (const auto& step : steps_of(letter, true)) after += fmt::format("{}. {}\n", ++number, step);
    after += fmt::format(
        "\n{}\n\n"
        "- - - - - - - - - - - - - - - - 受領書 - - - - - - - - - - - - - - - -\n"
        "{}（{}）　{}\n\n"
        "　　　　年　　月　　日　　　署名\n",
        contact_of(sender), letter.name, letter.user, receipt_of(letter));
    return {std::move(before), letter.password.reveal(), std::move(after)};
}

// The name on the paper; of an operator the name, since a login says nothing to the applicant.
std::string decider_of(const View& view, const Application& application) {
    const auto one = find_operator(view, application.decided_by);
    if (!one) return application.decided_by;
    return one->name == one->login ? "" : one->name;
}

Verdict verdict_of(const Application& application) {
    if (application.state == ApplicationState::returned) return Verdict::returned;
    if (application.state == ApplicationState::rejected) return Verdict::rejected;
    const bool approved = application.state == ApplicationState::approved || application.state == ApplicationState::completed;
    if (!approved || !application.decided_on)
        fail(Code::conflict, N_("application {} is {}; there is no decision to tell"), application.application_id,
             application.state);
    return Verdict::approved;
}

}  // namespace

LetterFile letter_file(const View& view, const Profile& profile) {
    const auto office = get_office(view, secretariat_of(view));
    return {.sender = {.network = printable(profile.network),
                       .network_operator = printable(profile.network_operator),
                       .office = printable(office.name),
                       .postal_code = printable(office.postal_code),
                       .address = printable(office.address),
                       .phone = printable(office.phone),
                       .fax = printable(office.fax),
                       .mail = printable(office.mail)},
            .written_on = view.today(),
            .created = view.now()};
}

std::vector<Message> head_faults(const View& view) {
    const auto office = get_office(view, secretariat_of(view));
    if (!office.phone.empty() && !office.address.empty()) return {};
    return {message(N_("letters lack the telephone or the address of the secretariat; osaki-mcs office edit {} --phone NUMBER "
                       "--address TEXT"),
                    office.office_id)};
}

CredentialLetter letter_for(const View& view, const Profile& profile, const Credential& credential) {
    const auto user = get_user(view, credential.user_id);
    return {.name = printable(user.name),
            .user = to_text(user.user_id),
            .office = printable(user.offices),
            .login = printable(credential.login),
            .password = new_password(),
            .issued_on = credential.issued_on,
            .expires_on = credential.expires_on,
            .login_url = printable(profile.login_url),
            .is_reissue = credential.kind == CredentialKind::reissue};
}

DecisionLetter decision_letter(const View& view, const Application& application) {
    DecisionLetter letter{
        .verdict = verdict_of(application),
        .application = to_text(application.application_id),
        .name = printable(application.name),
        .office = printable(application.office_id ? get_office(view, *application.office_id).name : application.office_name),
        .received_on = application.received_on,
        .decided_on = application.decided_on,
        .decided_by = printable(decider_of(view, application)),
        .reason = printable(application.decision_reason),
        .due_on = application.due_on,
        .id_follows = application.state == ApplicationState::approved};
    for (const auto& paper : application.missing) letter.missing.push_back(printable(paper));
    return letter;
}

bool is_pdf_name(const std::string& file) {
    return file.ends_with(".pdf") || file.ends_with(".PDF");
}

Secret text_of(const Sender& sender, std::span<const CredentialLetter> letters) {
    std::vector<Pieces> pages;
    std::size_t size = 0;
    for (const auto& letter : letters) {
        pages.push_back(pieces_of(sender, letter));
        const auto& page = pages.back();
        size += (pages.size() > 1 ? 1 : 0) + page.before.size() + page.password.size() + page.after.size();
    }
    Secret all(size);
    auto* at = all.bytes().data();
    const auto put = [&at](std::string_view text) { at = std::ranges::copy(text, at).out; };
    for (const auto& page : pages) {
        if (&page != pages.data()) put("\f");
        put(page.before);
        put(page.password);
        put(page.after);
    }
    return all;
}

}  // namespace osaki::cli
