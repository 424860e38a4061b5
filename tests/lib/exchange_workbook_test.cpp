// Workbooks: what is written is read back, numbers are read as people see them, and what is no workbook says so in clear words.
#include "osaki/base/error.hpp"
#include "osaki/exchange/workbook.hpp"
#include "osaki/workbook/rich.hpp"
#include "osaki/workbook/shown.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <pugixml.hpp>

#include <fstream>
#include <iterator>
#include <random>

using namespace osaki;
using namespace std::string_literals;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<SheetColumn> columns(std::size_t count) {
    std::vector<SheetColumn> all(count);
    for (std::size_t i = 0; i < count; ++i) all[i].heading = "列" + std::to_string(i);
    return all;
}

std::string refusal(const std::string& path, std::string_view sheet = {}) {
    try {
        read_sheet(InputFile::open(path), sheet);
        return {};
    } catch (const Error& error) {
        return error.message.english().substr(path.size());
    }
}

RichText rich(const std::string& xml) {
    pugi::xml_document document;
    REQUIRE(document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single));
    return rich_text(document.document_element());
}

}  // namespace

TEST_CASE("whatever a cell holds is read back as it was written") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "book.xlsx";
    const std::vector<std::string> pieces{"a",  "０",      "髙", "𠮷",  "葛\U000E0100", "\n",        "=", "+", "-",  "@", " ",
                                          "　", "_x000D_", "_",  "x0",  "_x",           "&",         "<", ">", "\"", "'", "]]>",
                                          "\t", "ｱﾞ",      "0",  "1E5", "\xEF\xBF\xBE", "2026-04-01"};
    std::mt19937 random(20260401);
    std::vector<std::vector<std::string>> rows(400);
    WorkbookWriter writer(path, {});
    writer.begin_sheet("往復", columns(6));
    for (auto& row : rows) {
        for (int column = 0; column < 6; ++column) {
            auto& text = row.emplace_back();
            for (auto size = 1 + random() % 6; size > 0; --size) text += pieces[random() % pieces.size()];
        }
        writer.row(std::vector<SheetValue>(row.begin(), row.end()));
    }
    writer.finish();
    const auto sheet = read_sheet(InputFile::open(path));
    REQUIRE(sheet.rows.size() == rows.size() + 1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t c = 0; c < rows[i].size(); ++c) CHECK(sheet.rows[i + 1].cells.at(c).text == rows[i][c]);
}

TEST_CASE("the same tables give the same bytes") {
    const test::TemporaryDirectory directory;
    for (const auto* name : {"a.xlsx", "b.xlsx"}) {
        WorkbookWriter writer(directory / name, {false, {1'775'001'600}});
        auto wide = columns(3);
        wide[0].note = "注記";
        wide[1].choices = std::vector<std::string>(60, "長い選択肢");
        writer.begin_sheet("一", wide);
        writer.row(std::vector<SheetValue>{"a", Date{20544}, std::int64_t{3}});
        writer.finish();
    }
    CHECK(bytes_of(directory / "a.xlsx") == bytes_of(directory / "b.xlsx"));
}

TEST_CASE("a workbook that is not finished, or cannot be written, is said to be so") {
    const test::TemporaryDirectory directory;
    CHECK_THROWS_AS(WorkbookWriter(directory / "missing/book.xlsx", {}), Error);
    WorkbookWriter writer(directory / "long.xlsx", {});
    writer.begin_sheet("長い", columns(1));
    CHECK_NOTHROW(writer.row(std::vector<SheetValue>{std::string(32767, 'x')}));
    CHECK_THROWS_AS(writer.row(std::vector<SheetValue>{std::string(32768, 'x')}), Error);
}

TEST_CASE("days and times are known by their number format") {
    struct Case {
        std::string_view code, value, shown;
    };
    const std::vector<Case> cases{
        {"General", "46113", "46113"},
        {"yyyy-mm-dd", "46113", "2026-04-01"},
        {"[$-411]ggge\"年\"m\"月\"d\"日\"", "46113", "2026-04-01"},
        {"[$-411]ge.m.d;@", "46113", "2026-04-01"},
        {"[Red]yyyy/m/d", "46113", "2026-04-01"},
        {"m\"月\"d\"日\"(aaa)", "46113", "2026-04-01"},
        {"yyyy/m/d h:mm", "46113.545138888889", "2026-04-01T13:05"},
        {"yyyy/m/d h:mm", "46113", "2026-04-01"},
        {"yyyy/m/d", "46113.545138888889", "2026-04-01"},
        {"yyyy/m/d h:mm:ss", "46113.999999999", "2026-04-02"},
        {"yyyy/m/d h:mm:ss", "46113.5451967593", "2026-04-01T13:05:05"},
        {"h:mm", "0.545138888889", "13:05"},
        {"h:mm AM/PM", "0.545138888889", "13:05"},
        {"[h]:mm", "1.5", "1900-01-01T12:00"},
        {"yyyy-mm-dd", "1", "1900-01-01"},
        {"yyyy-mm-dd", "59", "1900-02-28"},
        {"yyyy-mm-dd", "60", "1900-02-29"},
        {"yyyy-mm-dd", "61", "1900-03-01"},
        {"yyyy-mm-dd", "0", "1900-01-00"},
        {"yyyy-mm-dd", "2958465", "9999-12-31"},
        {"yyyy-mm-dd", "2958466", "2958466"},
        {"yyyy-mm-dd", "-1", "-1"},
        {"0.00E+00", "1500", "1500"},
        {"#,##0\"日\"", "1500", "1500"},
        {"0\"年\"", "8", "8"},
        {"0年", "8", "8"},
        {"#,##0 \\d", "8", "8"},
        {"[>=1000]#,##0;0", "1500", "1500"},
        {"0%", "0.5", "50%"},
        {"0000000000", "471500082", "0471500082"},
        {"000-0000", "9896100", "989-6100"},
        {"@", "8", "8"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.code);
        CAPTURE(c.value);
        CHECK(shown_number(c.value, format_of_code(c.code), false) == c.shown);
    }
    CHECK(shown_number("44651", format_of_code("yyyy-mm-dd"), true) == "2026-04-01");
    CHECK(shown_number("0", format_of_code("yyyy-mm-dd"), true) == "1904-01-01");
}

TEST_CASE("Excel's own formats for days, times and eras are known by number") {
    for (int id = 0; id < 100; ++id) {
        CAPTURE(id);
        const auto is_in = [id](int from, int to) { return id >= from && id <= to; };
        const bool is_clock = is_in(18, 22) || is_in(32, 33) || is_in(45, 47);
        const bool is_day = is_in(14, 17) || is_in(27, 31) || is_in(34, 36) || is_in(50, 58);
        const auto wear = built_in_format(id).wear;
        CHECK((wear == Wear::date) == is_day);
        CHECK((wear == Wear::time || wear == Wear::date_time) == is_clock);
    }
}

TEST_CASE("a number is written with the digits people see") {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"229230000", "229230000"},
        {"2.2923E8", "229230000"},
        {"5", "5"},
        {"5.0", "5"},
        {"0.1", "0.1"},
        {"0.10000000000000001", "0.1"},
        {"1E-7", "0.0000001"},
        {"-3", "-3"},
        {"123456789012345", "123456789012345"},
        {"1.2345678901234499E+20", "123456789012345000000"},
        {"0", "0"},
        {"-0", "0"},
        {"1E15", "1000000000000000"},
        {"x", "x"},
    };
    for (const auto& [stored, shown] : cases) {
        CAPTURE(stored);
        CHECK(plain_number(stored) == shown);
    }
}

TEST_CASE("furigana is never the word, and is read as Excel reads it out") {
    struct Case {
        std::string xml, text, reading;
    };
    const std::vector<Case> cases{
        {"<si><t>氏名</t></si>", "氏名", ""},
        {"<si><t>氏名</t><rPh sb=\"0\" eb=\"2\"><t>シメイ</t></rPh></si>", "氏名", "シメイ"},
        {"<si><t>斉藤ゆかり</t><rPh sb=\"0\" eb=\"2\"><t>サイトウ</t></rPh></si>", "斉藤ゆかり", "サイトウゆかり"},
        {"<si><t>髙橋　花子</t><rPh sb=\"0\" eb=\"2\"><t>タカハシ</t></rPh><rPh sb=\"3\" eb=\"5\"><t>ハナコ</t></rPh></si>",
         "髙橋　花子", "タカハシ　ハナコ"},
        {"<si><t>𠮷田</t><rPh sb=\"0\" eb=\"2\"><t>ヨシ</t></rPh><rPh sb=\"2\" eb=\"3\"><t>ダ</t></rPh></si>", "𠮷田", "ヨシダ"},
        {"<si><r><t>佐藤</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">　健</t></r><rPh sb=\"0\" "
         "eb=\"2\"><t>サトウ</t></rPh></si>",
         "佐藤　健", "サトウ　健"},
        {"<x:si xmlns:x=\"y\"><x:t>a</x:t></x:si>", "a", ""},
        {"<si><t xml:space=\"preserve\"> </t></si>", " ", ""},
        {"<si><t>a_x000D_b_x005F_x000D__xD842__xDFB7_</t></si>", "a\rb_x000D_𠮷", ""},
        {"<si><t>氏名</t><rPh sb=\"9\" eb=\"2\"><t>?</t></rPh></si>", "氏名", "氏名"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.xml);
        CHECK(rich(c.xml).text == c.text);
        CHECK(rich(c.xml).reading == c.reading);
    }
}

TEST_CASE("what cannot be read as a workbook is named for what it is") {
    const test::TemporaryDirectory directory;
    WorkbookWriter writer(directory / "good.xlsx", {});
    writer.begin_sheet("一", columns(1));
    writer.finish();
    const auto good = bytes_of(directory / "good.xlsx");
    const auto compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(1000, '\0');
    std::string wide;
    for (const char c : "EncryptedPackage"s) wide += {c, '\0'};
    struct Case {
        std::string bytes, said;
    };
    const std::vector<Case> cases{
        {compound, " is an old Excel file (.xls); save it as .xlsx and load that; nothing was changed"},
        {compound + wide, " is protected by a password; take it off in Excel and save; nothing was changed"},
        {good.substr(0, good.size() / 2),
         " is damaged and cannot be read as a workbook (Not a zip archive); nothing was changed"},
        {"PK\x03\x04"s + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
         " is an OpenDocument spreadsheet; save it as .xlsx and load that; nothing was changed"},
        {"PK\x05\x06"s + std::string(18, '\0'), " is a zip file and no workbook; nothing was changed"},
        {"氏名,カナ\n", " is no workbook; nothing was changed"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.said);
        const auto path = directory / "bad.xlsx";
        std::ofstream(path, std::ios::binary | std::ios::trunc) << c.bytes;
        CHECK(refusal(path) == c.said);
    }
    CHECK(refusal(directory / "good.xlsx", "二") == " has no sheet 二; there are 一; nothing was changed");
}

TEST_CASE("a workbook with any byte changed is read or refused, and nothing worse") {
    const test::TemporaryDirectory directory;
    WorkbookWriter writer(directory / "good.xlsx", {});
    writer.begin_sheet("一", columns(3));
    for (int i = 0; i < 20; ++i) writer.row(std::vector<SheetValue>{"氏名", Date{20544}, std::int64_t{i}});
    writer.finish();
    const auto good = bytes_of(directory / "good.xlsx");
    std::mt19937 random(7);
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
        auto bytes = good;
        for (int i = 0; i < 3; ++i) bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
        std::ofstream(directory / "bad.xlsx", std::ios::binary | std::ios::trunc) << bytes;
        refused += refusal(directory / "bad.xlsx").empty() ? 0 : 1;
    }
    CHECK(refused > 100);
}
