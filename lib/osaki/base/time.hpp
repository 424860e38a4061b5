// Days, months, fiscal years and instants in Japan time (UTC+09:00, no exception), with the forms staff write.
// Nothing here asks the machine for the time or its zone.
#pragma once

#include "osaki/base/error.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osaki {

// A business day in the proleptic Gregorian calendar.
struct Date {
    std::int32_t days = 0;  // since 1970-01-01
    auto operator<=>(const Date&) const = default;
};
struct YearMonthDay {
    int year, month, day;
};
Date make_date(int year, int month, int day);  // a day that exists, else Code::bug
bool day_exists(int year, int month, int day);
YearMonthDay parts(Date date);
constexpr Date operator+(Date date, int days) {
    return {date.days + days};
}
constexpr int operator-(Date a, Date b) {
    return a.days - b.days;
}
std::string to_text(Date date);    // 2026-04-01
std::string to_wareki(Date date);  // 令和8年4月1日; 元年 for the first year; ISO before 1873

struct Month {
    std::int32_t months = 0;  // since 1970-01
    auto operator<=>(const Month&) const = default;
};
std::string to_text(Month month);  // 2026-04
Month month_of(Date date);
Date first_day(Month month);
Date last_day(Month month);

struct Period {
    Month from = {}, to = {};  // with both of them
};

// April to March.
struct FiscalYear {
    std::int32_t year = 0;
    auto operator<=>(const FiscalYear&) const = default;
};
std::string to_text(FiscalYear year);  // FY2026
FiscalYear fiscal_year_of(Date date);
Date first_day(FiscalYear year);
Date last_day(FiscalYear year);

struct Timestamp {
    std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
    auto operator<=>(const Timestamp&) const = default;
};
std::string to_text(Timestamp instant);                           // 2026-04-01T09:00:00+09:00
Date date_of(Timestamp instant);                                  // the day in Japan
std::optional<Timestamp> parse_timestamp(std::string_view text);  // the form to_text writes

// All forms of commands.md: 2026-04-01 2026/4/1 20260401 令和8年4月1日 R8.4.1 令8.4.1 昭32. 7. 1 H30/4/1, full-width
// digits, 元年, today yesterday +30d -7d. Eras are strict. Code::invalid with the reason when no such day exists.
Date parse_date(std::string_view text, Date today);
Month parse_month(std::string_view text, Date today);             // 2026-04 2026/4 令和8年4月 R8.4 last-month this-month
FiscalYear parse_fiscal_year(std::string_view text, Date today);  // FY2026 2026 令和8年度 R8年度 this-year last-year

}  // namespace osaki
