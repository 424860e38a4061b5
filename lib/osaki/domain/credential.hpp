// Issue and re-issue of an ID and its initial password (ID・パスワードの付与, art. 8-2(1)). The password itself is never here.
#pragma once

#include "osaki/domain/application.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct CredentialTag {
    static constexpr IdForm form{'I', 6, false};
};
using CredentialId = Id<CredentialTag>;

enum class CredentialKind { issue, reissue };
constexpr std::array<Name<CredentialKind>, 2> names_of(CredentialKind) {
    return {{{CredentialKind::issue, "issue", N_("first issue"), "発行"},
             {CredentialKind::reissue, "reissue", N_("reissue"), "再発行"}}};
}
enum class CredentialState { pending, delivered, voided };
constexpr std::array<Name<CredentialState>, 3> names_of(CredentialState) {
    return {{{CredentialState::pending, "pending", N_("pending"), "発行途中"},
             {CredentialState::delivered, "delivered", N_("delivered"), "交付済"},
             {CredentialState::voided, "void", N_("void"), "無効"}}};
}
enum class DeliveryMethod { hand, post, mail };
constexpr std::array<Name<DeliveryMethod>, 3> names_of(DeliveryMethod) {
    return {{{DeliveryMethod::hand, "hand", N_("by hand"), "手渡し|持参"},
             {DeliveryMethod::post, "post", N_("by post"), "郵送"},
             {DeliveryMethod::mail, "mail", N_("by mail"), "メール"}}};
}

struct Credential {
    CredentialId credential_id;
    UserId user_id;
    std::optional<ApplicationId> application_id;
    CredentialKind kind = CredentialKind::issue;
    CredentialState state = CredentialState::pending;
    std::string login;
    DeliveryMethod method = DeliveryMethod::hand;
    Date issued_on;
    std::string issued_by;
    Date expires_on;
    std::optional<Date> received_on;
    std::optional<Date> changed_on;
    std::string user_name;
};
const Description<Credential>& describe(const Credential*);
extern const std::string_view credentials_sql;  // all of them with what is joined, in no order

std::vector<Credential> credentials_of(const View& view, UserId user);       // newest first
std::optional<Credential> newest_credential(const View& view, UserId user);  // not void
// Pending ones, and delivered ones whose holder has not changed the password by the day it expired; of people who may use one.
std::vector<Credential> unconfirmed_credentials(const View& view, Date day);
// Delivered ones whose signed receipt has not come back after a week, but for those in the list above.
constexpr int receipt_days = 7;
std::vector<Credential> unreceived_credentials(const View& view, Date day);

// A pending event; an earlier one that is pending or delivered becomes void.
Credential begin_issue(Change& change, Credential credential);
Credential deliver(Change& change, CredentialId id);
// Code::not_found when nothing was issued, Code::conflict when not delivered or confirmed before, Code::invalid for a day before
// the issue. The receipt comes before the first change.
void confirm_receipt(Change& change, UserId user, Date on);
void confirm_change(Change& change, UserId user, Date on);

}  // namespace osaki
