// How many columns of a terminal text takes, from Unicode's East Asian width.
#include "osaki/base/text.hpp"
#include "osaki/base/unicode.hpp"
#include "osaki/base/utf8.hpp"

namespace osaki {

namespace {

// A byte that is not UTF-8 is shown as one replacement character.
std::size_t width_of(UChar32 c) {
    if (c < 0x300) return c == 0xAD ? 0 : 1;
    const bool plain_kana_or_kanji = (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A0 && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF);
    if (plain_kana_or_kanji) return 2;
    return static_cast<std::size_t>(unicode().columns(c));
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t at = ascii_prefix(text);
    std::size_t width = at;
    while (at < text.size()) width += width_of(next_code_point(text, at));
    return width;
}

std::string_view cut_to_width(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        used += width_of(next_code_point(text, at));
        if (used > width) return text.substr(0, start);
    }
    return text;
}

}  // namespace osaki
