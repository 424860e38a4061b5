// Amounts of a month by slice, and which of them are too small to be told.
#include "osaki/domain/report.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace osaki {

namespace {

constexpr std::string_view no_office = "none";

std::string type_of(const UsageCell& cell) {
    return cell.office_type.empty() ? std::string(no_office) : cell.office_type;
}

void add(std::optional<std::int64_t>& to, std::optional<std::int64_t> more) {
    if (more) to = to.value_or(0) + *more;
}

// The sum of cells; what no cell knows stays unknown.
UsageCell sum_of(const std::vector<const UsageCell*>& cells) {
    UsageCell sum;
    for (const auto* cell : cells) {
        for (const auto member : {&UsageCell::active, &UsageCell::login_days, &UsageCell::logins, &UsageCell::posts,
                                  &UsageCell::reads, &UsageCell::files, &UsageCell::users, &UsageCell::holders,
                                  &UsageCell::joined, &UsageCell::leavers, &UsageCell::trained, &UsageCell::acknowledged})
            add(sum.*member, cell->*member);
    }
    return sum;
}

std::optional<std::int64_t> difference(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
    return a && b ? std::optional(*a - *b) : std::nullopt;
}

// Of a figure about people or their usage.
std::optional<Amount> amount_in(const UsageCell& sum, ReportFigure figure) {
    switch (figure) {
        case ReportFigure::users:
            return Amount{sum.users, {}};
        case ReportFigure::holders:
            return Amount{sum.holders, {}};
        case ReportFigure::joined:
            return Amount{sum.joined, {}};
        case ReportFigure::left:
            return Amount{sum.leavers, {}};
        case ReportFigure::net:
            return Amount{difference(sum.joined, sum.leavers), {}};
        case ReportFigure::active:
            return Amount{sum.active, sum.users};
        case ReportFigure::login_days:
            return Amount{sum.login_days, {}};
        case ReportFigure::logins:
            return Amount{sum.logins, {}};
        case ReportFigure::posts:
            return Amount{sum.posts, {}};
        case ReportFigure::posts_per_active:
            return Amount{sum.posts, sum.active};
        case ReportFigure::reads:
            return Amount{sum.reads, {}};
        case ReportFigure::files:
            return Amount{sum.files, {}};
        case ReportFigure::trained:
            return Amount{sum.trained, sum.holders};
        case ReportFigure::acknowledged:
            return Amount{sum.acknowledged, sum.holders};
        case ReportFigure::offices:
        case ReportFigure::groups:
        case ReportFigure::groups_without_owner:
        case ReportFigure::departures_open:
        case ReportFigure::residual:
            return std::nullopt;
    }
    return std::nullopt;
}

// Slices of the people that every report has; `by` brings the others.
bool is_always_sliced(ReportFigure figure) {
    return figure == ReportFigure::users || figure == ReportFigure::active;
}

class Amounts {
public:
    Amounts(const MonthFigures& figures, std::optional<ReportBy> by) : figures_(figures), by_(by) {
        for (const auto& cell : figures.cells) {
            cells_[{}].push_back(&cell);
            cells_[{type_of(cell), {}, {}}].push_back(&cell);
            if (!cell.profession.empty()) {
                cells_[{{}, cell.profession, {}}].push_back(&cell);
                cells_[{type_of(cell), cell.profession, {}}].push_back(&cell);
            }
        }
        if (cells_.empty()) cells_[{}];
    }
    std::vector<SlicedAmount> all() {
        for (const auto& name : names<ReportFigure>) add_figure(name.value);
        return std::move(amounts_);
    }

private:
    void add_figure(ReportFigure figure) {
        if (amount_in({}, figure)) add_people(figure);
        else add_counts(figure);
    }
    bool wants(ReportFigure figure, const Slice& slice) const {
        if (slice == Slice{}) return true;
        const bool is_typed = !slice.office_type.empty(), is_professional = !slice.profession.empty();
        if (is_typed && is_professional) return figure == ReportFigure::users;
        if (is_always_sliced(figure)) return true;
        return by_ == (is_typed ? ReportBy::office_type : ReportBy::profession);
    }
    void add_people(ReportFigure figure) {
        for (const auto& [slice, cells] : cells_) {
            if (!wants(figure, slice)) continue;
            auto amount = *amount_in(sum_of(cells), figure);
            // nobody of the slice there and nothing known of it: it does not exist for this figure
            if (slice != Slice{} && amount.n.value_or(0) == 0 && amount.of.value_or(0) == 0) continue;
            amounts_.push_back({figure, slice, amount});
        }
    }
    void add_counts(ReportFigure figure) {
        const auto add_total = amounts_.size();
        amounts_.push_back({figure, {}, {0, {}}});
        for (const auto& count : figures_.counts) {
            if (count.figure != token_of(figure)) continue;
            *amounts_[add_total].amount.n += count.n;
            if (count.key.empty()) continue;
            Slice slice;
            (figure == ReportFigure::offices ? slice.office_type : slice.group_kind) = count.key;
            amounts_.push_back({figure, slice, {count.n, {}}});
        }
        if (figure != ReportFigure::groups_without_owner) return;
        for (auto at = add_total; at < amounts_.size(); ++at) amounts_[at].amount.of = groups_of(amounts_[at].slice);
    }
    std::int64_t groups_of(const Slice& slice) const {
        std::int64_t n = 0;
        for (const auto& count : figures_.counts)
            if (count.figure == token_of(ReportFigure::groups) && (slice.group_kind.empty() || slice.group_kind == count.key))
                n += count.n;
        return n;
    }

    const MonthFigures& figures_;
    std::optional<ReportBy> by_;
    std::map<Slice, std::vector<const UsageCell*>> cells_;
    std::vector<SlicedAmount> amounts_;
};

// Slices that add up to one total: of a figure by type, by profession, or within one type or profession.
std::vector<std::vector<SlicedAmount*>> families_of(std::vector<SlicedAmount>& amounts) {
    std::map<std::tuple<ReportFigure, int, std::string>, std::vector<SlicedAmount*>> families;
    for (auto& one : amounts) {
        const auto& s = one.slice;
        if (s == Slice{}) continue;
        if (!s.office_type.empty() && !s.profession.empty()) {
            families[{one.figure, 1, s.office_type}].push_back(&one);
            families[{one.figure, 2, s.profession}].push_back(&one);
        } else {
            families[{one.figure, !s.group_kind.empty() ? 5 : s.office_type.empty() ? 4 : 3, {}}].push_back(&one);
        }
    }
    std::vector<std::vector<SlicedAmount*>> lists;
    for (auto& [key, members] : families) lists.push_back(std::move(members));
    return lists;
}

void suppress(SlicedAmount& one) {
    one.suppressed = true;
    one.amount = {};
}

// True when it blanked one more: a single blank could be told from the total.
bool hide_single(const std::vector<SlicedAmount*>& family) {
    if (std::ranges::count_if(family, &SlicedAmount::suppressed) != 1) return false;
    SlicedAmount* smallest = nullptr;
    for (auto* one : family)
        if (one->amount.n.value_or(0) > 0 && (!smallest || one->amount.n < smallest->amount.n)) smallest = one;
    if (smallest) suppress(*smallest);
    return smallest != nullptr;
}

}  // namespace

std::optional<double> percent_of(const Amount& amount) {
    if (!amount.n || amount.of.value_or(0) <= 0) return std::nullopt;
    return static_cast<double>((*amount.n * 2000 + *amount.of) / (*amount.of * 2)) / 10;
}

std::optional<double> average_of(const Amount& amount) {
    if (!amount.n || amount.of.value_or(0) <= 0) return std::nullopt;
    return static_cast<double>((*amount.n * 20 + *amount.of) / (*amount.of * 2)) / 10;
}

std::vector<SlicedAmount> amounts_of(const MonthFigures& figures, std::optional<ReportBy> by) {
    return Amounts(figures, by).all();
}

void suppress_small(std::vector<SlicedAmount>& amounts, std::int64_t least) {
    for (auto& one : amounts) {
        if (one.slice == Slice{}) continue;
        const auto is_small = [&](std::optional<std::int64_t> n) { return n.value_or(0) != 0 && std::abs(*n) < least; };
        if (is_small(one.amount.n) || is_small(one.amount.of)) suppress(one);
    }
    const auto families = families_of(amounts);
    for (bool again = true; again;) {
        again = false;
        for (const auto& family : families) again = hide_single(family) || again;
    }
}

}  // namespace osaki
