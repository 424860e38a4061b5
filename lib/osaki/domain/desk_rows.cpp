// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr IdForm words{'\0', 0, false};

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
    // One line for all, in the last quarter of the fiscal year: before that, the training is still to be held.
    {Task::annual_training, Waiting::secretariat, words, "osaki-mcs train never --kind annual",
     "SELECT 'FY' || (substr(?1, 1, 4) - 1), NULL, substr(?1, 1, 4) || '-01-01', substr(?1, 1, 4) || '-03-31',"
     " CAST(count(*) AS TEXT) FROM user u WHERE substr(?1, 6, 2) <= '03' AND u.state = 'active' AND coalesce((SELECT value FROM"
     " profile WHERE key = 'training.annual'), 'fiscal-year') = 'fiscal-year' AND NOT EXISTS (SELECT 1 FROM attendance a JOIN"
     " training t USING (training_id) WHERE a.user_id = u.user_id AND a.result IN ('attended', 'passed') AND t.kind = 'annual'"
     " AND t.held_on >= (substr(?1, 1, 4) - 1) || '-04-01' AND t.held_on <= ?1) HAVING count(*) > 0"},
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
