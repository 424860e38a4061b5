// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"
#include "osaki/domain/group.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto group = GroupTag::form;

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
    {Task::group_owner, Waiting::office, group, "osaki-mcs group owner add {} USER",
     "SELECT g.group_id, g.label, coalesce((SELECT max(coalesce(w.until, d.since)) FROM group_owner w LEFT JOIN dated d ON"
     "   d.user_id = w.user_id AND d.field = 'state' AND d.until IS NULL WHERE w.group_id = g.group_id), g.opened_on), NULL, NULL"
     " FROM \"group\" g WHERE g.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM group_owner w JOIN user u USING (user_id)"
     "  WHERE w.group_id = g.group_id AND w.until IS NULL AND u.state IN ('registered', 'active')) ORDER BY g.group_id"},
    {Task::group_confirm, Waiting::office, group, "osaki-mcs group edit {} --confirmed DATE",
     "SELECT group_id, label, coalesce(confirmed_on, opened_on), date(coalesce(confirmed_on, opened_on), '+' || days || ' days'),"
     " NULL FROM \"group\", (SELECT coalesce((SELECT value FROM profile WHERE key = 'rules.group_confirm_days'), '92') AS days)"
     " WHERE archived_on IS NULL AND date(coalesce(confirmed_on, opened_on), '+' || days || ' days') < ?1 ORDER BY group_id"},
    // Who moved on is still in a group of the office that was left.
    {Task::group_leave, Waiting::holder, group, "",
     "SELECT p.group_id, u.name, max(m.until), NULL, NULL, printf('osaki-mcs group %s remove G%04d U%06d', p.word, p.group_id,"
     " p.user_id) AS command FROM (SELECT group_id, user_id, since, until, 'owner' AS word FROM group_owner UNION ALL"
     " SELECT group_id, user_id, since, until, 'member' FROM group_member) p JOIN \"group\" g USING (group_id)"
     " JOIN user u USING (user_id) JOIN membership m ON m.user_id = p.user_id AND m.office_id = g.office_id"
     " WHERE p.until IS NULL AND g.archived_on IS NULL AND u.state IN ('registered', 'active', 'suspended')"
     " GROUP BY p.group_id, p.user_id HAVING count(*) = count(m.until) AND min(p.since) < max(m.until)"
     " ORDER BY p.group_id, p.user_id"},
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
