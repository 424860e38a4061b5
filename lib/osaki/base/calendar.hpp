// What time.cpp and time_parse.cpp share: the eras, and reading the stored form of a day.
#pragma once

#include "osaki/base/time.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace osaki {

struct Era {
    std::string_view name;     // 令和
    std::string_view initial;  // 令
    char letter;               // R
    int first_year;            // the Gregorian year of its 元年
    Date first_day;            // a day on which two eras meet belongs to the newer one
};

// Meiji counts from the adoption of the Gregorian calendar: its earlier days were lunar ones.
inline constexpr Date first_gregorian_day{-35428};  // 1873-01-01
inline constexpr Date last_known_day{47846};        // 2100-12-31

// Oldest first.
inline constexpr std::array<Era, 5> eras{{{"明治", "明", 'M', 1868, first_gregorian_day},
                                          {"大正", "大", 'T', 1912, {-20974}},   // 1912-07-30
                                          {"昭和", "昭", 'S', 1926, {-15713}},   // 1926-12-25
                                          {"平成", "平", 'H', 1989, {6947}},     // 1989-01-08
                                          {"令和", "令", 'R', 2019, {18017}}}};  // 2019-05-01

// The era of a day, or none before 1873.
const Era* era_of(Date date);
// The last day of an era; last_known_day for the present one.
Date last_day(const Era& era);

// Exactly YYYY-MM-DD, a day that exists.
std::optional<Date> iso_date(std::string_view text);

}  // namespace osaki
