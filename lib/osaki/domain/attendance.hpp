// Who came to which training (受講): a user, or an applicant before there is a user (art. 8-2(2)).
#pragma once

#include "osaki/domain/person.hpp"
#include "osaki/domain/training.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

enum class Attended { absent, failed, attended, passed };  // the better the later
constexpr std::array<Name<Attended>, 4> names_of(Attended) {
    return {{{Attended::attended, "attended", N_("attended"), "受講|出席|参加|受講済"},
             {Attended::passed, "passed", N_("passed"), "合格|修了"},
             {Attended::failed, "failed", N_("failed"), "不合格|未修了"},
             {Attended::absent, "absent", N_("absent"), "欠席|未受講|不参加"}}};
}
constexpr bool counts(Attended result) {
    return result == Attended::attended || result == Attended::passed;
}

struct AttendanceTag {
    static constexpr IdForm form{'Y', 6, false};
};
struct Attendance {
    Id<AttendanceTag> attendance_id;
    TrainingId training_id;
    std::optional<UserId> user_id;
    std::optional<ApplicationId> application_id;
    std::optional<OfficeId> office_id;  // at that time
    Attended result = Attended::attended;
    std::optional<std::int64_t> score;
    std::string name;
    std::string office;
    TrainingKind kind = TrainingKind::initial;
    std::string topic;
    Date held_on;
};
const Description<Attendance>& describe(const Attendance*);
extern const std::string_view attendances_sql;  // all of them with what is joined, in no order

struct Result {
    std::optional<Attended> attended = {};  // attended, when not said of somebody who was not recorded before
    std::optional<std::int64_t> score = {};
    std::optional<OfficeId> office = {};  // where the person belonged that day, when not said
    bool update = false;                  // corrects what was recorded before; what is not said stays
};
// Code::invalid before the day it was held or for a score that cannot be; Code::conflict when recorded before, for a merged
// number or an application that led to nobody.
Attendance record_attendance(Change& change, TrainingId id, const Person& person, const Result& result);

std::optional<Attendance> find_attendance(const View& view, TrainingId id, const Person& person);
std::vector<Attendance> attendances_of(const View& view, TrainingId id);  // everybody once, by number of the person
std::vector<Attendance> attendances_of(const View& view, UserId user);    // oldest first
std::vector<Attendance> attendances_of(const View& view, ApplicationId application);
std::vector<Person> attendees_of(const View& view, TrainingId id);  // who attended or passed, as recorded; Code::not_found

// True when one of the two attended a training of the kind that holds on the day.
bool is_trained(const View& view, const Profile& profile, const Person& person, TrainingKind kind, Date day);

// On approval: what the applicant attended becomes the user's; of two records of one training the better result holds.
void hand_over_attendances(Change& change, ApplicationId application, UserId user);
// The same for two numbers of one person; returns how many moved.
std::size_t move_attendances(Change& change, UserId from, UserId to);

}  // namespace osaki
