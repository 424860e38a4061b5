// Whom an incident may have reached: one query, so that staff can telephone them at once.
#include "osaki/domain/incident_handling.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<AffectedUser> affected_columns[] = {
    column<&AffectedUser::user_id>("user_id", N_("Number")),
    column<&AffectedUser::name>("name", N_("Name")).required().keyed("name_key", search_key),
    column<&AffectedUser::kana>("kana", N_("Kana")).detail().keyed("kana", kana_key),
    column<&AffectedUser::how>("how", N_("Concerned as")),
    column<&AffectedUser::via>("via", N_("By")),
    column<&AffectedUser::phone>("phone", N_("Telephone")),
    column<&AffectedUser::mail>("mail", N_("Mail")).required().keyed("mail_key", mail_key),
    column<&AffectedUser::offices>("offices", N_("Offices")),
    column<&AffectedUser::state>("state", N_("State")),
    column<&AffectedUser::issued_on>("issued_on", N_("Issued")),
    column<&AffectedUser::two_factor>("two_factor", N_("Two-factor")),
};

// ?1 is the number of the incident.
constexpr std::string_view affected_sql = R"(
WITH days AS (SELECT coalesce(occurred_on, found_on) AS first, found_on AS last FROM incident WHERE incident_id = ?1),
     named AS (SELECT user_id FROM incident_user WHERE incident_id = ?1),
     share AS (SELECT group_id, user_id, since, until FROM group_owner
               UNION ALL SELECT group_id, user_id, since, until FROM group_member),
     hit (user_id, nearness, via) AS (
         SELECT user_id, 1, NULL FROM named
         UNION ALL
         SELECT m.user_id, 2, o.name FROM incident_office i JOIN membership m USING (office_id) JOIN office o USING (office_id)
         JOIN days ON m.since <= last AND (m.until IS NULL OR m.until > first) WHERE i.incident_id = ?1
         UNION ALL
         SELECT theirs.user_id, 3, printf('G%04d %s', g.group_id, g.label) FROM named
         JOIN share AS ours ON ours.user_id = named.user_id JOIN share AS theirs USING (group_id) JOIN "group" g USING (group_id)
         JOIN days ON ours.since <= last AND (ours.until IS NULL OR ours.until > first)
                  AND theirs.since <= last AND (theirs.until IS NULL OR theirs.until > first))
SELECT u.user_id, u.name, u.kana, u.name_key, u.mail_key, min(h.nearness) AS nearness,
       CASE min(h.nearness) WHEN 1 THEN 'named' WHEN 2 THEN 'office' ELSE 'group' END AS how,
       (SELECT group_concat(DISTINCT via) FROM (SELECT via FROM hit WHERE hit.user_id = u.user_id ORDER BY nearness, via)) AS via,
       u.mail, u.phone, u.state, u.two_factor,
       (SELECT max(issued_on) FROM credential c WHERE c.user_id = u.user_id AND c.state <> 'void') AS issued_on,
       (SELECT group_concat(o.name, ', ') FROM membership m JOIN office o USING (office_id)
        WHERE m.user_id = u.user_id AND m.until IS NULL) AS offices
FROM hit h JOIN user u USING (user_id) GROUP BY u.user_id ORDER BY nearness, u.user_id)";

}  // namespace

const Description<AffectedUser>& describe(const AffectedUser*) {
    static constexpr Description<AffectedUser> description{"affected_user", N_("user concerned by an incident"),
                                                           affected_columns};
    return description;
}

std::vector<AffectedUser> affected_by(const View& view, IncidentId id, const Query& query) {
    get_incident(view, id);
    return sql::list<AffectedUser>(view, affected_sql, query, id);
}

}  // namespace osaki
