#include "osaki/print/chart_scale.hpp"

#include "osaki/base/text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace osaki {

namespace {

constexpr double most_written_out = 1e15;

double round_step(double rough, bool is_whole) {
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power >= rough * 0.999) step = factor * power;
    return is_whole ? std::max(step, 1.0) : step;
}

// The letter at the beginning of text, with what is not seen by itself (variation selectors, combining marks).
std::string_view first_letter(std::string_view text) {
    std::size_t end = 0;
    const auto pass = [&] {
        do ++end;
        while (end < text.size() && (text[end] & 0xC0) == 0x80);
    };
    pass();
    for (auto last = end; end < text.size(); last = end) {
        pass();
        if (display_width(text.substr(last, end - last)) > 0) return text.substr(0, last);
    }
    return text.substr(0, end);
}

// What no line begins with.
bool is_closing(std::string_view letter) {
    constexpr std::string_view closing = "、。，．・：；？！）］｝〉》」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%％";
    return !letter.empty() && closing.find(letter) != std::string_view::npos;
}

bool may_break(std::string_view before, std::string_view after) {
    if (is_closing(after)) return false;
    const bool is_opening = std::string_view("（［｛〈《「『【([{").find(before) != std::string_view::npos;
    const bool ends_word = before == " " || before == "　" || before == "-" || before == "/";
    return !is_opening && (ends_word || display_width(before) == 2 || display_width(after) == 2);
}

std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    for (; !text.empty(); text.remove_prefix(letters.back().size())) letters.push_back(first_letter(text));
    return letters;
}

// How many of the letters from `begin` make the next line.
std::size_t line_length(const std::vector<std::string_view>& letters, std::size_t begin, double width, double size) {
    double used = 0;
    std::size_t end = begin;
    while (end < letters.size() && used + width_of(letters[end], size) <= width) used += width_of(letters[end++], size);
    if (end == letters.size()) return end - begin;
    end = std::max(end, begin + 1);
    for (auto at = end; at > begin + 1; --at)
        if (at < letters.size() && may_break(letters[at - 1], letters[at])) return at - begin;
    return end - begin;
}

std::vector<std::string> filled_lines(const std::vector<std::string_view>& letters, double width, double size) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < letters.size();) {
        const auto length = line_length(letters, begin, width, size);
        std::string line;
        for (std::size_t i = begin; i < begin + length; ++i) line += letters[i];
        lines.emplace_back(trim(line));
        begin += length;
    }
    return lines;
}

}  // namespace

Scale scale_for(double low, double high, bool is_whole, bool is_percent) {
    low = std::min(low, 0.0);
    high = std::max(high, 0.0);
    if (is_percent && low == 0 && high > 40 && high <= 100) return {0, 100, 20};
    if (low == high) high = 1;
    const double step = round_step(high / 5 - low / 5, is_whole);
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::vector<double> ticks_of(const Scale& scale) {
    std::vector<double> ticks;
    const auto count = static_cast<int>(std::lround((scale.high - scale.low) / scale.step));
    const auto first = std::round(scale.low / scale.step);
    for (int i = 0; i <= count; ++i) ticks.push_back((first + i) * scale.step + 0.0);
    return ticks;
}

std::string figure(double value, int decimals) {
    if (std::abs(value) >= most_written_out) return fmt::format("{:.3g}", value);
    auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
    const auto whole = std::min(text.find('.'), text.size());
    for (auto at = whole; at > 3; at -= 3) text.insert(at - 3, ",");
    return value < 0 && !is_zero ? "−" + text : text;
}

double width_of(std::string_view text, double size) {
    constexpr double half_width = 0.5, latin_more = 0.08, wide_more = 0.3;
    const auto latin = std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const auto wide =
        std::ranges::count_if(text, [](char c) { return c == '%' || c == 'W' || c == 'M' || c == 'm' || c == '@'; });
    return size * (half_width * static_cast<double>(display_width(text)) + latin_more * static_cast<double>(latin) +
                   wide_more * static_cast<double>(wide));
}

std::vector<std::string> wrapped(std::string_view text, double width, double size) {
    const auto letters = letters_of(text);
    auto lines = filled_lines(letters, width, size);
    if (lines.empty()) return {std::string()};
    const auto count = lines.size();
    // no longer than they must be, so that no letter is left for a line of its own
    for (double even = width_of(text, size) / static_cast<double>(count); count > 1 && even < width; even += size / 2)
        if (auto evened = filled_lines(letters, even, size); evened.size() == count) return evened;
    return lines;
}

std::size_t names_every(std::size_t count, double step, double widest) {
    const auto fits = [&](std::size_t every) { return static_cast<double>(every) * step >= widest; };
    for (const std::size_t every : {1U, 2U, 3U, 6U, 12U, 24U})
        if (fits(every)) return every;
    std::size_t every = 36;
    while (!fits(every) && every < count) every += 12;
    return every;
}

}  // namespace osaki
