#include "osaki/domain/departure.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view departures_sql = "SELECT d.*, u.name AS user_name FROM departure d JOIN user u USING (user_id)";

namespace {

constexpr Column<Departure> departure_columns[] = {
    column<&Departure::departure_id>("departure_id", N_("Number")).detail(),
    column<&Departure::user_id>("user_id", N_("User")),
    column<&Departure::application_id>("application_id", N_("Application")).detail(),
    column<&Departure::state>("state", N_("State")),
    column<&Departure::state_before>("state_before", N_("State before")).detail(),
    column<&Departure::mail>("mail", N_("Mail")).required().detail().keyed("mail_key", mail_key),
    column<&Departure::mail_key>("mail_key", "").hidden(),
    column<&Departure::opened_on>("opened_on", N_("Opened")),
    column<&Departure::closed_on>("closed_on", N_("Closed")),
    column<&Departure::residual>("residual", N_("Account remains")),
    column<&Departure::committee_id>("committee_id", N_("Ordered by")),
    column<&Departure::user_name>("user_name", N_("Name")).joined(),
};

constexpr Column<DepartureStepRow> step_columns[] = {
    column<&DepartureStepRow::departure_step_id>("departure_step_id", N_("Number")).detail(),
    column<&DepartureStepRow::departure_id>("departure_id", N_("Departure")).detail(),
    column<&DepartureStepRow::step>("step", N_("Step")),
    column<&DepartureStepRow::done_on>("done_on", N_("Done")),
    column<&DepartureStepRow::impossible>("impossible", N_("Impossible because")),
};

Departure get_open(const View& view, UserId user) {
    auto departure = find_open_departure(view, user);
    if (!departure)
        fail(Code::conflict, N_("{} is not leaving; a departure begins with the notice: osaki-mcs withdraw {} --received DATE"),
             user, user);
    return *departure;
}

void insert_step(Change& change, DepartureId id, DepartureStep step, std::optional<Date> done, std::string_view impossible) {
    DepartureStepRow row{{}, id, step, done, std::string(impossible)};
    change.insert("step", row);
}

void end_memberships(Change& change, UserId user, Date on) {
    for (const auto& membership : open_memberships(change, user))
        end_membership(change, membership, std::max(on, membership.since));
}

// An ID that was approved but never handed out is not handed out any more.
void drop_approved(Change& change, UserId user) {
    for (auto& application : applications_of(change, user)) {
        if (application.state != ApplicationState::approved) continue;
        application.state = ApplicationState::cancelled;
        save_application(change, "cancel", std::move(application));
    }
}

// Every step is done or impossible: the user has left.
void close(Change& change, Departure& departure, const std::vector<DepartureStepRow>& steps, Date last) {
    departure.state = DepartureState::closed;
    departure.closed_on = std::max(last, departure.opened_on);
    departure.residual = std::ranges::any_of(steps, [](const auto& row) { return !row.done_on; });
    // Until now the holder could stay, so memberships and approvals stood; they end when the office released its staff.
    const auto released = std::ranges::find(steps, DepartureStep::staff_release, &DepartureStepRow::step);
    end_memberships(change, departure.user_id, released->done_on.value_or(*departure.closed_on));
    drop_approved(change, departure.user_id);
    change.update("close", departure);
    // a merged number has left already
    if (is_live(get_user(change, departure.user_id).state))
        move_user(change, departure.user_id, UserEvent::depart, *departure.closed_on, "depart");
}

Departure insert_departure(Change& change, const User& account, std::optional<ApplicationId> application, Date on) {
    Departure departure;
    departure.user_id = account.user_id;
    departure.application_id = application;
    departure.state_before = account.state;
    departure.mail = account.mail;
    departure.mail_key = mail_key(account.mail);
    departure.opened_on = on;
    change.insert("open", departure);
    add_lookup(change, "departure_mail", departure.mail_key, departure.departure_id.value);
    insert_step(change, departure.departure_id, DepartureStep::notice, on, "");
    return departure;
}

}  // namespace

const Description<Departure>& describe(const Departure*) {
    static constexpr Description<Departure> description{"departure", N_("departure"), departure_columns};
    return description;
}
const Description<DepartureStepRow>& describe(const DepartureStepRow*) {
    static constexpr Description<DepartureStepRow> description{"departure_step", N_("step of a departure"), step_columns};
    return description;
}

std::vector<Departure> list_departures(const View& view, const Query& query) {
    return sql::list<Departure>(view, std::string(departures_sql) + " ORDER BY d.departure_id", query);
}

std::vector<Departure> departures_of(const View& view, UserId user) {
    return sql::list<Departure>(view, std::string(departures_sql) + " WHERE d.user_id = ? ORDER BY d.departure_id DESC", user);
}

std::optional<Departure> find_open_departure(const View& view, UserId user) {
    return sql::find<Departure>(view, std::string(departures_sql) + " WHERE d.user_id = ? AND d.state = 'open'", user);
}

namespace {

// The number has left, with a departure that is closed, or open for the account of a merged one.
constexpr std::string_view gone_sql = " AND (d.state = 'closed' OR d.state = 'open' AND u.state = 'left')";

}  // namespace

std::vector<Departure> departures_by_mail(const View& view, std::string_view mail) {
    const auto key = mail_key(mail);
    std::vector<Departure> found;
    for (const auto id : find_lookup(view, "departure_mail", key)) {
        auto departure =
            sql::find<Departure>(view, std::string(departures_sql) + " WHERE d.departure_id = ?" + std::string(gone_sql), id);
        if (departure && departure->mail_key == key) found.push_back(std::move(*departure));
    }
    return found;
}

std::vector<DepartureStepRow> steps_of(const View& view, DepartureId id) {
    return sql::list<DepartureStepRow>(view, "SELECT * FROM departure_step WHERE departure_id = ? ORDER BY departure_step_id",
                                       id);
}

std::vector<DepartureStep> remaining_steps(const std::vector<DepartureStepRow>& done) {
    std::vector<DepartureStep> remaining;
    for (const auto& name : names<DepartureStep>)
        if (std::ranges::find(done, name.value, &DepartureStepRow::step) == done.end()) remaining.push_back(name.value);
    return remaining;
}

std::vector<Departure> residual_accounts(const View& view) {
    return sql::list<Departure>(
        view, std::string(departures_sql) + " WHERE d.residual = 1 AND d.state = 'closed' ORDER BY d.closed_on, d.departure_id");
}

std::optional<Date> mail_free_on(const std::vector<DepartureStepRow>& steps, int free_after) {
    std::optional<Date> deleted, portal;
    for (const auto& row : steps) {
        if (row.step == DepartureStep::mcs_delete) deleted = row.done_on;
        if (row.step == DepartureStep::portal_delete) portal = row.done_on;
    }
    if (!deleted || !portal) return std::nullopt;
    return std::max(*deleted + free_after, *portal);
}

Departure open_departure(Change& change, const User& user, std::optional<ApplicationId> application, Date on) {
    move_user(change, user.user_id, UserEvent::leave, on, "leave");
    return insert_departure(change, user, application, on);
}

Departure open_second_account(Change& change, const User& account, Date on) {
    return insert_departure(change, account, std::nullopt, on);
}

Departure advance_departure(Change& change, UserId user, DepartureStep step, std::optional<Date> done,
                            std::string_view impossible) {
    auto departure = get_open(change, user);
    if (done.has_value() == !impossible.empty())
        fail(Code::usage, N_("a step is either done on a day (--done DATE) or impossible for a reason (--impossible TEXT)"));
    if (done && *done < departure.opened_on)
        fail(Code::invalid, N_("the departure of {} was opened on {}, after {}"), user, departure.opened_on, *done);
    for (const auto& row : steps_of(change, departure.departure_id)) {
        if (row.step != step) continue;
        if (row.done_on) fail(Code::conflict, N_("{} was done for {} on {} already"), step, user, *row.done_on);
        fail(Code::conflict, N_("{} is recorded as impossible for {} already"), step, user);
    }
    insert_step(change, departure.departure_id, step, done, impossible);
    // a deleted account is in no group either
    if (done && (step == DepartureStep::group_leave || step == DepartureStep::mcs_delete)) leave_groups(change, user, *done);
    const auto steps = steps_of(change, departure.departure_id);
    if (!remaining_steps(steps).empty()) return departure;
    Date last = departure.opened_on;
    for (const auto& row : steps) last = std::max(last, row.done_on.value_or(change.today()));
    close(change, departure, steps, last);
    return departure;
}

Departure cancel_departure(Change& change, UserId user) {
    require_standing(change, user);
    auto departure = get_open(change, user);
    const auto steps = steps_of(change, departure.departure_id);
    if (std::ranges::any_of(steps, [](const auto& row) { return row.step == DepartureStep::mcs_delete && row.done_on; }))
        fail(Code::conflict, N_("{} has deleted the MCS account; who comes back applies again: osaki-mcs register --user {}"),
             user, user);
    for (const auto& row : steps)
        if (row.step == DepartureStep::group_leave && row.done_on) return_to_groups(change, user, *row.done_on);
    departure.state = DepartureState::cancelled;
    departure.closed_on = change.today();
    change.update("cancel", departure);
    set_state(change, get_user(change, user), departure.state_before, change.today(), "restore");
    if (open_memberships(change, user).empty())
        fail(Code::conflict,
             N_("{} belongs to no office any more; apply for one first: osaki-mcs register --user {} --office OFFICE"), user,
             user);
    return departure;
}

}  // namespace osaki
