// Who moves and who goes: transfer, withdrawal of a person or of a whole office (art. 8-2(1), 9).
#include "osaki/domain/registration.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"

#include <algorithm>

namespace osaki {

namespace {

// transfer, withdraw and reissue complete their own application, so that the paper is kept.
ApplicationId complete_own(Change& change, ApplicationKind kind, const User& user, std::optional<OfficeId> office, Date on,
                           Application application = {}) {
    application.kind = kind;
    application.state = ApplicationState::completed;
    application.office_id = office;
    application.user_id = user.user_id;
    application.name = user.name;
    application.received_on = on;
    application.received_by = change.actor().login;
    application.completed_on = on;
    application.decision_reason += change.actor().reason;
    return insert_application(change, application);
}

Membership get_open_membership(const View& view, UserId user, OfficeId office) {
    get_user(view, user);
    get_office(view, office);
    auto membership = find_open(view, user, office);
    if (!membership) fail(Code::conflict, N_("{} is no member of {}"), user, office);
    return *membership;
}

// The new office lies elsewhere: the ground of art. 9 is asked again.
void require_ground(const View& view, const Basis& basis, const Transfer& transfer) {
    const auto from = get_office(view, transfer.from);
    const auto to = get_office(view, transfer.to);
    const bool elsewhere = !to.municipality.empty() && from.municipality != to.municipality;
    if (elsewhere && !transfer.ground)
        fail(Code::forbidden, N_("office {} lies in another municipality than {}; say the ground again with --ground (art. 9)"),
             transfer.to, transfer.from);
    if (transfer.ground && *transfer.ground != Ground::in_area && trim(transfer.ground_reason).empty())
        fail(Code::invalid, N_("ground {} needs a written reason (art. 9)"), token_of(*transfer.ground));
    if (transfer.ground == Ground::in_area && !to.municipality.empty() && !basis.profile.in_area(to.municipality))
        fail(Code::invalid, N_("office {} lies outside the area; ground 2 or 3 with a reason (art. 9)"), transfer.to);
}

// Groups that nobody else answers for and whose host the user does not belong to after the move (art. 8-2(3)).
std::vector<Group> groups_left_alone(const View& view, const Transfer& transfer) {
    const UserId going[]{transfer.user};
    auto groups = solely_owned(view, going);
    std::erase_if(groups, [&](const Group& group) {
        return group.office_id == transfer.to ||
               (group.office_id != transfer.from && find_open(view, transfer.user, group.office_id));
    });
    return groups;
}
std::vector<Group> groups_left_alone(const View& view, UserId user, OfficeId host) {
    const UserId going[]{user};
    auto groups = solely_owned(view, going);
    std::erase_if(groups, [&](const Group& group) { return group.office_id != host; });
    return groups;
}

// Everybody who belongs to nothing else leaves with the office; nobody is left there to succeed them.
void require_owners_without(Change& change, OfficeId office, Date on) {
    std::vector<UserId> going;
    for (const auto& membership : memberships_of(change, office))
        if (open_memberships(change, membership.user_id).size() == 1) going.push_back(membership.user_id);
    if (const auto alone = solely_owned(change, going); !alone.empty()) {
        std::string numbers;
        for (const auto& group : alone) numbers += (numbers.empty() ? "" : ", ") + to_text(group.group_id);
        fail(Code::forbidden,
             N_("with office {} the last owners of {} would leave; name others on {} first (art. 8-2(3)): osaki-mcs group owner "
                "add {} USER"),
             office, numbers, on, alone.front().group_id);
    }
}

}  // namespace

ApplicationId change_person(Change& change, const Basis& basis, UserId id, std::string_view profession, Date on) {
    change_profession(change, basis.codes, id, profession, on);
    return complete_own(change, ApplicationKind::change, get_user(change, id), std::nullopt, on);
}

ApplicationId transfer(Change& change, const Basis& basis, const Transfer& transfer) {
    const auto user = get_user(change, transfer.user);
    const auto on = transfer.on.value_or(change.today());
    const auto membership = get_open_membership(change, transfer.user, transfer.from);
    if (transfer.from == transfer.to) fail(Code::conflict, N_("{} is a member of {} already"), transfer.user, transfer.to);
    if (user.state == UserState::leaving)
        fail(Code::conflict, N_("{} is leaving; cancel the departure first: osaki-mcs withdraw {} --cancel"), transfer.user,
             transfer.user);
    require_ground(change, basis, transfer);
    require_successors(change, {transfer.user, {membership}, groups_left_alone(change, transfer)}, transfer.successor, on);
    end_membership(change, membership, on);
    begin_membership(change, transfer.user, transfer.to, transfer.role.value_or(MemberRole::staff), on);
    Application application;
    application.ground = transfer.ground;
    application.ground_reason = trim(transfer.ground_reason);
    return complete_own(change, ApplicationKind::transfer, user, transfer.to, on, std::move(application));
}

std::optional<Departure> withdraw(Change& change, UserId id, const Withdrawal& withdrawal) {
    const auto user = get_user(change, id);
    if (user.state == UserState::left || user.state == UserState::leaving)
        fail(Code::conflict, N_("user {} is already {}"), id, user.state);
    const auto on = withdrawal.received_on.value_or(change.today());
    auto leaving = open_memberships(change, id);
    if (withdrawal.office && leaving.size() > 1) {
        const auto membership = get_open_membership(change, id, *withdrawal.office);
        require_successors(change, {id, {membership}, groups_left_alone(change, id, *withdrawal.office)}, withdrawal.successor,
                           on);
        end_membership(change, membership, on);
        complete_own(change, ApplicationKind::withdraw, user, *withdrawal.office, on);
        return std::nullopt;
    }
    if (withdrawal.office) get_open_membership(change, id, *withdrawal.office);
    if (!withdrawal.received_on)
        fail(Code::forbidden,
             N_("{} has handed in no notice; the secretariat removes nobody on its own (art. 11 (guidance) 2): osaki-mcs "
                "withdraw {} --received DATE"),
             id, id);
    const UserId going[]{id};
    require_successors(change, {id, leaving, solely_owned(change, going)}, withdrawal.successor, on);
    const auto application = complete_own(change, ApplicationKind::withdraw, user, withdrawal.office, on);
    return open_departure(change, user, application, on);
}

Departure withdraw_ordered(Change& change, const Profile& profile, UserId id, const Order& order) {
    const auto user = get_user(change, id);
    const auto committee = get_committee(change, order.committee);
    if (user.state == UserState::left) fail(Code::conflict, N_("user {} is already {}"), id, user.state);
    auto departure = find_open_departure(change, id);
    if (departure && departure->committee_id)
        fail(Code::conflict, N_("{} is leaving by {} already"), id, *departure->committee_id);
    require_order(change, id, order.committee);
    if (!may_approve(profile, committee.recorded_by, change.actor().login))
        fail(Code::no_right, N_("{} was recorded by {}; another operator must carry it out (four eyes)"), order.committee,
             committee.recorded_by);
    if (order.on < committee.decided_on)
        fail(Code::invalid, N_("{} was decided on {}; it cannot be carried out on {}"), order.committee, committee.decided_on,
             order.on);
    if (!departure) {
        // instead of a notice
        Application ground;
        ground.decision_reason =
            "art. 11 (guidance) 2, " + to_text(order.committee) + (change.actor().reason.empty() ? "" : "; ");
        const auto application = complete_own(change, ApplicationKind::withdraw, user, std::nullopt, order.on, std::move(ground));
        departure = open_departure(change, user, application, order.on);
    }
    return put_under(change, *departure, order.committee);
}

void cancel_withdrawal(Change& change, UserId user, std::optional<CommitteeId> committee) {
    if (committee) {
        cancel_ordered(change, user, *committee);
        return;
    }
    const auto departure = find_open_departure(change, user);
    if (departure && departure->committee_id)
        fail(Code::forbidden,
             N_("{} is leaving by {}; only a later decision of the committee takes that back (art. 11 (guidance) 2): osaki-mcs "
                "withdraw {} --cancel --committee DECISION"),
             user, *departure->committee_id, user);
    cancel_departure(change, user);
}

void withdraw_office(Change& change, OfficeId office, std::optional<Date> received_on) {
    get_office(change, office);
    if (!received_on)
        fail(Code::forbidden, N_("office {} has handed in no notice (art. 8-2(1)): osaki-mcs withdraw {} --received DATE"),
             office, office);
    require_no_hosted_groups(change, office);
    require_owners_without(change, office, *received_on);
    auto last = *received_on;
    // Nobody is left behind, so no successor is asked for.
    for (const auto& membership : memberships_of(change, office)) {
        const auto user = get_user(change, membership.user_id);
        const bool is_only = open_memberships(change, user.user_id).size() == 1;
        last = std::max(last, membership.since);
        end_membership(change, membership, std::max(*received_on, membership.since));
        const auto application = complete_own(change, ApplicationKind::withdraw, user, office, *received_on);
        if (is_only && user.state != UserState::leaving) open_departure(change, user, application, *received_on);
    }
    close_office(change, office, last);
}

}  // namespace osaki
