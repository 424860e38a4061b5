// What is wrong with the groups that are open, each with the command that clears it (art. 8-2(3)).
#pragma once

#include "osaki/domain/group_owner.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

enum class GroupFault { no_owner, owner_left, owner_suspended, member_left, unconfirmed, name_in_label, one_owner };
constexpr std::array<Name<GroupFault>, 7> names_of(GroupFault) {
    return {{{GroupFault::no_owner, "no-owner", N_("no owner")},
             {GroupFault::owner_left, "owner-left", N_("an owner left or is leaving")},
             {GroupFault::owner_suspended, "owner-suspended", N_("an owner is suspended")},
             {GroupFault::member_left, "member-left", N_("a member has left")},
             {GroupFault::unconfirmed, "unconfirmed", N_("not confirmed for too long")},
             {GroupFault::name_in_label, "name-in-label", N_("the label names a person")},
             {GroupFault::one_owner, "one-owner", N_("only one owner")}}};
}
// One owner is enough for the policy, and one accident away from none.
constexpr bool must_be_seen_to(GroupFault fault) {
    return fault != GroupFault::one_owner;
}

struct GroupFinding {
    GroupFault finding = GroupFault::no_owner;
    GroupId group_id;
    std::string label;
    OfficeId office_id;
    std::string office_name;
    std::optional<UserId> user_id;
    std::string user_name;
    std::optional<Date> since;  // the day it became so, as far as the register knows
    std::string command;
};
const Description<GroupFinding>& describe(const GroupFinding*);

// Pure: true when more than `days` days have passed since somebody said that all is as written.
constexpr bool is_unconfirmed(Date opened_on, std::optional<Date> confirmed_on, Date today, int days) {
    return today - confirmed_on.value_or(opened_on) > days;
}

// Of all open groups, or of those of one host; those that matter first, then by group.
std::vector<GroupFinding> check_groups(const View& view, std::optional<OfficeId> host);

}  // namespace osaki
