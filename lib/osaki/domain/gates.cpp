#include "osaki/domain/gates.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/group_owner.hpp"

#include <algorithm>

namespace osaki {

std::vector<Gate> missing_gates(const Profile& profile, const GateFacts& facts) {
    const struct {
        Gate gate;
        bool asked, passed;
    } gates[] = {{Gate::papers, profile.gate_papers, facts.papers_complete},
                 {Gate::explanation, profile.gate_explanation, facts.explained},
                 {Gate::acknowledgement, profile.gate_acknowledgement, facts.acknowledged},
                 {Gate::mail, profile.gate_mail, facts.mail_reached},
                 {Gate::training, profile.gate_training, facts.trained}};
    std::vector<Gate> missing;
    for (const auto& [gate, asked, passed] : gates)
        if (asked && !passed && std::ranges::find(facts.waived, gate) == facts.waived.end()) missing.push_back(gate);
    return missing;
}

GateFacts gate_facts(const View& view, const Profile& profile, const Application& application, Date day) {
    GateFacts facts;
    const auto person = person_of(application);
    facts.papers_complete = missing_papers(profile, application).empty();
    facts.explained = application.explained_on && *application.explained_on <= day;
    facts.acknowledged = unacknowledged(view, person, day).empty();
    facts.mail_reached = application.mail_reached_on && *application.mail_reached_on <= day;
    facts.trained = is_trained(view, profile, person, TrainingKind::initial, day);
    for (const auto& waiver : waivers_of(view, application.application_id)) facts.waived.push_back(waiver.gate);
    return facts;
}

namespace {

Fault gate_fault(const View& view, const Profile& profile, const Application& application, Gate gate, Date day) {
    const auto& id = application.application_id;
    const auto field = token_of(gate);
    switch (gate) {
        case Gate::papers:
            return {field, "E_GATE_PAPERS",
                    message(N_("{}: {} missing (art. 8-2(1)); osaki-mcs check {} --paper PAPER"), id,
                            missing_papers(profile, application), id)};
        case Gate::explanation:
            return {field, "E_GATE_EXPLANATION",
                    message(N_("{}: policy and rules not explained (art. 8-2(1)); osaki-mcs check {} --explained DATE"), id, id)};
        case Gate::acknowledgement: {
            std::string titles, numbers;
            for (const auto& document : unacknowledged(view, person_of(application), day)) {
                titles += (titles.empty() ? "" : ", ") + document.title + ' ' + document.version;
                numbers += (numbers.empty() ? "" : ",") + to_text(document.document_id);
            }
            return {
                field, "E_GATE_ACKNOWLEDGEMENT",
                message(N_("{}: {} not acknowledged (art. 5, 6); osaki-mcs check {} --document {}"), id, titles, id, numbers)};
        }
        case Gate::mail:
            return {field, "E_GATE_MAIL",
                    message(N_("{}: mail {} not reached (art. 8-2(1)); osaki-mcs check {} --mail-reached DATE"), id,
                            application.mail, id)};
        case Gate::training:
            return {field, "E_GATE_TRAINING",
                    message(N_("{}: initial training not attended (art. 8-2(2)); osaki-mcs train record TRAINING {}"), id, id)};
    }
    return {};
}

}  // namespace

std::vector<Fault> gate_faults(const View& view, const Profile& profile, const Application& application, Date day) {
    std::vector<Fault> faults;
    for (const auto gate : missing_gates(profile, gate_facts(view, profile, application, day))) {
        faults.push_back(gate_fault(view, profile, application, gate, day));
        faults.back().status = Code::forbidden;
        faults.back().hint = message(N_("or by decision: osaki-mcs approve {} --waive {} --reason TEXT"),
                                     application.application_id, token_of(gate));
    }
    return faults;
}

bool may_approve(const Profile& profile, std::string_view received_by, std::string_view login) {
    return !profile.four_eyes || received_by != login;
}

namespace {

Fault without_admin(const Membership& membership) {
    return {"office_id",
            "E_NO_ADMIN",
            message(N_("{} is the only admin of office {}; name a successor first (art. 8-2(1)): --successor USER"),
                    membership.user_id, membership.office_id),
            {},
            false,
            Code::forbidden};
}

}  // namespace

void require_successor(Change& change, const Membership& membership, std::optional<UserId> successor, Date on) {
    if (!is_sole_admin(change, membership)) return;
    if (!successor || *successor == membership.user_id) refuse({without_admin(membership)});
    const auto heir = find_open(change, *successor, membership.office_id);
    if (!heir)
        fail(Code::forbidden, N_("{} is no member of office {} and cannot succeed {} there (art. 8-2(1))"), *successor,
             membership.office_id, membership.user_id);
    const auto state = get_user(change, *successor).state;
    if (state != UserState::registered && state != UserState::active)
        fail(Code::forbidden, N_("{} is {} and cannot succeed {} in office {} (art. 8-2(1))"), *successor, state,
             membership.user_id, membership.office_id);
    change_role(change, *successor, membership.office_id, MemberRole::admin, on);
}

void require_successors(Change& change, const GivenUp& given_up, std::optional<UserId> successor, Date on) {
    if (successor == given_up.user)
        fail(Code::forbidden, N_("{} goes and cannot be the own successor; name somebody else with --successor"), given_up.user);
    if (!successor) {
        Faults faults;
        for (const auto& membership : given_up.memberships)
            if (is_sole_admin(change, membership)) faults.push_back(without_admin(membership));
        if (!given_up.groups.empty()) faults.push_back(without_owner(given_up.groups, given_up.user));
        refuse(faults);
    }
    for (const auto& membership : given_up.memberships) require_successor(change, membership, successor, on);
    require_group_successor(change, given_up.groups, given_up.user, successor, on);
}

void set_role(Change& change, UserId user, OfficeId office, MemberRole role, Date on) {
    const auto membership = find_open(change, user, office);
    const auto state = get_user(change, user).state;
    if (role == MemberRole::admin && state != UserState::registered && state != UserState::active)
        fail(Code::forbidden, N_("{} is {} and cannot be admin of office {} (art. 8-2(1))"), user, state, office);
    if (membership && role == MemberRole::staff) require_successor(change, *membership, std::nullopt, on);
    change_role(change, user, office, role, on);
}

void retire_office(Change& change, OfficeId id, Date on) {
    require_no_hosted_groups(change, id);
    close_office(change, id, on);
}

namespace {

// The address of an account that is gone: free from a day on, or not for now.
std::optional<Fault> blocked_by(const View& view, const Profile& profile, const Departure& departure) {
    const auto day = mail_free_on(steps_of(view, departure.departure_id), profile.mail_free_after_days);
    if (day && *day <= view.today()) return std::nullopt;
    auto text =
        day ? message(N_("mail {} of the departed {} is free from {} (art. 8-2(1))"), departure.mail, departure.user_id, *day)
            : message(N_("mail {} belongs to the departed {} whose account remains; it is not free (art. 8-2(1))"),
                      departure.mail, departure.user_id);
    return Fault{"mail", "E_MAIL_BLOCKED", std::move(text), message(N_("enter another address")), false, Code::forbidden};
}

}  // namespace

MailUse use_of_mail(const View& view, const Profile& profile, std::string_view mail, std::string_view name,
                    std::optional<ApplicationId> self) {
    MailUse use;
    const auto key = search_key(name);
    for (const auto& user : find_users_by_mail(view, mail)) {
        const bool same_name = user.name_key == key;
        if (is_live(user.state) && !same_name)
            use.faults.push_back({"mail",
                                  "E_MAIL_DUP",
                                  message(N_("mail {} is taken by {} {}"), user.mail, user.user_id, user.name),
                                  {},
                                  false,
                                  Code::conflict});
        if (same_name) use.same_person = standing_number(view, user.user_id);
    }
    for (const auto& departure : departures_by_mail(view, mail))
        if (auto blocked = blocked_by(view, profile, departure)) use.faults.push_back(std::move(*blocked));
    for (const auto& application : open_applications_by_mail(view, mail))
        if (application.application_id != self && application.name_key != key)
            use.faults.push_back({"mail",
                                  "E_MAIL_DUP",
                                  message(N_("mail {} stands in application {} of {}"), application.mail,
                                          application.application_id, application.name),
                                  {},
                                  false,
                                  Code::conflict});
    return use;
}

void correct_user(Change& change, const Profile& profile, UserId id, const UserEdit& edit) {
    edit_user(change, id, edit);
    const auto user = get_user(change, id);
    if (!edit.mail.empty() && is_live(user.state)) refuse(use_of_mail(change, profile, user.mail, user.name).faults);
}

}  // namespace osaki
