#include "osaki/workbook/shown.hpp"

#include "osaki/base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace osaki {

namespace {

// The first section of a format without quoted text, escapes and brackets, in lower case; [h] and the like stay as h.
struct Section {
    std::string letters;
    std::string literal;  // letters with the literals in place, for layouts of zeros
};

// A bracket holds a colour, a condition, a locale, or hours beyond a day.
std::string_view elapsed_letters(std::string_view inside) {
    return inside.find_first_not_of("hmsHMS") == std::string_view::npos ? inside : std::string_view{};
}

Section first_section(std::string_view code) {
    Section section;
    const auto add_literal = [&](std::string_view text) { section.literal += text; };
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"' || c == '[') {
            const auto end = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size());
            const auto inside = code.substr(i + 1, end - i - 1);
            if (c == '"') add_literal(inside);
            else section.letters += elapsed_letters(inside);
            i = end;
        } else if (c == '\\' && i + 1 < code.size()) {
            add_literal(code.substr(++i, 1));
        } else if ((c == '_' || c == '*') && i + 1 < code.size()) {
            ++i;
        } else {
            section.letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            add_literal(code.substr(i, 1));
        }
    }
    return section;
}

bool has_any(std::string_view text, std::string_view of) {
    return text.find_first_of(of) != std::string_view::npos;
}

// 1.5E+10 is a number; an e alone is the year of an era.
void remove_exponent(std::string& letters) {
    for (const std::string_view exponent : {"e+", "e-"})
        if (const auto at = letters.find(exponent); at != std::string::npos) letters.erase(at, 2);
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string without_tail(std::string digits) {
    if (digits.find('.') == std::string::npos) return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
    return digits;
}

std::string number_text(double value) {
    if (value == 0) return "0";
    const auto short_form = fmt::format("{:.15g}", value);
    if (short_form.find('e') == std::string::npos) return short_form;
    auto digits = fmt::format("{:.14e}", value);
    const auto exponent = std::stoi(digits.substr(digits.find('e') + 1));
    if (exponent < 0) return without_tail(fmt::format("{:.{}f}", value, 14 - exponent));
    digits.erase(digits.find('e'));
    std::erase(digits, '.');
    return digits + std::string(static_cast<std::size_t>(exponent) - 14, '0');
}

// 471500082 as 0000000000 is 0471500082.
std::string laid_out(const std::string& digits, std::string_view zeros) {
    if (has_any(digits, ".-")) return digits;
    std::string text;
    auto next = digits.size();
    for (auto place = zeros.rbegin(); place != zeros.rend(); ++place) {
        if (*place == '0') text += next > 0 ? digits[--next] : '0';
        else text += *place;
    }
    while (next > 0) text += digits[--next];
    return {text.rbegin(), text.rend()};
}

// Days of the file's calendar to text; nothing outside it.
std::optional<std::string> day_text(std::int64_t serial, bool is_1904) {
    constexpr std::int64_t last_serial = 2958465;  // 9999-12-31
    if (serial < 0 || serial > last_serial) return std::nullopt;
    constexpr int from_1904 = -24107;  // 1904-01-01
    constexpr int from_1900 = -25569;  // 1899-12-30: right from 1 March 1900 on
    const auto day = static_cast<std::int32_t>(serial);
    if (is_1904) return to_text(Date{from_1904 + day});
    if (serial == 60) return "1900-02-29";
    if (serial == 0) return "1900-01-00";
    return to_text(Date{from_1900 + day + (serial < 60 ? 1 : 0)});
}

std::string clock_text(std::int64_t seconds) {
    const auto text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? text : text + fmt::format(":{:02}", seconds % 60);
}

std::string time_text(double value, bool is_1904, Wear wear) {
    constexpr std::int64_t day = 86400;
    const auto whole = std::llround(value * static_cast<double>(day));
    const auto date = day_text(whole / day, is_1904);
    if (!date || value < 0) return number_text(value);
    if (wear == Wear::time && whole < day) return clock_text(whole);
    return whole % day == 0 ? *date : *date + "T" + clock_text(whole % day);
}

}  // namespace

NumberFormat built_in_format(int id) {
    const auto is_in = [id](int from, int to) { return id >= from && id <= to; };
    if (is_in(9, 10)) return {Wear::percent, {}};
    if (is_in(18, 21) || is_in(32, 33) || is_in(45, 47)) return {Wear::time, {}};
    if (id == 22) return {Wear::date_time, {}};
    if (is_in(14, 17) || is_in(27, 36) || is_in(50, 58)) return {Wear::date, {}};
    return {};
}

NumberFormat format_of_code(std::string_view code) {
    auto section = first_section(code);
    auto& letters = section.letters;
    for (const std::string_view general : {"general", "g/標準"})
        if (letters.find(general) != std::string::npos) return {};
    remove_exponent(letters);
    const bool has_clock = has_any(letters, "hs");
    const bool has_day = has_any(letters, "ydegb") || letters.find("aaa") != std::string::npos;
    if (has_day || has_any(letters, "m") || has_clock)
        return {has_clock ? has_day ? Wear::date_time : Wear::time : Wear::date, {}};
    if (has_any(letters, "%")) return {Wear::percent, {}};
    const auto& layout = section.literal;
    if (layout.size() > 1 && layout.find_first_not_of("0-") == std::string::npos && layout.front() == '0')
        return {Wear::zeros, layout};
    return {};
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

std::string plain_number(std::string_view stored) {
    const bool is_short_integer =
        stored.size() <= 15 && !stored.empty() && stored.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_short_integer && (stored.front() != '0' || stored.size() == 1)) return std::string(stored);
    const auto value = number_of(stored);
    return value ? number_text(*value) : std::string(stored);
}

std::string shown_number(std::string_view stored, const NumberFormat& format, bool is_1904) {
    if (format.wear == Wear::plain) return plain_number(stored);
    const auto value = number_of(stored);
    if (!value) return std::string(stored);
    constexpr double most_days = 2958466;  // 9999-12-31 and its hours
    const bool is_day = format.wear == Wear::date || format.wear == Wear::time || format.wear == Wear::date_time;
    if (is_day && !(*value >= 0 && *value < most_days)) return number_text(*value);
    switch (format.wear) {
        case Wear::date:
            return day_text(static_cast<std::int64_t>(*value), is_1904).value_or(number_text(*value));
        case Wear::time:
        case Wear::date_time:
            return time_text(*value, is_1904, format.wear);
        case Wear::percent:
            return number_text(*value * 100) + "%";
        case Wear::zeros:
            return laid_out(number_text(*value), format.zeros);
        case Wear::plain:
            break;
    }
    return number_text(*value);
}

}  // namespace osaki
