// Incidents from the day they are known to their end.
#include "osaki/domain/incident_handling.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <set>

namespace osaki {

namespace {

constexpr Column<IncidentDeadline> deadline_columns[] = {
    column<&IncidentDeadline::report>("report", N_("Report")),
    column<&IncidentDeadline::due>("due", N_("Due")),
    column<&IncidentDeadline::reported_on>("reported_on", N_("Reported")),
    column<&IncidentDeadline::days_left>("days_left", N_("Days left")),
};

void check_incident(const Change& change, const Incident& incident) {
    Faults faults;
    check_name(faults, "summary", incident.summary);
    check_not_future(faults, "found_on", incident.found_on, change.today());
    refuse(faults);
    if (incident.occurred_on && *incident.occurred_on > incident.found_on)
        fail(Code::invalid, N_("it cannot have happened on {}: it was found on {}, before that"), *incident.occurred_on,
             incident.found_on);
}

// That nothing is reported is a decision somebody answers for.
void require_reason(const Change& change) {
    if (change.actor().reason.empty())
        fail(Code::usage, N_("that an incident need not be reported (Act on the Protection of Personal Information art. 26) is "
                             "recorded with the reason; say it with --reason TEXT"));
}

void set_deadlines(Incident& incident) {
    const auto days = report_days(incident);
    incident.first_due = days.first;
    incident.final_due = days.final;
}

template <class Row, class Id>
bool names(const std::vector<Row>& rows, Id Row::*member, Id id) {
    return std::ranges::find(rows, id, member) != rows.end();
}

void name_user(Change& change, IncidentId id, UserId user) {
    require_standing(change, user);
    IncidentUser row{{}, id, user, {}};
    change.insert("name", row);
}

void name_office(Change& change, IncidentId id, OfficeId office) {
    get_office(change, office);
    IncidentOffice row{{}, id, office, {}};
    change.insert("name", row);
}

void name_more(Change& change, IncidentId id, const Concerns& more) {
    for (const auto user : more.users) {
        if (names(users_of(change, id), &IncidentUser::user_id, user))
            fail(Code::conflict, N_("{} is named in {} already"), user, id);
        name_user(change, id, user);
    }
    for (const auto office : more.offices) {
        if (names(offices_of(change, id), &IncidentOffice::office_id, office))
            fail(Code::conflict, N_("{} is named in {} already"), office, id);
        name_office(change, id, office);
    }
}

void name_less(Change& change, IncidentId id, const Concerns& less) {
    for (const auto user : less.users) {
        const auto rows = users_of(change, id);
        const auto row = std::ranges::find(rows, user, &IncidentUser::user_id);
        if (row == rows.end()) fail(Code::conflict, N_("{} is not named in {}"), user, id);
        change.remove("unname", *row);
    }
    for (const auto office : less.offices) {
        const auto rows = offices_of(change, id);
        const auto row = std::ranges::find(rows, office, &IncidentOffice::office_id);
        if (row == rows.end()) fail(Code::conflict, N_("{} is not named in {}"), office, id);
        change.remove("unname", *row);
    }
}

// What was done follows the day it was known.
void require_order(const View& view, const Incident& incident) {
    for (const auto& step : steps_of(view, incident.incident_id))
        if (step.done_on < incident.found_on)
            fail(Code::invalid, N_("{} cannot have been found on {}: a step was done on {}, before that"), incident.incident_id,
                 incident.found_on, step.done_on);
    if (incident.closed_on && *incident.closed_on < incident.found_on)
        fail(Code::invalid, N_("{} cannot have been found on {}: it was closed on {}, before that"), incident.incident_id,
             incident.found_on, *incident.closed_on);
}

}  // namespace

const Description<IncidentDeadline>& describe(const IncidentDeadline*) {
    static constexpr Description<IncidentDeadline> description{"incident_deadline", N_("report to the commission"),
                                                               deadline_columns};
    return description;
}

std::vector<IncidentDeadline> deadlines_of(const Incident& incident, Date today) {
    const auto days = report_days(incident);
    std::vector<IncidentDeadline> deadlines;
    const auto add = [&](IncidentReport report, Date due, std::optional<Date> reported) {
        deadlines.push_back({report, due, reported, reported ? std::nullopt : std::optional<std::int64_t>(due - today)});
    };
    if (days.first)
        add(IncidentReport::first, *days.first,
            incident.first_reported_on ? incident.first_reported_on : incident.final_reported_on);
    if (days.final) add(IncidentReport::final, *days.final, incident.final_reported_on);
    return deadlines;
}

std::vector<IncidentReport> missing_reports(const Incident& incident) {
    std::vector<IncidentReport> missing;
    for (const auto& deadline : deadlines_of(incident, incident.found_on))
        if (!deadline.reported_on) missing.push_back(deadline.report);
    return missing;
}

Incident get_incident(const View& view, IncidentId id) {
    auto incident = sql::find<Incident>(view, std::string(incidents_sql) + " WHERE i.incident_id = ?", id);
    if (!incident) fail(Code::not_found, N_("there is no incident {}"), id);
    return *incident;
}

std::vector<Incident> list_incidents(const View& view, const Query& query) {
    return sql::list<Incident>(view, std::string(incidents_sql) + " ORDER BY i.incident_id", query);
}

std::vector<Incident> incidents_of(const View& view, UserId user) {
    return sql::list<Incident>(view,
                               std::string(incidents_sql) +
                                   " WHERE i.incident_id IN (SELECT incident_id FROM incident_user WHERE user_id = ?)"
                                   " ORDER BY i.incident_id DESC",
                               user);
}

std::vector<Incident> incidents_of(const View& view, OfficeId office) {
    return sql::list<Incident>(view,
                               std::string(incidents_sql) +
                                   " WHERE i.incident_id IN (SELECT incident_id FROM incident_office WHERE office_id = ?)"
                                   " ORDER BY i.incident_id DESC",
                               office);
}

std::vector<IncidentUser> users_of(const View& view, IncidentId id) {
    return sql::list<IncidentUser>(view, std::string(incident_users_sql) + " WHERE c.incident_id = ? ORDER BY c.user_id", id);
}

std::vector<IncidentOffice> offices_of(const View& view, IncidentId id) {
    return sql::list<IncidentOffice>(view, std::string(incident_offices_sql) + " WHERE c.incident_id = ? ORDER BY c.office_id",
                                     id);
}

std::vector<IncidentStepRow> steps_of(const View& view, IncidentId id) {
    return sql::list<IncidentStepRow>(view,
                                      "SELECT * FROM incident_step WHERE incident_id = ? ORDER BY done_on, incident_step_id", id);
}

namespace {

// An end that was in order does not come to owe a report by a correction: nobody looks at what is closed.
void require_reported(const Incident& before, const Incident& now) {
    const auto missing = missing_reports(now);
    if (!now.closed_on || missing.size() <= missing_reports(before).size()) return;
    fail(
        Code::conflict,
        missing.size() > 1
            ? N_("{} was closed on {} and would lack the first and the final report to the Personal Information Protection "
                 "Commission (art. 11 (damages)); record them first: osaki-mcs incident step {} --step first-report --on DATE")
            : N_("{} was closed on {} and would lack the final report to the Personal Information Protection Commission (art. 11 "
                 "(damages)); record it first: osaki-mcs incident step {} --step final-report --on DATE"),
        now.incident_id, *now.closed_on, now.incident_id);
}

}  // namespace

IncidentId open_incident(Change& change, Incident incident, const Concerns& concerns) {
    incident.summary = trim(incident.summary);
    check_incident(change, incident);
    if (!incident.reportable) require_reason(change);
    set_deadlines(incident);
    incident.incident_id = {next_number(change, "incident", fiscal_year_of(incident.found_on).year)};
    change.insert("open", incident);
    for (const auto user : std::set(concerns.users.begin(), concerns.users.end())) name_user(change, incident.incident_id, user);
    for (const auto office : std::set(concerns.offices.begin(), concerns.offices.end()))
        name_office(change, incident.incident_id, office);
    return incident.incident_id;
}

void edit_incident(Change& change, IncidentId id, const IncidentEdit& edit) {
    const auto before = get_incident(change, id);
    auto incident = before;
    if (edit.kind) incident.kind = *edit.kind;
    if (const auto summary = trim(edit.summary); !summary.empty()) incident.summary = summary;
    if (edit.occurred_on) incident.occurred_on = edit.occurred_on;
    if (edit.found_on) incident.found_on = *edit.found_on;
    if (edit.wrongful) incident.wrongful = *edit.wrongful;
    if (incident.reportable && edit.reportable == false) require_reason(change);
    if (edit.reportable) incident.reportable = *edit.reportable;
    check_incident(change, incident);
    require_order(change, incident);
    require_reported(before, incident);
    set_deadlines(incident);
    change.update("edit", incident);
    name_more(change, id, edit.more);
    name_less(change, id, edit.less);
}

void record_step(Change& change, IncidentStepRow step) {
    const auto incident = get_incident(change, step.incident_id);
    step.text = trim(step.text);
    Faults faults;
    check_text(faults, "text", step.text);
    check_not_future(faults, "done_on", step.done_on, change.today());
    refuse(faults);
    if (step.done_on < incident.found_on)
        fail(Code::invalid, N_("{} was found on {}; nothing can have been done about it on {}"), incident.incident_id,
             incident.found_on, step.done_on);
    if (step.step == IncidentStep::first_report || step.step == IncidentStep::final_report)
        for (const auto& known : steps_of(change, step.incident_id))
            if (known.step == step.step)
                fail(Code::conflict, N_("{}: {} on {} already"), incident.incident_id, step.step, known.done_on);
    change.insert("step", step);
}

void close_incident(Change& change, IncidentId id, std::string outcome, Date on) {
    auto incident = get_incident(change, id);
    if (incident.closed_on) fail(Code::conflict, N_("{} was closed on {} already"), id, *incident.closed_on);
    incident.outcome = trim(outcome);
    Faults faults;
    check_name(faults, "outcome", incident.outcome);
    check_not_future(faults, "closed_on", on, change.today());
    refuse(faults);
    if (on < incident.found_on) fail(Code::invalid, N_("{} was found on {}; it cannot end on {}"), id, incident.found_on, on);
    const auto missing = missing_reports(incident);
    if (!missing.empty() && change.actor().reason.empty())
        fail(Code::forbidden,
             missing.size() > 1
                 ? N_("{} lacks the first and the final report to the Personal Information Protection Commission (art. 11 "
                      "(damages); Act on the Protection of Personal Information art. 26): osaki-mcs incident step {} --step "
                      "first-report --on DATE; or close it with --reason TEXT")
                 : N_("{} lacks the final report to the Personal Information Protection Commission (art. 11 (damages); Act on "
                      "the Protection of Personal Information art. 26): osaki-mcs incident step {} --step final-report --on "
                      "DATE; or close it with --reason TEXT"),
             id, id);
    if (!missing.empty()) incident.closed_for = change.actor().reason;
    incident.closed_on = on;
    change.update("close", incident);
}

}  // namespace osaki
