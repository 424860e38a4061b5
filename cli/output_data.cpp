// JSON, NDJSON and CSV (RFC 4180), written directly: no document is built, so that long lists stay small.
#include "osaki/base/text.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osaki::cli {

namespace {

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

void append_value(std::string& to, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) to += "null";
    else if (const auto* yes = std::get_if<bool>(&value)) to += *yes ? "true" : "false";
    else if (const auto* number = std::get_if<std::int64_t>(&value)) to += std::to_string(*number);
    else if (const auto* real = std::get_if<double>(&value)) to += std::isfinite(*real) ? fmt::format("{}", *real) : "null";
    else if (const auto* parts = std::get_if<std::vector<std::string>>(&value)) {
        to += '[';
        for (std::size_t i = 0; i < parts->size(); ++i) {
            if (i > 0) to += ',';
            append_json(to, (*parts)[i]);
        }
        to += ']';
    } else append_json(to, plain_text(value));
}

void append_fields(std::string& to, const Shown& shown, const std::vector<Value>& row) {
    for (std::size_t i = 0; i < shown.columns.size(); ++i) {
        if (i > 0) to += ',';
        append_json(to, shown.table->columns[shown.columns[i]].name);
        to += ':';
        append_value(to, row[shown.columns[i]]);
    }
}

std::vector<std::string_view> kinds_of(const std::vector<Shown>& tables) {
    std::vector<std::string_view> kinds;
    for (const auto& shown : tables)
        if (std::find(kinds.begin(), kinds.end(), shown.table->kind) == kinds.end()) kinds.push_back(shown.table->kind);
    return kinds;
}

void append_csv(std::string& to, std::string_view cell) {
    const bool blank_end = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!blank_end && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += cell;
        return;
    }
    to += '"';
    for (const char c : cell) to += c == '"' ? std::string("\"\"") : std::string{c};
    to += '"';
}

}  // namespace

void append_json(std::string& to, std::string_view text) {
    to += '"';
    // data come checked from the register; what others put into a message may be anything
    if (invalid_utf8(text)) return append_json((to.pop_back(), to), printable(text));
    for (std::size_t at = 0; at < text.size();) {
        const auto [point, size] = character_at(text, at);
        if (point == '"' || point == '\\') to += '\\', to += static_cast<char>(point);
        else if (point == '\n') to += "\\n";
        else if (point == '\t') to += "\\t";
        else if (drives_a_terminal(point)) to += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(point));
        else to += text.substr(at, size);
        at += size;
    }
    to += '"';
}

std::string render_json(const std::vector<Shown>& tables) {
    std::string text = "{\"format\":1";
    for (const auto kind : kinds_of(tables)) {
        text += ",";
        append_json(text, kind);
        text += ":[";
        bool first = true;
        for (const auto& shown : tables) {
            if (shown.table->kind != kind) continue;
            for (const auto& row : shown.table->rows) {
                text += first ? "\n{" : ",\n{";
                append_fields(text, shown, row);
                text += '}';
                first = false;
            }
        }
        text += ']';
    }
    return text + "}\n";
}

std::string render_ndjson(const std::vector<Shown>& tables) {
    std::string text;
    std::string summary = "{\"record\":\"summary\",\"format\":1";
    for (const auto kind : kinds_of(tables)) {
        std::size_t rows = 0;
        for (const auto& shown : tables) {
            if (shown.table->kind != kind) continue;
            rows += shown.table->rows.size();
            for (const auto& row : shown.table->rows) {
                text += "{\"record\":";
                append_json(text, kind);
                text += ',';
                append_fields(text, shown, row);
                text += "}\n";
            }
        }
        summary += ',';
        append_json(summary, kind);
        summary += ':' + std::to_string(rows);
    }
    return text + summary + "}\n";
}

std::string render_csv(const std::vector<Shown>& tables, const Style& style) {
    const auto kinds = kinds_of(tables);
    if (kinds.size() > 1)
        fail(Code::usage, N_("the answer has several tables, CSV only one; take --format json, or --fields of one"));
    std::string text;
    bool header = style.header;
    for (const auto& shown : tables) {
        const auto line = [&](auto cell_of) {
            for (std::size_t i = 0; i < shown.columns.size(); ++i) {
                if (i > 0) text += ',';
                append_csv(text, cell_of(shown.columns[i]));
            }
            text += "\r\n";
        };
        if (header) line([&](std::size_t c) { return std::string(shown.table->columns[c].name); });
        header = false;
        for (const auto& row : shown.table->rows)
            line([&](std::size_t c) { return style.is_terminal ? printable(plain_text(row[c])) : plain_text(row[c]); });
    }
    return text;
}

}  // namespace osaki::cli
