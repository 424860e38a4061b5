// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"
#include "osaki/domain/guidance.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto guidance = GuidanceTag::form;

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
    {Task::guidance_unheeded, Waiting::committee, guidance, "osaki-mcs guide escalate {}",
     "SELECT guidance_id, name, c.decided_on, NULL, measure, printf(' --committee C%04d-%02d', c.committee_id / 1000000000,"
     " c.committee_id % 1000000000) AS rest FROM guidance g JOIN user u USING (user_id) JOIN committee c ON c.committee_id ="
     " (SELECT l.committee_id FROM committee l WHERE l.decided_on >= g.outcome_on AND instr(';' || l.about || ';',"
     "  printf(';K%04d-%02d;', guidance_id / 1000000000, guidance_id % 1000000000)) > 0"
     "  ORDER BY l.decided_on DESC, l.committee_id DESC LIMIT 1)"
     " WHERE outcome = 'not-followed' AND g.committee_id IS NULL AND u.state NOT IN ('leaving', 'left')"
     " AND c.kind = 'supervision' AND NOT EXISTS (SELECT 1 FROM guidance n WHERE n.user_id = g.user_id"
     "  AND n.guidance_id <> g.guidance_id AND n.given_on >= g.outcome_on) ORDER BY guidance_id"},
    {Task::deletion_ordered, Waiting::secretariat, user, "osaki-mcs withdraw {}",
     "SELECT user_id, name, decided_on, NULL, printf('C%04d-%02d', committee_id / 1000000000, committee_id % 1000000000),"
     " printf(' --committee C%04d-%02d', committee_id / 1000000000, committee_id % 1000000000) AS rest"
     " FROM guidance g JOIN user USING (user_id) JOIN committee USING (committee_id) WHERE state <> 'left' AND NOT EXISTS"
     " (SELECT 1 FROM departure d WHERE d.user_id = g.user_id AND d.committee_id = g.committee_id)"
     " GROUP BY user_id, committee_id ORDER BY committee_id, user_id"},
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
