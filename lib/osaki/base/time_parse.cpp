// Days, months and fiscal years as staff write them. Eras are strict: a day an era does not have is refused with the reason.
#include "osaki/base/calendar.hpp"
#include "osaki/base/text.hpp"
#include "osaki/base/time.hpp"

namespace osaki {

namespace {

constexpr int first_year = 1873, last_year = 2100;

// What was typed, cut to what a message can bear.
std::string_view shown(std::string_view text) {
    constexpr std::size_t most_columns = 40;
    return cut_to_width(text, most_columns);
}

[[noreturn]] void refuse(std::string_view text, const char* reason) {
    fail(Code::invalid, reason, shown(text));
}

constexpr auto not_a_day = N_("'{}' is not a day; write it as 2026-04-01 or 令和8年4月1日");
constexpr auto not_a_month = N_("'{}' is not a month; write it as 2026-04 or 令和8年4月");
constexpr auto not_a_fiscal_year = N_("'{}' is not a fiscal year; write it as FY2026 or 令和8年度");
constexpr auto out_of_range = N_("'{}' lies outside the years 1873 to 2100");
constexpr auto meiji_lunar = N_("'{}' lies before 1873-01-01 (明治6年1月1日), when Japan took this calendar");

// Text without the differences of width, and nothing when it is too long to be a date.
std::string reading_form(std::string_view text) {
    constexpr std::size_t longest_sensible = 100;
    if (text.size() > longest_sensible) return {};
    const auto plain = normalise(text);
    return std::string(trim(plain));
}

// Walks over the text from left to right; blanks may stand between any two parts.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    bool take(std::string_view word) {
        if (word.empty() || !rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        rest_ = trim(rest_);
        return true;
    }
    // A letter in either case.
    bool take_letter(char upper) {
        return take(std::string_view(&upper, 1)) || take(std::string(1, static_cast<char>(upper - 'A' + 'a')));
    }
    std::optional<int> number(std::size_t least_digits, std::size_t most_digits) {
        std::size_t count = 0;
        int value = 0;
        for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count) {
            if (count == most_digits) return std::nullopt;
            value = value * 10 + (rest_[count] - '0');
        }
        if (count < least_digits) return std::nullopt;
        rest_ = trim(rest_.substr(count));
        return value;
    }
    // One of - / . that stands between the parts of a day, or empty.
    std::string_view separator() {
        const std::string_view found = rest_.substr(0, rest_.find_first_of("-/.") == 0 ? 1 : 0);
        take(found);
        return found;
    }

private:
    std::string_view rest_;
};

struct Year {
    int number = 0;                   // Gregorian
    const Era* era = nullptr;         // when it was written in an era
    bool fiscal = false;              // written with 年度
    std::string_view separator = {};  // between this and the month; 年 is one
};

const Era* take_era(Reader& reader) {
    for (const auto& era : eras)
        if (reader.take(era.name) || reader.take(era.initial) || reader.take_letter(era.letter)) return &era;
    return nullptr;
}

std::optional<Year> take_year(Reader& reader) {
    Year year;
    year.era = take_era(reader);
    auto number = year.era && reader.take("元") ? std::optional(1) : reader.number(year.era ? 1 : 4, year.era ? 2 : 4);
    if (!number || *number == 0) return std::nullopt;
    year.number = year.era ? year.era->first_year + *number - 1 : *number;
    year.fiscal = reader.take("年度");
    if (reader.take("年")) year.separator = "年";
    else year.separator = reader.separator();
    return year;
}

// The days that were named, and how they are named today.
struct NamedDays {
    Date first, last;
    std::string usual;
};

// Era and calendar year name the same days from two sides; this checks that they agree.
void check_era(std::string_view text, const Era& era, const NamedDays& named) {
    if (named.last < first_gregorian_day) refuse(text, meiji_lunar);
    if (named.first > last_day(era))
        fail(Code::invalid, N_("'{}' lies after the end of {} on {}; write {}"), shown(text), era.name, to_wareki(last_day(era)),
             named.usual);
    if (named.last < era.first_day)
        fail(Code::invalid, N_("'{}' lies before the start of {} on {}; write {}"), shown(text), era.name,
             to_wareki(era.first_day), named.usual);
}

void check_year(std::string_view text, const Year& year) {
    const bool known = year.number >= first_year && year.number <= last_year;
    if (known) return;
    refuse(text, year.era == &eras.front() ? meiji_lunar : out_of_range);
}

void check_month(std::string_view text, int month) {
    if (month < 1 || month > 12) fail(Code::invalid, N_("'{}': there is no month {}"), shown(text), month);
}

Date day_of(std::string_view text, const Year& year, int month, int day) {
    check_year(text, year);
    check_month(text, month);
    if (!day_exists(year.number, month, day)) {
        const auto last = last_day(month_of(make_date(year.number, month, 1)));
        fail(Code::invalid, N_("'{}': there is no day {}; the last day of that month is {}"), shown(text), day, last);
    }
    const auto date = make_date(year.number, month, day);
    if (year.era) check_era(text, *year.era, {date, date, to_wareki(date)});
    return date;
}

// 20260401
std::optional<Date> compact_day(std::string_view text, std::string_view plain) {
    if (plain.size() != 8 || plain.find_first_not_of("0123456789") != plain.npos) return std::nullopt;
    const int number = *Reader(plain).number(8, 8);
    return day_of(text, {number / 10000}, number / 100 % 100, number % 100);
}

// today, yesterday, +30d, -7d
std::optional<Date> relative_day(std::string_view text, std::string_view plain, Date today) {
    if (plain == "today") return today;
    if (plain == "yesterday") return today + -1;
    Reader reader(plain);
    const bool later = reader.take("+");
    if (!later && !reader.take("-")) return std::nullopt;
    const auto days = reader.number(1, 6);
    if (!days || !reader.take_letter('D') || !reader.at_end()) return std::nullopt;
    const auto date = today + (later ? *days : -*days);
    if (date < first_gregorian_day || date > last_known_day) refuse(text, out_of_range);
    return date;
}

std::optional<Date> calendar_day(std::string_view text, std::string_view plain) {
    Reader reader(plain);
    const auto year = take_year(reader);
    if (!year || year->fiscal || year->separator.empty()) return std::nullopt;
    const bool kanji = year->separator == "年";
    const auto month = reader.number(1, 2);
    if (!month || !reader.take(kanji ? "月" : year->separator)) return std::nullopt;
    const auto day = reader.number(1, 2);
    if (!day || (kanji && !reader.take("日")) || !reader.at_end()) return std::nullopt;
    return day_of(text, *year, *month, *day);
}

Month month_in(std::string_view text, const Year& year, int month) {
    check_year(text, year);
    check_month(text, month);
    const auto found = month_of(make_date(year.number, month, 1));
    if (year.era) check_era(text, *year.era, {first_day(found), last_day(found), to_text(found)});
    return found;
}

}  // namespace

Date parse_date(std::string_view text, Date today) {
    const auto plain = reading_form(text);
    if (const auto day = compact_day(text, plain)) return *day;
    if (const auto day = relative_day(text, plain, today)) return *day;
    if (const auto day = calendar_day(text, plain)) return *day;
    refuse(text, not_a_day);
}

Month parse_month(std::string_view text, Date today) {
    const auto plain = reading_form(text);
    if (plain == "this-month") return month_of(today);
    if (plain == "last-month") return {month_of(today).months - 1};
    Reader reader(plain);
    const auto year = take_year(reader);
    if (!year || year->fiscal || year->separator.empty()) refuse(text, not_a_month);
    const auto month = reader.number(1, 2);
    if (!month || (year->separator == "年" && !reader.take("月")) || !reader.at_end()) refuse(text, not_a_month);
    return month_in(text, *year, *month);
}

FiscalYear parse_fiscal_year(std::string_view text, Date today) {
    const auto plain = reading_form(text);
    if (plain == "this-year") return fiscal_year_of(today);
    if (plain == "last-year") return {fiscal_year_of(today).year - 1};
    Reader reader(plain);
    const bool marked = reader.take("FY") || reader.take("fy");
    const auto year = take_year(reader);
    const bool odd = !year || (marked && (year->era || year->fiscal)) || !year->separator.empty() || !reader.at_end();
    if (odd) refuse(text, not_a_fiscal_year);
    check_year(text, *year);
    const FiscalYear found{year->number};
    if (year->era) check_era(text, *year->era, {first_day(found), last_day(found), to_text(found)});
    return found;
}

}  // namespace osaki
