// Numbers of records as text and back.
#include "osaki/base/id.hpp"

#include "osaki/base/text.hpp"

#include <charconv>
#include <iterator>
#include <limits>

namespace osaki {

namespace {

constexpr std::size_t year_digits = 4;
constexpr std::size_t most_digits = 18;  // fits 63 bits whatever the digits are

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<std::int64_t> digits_of(std::string_view text) {
    if (text.empty() || text.size() > most_digits) return std::nullopt;
    for (const char c : text)
        if (!is_digit(c)) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void append_padded(std::string& to, std::int64_t value, std::size_t least) {
    char digits[std::numeric_limits<std::int64_t>::digits10 + 1];
    const auto length = static_cast<std::size_t>(std::to_chars(std::begin(digits), std::end(digits), value).ptr - digits);
    if (length < least) to.append(least - length, '0');
    to.append(digits, length);
}

// Takes the dash between year and serial: people type any of them, and NFKC unifies only the full-width one.
bool take_dash(std::string_view& text) {
    for (const std::string_view dash : {"-", "‐", "‒", "–", "—", "―", "−", "ー"})
        if (text.starts_with(dash)) {
            text.remove_prefix(dash.size());
            return true;
        }
    return false;
}

std::optional<std::int64_t> parse_yearly(std::string_view text) {
    const auto year = digits_of(text.substr(0, year_digits));
    if (!year || *year < 1000) return std::nullopt;
    text.remove_prefix(year_digits);
    if (!take_dash(text)) return std::nullopt;
    const auto serial = digits_of(text);
    if (!serial || *serial == 0 || *serial >= yearly_base) return std::nullopt;
    return *year * yearly_base + *serial;
}

}  // namespace

std::string format_id(IdForm form, std::int64_t value) {
    if (value <= 0) return {};
    std::string text(1, form.prefix);
    if (form.yearly) append_padded(text, value / yearly_base, year_digits), text += '-';
    append_padded(text, form.yearly ? value % yearly_base : value, static_cast<std::size_t>(form.digits));
    return text;
}

std::optional<std::int64_t> parse_id(IdForm form, std::string_view text) {
    constexpr std::size_t longest_sensible = 128;
    if (text.size() > longest_sensible) return std::nullopt;
    const auto plain = normalise(text);
    auto rest = trim(plain);
    if (rest.empty() || upper(rest.front()) != form.prefix) return std::nullopt;
    rest.remove_prefix(1);
    if (form.yearly) return parse_yearly(rest);
    const auto serial = digits_of(rest);
    return serial && *serial > 0 ? serial : std::nullopt;
}

}  // namespace osaki
