// Findings about what should have been done by the day: reviews, first passwords, departures, suspensions.
#include "osaki/domain/report_findings.hpp"

#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

using enum ComplianceFinding;

// Nothing of a number that was merged: the person is asked for under the other.
std::optional<UserState> state_on(Inspection& inspection, UserId user) {
    const auto& people = inspection.book.people();
    const auto person = people.find(user);
    const auto standing = person && people.id(*person) == user ? people.on(*person, inspection.day) : std::nullopt;
    return standing ? std::optional(standing->state) : std::nullopt;
}

std::string tokens_of(const std::vector<DepartureStep>& steps) {
    std::string tokens;
    for (const auto step : steps) tokens += (tokens.empty() ? "" : ",") + std::string(token_of(step));
    return tokens;
}

// As the view review_due has it today, on any day: ?1. ?2 and ?3 are the days of members, and of admins and owners.
constexpr std::string_view due_sql =
    "SELECT user_id, role, date(coalesce(answered_on, since), '+' || CASE role WHEN 'staff' THEN ?2 ELSE ?3 END || ' days')"
    " AS due_on FROM ("
    " SELECT m.user_id, m.role, m.since, (SELECT max(i.answered_on) FROM review_item i WHERE i.membership_id = m.membership_id"
    "  AND i.answered_on <= ?1) AS answered_on FROM membership m WHERE m.since <= ?1 AND (m.until IS NULL OR m.until > ?1)"
    " UNION ALL"
    " SELECT w.user_id, 'owner', w.since, (SELECT max(i.answered_on) FROM review_item i WHERE i.group_id = w.group_id"
    "  AND i.user_id = w.user_id AND i.answered_on BETWEEN w.since AND ?1) FROM group_owner w JOIN \"group\" g USING (group_id)"
    "  WHERE w.since <= ?1 AND (w.until IS NULL OR w.until > ?1) AND (g.archived_on IS NULL OR g.archived_on > ?1))"
    " ORDER BY user_id, due_on, role";

struct Due {
    std::optional<Date> first = {};
    std::vector<std::string> roles = {};  // of what is overdue
};

// Of everybody whom a review asks about.
std::map<UserId, Due> dues_of(Inspection& inspection) {
    std::map<UserId, Due> dues;
    sql::Statement rows(inspection.view, due_sql);
    sql::bind_all(rows, inspection.day, inspection.profile.review_user_days, inspection.profile.review_admin_days);
    while (rows.step()) {
        const UserId user{std::get<std::int64_t>(rows.cell(0))};
        const auto state = state_on(inspection, user);
        if (!state || *state == UserState::leaving) continue;
        auto& due = dues[user];
        const auto due_on = detail::stored_date(std::get<std::string_view>(rows.cell(2)));
        if (due_on >= inspection.day) continue;
        due.first = due.first.value_or(due_on);
        const std::string role(std::get<std::string_view>(rows.cell(1)));
        if (std::ranges::find(due.roles, role) == due.roles.end()) due.roles.push_back(role);
    }
    return dues;
}

}  // namespace

Found find_review_overdue(Inspection& inspection) {
    Found found;
    for (const auto& [user, due] : dues_of(inspection)) {
        ++found.of;
        if (!due.first) continue;
        auto line = compliance_line(inspection, review_overdue, user, due.first);
        for (const auto& role : due.roles) line.open += (line.open.empty() ? "" : ",") + role;
        line.command = "osaki-mcs review open --scope " + std::string(due.roles.front() == "staff" ? "users" : "admins");
        found.lines.push_back(std::move(line));
    }
    return found;
}

Found find_unconfirmed(Inspection& inspection) {
    Found found;
    // the newest of each user that was in force on the day: a later one made it void since
    sql::for_each<Credential>(
        inspection.view,
        [&](const Credential& credential) {
            const auto state = state_on(inspection, credential.user_id);
            if (state != UserState::registered && state != UserState::active) return;
            ++found.of;
            const bool is_changed = credential.changed_on && *credential.changed_on <= inspection.day;
            if (is_changed || credential.expires_on >= inspection.day) return;
            auto line = compliance_line(inspection, unconfirmed, credential.user_id, credential.expires_on);
            line.command = "osaki-mcs issue-credentials " + to_text(line.user_id) + " --reset --reason TEXT --letter FILE";
            found.lines.push_back(std::move(line));
        },
        "SELECT c.* FROM credential c WHERE c.credential_id = (SELECT max(x.credential_id) FROM credential x WHERE x.user_id ="
        " c.user_id AND x.issued_on <= ?1) AND (c.state <> 'void' OR EXISTS (SELECT 1 FROM credential y WHERE y.user_id ="
        " c.user_id AND y.credential_id > c.credential_id)) ORDER BY c.user_id",
        inspection.day);
    return found;
}

Found find_departure_overdue(Inspection& inspection) {
    Found found;
    const auto departures = sql::list<Departure>(
        inspection.view,
        "SELECT * FROM departure WHERE opened_on <= ?1 AND (state = 'open' OR closed_on > ?1) ORDER BY departure_id",
        inspection.day);
    found.of = static_cast<std::int64_t>(departures.size());
    for (const auto& departure : departures) {
        auto steps = steps_of(inspection.view, departure.departure_id);
        std::erase_if(steps, [&](const DepartureStepRow& step) { return step.done_on && *step.done_on > inspection.day; });
        auto last = departure.opened_on;
        for (const auto& step : steps) last = std::max(last, step.done_on.value_or(last));
        const auto remaining = remaining_steps(steps);
        if (inspection.day - last <= departure_days || remaining.empty()) continue;
        auto line = compliance_line(inspection, departure_overdue, departure.user_id, last);
        line.open = tokens_of(remaining);
        line.command = "osaki-mcs withdraw " + to_text(departure.user_id) + " --step " +
                       std::string(token_of(remaining.front())) + " --done DATE";
        found.lines.push_back(std::move(line));
    }
    return found;
}

Found find_suspended_overdue(Inspection& inspection) {
    Found found;
    const auto& people = inspection.book.people();
    for (std::size_t person = 0; person < people.size(); ++person) {
        const auto standing = people.on(person, inspection.day);
        if (!standing || standing->state != UserState::suspended) continue;
        ++found.of;
        const auto user = people.id(person);
        const auto until = sql::value<Date>(inspection.view, "SELECT suspended_until FROM user WHERE user_id = ?", user);
        if (!until || *until > inspection.day) continue;
        auto line = compliance_line(inspection, suspended_overdue, user, until);
        line.command = "osaki-mcs restore " + to_text(user);
        found.lines.push_back(std::move(line));
    }
    return found;
}

}  // namespace osaki
