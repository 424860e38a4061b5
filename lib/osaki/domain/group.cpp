#include "osaki/domain/group.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <iterator>

namespace osaki {

const std::string_view groups_sql =
    "SELECT g.*, o.name AS office_name,"
    " (SELECT count(*) FROM group_owner w WHERE w.group_id = g.group_id AND w.until IS NULL) AS owners,"
    " (SELECT count(*) FROM group_member m WHERE m.group_id = g.group_id AND m.until IS NULL) AS members"
    " FROM \"group\" g JOIN office o USING (office_id)";

namespace {

constexpr Column<Group> group_columns[] = {
    column<&Group::group_id>("group_id", N_("Number")),
    column<&Group::kind>("kind", N_("Kind")),
    column<&Group::label>("label", N_("Group label")).required(),
    column<&Group::office_id>("office_id", N_("Host office")),
    column<&Group::office_name>("office_name", N_("Office name")).joined(),
    column<&Group::opened_on>("opened_on", N_("Opened")),
    column<&Group::confirmed_on>("confirmed_on", N_("Confirmed")),
    column<&Group::archived_on>("archived_on", N_("Archived")),
    column<&Group::owners>("owners", N_("Owners")).joined(),
    column<&Group::members>("members", N_("Members")).joined(),
    column<&Group::note>("note", N_("Remark")).detail(),
};

std::optional<Fault> host_fault(const View& view, OfficeId host, Date opened_on) {
    const auto office = find_office(view, host);
    if (!office)
        return Fault{"office_id", "E_OFFICE_UNKNOWN", message(N_("there is no office {}"), host), {}, false, Code::not_found};
    if (office->closed_on)
        return Fault{"office_id",
                     "E_OFFICE_CLOSED",
                     message(N_("office {} was closed on {} and hosts no group (art. 8-2(3)); name another with --host OFFICE"),
                             host, *office->closed_on),
                     {},
                     false,
                     Code::forbidden};
    if (office->opened_on && opened_on < *office->opened_on)
        return Fault{"opened_on", "E_TOO_EARLY",
                     message(N_("office {} was opened on {}, after {}"), host, *office->opened_on, opened_on)};
    return std::nullopt;
}

std::optional<Fault> twin_fault(std::optional<GroupId> twin, OfficeId host) {
    if (!twin) return std::nullopt;
    return Fault{"label",
                 "E_LABEL_DUP",
                 message(N_("group {} of office {} has that label already; osaki-mcs group show {}"), *twin, host, *twin),
                 {},
                 false,
                 Code::conflict};
}

// What archiving ends; R is GroupOwner or GroupMember.
template <class R>
void end_all(Change& change, std::string_view sql, GroupId group, Date on) {
    for (auto& row : sql::list<R>(change, sql, group)) {
        if (row.since > on)
            fail(Code::invalid, N_("{} has been in group {} since {}, after {}"), row.user_id, group, row.since, on);
        row.until = on;
        change.update("end", row);
    }
}

}  // namespace

const Description<Group>& describe(const Group*) {
    static constexpr Description<Group> description{"group", N_("group"), group_columns};
    return description;
}

std::optional<Group> find_group(const View& view, GroupId id) {
    static const auto sql = std::string(groups_sql) + " WHERE g.group_id = ?";
    return sql::find<Group>(view, sql, id);
}

Group get_group(const View& view, GroupId id) {
    auto group = find_group(view, id);
    if (!group) fail(Code::not_found, N_("there is no group {}"), id);
    return *group;
}

Group get_open_group(const View& view, GroupId id) {
    auto group = get_group(view, id);
    if (group.archived_on) fail(Code::conflict, N_("group {} was archived on {}"), id, *group.archived_on);
    return group;
}

std::vector<Group> list_groups(const View& view, const Query& query) {
    return sql::list<Group>(view, std::string(groups_sql) + " ORDER BY g.group_id", query);
}

std::vector<Group> groups_of(const View& view, OfficeId host) {
    static const auto sql = std::string(groups_sql) + " WHERE g.office_id = ? AND g.archived_on IS NULL ORDER BY g.group_id";
    return sql::list<Group>(view, sql, host);
}

std::optional<GroupId> GroupLabels::find(const View& view, OfficeId host, std::string_view label) {
    const auto [at, is_new] = hosts_.try_emplace(host);
    if (is_new)
        sql::for_each<Group>(
            view, [&](const Group& group) { at->second.emplace(search_key(group.label), group.group_id); },
            "SELECT group_id, label FROM \"group\" WHERE office_id = ? AND archived_on IS NULL ORDER BY group_id", host);
    const auto found = at->second.find(search_key(label));
    return found == at->second.end() ? std::nullopt : std::optional(found->second);
}

void GroupLabels::add(const Group& group) {
    if (const auto at = hosts_.find(group.office_id); at != hosts_.end())
        at->second.emplace(search_key(group.label), group.group_id);
}

std::vector<Fault> faults_of(const View& view, const NewGroup& group, GroupLabels& known) {
    const auto opened_on = group.opened_on.value_or(view.today());
    auto faults = label_faults(group.kind, group.label);
    check_not_future(faults, "opened_on", group.opened_on, view.today());
    check_text(faults, "note", group.note);
    std::ranges::move(note_faults(group.kind, group.note, view.today()), std::back_inserter(faults));
    if (auto fault = host_fault(view, group.host, opened_on)) faults.push_back(std::move(*fault));
    else if (auto twin = twin_fault(known.find(view, group.host, group.label), group.host)) faults.push_back(std::move(*twin));
    return faults;
}

GroupId add_group(Change& change, const NewGroup& given) {
    GroupLabels known;
    return add_group(change, given, known);
}

GroupId add_group(Change& change, const NewGroup& given, GroupLabels& known) {
    refuse(faults_of(change, given, known));
    Group group;
    group.kind = given.kind;
    group.label = trim(given.label);
    group.office_id = given.host;
    group.opened_on = given.opened_on.value_or(change.today());
    group.note = trim(given.note);
    change.insert("add", group);
    known.add(group);
    return group.group_id;
}

void edit_group(Change& change, GroupId id, const GroupEdit& edit) {
    auto group = get_open_group(change, id);
    group.kind = edit.kind.value_or(group.kind);
    if (!edit.label.empty()) group.label = trim(edit.label);
    group.office_id = edit.host.value_or(group.office_id);
    if (!edit.note.empty()) group.note = trim(edit.note);
    Faults faults;
    if (edit.kind || !edit.label.empty()) faults = label_faults(group.kind, group.label);
    check_text(faults, "note", edit.note);
    if (edit.kind || !edit.note.empty())
        std::ranges::move(note_faults(group.kind, group.note, change.today()), std::back_inserter(faults));
    if (edit.host)
        if (auto fault = host_fault(change, *edit.host, change.today())) faults.push_back(std::move(*fault));
    if (edit.host || !edit.label.empty())
        if (const auto twin = GroupLabels().find(change, group.office_id, group.label); twin != id)
            if (auto fault = twin_fault(twin, group.office_id)) faults.push_back(std::move(*fault));
    refuse(faults);
    if (edit.confirmed_on && *edit.confirmed_on < group.opened_on)
        fail(Code::invalid, N_("group {} was opened on {}, after {}"), id, group.opened_on, *edit.confirmed_on);
    if (edit.confirmed_on && group.confirmed_on && *edit.confirmed_on < *group.confirmed_on)
        fail(Code::invalid, N_("group {} was confirmed on {}, after {}"), id, *group.confirmed_on, *edit.confirmed_on);
    if (edit.confirmed_on) group.confirmed_on = edit.confirmed_on;
    change.update("edit", group);
}

void archive_group(Change& change, GroupId id, Date on) {
    auto group = get_open_group(change, id);
    if (on < group.opened_on) fail(Code::invalid, N_("group {} was opened on {}, after {}"), id, group.opened_on, on);
    if (group.confirmed_on && on < *group.confirmed_on)
        fail(Code::invalid, N_("group {} was confirmed on {}, after {}"), id, *group.confirmed_on, on);
    end_all<GroupOwner>(change, "SELECT * FROM group_owner WHERE group_id = ? AND until IS NULL ORDER BY group_owner_id", id, on);
    end_all<GroupMember>(change, "SELECT * FROM group_member WHERE group_id = ? AND until IS NULL ORDER BY group_member_id", id,
                         on);
    group.archived_on = on;
    change.update("archive", group);
}

}  // namespace osaki
