// Rules that need several nouns: may this ID be issued, may this member leave, is this mail free. Each refusal names its clause.
#pragma once

#include "osaki/domain/attendance.hpp"
#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/waiver.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

// What is known when an ID is asked for.
struct GateFacts {
    bool papers_complete = false;
    bool explained = false;
    bool acknowledged = false;
    bool mail_reached = false;
    bool trained = false;
    std::vector<Gate> waived = {};
};
// Pure: the gates of the profile that are neither passed nor waived, in the order of the policy.
std::vector<Gate> missing_gates(const Profile& profile, const GateFacts& facts);
GateFacts gate_facts(const View& view, const Profile& profile, const Application& application, Date day);
// One line per missing gate with the command that clears it: "A2026-0001: mail not reached; osaki-mcs check A2026-0001
// --mail-reached DATE".
std::vector<Fault> gate_faults(const View& view, const Profile& profile, const Application& application, Date day);

// Pure: who received it may not approve it while four_eyes holds (Code::no_right).
bool may_approve(const Profile& profile, std::string_view received_by, std::string_view login);

// Code::forbidden while the member is the sole admin of an open office (art. 8-2(1)); successor, when given, becomes admin first.
void require_successor(Change& change, const Membership& membership, std::optional<UserId> successor, Date on);

// What somebody gives up, and the open groups that nobody else answers for.
struct GivenUp {
    UserId user;
    std::vector<Membership> memberships = {};
    std::vector<Group> groups = {};
};
// The same for all of it at once: without a successor every office and every group is named (art. 8-2(1), 8-2(3)).
void require_successors(Change& change, const GivenUp& given_up, std::optional<UserId> successor, Date on);

// The role of a member from a day on; Code::forbidden for taking it from the sole admin (art. 8-2(1)).
void set_role(Change& change, UserId user, OfficeId office, MemberRole role, Date on);

// close_office, and it hosts no open group. Code::forbidden naming them (art. 8-2(3)).
void retire_office(Change& change, OfficeId id, Date on);

// A mail that may not be used: taken by a live user or open application of another name, or not yet free after a departure.
struct MailUse {
    std::optional<UserId> same_person;  // a live or former user of the same name holds it: a further membership, or a return
    std::vector<Fault> faults;
};
// self: the application that asks, when it is in the register already.
MailUse use_of_mail(const View& view, const Profile& profile, std::string_view mail, std::string_view name,
                    std::optional<ApplicationId> self = {});

// edit_user, and the new mail must be one that may be used. Code::forbidden while it is not free after a departure.
void correct_user(Change& change, const Profile& profile, UserId id, const UserEdit& edit);

}  // namespace osaki
