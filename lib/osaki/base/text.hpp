// Japanese text: what may be stored, how it is found again, how wide it is, and how it travels as CP932.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// Offset of the first byte that is not strict UTF-8 (overlong, surrogate, beyond U+10FFFF), or nothing.
std::optional<std::size_t> invalid_utf8(std::string_view text);
// C0, DEL, C1, and the bidi controls (U+200E/F, U+202A-E, U+2066-9, U+061C). TAB and LF count as controls too.
bool has_control(std::string_view text);

// Trimmed of ASCII and full-width blanks at both ends.
std::string_view trim(std::string_view text);
// NFKC, for reading numbers and codes that came full-width; never stored as a name.
std::string normalise(std::string_view text);
// What names are compared by: NFKC, lower case, katakana, no spaces, dashes and long vowels folded, 髙/高 﨑/崎 邉邊/辺 齋齊斎/斉
// and the like folded by a small table.
std::string search_key(std::string_view text);
// What mail addresses are compared by: trimmed, NFKC, lower case.
std::string mail_key(std::string_view text);
// Full-width katakana of hiragana, half-width or full-width kana, blanks as one U+3000; nothing when a letter is not kana.
std::optional<std::string> to_katakana(std::string_view text);
// Kana as it is compared with stored kana: full-width katakana, the text itself when a letter is not kana.
std::string kana_key(std::string_view text);
// Half-width kana made full-width, all else as it is (for names of facilities in the open data).
std::string widen_kana(std::string_view text);

// Columns on a terminal: East Asian wide and full-width 2, combining marks and variation selectors 0.
std::size_t display_width(std::string_view text);
// The longest start of text, whole grapheme clusters, that is at most width columns wide.
std::string_view cut_to_width(std::string_view text, std::size_t width);
// Safe on a terminal: C0, DEL, C1, bidi controls and bytes that are not UTF-8 as \x1b, \u202e.
std::string printable(std::string_view text);

// CP932 (windows-31j) to UTF-8; nothing when a byte sequence has no character or decodes to a C1 or private-use one.
std::optional<std::string> from_cp932(std::string_view bytes);
// UTF-8 to CP932 with 〜 − ‖ — ¥ mapped as Windows writes them; nothing when a character (𠮷, a variation selector) has no place.
std::optional<std::string> to_cp932(std::string_view text);

// The closest of candidates to a mistyped word (edit distance at most a third of its length, at least 1), or empty.
std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates);

// A path as a shell takes it in a command to copy: in quotes where it needs them.
std::string quoted(const std::string& path);
// A command to copy, with the number in place of each {}.
std::string with_number(std::string_view command, std::string_view number);

// "a;b ; c" -> a b c: lists in one cell; also 、 and ，
std::vector<std::string> split_list(std::string_view text);
std::string join_list(const std::vector<std::string>& parts);  // with ';'

}  // namespace osaki
