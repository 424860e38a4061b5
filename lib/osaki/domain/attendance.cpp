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
std::optional<OfficeId> office_on(const View& view, const Trainee& trainee, Date day) {
    std::optional<OfficeId> office;
    if (trainee.user)
        office = sql::value<OfficeId>(view,
                                      "SELECT office_id FROM membership WHERE user_id = ? AND since <= ? AND (until IS NULL OR"
                                      " until > ?) ORDER BY since, membership_id",
                                      *trainee.user, day, day);
    if (!office && trainee.application) office = get_application(view, *trainee.application).office_id;
    return office;
}

void require_office(const View& view, const Trainee& trainee, OfficeId office) {
    get_office(view, office);
    const auto belongs = sql::value<std::int64_t>(view,
                                                  "SELECT 1 FROM membership WHERE user_id = ? AND office_id = ? UNION ALL"
                                                  " SELECT 1 FROM application WHERE application_id = ? AND office_id = ?",
                                                  trainee.user, office, trainee.application, office);
    if (!belongs) fail(Code::invalid, N_("{} never belonged to office {}"), trainee, office);
}

void require_person(const View& view, const Trainee& trainee) {
    if (trainee.user) return require_standing(view, *trainee.user);
    const auto state = get_application(view, *trainee.application).state;
    if (!is_open(state))
        fail(Code::conflict, N_("application {} is {}; nobody can be trained on it"), *trainee.application, state);
}

void require_result(const Change& change, const Training& training, const Result& result) {
    if (training.held_on > change.today())
        fail(Code::invalid, N_("{} is held on {}; nobody can be recorded before that day"), training.training_id,
             training.held_on);
    if (result.score && (*result.score < 0 || *result.score > 100))
        fail(Code::invalid, N_("a score is a number from 0 to 100, not {}"), *result.score);
    if (result.score && result.attended == Attended::absent)
        fail(Code::invalid, N_("who was absent has no score; leave out {}"), *result.score);
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

std::string to_text(const Trainee& trainee) {
    return trainee.user ? to_text(*trainee.user) : to_text(*trainee.application);
}

Trainee trainee_of(const View& view, std::string_view number) {
    if (const auto user = parse_id<UserTag>(number)) return {get_user(view, *user).user_id, {}};
    const auto application = parse_id<ApplicationTag>(number);
    if (!application) fail(Code::usage, N_("{} is not a number like U000001 or A2026-0001"), number);
    return {get_application(view, *application).user_id, application};
}

Attendance record_attendance(Change& change, TrainingId id, const Trainee& trainee, const Result& result) {
    const auto training = find_training(change, id);
    if (!training) fail(Code::not_found, N_("there is no training {}; osaki-mcs train list"), id);
    require_person(change, trainee);
    require_result(change, *training, result);
    if (result.office) require_office(change, trainee, *result.office);
    auto known = find_attendance(change, id, trainee);
    if (known && !result.update)
        fail(Code::conflict, N_("{} {} is recorded at {} already: {}; to correct it: osaki-mcs train record {} {} --update"),
             trainee, known->name, id, known->result, id, trainee);
    if (known) {
        known->result = result.attended;
        known->score = result.score;
        if (result.office) known->office_id = result.office;
        change.update("edit", *known);
    } else {
        Attendance made;
        made.training_id = id;
        made.user_id = trainee.user;
        made.application_id = trainee.application;
        made.office_id = result.office ? result.office : office_on(change, trainee, training->held_on);
        made.result = result.attended;
        made.score = result.score;
        change.insert("record", made);
    }
    return *find_attendance(change, id, trainee);
}

// Two questions, each with an index of its own: one with OR looks at everybody who was there.
std::optional<Attendance> find_attendance(const View& view, TrainingId id, const Trainee& trainee) {
    static const auto by_user = std::string(attendances_sql) + " WHERE a.user_id = ? AND a.training_id = ?";
    static const auto by_application = std::string(attendances_sql) + " WHERE a.application_id = ? AND a.training_id = ?";
    std::optional<Attendance> found;
    if (trainee.user) found = sql::find<Attendance>(view, by_user, *trainee.user, id);
    if (!found && trainee.application) found = sql::find<Attendance>(view, by_application, *trainee.application, id);
    return found;
}

std::vector<Attendance> attendances_of(const View& view, TrainingId id) {
    return list_where(view, " WHERE a.training_id = ? ORDER BY a.user_id IS NULL, a.user_id, a.application_id", id.value);
}
std::vector<Attendance> attendances_of(const View& view, UserId user) {
    return list_where(view, " WHERE a.user_id = ? ORDER BY t.held_on, a.attendance_id", user.value);
}
std::vector<Attendance> attendances_of(const View& view, ApplicationId application) {
    return list_where(view, " WHERE a.application_id = ? ORDER BY t.held_on, a.attendance_id", application.value);
}

bool is_trained(const View& view, const Profile& profile, const Trainee& trainee, TrainingKind kind, Date day) {
    std::vector<Attendance> all;
    if (trainee.user) all = attendances_of(view, *trainee.user);
    if (trainee.application)
        for (auto& one : attendances_of(view, *trainee.application)) all.push_back(std::move(one));
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
