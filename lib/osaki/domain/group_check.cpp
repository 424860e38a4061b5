#include "osaki/domain/group_check.hpp"

#include "osaki/domain/profile.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<GroupFinding> finding_columns[] = {
    column<&GroupFinding::finding>("finding", N_("Finding")),
    column<&GroupFinding::group_id>("group_id", N_("Group number")),
    column<&GroupFinding::label>("label", N_("Group label")).required(),
    column<&GroupFinding::office_id>("office_id", N_("Host office")),
    column<&GroupFinding::office_name>("office_name", N_("Office name")),
    column<&GroupFinding::user_id>("user_id", N_("User")),
    column<&GroupFinding::user_name>("user_name", N_("Name")),
    column<&GroupFinding::since>("since", N_("Since")),
    column<&GroupFinding::command>("command", N_("Command")),
};

// Each gives group_id, label, office_id, office_name and, where one is concerned, user_id, user_name and since.
constexpr std::string_view of_group =
    "SELECT g.group_id, g.label, g.office_id, o.name AS office_name, %"
    " FROM \"group\" g JOIN office o USING (office_id) @ WHERE g.archived_on IS NULL AND (?1 IS NULL OR g.office_id = ?1)";

// Values go through `?`; what stands here is our own text.
std::string select(std::string_view further, std::string_view from, std::string_view condition) {
    std::string sql(of_group);
    sql.replace(sql.find('%'), 1, further);
    sql.replace(sql.find('@'), 1, from);
    return sql.append(" AND ").append(condition).append(" ORDER BY g.group_id");
}
std::string of_owner(std::string_view condition) {
    return select(
        "u.user_id, u.name AS user_name, (SELECT max(d.since) FROM dated d WHERE d.user_id = u.user_id AND d.field ="
        " 'state' AND d.until IS NULL) AS since",
        "JOIN group_owner w ON w.group_id = g.group_id AND w.until IS NULL JOIN user u ON u.user_id = w.user_id", condition);
}

constexpr std::string_view able_owners =
    "(SELECT count(*) FROM group_owner a JOIN user s ON s.user_id = a.user_id WHERE a.group_id = g.group_id AND a.until IS NULL"
    " AND s.state IN ('registered', 'active'))";

std::string sql_of(GroupFault fault) {
    switch (fault) {
        case GroupFault::no_owner:
            return select(
                "NULL AS user_id, NULL AS user_name, coalesce((SELECT max(w.until) FROM group_owner w WHERE w.group_id ="
                " g.group_id), g.opened_on) AS since",
                "", "NOT EXISTS (SELECT 1 FROM group_owner w WHERE w.group_id = g.group_id AND w.until IS NULL)");
        case GroupFault::owner_left:
            return of_owner("u.state IN ('leaving', 'left')");
        case GroupFault::owner_suspended:
            return of_owner("u.state = 'suspended'");
        case GroupFault::member_left:
            return select(
                "u.user_id, u.name AS user_name, (SELECT max(d.since) FROM dated d WHERE d.user_id = u.user_id AND"
                " d.field = 'state' AND d.until IS NULL) AS since",
                "JOIN group_member w ON w.group_id = g.group_id AND w.until IS NULL JOIN user u ON u.user_id = w.user_id",
                "u.state = 'left'");
        case GroupFault::unconfirmed:
            return select("NULL AS user_id, NULL AS user_name, coalesce(g.confirmed_on, g.opened_on) AS since", "", "TRUE");
        case GroupFault::name_in_label:
            return select("NULL AS user_id, NULL AS user_name, NULL AS since", "", "g.kind = 'patient'");
        case GroupFault::one_owner:
            return select("u.user_id, u.name AS user_name, w.since AS since",
                          "JOIN group_owner w ON w.group_id = g.group_id AND w.until IS NULL JOIN user u ON u.user_id = w.user_id"
                          " AND u.state IN ('registered', 'active')",
                          std::string(able_owners) + " = 1");
    }
    return {};
}

bool others_can_own(const View& view, const GroupFinding& finding) {
    return std::ranges::any_of(owners_of(view, finding.group_id), [&](const GroupOwner& owner) {
        return !owner.until && owner.user_id != finding.user_id && can_own(owner.user_state);
    });
}

std::string command_for(const View& view, const GroupFinding& finding) {
    const auto group = to_text(finding.group_id);
    const auto user = finding.user_id ? to_text(*finding.user_id) : std::string();
    switch (finding.finding) {
        case GroupFault::no_owner:
        case GroupFault::one_owner:
            return "osaki-mcs group owner add " + group + " USER";
        case GroupFault::owner_suspended:
            if (others_can_own(view, finding)) return "osaki-mcs restore " + user;
            return "osaki-mcs group owner add " + group + " USER";
        case GroupFault::owner_left:
            if (others_can_own(view, finding)) return "osaki-mcs group owner remove " + group + ' ' + user;
            return "osaki-mcs group owner hand-over " + group + " --from " + user + " --to USER";
        case GroupFault::member_left:
            return "osaki-mcs group member remove " + group + ' ' + user;
        case GroupFault::unconfirmed:
            return "osaki-mcs group edit " + group + " --confirmed DATE";
        case GroupFault::name_in_label:
            return "osaki-mcs group edit " + group + " --label CODE";
    }
    return {};
}

}  // namespace

const Description<GroupFinding>& describe(const GroupFinding*) {
    static constexpr Description<GroupFinding> description{"group_finding", N_("finding on a group"), finding_columns};
    return description;
}

std::vector<GroupFinding> check_groups(const View& view, std::optional<OfficeId> host) {
    const auto days = get_profile(view).group_confirm_days;
    std::vector<GroupFinding> findings;
    for (const auto& name : names<GroupFault>)
        for (auto& finding : sql::list<GroupFinding>(view, sql_of(name.value), host)) {
            finding.finding = name.value;
            if (name.value == GroupFault::unconfirmed && !is_unconfirmed(*finding.since, {}, view.today(), days)) continue;
            if (name.value == GroupFault::name_in_label && label_faults(GroupKind::patient, finding.label).empty()) continue;
            finding.command = command_for(view, finding);
            findings.push_back(std::move(finding));
        }
    std::ranges::stable_sort(
        findings, {}, [](const GroupFinding& finding) { return std::pair(!must_be_seen_to(finding.finding), finding.group_id); });
    return findings;
}

}  // namespace osaki
