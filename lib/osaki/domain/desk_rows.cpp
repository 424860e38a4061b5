// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/review.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto group = GroupTag::form;
constexpr auto review = ReviewTag::form;
constexpr IdForm words{'\0', 0, false};
constexpr auto guidance = GuidanceTag::form;
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
     "SELECT o.office_id, o.name, min(?1, coalesce((SELECT max(coalesce(m.until, d.since)) FROM membership m LEFT JOIN dated d ON"
     "   d.user_id = m.user_id AND d.field = 'state' AND d.until IS NULL WHERE m.office_id = o.office_id AND m.role = 'admin'),"
     "  (SELECT min(since) FROM membership m WHERE m.office_id = o.office_id AND m.until IS NULL))), NULL, NULL"
     " FROM office o WHERE o.closed_on IS NULL AND o.secretariat = 0"
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
    // One line, however many they are.
    {Task::group_confirm, Waiting::office, words, "osaki-mcs group check",
     "SELECT NULL, NULL, min(coalesce(confirmed_on, opened_on)), min(date(coalesce(confirmed_on, opened_on), "
     "'+'"
     " || days || ' days')), CAST(count(*) AS TEXT) FROM \"group\", (SELECT coalesce((SELECT value FROM profile WHERE key ="
     " 'rules.group_confirm_days'), '92') AS days) WHERE archived_on IS NULL"
     " AND date(coalesce(confirmed_on, opened_on), '+' || days || ' days') < ?1 HAVING count(*) > 0"},
    // Who moved on is still in a group of the office that was left.
    {Task::group_leave, Waiting::holder, group, "", groups_to_leave_sql},
    // One line for all, in the last quarter of the fiscal year: before that, the training is still to be held.
    {Task::annual_training, Waiting::secretariat, words, "osaki-mcs train never --kind annual",
     "SELECT 'FY' || (substr(?1, 1, 4) - 1), NULL, substr(?1, 1, 4) || '-01-01', substr(?1, 1, 4) || '-03-31',"
     " CAST(count(*) AS TEXT) FROM user u WHERE substr(?1, 6, 2) <= '03' AND u.state = 'active' AND coalesce((SELECT value FROM"
     " profile WHERE key = 'training.annual'), 'fiscal-year') = 'fiscal-year' AND NOT EXISTS (SELECT 1 FROM attendance a JOIN"
     " training t USING (training_id) WHERE a.user_id = u.user_id AND a.result IN ('attended', 'passed') AND t.kind = 'annual'"
     " AND t.held_on >= (substr(?1, 1, 4) - 1) || '-04-01' AND t.held_on <= ?1) HAVING count(*) > 0"},
    // One line each, however many they are; nobody is told twice while a review asks.
    {Task::review_users, Waiting::secretariat, words, "osaki-mcs review open --scope users",
     "SELECT NULL, NULL, min(due_on), NULL, CAST(count(*) AS TEXT) FROM review_due WHERE role = 'staff' AND due_on < ?1"
     " AND NOT asked HAVING count(*) > 0"},
    {Task::review_admins, Waiting::secretariat, words, "osaki-mcs review open --scope admins",
     "SELECT NULL, NULL, min(due_on), NULL, CAST(count(*) AS TEXT) FROM review_due WHERE role <> 'staff' AND due_on < ?1"
     " AND NOT asked HAVING count(*) > 0"},
    {Task::review_answers, Waiting::office, review, "osaki-mcs review show {} --silent",
     "SELECT review_id, title, opened_on, due_on, CAST((SELECT count(DISTINCT office_id) FROM review_item i WHERE i.review_id ="
     " r.review_id AND answer IS NULL) AS TEXT) FROM review r WHERE closed_on IS NULL AND due_on >= ?1 AND EXISTS (SELECT 1 FROM"
     " review_item i WHERE i.review_id = r.review_id AND answer IS NULL) ORDER BY review_id"},
    {Task::review_silent, Waiting::secretariat, review, "osaki-mcs review show {} --silent",
     "SELECT review_id, title, opened_on, due_on, CAST((SELECT count(DISTINCT office_id) FROM review_item i WHERE i.review_id ="
     " r.review_id AND answer IS NULL) AS TEXT) FROM review r WHERE closed_on IS NULL AND due_on < ?1 AND EXISTS (SELECT 1 FROM"
     " review_item i WHERE i.review_id = r.review_id AND answer IS NULL) ORDER BY review_id"},
    {Task::review_close, Waiting::secretariat, review, "osaki-mcs review close {}",
     "SELECT review_id, title, opened_on, due_on, NULL FROM review r WHERE closed_on IS NULL AND NOT EXISTS (SELECT 1 FROM"
     " review_item i WHERE i.review_id = r.review_id AND answer IS NULL) ORDER BY review_id"},
    // Who could not go at once: the only admin or owner. Then a group and its owners.
    {Task::review_left, Waiting::secretariat, user, "",
     "SELECT f.user_id, u.name, f.answered_on, NULL, printf('O%04d', f.office_id), printf('osaki-mcs withdraw U%06d --office"
     " O%04d --received %s --successor USER', f.user_id, f.office_id, f.answered_on) AS command FROM review_follow_up f"
     " JOIN user u USING (user_id) WHERE f.answer = 'left' AND f.subject <> 'owner' ORDER BY f.review_item_id"},
    {Task::review_left, Waiting::secretariat, group, "",
     "SELECT f.group_id, g.label, f.answered_on, NULL, printf('U%06d', f.user_id), printf('osaki-mcs group owner remove G%04d"
     " U%06d', f.group_id, f.user_id) AS command FROM review_follow_up f JOIN \"group\" g USING (group_id)"
     " WHERE f.answer = 'left' AND f.subject = 'owner' ORDER BY f.review_item_id"},
    {Task::review_left, Waiting::secretariat, group, "osaki-mcs group archive {}",
     "SELECT f.group_id, g.label, f.answered_on, NULL, NULL FROM review_follow_up f JOIN \"group\" g USING (group_id)"
     " WHERE f.answer = 'left' AND f.subject = 'group' ORDER BY f.review_item_id"},
    {Task::review_changed, Waiting::secretariat, ReviewItemTag::form, "",
     "SELECT i.review_item_id, coalesce(u.name, g.label), i.answered_on, NULL, i.note, printf('osaki-mcs review answer"
     " R%d-%02d Q%06d --done', i.review_id / 1000000000, i.review_id % 1000000000, i.review_item_id) AS command"
     " FROM review_follow_up f JOIN review_item i USING (review_item_id) LEFT JOIN user u ON u.user_id = i.user_id"
     " LEFT JOIN \"group\" g ON g.group_id = i.group_id WHERE f.answer = 'changed' ORDER BY i.review_item_id"},
    // A measure without a day to follow it by is asked after when a month is over.
    {Task::guidance_due, Waiting::secretariat, guidance, "osaki-mcs guide outcome {} --outcome OUTCOME",
     "SELECT guidance_id, name, given_on, coalesce(due_on, date(given_on, '+30 days')) AS due, measure FROM guidance JOIN user"
     " USING (user_id) WHERE outcome = 'open' AND coalesce(due_on, date(given_on, '+30 days')) < ?1 AND state <> 'left'"
     " ORDER BY guidance_id"},
    // Answered by a later measure, or by what the committee decided; if that was on supervision it is yet to be carried on.
    {Task::guidance_unheeded, Waiting::committee, guidance,
     "osaki-mcs committee add --kind supervision --about {} --subject TEXT --decision TEXT",
     "SELECT guidance_id, name, outcome_on, NULL, measure FROM guidance g JOIN user u USING (user_id)"
     " WHERE outcome = 'not-followed' AND committee_id IS NULL AND u.state NOT IN ('leaving', 'left')"
     " AND NOT EXISTS (SELECT 1 FROM guidance n WHERE n.user_id = g.user_id AND n.guidance_id <> g.guidance_id"
     "  AND n.given_on >= g.outcome_on)"
     " AND NOT EXISTS (SELECT 1 FROM committee c WHERE c.decided_on >= g.outcome_on AND instr(';' || c.about || ';',"
     "  printf(';K%04d-%02d;', guidance_id / 1000000000, guidance_id % 1000000000)) > 0) ORDER BY guidance_id"},
    {Task::guidance_unheeded, Waiting::committee, guidance, "",
     "SELECT guidance_id, name, c.decided_on, NULL, measure, printf('osaki-mcs guide escalate K%04d-%02d --committee"
     " C%04d-%02d', guidance_id / 1000000000, guidance_id % 1000000000, c.committee_id / 1000000000,"
     " c.committee_id % 1000000000) AS command FROM guidance g JOIN user u USING (user_id) JOIN committee c ON c.committee_id ="
     " (SELECT l.committee_id FROM committee l WHERE l.decided_on >= g.outcome_on AND instr(';' || l.about || ';',"
     "  printf(';K%04d-%02d;', guidance_id / 1000000000, guidance_id % 1000000000)) > 0"
     "  ORDER BY l.decided_on DESC, l.committee_id DESC LIMIT 1)"
     " WHERE outcome = 'not-followed' AND g.committee_id IS NULL AND u.state NOT IN ('leaving', 'left')"
     " AND c.kind = 'supervision' AND NOT EXISTS (SELECT 1 FROM guidance n WHERE n.user_id = g.user_id"
     "  AND n.guidance_id <> g.guidance_id AND n.given_on >= g.outcome_on) ORDER BY guidance_id"},
    {Task::deletion_ordered, Waiting::secretariat, user, "",
     "SELECT user_id, name, decided_on, NULL, printf('C%04d-%02d', committee_id / 1000000000, committee_id % 1000000000),"
     " printf('osaki-mcs withdraw U%06d --committee C%04d-%02d', user_id, committee_id / 1000000000,"
     " committee_id % 1000000000) AS command"
     " FROM guidance g JOIN user USING (user_id) JOIN committee USING (committee_id) WHERE state <> 'left' AND NOT EXISTS"
     " (SELECT 1 FROM departure d WHERE d.user_id = g.user_id AND d.committee_id = g.committee_id)"
     " GROUP BY user_id, committee_id ORDER BY committee_id, user_id"},
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
    // Once usage is loaded at all, that of last month is waited for; then whose its rows are, and 45 days later its end.
    {Task::usage_missing, Waiting::secretariat, words, "osaki-mcs usage import FILE --month {}",
     "SELECT w.month, NULL, date(w.month || '-01', '+1 month'), NULL, NULL FROM (SELECT substr(date(?1, 'start of month',"
     " '-1 month'), 1, 7) AS month) w WHERE EXISTS (SELECT 1 FROM usage_load l WHERE l.month < w.month AND l.replaced_on IS NULL)"
     " AND NOT EXISTS (SELECT 1 FROM usage_load l WHERE l.month = w.month AND l.replaced_on IS NULL)"
     " AND NOT EXISTS (SELECT 1 FROM usage_month m WHERE m.month = w.month AND m.closed_on IS NOT NULL)"},
    {Task::usage_match, Waiting::secretariat, words, "osaki-mcs usage unmatched --where month={}",
     "SELECT l.month, NULL, min(l.loaded_on), NULL, CAST(count(*) AS TEXT) FROM usage_unmatched x JOIN usage_load l USING"
     " (usage_load_id) LEFT JOIN usage_month m ON m.month = l.month WHERE l.replaced_on IS NULL AND x.matched_on IS NULL"
     " AND m.closed_on IS NULL GROUP BY l.month ORDER BY l.month"},
    {Task::usage_close, Waiting::secretariat, words, "osaki-mcs usage close {}",
     "SELECT month, NULL, since, date(since, '+45 days'), NULL FROM (SELECT DISTINCT l.month, date(l.month || '-01', '+1 month')"
     " AS since FROM usage_load l LEFT JOIN usage_month m ON m.month = l.month WHERE l.replaced_on IS NULL AND m.closed_on IS"
     " NULL) WHERE date(since, '+45 days') <= ?1 ORDER BY month"},
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
