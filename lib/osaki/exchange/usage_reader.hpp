// Reading one file of usage, row by row. Private to exchange.
#pragma once

#include "osaki/exchange/usage_file.hpp"
#include "osaki/exchange/usage_memo.hpp"
#include "osaki/exchange/usage_months.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace osaki {

class UsageReader {
public:
    UsageReader(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                const UsageQuestion& question)
        : source_(source),
          today_(context.view.today()),
          options_(options),
          question_(question),
          findings_(source),
          months_(std::make_shared<UsageMonths>(context.view, source.file.path(), question.month)) {}
    BulkFile run(UsageFiles& files);

private:
    void take_header(const RawRow& row);
    void take_row(const RawRow& row);
    bool take_part(const RawRow& row, const UsagePart& part, std::uint64_t subject);
    bool take_number(const RawRow& row, int column, Month month, std::int32_t& to);
    UsageMonthTaken* month_in(const RawRow& row);
    std::optional<std::uint64_t> subject_in(const RawRow& row);
    std::optional<std::uint64_t> known_subject(const RawRow& row, std::uint64_t subject);
    std::optional<std::uint64_t> unknown_subject(const RawRow& row, const std::vector<std::size_t>& keys);
    std::optional<std::string> name_in(const RawRow& row, std::size_t key);
    UsageFindings::Place place_of(const RawRow& row, int column) const;
    std::optional<std::string> text_in(const RawRow& row, int column);
    void report_empty(const RawRow& row, int column);
    bool is_example(const RawRow& row, int column, const std::string& text);
    BulkFile finish(UsageFiles& files);

    const ImportSource& source_;
    Date today_;
    const ImportOptions& options_;
    const UsageQuestion& question_;
    UsageFindings findings_;
    std::shared_ptr<UsageMonths> months_;
    UsagePlan plan_;
    int month_column_ = -1, name_column_ = -1;
    Memo<UsageMonthTaken*> by_month_;
    std::vector<Memo<std::uint64_t>> by_key_;                       // of each of the keys
    Memo<std::uint64_t> by_keys_;                                   // of who is unknown, by all of them
    std::vector<std::pair<UsageMonthTaken*, UsageEntry>> entries_;  // of the row
    std::int64_t added_ = 0, changed_ = 0;
};

}  // namespace osaki
