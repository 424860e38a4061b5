// Loading a month of usage, and finding out whose its unknown rows are.
#pragma once

#include "osaki/domain/people.hpp"
#include "osaki/domain/usage_subjects.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace osaki {

struct NewUsageLoad {
    Month month;
    UsageScope scope = UsageScope::user;
    std::vector<std::string> metrics = {};  // tokens of those of which anything is known
    std::vector<UsageRow> rows = {};        // ascending by number, each once
    std::vector<UsageUnmatched> unmatched = {};
    std::string text = {}, sha256 = {};  // of the rows, once sealed
};
// What was refused of a load that is in force, and that load: together they take its place.
void add_before(const View& view, NewUsageLoad& load);
// The rows as they are kept: what takes the time, and needs no register.
void seal(NewUsageLoad& load);
// Why nothing of the month can be loaded now: it is closed, or has not begun.
std::optional<Fault> month_fault(const View& view, Month month);
// Of two users with one address the one who was in the register that month; else the one who is there now.
std::int64_t number_in(const People& people, const UsageSubject& subject, Month month);
// Of a sealed load: it takes the place of the one in force. Code::conflict when the month is closed.
UsageLoadId load_usage(Change& change, const People& people, ImportJobId job, NewUsageLoad& load);

// Who is called as the row is; the address in the file may be an old one.
std::vector<User> likely_users(const View& view, const UsageUnmatched& row);
// Says whose rows are. Code::conflict when it was said before, another load took the place of theirs or the month is closed;
// Code::usage for an office where a user belongs, and without a reason that they are nobody's.
std::vector<UsageUnmatched> match_usage(Change& change, std::span<const UsageUnmatchedId> ids, const UsageMatch& match);
// Every row in an open month that is called what a user or an office is called by now.
std::vector<UsageUnmatched> match_known_usage(Change& change);

}  // namespace osaki
