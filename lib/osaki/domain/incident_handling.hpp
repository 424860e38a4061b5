// What is done about an incident: its deadlines, its steps, its end, and whom it may have reached.
#pragma once

#include "osaki/domain/incident.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

// Days after the day on which it was known, weekends and holidays counted: the commission expects the first report within three
// to five days, the final one within thirty, sixty where a wrongful purpose is suspected. Of these the day it was known is itself
// the first (guideline, general part, 3-5-3-4). A last day that is a holiday moves to the next open day by law; here stands the
// earlier one.
constexpr int first_report_from = 3;  // the desk begins to say so
constexpr int first_report_days = 5;
constexpr int final_report_days = 29;
constexpr int final_report_days_wrongful = 59;

struct ReportDays {
    std::optional<Date> first, final;
    bool operator==(const ReportDays&) const = default;
};
// Pure, from found_on, reportable and wrongful; nothing is due of what is not to be reported.
constexpr ReportDays report_days(const Incident& incident) {
    if (!incident.reportable) return {};
    return {incident.found_on + first_report_days,
            incident.found_on + (incident.wrongful ? final_report_days_wrongful : final_report_days)};
}

struct IncidentDeadline {
    IncidentReport report = IncidentReport::first;
    Date due;
    std::optional<Date> reported_on;
    std::optional<std::int64_t> days_left;  // below 0: overdue; nothing once it is reported
};
const Description<IncidentDeadline>& describe(const IncidentDeadline*);
// Pure. A final report made at once stands for the first one too.
std::vector<IncidentDeadline> deadlines_of(const Incident& incident, Date today);
std::vector<IncidentReport> missing_reports(const Incident& incident);

Incident get_incident(const View& view, IncidentId id);  // Code::not_found
std::vector<Incident> list_incidents(const View& view, const Query& query);
std::vector<Incident> incidents_of(const View& view, UserId user);  // those that name the user, newest first
std::vector<Incident> incidents_of(const View& view, OfficeId office);
std::vector<IncidentUser> users_of(const View& view, IncidentId id);
std::vector<IncidentOffice> offices_of(const View& view, IncidentId id);
std::vector<IncidentStepRow> steps_of(const View& view, IncidentId id);  // by day

struct Concerns {
    std::vector<UserId> users = {};
    std::vector<OfficeId> offices = {};
};
// Who is given twice counts once. Code::usage without a reason for what is not to be reported; Code::invalid for a day in the
// future or out of order, Code::conflict for a merged number, Code::not_found for nobody.
IncidentId open_incident(Change& change, Incident incident, const Concerns& concerns);

// A member that is set or not empty replaces what is there; the deadlines follow.
struct IncidentEdit {
    std::optional<IncidentKind> kind = {};
    std::string summary = {};
    std::optional<Date> occurred_on = {}, found_on = {};
    std::optional<bool> wrongful = {}, reportable = {};
    Concerns more = {}, less = {};
};
// Code::conflict for one who is named or not named already, and when a closed one would come to lack a report; Code::invalid
// when a step or the end would lie before found_on.
void edit_incident(Change& change, IncidentId id, const IncidentEdit& edit);

// Also after the end: damages are often settled late. Code::conflict for a report that was made before, Code::invalid before
// found_on.
void record_step(Change& change, IncidentStepRow step);

// Code::conflict when closed already; Code::forbidden while a report is missing, unless the operator gives a reason.
void close_incident(Change& change, IncidentId id, std::string outcome, Date on);

enum class ConcernedHow { named, office, group };
constexpr std::array<Name<ConcernedHow>, 3> names_of(ConcernedHow) {
    return {{{ConcernedHow::named, "named", N_("named"), "当事者"},
             {ConcernedHow::office, "office", N_("same office"), "同じ事業所"},
             {ConcernedHow::group, "group", N_("same group"), "同じグループ"}}};
}
struct AffectedUser {
    UserId user_id;
    std::string name, kana;
    ConcernedHow how = ConcernedHow::named;  // the nearest, when several hold
    std::string via;                         // the offices or groups
    std::string mail, phone, offices;
    UserState state = UserState::active;
    std::optional<Date> issued_on;  // the ID or password now in use
    bool two_factor = false;
};
const Description<AffectedUser>& describe(const AffectedUser*);
// Everybody named, who belonged to a named office, and who shared a group with somebody named, between the day it happened (the
// day it was found, when nobody knows) and the day it was found. Nearest first. Code::not_found.
std::vector<AffectedUser> affected_by(const View& view, IncidentId id, const Query& query);

}  // namespace osaki
