// The workbook of a report: its sheets have legal names of their own, and the same report gives the same bytes.
#include "osaki/exchange/report_book.hpp"
#include "osaki/exchange/workbook.hpp"
#include "support/sample_report.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace osaki;

namespace {

Sheet first_sheet(const ReportPage& page) {
    const test::TemporaryDirectory directory;
    const auto path = directory / "report.xlsx";
    std::ofstream(path, std::ios::binary) << workbook_of(page);
    return read_sheet(InputFile::open(path));
}

ReportPage with_sheets(const std::vector<std::string>& names) {
    ReportPage page{.language = "ja", .title = "報告"};
    for (const auto& name : names) page.sections.push_back({name, {}, {}, {{name, {{"名", false}}, {}}}});
    return page;
}

}  // namespace

TEST_CASE("the same report gives the same workbook") {
    CHECK(workbook_of(month_sample()) == workbook_of(month_sample()));
    CHECK(workbook_of(nasty_sample()) == workbook_of(nasty_sample()));
}

TEST_CASE("sheets have names that Excel takes, each its own") {
    const auto sheet = first_sheet(with_sheets({"利用", "利用", "ＡＢ", "ab", "a/b:c", "", "2026", "B2", "history", "'題'",
                                                "三十一字よりも長い見出しは、三十一字までで切られて、どこにもぶつかりません。"}));
    const std::vector<std::string> expected = {"利用",
                                               "利用 (2)",
                                               "ＡＢ",
                                               "ab (2)",
                                               "a_b_c",
                                               "_",
                                               "_2026",
                                               "_B2",
                                               "_history",
                                               "_題_",
                                               "三十一字よりも長い見出しは、三十一字までで切られて、どこにもぶ"};
    CHECK(sheet.name == "報告");
    CHECK(sheet.other_sheets == expected);
}

TEST_CASE("the first sheet tells what the report is about and what is read first") {
    const auto sheet = first_sheet(month_sample());
    REQUIRE(sheet.rows.size() > 10);
    CHECK(sheet.rows[0].cells[0].text == "月次利用報告　2026年10月");
    std::string all;
    for (const auto& row : sheet.rows)
        for (const auto& cell : row.cells) all += cell.text + " ";
    CHECK(all.find("基準日 2026年10月31日") != all.npos);
    CHECK(all.find("利用中 812人（67.7%） 1,200人のうち。前月 66.9%") != all.npos);
}
