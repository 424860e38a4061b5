// Amounts by slice, what is rounded how, and which of them are not told.
#include "osaki/domain/report_amounts.hpp"

#include "support/register.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace osaki;
using namespace osaki::test;

namespace {

UsageCell cell(std::string type, std::string profession, std::int64_t users, std::optional<std::int64_t> active = {},
               std::optional<std::int64_t> posts = {}) {
    UsageCell cell;
    cell.office_type = std::move(type);
    cell.profession = std::move(profession);
    cell.users = cell.holders = users;
    cell.joined = cell.leavers = cell.trained = cell.acknowledged = 0;
    cell.active = active;
    cell.posts = posts;
    return cell;
}

MonthFigures figures(std::vector<UsageCell> cells, std::vector<UsageCount> counts = {}) {
    MonthFigures figures;
    figures.cells = std::move(cells);
    figures.counts = std::move(counts);
    return figures;
}

const SlicedAmount* find(const std::vector<SlicedAmount>& amounts, ReportFigure figure, const Slice& slice) {
    for (const auto& one : amounts)
        if (one.figure == figure && one.slice == slice) return &one;
    return nullptr;
}

std::string told(const std::vector<SlicedAmount>& amounts, ReportFigure figure, const Slice& slice = {}) {
    const auto* one = find(amounts, figure, slice);
    if (!one) return "nothing";
    if (one->suppressed) return "blanked";
    auto text = one->amount.n ? std::to_string(*one->amount.n) : "?";
    return one->amount.of ? text + "/" + std::to_string(*one->amount.of) : text;
}

}  // namespace

TEST_CASE("percentages are rounded half up to one decimal, and there is none of nothing") {
    const struct {
        std::optional<std::int64_t> n, of;
        std::optional<double> percent, average;
    } cases[] = {{45, 60, 75.0, 0.8},       {1, 3, 33.3, 0.3},       {2, 3, 66.7, 0.7},  {1, 2000, 0.1, 0.0},
                 {1, 2001, 0.0, 0.0},       {5, 2, 250.0, 2.5},      {0, 7, 0.0, 0.0},   {0, 0, {}, {}},
                 {{}, 5, {}, {}},           {5, {}, {}, {}},         {7, 7, 100.0, 1.0}, {25, 100, 25.0, 0.3},
                 {9999, 10000, 100.0, 1.0}, {9994, 10000, 99.9, 1.0}};
    for (const auto& one : cases) {
        CAPTURE(one.n);
        CAPTURE(one.of);
        CHECK(percent_of({one.n, one.of}) == one.percent);
        CHECK(average_of({one.n, one.of}) == one.average);
    }
}

TEST_CASE("a figure is told of all, and of its parts where there is somebody") {
    const auto amounts = amounts_of(
        figures(
            {cell("clinic", "nurse", 3, 2, 40), cell("clinic", "doctor", 1, 0, 0), cell("pharmacy", "pharmacist", 5, 5, 10),
             cell("", "nurse", 1, 1, 2)},
            {{0, {}, "offices", "clinic", 2}, {0, {}, "groups", "patient", 4}, {0, {}, "groups_without_owner", "patient", 1}}),
        ReportBy::office_type);
    CHECK(told(amounts, ReportFigure::users) == "10");
    CHECK(told(amounts, ReportFigure::active) == "8/10");
    CHECK(told(amounts, ReportFigure::posts) == "52");
    CHECK(told(amounts, ReportFigure::posts_per_active) == "52/8");
    CHECK(told(amounts, ReportFigure::users, {"clinic", {}, {}}) == "4");
    CHECK(told(amounts, ReportFigure::users, {{}, "nurse", {}}) == "4");
    CHECK(told(amounts, ReportFigure::users, {"none", {}, {}}) == "1");
    CHECK(told(amounts, ReportFigure::users, {"clinic", "nurse", {}}) == "3");
    CHECK(told(amounts, ReportFigure::posts, {"clinic", {}, {}}) == "40");
    // by office type was asked for
    CHECK(told(amounts, ReportFigure::posts, {{}, "nurse", {}}) == "nothing");
    CHECK(told(amounts, ReportFigure::posts, {"clinic", "nurse", {}}) == "nothing");
    CHECK(told(amounts, ReportFigure::groups_without_owner) == "1/4");
    CHECK(told(amounts, ReportFigure::groups_without_owner, {{}, {}, "patient"}) == "1/4");
    CHECK(told(amounts, ReportFigure::departures_open) == "0");
}

TEST_CASE("what nobody knows stays unknown, in all and in parts") {
    const auto amounts = amounts_of(figures({cell("clinic", "nurse", 3), cell("pharmacy", "pharmacist", 5)}), {});
    CHECK(told(amounts, ReportFigure::active) == "?/8");
    CHECK(told(amounts, ReportFigure::active, {"clinic", {}, {}}) == "?/3");
    CHECK(told(amounts, ReportFigure::posts) == "?");
    CHECK(told(amounts, ReportFigure::posts_per_active) == "?");
    CHECK(told(amounts, ReportFigure::users) == "8");
}

TEST_CASE("a part that a month lacks counts for 0 where the figure is known, and is unknown where it is not") {
    const MonthAmounts month(figures({cell("clinic", "nurse", 3)}), {});
    CHECK(month.at({ReportFigure::users, {"pharmacy", {}, {}}}) == Amount{0, {}});
    CHECK(month.at({ReportFigure::active, {"pharmacy", {}, {}}}) == Amount{{}, 0});
    CHECK(month.at({ReportFigure::users, {"clinic", {}, {}}}) == Amount{3, {}});
    CHECK(MonthAmounts().at({ReportFigure::users, {}}) == Amount{});
}

TEST_CASE("few people are not told of, nor what they could be computed from") {
    auto amounts = amounts_of(figures({cell("clinic", "nurse", 20, 12, 100), cell("clinic", "doctor", 2, 1, 60),
                                       cell("pharmacy", "pharmacist", 9, 7, 30)}),
                              ReportBy::profession);
    suppress_small(amounts, 5);
    CHECK(told(amounts, ReportFigure::users) == "31");
    CHECK(told(amounts, ReportFigure::users, {{}, "doctor", {}}) == "blanked");
    // the smallest of the rest, or the two doctors would be 31 less 29
    CHECK(told(amounts, ReportFigure::users, {{}, "pharmacist", {}}) == "blanked");
    // as many as the nurses of the clinic, who are the clinic without its doctors
    CHECK(told(amounts, ReportFigure::users, {{}, "nurse", {}}) == "blanked");
    // a doctor posted 60 times
    CHECK(told(amounts, ReportFigure::posts, {{}, "doctor", {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::active, {{}, "doctor", {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::posts_per_active, {{}, "doctor", {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::users, {"clinic", "doctor", {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::users, {"clinic", "nurse", {}}) == "blanked");
}

TEST_CASE("offices and groups are no secret") {
    auto amounts =
        amounts_of(figures({cell("clinic", "nurse", 20)}, {{0, {}, "offices", "clinic", 1}, {0, {}, "groups", "patient", 1}}),
                   ReportBy::office_type);
    suppress_small(amounts, 10);
    CHECK(told(amounts, ReportFigure::offices, {"clinic", {}, {}}) == "1");
    CHECK(told(amounts, ReportFigure::groups, {{}, {}, "patient"}) == "1");
}

TEST_CASE("joined, departed and their difference do not tell each other") {
    auto few = cell("clinic", "nurse", 50), many = cell("pharmacy", "pharmacist", 60);
    few.joined = 2;
    few.leavers = 10;
    many.joined = 20;
    many.leavers = 30;
    auto amounts = amounts_of(figures({few, many}), ReportBy::office_type);
    suppress_small(amounts, 5);
    CHECK(told(amounts, ReportFigure::joined, {"clinic", {}, {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::net, {"clinic", {}, {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::left, {"clinic", {}, {}}) == "10");
    CHECK(told(amounts, ReportFigure::joined, {"pharmacy", {}, {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::net) == "-18");
}

namespace {

constexpr std::int64_t prime = 1'000'003;
using Row = std::vector<std::int64_t>;

std::size_t rank_of(std::vector<Row> rows) {
    std::size_t rank = 0;
    for (std::size_t i = 0; !rows.empty() && i < rows.front().size() && rank < rows.size(); ++i) {
        const auto found = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                                        [&](const Row& row) { return row[i] != 0; });
        if (found == rows.end()) continue;
        std::swap(*found, rows[rank]);
        for (std::size_t r = rank + 1; r < rows.size(); ++r) {
            const auto times = rows[r][i], by = rows[rank][i];
            for (std::size_t j = 0; j < rows[r].size(); ++j)
                rows[r][j] = ((rows[r][j] * by - rows[rank][j] * times) % prime + prime) % prime;
        }
        ++rank;
    }
    return rank;
}

bool is_part(const Slice& part, const Slice& whole, bool by_type) {
    if (!whole.is_whole())
        return part.is_crossed() && (by_type ? part.profession == whole.profession : part.office_type == whole.office_type);
    return !part.is_crossed() && !part.is_whole() && by_type == part.profession.empty();
}

// What an attacker can do: the blanked ones of which every solution of all the sums says the same.
std::vector<const SlicedAmount*> solved(const std::vector<SlicedAmount>& amounts) {
    std::vector<const SlicedAmount*> unknown;
    for (const auto& one : amounts)
        if (one.suppressed) unknown.push_back(&one);
    std::vector<Row> rows;
    const auto put = [&](Row& row, const SlicedAmount* one, std::int64_t sign) {
        if (const auto at = std::ranges::find(unknown, one); at != unknown.end())
            row[static_cast<std::size_t>(at - unknown.begin())] += sign;
    };
    for (const auto& whole : amounts)
        for (const bool by_type : {true, false}) {
            if (whole.slice.is_crossed() || (!whole.slice.is_whole() && by_type == whole.slice.profession.empty())) continue;
            auto& row = rows.emplace_back(unknown.size());
            put(row, &whole, -1);
            bool is_any = false;
            for (const auto& one : amounts)
                if (one.figure == whole.figure && is_part(one.slice, whole.slice, by_type)) {
                    put(row, &one, 1);
                    is_any = true;
                }
            if (!is_any) rows.pop_back();
        }
    for (const auto& one : amounts) {
        if (one.figure != ReportFigure::net) continue;
        auto& row = rows.emplace_back(unknown.size());
        put(row, &one, 1);
        put(row, find(amounts, ReportFigure::joined, one.slice), -1);
        put(row, find(amounts, ReportFigure::left, one.slice), 1);
    }
    for (auto& row : rows)
        for (auto& value : row) value = (value + prime) % prime;
    const auto rank = rank_of(rows);
    std::vector<const SlicedAmount*> found;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        auto& row = rows.emplace_back(unknown.size());
        row[i] = 1;
        if (rank_of(rows) == rank) found.push_back(unknown[i]);
        rows.pop_back();
    }
    return found;
}

}  // namespace

TEST_CASE("of any network no blank can be computed from what is told, and no few people are told of") {
    std::mt19937 chance(1);
    const auto number = [&](int most) { return static_cast<std::int64_t>(chance() % static_cast<unsigned>(most + 1)); };
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        std::vector<UsageCell> cells;
        for (const auto* type : {"a", "b", "c", "d"})
            for (const auto* profession : {"p", "q", "r"})
                if (number(3) > 0) {
                    const auto users = number(25);
                    auto& one = cells.emplace_back(cell(type, profession, users, number(static_cast<int>(users)), number(99)));
                    one.joined = number(8);
                    one.leavers = number(8);
                }
        auto amounts = amounts_of(figures(cells), round % 2 ? ReportBy::office_type : ReportBy::profession);
        suppress_small(amounts, 5);
        for (const auto& one : amounts) {
            if (one.slice.is_whole()) CHECK_FALSE(one.suppressed);
            else if (one.figure == ReportFigure::users && !one.suppressed) CHECK((*one.amount.n == 0 || *one.amount.n >= 5));
        }
        for (const auto* one : solved(amounts)) {
            // where every part is blanked, and the network has this one only, there is nothing to hide it behind
            const auto is_told = [&](const SlicedAmount& other) {
                return other.figure == one->figure && !other.slice.is_whole() && !other.suppressed;
            };
            CAPTURE(token_of(one->figure));
            CAPTURE(one->slice.office_type + '/' + one->slice.profession);
            CHECK(std::ranges::none_of(amounts, is_told));
        }
    }
}

TEST_CASE("what few people who left did in the month is not told") {
    auto gone = cell("clinic", "nurse", 0, 0, 60), stayed = cell("pharmacy", "pharmacist", 30, 20, 90),
         third = cell("hospital", "nurse", 40, 30, 70);
    gone.leavers = 3;
    auto amounts = amounts_of(figures({gone, stayed, third}), ReportBy::office_type);
    suppress_small(amounts, 5);
    CHECK(told(amounts, ReportFigure::posts, {"clinic", {}, {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::posts, {"hospital", {}, {}}) == "blanked");  // or 220 less the rest
    CHECK(told(amounts, ReportFigure::posts_per_active, {"hospital", {}, {}}) == "blanked");
    CHECK(told(amounts, ReportFigure::posts, {"pharmacy", {}, {}}) == "90");
}
