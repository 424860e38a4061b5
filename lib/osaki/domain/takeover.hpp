// The takeover of a ledger (台帳) that was kept before the register: people who hold an ID already, with the offices they belong
// to. What nobody recorded then (papers, explanation, acknowledgements) is not invented.
#pragma once

#include "osaki/domain/registration.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

// One person at one office, as somebody wrote it down.
struct LedgerRow {
    std::optional<UserId> user;  // the number in this register: only to fill or correct
    std::optional<OfficeId> office;
    std::string name;
    std::string kana;
    std::string profession;
    std::string mail;
    std::string phone;
    std::string login;
    std::string old_number;  // in the ledger; kept at the head of the note
    std::string note;
    std::optional<bool> two_factor;
    std::optional<MemberRole> role;
    std::optional<UserState> state;  // active, suspended or left
    std::optional<Date> since;       // today when nobody knows
    std::optional<Date> until;       // has left on that day
};
bool has_left(const LedgerRow& row);
Date first_day(const View& view, const LedgerRow& row);  // of the membership

// The user a row is about: by number, else by mail and name.
std::optional<User> find_known(const View& view, const LedgerRow& row);

// Every fault and warning of a row that is to be taken over; Fault::field is a column of the import.
std::vector<Fault> faults_of(const View& view, const Basis& basis, const LedgerRow& row);
// A new user marked as taken over with the membership, or a further membership of one.
UserId take_over(Change& change, const Basis& basis, const LedgerRow& row);

// The same for a user who is known: only reading, telephone, login, two-factor and note may differ.
std::vector<Fault> faults_of(const View& view, const User& known, const LedgerRow& row);
// Columns in which the row says otherwise than the register, and which no update writes.
std::vector<std::string_view> untouched_by(const View& view, const Basis& basis, const User& known, const LedgerRow& row);
// As the user will stand: what is empty is filled, with replace also what differs. Never state or offices.
User corrected(const User& known, const LedgerRow& row, bool replace);
// True when something was written.
bool fill_in(Change& change, const Basis& basis, const User& known, const LedgerRow& row, bool replace);

}  // namespace osaki
