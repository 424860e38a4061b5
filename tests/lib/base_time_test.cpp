// The calendar: days, months, fiscal years, instants; the era table against ICU's Japanese calendar.
#include "osaki/base/time.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>

#include <unicode/calendar.h>
#include <unicode/timezone.h>

using namespace osaki;

namespace {

std::unique_ptr<icu::Calendar> japanese_calendar() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(icu::TimeZone::createTimeZone("GMT"), icu::Locale("ja_JP@calendar=japanese"), status));
    REQUIRE(U_SUCCESS(status));
    return calendar;
}

std::string wareki_by_icu(icu::Calendar& calendar, Date date) {
    constexpr int meiji = 232;
    constexpr std::array names{"明治", "大正", "昭和", "平成", "令和"};
    UErrorCode status = U_ZERO_ERROR;
    calendar.setTime(date.days * 86'400'000.0, status);
    const auto field = [&](UCalendarDateFields which) { return calendar.get(which, status); };
    const auto year = field(UCAL_YEAR);
    std::string text = names.at(static_cast<std::size_t>(field(UCAL_ERA) - meiji));
    text += (year == 1 ? "元" : std::to_string(year)) + "年" + std::to_string(field(UCAL_MONTH) + 1) + "月";
    text += std::to_string(field(UCAL_DATE)) + "日";
    REQUIRE(U_SUCCESS(status));
    return text;
}

}  // namespace

TEST_CASE("every day from 1873 to 2100 has the era day that ICU gives it, and is read back from it") {
    const auto calendar = japanese_calendar();
    const auto today = make_date(2026, 4, 1);
    int wrong = 0;
    for (auto date = make_date(1873, 1, 1); date <= make_date(2100, 12, 31); date = date + 1) {
        const auto expected = wareki_by_icu(*calendar, date);
        const bool right = to_wareki(date) == expected && parse_date(expected, today) == date;
        if (!right) {
            ++wrong;
            CAPTURE(expected);
            CHECK(to_wareki(date) == expected);
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("days and their parts agree over four centuries and far beyond") {
    auto date = make_date(1800, 1, 1);
    for (int year = 1800; year < 2200; ++year)
        for (int month = 1; month <= 12; ++month)
            for (int day = 1; day_exists(year, month, day); ++day, date = date + 1) {
                const auto p = parts(date);
                if (p.year != year || p.month != month || p.day != day || make_date(year, month, day) != date)
                    FAIL(to_text(date));
            }
    CHECK(to_text(date) == "2200-01-01");
    CHECK(make_date(1970, 1, 1).days == 0);
    CHECK(make_date(1, 1, 1).days == -719162);
    CHECK(make_date(9999, 12, 31).days == 2932896);
    CHECK(to_text(make_date(1, 1, 1)) == "0001-01-01");
    CHECK(parts({-719163}).year == 0);
    CHECK(parts({INT32_MIN}).month >= 1);
    CHECK(parts({INT32_MAX}).month <= 12);
}

TEST_CASE("leap days exist in leap years only") {
    CHECK(day_exists(2024, 2, 29));
    CHECK(day_exists(2000, 2, 29));
    CHECK(!day_exists(2026, 2, 29));
    CHECK(!day_exists(1900, 2, 29));
    CHECK(!day_exists(2100, 2, 29));
    for (const auto& [month, day] : {std::pair{0, 1}, {13, 1}, {4, 31}, {1, 0}, {1, 32}, {-1, 1}})
        CHECK(!day_exists(2026, month, day));
    CHECK(!day_exists(0, 1, 1));
    CHECK(!day_exists(10000, 1, 1));
    CHECK_THROWS_AS(make_date(2026, 2, 29), Error);
}

TEST_CASE("a day on which two eras meet belongs to the newer one, and its first year is 元年") {
    CHECK(to_wareki(make_date(1912, 7, 29)) == "明治45年7月29日");
    CHECK(to_wareki(make_date(1912, 7, 30)) == "大正元年7月30日");
    CHECK(to_wareki(make_date(1926, 12, 24)) == "大正15年12月24日");
    CHECK(to_wareki(make_date(1926, 12, 25)) == "昭和元年12月25日");
    CHECK(to_wareki(make_date(1989, 1, 7)) == "昭和64年1月7日");
    CHECK(to_wareki(make_date(1989, 1, 8)) == "平成元年1月8日");
    CHECK(to_wareki(make_date(2019, 4, 30)) == "平成31年4月30日");
    CHECK(to_wareki(make_date(2019, 5, 1)) == "令和元年5月1日");
    CHECK(to_wareki(make_date(1872, 12, 31)) == "1872-12-31");
}

TEST_CASE("months begin and end where the calendar says") {
    const auto february = month_of(make_date(2024, 2, 10));
    CHECK(to_text(february) == "2024-02");
    CHECK(to_text(first_day(february)) == "2024-02-01");
    CHECK(to_text(last_day(february)) == "2024-02-29");
    CHECK(to_text(last_day(month_of(make_date(2026, 12, 1)))) == "2026-12-31");
    CHECK(to_text(month_of(make_date(1969, 12, 31))) == "1969-12");
    CHECK(to_text(first_day(Month{-1})) == "1969-12-01");
    CHECK(to_text(first_day(Month{-12})) == "1969-01-01");
    for (int months = -1200; months < 1600; ++months) {
        CAPTURE(months);
        CHECK(month_of(first_day(Month{months})) == Month{months});
        CHECK(last_day(Month{months}) + 1 == first_day(Month{months + 1}));
    }
}

TEST_CASE("a fiscal year runs from April to March") {
    CHECK(to_text(fiscal_year_of(make_date(2026, 3, 31))) == "FY2025");
    CHECK(to_text(fiscal_year_of(make_date(2026, 4, 1))) == "FY2026");
    CHECK(to_text(first_day(FiscalYear{2026})) == "2026-04-01");
    CHECK(to_text(last_day(FiscalYear{2026})) == "2027-03-31");
}

TEST_CASE("instants are written in Japan's time and read back") {
    CHECK(to_text(Timestamp{0}) == "1970-01-01T09:00:00+09:00");
    CHECK(to_text(Timestamp{1775001600}) == "2026-04-01T09:00:00+09:00");
    CHECK(to_text(date_of(Timestamp{1774969199})) == "2026-03-31");
    CHECK(to_text(date_of(Timestamp{1774969200})) == "2026-04-01");
    CHECK(to_text(Timestamp{-32401}) == "1969-12-31T23:59:59+09:00");
    for (std::int64_t seconds = -4'000'000'000; seconds < 4'000'000'000; seconds += 7'654'321) {
        CAPTURE(seconds);
        CHECK(parse_timestamp(to_text(Timestamp{seconds})) == Timestamp{seconds});
    }
}

TEST_CASE("an instant is read in the one form it is written in") {
    for (const auto* text :
         {"", "2026-04-01", "2026-04-01T09:00:00", "2026-04-01T09:00:00Z", "2026-04-01T09:00:00+00:00",
          "2026-04-01 09:00:00+09:00", "2026-04-01T24:00:00+09:00", "2026-04-01T09:60:00+09:00", "2026-04-01T09:00:60+09:00",
          "2026-02-29T09:00:00+09:00", "2026-04-01T0x:00:00+09:00", "2026-04-01T09-00:00+09:00", "2026-04-01T09:00:00+09:00 "}) {
        CAPTURE(text);
        CHECK(!parse_timestamp(text));
    }
}
