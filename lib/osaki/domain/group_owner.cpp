#include "osaki/domain/group_owner.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view group_owners_sql =
    "SELECT p.*, g.label AS group_label, u.name AS user_name, u.state AS user_state"
    " FROM group_owner p JOIN \"group\" g USING (group_id) JOIN user u USING (user_id)";
const std::string_view group_members_sql =
    "SELECT p.*, g.label AS group_label, u.name AS user_name, u.state AS user_state"
    " FROM group_member p JOIN \"group\" g USING (group_id) JOIN user u USING (user_id)";

namespace {

template <class R>
constexpr std::array<Column<R>, 9> person_columns(Column<R> number) {
    return {number.detail(),
            column<&R::group_id>("group_id", N_("Group number")),
            column<&R::group_label>("group_label", N_("Group label")).joined(),
            column<&R::user_id>("user_id", N_("User")),
            column<&R::user_name>("user_name", N_("Name")).joined(),
            column<&R::user_state>("user_state", N_("State")).joined(),
            column<&R::since>("since", N_("Since")),
            column<&R::until>("until", N_("Until")),
            column<&R::departed>("departed", N_("Left with a departure")).detail()};
}

// R is GroupOwner or GroupMember.
template <class R>
constexpr std::string_view select_of() {
    return std::is_same_v<R, GroupOwner> ? group_owners_sql : group_members_sql;
}
template <class R>
std::vector<R> rows_in(const View& view, GroupId group) {
    static const auto sql =
        std::string(select_of<R>()) + " WHERE p.group_id = ? ORDER BY p.until IS NOT NULL, p.since, p.user_id";
    return sql::list<R>(view, sql, group);
}
template <class R>
std::vector<R> rows_of(const View& view, UserId user) {
    static const auto sql =
        std::string(select_of<R>()) + " WHERE p.user_id = ? ORDER BY p.until IS NOT NULL, p.since, p.group_id";
    return sql::list<R>(view, sql, user);
}
template <class R>
std::optional<R> find_open_row(const View& view, GroupId group, UserId user) {
    static const auto sql = std::string(select_of<R>()) + " WHERE p.group_id = ? AND p.user_id = ? AND p.until IS NULL";
    return sql::find<R>(view, sql, group, user);
}

template <class R>
void end_row(Change& change, R row, Date on) {
    if (on < row.since)
        fail(Code::invalid, N_("{} has been in group {} since {}, after {}"), row.user_id, row.group_id, row.since, on);
    row.until = on;
    change.update("end", row);
}

template <class R>
void begin_row(Change& change, const Group& group, UserId user, Date on) {
    if (const auto fault = begin_fault(change, group, user, on)) throw Error(Code::invalid, fault->text);
    R row;
    row.group_id = group.group_id;
    row.user_id = user;
    row.since = on;
    change.insert("begin", row);
}

// The heir answers for the group from that day on, or does so already.
void succeed(Change& change, GroupId id, UserId heir, Date on) {
    const auto owned = find_open_row<GroupOwner>(change, id, heir);
    if (!owned) return add_owner(change, id, heir, on);
    if (const auto person = get_user(change, heir); !can_own(person.state))
        fail(Code::forbidden,
             N_("{} {} is {} and cannot answer for group {} (art. 8-2(3)); name another owner: osaki-mcs group "
                "owner add {} USER"),
             heir, person.name, person.state, id, id);
    if (owned->since > on)
        fail(Code::invalid, N_("{} is an owner of group {} since {}, after {}; name that day or a later one with --on DATE"),
             heir, id, owned->since, on);
}

GroupOwner get_owner(const View& view, GroupId group, UserId user) {
    get_user(view, user);
    auto owner = find_open_row<GroupOwner>(view, get_open_group(view, group).group_id, user);
    if (!owner) fail(Code::conflict, N_("{} is no owner of group {}; osaki-mcs group show {}"), user, group, group);
    return *owner;
}

std::string numbers_of(const std::vector<Group>& groups, std::string_view between) {
    std::string text;
    for (const auto& group : groups) text += (text.empty() ? "" : std::string(between)) + to_text(group.group_id);
    return text;
}

}  // namespace

const Description<GroupOwner>& describe(const GroupOwner*) {
    static constexpr auto columns = person_columns(column<&GroupOwner::group_owner_id>("group_owner_id", N_("Number")));
    static constexpr Description<GroupOwner> description{"group_owner", N_("group owner"), columns};
    return description;
}
const Description<GroupMember>& describe(const GroupMember*) {
    static constexpr auto columns = person_columns(column<&GroupMember::group_member_id>("group_member_id", N_("Number")));
    static constexpr Description<GroupMember> description{"group_member", N_("group member"), columns};
    return description;
}

bool would_lack_owner(std::span<const OwnerStanding> owners, std::span<const UserId> going) {
    const auto goes = [&](const OwnerStanding& owner) { return std::ranges::find(going, owner.user) != going.end(); };
    return std::ranges::any_of(owners, goes) &&
           std::ranges::none_of(owners, [&](const OwnerStanding& owner) { return can_own(owner.state) && !goes(owner); });
}

std::optional<Date> unowned_from(std::span<const GroupOwner> owners, Date on) {
    const auto owns_then = [&](const GroupOwner& owner) { return owner.since <= on && (!owner.until || on < *owner.until); };
    for (auto at = owners.begin(); (at = std::ranges::find_if(owners, owns_then)) != owners.end(); on = *at->until)
        if (!at->until) return std::nullopt;
    return on;
}

std::vector<GroupOwner> owners_of(const View& view, GroupId group) {
    return rows_in<GroupOwner>(view, group);
}
std::vector<GroupMember> members_of(const View& view, GroupId group) {
    return rows_in<GroupMember>(view, group);
}
std::vector<GroupOwner> ownerships_of(const View& view, UserId user) {
    return rows_of<GroupOwner>(view, user);
}
std::vector<GroupMember> group_memberships_of(const View& view, UserId user) {
    return rows_of<GroupMember>(view, user);
}
std::vector<GroupMember> list_group_members(const View& view, GroupId group, const Query& query) {
    static const auto sql =
        std::string(group_members_sql) + " WHERE p.group_id = ? ORDER BY p.until IS NOT NULL, p.since, p.user_id";
    return sql::list<GroupMember>(view, sql, query, group);
}
bool owns(const View& view, GroupId group, UserId user) {
    return find_open_row<GroupOwner>(view, group, user).has_value();
}
bool is_member(const View& view, GroupId group, UserId user) {
    return find_open_row<GroupMember>(view, group, user).has_value();
}

std::optional<Fault> begin_fault(const View& view, const Group& group, UserId user, Date on) {
    const auto id = group.group_id;
    if (on < group.opened_on)
        return Fault{"since", "E_TOO_EARLY", message(N_("group {} was opened on {}, after {}"), id, group.opened_on, on)};
    const auto until =
        sql::value<Date>(view,
                         "SELECT max(until) FROM (SELECT group_id, user_id, since, until FROM group_owner UNION ALL"
                         " SELECT group_id, user_id, since, until FROM group_member) WHERE user_id = ? AND"
                         " group_id = ? AND since < until",
                         user, id);
    if (until && on < *until)
        return Fault{"since", "E_TOO_EARLY", message(N_("{} was in group {} until {}, after {}"), user, id, *until, on)};
    return std::nullopt;
}

std::optional<Date> left_groups_on(const View& view, UserId user) {
    return sql::value<Date>(
        view,
        "SELECT min(s.done_on) FROM departure d JOIN departure_step s USING (departure_id) WHERE d.user_id = ?"
        " AND d.state = 'open' AND s.step IN ('group-leave', 'mcs-delete')",
        user);
}

std::vector<Group> solely_owned(const View& view, std::span<const UserId> going) {
    std::vector<Group> groups;
    for (const auto user : going)
        for (const auto& owned : ownerships_of(view, user)) {
            if (owned.until || std::ranges::find(groups, owned.group_id, &Group::group_id) != groups.end()) continue;
            std::vector<OwnerStanding> owners;
            for (const auto& owner : owners_of(view, owned.group_id))
                if (!owner.until) owners.push_back({owner.user_id, owner.user_state});
            if (would_lack_owner(owners, going)) groups.push_back(get_group(view, owned.group_id));
        }
    std::erase_if(groups, [](const Group& group) { return group.archived_on.has_value(); });
    std::ranges::sort(groups, {}, &Group::group_id);
    return groups;
}

Fault without_owner(const std::vector<Group>& groups, UserId going) {
    return {"group_id",
            "E_NO_OWNER",
            message(N_("{} is the only owner of {}; name a successor first (art. 8-2(3)): --successor USER, or osaki-mcs group "
                       "owner hand-over {} --from {} --to USER"),
                    going, numbers_of(groups, ", "), numbers_of(groups, " "), going),
            {},
            false,
            Code::forbidden};
}

void require_group_successor(Change& change, const std::vector<Group>& groups, UserId going, std::optional<UserId> successor,
                             Date on) {
    if (groups.empty()) return;
    if (!successor || *successor == going) refuse({without_owner(groups, going)});
    for (const auto& group : groups) succeed(change, group.group_id, *successor, std::max(on, group.opened_on));
}

void require_no_hosted_groups(const View& view, OfficeId host) {
    const auto groups = groups_of(view, host);
    if (groups.empty()) return;
    fail(Code::forbidden,
         N_("office {} hosts {}; move them or archive them first (art. 8-2(3)): osaki-mcs group edit {} --host OFFICE, or "
            "osaki-mcs group archive {} --on DATE"),
         host, numbers_of(groups, ", "), numbers_of(groups, " "), numbers_of(groups, " "));
}

void add_owner(Change& change, GroupId id, UserId user, Date on) {
    const auto group = get_open_group(change, id);
    const auto person = get_user(change, user);
    require_standing(change, user);
    if (!can_own(person.state))
        fail(Code::forbidden,
             N_("{} {} is {} and cannot answer for group {} (art. 8-2(3)); name another owner: osaki-mcs group "
                "owner add {} USER"),
             user, person.name, person.state, id, id);
    if (find_open_row<GroupOwner>(change, id, user)) fail(Code::conflict, N_("{} is an owner of group {} already"), user, id);
    begin_row<GroupOwner>(change, group, user, on);
    if (const auto member = find_open_row<GroupMember>(change, id, user)) end_row(change, *member, std::max(on, member->since));
}

void remove_owner(Change& change, GroupId id, UserId user, std::optional<UserId> successor, Date on) {
    const auto owner = get_owner(change, id, user);
    if (successor) return hand_over(change, id, user, *successor, on);
    const UserId going[]{user};
    auto alone = solely_owned(change, going);
    std::erase_if(alone, [&](const Group& group) { return group.group_id != id; });
    require_group_successor(change, alone, user, std::nullopt, on);
    end_row(change, owner, on);
    auto owners = owners_of(change, id);
    std::erase_if(owners, [](const GroupOwner& one) { return !one.until && !can_own(one.user_state); });
    if (const auto day = unowned_from(owners, on))
        fail(Code::invalid, N_("on {} nobody else answered for group {} (art. 8-2(3)); name a later day with --on DATE"), *day,
             id);
}

void hand_over(Change& change, GroupId id, UserId from, UserId to, Date on) {
    const auto owner = get_owner(change, id, from);
    if (from == to) fail(Code::conflict, N_("{} is an owner of group {} already"), to, id);
    succeed(change, id, to, on);
    end_row(change, owner, on);
}

void add_member(Change& change, GroupId id, UserId user, Date on) {
    const auto group = get_open_group(change, id);
    const auto person = get_user(change, user);
    require_standing(change, user);
    if (!is_live(person.state))
        fail(Code::forbidden, N_("{} {} is {} and cannot be in group {} (art. 8-2(3))"), user, person.name, person.state, id);
    if (const auto left = left_groups_on(change, user))
        fail(Code::forbidden,
             N_("{} {} is leaving, left all groups on {} and cannot be in group {} (art. 8-2(3)); who stays: osaki-mcs withdraw "
                "{} "
                "--cancel"),
             user, person.name, *left, id, user);
    if (find_open_row<GroupOwner>(change, id, user)) fail(Code::conflict, N_("{} is an owner of group {} already"), user, id);
    if (find_open_row<GroupMember>(change, id, user)) fail(Code::conflict, N_("{} is a member of group {} already"), user, id);
    begin_row<GroupMember>(change, group, user, on);
}

void remove_member(Change& change, GroupId id, UserId user, Date on) {
    get_user(change, user);
    const auto member = find_open_row<GroupMember>(change, get_open_group(change, id).group_id, user);
    if (!member) fail(Code::conflict, N_("{} is no member of group {}; osaki-mcs group show {}"), user, id, id);
    end_row(change, *member, on);
}

}  // namespace osaki
