#include "osaki/domain/credential.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

const std::string_view credentials_sql = "SELECT c.*, u.name AS user_name FROM credential c JOIN user u USING (user_id)";

namespace {

constexpr Column<Credential> credential_columns[] = {
    column<&Credential::credential_id>("credential_id", N_("Number")),
    column<&Credential::user_id>("user_id", N_("User")),
    column<&Credential::application_id>("application_id", N_("Application")).detail(),
    column<&Credential::kind>("kind", N_("Kind")),
    column<&Credential::state>("state", N_("State")),
    column<&Credential::login>("login", N_("Login")).required(),
    column<&Credential::method>("method", N_("Handed out")),
    column<&Credential::issued_on>("issued_on", N_("Issued")),
    column<&Credential::issued_by>("issued_by", N_("Issued by")).required().detail(),
    column<&Credential::expires_on>("expires_on", N_("Expires")),
    column<&Credential::received_on>("received_on", N_("Receipt")),
    column<&Credential::changed_on>("changed_on", N_("First change")),
    column<&Credential::user_name>("user_name", N_("Name")).joined(),
};

// The delivered credential that a receipt or a first change belongs to.
Credential delivered(const View& view, UserId user, Date on) {
    auto credential = newest_credential(view, user);
    if (!credential) fail(Code::not_found, N_("no ID was ever issued to {}; osaki-mcs issue-credentials {}"), user, user);
    if (credential->state != CredentialState::delivered)
        fail(Code::conflict, N_("the ID of {} is {}; issue it again"), user, credential->state);
    if (on < credential->issued_on)
        fail(Code::invalid, N_("the ID of {} was issued on {}, after {}"), user, credential->issued_on, on);
    return *credential;
}

}  // namespace

const Description<Credential>& describe(const Credential*) {
    static constexpr Description<Credential> description{"credential", N_("credential"), credential_columns};
    return description;
}

std::vector<Credential> credentials_of(const View& view, UserId user) {
    static const auto sql = std::string(credentials_sql) + " WHERE c.user_id = ? ORDER BY c.credential_id DESC";
    return sql::list<Credential>(view, sql, user);
}

std::optional<Credential> newest_credential(const View& view, UserId user) {
    return sql::find<Credential>(
        view, std::string(credentials_sql) + " WHERE c.user_id = ? AND c.state <> 'void' ORDER BY c.credential_id DESC LIMIT 1",
        user);
}

std::vector<Credential> unconfirmed_credentials(const View& view, Date day) {
    return sql::list<Credential>(
        view,
        std::string(credentials_sql) +
            " WHERE u.state IN ('registered', 'active')"
            "  AND (c.state = 'pending' OR (c.state = 'delivered' AND c.changed_on IS NULL AND c.expires_on < ?))"
            " ORDER BY c.issued_on, c.credential_id",
        day);
}

std::vector<Credential> unreceived_credentials(const View& view, Date day) {
    return sql::list<Credential>(view,
                                 std::string(credentials_sql) +
                                     " WHERE u.state IN ('registered', 'active') AND c.state = 'delivered'"
                                     "  AND c.received_on IS NULL AND c.issued_on < ?1"
                                     "  AND (c.changed_on IS NOT NULL OR c.expires_on >= ?2)"
                                     " ORDER BY c.issued_on, c.credential_id",
                                 day + -receipt_days, day);
}

Credential begin_issue(Change& change, Credential credential) {
    for (auto& earlier : credentials_of(change, credential.user_id)) {
        if (earlier.state == CredentialState::voided) continue;
        earlier.state = CredentialState::voided;
        change.update("void", earlier);
    }
    credential.state = CredentialState::pending;
    credential.issued_by = change.actor().login;
    change.insert("issue", credential);
    return credential;
}

Credential deliver(Change& change, CredentialId id) {
    auto credential = sql::find<Credential>(change, std::string(credentials_sql) + " WHERE c.credential_id = ?", id);
    if (!credential) fail(Code::not_found, N_("there is no credential {}"), id);
    if (credential->state != CredentialState::pending)
        fail(Code::conflict, N_("credential {} is already {}"), id, credential->state);
    credential->state = CredentialState::delivered;
    change.update("deliver", *credential);
    return *credential;
}

void confirm_receipt(Change& change, UserId user, Date on) {
    auto credential = delivered(change, user, on);
    if (credential.received_on) fail(Code::conflict, N_("{} confirmed the receipt on {} already"), user, *credential.received_on);
    credential.received_on = on;
    change.update("confirm-receipt", credential);
}

void confirm_change(Change& change, UserId user, Date on) {
    auto credential = delivered(change, user, on);
    if (credential.changed_on) fail(Code::conflict, N_("{} changed the password on {} already"), user, *credential.changed_on);
    if (!credential.received_on)
        fail(Code::conflict,
             N_("{} has not confirmed the receipt; osaki-mcs issue-credentials {} --confirm-receipt --confirm-change"), user,
             user);
    credential.changed_on = on;
    change.update("confirm-change", credential);
}

}  // namespace osaki
