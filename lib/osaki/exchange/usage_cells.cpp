// Months and numbers as people and workbooks write them.
#include "osaki/exchange/usage_file.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace osaki {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool ends_off(std::string& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.erase(text.size() - end.size());
    return true;
}

// 1,234,567: three digits behind every comma.
bool take_commas(std::string& digits) {
    for (auto comma = digits.rfind(','), end = digits.size(); comma != std::string::npos; comma = digits.rfind(',')) {
        if (end - comma != 4 || comma == 0) return false;
        digits.erase(comma, 1);
        end = comma;
    }
    return true;
}

}  // namespace

Month usage_month(std::string_view cell, Date today) {
    auto plain = normalise(trim(cell));
    if (ends_off(plain, "分")) return usage_month(plain, today);
    if (plain.size() == 6 && std::ranges::all_of(plain, is_digit)) return parse_month(plain.insert(4, 1, '-'), today);
    try {
        return parse_month(cell, today);
    } catch (const Error&) {
        // a workbook makes a day of a month, and so do programs
        if (std::ranges::count(plain, '-') + std::ranges::count(plain, '/') != 2) throw;
        const auto day = parse_date(cell, today);
        const auto month = month_of(day);
        if (day != first_day(month) && day != last_day(month)) throw;
        return month;
    }
}

std::optional<std::int64_t> usage_number(std::string_view cell) {
    constexpr std::string_view nothing[] = {"", "-", "‐", "–", "—", "―", "−", "ー", "不明"};
    auto plain = normalise(trim(cell));
    if (std::ranges::find(nothing, plain) != std::end(nothing)) return std::nullopt;
    for (const std::string_view unit : {"回", "件", "日", "人"})
        if (ends_off(plain, unit)) break;
    plain = std::string(trim(plain));
    ends_off(plain, ".0");  // as some programs write whole numbers
    std::int64_t number = 0;
    const bool is_grouped = take_commas(plain);
    const auto* end = plain.data() + plain.size();
    const auto [rest, error] = std::from_chars(plain.data(), end, number);
    if (!is_grouped || error != std::errc() || rest != end || number < 0 || number > most_usage)
        fail(Code::invalid, N_("{} is no number of times; write a whole number from 0, or leave it empty when it is not known"),
             cell);
    return number;
}

}  // namespace osaki
