// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/group.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;
constexpr auto warning = Gravity::warning;
constexpr auto group = GroupTag::form;

constexpr DoctorCheck groups[] = {
    {"owner-of-archived-group", error, "art. 8-2(3)", group,
     N_("group {} {} was archived on {} and still has {} owners and members"), "osaki-mcs group show {}",
     "SELECT g.group_id, g.label, g.archived_on, count(*) FROM \"group\" g JOIN (SELECT group_id, until FROM group_owner UNION"
     " ALL SELECT group_id, until FROM group_member) p ON p.group_id = g.group_id WHERE g.archived_on IS NOT NULL AND p.until IS"
     " NULL GROUP BY g.group_id ORDER BY g.group_id"},
    {"owner-twice", error, "art. 8-2(3)", group, N_("group {} has the owner {} twice at the same time"),
     "osaki-mcs group show {}",
     "SELECT DISTINCT a.group_id, printf('U%06d', a.user_id) FROM group_owner a JOIN group_owner b ON b.group_id = a.group_id AND"
     " b.user_id = a.user_id AND b.group_owner_id > a.group_owner_id AND (b.until IS NULL OR a.since < b.until) AND (a.until IS"
     " NULL OR b.since < a.until) ORDER BY a.group_id, a.user_id"},
    {"owner-before-group", error, "art. 8-2(3)", group, N_("group {} was opened on {}, and {} was in it on {}"),
     "osaki-mcs group show {}",
     "SELECT g.group_id, g.opened_on, printf('U%06d', p.user_id), p.since FROM \"group\" g JOIN (SELECT group_id, user_id, since"
     " FROM group_owner UNION ALL SELECT group_id, user_id, since FROM group_member) p ON p.group_id = g.group_id AND p.since <"
     " g.opened_on ORDER BY g.group_id, p.user_id"},
    {"group-of-closed-office", error, "art. 8-2(3)", group, N_("group {} {} is hosted by {}, which was closed on {}"),
     "osaki-mcs group edit {} --host OFFICE",
     "SELECT g.group_id, g.label, o.name, o.closed_on FROM \"group\" g JOIN office o USING (office_id) WHERE g.archived_on IS"
     " NULL AND o.closed_on IS NOT NULL ORDER BY g.group_id"},
    {"group-without-owner", warning, "art. 8-2(3)", group, N_("group {} {} has no owner who can answer for it"),
     "osaki-mcs group owner add {} USER",
     "SELECT g.group_id, g.label FROM \"group\" g WHERE g.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM group_owner w JOIN"
     " user u USING (user_id) WHERE w.group_id = g.group_id AND w.until IS NULL AND u.state IN ('registered', 'active'))"
     " ORDER BY g.group_id"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{groups})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
