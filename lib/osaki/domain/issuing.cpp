// The ID and its reissue: gates, the pending event, the delivery (art. 8-2(1)).
#include "osaki/domain/registration.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

Application awaiting_issue(const View& view, UserId id) {
    const auto user = get_user(view, id);
    for (auto& application : applications_of(view, id))
        if (application.state == ApplicationState::approved && makes_user(application.kind)) return application;
    if (const auto credential = newest_credential(view, id); credential && credential->state == CredentialState::delivered)
        fail(Code::conflict, N_("{} was issued an ID on {} already; for a new password: osaki-mcs issue-credentials {} --reset"),
             id, credential->issued_on, id);
    fail(Code::conflict, N_("{} is {} and has no approved application that waits for an ID"), id, user.state);
}

std::vector<Application> awaiting_issues(const View& view, std::optional<OfficeId> office) {
    auto waiting = sql::list<Application>(view,
                                          "SELECT a.* FROM application a JOIN user u USING (user_id) WHERE a.state = 'approved'"
                                          " AND a.kind IN ('new-office', 'join') AND u.state IN ('registered', 'active')"
                                          " ORDER BY a.application_id");
    if (office) std::erase_if(waiting, [&](const Application& application) { return application.office_id != office; });
    return waiting;
}

namespace {

Credential credential_for(const Change& change, const Basis& basis, const User& user, const Issue& issue) {
    Credential credential;
    credential.user_id = user.user_id;
    credential.login = !issue.login.empty() ? issue.login : !user.login.empty() ? user.login : user.mail;
    credential.method = issue.method;
    credential.issued_on = issue.on.value_or(change.today());
    credential.expires_on = credential.issued_on + basis.profile.credential_valid_days;
    for (const auto& holder : find_users_by_login(change, credential.login))
        if (holder.user_id != user.user_id && is_live(holder.state))
            fail(Code::conflict, N_("login {} is taken by {} {}"), credential.login, holder.user_id, holder.name);
    Faults faults;
    check_name(faults, "login", credential.login);
    refuse(faults);
    return credential;
}

}  // namespace

Credential begin_issue(Change& change, const Basis& basis, ApplicationId id, const Issue& issue) {
    const auto application = get_application(change, id);
    if (application.state == ApplicationState::completed && application.user_id) awaiting_issue(change, *application.user_id);
    if (application.state != ApplicationState::approved)
        fail(Code::conflict, N_("application {} is {}, not approved; osaki-mcs approve {}"), id, application.state, id);
    const auto user = get_user(change, *application.user_id);
    if (!makes_user(application.kind))
        fail(Code::conflict, N_("application {} is a {}; osaki-mcs issue-credentials {} --reset"), id, application.kind,
             user.user_id);
    if (!after(user.state, UserEvent::deliver)) fail(Code::conflict, N_("user {} is {}"), user.user_id, user.state);
    auto credential = credential_for(change, basis, user, issue);
    if (credential.issued_on < *application.decided_on)
        fail(Code::invalid, N_("{} was approved on {}, after {}"), id, *application.decided_on, credential.issued_on);
    if (auto faults = gate_faults(change, basis.profile, application, credential.issued_on); !faults.empty()) {
        auto text = message(N_("{} may not be given an ID yet; missing gates: {}"), *application.user_id, faults.size());
        throw Error(Code::forbidden, std::move(text), std::move(faults));
    }
    credential.application_id = id;
    return begin_issue(change, std::move(credential));
}

Credential begin_reissue(Change& change, const Basis& basis, UserId id, const Issue& issue) {
    const auto user = get_user(change, id);
    if (user.state != UserState::active)
        fail(Code::conflict, N_("{} is {}; only an active user is given a new password"), id, user.state);
    if (change.actor().reason.empty()) fail(Code::usage, N_("a new password is made with a reason; say it with --reason TEXT"));
    auto credential = credential_for(change, basis, user, issue);
    credential.kind = CredentialKind::reissue;
    if (const auto earlier = newest_credential(change, id); earlier && credential.issued_on < earlier->issued_on)
        fail(Code::invalid, N_("the ID of {} was issued on {}, after {}"), id, earlier->issued_on, credential.issued_on);
    // A reissue that broke off is taken up again instead of opening a second application.
    for (const auto& open : applications_of(change, id))
        if (open.kind == ApplicationKind::reissue && open.state == ApplicationState::approved)
            credential.application_id = open.application_id;
    if (!credential.application_id) {
        Application application;
        application.kind = ApplicationKind::reissue;
        application.state = ApplicationState::approved;
        application.user_id = id;
        application.name = user.name;
        application.received_on = credential.issued_on;
        application.received_by = change.actor().login;
        application.decision_reason = change.actor().reason;
        credential.application_id = insert_application(change, application);
    }
    return begin_issue(change, std::move(credential));
}

Credential finish_issue(Change& change, CredentialId id) {
    const auto credential = deliver(change, id);
    auto user = get_user(change, credential.user_id);
    user.login = credential.login;
    const auto state = after(user.state, UserEvent::deliver);
    if (!state) fail(Code::conflict, N_("user {} is {}"), user.user_id, user.state);
    set_state(change, std::move(user), *state, credential.issued_on, "deliver");
    for (auto& application : applications_of(change, credential.user_id)) {
        const bool reissued =
            application.kind == ApplicationKind::reissue && application.application_id == credential.application_id;
        if (application.state != ApplicationState::approved || (!makes_user(application.kind) && !reissued)) continue;
        application.state = state_after(application, Step::complete);
        application.completed_on = credential.issued_on;
        save_application(change, "complete", application);
    }
    return credential;
}

}  // namespace osaki
