// What one person owned and was in, taken as a whole: left with a departure, brought back with its end, moved by a merge.
#include "osaki/domain/group_owner.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>
#include <type_traits>

namespace osaki {

namespace {

// R is GroupOwner or GroupMember.
template <class R>
std::vector<R> rows_of(const View& view, UserId user) {
    if constexpr (std::is_same_v<R, GroupOwner>) return ownerships_of(view, user);
    else return group_memberships_of(view, user);
}
template <class R>
std::optional<R> find_open(const std::vector<R>& rows, GroupId group) {
    for (const auto& row : rows)
        if (row.group_id == group && !row.until) return row;
    return std::nullopt;
}

// A time that somebody was in a group, as owner or as member; what never held is none.
struct Stay {
    GroupId group_id;
    Date since;
    std::optional<Date> until;
};
std::vector<Stay> stays_of(const View& view, UserId user) {
    std::vector<Stay> stays;
    const auto add = [&](const auto& rows) {
        for (const auto& row : rows)
            if (row.until != row.since) stays.push_back({row.group_id, row.since, row.until});
    };
    add(ownerships_of(view, user));
    add(group_memberships_of(view, user));
    return stays;
}

// An owner is no member besides.
void end_member(Change& change, GroupId group, UserId user, Date since) {
    auto member = find_open(group_memberships_of(change, user), group);
    if (!member) return;
    member->until = std::max(since, member->since);
    change.update("end", *member);
}

template <class R>
void leave_all(Change& change, UserId user, Date on) {
    for (auto& row : rows_of<R>(change, user)) {
        if (row.until) continue;
        row.until = std::max(on, row.since);
        row.departed = true;
        change.update("leave", row);
    }
}

// What was left that day by the step of a departure.
template <class R>
void return_all(Change& change, UserId user, Date on) {
    for (auto& row : rows_of<R>(change, user)) {
        if (!row.departed || row.until != std::max(on, row.since)) continue;
        if (get_group(change, row.group_id).archived_on || find_open(rows_of<R>(change, user), row.group_id)) continue;
        row.until.reset();
        row.departed = false;
        change.update("return", row);
        if constexpr (std::is_same_v<R, GroupOwner>) end_member(change, row.group_id, user, row.since);
    }
}

template <class R>
bool overlaps(const std::vector<Stay>& kept, const R& row) {
    return std::ranges::any_of(kept, [&](const Stay& one) {
        return one.group_id == row.group_id && one.since < *row.until && (!one.until || row.since < *one.until);
    });
}
template <class R>
Date free_since(const std::vector<Stay>& kept, const R& row) {
    auto since = row.since;
    for (const auto& one : kept)
        if (one.group_id == row.group_id && one.until) since = std::max(since, *one.until);
    return since;
}
// Both are in the group: the earlier day holds, and the other row never held at all.
template <class R>
void join_rows(Change& change, const std::vector<Stay>& kept, R mine, R theirs) {
    const auto since = free_since(kept, theirs);
    theirs.until = theirs.since;
    change.update("merge", theirs);
    if (since >= mine.since) return;
    mine.since = since;
    change.update("merge", mine);
}
template <class R>
std::size_t move_rows(Change& change, UserId keep, UserId gone) {
    std::size_t moved = 0;
    for (auto& row : rows_of<R>(change, gone)) {
        const auto kept = stays_of(change, keep);
        const auto mine = find_open(rows_of<R>(change, keep), row.group_id);
        if (!row.until && mine) {
            join_rows(change, kept, *mine, row);
            continue;
        }
        if (row.until && overlaps(kept, row)) continue;
        if (!row.until) row.since = free_since(kept, row);
        row.user_id = keep;
        row.departed = false;
        change.update("merge", row);
        ++moved;
    }
    return moved;
}

}  // namespace

void leave_groups(Change& change, UserId user, Date on) {
    leave_all<GroupOwner>(change, user, on);
    leave_all<GroupMember>(change, user, on);
}

void return_to_groups(Change& change, UserId user, Date on) {
    return_all<GroupOwner>(change, user, on);
    return_all<GroupMember>(change, user, on);
}

std::size_t move_groups(Change& change, UserId keep, UserId gone) {
    auto moved = move_rows<GroupOwner>(change, keep, gone);
    moved += move_rows<GroupMember>(change, keep, gone);
    for (const auto& owned : ownerships_of(change, keep))
        if (!owned.until) end_member(change, owned.group_id, keep, owned.since);
    return moved;
}

std::vector<GroupToLeave> groups_to_leave(const View& view, UserId user, OfficeId office) {
    std::vector<GroupToLeave> groups;
    sql::Statement found(view, "SELECT group_id, label, command FROM (" + std::string(groups_to_leave_sql) +
                                   ") WHERE user_id = ?1 AND office_id = ?2 ORDER BY group_id");
    sql::bind_all(found, user, office);
    while (found.step())
        groups.push_back({GroupId{std::get<std::int64_t>(found.cell(0))}, std::string(std::get<std::string_view>(found.cell(1))),
                          std::string(std::get<std::string_view>(found.cell(2)))});
    return groups;
}

}  // namespace osaki
