// Most text needs no look at its characters: one pass over the bytes tells.
#include "osaki/exchange/json_text.hpp"

#include "osaki/base/text.hpp"

#include <fmt/format.h>

#include <array>

namespace osaki {

namespace {

// Bytes that JSON escapes, and those that begin a character which may drive a terminal or be no UTF-8 at all.
constexpr std::array<bool, 256> remarkable = [] {
    std::array<bool, 256> bytes{};
    for (std::size_t c = 0; c < 0x20; ++c) bytes[c] = true;
    for (const std::size_t c : {0x22u, 0x5Cu, 0x7Fu, 0xC2u, 0xD8u, 0xE2u}) bytes[c] = true;
    return bytes;
}();

// The character that starts at `at`, of text that is UTF-8.
struct Character {
    char32_t point;
    std::size_t size;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
    const auto lead = byte(0);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size == 1 || at + size > text.size()) return {lead, 1};
    char32_t point = lead & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) point = point << 6 | (byte(i) & 0x3Fu);
    return {point, size};
}

bool drives_a_terminal(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool is_plain(std::string_view text) {
    for (const char c : text)
        if (remarkable[static_cast<unsigned char>(c)]) return false;
    return true;
}

void append_escaped(std::string& to, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [point, size] = character_at(text, at);
        if (point == '"' || point == '\\') to += '\\', to += static_cast<char>(point);
        else if (point == '\n') to += "\\n";
        else if (point == '\t') to += "\\t";
        else if (drives_a_terminal(point)) to += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(point));
        else to += text.substr(at, size);
        at += size;
    }
}

}  // namespace

void append_json(std::string& to, std::string_view text) {
    // data come checked from the register; what others put into a message may be anything
    if (invalid_utf8(text)) return append_json(to, printable(text));
    to += '"';
    if (is_plain(text)) to += text;
    else append_escaped(to, text);
    to += '"';
}

}  // namespace osaki
