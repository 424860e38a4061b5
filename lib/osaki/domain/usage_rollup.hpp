// What a report needs of a month, kept when a file is loaded so that reports do not grow with history: sums by office type and
// profession, as they were on the month's last day. A closed month has the people in them too.
#pragma once

#include "osaki/domain/people.hpp"
#include "osaki/domain/usage.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace osaki {

struct UsageCell {
    std::int64_t usage_cell_id = 0;
    Month month;
    std::string office_type;  // token; empty: no office on that day, or figures of the whole network
    std::string profession;
    // users counted on the last day who were active; nothing when no usage by user is loaded
    std::optional<std::int64_t> active;
    std::optional<std::int64_t> login_days, logins, posts, reads, files, groups;
    std::optional<std::int64_t> users, holders, joined, leavers, trained, acknowledged;  // of a closed month
    bool operator==(const UsageCell&) const = default;
};
const Description<UsageCell>& describe(const UsageCell*);

struct UsageCount {
    std::int64_t usage_count_id = 0;
    Month month;
    std::string figure;
    std::string key;  // office type, kind of group; empty: of all
    std::int64_t n = 0;
    bool operator==(const UsageCount&) const = default;
};
const Description<UsageCount>& describe(const UsageCount*);

std::vector<UsageCell> usage_cells(const View& view, Month month);    // by office type, then profession
std::vector<UsageCount> usage_counts(const View& view, Month month);  // by figure, then key

// Writes what differs, takes away what is no more.
void save_cells(Change& change, Month month, std::vector<UsageCell> cells);
void save_counts(Change& change, Month month, std::vector<UsageCount> counts);
// Of an open month: made, of who is there on a day; kept, as of its last day; and whether those that are kept hold, as nobody was
// changed since a load of the month.
std::vector<UsageCell> rolled_cells(const View& view, const People& people, Month month, Date day,
                                    const std::vector<UsageRow>* by_user = nullptr);
bool is_rolled(const View& view, Month month);
void roll_usage(Change& change, const People& people, Month month, const std::vector<UsageRow>* by_user = nullptr);

}  // namespace osaki
