// Two records of one human become one (統合): everything goes to the number that is kept, the other stays for ever and points to
// it. One human, one account (art. 8-2(1)).
#pragma once

#include "osaki/domain/registration.hpp"

#include <optional>
#include <vector>

namespace osaki {

// The state of what is kept; nothing while one of the two is suspended or leaving, or who has left would be kept instead of who
// has not.
constexpr std::optional<UserState> after_merge(UserState keep, UserState gone) {
    using enum UserState;
    const auto is_settled = [](UserState state) { return state == registered || state == active || state == left; };
    if (!is_settled(keep) || !is_settled(gone)) return std::nullopt;
    if (gone == left) return keep;
    if (keep == left) return std::nullopt;
    return keep == active || gone == active ? active : registered;
}

// What is taken from the other record although both have one.
enum class Take { name, kana, mail, phone, login, profession };
constexpr std::array<Name<Take>, 6> names_of(Take) {
    return {{{Take::name, "name", N_("name"), "氏名"},
             {Take::kana, "kana", N_("kana"), "フリガナ"},
             {Take::mail, "mail", N_("mail"), "メール"},
             {Take::phone, "phone", N_("telephone"), "電話"},
             {Take::login, "login", N_("login"), "ログイン"},
             {Take::profession, "profession", N_("profession"), "職種"}}};
}

struct Merge {
    UserId keep, gone;
    std::vector<Take> take = {};
};
struct Merged {
    User keep, gone;
    // rows that changed hands
    std::size_t memberships = 0, applications = 0, credentials = 0, acknowledgements = 0, distributions = 0, attendances = 0;
    std::size_t departures = 0, groups = 0, reviews = 0, guidances = 0, incidents = 0;
    std::string second_login;  // of the account that is one too many, empty when there is none
};

// Today, with a reason. An office both belong to counts once, since the earlier day, with the higher role; of a document both
// acknowledged the earlier day holds. A second account in MCS keeps its address until its deletion is recorded under the other
// number. The history of the other number stays its own, so that a past month reads as it did; its figures of use stay with it
// and count for the one that is kept. Code::usage without a reason, Code::conflict for one and the same, when one is merged
// already, or their states do not allow it, or an ID waits to be handed out.
Merged merge_users(Change& change, const Merge& merge);

}  // namespace osaki
