// The main job: receive -> check -> approve -> issue -> withdraw, each verb over several nouns (art. 8-2(1)).
#pragma once

#include "osaki/domain/gates.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// What rules ask again and again within one command, read once.
struct Basis {
    explicit Basis(const View& view) : profile(get_profile(view)), codes(view) {}
    Profile profile;
    Codes codes;
};

// Every fault and warning of an application at once; Fault::field is a column of Application.
std::vector<Fault> faults_of(const View& view, const Basis& basis, const NewApplication& application);
// As it would be stored when it came in now; of one that has no error.
Application drafted(const View& view, const Basis& basis, const NewApplication& application);
// Throws what faults_of finds. The same person as a live user: a further membership of that user; as a former one: the number is
// kept.
ApplicationId receive(Change& change, const Basis& basis, const NewApplication& application);

// Corrections before the decision; a corrected name or mail decides anew whose application it is.
// Throws what faults_of would find in it.
Application edit_application(Change& change, const Basis& basis, ApplicationId id, const ApplicationEdit& edit);

struct Decision {
    std::string decided_by = {};  // the name on the paper; the operator when empty
    std::optional<Date> on = {};
    std::vector<Gate> waive = {};
};
// Makes office and user as needed, opens the membership; completed at once when no ID is due.
// Code::no_right under four_eyes, Code::conflict when not checked.
Application approve(Change& change, const Basis& basis, ApplicationId id, const Decision& decision);
Application reject(Change& change, ApplicationId id, const Decision& decision);  // Code::usage without --reason
// The letter about the decision, or about what is missing, went out. Code::invalid for a day before the decision.
Application record_notice(Change& change, ApplicationId id, Date on);
void check_notice_day(const Application& application, Date on);

struct Issue {
    std::string login = {};  // the mail when empty
    DeliveryMethod method = DeliveryMethod::hand;
    bool reissue = false;
    std::optional<Date> on = {};
};
// The approved application that waits for an ID. Code::conflict when there is none (issued before: says so).
Application awaiting_issue(const View& view, UserId user);
// Approved applications whose ID is still to be handed out, of one office or of all, oldest first.
std::vector<Application> awaiting_issues(const View& view, std::optional<OfficeId> office);
// First half: the event as pending. Code::forbidden naming every missing gate.
Credential begin_issue(Change& change, const Basis& basis, ApplicationId id, const Issue& issue);
Credential begin_reissue(Change& change, const Basis& basis, UserId id, const Issue& issue);
// Second half, once the letter is written: delivered, the user active, the application completed.
Credential finish_issue(Change& change, CredentialId id);

// A new profession from a day on; the notice of it is kept as a completed application.
ApplicationId change_person(Change& change, const Basis& basis, UserId user, std::string_view profession, Date on);

struct Transfer {
    UserId user;
    OfficeId from;
    OfficeId to;
    std::optional<MemberRole> role = {};
    std::optional<Ground> ground = {};  // asked again when the new office lies elsewhere
    std::string ground_reason = {};
    std::optional<UserId> successor = {};
    std::optional<Date> on = {};
};
ApplicationId transfer(Change& change, const Basis& basis, const Transfer& transfer);

struct Withdrawal {
    std::optional<OfficeId> office = {};   // only this membership
    std::optional<Date> received_on = {};  // the 退会届
    std::optional<UserId> successor = {};
};
struct Order {
    CommitteeId committee;
    Date on;  // the day it is carried out
};
// Ends memberships; the last one opens a departure. Code::forbidden without a notice (art. 11 (guidance) 2) or as sole admin.
// Returns the departure when one was opened.
std::optional<Departure> withdraw(Change& change, UserId user, const Withdrawal& withdrawal);
// A forced departure, which asks for no notice and no successor (art. 11 (guidance) 2); one that began with a notice goes on
// under the decision. Code::forbidden unless that decision ordered it, Code::no_right under four_eyes for who recorded it.
Departure withdraw_ordered(Change& change, const Profile& profile, UserId user, const Order& order);
// The user stays; an ordered departure needs the later decision that says so. Code::forbidden without it.
void cancel_withdrawal(Change& change, UserId user, std::optional<CommitteeId> committee);
// A whole office: every member leaves it, then it closes. Code::forbidden without a notice.
void withdraw_office(Change& change, OfficeId office, std::optional<Date> received_on);

}  // namespace osaki
