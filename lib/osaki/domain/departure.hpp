// The one way a user leaves (退会手続): a list of steps, because MCS deletes no account on request.
#pragma once

#include "osaki/domain/application.hpp"
#include "osaki/domain/committee.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct DepartureTag {
    static constexpr IdForm form{'L', 4, false};
};
using DepartureId = Id<DepartureTag>;

enum class DepartureState { open, closed, cancelled };
constexpr std::array<Name<DepartureState>, 3> names_of(DepartureState) {
    return {{{DepartureState::open, "open", N_("open"), "手続中"},
             {DepartureState::closed, "closed", N_("closed"), "完了"},
             {DepartureState::cancelled, "cancelled", N_("cancelled"), "取消"}}};
}
// In the order they are usually done, with who does them.
enum class DepartureStep { notice, staff_release, group_leave, mcs_delete, portal_delete };
constexpr std::array<Name<DepartureStep>, 5> names_of(DepartureStep) {
    return {{{DepartureStep::notice, "notice", N_("notice received"), "退会届"},
             {DepartureStep::staff_release, "staff-release", N_("staff released by the office"), "スタッフ解除"},
             {DepartureStep::group_leave, "group-leave", N_("left all groups"), "グループ退出"},
             {DepartureStep::mcs_delete, "mcs-delete", N_("MCS account deleted by the holder"), "MCS退会"},
             {DepartureStep::portal_delete, "portal-delete", N_("collabo ID deleted"), "コラボID削除"}}};
}

struct Departure {
    DepartureId departure_id;
    UserId user_id;
    std::optional<ApplicationId> application_id;
    DepartureState state = DepartureState::open;
    UserState state_before = UserState::active;
    std::string mail;
    std::string mail_key;
    Date opened_on;
    std::optional<Date> closed_on;
    bool residual = false;
    std::optional<CommitteeId> committee_id;  // ordered by it (art. 11 (guidance) 2)
    std::string user_name;
};
const Description<Departure>& describe(const Departure*);
extern const std::string_view departures_sql;  // all of them with what is joined, in no order

struct StepTag {
    static constexpr IdForm form{'X', 6, false};
};
struct DepartureStepRow {
    Id<StepTag> departure_step_id;
    DepartureId departure_id;
    DepartureStep step = DepartureStep::notice;
    std::optional<Date> done_on;
    std::string impossible;
};
const Description<DepartureStepRow>& describe(const DepartureStepRow*);

std::vector<Departure> list_departures(const View& view, const Query& query);
std::vector<Departure> departures_of(const View& view, UserId user);  // newest first
std::optional<Departure> find_open_departure(const View& view, UserId user);
// Of accounts that had this address and whose number has left.
std::vector<Departure> departures_by_mail(const View& view, std::string_view mail);
std::vector<DepartureStepRow> steps_of(const View& view, DepartureId id);
std::vector<DepartureStep> remaining_steps(const std::vector<DepartureStepRow>& done);
// Closed with an impossible step: the account lives on, for ever on this list.
std::vector<Departure> residual_accounts(const View& view);

// The day the address is free again: free_after days after mcs-delete, once portal-delete is done; nothing while that is open or
// impossible.
std::optional<Date> mail_free_on(const std::vector<DepartureStepRow>& steps, int free_after);

// The notice step is done on `on`; an ID that waits to be handed out is cancelled. Asks no rule: see gates.hpp.
Departure open_departure(Change& change, const User& user, std::optional<ApplicationId> application, Date on);
// The account that is one too many after a merge, as it was: its number has left, and stands on the desk until it is deleted.
Departure open_second_account(Change& change, const User& account, Date on);
// Exactly one of done and impossible. Closes the departure with the last step. Code::conflict when done before; Code::invalid
// before the opening.
Departure advance_departure(Change& change, UserId user, DepartureStep step, std::optional<Date> done,
                            std::string_view impossible);
// The state before, and what its staff release and group-leave ended. Code::conflict when none is open, the MCS account is
// deleted, the number was merged, or no membership is left to come back to. Asks no rule: one that was ordered goes through
// cancel_ordered.
Departure cancel_departure(Change& change, UserId user);

}  // namespace osaki
