// The tables of incidents.
#include "osaki/domain/incident.hpp"

namespace osaki {

const std::string_view incidents_sql =
    "SELECT i.*,"
    " (SELECT done_on FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step = 'first-report') AS first_reported_on,"
    " (SELECT done_on FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step = 'final-report') AS final_reported_on,"
    " (SELECT count(*) FROM incident_user u WHERE u.incident_id = i.incident_id) AS users,"
    " (SELECT count(*) FROM incident_office o WHERE o.incident_id = i.incident_id) AS offices FROM incident i";
const std::string_view incident_users_sql = "SELECT c.*, u.name AS user_name FROM incident_user c JOIN user u USING (user_id)";
const std::string_view incident_offices_sql =
    "SELECT c.*, o.name AS office_name FROM incident_office c JOIN office o USING (office_id)";

namespace {

constexpr Column<Incident> incident_columns[] = {
    column<&Incident::incident_id>("incident_id", N_("Number")),
    column<&Incident::kind>("kind", N_("Kind")),
    column<&Incident::summary>("summary", N_("Summary")).required(),
    column<&Incident::occurred_on>("occurred_on", N_("Occurred")).detail(),
    column<&Incident::found_on>("found_on", N_("Found")),
    column<&Incident::wrongful>("wrongful", N_("Wrongful purpose suspected")).detail(),
    column<&Incident::reportable>("reportable", N_("To be reported")).detail(),
    column<&Incident::first_due>("first_due", N_("First report due")),
    column<&Incident::first_reported_on>("first_reported_on", N_("First reported")).joined(),
    column<&Incident::final_due>("final_due", N_("Final report due")),
    column<&Incident::final_reported_on>("final_reported_on", N_("Final reported")).joined(),
    column<&Incident::closed_on>("closed_on", N_("Closed")),
    column<&Incident::outcome>("outcome", N_("Outcome")).detail(),
    column<&Incident::closed_for>("closed_for", N_("Closed without the report because")).detail(),
    column<&Incident::users>("users", N_("Users named")).joined().detail(),
    column<&Incident::offices>("offices", N_("Offices named")).joined().detail(),
};
constexpr Column<IncidentUser> user_columns[] = {
    column<&IncidentUser::incident_user_id>("incident_user_id", N_("Number")).detail(),
    column<&IncidentUser::incident_id>("incident_id", N_("Incident")).detail(),
    column<&IncidentUser::user_id>("user_id", N_("User")),
    column<&IncidentUser::user_name>("user_name", N_("Name")).joined(),
};
constexpr Column<IncidentOffice> office_columns[] = {
    column<&IncidentOffice::incident_office_id>("incident_office_id", N_("Number")).detail(),
    column<&IncidentOffice::incident_id>("incident_id", N_("Incident")).detail(),
    column<&IncidentOffice::office_id>("office_id", N_("Office")),
    column<&IncidentOffice::office_name>("office_name", N_("Office name")).joined(),
};
constexpr Column<IncidentStepRow> step_columns[] = {
    column<&IncidentStepRow::incident_step_id>("incident_step_id", N_("Number")).detail(),
    column<&IncidentStepRow::incident_id>("incident_id", N_("Incident")).detail(),
    column<&IncidentStepRow::done_on>("done_on", N_("Done")),
    column<&IncidentStepRow::step>("step", N_("Step")),
    column<&IncidentStepRow::text>("text", N_("What was done")),
};

}  // namespace

const Description<Incident>& describe(const Incident*) {
    static constexpr Description<Incident> description{"incident", N_("incident"), incident_columns};
    return description;
}
const Description<IncidentUser>& describe(const IncidentUser*) {
    static constexpr Description<IncidentUser> description{"incident_user", N_("user of an incident"), user_columns};
    return description;
}
const Description<IncidentOffice>& describe(const IncidentOffice*) {
    static constexpr Description<IncidentOffice> description{"incident_office", N_("office of an incident"), office_columns};
    return description;
}
const Description<IncidentStepRow>& describe(const IncidentStepRow*) {
    static constexpr Description<IncidentStepRow> description{"incident_step", N_("step of an incident"), step_columns};
    return description;
}

}  // namespace osaki
