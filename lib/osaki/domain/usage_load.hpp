// Loading a month of usage and finding out whose the unknown rows are.
#pragma once

#include "osaki/domain/people.hpp"
#include "osaki/domain/usage.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct NewUsageLoad {
    Month month;
    UsageScope scope = UsageScope::user;
    std::vector<std::string> metrics = {};  // tokens of those that the file has
    std::vector<UsageRow> rows = {};        // ascending by number, each once
    std::vector<UsageUnmatched> unmatched = {};
    std::string body = {}, sha256 = {};  // of the rows, by seal()
};
// What takes the time, apart from the register.
void seal(NewUsageLoad& load);
// Why nothing of the month can be loaded now: closed, or not yet over or begun.
std::optional<Fault> month_fault(const View& view, Month month);
// Of the load in force, the rows of users or offices that are not among the numbers, which ascend.
std::int64_t rows_missing(const View& view, Month month, UsageScope scope, const std::vector<std::int64_t>& numbers);
// Of a sealed load: it takes the place of the one in force. Code::conflict when the month is closed.
UsageLoadId load_usage(Change& change, const People& people, ImportJobId job, NewUsageLoad load);

// Whose a row is: a user's, an office's, or with neither nobody's of this network. Code::conflict when it was said before, the
// load was replaced or the month is closed; Code::usage for an office where a user belongs.
struct UsageMatch {
    std::optional<UserId> user = {};
    std::optional<OfficeId> office = {};
};
void match_usage(Change& change, UsageUnmatchedId id, const UsageMatch& match);
// What an earlier month's row of that key was matched to.
UsageMatch matched_before(const View& view, std::string_view key);

}  // namespace osaki
