// Which figures of a slice are blanked because they tell of too few people, and which others because those could be computed
// from them (--small-cell).
#include "osaki/domain/report_amounts.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace osaki {

namespace {

using enum ReportFigure;

// Numbers of people; offices and groups are no secret.
constexpr std::array counts_of_people{users, holders, joined, left, active, trained, acknowledged};

// With the first blanked the second of the same slice would tell it, or tell of the same few people.
constexpr std::array<std::pair<ReportFigure, ReportFigure>, 13> tells{{{users, active},
                                                                       {holders, trained},
                                                                       {holders, acknowledged},
                                                                       {joined, net},
                                                                       {left, net},
                                                                       {active, login_days},
                                                                       {active, logins},
                                                                       {active, posts},
                                                                       {active, posts_per_active},
                                                                       {active, reads},
                                                                       {active, files},
                                                                       {posts, posts_per_active},
                                                                       {posts_per_active, posts}}};
constexpr std::array figures_of_use{login_days, logins, posts, posts_per_active, reads, files};

// Amounts that add up to a whole; no whole: to nothing.
struct Sum {
    SlicedAmount* whole = nullptr;
    std::vector<SlicedAmount*> parts = {};
    bool is_of_people = true;  // the parts are slices of the whole
    std::vector<SlicedAmount*> all() const {
        auto all = parts;
        if (whole) all.push_back(whole);
        return all;
    }
    bool has(const SlicedAmount* one) const { return one == whole || std::ranges::find(parts, one) != parts.end(); }
};

// The blanked amounts that anybody can compute who has the others: of the sums as equations, those that elimination leaves alone
// in one.
std::vector<SlicedAmount*> computable(const std::vector<Sum>& sums) {
    std::vector<SlicedAmount*> unknown;
    for (const auto& sum : sums)
        for (auto* one : sum.all())
            if (one->suppressed && std::ranges::find(unknown, one) == unknown.end()) unknown.push_back(one);
    std::vector<std::vector<double>> rows;
    for (const auto& sum : sums) {
        auto& row = rows.emplace_back(unknown.size());
        for (std::size_t i = 0; i < unknown.size(); ++i)
            row[i] = unknown[i] == sum.whole ? -1 : static_cast<double>(std::ranges::count(sum.parts, unknown[i]));
    }
    const auto is_zero = [](double value) { return std::abs(value) < 1e-9; };
    std::size_t done = 0;
    for (std::size_t i = 0; i < unknown.size() && done < rows.size(); ++i) {
        const auto pivot = std::ranges::find_if(rows.begin() + static_cast<std::ptrdiff_t>(done), rows.end(),
                                                [&](const auto& row) { return !is_zero(row[i]); });
        if (pivot == rows.end()) continue;
        std::swap(*pivot, rows[done]);
        for (auto& row : rows) {
            if (&row == &rows[done] || is_zero(row[i])) continue;
            const auto times = row[i] / rows[done][i];
            for (std::size_t j = 0; j < row.size(); ++j) row[j] -= times * rows[done][j];
        }
        ++done;
    }
    std::vector<SlicedAmount*> found;
    for (std::size_t r = 0; r < done; ++r)
        if (std::ranges::count_if(rows[r], is_zero) + 1 == std::ssize(unknown))
            found.push_back(unknown[static_cast<std::size_t>(std::ranges::find_if_not(rows[r], is_zero) - rows[r].begin())]);
    return found;
}

class Suppression {
public:
    Suppression(std::vector<SlicedAmount>& amounts, std::int64_t least) : least_(least) {
        for (auto& one : amounts) {
            known_.emplace(&one, one.amount.n.value_or(0));
            places_.emplace(AmountPlace{one.figure, one.slice}, &one);
        }
        add_sums();
    }
    void run() {
        hide_small();
        hide_use_of_leavers();
        do {
            is_changed_ = false;
            for (const auto& [first, second] : tells) hide_with(first, second);
            for (const auto& [figure, sums] : sums_)
                for (const auto& sum : sums) hide_among_enough(sum);
            if (!is_changed_) hide_beside_computable();
        } while (is_changed_);
    }

private:
    // By type, by profession, and within one type or profession; who joined is who left and the difference.
    void add_sums() {
        std::map<std::pair<AmountPlace, int>, Sum> found;
        const auto add = [&](SlicedAmount* one, const Slice& whole, int way) {
            auto& sum = found[{{one->figure, whole}, way}];
            sum.whole = at({one->figure, whole});
            sum.parts.push_back(one);
        };
        for (const auto& [place, one] : places_) {
            const auto& slice = place.second;
            if (slice.is_crossed()) {
                add(one, {slice.office_type, {}, {}}, 0);
                add(one, {{}, slice.profession, {}}, 1);
            } else if (!slice.office_type.empty()) {
                add(one, {}, 0);
            } else if (!slice.profession.empty()) {
                add(one, {}, 1);
            }
        }
        for (auto& [place, sum] : found)
            if (sum.whole) sums_[system_of(place.first.first)].push_back(std::move(sum));
        for (const auto& [place, one] : places_) {
            if (place.first != net) continue;
            Sum sum{at({joined, place.second}), {one}, false};
            if (auto* gone = at({left, place.second})) sum.parts.push_back(gone);
            sums_[joined].push_back(std::move(sum));
        }
    }
    // Figures whose sums hang together are solved together.
    static ReportFigure system_of(ReportFigure figure) { return figure == net || figure == left ? joined : figure; }
    SlicedAmount* at(const AmountPlace& place) const {
        const auto found = places_.find(place);
        return found == places_.end() ? nullptr : found->second;
    }
    std::int64_t n_at(const AmountPlace& place) const {
        const auto* one = at(place);
        return one == nullptr ? 0 : known_.at(one);
    }
    void hide(SlicedAmount& one) {
        if (one.suppressed) return;
        one.suppressed = true;
        one.amount = {};
        is_changed_ = true;
    }
    void hide_small() {
        const auto is_small = [&](std::optional<std::int64_t> n) { return n.value_or(0) != 0 && std::abs(*n) < least_; };
        for (const auto& [place, one] : places_) {
            const bool is_counted = std::ranges::find(counts_of_people, place.first) != counts_of_people.end();
            if (is_counted && !place.second.is_whole() && (is_small(one->amount.n) || is_small(one->amount.of))) hide(*one);
        }
    }
    // Who left during the month used the network too, and is no active user on its last day.
    void hide_use_of_leavers() {
        for (const auto& [place, one] : places_) {
            const bool is_use = std::ranges::find(figures_of_use, place.first) != figures_of_use.end();
            if (!is_use || place.second.is_whole() || one->amount.n.value_or(0) == 0) continue;
            const auto* of_active = at({active, place.second});
            if (of_active && !of_active->amount.n && !of_active->suppressed) continue;  // no figures of single people
            if (n_at({active, place.second}) + n_at({left, place.second}) < least_) hide(*one);
        }
    }
    void hide_with(ReportFigure first, ReportFigure second) {
        for (const auto& [place, one] : places_) {
            if (place.first != first || !one->suppressed) continue;
            if (auto* other = at({second, place.second})) hide(*other);
        }
    }
    // Together the blanked parts must be as many people as may be told of.
    void hide_among_enough(const Sum& sum) {
        if (!sum.is_of_people || sum.whole->suppressed || std::ranges::none_of(sum.parts, &SlicedAmount::suppressed)) return;
        while (hidden_people(sum) < least_ && hide_next(sum.parts)) {}
        if (hidden_people(sum) < least_) hide_next({sum.whole});
    }
    std::int64_t hidden_people(const Sum& sum) const {
        std::int64_t people = 0;
        for (const auto* one : sum.parts)
            if (one->suppressed) people += std::abs(known_.at(one));
        return people;
    }
    // One at a time: what is blanked with it may do for the others.
    void hide_beside_computable() {
        for (const auto& [figure, sums] : sums_)
            for (const auto* one : computable(sums))
                if (hide_beside(sums, one)) break;
    }
    // In a sum in which it stands, or in one that leads there.
    bool hide_beside(const std::vector<Sum>& sums, const SlicedAmount* one) {
        std::vector<SlicedAmount*> near, all;
        for (const auto& sum : sums)
            for (auto* other : sum.all()) {
                all.push_back(other);
                if (sum.has(one)) near.push_back(other);
            }
        return hide_next(near) || hide_next(all);
    }
    // The smallest that is told and may be blanked.
    bool hide_next(const std::vector<SlicedAmount*>& of) {
        const auto rank = [&](const SlicedAmount* one) { return std::pair(known_.at(one) == 0, std::abs(known_.at(one))); };
        SlicedAmount* next = nullptr;
        for (auto* one : of)
            if (!one->suppressed && one->amount.n && !one->slice.is_whole() && (!next || rank(one) < rank(next))) next = one;
        if (next) hide(*next);
        return next != nullptr;
    }

    std::int64_t least_;
    std::map<const SlicedAmount*, std::int64_t> known_;
    std::map<AmountPlace, SlicedAmount*> places_;
    std::map<ReportFigure, std::vector<Sum>> sums_;
    bool is_changed_ = false;
};

}  // namespace

void suppress_small(std::vector<SlicedAmount>& amounts, std::int64_t least) {
    Suppression(amounts, least).run();
}

}  // namespace osaki
