// Days, months and fiscal years as staff write them, and why some are refused.
#include "osaki/base/time.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

using namespace osaki;

namespace {

const Date today = make_date(2026, 4, 1);

template <class Parse>
std::string reason_of(Parse parse, const char* text) {
    try {
        return "accepted as " + to_text(parse(text, today));
    } catch (const Error& error) {
        CHECK(error.code == Code::invalid);
        return error.message.english();
    }
}

using Table = std::vector<std::pair<const char*, const char*>>;

}  // namespace

TEST_CASE("a day is read in every form staff write") {
    const Table table{
        {"2026-04-01", "2026-04-01"},
        {"2026/4/1", "2026-04-01"},
        {"2026.4.1", "2026-04-01"},
        {"20260401", "2026-04-01"},
        {"２０２６０４０１", "2026-04-01"},
        {"２０２６／３／１０", "2026-03-10"},
        {"2026年4月1日", "2026-04-01"},
        {" 2026-04-01\u3000", "2026-04-01"},
        {"令和8年4月1日", "2026-04-01"},
        {"令和８年３月２日", "2026-03-02"},
        {"令和 8年 4月 1日", "2026-04-01"},
        {"令和\u30008年\u30004月\u30001日", "2026-04-01"},
        {"㋿8年4月1日", "2026-04-01"},
        {"R8.4.1", "2026-04-01"},
        {"r8.4.1", "2026-04-01"},
        {"Ｒ８．４．１", "2026-04-01"},
        {"R08.04.01", "2026-04-01"},
        {"R8-4-1", "2026-04-01"},
        {"R8年4月1日", "2026-04-01"},
        {"令8.4.1", "2026-04-01"},
        {"令8. 3.11", "2026-03-11"},
        {"昭32. 7. 1", "1957-07-01"},
        {"H30/4/1", "2018-04-01"},
        {"令和元年5月1日", "2019-05-01"},
        {"R元.5.1", "2019-05-01"},
        {"令和1年5月1日", "2019-05-01"},
        {"平成31年4月30日", "2019-04-30"},
        {"昭和64年1月7日", "1989-01-07"},
        {"平成元年1月8日", "1989-01-08"},
        {"T1.7.30", "1912-07-30"},
        {"大15.12.24", "1926-12-24"},
        {"S1.12.25", "1926-12-25"},
        {"明治6年1月1日", "1873-01-01"},
        {"M45.7.29", "1912-07-29"},
        {"1873-01-01", "1873-01-01"},
        {"2100-12-31", "2100-12-31"},
        {"令和82年12月31日", "2100-12-31"},
        {"2024-02-29", "2024-02-29"},
        {"today", "2026-04-01"},
        {"yesterday", "2026-03-31"},
        {"+30d", "2026-05-01"},
        {"-7d", "2026-03-25"},
        {"+0d", "2026-04-01"},
        {"＋３０ｄ", "2026-05-01"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(to_text(parse_date(text, today)) == expected);
    }
}

TEST_CASE("a day that never was is refused with the reason") {
    const Table table{
        {"平成40年1月1日", "'平成40年1月1日' lies after the end of 平成 on 平成31年4月30日; write 令和10年1月1日"},
        {"昭和64年1月8日", "'昭和64年1月8日' lies after the end of 昭和 on 昭和64年1月7日; write 平成元年1月8日"},
        {"明治45年7月30日", "'明治45年7月30日' lies after the end of 明治 on 明治45年7月29日; write 大正元年7月30日"},
        {"H31.5.1", "'H31.5.1' lies after the end of 平成 on 平成31年4月30日; write 令和元年5月1日"},
        {"R1.4.30", "'R1.4.30' lies before the start of 令和 on 令和元年5月1日; write 平成31年4月30日"},
        {"平成元年1月7日", "'平成元年1月7日' lies before the start of 平成 on 平成元年1月8日; write 昭和64年1月7日"},
        {"大正元年7月29日", "'大正元年7月29日' lies before the start of 大正 on 大正元年7月30日; write 明治45年7月29日"},
        {"2026-02-29", "'2026-02-29': there is no day 29; the last day of that month is 2026-02-28"},
        {"令和8年2月29日", "'令和8年2月29日': there is no day 29; the last day of that month is 2026-02-28"},
        {"2026-04-31", "'2026-04-31': there is no day 31; the last day of that month is 2026-04-30"},
        {"2026-4-0", "'2026-4-0': there is no day 0; the last day of that month is 2026-04-30"},
        {"2026-13-01", "'2026-13-01': there is no month 13"},
        {"20261301", "'20261301': there is no month 13"},
        {"R8.0.1", "'R8.0.1': there is no month 0"},
        {"明治5年12月3日", "'明治5年12月3日' lies before 1873-01-01 (明治6年1月1日), when Japan took this calendar"},
        {"明治元年10月23日", "'明治元年10月23日' lies before 1873-01-01 (明治6年1月1日), when Japan took this calendar"},
        {"1872-12-31", "'1872-12-31' lies outside the years 1873 to 2100"},
        {"2101-01-01", "'2101-01-01' lies outside the years 1873 to 2100"},
        {"令和83年1月1日", "'令和83年1月1日' lies outside the years 1873 to 2100"},
        {"00000000", "'00000000' lies outside the years 1873 to 2100"},
        {"+99999d", "'+99999d' lies outside the years 1873 to 2100"},
        {"-99999d", "'-99999d' lies outside the years 1873 to 2100"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(reason_of(parse_date, text) == expected);
    }
}

TEST_CASE("what is no day at all is refused with the forms there are") {
    const std::string hint = " is not a day; write it as 2026-04-01 or 令和8年4月1日";
    for (const std::string text : {"",
                                   " ",
                                   "x",
                                   "26-04-01",
                                   "2026-04",
                                   "2026",
                                   "202604",
                                   "2026041",
                                   "202604011",
                                   "2026-4/1",
                                   "2026/4-1",
                                   "2026-04-01T09:00",
                                   "2026-04-01 09:00",
                                   "2026年4月1",
                                   "2026年4/1",
                                   "令和8年度4月1日",
                                   "令和年4月1日",
                                   "令和0年4月1日",
                                   "令和123年4月1日",
                                   "令和2026年4月1日",
                                   "慶応3年1月1日",
                                   "元年1月1日",
                                   "R8",
                                   "R8.4",
                                   "tomorrow",
                                   "Today",
                                   "+30",
                                   "30d",
                                   "+d",
                                   "+1234567d",
                                   "++1d",
                                   "20 26-04-01",
                                   "2026--04-01",
                                   "2026-004-01",
                                   "2026-04-001",
                                   "-2026-04-01",
                                   "0000-01-01",
                                   "2026-04-01-",
                                   "2026-04-01x",
                                   "令和",
                                   "R",
                                   "\xff",
                                   "2026-04-0\xff",
                                   "4/1",
                                   "4月1日"}) {
        CAPTURE(text);
        CHECK(reason_of(parse_date, text.c_str()) == "'" + text + "'" + hint);
    }
}

TEST_CASE("endless text is refused without being repeated") {
    const std::string text(100'000, '1');
    CHECK(reason_of(parse_date, text.c_str()).size() < 200);
    CHECK(reason_of(parse_month, text.c_str()).size() < 200);
    CHECK(reason_of(parse_fiscal_year, text.c_str()).size() < 200);
}

TEST_CASE("every way of writing a day means that day") {
    for (auto date = make_date(1873, 1, 1); date <= make_date(2100, 12, 31); date = date + 13) {
        const auto [year, month, day] = parts(date);
        for (const auto& text :
             {to_text(date), fmt::format("{}/{}/{}", year, month, day), fmt::format("{}. {}. {}", year, month, day),
              fmt::format("{:04}{:02}{:02}", year, month, day), fmt::format("{}年{}月{}日", year, month, day), to_wareki(date)})
            if (parse_date(text, today) != date) FAIL_CHECK(text);
    }
}

TEST_CASE("an era day is accepted exactly when the era has it") {
    constexpr std::pair<char, int> eras[] = {{'M', 1868}, {'T', 1912}, {'S', 1926}, {'H', 1989}, {'R', 2019}};
    constexpr const char* names[] = {"明治", "大正", "昭和", "平成", "令和"};
    for (std::size_t i = 0; i < 5; ++i)
        for (int number = 1; number <= 99; ++number)
            for (const auto& [month, day] : {std::pair{1, 7}, {1, 8}, {4, 30}, {5, 1}, {7, 29}, {7, 30}, {12, 24}, {12, 25}}) {
                const int year = eras[i].second + number - 1;
                const auto text = fmt::format("{}{}.{}.{}", eras[i].first, number, month, day);
                const auto known = year >= 1873 && year <= 2100 && to_wareki(make_date(year, month, day)).starts_with(names[i]);
                const bool accepted = reason_of(parse_date, text.c_str()).starts_with("accepted");
                if (accepted != known) FAIL_CHECK(text);
            }
}

TEST_CASE("a month is read in every form staff write") {
    const Table table{
        {"2026-04", "2026-04"},     {"2026/4", "2026-04"},      {"2026.4", "2026-04"},       {"2026年4月", "2026-04"},
        {"令和8年4月", "2026-04"},  {"R8.4", "2026-04"},        {"令8. 4", "2026-04"},       {"２０２６年４月", "2026-04"},
        {"平成31年4月", "2019-04"}, {"令和元年5月", "2019-05"}, {"昭和64年1月", "1989-01"},  {"平成元年1月", "1989-01"},
        {"明治45年7月", "1912-07"}, {"大正元年7月", "1912-07"}, {"大正15年12月", "1926-12"}, {"昭和元年12月", "1926-12"},
        {"this-month", "2026-04"},  {"last-month", "2026-03"},  {"1873-01", "1873-01"},      {"2100-12", "2100-12"}};
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(to_text(parse_month(text, today)) == expected);
    }
    CHECK(to_text(parse_month("last-month", make_date(2026, 1, 31))) == "2025-12");
}

TEST_CASE("a month that never was is refused with the reason") {
    const Table table{
        {"平成31年5月", "'平成31年5月' lies after the end of 平成 on 平成31年4月30日; write 2019-05"},
        {"令和元年4月", "'令和元年4月' lies before the start of 令和 on 令和元年5月1日; write 2019-04"},
        {"明治5年12月", "'明治5年12月' lies before 1873-01-01 (明治6年1月1日), when Japan took this calendar"},
        {"2026-13", "'2026-13': there is no month 13"},
        {"2101-01", "'2101-01' lies outside the years 1873 to 2100"},
        {"2026", "'2026' is not a month; write it as 2026-04 or 令和8年4月"},
        {"2026-04-01", "'2026-04-01' is not a month; write it as 2026-04 or 令和8年4月"},
        {"2026年4", "'2026年4' is not a month; write it as 2026-04 or 令和8年4月"},
        {"", "'' is not a month; write it as 2026-04 or 令和8年4月"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(reason_of(parse_month, text) == expected);
    }
}

TEST_CASE("a fiscal year is read in every form staff write") {
    const Table table{{"FY2026", "FY2026"},     {"fy2026", "FY2026"},     {"ＦＹ２０２６", "FY2026"}, {"2026", "FY2026"},
                      {"2026年度", "FY2026"},   {"令和8年度", "FY2026"},  {"R8年度", "FY2026"},       {"令和８年度", "FY2026"},
                      {"R8", "FY2026"},         {"令和元年度", "FY2019"}, {"平成31年度", "FY2019"},   {"平成元年度", "FY1989"},
                      {"昭和63年度", "FY1988"}, {"昭和元年度", "FY1926"}, {"大正15年度", "FY1926"},   {"this-year", "FY2026"},
                      {"last-year", "FY2025"}};
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(to_text(parse_fiscal_year(text, today)) == expected);
    }
    CHECK(to_text(parse_fiscal_year("this-year", make_date(2026, 3, 31))) == "FY2025");
}

TEST_CASE("a fiscal year that never was is refused with the reason") {
    const Table table{
        {"平成32年度", "'平成32年度' lies after the end of 平成 on 平成31年4月30日; write FY2020"},
        {"昭和64年度", "'昭和64年度' lies after the end of 昭和 on 昭和64年1月7日; write FY1989"},
        {"FY2101", "'FY2101' lies outside the years 1873 to 2100"},
        {"明治5年度", "'明治5年度' lies before 1873-01-01 (明治6年1月1日), when Japan took this calendar"},
        {"FY26", "'FY26' is not a fiscal year; write it as FY2026 or 令和8年度"},
        {"FYR8", "'FYR8' is not a fiscal year; write it as FY2026 or 令和8年度"},
        {"2026年", "'2026年' is not a fiscal year; write it as FY2026 or 令和8年度"},
        {"2026-04", "'2026-04' is not a fiscal year; write it as FY2026 or 令和8年度"},
        {"", "'' is not a fiscal year; write it as FY2026 or 令和8年度"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(reason_of(parse_fiscal_year, text) == expected);
    }
}
