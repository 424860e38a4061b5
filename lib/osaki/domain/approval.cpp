// Yes or no to an application, and what a yes sets going: office, user, membership (art. 8-2(1), 9).
#include "osaki/domain/registration.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/history.hpp"

namespace osaki {

namespace {

OfficeId office_for(Change& change, const Basis& basis, Application& application, Date on) {
    if (application.office_id) return *application.office_id;
    if (const auto known = find_offices_by_name(change, application.office_name); !known.empty())
        fail(Code::conflict, N_("{} is registered as office {} already; cancel {} and register with --office {}"),
             application.office_name, known.front().office_id, application.application_id, known.front().office_id);
    NewOffice office;
    office.name = application.office_name;
    office.type = application.office_type;
    office.opened_on = on;
    application.office_id = add_office(change, basis.codes, office);
    return *application.office_id;
}

User user_from(const Application& application) {
    User user;
    user.name = application.name;
    user.kana = application.kana;
    user.profession = application.profession;
    user.mail = application.mail;
    user.phone = application.phone;
    return user;
}

// A new number, the number of the same person, or the old number of somebody who comes back.
User user_for(Change& change, const Basis& basis, Application& application, Date on) {
    const auto use = use_of_mail(change, basis.profile, application.mail, application.name, application.application_id);
    if (!application.user_id) {
        refuse(use.faults);
        application.user_id = use.same_person;
    }
    if (!application.user_id) {
        application.user_id = add_user(change, user_from(application), on);
        return get_user(change, *application.user_id);
    }
    auto user = get_user(change, *application.user_id);
    if (is_live(user.state)) return user;
    refuse(use.faults);
    const auto now = user_from(application);
    user.name = now.name;
    user.kana = now.kana;
    user.mail = now.mail;
    user.phone = now.phone;
    user.profession = now.profession;
    user.login.clear();
    user.two_factor = false;
    user.suspended_until.reset();
    record_value(change, user.user_id, "profession", user.profession, on);
    return set_state(change, std::move(user), *after(user.state, UserEvent::come_back), on, "come-back");
}

// A waiver is a decision too.
void require_other(const Change& change, const Profile& profile, const Application& application) {
    if (!may_approve(profile, application.received_by, change.actor().login))
        fail(Code::no_right, N_("{} was received by {}; another operator must approve it (four eyes)"),
             application.application_id, application.received_by);
}

}  // namespace

Application approve(Change& change, const Basis& basis, ApplicationId id, const Decision& decision) {
    auto application = get_application(change, id);
    if (application.state == ApplicationState::approved && !decision.waive.empty()) {
        require_other(change, basis.profile, application);
        for (const auto gate : decision.waive) waive(change, id, gate);
        return application;  // approved already; only what the ID still waits for is decided
    }
    for (const auto gate : decision.waive) waive(change, id, gate);
    const bool papers = missing_papers(basis.profile, application).empty() || is_waived(change, id, Gate::papers);
    if (!decision.waive.empty() && papers) application.state = after(application.state, Step::check).value_or(application.state);
    application.state = state_after(application, Step::approve);
    require_other(change, basis.profile, application);
    const auto on = decision.on.value_or(change.today());
    if (on < application.received_on) fail(Code::invalid, N_("{} was received on {}, after {}"), id, application.received_on, on);
    const auto office = office_for(change, basis, application, on);
    const auto user = user_for(change, basis, application, on);
    begin_membership(change, user.user_id, office, application.role.value_or(MemberRole::staff), on);
    hand_over_acknowledgements(change, id, user.user_id);
    hand_over_attendances(change, id, user.user_id);
    hand_over_distributions(change, id, user.user_id);
    application.decided_on = on;
    application.decided_by = decision.decided_by.empty() ? change.actor().login : decision.decided_by;
    application.decision_reason = change.actor().reason;
    application.notice_on.reset();  // what was sent before told something else
    const auto state = user.state == UserState::leaving ? find_open_departure(change, user.user_id)->state_before : user.state;
    if (state == UserState::active || state == UserState::suspended) {
        application.state = ApplicationState::completed;  // a further membership: there is an ID already
        application.completed_on = on;
    }
    save_application(change, "approve", application);
    return application;
}

Application reject(Change& change, ApplicationId id, const Decision& decision) {
    auto application = get_application(change, id);
    application.state = state_after(application, Step::reject);
    if (change.actor().reason.empty()) fail(Code::usage, N_("a rejection needs its reason; say it with --reason TEXT"));
    application.decided_on = decision.on.value_or(change.today());
    if (*application.decided_on < application.received_on)
        fail(Code::invalid, N_("{} was received on {}, after {}"), id, application.received_on, *application.decided_on);
    application.decided_by = decision.decided_by.empty() ? change.actor().login : decision.decided_by;
    application.decision_reason = change.actor().reason;
    application.notice_on.reset();
    save_application(change, "reject", application);
    return application;
}

void check_notice_day(const Application& application, Date on) {
    const auto since = application.decided_on.value_or(application.received_on);
    if (on < since)
        fail(Code::invalid, N_("the notice of {} cannot have been sent on {}, before {}"), application.application_id, on, since);
}

Application record_notice(Change& change, ApplicationId id, Date on) {
    auto application = get_application(change, id);
    check_notice_day(application, on);
    application.notice_on = on;
    save_application(change, "notice", application);
    return application;
}

}  // namespace osaki
