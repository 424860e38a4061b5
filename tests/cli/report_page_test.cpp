// How a report is put into words: numbers, days and changes as people read them, and what a page has.
#include "report_page.hpp"

#include "language.hpp"
#include "report_charts.hpp"
#include "report_words.hpp"
#include "sparkline.hpp"

#include "osaki/base/text.hpp"
#include "support/shown.hpp"

using namespace osaki;
using namespace osaki::cli;
using osaki::test::day;

namespace {

Wording wording(bool japanese = false, bool wareki = false) {
    const auto language = japanese ? Language::japanese : Language::english;
    return {translator(language),
            japanese ? "ja" : "en",
            wareki,
            [](std::string_view list, std::string_view token) { return std::string(list) + ":" + std::string(token); },
            {}};
}

const Month october{(2026 - 1970) * 12 + 9};

}  // namespace

TEST_CASE("a sparkline has a column for each value, a blank for what is not known") {
    const auto line = [](std::vector<std::optional<double>> values) { return sparkline(values); };
    CHECK(line({1, 2, 3, 4, 5, 6, 7, 8}) == "▁▂▃▄▅▆▇█");
    CHECK(line({0, {}, 100}) == "▁ █");
    CHECK(line({5, 5, 5}) == "▄▄▄");
    CHECK(line({{}, {}}) == "  ");
    CHECK(line({}).empty());
    CHECK(line({-3, 0, 3}) == "▁▅█");
    CHECK(display_width(line({0, {}, 100, 3})) == 4);
}

TEST_CASE("numbers are grouped, shares have n, N and %, and changes their sign") {
    const auto words = wording();
    CHECK(grouped(1180) == "1,180");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(grouped(999) == "999");
    CHECK(written(FigureForm::share, {45, 60}) == "45 / 60 (75.0%)");
    CHECK(written(FigureForm::share, {0, 0}) == "0 / 0");
    CHECK(written(FigureForm::share, {{}, 60}).empty());
    CHECK(written(FigureForm::average, {5, 2}) == "2.5");
    CHECK(written(FigureForm::count, {1234, {}}) == "1,234");
    CHECK(difference(words, FigureForm::count, {13, {}}, {10, {}}) == "+3");
    CHECK(difference(words, FigureForm::count, {1000, {}}, {3000, {}}) == "-2,000");
    CHECK(difference(words, FigureForm::count, {3, {}}, {3, {}}) == "±0");
    CHECK(difference(words, FigureForm::share, {50, 100}, {521, 1000}) == "-2.1 pt");
    CHECK(difference(words, FigureForm::average, {5, 2}, {4, 2}) == "+0.5");
    CHECK(difference(words, FigureForm::count, {3, {}}, {{}, {}}).empty());
}

TEST_CASE("days and months are told as the reader writes them") {
    CHECK(spoken(wording(), october) == "2026-10");
    CHECK(spoken(wording(true), october) == "2026年10月");
    CHECK(spoken(wording(true, true), october) == "令和8年10月");
    CHECK(spoken(wording(true), Month{october.months - 9}) == "2026年1月");
    CHECK(spoken(wording(), day(2026, 4, 1)) == "2026-04-01");
    CHECK(spoken(wording(true), day(2026, 4, 1)) == "2026年4月1日");
    CHECK(spoken(wording(true, true), day(2019, 5, 1)) == "令和元年5月1日");
    CHECK(spoken(wording(), FiscalYear{2026}) == "FY2026");
    CHECK(spoken(wording(true), FiscalYear{2026}) == "2026年度");
    CHECK(spoken(wording(true, true), FiscalYear{2026}) == "令和8年度");
}

namespace {

Figure figure(ReportFigure kind, std::int64_t n, std::string type = {}, std::string profession = {}) {
    Figure figure{kind, std::move(type), std::move(profession)};
    figure.n = n;
    return figure;
}

ReportParts sample() {
    ReportParts parts;
    parts.head = {ReportKind::monthly, "見本ネットワーク", day(2026, 10, 1), day(2026, 10, 31), day(2026, 10, 31)};
    parts.month = october;
    auto users = figure(ReportFigure::users, 1180);
    users.previous_n = 1168;
    auto active = figure(ReportFigure::active, 590);
    active.of = 1180;
    parts.figures = {users,
                     figure(ReportFigure::users, 980, "clinic"),
                     figure(ReportFigure::users, 200, "none"),
                     figure(ReportFigure::users, 980, {}, "nurse"),
                     figure(ReportFigure::users, 200, {}, "doctor"),
                     figure(ReportFigure::users, 980, "clinic", "nurse"),
                     figure(ReportFigure::users, 200, "none", "doctor"),
                     active};
    parts.figures[2].n.reset();
    parts.figures[2].suppressed = true;
    for (int i = 0; i < 3; ++i) {
        TrendMonth month{{october.months - 2 + i}};
        month.users = 1000 + i;
        month.joined = 5;
        month.left = i;
        if (i != 1) month.active = 500 + i;
        parts.trend.push_back(month);
    }
    return parts;
}

const PageSection* section(const ReportPage& page, std::string_view heading) {
    for (const auto& one : page.sections)
        if (one.heading == heading) return &one;
    return nullptr;
}

}  // namespace

TEST_CASE("a page has what is known, and no section for what is not") {
    const auto page = page_of(sample(), wording());
    CHECK(page.title == "monthly report, 2026-10");
    CHECK(page.network == "見本ネットワーク");
    CHECK(page.page_words == "{} / {}");
    REQUIRE(page.key_figures.size() == 2);
    CHECK(page.key_figures[0].value == "1,180");
    CHECK(page.key_figures[0].note == "+12 on the month before");
    CHECK(page.key_figures[1].value == "590 / 1,180 (50.0%)");
    CHECK(section(page, "offices and users"));
    CHECK_FALSE(section(page, "participation"));
    CHECK_FALSE(section(page, "compliance"));
    const auto& tables = section(page, "offices and users")->tables;
    REQUIRE(tables.size() == 3);
    CHECK(tables[0].rows[0].cells[0].text == "office_type:clinic");
    CHECK(tables[0].rows.back().is_total);
    // blanked is not unknown
    CHECK(tables[0].rows[1].cells[2].text == "*");
    CHECK_FALSE(tables[0].rows[1].cells[2].number);
    // of a known figure a slice that is not there is nobody; nothing is known of groups
    const auto& doctors_of_clinics = tables[2].rows[0].cells[2];
    CHECK(doctors_of_clinics.text == "0");
    CHECK(doctors_of_clinics.number == 0.0);
    CHECK(page.no_data == "no data");
}

TEST_CASE("a share bears n and N for a workbook, which has a column for each") {
    const auto cell = amount_cell(FigureForm::share, {45, 60}, false);
    CHECK(cell.n == 45);
    CHECK(cell.of == 60);
    CHECK(cell.number == 75.0);
    CHECK_FALSE(amount_cell(FigureForm::share, {45, 60}, true).n);
    CHECK_FALSE(amount_cell(FigureForm::count, {45, {}}, false).of);
}

TEST_CASE("months without usage are told as other months are, and a year has the N of its shares") {
    auto parts = sample();
    parts.head.without_usage = {"2026-08", "2026-09"};
    const auto fact = [&](const Wording& words) { return page_of(parts, words).facts.back().text; };
    CHECK(fact(wording()) == "2026-08, 2026-09");
    CHECK(fact(wording(true)) == "2026年8月, 2026年9月");
    CHECK(fact(wording(true, true)) == "令和8年8月, 令和8年9月");
    parts.head.report = ReportKind::yearly;
    for (const auto measure : {YearMeasure::n, YearMeasure::of, YearMeasure::percent}) {
        YearFigure active{ReportFigure::active};
        active.measure = measure;
        active.apr = 98;
        parts.months.push_back(active);
    }
    const auto page = page_of(parts, wording());
    const auto& rows = section(page, "the year by months")->tables[0].rows;
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].cells[0].text == "active users (N)");
    CHECK(rows[1].cells[1].text == "98");
}

TEST_CASE("a list of a report is a table with the words of its columns, and its charts are drawn from it") {
    auto parts = sample();
    parts.head.report = ReportKind::trend;
    parts.list = table_of(parts.trend);
    const auto page = page_of(parts, wording(true));
    CHECK(page.title == "推移　2026年10月から2026年10月まで");
    REQUIRE(page.sections.size() == 1);
    const auto& table = page.sections[0].tables[0];
    CHECK(table.columns[0].heading == "月");
    CHECK(table.rows[0].cells[0].text == "26/8");
    REQUIRE_FALSE(page.sections[0].charts.empty());
    CHECK(page.sections[0].charts[0].categories[0] == "26/8");
}

TEST_CASE("a gap in a chart is no zero, and who departed stands below it") {
    const auto chart = *active_chart(sample(), wording());
    REQUIRE(chart.series.size() == 2);
    CHECK_FALSE(chart.series[0].values[1]);
    CHECK(chart.summary.starts_with("active users: 500 (2026-08) to 502 (2026-10)."));
    const auto moves = *movement_chart(sample(), wording());
    CHECK(moves.series[1].values[2] == -2.0);
    CHECK(moves.summary == "In 3 months 15 people joined and 3 departed.");
    auto unknown = sample();
    for (auto& month : unknown.trend) month.active.reset();
    CHECK_FALSE(active_chart(unknown, wording()));
    CHECK_FALSE(participation_chart(sample(), wording()));
    const auto bars = *profession_chart(sample(), wording());
    CHECK(bars.categories.front() == "profession:nurse");
    CHECK(bars.summary == "2 bars; the longest is profession:nurse with 980, the shortest profession:doctor with 200.");
}
