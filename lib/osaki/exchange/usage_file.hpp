// Files of usage (利用実績): a row for each user, office or the network, months in rows or in columns. They are read in one pass
// and loaded by the month. Private to exchange.
#pragma once

#include "osaki/domain/usage.hpp"
#include "osaki/exchange/import_check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace osaki {

enum class UsageRole { none, month, user, mail, login, name, office, office_name, figure };
struct UsageColumn {
    UsageRole role = UsageRole::none;
    Metric metric = Metric::posts;
    std::optional<Month> month = {};  // of a figure; else the row says it
};
struct UsagePlan {
    ImportLayout layout;
    std::vector<UsageColumn> columns;  // as those of the file
    UsageScope scope = UsageScope::network;
    bool has(UsageRole role) const;
};
// Which column is what. Faults are of the header as a whole.
UsagePlan read_usage_header(const ImportKind& kind, const std::vector<std::string>& headers, const UsageQuestion& question,
                            Date today, std::vector<HeaderFault>& faults);

// A month as a cell may have it: also 202604 and a day that is the first. Code::invalid.
Month usage_month(std::string_view cell, Date today);
// Nothing for a cell that says nothing ("", "-"). Code::invalid for what is no number of times.
std::optional<std::int64_t> usage_number(std::string_view cell);

// Whose a row is, by what the file calls them.
struct Subject {
    std::int64_t number = 0;  // of user or office; 0: nobody knows
    std::int64_t other = 0;   // of another user with the same address
};
class UsageSubjects {
public:
    explicit UsageSubjects(const View& view);
    Subject find(UsageRole role, const std::string& text);
    std::string name_of_user(std::int64_t number) const;

private:
    struct Known {
        std::int64_t number = 0;
        std::int64_t rank = 0;  // who is there before who has left
    };
    using ByKey = std::unordered_multimap<std::string, Known>;
    void read_users();
    Subject of_key(const ByKey& users, const std::string& key) const;
    const View& view_;
    bool has_users_ = false;
    ByKey by_mail_, by_login_;
};

BulkFile read_usage_file(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                         const UsageQuestion& question);

}  // namespace osaki
