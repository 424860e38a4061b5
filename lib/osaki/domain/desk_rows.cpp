// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"
#include "osaki/domain/incident.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto incident = IncidentTag::form;

constexpr DeskRow rows[] = {
    {Task::residual, Waiting::holder, user, "",
     "SELECT user_id, u.name, coalesce(d.closed_on, d.opened_on), NULL, NULL FROM departure d JOIN user u USING (user_id)"
     " WHERE d.residual = 1 ORDER BY d.departure_id"},
    {Task::suspended, Waiting::secretariat, user, "osaki-mcs restore {}",
     "SELECT user_id, name, suspended_until, NULL, NULL FROM user WHERE state = 'suspended' AND suspended_until <= ?1"
     " ORDER BY user_id"},
    // Before its first admin an office waits; afterwards the rules keep one there, unless the only one was suspended.
    {Task::first_admin, Waiting::office, office, "osaki-mcs office admin {} --user USER",
     "SELECT o.office_id, o.name, min(?1, (SELECT min(since) FROM membership m WHERE m.office_id = o.office_id"
     "   AND m.until IS NULL)), NULL, NULL FROM office o WHERE o.closed_on IS NULL AND o.secretariat = 0"
     " AND EXISTS (SELECT 1 FROM membership m JOIN user u USING (user_id)"
     "  WHERE m.office_id = o.office_id AND m.until IS NULL AND u.state <> 'leaving')"
     " AND NOT EXISTS (SELECT 1 FROM membership m JOIN user u USING (user_id)"
     "  WHERE m.office_id = o.office_id AND m.until IS NULL AND m.role = 'admin' AND u.state IN ('registered', 'active'))"
     " ORDER BY o.office_id"},
    // Reports to the commission are said when they are near: the first from the third day on, the final one ten days before.
    {Task::first_report, Waiting::secretariat, incident, "osaki-mcs incident step {} --step first-report --on DATE",
     "SELECT incident_id, summary, found_on, first_due, NULL FROM incident i WHERE closed_on IS NULL"
     " AND date(first_due, '-2 days') <= ?1 AND NOT EXISTS (SELECT 1 FROM incident_step s WHERE s.incident_id = i.incident_id"
     "  AND s.step IN ('first-report', 'final-report')) ORDER BY incident_id"},
    {Task::final_report, Waiting::secretariat, incident, "osaki-mcs incident step {} --step final-report --on DATE",
     "SELECT incident_id, summary, found_on, final_due, NULL FROM incident i WHERE closed_on IS NULL"
     " AND date(final_due, '-10 days') <= ?1 AND NOT EXISTS (SELECT 1 FROM incident_step s"
     "  WHERE s.incident_id = i.incident_id AND s.step = 'final-report') ORDER BY incident_id"},
    {Task::incident_idle, Waiting::secretariat, incident, "osaki-mcs incident show {}",
     "SELECT incident_id, summary, coalesce(max(s.done_on), i.found_on) AS moved, NULL, NULL FROM incident i"
     " LEFT JOIN incident_step s USING (incident_id) WHERE closed_on IS NULL GROUP BY incident_id"
     " HAVING moved <= date(?1, '-14 days') ORDER BY incident_id"},
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
