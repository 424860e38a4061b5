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
// Pure: the first day from `on` on which nobody of them owned the group; nothing while there always is one.
std::optional<Date> unowned_from(std::span<const GroupOwner> owners, Date on);

std::vector<GroupOwner> owners_of(const View& view, GroupId group);    // open ones first, ended ones too
std::vector<GroupMember> members_of(const View& view, GroupId group);  // as owners_of
std::vector<GroupOwner> ownerships_of(const View& view, UserId user);  // open ones first
std::vector<GroupMember> group_memberships_of(const View& view, UserId user);
std::vector<GroupMember> list_group_members(const View& view, GroupId group, const Query& query);
bool owns(const View& view, GroupId group, UserId user);       // today
bool is_member(const View& view, GroupId group, UserId user);  // as owns

// Open groups that would be without an owner when they went, by number.
std::vector<Group> solely_owned(const View& view, std::span<const UserId> going);
// Every one of the groups by number, and how a successor is named.
Fault without_owner(const std::vector<Group>& groups, UserId going);
// Code::forbidden naming every one of the groups while there is any and no successor (art. 8-2(3)); the successor owns them
// from the day on.
void require_group_successor(Change& change, const std::vector<Group>& groups, UserId going, std::optional<UserId> successor,
                             Date on);
// Code::forbidden naming every open group it hosts (art. 8-2(3)).
void require_no_hosted_groups(const View& view, OfficeId host);

// Why a time in the group cannot begin that day: before the group, or within an earlier time there, as owner or as member.
std::optional<Fault> begin_fault(const View& view, const Group& group, UserId user, Date on);
// The day on which somebody who is leaving left all groups: from then on the user is put in none.
std::optional<Date> left_groups_on(const View& view, UserId user);

// Code::forbidden unless the user can answer for a group; Code::conflict for an owner; who was a member is one no more.
void add_owner(Change& change, GroupId group, UserId user, Date on);
// Code::forbidden for the last one who can answer, unless a successor follows; Code::invalid when nobody else did on that day.
void remove_owner(Change& change, GroupId group, UserId user, std::optional<UserId> successor, Date on);
// One owner's place goes to another.
void hand_over(Change& change, GroupId group, UserId from, UserId to, Date on);
void add_member(Change& change, GroupId group, UserId user, Date on);
void remove_member(Change& change, GroupId group, UserId user, Date on);

// The user has left all groups in MCS (step group-leave): what is open ends. Asks no rule: that was done at the notice.
void leave_groups(Change& change, UserId user, Date on);
// What leave_groups ended on that day holds again, but for archived groups; who owns again is no member besides.
void return_to_groups(Change& change, UserId user, Date on);
// After a merge: what the other number owned and was in. Returns how many rows changed hands.
std::size_t move_groups(Change& change, UserId keep, UserId gone);

// Groups of an office that the user no longer belongs to, still to be left, each with its command.
// What the desk shows; those that one was in on the day of leaving the office.
inline constexpr std::string_view groups_to_leave_sql =
    "SELECT p.group_id, u.name, max(m.until), NULL, NULL, printf('osaki-mcs group %s remove G%04d U%06d', p.word, p.group_id,"
    " p.user_id) AS command, g.label, p.user_id, g.office_id FROM (SELECT group_id, user_id, since, until, 'owner' AS word FROM"
    " group_owner UNION ALL SELECT group_id, user_id, since, until, 'member' FROM group_member) p JOIN \"group\" g USING"
    " (group_id) JOIN user u USING (user_id) JOIN membership m ON m.user_id = p.user_id AND m.office_id = g.office_id"
    " WHERE p.until IS NULL AND g.archived_on IS NULL AND u.state IN ('registered', 'active', 'suspended')"
    " GROUP BY p.group_id, p.user_id HAVING count(*) = count(m.until) AND min(p.since) <= max(m.until)"
    " ORDER BY p.group_id, p.user_id";
struct GroupToLeave {
    GroupId group;
    std::string label;
    std::string command;
};
std::vector<GroupToLeave> groups_to_leave(const View& view, UserId user, OfficeId office);

}  // namespace osaki
