// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/incident.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;
constexpr auto incident = IncidentTag::form;

constexpr DoctorCheck incidents[] = {
    {"incident-first-report", error, "art. 11 (damages)", incident, N_("incident {} ({}) lacks the first report, due {}"),
     "osaki-mcs incident step {} --step first-report --on DATE",
     "SELECT incident_id, summary, first_due FROM incident i WHERE closed_on IS NULL AND first_due < ?1 AND NOT EXISTS"
     " (SELECT 1 FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step IN ('first-report', 'final-report'))"
     " ORDER BY incident_id"},
    {"incident-final-report", error, "art. 11 (damages)", incident, N_("incident {} ({}) lacks the final report, due {}"),
     "osaki-mcs incident step {} --step final-report --on DATE",
     "SELECT incident_id, summary, final_due FROM incident i WHERE closed_on IS NULL AND final_due < ?1 AND NOT EXISTS"
     " (SELECT 1 FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step = 'final-report') ORDER BY incident_id"},
    {"incident-step-early", error, "art. 11 (damages)", incident, N_("incident {} was found on {}, after a step of {}"),
     "osaki-mcs incident edit {} --found-on DATE",
     "SELECT incident_id, found_on, min(done_on) FROM incident JOIN incident_step USING (incident_id) WHERE done_on < found_on"
     " GROUP BY incident_id ORDER BY incident_id"},
    {"incident-without-outcome", error, "art. 11 (damages)", incident, N_("incident {} was closed on {} without an outcome"),
     "osaki-mcs audit verify",
     "SELECT incident_id, closed_on FROM incident WHERE closed_on IS NOT NULL AND coalesce(outcome, '') = ''"
     " ORDER BY incident_id"},
    {"incident-deadline", error, "art. 11 (damages)", incident,
     N_("incident {} found on {} does not have the deadlines of the rule: {}, {}"), "osaki-mcs incident edit {} --found-on DATE",
     "SELECT incident_id, found_on, coalesce(first_due, '-'), coalesce(final_due, '-') FROM incident WHERE first_due IS NOT"
     " iif(reportable, date(found_on, '+5 days'), NULL) OR final_due IS NOT iif(reportable, date(found_on, iif(wrongful,"
     " '+60 days', '+30 days')), NULL) ORDER BY incident_id"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{incidents})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
