// Amounts of a month by slice: all of a figure, and parts of it by office type, profession and kind of group.
#pragma once

#include "osaki/domain/report.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace osaki {

// n, and of what; nothing is unknown.
struct Amount {
    std::optional<std::int64_t> n, of;
    bool operator==(const Amount&) const = default;
};
// Pure: rounded half up to one decimal; nothing of nothing.
std::optional<double> percent_of(const Amount& amount);
std::optional<double> average_of(const Amount& amount);

// What of a figure: all of it where nothing is said. "none" is the office type of who has no office.
struct Slice {
    std::string office_type, profession, group_kind;
    auto operator<=>(const Slice&) const = default;
    bool is_whole() const { return *this == Slice{}; }
    bool is_crossed() const { return !office_type.empty() && !profession.empty(); }
};
struct SlicedAmount {
    ReportFigure figure = ReportFigure::users;
    Slice slice;
    Amount amount;
    bool suppressed = false;
};

// Pure: whether there is such a slice of the figure at all.
bool is_sliced(ReportFigure figure, const Slice& slice);
// Pure: in the order of ReportFigure; totals first, then the slices that every report has, and those of `by`.
std::vector<SlicedAmount> amounts_of(const MonthFigures& figures, std::optional<ReportBy> by);
// Pure: figures of fewer than `least` people are blanked in slices, and others where the blanked ones could be computed from
// them.
void suppress_small(std::vector<SlicedAmount>& amounts, std::int64_t least);

// The amounts of one month, found by figure and slice.
using AmountPlace = std::pair<ReportFigure, Slice>;
class MonthAmounts {
public:
    MonthAmounts() = default;  // of a month about which nothing is known
    MonthAmounts(const MonthFigures& figures, const ReportQuestion& question);

    // A slice that is not there has 0, when the figure is known of such slices and not of the whole alone.
    Amount at(const AmountPlace& place) const;
    bool is_suppressed(const AmountPlace& place) const;
    void add_places_to(std::set<AmountPlace>& places) const;

private:
    std::map<AmountPlace, SlicedAmount> amounts_;
    std::set<std::pair<ReportFigure, ReportBy>> untold_;  // told by office or of the network only: of no slice of that kind
};
// By figure, then as the code lists have office types and professions: the whole first, what is in no list last.
std::vector<AmountPlace> in_order(const View& view, const std::set<AmountPlace>& places);

}  // namespace osaki
