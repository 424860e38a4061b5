// Files of usage (利用実績): a row for each user, office or the network, months in rows or in columns. They are read in one pass
// and loaded by the month. Private to exchange.
#pragma once

#include "osaki/domain/usage_subjects.hpp"
#include "osaki/exchange/import_check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace osaki {

enum class UsageRole { none, month, user, mail, login, name, office, office_name, figure };
struct UsageColumn {
    UsageRole role = UsageRole::none;
    Metric metric = Metric::posts;
    std::optional<Month> month = {};  // of a figure; else the row says it
};
// The columns that have figures of one month: all of a long file, each month's of a wide one.
struct UsagePart {
    std::optional<Month> month = {};
    std::vector<int> columns = {};
};
struct UsagePlan {
    ImportLayout layout;
    std::vector<UsageColumn> columns;  // as those of the file
    std::vector<UsagePart> parts = {};
    UsageScope scope = UsageScope::network;
    std::vector<std::pair<int, UsageKey>> keys = {};  // columns that say whose a row is, the surest first
    bool is_understood = false;                       // most of the headings
    bool has(UsageRole role) const { return column_with(role) >= 0; }
    int column_with(UsageRole role) const;  // the first; -1 when there is none
};
// Which column is what. Faults are of the header as a whole.
UsagePlan read_usage_header(const ImportKind& kind, const std::vector<std::string>& headers, const UsageQuestion& question,
                            Date today, std::vector<HeaderFault>& faults);

// A month as a cell may have it: also 202604, 令和8年4月分, and a day that is its first or last. Code::invalid.
Month usage_month(std::string_view cell, Date today);
constexpr std::int64_t most_usage = 1'000'000'000;
// Nothing for a cell that says nothing ("", "-", 不明). Code::invalid for what is no number of times.
std::optional<std::int64_t> usage_number(std::string_view cell);

// Which file of one command a month of a scope came from: two of them would take each other's place.
using UsageFiles = std::map<std::pair<Month, UsageScope>, std::string>;

BulkFile read_usage_file(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                         const UsageQuestion& question, const std::shared_ptr<UsageFiles>& files);

}  // namespace osaki
