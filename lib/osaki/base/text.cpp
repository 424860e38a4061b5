// What text may be stored, its normal forms, and lists written in one cell.
#include "osaki/base/text.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/unicode.hpp"
#include "osaki/base/utf8.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

#include <unicode/utypes.h>

namespace osaki {

namespace {

constexpr std::string_view wide_blank = "\u3000";

bool is_ascii_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_bidi_control(UChar32 c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(UChar32 c) {
    const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool line_or_paragraph = c == 0x2028 || c == 0x2029;
    return c0_or_c1 || line_or_paragraph || is_bidi_control(c) || U_IS_UNICODE_NONCHAR(c);
}

// Edit distance in which two swapped neighbours count once.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::size_t ascii_prefix(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    std::size_t at = 0;
    for (std::uint64_t block = 0; at + sizeof block <= text.size(); at += sizeof block) {
        std::memcpy(&block, text.data() + at, sizeof block);
        if (block & high_bits) break;
    }
    while (at < text.size() && U8_IS_SINGLE(text[at])) ++at;
    return at;
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
    for (std::size_t at = ascii_prefix(text); at < text.size();) {
        const auto start = at;
        if (next_code_point(text, at) < 0) return start;
    }
    return std::nullopt;
}

bool has_control(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (is_control(next_code_point(text, at))) return true;
    return false;
}

std::string_view trim(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_ascii_blank(text.front())) text.remove_prefix(1);
        else if (text.starts_with(wide_blank)) text.remove_prefix(wide_blank.size());
        else break;
    }
    for (;;) {
        if (!text.empty() && is_ascii_blank(text.back())) text.remove_suffix(1);
        else if (text.ends_with(wide_blank)) text.remove_suffix(wide_blank.size());
        else break;
    }
    return text;
}

std::string normalise(std::string_view text) {
    if (ascii_prefix(text) == text.size()) return std::string(text);
    return unicode().nfkc(text);
}

std::string casefold(std::string_view text) {
    if (ascii_prefix(text) == text.size()) {
        std::string lower(text);
        for (auto& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return lower;
    }
    return unicode().nfkc_casefold(text);
}

std::string mail_key(std::string_view text) {
    const auto folded = casefold(text);
    return std::string(trim(folded));
}

std::string printable(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        const auto c = next_code_point(text, at);
        if (c >= 0 && !is_control(c)) {
            result.append(text, start, at - start);
        } else if (c >= 0x80) {
            result.append(c > 0xFFFF ? "\\U" : "\\u");
            for (int shift = c > 0xFFFF ? 28 : 12; shift >= 0; shift -= 4)
                result.push_back(hex[static_cast<std::size_t>(c >> shift) & 15]);
        } else {
            for (const char byte : text.substr(start, at - start)) {
                const auto value = static_cast<unsigned char>(byte);
                result.append("\\x").append({hex[value >> 4], hex[value & 15]});
            }
        }
    }
    return result;
}

std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates) {
    // one letter is not a misspelling of another
    const std::size_t allowed = word.size() < 2 ? 0 : std::max<std::size_t>(1, word.size() / 3);
    std::size_t best = allowed + 1;
    std::string_view found;
    if (word.empty()) return found;
    for (const auto candidate : candidates) {
        const auto difference = candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
        if (candidate.empty() || difference >= best) continue;
        const auto d = distance(word, candidate);
        if (d >= best) continue;
        best = d;
        found = candidate;
    }
    return found;
}

std::vector<std::string> split_list(std::string_view text) {
    constexpr std::string_view separators[] = {";", "；", "、", "，"};
    std::vector<std::string> parts;
    const auto keep = [&](std::string_view part) {
        part = trim(part);
        if (!part.empty()) parts.emplace_back(part);
    };
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        for (const auto separator : separators)
            if (text.substr(at).starts_with(separator)) length = separator.size();
        if (length == 0) {
            ++at;
            continue;
        }
        keep(text.substr(start, at - start));
        start = at += length;
    }
    keep(text.substr(start));
    return parts;
}

std::string join_list(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text.push_back(';');
        text.append(part);
    }
    return text;
}

std::string quoted(const std::string& path) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@";
    if (path.find_first_not_of(plain) == std::string::npos) return path;
    std::string text = "'";
    for (const char c : path) text += c == '\'' ? std::string("'\\''") : std::string{c};
    return text + '\'';
}

std::string with_number(std::string_view command, std::string_view number) {
    std::string text(command);
    for (auto at = text.find("{}"); at != std::string::npos; at = text.find("{}", at + number.size()))
        text.replace(at, 2, number);
    return text;
}

}  // namespace osaki
