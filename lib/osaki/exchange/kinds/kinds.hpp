// The kinds of file there are. Each function makes one anew for one run, from what the register says now.
#pragma once

#include "osaki/domain/review.hpp"
#include "osaki/domain/usage.hpp"
#include "osaki/exchange/import_kind.hpp"

#include <memory>
#include <set>
#include <span>
#include <string_view>

namespace osaki {

ImportKind acknowledgement_import(const View& view);
ImportKind application_import(const View& view);
ImportKind attendance_import(const View& view);
ImportKind directory_import(const View& view);
ImportKind group_import(const View& view);
ImportKind office_import(const View& view);
ImportKind training_import(const View& view);
ImportKind review_import(const View& view);
ImportKind usage_import(const View& view);
ImportKind user_import(const View& view);

// What the command says of a file of usage that the file does not say itself.
struct UsageQuestion {
    std::optional<Month> month = {};      // of a file without months; of one with months: only this one is loaded
    std::optional<FiscalYear> year = {};  // of headings like 4月
    std::optional<Metric> metric = {};    // of headings that are a month and nothing else
};
ImportKind usage_import(const View& view, const UsageQuestion& question);

// Answers to this review only, where it is said, and of this office. The offices that the file is of are put into `asked`.
using AskedOffices = std::set<OfficeId>;
ImportKind review_import(std::optional<ReviewId> review, std::optional<OfficeId> office,
                         std::shared_ptr<AskedOffices> asked = nullptr);

std::span<const std::string_view> import_kinds();
ImportKind import_kind(const View& view, std::string_view name);  // Code::usage for another name

}  // namespace osaki
