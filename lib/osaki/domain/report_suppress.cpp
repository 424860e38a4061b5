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
constexpr std::array<std::pair<ReportFigure, ReportFigure>, 11> tells{{{users, active},
                                                                       {holders, trained},
                                                                       {holders, acknowledged},
                                                                       {joined, net},
                                                                       {left, net},
                                                                       {active, login_days},
                                                                       {active, logins},
                                                                       {active, posts},
                                                                       {active, posts_per_active},
                                                                       {active, reads},
                                                                       {active, files}}};

class Suppression {
public:
    Suppression(std::vector<SlicedAmount>& amounts, std::int64_t least) : least_(least) {
        for (auto& one : amounts) {
            known_.emplace(&one, one.amount.n.value_or(0));
            places_.emplace(AmountPlace{one.figure, one.slice}, &one);
        }
        for (auto& one : amounts) add_to_sums(one);
    }
    void run() {
        hide_small();
        do {
            is_changed_ = false;
            for (const auto& [first, second] : tells) hide_with(first, second);
            for (auto& [whole, parts] : sums_) balance(places_.at(whole), parts);
        } while (is_changed_);
    }

private:
    using Parts = std::vector<SlicedAmount*>;

    // Parts of one figure that add up to a whole: by type, by profession, and within one type or profession.
    void add_to_sums(SlicedAmount& one) {
        const auto& slice = one.slice;
        const auto add = [&](const Slice& whole, int way) {
            if (places_.contains({one.figure, whole})) sums_[{one.figure, whole}][static_cast<std::size_t>(way)].push_back(&one);
        };
        if (slice.is_crossed()) {
            add({slice.office_type, {}, {}}, 0);
            add({{}, slice.profession, {}}, 0);
        } else if (!slice.office_type.empty()) {
            add({}, 0);
        } else if (!slice.profession.empty()) {
            add({}, 1);
        }
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
    void hide_with(ReportFigure first, ReportFigure second) {
        for (const auto& [place, one] : places_) {
            if (place.first != first || !one->suppressed) continue;
            if (const auto other = places_.find({second, place.second}); other != places_.end()) hide(*other->second);
        }
    }
    // One blank in a sum could be told from the rest; two or more must be as many people as may be told of.
    void balance(SlicedAmount* whole, const std::array<Parts, 2>& ways) {
        for (const auto& parts : ways) {
            const auto hidden = [&] { return std::ranges::count_if(parts, &SlicedAmount::suppressed); };
            if (whole->suppressed && hidden() == 0) hide_next(parts);
            if (whole->suppressed || hidden() == 0) continue;
            while ((hidden() == 1 || hidden_people(parts) < least_) && hide_next(parts)) {}
        }
    }
    std::int64_t hidden_people(const Parts& parts) const {
        std::int64_t people = 0;
        for (const auto* one : parts)
            if (one->suppressed) people += std::abs(known_.at(one));
        return people;
    }
    // The smallest that is told, nothing only when there is no other.
    bool hide_next(const Parts& parts) {
        const auto rank = [&](const SlicedAmount* one) { return std::tuple(known_.at(one) == 0, known_.at(one)); };
        SlicedAmount* next = nullptr;
        for (auto* one : parts)
            if (!one->suppressed && one->amount.n && (!next || rank(one) < rank(next))) next = one;
        if (next) hide(*next);
        return next != nullptr;
    }

    std::int64_t least_;
    std::map<const SlicedAmount*, std::int64_t> known_;
    std::map<AmountPlace, SlicedAmount*> places_;
    std::map<AmountPlace, std::array<Parts, 2>> sums_;
    bool is_changed_ = false;
};

}  // namespace

void suppress_small(std::vector<SlicedAmount>& amounts, std::int64_t least) {
    Suppression(amounts, least).run();
}

}  // namespace osaki
