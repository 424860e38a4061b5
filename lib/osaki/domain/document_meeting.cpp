#include "osaki/domain/document_meeting.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

Meeting attendees_of(const View& view, MeetingId training) {
    const auto held_on = sql::value<Date>(view, "SELECT held_on FROM training WHERE training_id = ?", training);
    if (!held_on) fail(Code::not_found, N_("there is no training {}"), training);
    Meeting meeting{training, *held_on, {}};
    for (auto& one : sql::list<Acknowledgement>(view,
                                                "SELECT user_id, application_id FROM attendance WHERE training_id = ?"
                                                " AND result IN ('attended', 'passed') ORDER BY attendance_id",
                                                training))
        meeting.attendees.push_back({one.user_id, one.application_id});
    return meeting;
}

}  // namespace osaki
