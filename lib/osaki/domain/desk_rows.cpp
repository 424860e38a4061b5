// The lines of the desk that one SELECT finds, as data. A new one is a row and a Task.
#include "osaki/domain/desk.hpp"
#include "osaki/domain/review.hpp"

namespace osaki {

namespace {

constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto review = ReviewTag::form;
constexpr auto group = ReviewedGroupTag::form;
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
    // One line each, however many they are; nobody is told twice while a review asks.
    {Task::review_users, Waiting::secretariat, words, "osaki-mcs review open --scope users",
     "SELECT CAST(count(*) AS TEXT), NULL, min(due_on), NULL, NULL FROM review_due WHERE role = 'staff' AND due_on < ?1"
     " AND NOT asked HAVING count(*) > 0"},
    {Task::review_admins, Waiting::secretariat, words, "osaki-mcs review open --scope admins",
     "SELECT CAST(count(*) AS TEXT), NULL, min(due_on), NULL, NULL FROM review_due WHERE role <> 'staff' AND due_on < ?1"
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
};

}  // namespace

std::span<const DeskRow> desk_rows() {
    return rows;
}

}  // namespace osaki
