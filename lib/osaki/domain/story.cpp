// The story of a person, a SELECT for each thing that happens to one. A new one is a row and a Happening.
#include "osaki/domain/story.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<StoryLine> story_columns[] = {
    column<&StoryLine::on>("on", N_("Day")),
    column<&StoryLine::what>("what", N_("What")),
    column<&StoryLine::number>("number", N_("Number")),
    column<&StoryLine::text>("text", N_("Which")),
};

// day, number and text; ?1 is the user.
struct StoryRow {
    Happening what;
    std::string_view sql;
};
constexpr StoryRow rows[] = {
    {Happening::applied,
     "SELECT received_on, printf('A%04d-%04d', application_id / 1000000000, application_id % 1000000000), kind"
     " FROM application WHERE user_id = ?1 ORDER BY application_id"},
    {Happening::decided,
     "SELECT decided_on, printf('A%04d-%04d', application_id / 1000000000, application_id % 1000000000),"
     " coalesce(decided_by, '') FROM application WHERE user_id = ?1 AND decided_on IS NOT NULL ORDER BY application_id"},
    {Happening::issued,
     "SELECT issued_on, printf('I%06d', credential_id), login FROM credential WHERE user_id = ?1 ORDER BY credential_id"},
    {Happening::receipt,
     "SELECT received_on, printf('I%06d', credential_id), NULL FROM credential WHERE user_id = ?1 AND received_on IS NOT NULL"
     " ORDER BY credential_id"},
    {Happening::first_login,
     "SELECT changed_on, printf('I%06d', credential_id), NULL FROM credential WHERE user_id = ?1 AND changed_on IS NOT NULL"
     " ORDER BY credential_id"},
    {Happening::joined,
     "SELECT since, printf('O%04d', office_id), o.name || iif(role = 'admin', ' (' || role || ')', '') FROM membership"
     " JOIN office o USING (office_id) WHERE user_id = ?1 ORDER BY membership_id"},
    {Happening::left_office,
     "SELECT until, printf('O%04d', office_id), o.name FROM membership JOIN office o USING (office_id)"
     " WHERE user_id = ?1 AND until IS NOT NULL ORDER BY membership_id"},
    {Happening::acknowledged,
     "SELECT acknowledged_on, printf('D%04d', document_id), d.title || coalesce(' ' || d.version, '') FROM acknowledgement"
     " JOIN document d USING (document_id) WHERE user_id = ?1 ORDER BY acknowledgement_id"},
    {Happening::handed_out,
     "SELECT distributed_on, printf('D%04d', document_id), d.title || coalesce(' ' || d.version, '') FROM distribution"
     " JOIN document d USING (document_id) WHERE user_id = ?1 ORDER BY distribution_id"},
    {Happening::trained,
     "SELECT t.held_on, printf('T%04d-%02d', training_id / 1000000000, training_id % 1000000000), a.result || ': ' || t.topic"
     " FROM attendance a JOIN training t USING (training_id) WHERE a.user_id = ?1 ORDER BY a.attendance_id"},
    {Happening::owns_group,
     "SELECT since, printf('G%04d', group_id), g.label FROM group_owner JOIN \"group\" g USING (group_id)"
     " WHERE user_id = ?1 ORDER BY group_owner_id"},
    {Happening::left_owner,
     "SELECT until, printf('G%04d', group_id), g.label FROM group_owner JOIN \"group\" g USING (group_id)"
     " WHERE user_id = ?1 AND until IS NOT NULL ORDER BY group_owner_id"},
    {Happening::joined_group,
     "SELECT since, printf('G%04d', group_id), g.label FROM group_member JOIN \"group\" g USING (group_id)"
     " WHERE user_id = ?1 ORDER BY group_member_id"},
    {Happening::left_group,
     "SELECT until, printf('G%04d', group_id), g.label FROM group_member JOIN \"group\" g USING (group_id)"
     " WHERE user_id = ?1 AND until IS NOT NULL ORDER BY group_member_id"},
    {Happening::reviewed,
     "SELECT i.answered_on, printf('R%04d-%02d', i.review_id / 1000000000, i.review_id % 1000000000),"
     " i.answer || ': ' || coalesce(g.label, o.name) || coalesce(' (' || nullif(i.note, '') || ')', '') FROM review_item i"
     " JOIN office o USING (office_id) LEFT JOIN \"group\" g ON g.group_id = i.group_id"
     " WHERE i.user_id = ?1 AND i.answered_on IS NOT NULL ORDER BY i.review_item_id"},
    {Happening::guided,
     "SELECT given_on, printf('K%04d-%02d', guidance_id / 1000000000, guidance_id % 1000000000), measure || ': ' || facts"
     " FROM guidance WHERE user_id = ?1 ORDER BY guidance_id"},
    {Happening::guidance_outcome,
     "SELECT outcome_on, printf('K%04d-%02d', guidance_id / 1000000000, guidance_id % 1000000000),"
     " outcome || coalesce(': ' || nullif(outcome_note, ''), '') FROM guidance WHERE user_id = ?1 AND outcome_on IS NOT NULL"
     " ORDER BY guidance_id"},
    {Happening::escalated,
     "SELECT c.decided_on, printf('C%04d-%02d', c.committee_id / 1000000000, c.committee_id % 1000000000),"
     " printf('K%04d-%02d', guidance_id / 1000000000, guidance_id % 1000000000) || ': ' || c.subject FROM guidance"
     " JOIN committee c USING (committee_id) WHERE user_id = ?1 ORDER BY guidance_id"},
    {Happening::incident,
     "SELECT found_on, printf('I%04d-%02d', incident_id / 1000000000, incident_id % 1000000000), summary FROM incident_user"
     " JOIN incident USING (incident_id) WHERE user_id = ?1 ORDER BY incident_id"},
    {Happening::departure_step,
     "SELECT coalesce(s.done_on, d.closed_on, d.opened_on), printf('L%04d', departure_id),"
     " s.step || coalesce(': ' || s.impossible, '') FROM departure d JOIN departure_step s USING (departure_id)"
     " WHERE d.user_id = ?1 ORDER BY s.departure_step_id"},
};

}  // namespace

const Description<StoryLine>& describe(const StoryLine*) {
    static constexpr Description<StoryLine> description{"story", N_("what happened"), story_columns};
    return description;
}

std::vector<StoryLine> story_of(const View& view, UserId user) {
    std::vector<StoryLine> story;
    for (const auto& row : rows) {
        sql::Statement found(view, row.sql);
        sql::bind_all(found, user);
        while (found.step()) {
            StoryLine line;
            line.what = row.what;
            detail::Member<Date>::set(line.on, found.cell(0));
            detail::Member<std::string>::set(line.number, found.cell(1));
            detail::Member<std::string>::set(line.text, found.cell(2));
            story.push_back(std::move(line));
        }
    }
    std::ranges::stable_sort(story, {}, &StoryLine::on);
    return story;
}

}  // namespace osaki
