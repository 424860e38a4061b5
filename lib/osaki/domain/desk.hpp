// Today's desk: what waits for whom, oldest first, each line with the command that clears it.
#pragma once

#include "osaki/domain/gates.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Waiting { secretariat, approver, applicant, office, holder, committee };
constexpr std::array<Name<Waiting>, 6> names_of(Waiting) {
    return {{{Waiting::secretariat, "secretariat", N_("secretariat")},
             {Waiting::approver, "approver", N_("approver")},
             {Waiting::applicant, "applicant", N_("applicant")},
             {Waiting::office, "office", N_("office")},
             {Waiting::holder, "holder", N_("account holder")},
             {Waiting::committee, "committee", N_("committee")}}};
}
enum class Task {
    check,
    papers_due,
    approve,
    issue,
    issue_again,
    first_login,
    receipt,
    departure,
    suspended,
    first_admin,
    residual,
    group_owner,
    group_confirm,
    group_leave,
    annual_training,
    acknowledge,
    distribute,
    review_users,
    review_admins,
    review_answers,
    review_silent,
    review_close,
    review_left,
    review_changed,
    guidance_due,
    guidance_unheeded,
    deletion_ordered,
    first_report,
    final_report,
    incident_idle,
    unused,
    usage_missing,
    usage_match,
    usage_close
};
constexpr std::array<Name<Task>, 34> names_of(Task) {
    return {{{Task::check, "check", N_("application to check")},
             {Task::papers_due, "papers-due", N_("papers sent back for")},
             {Task::approve, "approve", N_("application to decide")},
             {Task::issue, "issue", N_("ID to issue")},
             {Task::issue_again, "issue-again", N_("ID broke off, issue again")},
             {Task::first_login, "first-login", N_("initial password expired unused")},
             {Task::receipt, "receipt", N_("receipt not yet returned")},
             {Task::departure, "departure", N_("departure step open")},
             {Task::suspended, "suspended", N_("suspension over")},
             {Task::first_admin, "first-admin", N_("office without an admin")},
             {Task::residual, "residual", N_("account remains after leaving")},
             {Task::group_owner, "group-owner", N_("group without an owner")},
             {Task::group_confirm, "group-confirm", N_("groups to confirm")},
             {Task::group_leave, "group-leave", N_("group to leave")},
             {Task::annual_training, "annual-training", N_("users without the annual training")},
             {Task::acknowledge, "acknowledge", N_("users to acknowledge it")},
             {Task::distribute, "distribute", N_("users to be given it")},
             {Task::review_users, "review-users", N_("members to be confirmed again")},
             {Task::review_admins, "review-admins", N_("admins and owners to be confirmed again")},
             {Task::review_answers, "review-answers", N_("answers to a review")},
             {Task::review_silent, "review-silent", N_("review past its due day")},
             {Task::review_close, "review-close", N_("review answered, to close")},
             {Task::review_left, "review-left", N_("gone by review, still here")},
             {Task::review_changed, "review-changed", N_("change told by review")},
             {Task::guidance_due, "guidance-due", N_("measure without an outcome")},
             {Task::guidance_unheeded, "guidance-unheeded", N_("measure not followed")},
             {Task::deletion_ordered, "deletion-ordered", N_("deletion ordered by the committee")},
             {Task::first_report, "first-report", N_("first report of an incident due")},
             {Task::final_report, "final-report", N_("final report of an incident due")},
             {Task::incident_idle, "incident-idle", N_("incident without a step for 14 days")},
             {Task::unused, "unused", N_("users without a login for 45 days")},
             {Task::usage_missing, "usage-missing", N_("usage of last month to load")},
             {Task::usage_match, "usage-match", N_("usage of people nobody knows")},
             {Task::usage_close, "usage-close", N_("usage of a month to close")}}};
}

struct DeskLine {
    Task task = Task::check;
    Waiting waits_for = Waiting::secretariat;
    std::string number;  // A2026-0001, U000001 or O0001; none when the line is about many
    std::string name;
    Date since;
    std::optional<Date> due;
    std::int64_t days = 0;
    std::string open;     // missing gates or departure steps, as tokens; how many it is about
    std::string command;  // clears the line
};
const Description<DeskLine>& describe(const DeskLine*);

// Lines that one SELECT finds: number, name, since, due, open, each but the number possibly NULL; a further column `command` is
// the whole command.
struct DeskRow {
    Task task;
    Waiting waits_for;
    IdForm form;               // of the first column; prefix 0: it is text
    std::string_view command;  // {} stands for the number
    std::string_view sql;      // ?1 is today
};
std::span<const DeskRow> desk_rows();  // desk_rows.cpp

// Departures that are open, oldest first, with the steps that are left and the command for the next.
std::vector<DeskLine> open_departures(const View& view);

// Work that waits, oldest first; then what stays for ever (residual accounts).
std::vector<DeskLine> todays_desk(const View& view);

// Those of one who has to act, those whose day has passed, and what a list is asked for.
struct DeskQuery {
    std::optional<Waiting> waits_for = {};
    bool overdue = false;
    Query query = {};
};
std::vector<DeskLine> chosen_from(const View& view, std::vector<DeskLine> lines, const DeskQuery& wanted);

}  // namespace osaki
