#include "osaki/domain/attendance_status.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<TrainedUser> trained_columns[] = {
    column<&TrainedUser::user_id>("user_id", N_("User")),
    column<&TrainedUser::name>("name", N_("Name")).required(),
    column<&TrainedUser::offices>("offices", N_("Offices")),
    column<&TrainedUser::state>("state", N_("State")),
    column<&TrainedUser::initial_on>("initial_on", N_("Initial training")),
    column<&TrainedUser::annual_on>("annual_on", N_("Annual training")),
    column<&TrainedUser::annual_until>("annual_until", N_("Valid until")),
};

constexpr Column<TrainingDue> due_columns[] = {
    column<&TrainingDue::user_id>("user_id", N_("User")),
    column<&TrainingDue::name>("name", N_("Name")).required(),
    column<&TrainingDue::offices>("offices", N_("Offices")),
    column<&TrainingDue::mail>("mail", N_("Mail")).detail(),
    column<&TrainingDue::holds_id>("holds_id", N_("Holds an ID")),
    column<&TrainingDue::kind>("kind", N_("Kind")),
    column<&TrainingDue::training_id>("training_id", N_("Training")),
    column<&TrainingDue::held_on>("held_on", N_("Held on")),
    column<&TrainingDue::valid_until>("valid_until", N_("Valid until")),
    column<&TrainingDue::days>("days", N_("Days")),
};

// ?1 is today. `newest` has the newest training of each kind that counted for each user, and the last day it holds: the rule of
// valid_until (training.hpp) in SQL, so that lists can be asked by it; a test compares the two over the years.
constexpr std::string_view newest =
    "WITH rule (kind, lasting) AS (SELECT k.column1, coalesce((SELECT value FROM profile WHERE key = 'training.' || k.column1),"
    "   k.column2) FROM (VALUES ('initial', 'forever'), ('annual', 'fiscal-year'), ('admin', 'fiscal-year'),"
    "   ('special', 'forever')) k),"
    " latest AS (SELECT a.user_id, t.kind, t.training_id, t.held_on, row_number() OVER (PARTITION BY a.user_id, t.kind ORDER BY"
    "   t.held_on DESC, t.training_id DESC) AS place FROM attendance a JOIN training t USING (training_id)"
    "   WHERE a.user_id IS NOT NULL AND a.result IN ('attended', 'passed') AND t.held_on <= ?1),"
    " newest AS (SELECT user_id, kind, training_id, held_on, CASE lasting WHEN 'forever' THEN NULL WHEN 'fiscal-year' THEN"
    "   date(held_on, '-3 months', 'start of year', '+15 months', '-1 day') ELSE"
    "   date(min(date(held_on, '+' || CAST(lasting AS INTEGER) || ' months'), date(held_on, 'start of month', '+' ||"
    "   (CAST(lasting AS INTEGER) + 1) || ' months')), '-1 day') END AS valid_until"
    "   FROM latest JOIN rule USING (kind) WHERE place = 1)";

constexpr std::string_view offices =
    " (SELECT group_concat(o.name, ', ') FROM membership m JOIN office o USING (office_id)"
    " WHERE m.user_id = u.user_id AND m.until IS NULL) AS offices";

constexpr std::string_view due_fields =
    " u.mail, u.state <> 'registered' AS holds_id, n.training_id, n.held_on, n.valid_until,"
    " CAST(julianday(n.valid_until) - julianday(?1) AS INTEGER) AS days FROM user u";

constexpr std::string_view is_admin =
    "EXISTS (SELECT 1 FROM membership m WHERE m.user_id = u.user_id AND m.until IS NULL AND m.role = 'admin')";

}  // namespace

const Description<TrainedUser>& describe(const TrainedUser*) {
    static constexpr Description<TrainedUser> description{"training_status", N_("state of training"), trained_columns};
    return description;
}
const Description<TrainingDue>& describe(const TrainingDue*) {
    static constexpr Description<TrainingDue> description{"training_due", N_("training due"), due_columns};
    return description;
}

TrainingShare share_of(const std::vector<TrainedUser>& users) {
    TrainingShare share{static_cast<std::int64_t>(users.size())};
    for (const auto& user : users) {
        share.initial += user.initial_on.has_value();
        share.annual += user.annual_on.has_value();
    }
    return share;
}

std::vector<TrainedUser> training_status(const View& view, const TrainingRange& range, const Query& query) {
    static const auto sql =
        std::string(newest) +
        ", dated AS (SELECT a.user_id, max(t.held_on) AS held_on FROM attendance a JOIN training t USING (training_id)"
        "   WHERE t.kind = 'annual' AND a.result IN ('attended', 'passed') AND t.held_on BETWEEN ?2 AND ?1 GROUP BY a.user_id)"
        " SELECT u.user_id, u.name, u.state, i.held_on AS initial_on, d.held_on AS annual_on, n.valid_until AS annual_until," +
        std::string(offices) +
        " FROM user u LEFT JOIN newest i ON i.user_id = u.user_id AND i.kind = 'initial'"
        " AND (i.valid_until IS NULL OR i.valid_until >= ?1)"
        " LEFT JOIN newest n ON n.user_id = u.user_id AND n.kind = 'annual' LEFT JOIN dated d ON d.user_id = u.user_id"
        " WHERE u.state <> 'left' AND (?3 IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.user_id = u.user_id"
        " AND m.office_id = ?3 AND m.until IS NULL)) ORDER BY u.user_id";
    return sql::list<TrainedUser>(view, sql, query, std::min(view.today(), last_day(range.year)), first_day(range.year),
                                  range.office);
}

std::vector<TrainingDue> trainings_due(const View& view, const DueDays& days, const Query& query) {
    static const auto sql =
        std::string(newest) + " SELECT u.user_id, u.name, n.kind," + std::string(offices) + "," + std::string(due_fields) +
        " JOIN newest n USING (user_id) WHERE u.state <> 'left' AND (n.kind <> 'admin' OR " + std::string(is_admin) +
        ") AND n.valid_until BETWEEN ?2 AND ?3 ORDER BY n.valid_until, n.kind, u.user_id";
    return sql::list<TrainingDue>(view, sql, query, view.today(), view.today() + static_cast<int>(days.from),
                                  view.today() + static_cast<int>(days.to));
}

std::vector<TrainingDue> never_trained(const View& view, TrainingKind kind, const Query& query) {
    static const auto sql = std::string(newest) + " SELECT u.user_id, u.name, ?2 AS kind," + std::string(offices) + "," +
                            std::string(due_fields) +
                            " LEFT JOIN newest n ON n.user_id = u.user_id AND n.kind = ?2 WHERE u.state <> 'left' AND"
                            " (n.user_id IS NULL OR n.valid_until < ?1) AND (?2 <> 'admin' OR " +
                            std::string(is_admin) + ") ORDER BY u.user_id";
    return sql::list<TrainingDue>(view, sql, query, view.today(), token_of(kind));
}

}  // namespace osaki
