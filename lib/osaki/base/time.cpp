// Calendar arithmetic and the printed forms of days, months, fiscal years and instants.
#include "osaki/base/time.hpp"

#include "osaki/base/calendar.hpp"

#include <array>

#include <fmt/compile.h>

namespace osaki {

namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t japan_offset = 9 * 3600;
constexpr std::int64_t days_per_400_years = 146'097;
constexpr std::int64_t days_per_century = 36'524;
constexpr std::int64_t days_per_4_years = 1'461;
// Years are counted from March, so that the leap day comes last: 0000-03-01.
constexpr std::int64_t epoch_shift = 719'468;
constexpr std::string_view japan_suffix = "+09:00";

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

constexpr bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int month_length(int year, int month) {
    constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

constexpr Date civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t cycle = floor_div(y, 400);
    const std::int64_t year_of_cycle = y - cycle * 400;
    const std::int64_t month_from_march = (month + 9) % 12;
    const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    const std::int64_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    return {static_cast<std::int32_t>(cycle * days_per_400_years + day_of_cycle - epoch_shift)};
}

// The eras as people know them, against the day numbers calendar.hpp writes.
static_assert(civil(1873, 1, 1) == first_gregorian_day && civil(2100, 12, 31) == last_known_day);
static_assert(civil(1912, 7, 30) == eras[1].first_day && civil(1926, 12, 25) == eras[2].first_day);
static_assert(civil(1989, 1, 8) == eras[3].first_day && civil(2019, 5, 1) == eras[4].first_day);

std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

bool day_exists(int year, int month, int day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

Date make_date(int year, int month, int day) {
    if (!day_exists(year, month, day)) fail(Code::bug, N_("there is no day {}-{}-{}"), year, month, day);
    return civil(year, month, day);
}

YearMonthDay parts(Date date) {
    const std::int64_t shifted = date.days + epoch_shift;
    const std::int64_t cycle = floor_div(shifted, days_per_400_years);
    const std::int64_t day_of_cycle = shifted - cycle * days_per_400_years;
    const std::int64_t leap_days =
        day_of_cycle / (days_per_4_years - 1) - day_of_cycle / days_per_century + day_of_cycle / (days_per_400_years - 1);
    const std::int64_t year_of_cycle = (day_of_cycle - leap_days) / 365;
    const std::int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const auto month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return {static_cast<int>(cycle * 400 + year_of_cycle) + (month <= 2 ? 1 : 0), month,
            static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

std::string to_text(Date date) {
    const auto [year, month, day] = parts(date);
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), year, month, day);
}

const Era* era_of(Date date) {
    const Era* found = nullptr;
    for (const auto& era : eras)
        if (date >= era.first_day) found = &era;
    return found;
}

Date last_day(const Era& era) {
    const bool present = &era == &eras.back();
    return present ? last_known_day : (&era + 1)->first_day + -1;
}

std::string to_wareki(Date date) {
    const auto* era = era_of(date);
    if (!era) return to_text(date);
    const auto [year, month, day] = parts(date);
    const int number = year - era->first_year + 1;
    if (number == 1) return fmt::format("{}元年{}月{}日", era->name, month, day);
    return fmt::format("{}{}年{}月{}日", era->name, number, month, day);
}

std::string to_text(Month month) {
    const auto [year, number, day] = parts(first_day(month));
    return fmt::format(FMT_COMPILE("{:04}-{:02}"), year, number);
}

Month month_of(Date date) {
    const auto [year, month, day] = parts(date);
    return {(year - 1970) * 12 + month - 1};
}

Date first_day(Month month) {
    const auto years = static_cast<int>(floor_div(month.months, 12));
    return civil(1970 + years, month.months - years * 12 + 1, 1);
}

Date last_day(Month month) {
    return first_day(Month{month.months + 1}) + -1;
}

std::string to_text(FiscalYear year) {
    return fmt::format("FY{:04}", year.year);
}

FiscalYear fiscal_year_of(Date date) {
    const auto [year, month, day] = parts(date);
    return {month >= 4 ? year : year - 1};
}

Date first_day(FiscalYear year) {
    return civil(year.year, 4, 1);
}

Date last_day(FiscalYear year) {
    return civil(year.year + 1, 3, 31);
}

Date date_of(Timestamp instant) {
    return {static_cast<std::int32_t>(floor_div(instant.seconds + japan_offset, seconds_per_day))};
}

std::string to_text(Timestamp instant) {
    const auto date = date_of(instant);
    const auto second = instant.seconds + japan_offset - date.days * seconds_per_day;
    const auto [year, month, day] = parts(date);
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}"), year, month, day, second / 3600, second / 60 % 60,
                       second % 60, japan_suffix);
}

std::optional<Date> iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
    if (!year || !month || !day || !day_exists(*year, *month, *day)) return std::nullopt;
    return civil(*year, *month, *day);
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    if (text.size() != 25 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || !text.ends_with(japan_suffix))
        return std::nullopt;
    const auto date = iso_date(text.substr(0, 10));
    const auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return Timestamp{date->days * seconds_per_day + *hour * 3600 + *minute * 60 + *second - japan_offset};
}

}  // namespace osaki
