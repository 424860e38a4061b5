// How charts are laid out: round numbers, gaps, names in lines, and no word on another.
#include "osaki/print/chart.hpp"
#include "osaki/print/chart_scale.hpp"
#include "support/sample_report.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace osaki;

namespace {

template <class T>
std::vector<T> all(const Drawing& drawing) {
    std::vector<T> found;
    for (const auto& shape : drawing.shapes)
        if (const auto* one = std::get_if<T>(&shape)) found.push_back(*one);
    return found;
}

bool is_series(const Ink& ink) {
    return ink.tone == Tone::series;
}

std::vector<LineShape> series_lines(const Drawing& drawing) {
    auto lines = all<LineShape>(drawing);
    std::erase_if(lines, [](const LineShape& line) { return !is_series(line.ink); });
    return lines;
}

std::vector<BoxShape> series_boxes(const Drawing& drawing) {
    auto boxes = all<BoxShape>(drawing);
    std::erase_if(boxes, [](const BoxShape& box) { return !is_series(box.ink); });
    return boxes;
}

bool says(const Drawing& drawing, std::string_view words) {
    return std::ranges::any_of(all<WordShape>(drawing), [&](const WordShape& word) { return word.words == words; });
}

double left_of(const WordShape& word) {
    const double width = width_of(word.words, word.size);
    return word.anchor == Anchor::start ? word.at.x : word.anchor == Anchor::middle ? word.at.x - width / 2 : word.at.x - width;
}

Chart chart(ChartKind kind, std::vector<std::optional<double>> values, std::string unit = "人") {
    Chart chart{kind, "図", "", std::move(unit), {}, {{"系列", std::move(values)}}};
    for (std::size_t i = 0; i < chart.series[0].values.size(); ++i) chart.categories.push_back(std::to_string(i + 1) + "月");
    return chart;
}

}  // namespace

TEST_CASE("an axis has few round numbers, holds every value and begins at zero") {
    struct Row {
        double low, high;
        bool is_whole;
        Scale scale;
    };
    const Row rows[] = {{418, 812, true, {0, 1000, 200}},  {0, 1, true, {0, 1, 1}},        {0, 0, true, {0, 1, 1}},
                        {0, 3, true, {0, 3, 1}},           {-13, 33, true, {-20, 40, 10}}, {-5, -2, true, {-5, 0, 1}},
                        {0, 0.04, false, {0, 0.04, 0.01}}, {0, 4.6, false, {0, 5, 1}}};
    for (const auto& row : rows) {
        CAPTURE(row.low);
        CAPTURE(row.high);
        const auto scale = scale_for(row.low, row.high, row.is_whole, false);
        CHECK(scale.low == doctest::Approx(row.scale.low));
        CHECK(scale.high == doctest::Approx(row.scale.high));
        CHECK(scale.step == doctest::Approx(row.scale.step));
    }
}

TEST_CASE("whatever its values, an axis has at most eight steps and ends on one") {
    for (double high = 1e-6; high < 1e299; high *= 3.7)
        for (const double low : {0.0, -high / 3, -high * 2}) {
            CAPTURE(high);
            const auto scale = scale_for(low, high, false, false);
            const auto ticks = ticks_of(scale);
            CHECK(ticks.size() >= 2);
            CHECK(ticks.size() <= 9);
            CHECK(ticks.front() <= low * (1 - 1e-6));
            CHECK(ticks.back() >= high * (1 - 1e-6));
            CHECK(std::ranges::any_of(ticks, [](double tick) { return tick == 0; }));
        }
}

TEST_CASE("percents that come near their whole show all of it") {
    CHECK(scale_for(24, 92, false, true).high == 100);
    CHECK(scale_for(0, 3.2, false, true).high == 4);
}

TEST_CASE("figures are written as in the tables") {
    CHECK(figure(1234567, 0) == "1,234,567");
    CHECK(figure(999, 0) == "999");
    CHECK(figure(-1234.56, 1) == "−1,234.6");
    CHECK(figure(-0.02, 1) == "0.0");
    CHECK(figure(1.5e17, 0) == "1.5e+17");
}

TEST_CASE("long names stand in lines that are about equally long and begin with no closing mark") {
    const std::string name = "定期巡回・随時対応型訪問介護看護（サテライト）、その他";
    for (double width = 12; width < 400; width += 7) {
        CAPTURE(width);
        std::string together;
        for (const auto& line : wrapped(name, width, 12)) {
            CHECK(width_of(line, 12) <= std::max(width, 24.0));
            if (width > 40) {
                CHECK_FALSE(line.starts_with("、"));
                CHECK_FALSE(line.starts_with("）"));
            }
            together += line;
        }
        CHECK(together == name);
    }
    CHECK(wrapped("看護小規模多機能型居宅介護", 150, 12) == std::vector<std::string>{"看護小規模多機", "能型居宅介護"});
    CHECK(wrapped("Home care support office", 80, 12) == std::vector<std::string>{"Home care", "support", "office"});
    CHECK(wrapped("", 80, 12) == std::vector<std::string>{""});
}

TEST_CASE("a letter and what belongs to it stay together") {
    const std::string name = "葛\U000e0100葛\U000e0100葛\U000e0100";
    for (const auto& line : wrapped(name, 13, 12)) CHECK(line == "葛\U000e0100");
}

TEST_CASE("names are left out by halves and years, never squeezed") {
    CHECK(names_every(12, 60, 50) == 1);
    CHECK(names_every(12, 30, 50) == 2);
    CHECK(names_every(36, 20, 75) == 6);
    CHECK(names_every(36, 9, 75) == 12);
    CHECK(names_every(3, 1, 500) >= 3);
}

TEST_CASE("what is not known is a gap in the line, never 0") {
    const auto drawing = lay_out(chart(ChartKind::line, {10, 20, {}, 30, {}, 40, 50, 60}), 800, "なし");
    const auto lines = series_lines(drawing);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].points.size() == 2);
    CHECK(lines[1].points.size() == 3);
    CHECK(all<MarkShape>(drawing).size() == 6);  // the lone one too
    CHECK(says(drawing, "60"));
}

TEST_CASE("a lone month is seen as a mark even where marks have no room") {
    std::vector<std::optional<double>> values(36, 5.0);
    values[4] = values[6] = {};
    const auto marks = all<MarkShape>(lay_out(chart(ChartKind::line, values), 340, "なし"));
    CHECK(marks.size() == 2);  // that one, and the last
}

TEST_CASE("a chart without any figure says so in words, of every kind and with values that are none") {
    for (const auto kind : {ChartKind::line, ChartKind::bars, ChartKind::stacked_bars}) {
        CHECK(says(lay_out(chart(kind, {}), 800, "データなし"), "データなし"));
        CHECK(says(lay_out(chart(kind, {{}, {}}), 800, "データなし"), "データなし"));
        CHECK(says(lay_out(chart(kind, {std::nan(""), INFINITY}), 800, "データなし"), "データなし"));
        CHECK(says(lay_out({}, 800, "データなし"), "データなし"));
        CHECK_FALSE(says(lay_out(chart(kind, {0, {}}), 800, "ない"), "データなし"));
    }
}

TEST_CASE("a bar is as long as its value, a percent against its whole, and one that is not known says so") {
    const auto drawing = lay_out(chart(ChartKind::bars, {25, 50, {}, 0}, "%"), 800, "データなし");
    const auto boxes = series_boxes(drawing);
    REQUIRE(boxes.size() == 3);
    CHECK(boxes[1].width == doctest::Approx(2 * boxes[0].width));
    CHECK(boxes[2].width == 0);
    auto tracks = all<BoxShape>(drawing);
    CHECK(tracks[0].width == doctest::Approx(2 * boxes[1].width));
    CHECK(says(drawing, "50.0%"));
    CHECK(says(drawing, "0.0%"));
    CHECK(says(drawing, "データなし"));
}

TEST_CASE("standing bars lie on each other, what is below zero downwards") {
    Chart moves = chart(ChartKind::stacked_bars, {12, 5});
    moves.series.push_back({"退会", {-3, {}}});
    moves.series.push_back({"転入", {6, 1}});
    const auto drawing = lay_out(moves, 800, "");
    std::vector<BoxShape> boxes;
    for (const auto& box : series_boxes(drawing))
        if (!box.tip.empty()) boxes.push_back(box);
    REQUIRE(boxes.size() == 5);
    CHECK(boxes[2].at.y + boxes[2].height == doctest::Approx(boxes[0].at.y));  // 6 on 12
    CHECK(boxes[1].at.y == doctest::Approx(boxes[0].at.y + boxes[0].height));  // −3 under zero
    CHECK(boxes[0].height == doctest::Approx(4 * boxes[1].height));
    CHECK(says(drawing, "18"));
    CHECK(says(drawing, "−3"));
}

TEST_CASE("the unit stands in the title unless every figure bears it") {
    CHECK(title_of(chart(ChartKind::line, {1})) == "図（人）");
    CHECK(title_of(chart(ChartKind::line, {1}, "users")) == "図 (users)");
    CHECK(title_of(chart(ChartKind::line, {1}, "%")) == "図");
}

TEST_CASE("in no chart of a month does a word stand on another, nor outside") {
    for (const auto& section : month_sample().sections)
        for (const auto& one : section.charts)
            for (const double width : {340.0, 642.0, 800.0}) {
                CAPTURE(one.title);
                CAPTURE(width);
                const auto words = all<WordShape>(lay_out(one, width, "データなし"));
                for (std::size_t i = 0; i < words.size(); ++i) {
                    const double left = left_of(words[i]), right = left + width_of(words[i].words, words[i].size);
                    CAPTURE(words[i].words);
                    CHECK(left >= -1);
                    CHECK(right <= width + 1);
                    for (std::size_t j = i + 1; j < words.size(); ++j) {
                        const double other = left_of(words[j]);
                        const bool is_beside = other >= right || other + width_of(words[j].words, words[j].size) <= left;
                        CAPTURE(words[j].words);
                        CHECK((is_beside || std::abs(words[i].at.y - words[j].at.y) >= 10));
                    }
                }
            }
}

TEST_CASE("nothing makes a chart of more than finite numbers") {
    for (const auto& section : nasty_sample().sections)
        for (const auto& one : section.charts)
            for (const auto& shape : lay_out(one, 340, "").shapes) {
                CAPTURE(one.title);
                if (const auto* box = std::get_if<BoxShape>(&shape))
                    CHECK(std::isfinite(box->at.x + box->at.y + box->width + box->height));
                if (const auto* word = std::get_if<WordShape>(&shape)) CHECK(std::isfinite(word->at.x + word->at.y));
            }
}
