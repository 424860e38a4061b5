// Kana of any width made full-width katakana.
#include "osaki/base/text.hpp"
#include "osaki/base/utf8.hpp"

#include <array>

namespace osaki {

namespace {

constexpr UChar32 half_first = 0xFF61, half_last = 0xFF9F;
constexpr UChar32 half_kana_first = 0xFF65;  // before it: 。「」、
constexpr UChar32 combining_voiced = 0x3099, combining_half_voiced = 0x309A;
constexpr UChar32 voiced_mark = 0x309B, half_voiced_mark = 0x309C;
constexpr std::u32string_view full_of_half =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    U"゛゜";
static_assert(full_of_half.size() == half_last - half_first + 1);

bool is_half_width(UChar32 c) {
    return c >= half_first && c <= half_last;
}

UChar32 widened(UChar32 c) {
    return static_cast<UChar32>(full_of_half[static_cast<std::size_t>(c - half_first)]);
}

// The katakana that sounds as base with the mark; 0 when there is none.
UChar32 with_mark(UChar32 base, UChar32 mark) {
    constexpr std::u32string_view plain = U"カキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ";
    constexpr std::u32string_view voiced = U"ガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ";
    constexpr std::u32string_view takes_half = U"ハヒフヘホ", half_voiced = U"パピプペポ";
    const bool half = mark == half_voiced_mark;
    const auto from = half ? takes_half : plain;
    const auto at = from.find(static_cast<char32_t>(base));
    return at == from.npos ? 0 : static_cast<UChar32>((half ? half_voiced : voiced)[at]);
}

bool is_mark(UChar32 c) {
    return c == voiced_mark || c == half_voiced_mark;
}

// One letter as full-width katakana or a mark; 0 when it is not kana.
UChar32 katakana_of(UChar32 c) {
    if (c == combining_voiced || c == combining_half_voiced) return c - combining_voiced + voiced_mark;
    if (c >= half_kana_first && c <= half_last) return widened(c);
    const bool hiragana = (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
    if (hiragana) return c + 0x60;
    const bool katakana = (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x31F0 && c <= 0x31FF);
    return katakana || is_mark(c) ? c : 0;
}

}  // namespace

std::optional<std::string> to_katakana(std::string_view text) {
    constexpr UChar32 wide_blank = 0x3000;
    text = trim(text);
    std::u32string letters;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        const UChar32 last = letters.empty() ? 0 : static_cast<UChar32>(letters.back());
        if (c == ' ' || c == wide_blank) {
            if (last != wide_blank) letters.push_back(wide_blank);
            continue;
        }
        const auto kana = katakana_of(c);
        const auto joined = is_mark(kana) ? with_mark(last, kana) : 0;
        if (kana == 0 || (is_mark(kana) && joined == 0)) return std::nullopt;
        if (joined != 0) letters.back() = static_cast<char32_t>(joined);
        else letters.push_back(static_cast<char32_t>(kana));
    }
    std::string result;
    for (const auto letter : letters) append_utf8(result, static_cast<UChar32>(letter));
    return result;
}

std::string widen_kana(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    UChar32 held = 0;  // a widened letter that a mark may still follow
    const auto release = [&] {
        if (held != 0) append_utf8(result, held);
        held = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        const auto c = next_code_point(text, at);
        if (!is_half_width(c)) {
            release();
            result.append(text, start, at - start);
            continue;
        }
        const auto wide = widened(c);
        const auto joined = held != 0 && is_mark(wide) ? with_mark(held, wide) : 0;
        if (joined == 0) release();
        held = joined != 0 ? joined : wide;
    }
    release();
    return result;
}

std::string kana_key(std::string_view text) {
    return to_katakana(text).value_or(std::string(text));
}

}  // namespace osaki
