#include "osaki/domain/report_amounts.hpp"

#include "osaki/domain/codes.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace osaki {

namespace {

constexpr std::string_view no_office = "none";

std::string type_of(const UsageCell& cell) {
    return cell.office_type.empty() ? std::string(no_office) : cell.office_type;
}

constexpr std::array cell_numbers{&UsageCell::active, &UsageCell::login_days, &UsageCell::logins,  &UsageCell::posts,
                                  &UsageCell::reads,  &UsageCell::files,      &UsageCell::users,   &UsageCell::holders,
                                  &UsageCell::joined, &UsageCell::leavers,    &UsageCell::trained, &UsageCell::acknowledged};

// Everybody has a profession: figures by office have none, those of the network have no office either.
bool is_of_network(const UsageCell& cell) {
    return cell.office_type.empty() && cell.profession.empty();
}

constexpr std::array figures_of_use{ReportFigure::login_days,       ReportFigure::logins, ReportFigure::posts,
                                    ReportFigure::posts_per_active, ReportFigure::reads,  ReportFigure::files};

// What no cell knows stays unknown.
void add_to(UsageCell& sum, const UsageCell& cell) {
    for (const auto member : cell_numbers)
        if (cell.*member) sum.*member = (sum.*member).value_or(0) + *(cell.*member);
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

// Somebody was there, came or went, or something is known of their usage.
bool has_anything(const UsageCell& sum) {
    return std::ranges::any_of(cell_numbers, [&](const auto member) { return (sum.*member).value_or(0) != 0; });
}

class Amounts {
public:
    Amounts(const MonthFigures& figures, std::optional<ReportBy> by) : figures_(figures), by_(by) {
        sums_[{}];
        for (const auto& cell : figures.cells) {
            const auto type = type_of(cell);
            add_to(sums_[{}], cell);
            if (is_of_network(cell)) continue;
            add_to(sums_[{type, {}, {}}], cell);
            if (cell.profession.empty()) continue;
            add_to(sums_[{{}, cell.profession, {}}], cell);
            add_to(sums_[{type, cell.profession, {}}], cell);
        }
        std::erase_if(sums_, [](const auto& sum) { return !sum.first.is_whole() && !has_anything(sum.second); });
    }
    std::vector<SlicedAmount> all() {
        for (const auto& name : names<ReportFigure>) amount_in({}, name.value) ? add_people(name.value) : add_counts(name.value);
        return std::move(amounts_);
    }

private:
    bool wants(ReportFigure figure, const Slice& slice) const {
        if (slice.is_whole()) return true;
        if (slice.is_crossed()) return figure == ReportFigure::users;
        return is_always_sliced(figure) || by_ == (slice.profession.empty() ? ReportBy::office_type : ReportBy::profession);
    }
    void add_people(ReportFigure figure) {
        for (const auto& [slice, sum] : sums_) {
            const auto amount = *amount_in(sum, figure);
            // nobody there: not listed, and taken for 0 where another month has somebody
            const bool is_nobody = !slice.is_whole() && amount.n == 0 && amount.of.value_or(0) == 0;
            if (wants(figure, slice) && !is_nobody) amounts_.push_back({figure, slice, amount});
        }
    }
    void add_counts(ReportFigure figure) {
        const auto total = amounts_.size();
        amounts_.push_back({figure, {}, {0, {}}});
        for (const auto& count : figures_.counts) {
            if (count.figure != token_of(figure)) continue;
            *amounts_[total].amount.n += count.n;
            if (count.key.empty()) continue;
            Slice slice;
            (figure == ReportFigure::offices ? slice.office_type : slice.group_kind) = count.key;
            amounts_.push_back({figure, slice, {count.n, {}}});
        }
        if (figure != ReportFigure::groups_without_owner) return;
        for (auto at = total; at < amounts_.size(); ++at) amounts_[at].amount.of = groups_of(amounts_[at].slice);
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
    std::map<Slice, UsageCell> sums_;
    std::vector<SlicedAmount> amounts_;
};

}  // namespace

std::optional<double> percent_of(const Amount& amount) {
    if (!amount.n || amount.of.value_or(0) <= 0) return std::nullopt;
    return static_cast<double>((*amount.n * 2000 + *amount.of) / (*amount.of * 2)) / 10;
}

std::optional<double> average_of(const Amount& amount) {
    if (!amount.n || amount.of.value_or(0) <= 0) return std::nullopt;
    return static_cast<double>((*amount.n * 20 + *amount.of) / (*amount.of * 2)) / 10;
}

bool is_sliced(ReportFigure figure, const Slice& slice) {
    if (slice.is_whole()) return true;
    if (figure == ReportFigure::offices) return slice.profession.empty() && slice.group_kind.empty();
    return slice.group_kind.empty() && amount_in({}, figure).has_value();
}

std::vector<SlicedAmount> amounts_of(const MonthFigures& figures, std::optional<ReportBy> by) {
    return Amounts(figures, by).all();
}

MonthAmounts::MonthAmounts(const MonthFigures& figures, const ReportQuestion& question) {
    for (const auto& cell : figures.cells) {
        if (!cell.profession.empty()) continue;
        for (const auto figure : figures_of_use) {
            if (!amount_in(cell, figure)->n) continue;
            untold_.emplace(figure, ReportBy::profession);
            if (is_of_network(cell)) untold_.emplace(figure, ReportBy::office_type);
        }
    }
    auto amounts = amounts_of(figures, question.by);
    if (question.small_cell) suppress_small(amounts, *question.small_cell);
    for (auto& one : amounts) {
        const AmountPlace place{one.figure, one.slice};
        amounts_.emplace(place, std::move(one));
    }
}

Amount MonthAmounts::at(const AmountPlace& place) const {
    if (const auto found = amounts_.find(place); found != amounts_.end()) return found->second.amount;
    const auto whole = amounts_.find({place.first, {}});
    if (whole == amounts_.end()) return {};
    const auto by = place.second.profession.empty() ? ReportBy::office_type : ReportBy::profession;
    const auto none = [](std::optional<std::int64_t> n) { return n ? std::optional<std::int64_t>(0) : std::nullopt; };
    const bool is_told = !untold_.contains({place.first, by});
    return {is_told ? none(whole->second.amount.n) : std::nullopt, none(whole->second.amount.of)};
}

bool MonthAmounts::is_suppressed(const AmountPlace& place) const {
    const auto found = amounts_.find(place);
    return found != amounts_.end() && found->second.suppressed;
}

void MonthAmounts::add_places_to(std::set<AmountPlace>& places) const {
    for (const auto& [place, one] : amounts_) places.insert(place);
}

std::vector<AmountPlace> in_order(const View& view, const std::set<AmountPlace>& places) {
    const Codes codes(view);
    const auto rank = [&](std::string_view list, const std::string& token) {
        const auto same = [&](const CodeEntry& entry) { return entry.list == list && entry.token == token; };
        return token.empty() ? -1 : std::ranges::find_if(codes.all(), same) - codes.all().begin();
    };
    std::map<std::string, std::ptrdiff_t> types, professions;
    for (const auto& [figure, slice] : places) {
        types.try_emplace(slice.office_type, rank("office_type", slice.office_type));
        professions.try_emplace(slice.profession, rank("profession", slice.profession));
    }
    std::vector<AmountPlace> ordered(places.begin(), places.end());
    std::ranges::stable_sort(ordered, {}, [&](const AmountPlace& place) {
        const auto& slice = place.second;
        return std::tuple(place.first, types.at(slice.office_type), professions.at(slice.profession));
    });
    return ordered;
}

}  // namespace osaki
