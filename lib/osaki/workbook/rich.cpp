#include "osaki/workbook/rich.hpp"

#include "osaki/workbook/xml.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

namespace osaki {

namespace {

struct Ruby {
    std::size_t from;  // in UTF-16, as Excel counts
    std::size_t to;
    std::string text;
};

std::optional<std::uint32_t> escape_at(std::string_view text, std::size_t at) {
    if (text.size() < at + 7 || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
    std::uint32_t unit = 0;
    const auto* end = text.data() + at + 6;
    const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
    return error == std::errc{} && stop == end ? std::optional(unit) : std::nullopt;
}

void append_utf8(std::string& to, std::uint32_t c) {
    const auto add = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    const auto add_rest = [&](int shift) { add(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) return add(c);
    if (c < 0x800) add(0xC0U | c >> 6);
    else if (c < 0x10000) add(0xE0U | c >> 12), add_rest(6);
    else add(0xF0U | c >> 18), add_rest(12), add_rest(6);
    add_rest(0);
}

std::size_t units_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if ((byte & 0xC0U) == 0x80U) return 0;
    return byte >= 0xF0U ? 2 : 1;
}

std::size_t number(const pugi::xml_node& node, std::string_view name) {
    std::size_t value = 0;
    const auto text = attribute(node, name);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// As Excel's PHONETIC: over each stretch its furigana, the rest as it is.
std::string reading_of(std::string_view text, const std::vector<Ruby>& rubies) {
    std::string reading;
    std::size_t unit = 0;
    std::size_t next = 0;
    std::size_t said = rubies.size();
    bool is_covered = false;
    for (const char c : text) {
        if (const auto units = units_of(c); units > 0) {
            while (next < rubies.size() && rubies[next].to <= unit) ++next;
            is_covered = next < rubies.size() && rubies[next].from <= unit;
            if (is_covered && said != next) reading += rubies[said = next].text;
            unit += units;
        }
        if (!is_covered) reading += c;
    }
    return reading;
}

}  // namespace

std::string unescaped(std::string_view text) {
    if (text.find("_x") == std::string_view::npos) return std::string(text);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto unit = text[i] == '_' ? escape_at(text, i) : std::nullopt;
        if (!unit) {
            plain += text[i];
            continue;
        }
        const bool is_high = *unit >= 0xD800 && *unit < 0xDC00;
        const auto low = is_high && i + 7 < text.size() && text[i + 7] == '_' ? escape_at(text, i + 7) : std::nullopt;
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            append_utf8(plain, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
            i += 13;
        } else if (*unit >= 0xD800 && *unit < 0xE000) {
            plain += text[i];
        } else {
            append_utf8(plain, *unit);
            i += 6;
        }
    }
    return plain;
}

std::string escaped(std::string_view text) {
    std::string plain;  // with the noncharacters escaped
    std::vector<std::size_t> ours;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_last = text.substr(i, 3) == "\xEF\xBF\xBF";
        if (!is_last && text.substr(i, 3) != "\xEF\xBF\xBE") {
            plain += text[i];
            continue;
        }
        ours.push_back(plain.size());
        plain += is_last ? "_xFFFF_" : "_xFFFE_";
        i += 2;
    }
    std::string safe;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool is_ours = std::ranges::binary_search(ours, i);
        if (plain[i] == '_' && !is_ours && escape_at(plain, i)) safe += "_x005F_";
        else safe += plain[i];
    }
    return safe;
}

RichText rich_text(const pugi::xml_node& node) {
    RichText rich;
    std::vector<Ruby> rubies;
    for (const auto& part : node.children()) {
        const auto name = local_name(part.name());
        if (name == "t") rich.text += unescaped(part.text().get());
        else if (name == "r") rich.text += unescaped(child(part, "t").text().get());
        else if (name == "rPh")
            rubies.push_back({number(part, "sb"), number(part, "eb"), unescaped(child(part, "t").text().get())});
    }
    if (!rubies.empty()) rich.reading = reading_of(rich.text, rubies);
    return rich;
}

}  // namespace osaki
