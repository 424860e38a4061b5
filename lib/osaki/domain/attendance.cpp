#include "osaki/domain/attendance.hpp"

#include "osaki/domain/user.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view attendances_sql =
    "SELECT a.*, coalesce(u.name, p.name) AS name, o.name AS office, t.kind, t.topic, t.held_on FROM attendance a"
    " JOIN training t USING (training_id) LEFT JOIN user u ON u.user_id = a.user_id"
    " LEFT JOIN application p ON p.application_id = a.application_id LEFT JOIN office o ON o.office_id = a.office_id";

namespace {

constexpr Column<Attendance> attendance_columns[] = {
    column<&Attendance::attendance_id>("attendance_id", N_("Number")).detail(),
    column<&Attendance::training_id>("training_id", N_("Training")),
    column<&Attendance::user_id>("user_id", N_("User")),
    column<&Attendance::application_id>("application_id", N_("Application")),
    column<&Attendance::name>("name", N_("Name")).joined(),
    column<&Attendance::office_id>("office_id", N_("Office")),
    column<&Attendance::office>("office", N_("Office name")).joined().detail(),
    column<&Attendance::result>("result", N_("Result")),
    column<&Attendance::score>("score", N_("Score")),
    column<&Attendance::kind>("kind", N_("Kind")).joined(),
    column<&Attendance::topic>("topic", N_("Topic")).joined().detail(),
    column<&Attendance::held_on>("held_on", N_("Held on")).joined(),
};

std::vector<Attendance> list_where(const View& view, const char* condition, std::int64_t number) {
    return sql::list<Attendance>(view, std::string(attendances_sql) + condition, number);
}

// The earliest of the offices the person belonged to on that day.
std::optional<OfficeId> office_on(const View& view, const Person& person, Date day) {
    std::optional<OfficeId> office;
    if (person.user)
        office = sql::value<OfficeId>(view,
                                      "SELECT office_id FROM membership WHERE user_id = ? AND since <= ? AND (until IS NULL OR"
                                      " until > ?) ORDER BY since, membership_id",
                                      *person.user, day, day);
    if (!office && person.application) office = get_application(view, *person.application).office_id;
    return office;
}

void require_office(const View& view, const Person& person, OfficeId office) {
    get_office(view, office);
    const auto belongs = sql::value<std::int64_t>(view,
                                                  "SELECT 1 FROM membership WHERE user_id = ? AND office_id = ? UNION ALL"
                                                  " SELECT 1 FROM application WHERE application_id = ? AND office_id = ?",
                                                  person.user, office, person.application, office);
    if (!belongs) fail(Code::invalid, N_("{} never belonged to office {}"), person, office);
}

void require_person(const View& view, const Person& person) {
    if (person.user) return require_standing(view, *person.user);
    const auto state = get_application(view, *person.application).state;
    if (!is_open(state))
        fail(Code::conflict, N_("application {} is {}; nobody can be trained on it"), *person.application, state);
}

void require_result(const Change& change, const Training& training, const Result& result,
                    const std::optional<Attendance>& known) {
    if (training.held_on > change.today())
        fail(Code::invalid, N_("{} is held on {}; nobody can be recorded before that day"), training.training_id,
             training.held_on);
    if (result.score && (*result.score < 0 || *result.score > 100))
        fail(Code::invalid, N_("a score is a number from 0 to 100, not {}"), *result.score);
    const auto attended = result.attended.value_or(known && result.update ? known->result : Attended::attended);
    if (result.score && attended == Attended::absent)
        fail(Code::invalid, N_("who was absent has no score; leave out {}"), *result.score);
}

// What is not said stays; who was absent has no score.
void take(Attendance& to, const Result& result) {
    to.result = result.attended.value_or(to.result);
    if (result.score) to.score = result.score;
    if (to.result == Attended::absent) to.score.reset();
    if (result.office) to.office_id = result.office;
}

// Of two records of one training the better result; each keeps its row.
void raise(Change& change, Attendance to, const Attendance& from) {
    if (from.result <= to.result) return;
    to.result = from.result;
    to.score = from.score;
    change.update("merge", to);
}

std::size_t give(Change& change, std::vector<Attendance> rows, UserId user) {
    std::size_t moved = 0;
    for (auto& row : rows) {
        if (row.user_id == user) continue;
        if (const auto own = find_attendance(change, row.training_id, {user, {}})) {
            raise(change, *own, row);
            continue;
        }
        row.user_id = user;
        change.update("hand-over", row);
        ++moved;
    }
    return moved;
}

}  // namespace

const Description<Attendance>& describe(const Attendance*) {
    static constexpr Description<Attendance> description{"attendance", N_("attendance"), attendance_columns};
    return description;
}

Attendance record_attendance(Change& change, TrainingId id, const Person& person, const Result& result) {
    const auto training = find_training(change, id);
    if (!training) fail(Code::not_found, N_("there is no training {}; osaki-mcs train list"), id);
    require_person(change, person);
    auto known = find_attendance(change, id, person);
    require_result(change, *training, result, known);
    if (result.office) require_office(change, person, *result.office);
    if (known && !result.update)
        fail(Code::conflict, N_("{} {} is recorded at {} already: {}; to correct it: osaki-mcs train record {} {} --update"),
             person, known->name, id, known->result, id, person);
    if (known) {
        take(*known, result);
        change.update("edit", *known);
    } else {
        Attendance made;
        made.training_id = id;
        made.user_id = person.user;
        made.application_id = person.application;
        if (!result.office) made.office_id = office_on(change, person, training->held_on);
        take(made, result);
        change.insert("record", made);
    }
    return *find_attendance(change, id, person);
}

// Two questions, each with an index of its own: one with OR looks at everybody who was there.
std::optional<Attendance> find_attendance(const View& view, TrainingId id, const Person& person) {
    static const auto by_user = std::string(attendances_sql) + " WHERE a.user_id = ? AND a.training_id = ?";
    static const auto by_application = std::string(attendances_sql) + " WHERE a.application_id = ? AND a.training_id = ?";
    std::optional<Attendance> found;
    if (person.user) found = sql::find<Attendance>(view, by_user, *person.user, id);
    if (!found && person.application) found = sql::find<Attendance>(view, by_application, *person.application, id);
    return found;
}

std::vector<Attendance> attendances_of(const View& view, TrainingId id) {
    // a merged number keeps its row beside the one of the person
    return list_where(view,
                      " WHERE a.training_id = ? AND u.merged_into IS NULL ORDER BY a.user_id IS NULL, a.user_id,"
                      " a.application_id",
                      id.value);
}
std::vector<Attendance> attendances_of(const View& view, UserId user) {
    return list_where(view, " WHERE a.user_id = ? ORDER BY t.held_on, a.attendance_id", user.value);
}
std::vector<Attendance> attendances_of(const View& view, ApplicationId application) {
    return list_where(view, " WHERE a.application_id = ? ORDER BY t.held_on, a.attendance_id", application.value);
}

std::vector<Person> attendees_of(const View& view, TrainingId id) {
    get_training(view, id);
    std::vector<Person> people;
    for (const auto& one : list_where(view, " WHERE a.training_id = ? ORDER BY a.attendance_id", id.value))
        if (counts(one.result)) people.push_back({one.user_id, one.application_id});
    return people;
}

bool is_trained(const View& view, const Profile& profile, const Person& person, TrainingKind kind, Date day) {
    std::vector<Attendance> all;
    if (person.user) all = attendances_of(view, *person.user);
    if (person.application)
        for (auto& one : attendances_of(view, *person.application)) all.push_back(std::move(one));
    return std::ranges::any_of(all, [&](const Attendance& one) {
        if (one.kind != kind || !counts(one.result) || one.held_on > day) return false;
        const auto until = valid_until(validity_of(profile, kind), one.held_on);
        return !until || *until >= day;
    });
}

void hand_over_attendances(Change& change, ApplicationId application, UserId user) {
    auto rows = attendances_of(change, application);
    std::erase_if(rows, [](const Attendance& row) { return row.user_id.has_value(); });
    give(change, std::move(rows), user);
}

std::size_t move_attendances(Change& change, UserId from, UserId to) {
    return give(change, attendances_of(change, from), to);
}

}  // namespace osaki
