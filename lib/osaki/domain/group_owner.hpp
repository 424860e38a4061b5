// Who answers for a group and who is in it, and that an open group is never left without an owner (art. 8-2(3)).
#pragma once

#include "osaki/domain/group.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace osaki {

// Pure: who can answer for a group; one who is suspended or leaving cannot.
constexpr bool can_own(UserState state) {
    return state == UserState::registered || state == UserState::active;
}
struct OwnerStanding {
    UserId user;
    UserState state = UserState::active;
};
// Pure: true when one of those who go is an owner and nobody who stays could answer for the group.
bool would_lack_owner(std::span<const OwnerStanding> owners, std::span<const UserId> going);

std::vector<GroupOwner> owners_of(const View& view, GroupId group);    // open ones first, ended ones too
std::vector<GroupMember> members_of(const View& view, GroupId group);  // as owners_of
std::vector<GroupOwner> ownerships_of(const View& view, UserId user);  // open ones first
std::vector<GroupMember> group_memberships_of(const View& view, UserId user);
std::vector<GroupMember> list_group_members(const View& view, const Query& query);

// Open groups that would be without an owner when they went, by number.
std::vector<Group> solely_owned(const View& view, std::span<const UserId> going);
// Code::forbidden naming every one of the groups while there is any and no successor (art. 8-2(3)); the successor owns them
// from the day on.
void require_group_successor(Change& change, const std::vector<Group>& groups, UserId going, std::optional<UserId> successor,
                             Date on);
// Code::forbidden naming every open group it hosts (art. 8-2(3)).
void require_no_hosted_groups(const View& view, OfficeId host);

// Code::forbidden unless the user can answer for a group; Code::conflict for an owner; who was a member is one no more.
void add_owner(Change& change, GroupId group, UserId user, Date on);
// Code::forbidden for the last one who can answer, unless a successor follows.
void remove_owner(Change& change, GroupId group, UserId user, std::optional<UserId> successor, Date on);
// One owner's place goes to another.
void hand_over(Change& change, GroupId group, UserId from, UserId to, Date on);
void add_member(Change& change, GroupId group, UserId user, Date on);
void remove_member(Change& change, GroupId group, UserId user, Date on);

// The user has left all groups in MCS (step group-leave): what is open ends. Asks no rule: that was done at the notice.
void leave_groups(Change& change, UserId user, Date on);
// What leave_groups ended on that day holds again, but for archived groups.
void return_to_groups(Change& change, UserId user, Date on);
// After a merge: what the other number owned and was in. Returns how many rows changed hands.
std::size_t move_groups(Change& change, UserId keep, UserId gone);

// Groups of an office that the user no longer belongs to, still to be left, each with its command.
struct GroupToLeave {
    GroupId group;
    std::string label;
    std::string command;
};
std::vector<GroupToLeave> groups_to_leave(const View& view, UserId user, OfficeId office);

}  // namespace osaki
