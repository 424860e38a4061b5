// User x office (所属), with a role, from a day until a day.
#pragma once

#include "osaki/domain/office.hpp"
#include "osaki/domain/user.hpp"

#include <array>
#include <optional>
#include <vector>

namespace osaki {

struct MembershipTag {
    static constexpr IdForm form{'M', 6, false};
};

enum class MemberRole { admin, staff };
constexpr std::array<Name<MemberRole>, 2> names_of(MemberRole) {
    return {{{MemberRole::admin, "admin", N_("office admin"), "管理者|カンリシャ|施設管理者"},
             {MemberRole::staff, "staff", N_("staff"), "職員|ショクイン|スタッフ|一般"}}};
}

struct Membership {
    Id<MembershipTag> membership_id;
    UserId user_id;
    OfficeId office_id;
    MemberRole role = MemberRole::staff;
    Date since;
    std::optional<Date> until;  // the first day it no longer holds
    std::string user_name;
    std::string office_name;
};
const Description<Membership>& describe(const Membership*);
extern const std::string_view memberships_sql;  // all of them with what is joined, in no order

std::vector<Membership> memberships_of(const View& view, UserId user);      // newest first, ended ones too
std::vector<Membership> memberships_of(const View& view, OfficeId office);  // open ones, admins first
std::vector<Membership> open_memberships(const View& view, UserId user);
std::optional<Membership> find_open(const View& view, UserId user, OfficeId office);

// True when no other admin stays in the open office (art. 8-2(1)): one who is leaving or suspended does not count.
bool is_sole_admin(const View& view, const Membership& membership);
// True when the open office once had an active admin and now has nobody who could be one (art. 8-2(1)).
bool lacks_admin(const View& view, OfficeId office);

// Code::conflict when there is one already, or the office is closed.
void begin_membership(Change& change, UserId user, OfficeId office, MemberRole role, Date on);
// Code::invalid when on lies before it began. Asks no rule: see gates.hpp.
void end_membership(Change& change, const Membership& membership, Date on);
// Ends the row and begins another with the new role.
void change_role(Change& change, UserId user, OfficeId office, MemberRole role, Date on);

}  // namespace osaki
