#include "osaki/domain/soundness.hpp"

#include "osaki/domain/departure.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

// Another live account with the same mail or login, or a mail that may not be used.
void check_names(std::vector<Fault>& faults, const View& view, const Profile& profile, const User& user) {
    if (!is_live(user.state)) return;
    for (const auto& other : find_users_by_mail(view, user.mail))
        if (is_live(other.state) && other.user_id != user.user_id)
            faults.push_back({"mail",
                              "E_MAIL_DUP",
                              message(N_("mail {} is taken by {} {}"), user.mail, other.user_id, other.name),
                              {},
                              false,
                              Code::conflict});
    if (!user.login.empty())
        for (const auto& other : find_users_by_login(view, user.login))
            if (is_live(other.state) && other.user_id != user.user_id)
                faults.push_back({"login",
                                  "E_LOGIN_DUP",
                                  message(N_("login {} is taken by {} {}"), user.login, other.user_id, other.name),
                                  {},
                                  false,
                                  Code::conflict});
    for (auto& fault : use_of_mail(view, profile, user.mail, user.name).faults) faults.push_back(std::move(fault));
}

// Twice in one office on one day, or gone with a step left to do.
void check_past(std::vector<Fault>& faults, const View& view, const User& user) {
    const auto rows = memberships_of(view, user.user_id);
    for (auto a = rows.begin(); a != rows.end(); ++a)
        for (auto b = a + 1; b != rows.end(); ++b)
            if (a->office_id == b->office_id && (!b->until || a->since < *b->until) && (!a->until || b->since < *a->until))
                faults.push_back(
                    {"office_id",
                     "E_MEMBER_TWICE",
                     message(N_("{} {} would belong to office {} twice at the same time"), user.user_id, user.name, a->office_id),
                     {},
                     false,
                     Code::conflict});
    for (const auto& departure : departures_of(view, user.user_id))
        if (departure.state == DepartureState::closed && !remaining_steps(steps_of(view, departure.departure_id)).empty())
            faults.push_back({"step",
                              "E_STEP_MISSING",
                              message(N_("the departure of {} {} is closed and would lack a step; first undo what closed it"),
                                      user.user_id, user.name),
                              {},
                              false,
                              Code::conflict});
}

void check_user(std::vector<Fault>& faults, const View& view, const Profile& profile, const User& user) {
    check_names(faults, view, profile, user);
    check_past(faults, view, user);
    const bool belongs = !open_memberships(view, user.user_id).empty();
    if (user.state == UserState::active && !belongs)
        faults.push_back({"office_id",
                          "E_NO_OFFICE",
                          message(N_("{} {} would be active without an office; first undo what ended the membership"),
                                  user.user_id, user.name),
                          {},
                          false,
                          Code::conflict});
    if (user.state == UserState::left && belongs)
        faults.push_back({"office_id",
                          "E_LEFT",
                          message(N_("{} {} has left and would belong to an office"), user.user_id, user.name),
                          {},
                          false,
                          Code::conflict});
}

void check_office(std::vector<Fault>& faults, const View& view, OfficeId id) {
    const auto office = find_office(view, id);
    if (!office) return;
    const auto members = memberships_of(view, id);
    if (office->closed_on && !members.empty())
        faults.push_back({"office_id",
                          "E_OFFICE_CLOSED",
                          message(N_("office {} was closed on {} and would have members"), id, *office->closed_on),
                          {},
                          false,
                          Code::conflict});
    if (lacks_admin(view, id))
        faults.push_back({"role",
                          "E_NO_ADMIN",
                          message(N_("office {} would have no admin left (art. 8-2(1))"), id),
                          {},
                          false,
                          Code::forbidden});
}

void check_application(std::vector<Fault>& faults, const View& view, const Profile& profile, ApplicationId id) {
    const auto application = sql::find<Application>(view, "SELECT * FROM application WHERE application_id = ?", id);
    if (!application || !is_open(application->state) || application->mail.empty()) return;
    for (auto& fault : use_of_mail(view, profile, application->mail, application->name, id).faults)
        faults.push_back(std::move(fault));
}

// A step before the day it became known, or an end that owes a report.
void check_incident(std::vector<Fault>& faults, const View& view, IncidentId id) {
    const auto incident = sql::find<Incident>(view, std::string(incidents_sql) + " WHERE i.incident_id = ?", id);
    if (!incident) return;
    const auto steps = steps_of(view, id);
    if (!steps.empty() && steps.front().done_on < incident->found_on)
        faults.push_back({"found_on",
                          "E_STEP_EARLY",
                          message(N_("{} cannot have been found on {}: a step was done on {}, before that"), id,
                                  incident->found_on, steps.front().done_on),
                          {},
                          false,
                          Code::conflict});
    if (incident->closed_on && !missing_reports(*incident).empty())
        faults.push_back({"closed_on",
                          "E_REPORT_MISSING",
                          message(N_("{} is closed and would lack a report; first undo what closed it"), id),
                          {},
                          false,
                          Code::conflict});
}

}  // namespace

void Concerned::merge(Concerned other) {
    users.merge(other.users);
    offices.merge(other.offices);
    applications.merge(other.applications);
    incidents.merge(other.incidents);
}

Concerned concerned_by(const View& view, const std::vector<WrittenRow>& rows) {
    Concerned concerned;
    for (const auto& row : rows) {
        if (row.table == "user") concerned.users.insert(UserId{row.id});
        if (row.table == "office") concerned.offices.insert(OfficeId{row.id});
        if (row.table == "application") concerned.applications.insert(ApplicationId{row.id});
        if (row.table == "departure" || row.table == "departure_step") {
            const auto* of = row.table == "departure" ? "SELECT user_id FROM departure WHERE departure_id = ?"
                                                      : "SELECT user_id FROM departure JOIN departure_step USING (departure_id)"
                                                        " WHERE departure_step_id = ?";
            if (const auto user = sql::value<UserId>(view, of, row.id)) concerned.users.insert(*user);
        }
        if (row.table == "incident") concerned.incidents.insert(IncidentId{row.id});
        if (row.table == "incident_step")
            if (const auto id =
                    sql::value<IncidentId>(view, "SELECT incident_id FROM incident_step WHERE incident_step_id = ?", row.id))
                concerned.incidents.insert(*id);
        if (row.table != "membership") continue;
        if (const auto user = sql::value<UserId>(view, "SELECT user_id FROM membership WHERE membership_id = ?", row.id))
            concerned.users.insert(*user);
        if (const auto office = sql::value<OfficeId>(view, "SELECT office_id FROM membership WHERE membership_id = ?", row.id))
            concerned.offices.insert(*office);
    }
    for (const auto user : concerned.users)
        for (const auto& membership : open_memberships(view, user)) concerned.offices.insert(membership.office_id);
    return concerned;
}

std::vector<Fault> unsound(const View& view, const Concerned& concerned) {
    std::vector<Fault> faults;
    const auto profile = get_profile(view);
    for (const auto id : concerned.users)
        if (const auto user = find_user(view, id)) check_user(faults, view, profile, *user);
    for (const auto id : concerned.offices) check_office(faults, view, id);
    for (const auto id : concerned.applications) check_application(faults, view, profile, id);
    for (const auto id : concerned.incidents) check_incident(faults, view, id);
    return faults;
}

bool contains(const std::vector<Fault>& faults, const Fault& fault) {
    return std::ranges::any_of(faults, [&](const Fault& known) { return known.text.english() == fault.text.english(); });
}

}  // namespace osaki
