// Streaming checks of UTF-8 and CP932 across chunk borders.
#include "osaki/exchange/encoding.hpp"

#include "osaki/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace osaki {

namespace {

constexpr std::size_t piece_size = 4096;

std::size_t length_by_lead(unsigned char lead) {
    if (lead >= 0xF0) return 4;
    if (lead >= 0xE0) return 3;
    return lead >= 0xC0 ? 2 : 1;
}

// How many bytes at the end begin a character that the next chunk must finish.
std::size_t unfinished_utf8(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte < 0x80) return 0;
        if (byte >= 0xC0) return length_by_lead(byte) > back ? back : 0;
    }
    return 0;
}

std::uint32_t point_of(std::string_view character) {
    std::uint32_t point = static_cast<unsigned char>(character[0]);
    if (character.size() > 1) point &= 0xFFu >> (character.size() + 1);
    for (const char c : character.substr(1)) point = point << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return point;
}

// Not seen by itself: it belongs to the character before.
bool is_variation(std::string_view character) {
    const auto point = point_of(character);
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
}

bool is_cp932_lead(unsigned char byte) {
    return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

}  // namespace

void TextScan::check_utf8(std::string_view bytes, bool last) {
    if (facts_.bad_utf8) return;
    const auto offset = facts_.size - static_cast<std::int64_t>(carry_.size());
    std::string joined;
    if (!carry_.empty()) {
        joined = carry_;
        joined += bytes;
        bytes = joined;
    }
    const auto rest = last ? 0 : unfinished_utf8(bytes);
    const auto bad = invalid_utf8(bytes.substr(0, bytes.size() - rest));
    if (bad) facts_.bad_utf8 = offset + static_cast<std::int64_t>(*bad);
    carry_ = std::string(bytes.substr(bytes.size() - rest));
}

void TextScan::add(std::string_view bytes) {
    if (start_.size() < utf8_mark.size()) start_ += bytes.substr(0, utf8_mark.size() - start_.size());
    check_utf8(bytes, false);
    facts_.size += static_cast<std::int64_t>(bytes.size());
}

ByteFacts TextScan::finish() {
    check_utf8({}, true);
    facts_.has_mark = start_ == utf8_mark;
    return facts_;
}

void ByteScan::add(std::string_view bytes) {
    sha_.add(bytes);
    text_.add(bytes);
}

ByteFacts ByteScan::finish() {
    auto facts = text_.finish();
    facts.sha256 = sha_.finish();
    return facts;
}

void Cp932Scan::check(std::string_view piece) {
    if (!bad_ && !from_cp932(piece)) bad_ = offset_;
    offset_ += static_cast<std::int64_t>(piece.size());
}

void Cp932Scan::add(std::string_view bytes) {
    if (bad_) return;
    carry_ += bytes;
    std::size_t start = 0;
    for (std::size_t i = 0; i < carry_.size();) {
        const std::size_t width = is_cp932_lead(static_cast<unsigned char>(carry_[i])) ? 2 : 1;
        if (i + width > carry_.size()) break;
        i += width;
        if (i - start < piece_size) continue;
        check(std::string_view(carry_).substr(start, i - start));
        start = i;
    }
    carry_.erase(0, start);
}

std::optional<std::int64_t> Cp932Scan::finish() {
    if (!carry_.empty()) check(carry_);
    return bad_;
}

std::optional<std::string> decode(Encoding encoding, std::string_view bytes) {
    const bool is_ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii) return std::string(bytes);
    if (encoding == Encoding::cp932) return from_cp932(bytes);
    if (invalid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
}

std::optional<std::string> encode(Encoding encoding, std::string_view text) {
    if (encoding == Encoding::cp932) return to_cp932(text);
    return std::string(text);
}

std::string lacking_character(Encoding encoding, std::string_view text) {
    for (std::size_t i = 0, before = 0, length = 0; i < text.size(); before = i, i += length) {
        length = length_by_lead(static_cast<unsigned char>(text[i]));
        const auto character = text.substr(i, length);
        if (encode(encoding, character)) continue;
        const auto joined = is_variation(character) ? text.substr(before, i + length - before) : character;
        return fmt::format("{} (U+{:04X})", joined, point_of(character));
    }
    return {};
}

std::string encode_remark(Encoding encoding, std::string_view text) {
    if (auto whole = encode(encoding, text)) return *whole;
    std::string bytes;
    for (std::size_t i = 0; i < text.size();) {
        const auto length = length_by_lead(static_cast<unsigned char>(text[i]));
        bytes += encode(encoding, text.substr(i, length)).value_or("?");
        i += length;
    }
    return bytes;
}

}  // namespace osaki
