#include "osaki/domain/soundness.hpp"

#include "osaki/domain/departure.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/usage.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

// What would no longer hold, found in that column.
Fault breach(std::string_view field, std::string_view code, Message text, Code status) {
    return {field, code, std::move(text), {}, false, status};
}

// Another live account with the same mail or login, or a mail that may not be used.
void check_names(std::vector<Fault>& faults, const View& view, const Profile& profile, const User& user) {
    if (!is_live(user.state)) return;
    for (const auto& other : find_users_by_mail(view, user.mail))
        if (is_live(other.state) && other.user_id != user.user_id)
            faults.push_back(breach("mail", "E_MAIL_DUP",
                                    message(N_("mail {} is taken by {} {}"), user.mail, other.user_id, other.name),
                                    Code::conflict));
    if (!user.login.empty())
        for (const auto& other : find_users_by_login(view, user.login))
            if (is_live(other.state) && other.user_id != user.user_id)
                faults.push_back(breach("login", "E_LOGIN_DUP",
                                        message(N_("login {} is taken by {} {}"), user.login, other.user_id, other.name),
                                        Code::conflict));
    for (auto& fault : use_of_mail(view, profile, user.mail, user.name).faults) faults.push_back(std::move(fault));
}

// Twice in one office on one day, or gone with a step left to do.
void check_past(std::vector<Fault>& faults, const View& view, const User& user) {
    const auto rows = memberships_of(view, user.user_id);
    for (auto a = rows.begin(); a != rows.end(); ++a)
        for (auto b = a + 1; b != rows.end(); ++b)
            if (a->office_id == b->office_id && (!b->until || a->since < *b->until) && (!a->until || b->since < *a->until))
                faults.push_back(breach(
                    "office_id", "E_MEMBER_TWICE",
                    message(N_("{} {} would belong to office {} twice at the same time"), user.user_id, user.name, a->office_id),
                    Code::conflict));
    for (const auto& departure : departures_of(view, user.user_id))
        if (departure.state == DepartureState::closed && !remaining_steps(steps_of(view, departure.departure_id)).empty())
            faults.push_back(
                breach("step", "E_STEP_MISSING",
                       message(N_("the departure of {} {} is closed and would lack a step; first undo what closed it"),
                               user.user_id, user.name),
                       Code::conflict));
}

// What the committee ordered rests on a measure that was not followed (art. 11 (guidance) 2).
void check_orders(std::vector<Fault>& faults, const View& view, const User& user) {
    const auto measures = guidances_of(view, user.user_id);
    for (const auto& departure : departures_of(view, user.user_id)) {
        if (!departure.committee_id || departure.state == DepartureState::cancelled) continue;
        if (std::ranges::find(measures, departure.committee_id, &Guidance::committee_id) != measures.end()) continue;
        faults.push_back(
            breach("committee_id", "E_NO_MEASURE",
                   message(N_("{} {} leaves by {}, and no unheeded measure would rest on it (art. 11 (guidance) 2); first "
                              "undo the departure"),
                           user.user_id, user.name, *departure.committee_id),
                   Code::forbidden));
    }
}

void check_references(std::vector<Fault>& faults, const View& view) {
    sql::Statement broken(view, broken_references_sql);
    while (broken.step())
        faults.push_back(
            breach("about", "E_REFERENCE",
                   message(N_("decision {} is about {}, which would not be there; first undo the decision"),
                           CommitteeId{std::get<std::int64_t>(broken.cell(0))}, std::get<std::string_view>(broken.cell(1))),
                   Code::conflict));
}

void check_user(std::vector<Fault>& faults, const View& view, const Profile& profile, const User& user) {
    check_names(faults, view, profile, user);
    check_past(faults, view, user);
    check_orders(faults, view, user);
    const bool belongs = !open_memberships(view, user.user_id).empty();
    if (user.state == UserState::active && !belongs)
        faults.push_back(breach(
            "office_id", "E_NO_OFFICE",
            message(N_("{} {} would be active without an office; first undo what ended the membership"), user.user_id, user.name),
            Code::conflict));
    if (user.state == UserState::left && belongs)
        faults.push_back(breach("office_id", "E_LEFT",
                                message(N_("{} {} has left and would belong to an office"), user.user_id, user.name),
                                Code::conflict));
}

void check_office(std::vector<Fault>& faults, const View& view, OfficeId id) {
    const auto office = find_office(view, id);
    if (!office) return;
    const auto members = memberships_of(view, id);
    if (office->closed_on && !members.empty())
        faults.push_back(breach("office_id", "E_OFFICE_CLOSED",
                                message(N_("office {} was closed on {} and would have members"), id, *office->closed_on),
                                Code::conflict));
    if (lacks_admin(view, id))
        faults.push_back(
            breach("role", "E_NO_ADMIN", message(N_("office {} would have no admin left (art. 8-2(1))"), id), Code::forbidden));
}

void check_application(std::vector<Fault>& faults, const View& view, const Profile& profile, ApplicationId id) {
    const auto application = sql::find<Application>(view, "SELECT * FROM application WHERE application_id = ?", id);
    if (!application || !is_open(application->state) || application->mail.empty()) return;
    for (auto& fault : use_of_mail(view, profile, application->mail, application->name, id).faults)
        faults.push_back(std::move(fault));
}

// Owned and sat in by who can be there, as long as it is open (art. 8-2(3)).
void check_group(std::vector<Fault>& faults, const View& view, GroupId id) {
    const auto group = find_group(view, id);
    if (!group) return;
    const auto owners = owners_of(view, id);
    const auto is_open = [](const GroupOwner& owner) { return !owner.until; };
    const auto is_able = [](const GroupOwner& owner) { return !owner.until && can_own(owner.user_state); };
    const auto find = [&](std::string_view code, Message text, Code status) {
        faults.push_back(breach("group_id", code, std::move(text), status));
    };
    if (group->archived_on) {
        if (group->owners + group->members > 0)
            find("E_GROUP_ARCHIVED",
                 message(N_("group {} was archived on {} and would have owners or members"), id, *group->archived_on),
                 Code::conflict);
        return;
    }
    if (!owners.empty() && std::ranges::none_of(owners, is_able))
        find("E_NO_OWNER", message(N_("group {} would have no owner left (art. 8-2(3))"), id), Code::forbidden);
    for (const auto& owner : owners)
        if (is_open(owner) && owner.user_state == UserState::left)
            find("E_LEFT", message(N_("{} {} has left and would own group {}"), owner.user_id, owner.user_name, id),
                 Code::conflict);
    if (const auto host = find_office(view, group->office_id); host && host->closed_on)
        find("E_OFFICE_CLOSED",
             message(N_("office {} was closed on {} and would host group {}"), host->office_id, *host->closed_on, id),
             Code::conflict);
}

// The group that a row of its tables is about.
std::optional<GroupId> group_of(const View& view, const WrittenRow& row) {
    if (row.table == "group") return GroupId{row.id};
    if (row.table == "group_owner")
        return sql::value<GroupId>(view, "SELECT group_id FROM group_owner WHERE group_owner_id = ?", row.id);
    if (row.table == "group_member")
        return sql::value<GroupId>(view, "SELECT group_id FROM group_member WHERE group_member_id = ?", row.id);
    return std::nullopt;
}

// A published version that people read cannot become a draft again.
void check_document(std::vector<Fault>& faults, const View& view, DocumentId id) {
    const auto readers = *sql::value<std::int64_t>(
        view,
        "SELECT count(*) FROM (SELECT document_id FROM acknowledgement UNION ALL SELECT document_id FROM distribution)"
        " JOIN document d USING (document_id) WHERE d.document_id = ? AND d.kind IN ('policy', 'rules')"
        " AND d.effective_on IS NULL",
        id);
    if (readers > 0)
        faults.push_back(breach("document_id", "E_DRAFT",
                                message(N_("{} would be a draft again, and people were given it or acknowledged it (art. 5, 6); "
                                           "publish a new version"),
                                        id),
                                Code::forbidden));
}

// A step before the day it became known, or an end that owes a report.
void check_incident(std::vector<Fault>& faults, const View& view, IncidentId id) {
    const auto incident = sql::find<Incident>(view, std::string(incidents_sql) + " WHERE i.incident_id = ?", id);
    if (!incident) return;
    const auto steps = steps_of(view, id);
    if (!steps.empty() && steps.front().done_on < incident->found_on)
        faults.push_back(breach("found_on", "E_STEP_EARLY",
                                message(N_("{} cannot have been found on {}: a step was done on {}, before that"), id,
                                        incident->found_on, steps.front().done_on),
                                Code::conflict));
    if (incident->closed_on && !missing_reports(*incident).empty())
        faults.push_back(breach("closed_on", "E_REPORT_MISSING",
                                message(N_("{} is closed and would lack a report; first undo what closed it"), id),
                                Code::conflict));
}

// Figures name users by number only: one that is not there any more would have them all the same.
void check_usage(std::vector<Fault>& faults, const View& view, const std::set<UserId>& users) {
    const auto is_gone = [&](UserId id) { return users.contains(id) && !find_user(view, id); };
    if (std::ranges::none_of(users, is_gone)) return;
    for (const auto& load : list_usage_loads(view, {.where = "scope=user"})) {
        const auto rows = usage_rows(view, load);
        const auto row = std::ranges::find_if(rows, [&](const UsageRow& one) { return is_gone(UserId{one.number}); });
        if (row == rows.end()) continue;
        faults.push_back(
            breach("user_id", "E_USAGE",
                   message(N_("{} has figures of {}, and would not be in the register; first undo {}: osaki-mcs undo "
                              "{}"),
                           UserId{row->number}, load.month, load.import_job_id, load.import_job_id),
                   Code::conflict));
    }
}

}  // namespace

void Concerned::merge(Concerned other) {
    users.merge(other.users);
    offices.merge(other.offices);
    applications.merge(other.applications);
    groups.merge(other.groups);
    documents.merge(other.documents);
    incidents.merge(other.incidents);
    reviews.merge(other.reviews);
}

Concerned concerned_by(const View& view, const std::vector<WrittenRow>& rows) {
    Concerned concerned;
    for (const auto& row : rows) {
        if (row.table == "user") concerned.users.insert(UserId{row.id});
        if (row.table == "office") concerned.offices.insert(OfficeId{row.id});
        if (row.table == "application") concerned.applications.insert(ApplicationId{row.id});
        if (const auto group = group_of(view, row)) concerned.groups.insert(*group);
        if (row.table == "document") concerned.documents.insert(DocumentId{row.id});
        if (row.table == "departure" || row.table == "departure_step") {
            const auto* of = row.table == "departure" ? "SELECT user_id FROM departure WHERE departure_id = ?"
                                                      : "SELECT user_id FROM departure JOIN departure_step USING (departure_id)"
                                                        " WHERE departure_step_id = ?";
            if (const auto user = sql::value<UserId>(view, of, row.id)) concerned.users.insert(*user);
        }
        if (row.table == "guidance")
            if (const auto user = sql::value<UserId>(view, "SELECT user_id FROM guidance WHERE guidance_id = ?", row.id))
                concerned.users.insert(*user);
        if (row.table == "incident") concerned.incidents.insert(IncidentId{row.id});
        if (row.table == "incident_step")
            if (const auto id =
                    sql::value<IncidentId>(view, "SELECT incident_id FROM incident_step WHERE incident_step_id = ?", row.id))
                concerned.incidents.insert(*id);
        if (row.table == "review") concerned.reviews.insert(ReviewId{row.id});
        if (row.table == "review_item")
            if (const auto id = sql::value<ReviewId>(view, "SELECT review_id FROM review_item WHERE review_item_id = ?", row.id))
                concerned.reviews.insert(*id);
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
    check_usage(faults, view, concerned.users);
    for (const auto id : concerned.offices) check_office(faults, view, id);
    for (const auto id : concerned.applications) check_application(faults, view, profile, id);
    for (const auto id : concerned.groups) check_group(faults, view, id);
    for (const auto id : concerned.documents) check_document(faults, view, id);
    check_references(faults, view);
    for (const auto id : concerned.incidents) check_incident(faults, view, id);
    for (const auto id : concerned.reviews)
        for (auto& fault : unsound_review(view, id)) faults.push_back(std::move(fault));
    return faults;
}

bool contains(const std::vector<Fault>& faults, const Fault& fault) {
    return std::ranges::any_of(faults, [&](const Fault& known) { return known.text.english() == fault.text.english(); });
}

}  // namespace osaki
