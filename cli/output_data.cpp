// JSON, NDJSON and CSV (RFC 4180), written directly: no document is built, so that long lists stay small.
#include "osaki/base/text.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osaki::cli {

namespace {

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

// What a cell is told as when it cannot be written: the number of its record, else of its row.
std::string record_of(const Shown& shown, std::size_t row) {
    const auto& table = *shown.table;
    if (!table.columns.empty() && table.columns[0].type == ColumnType::id) return plain_text(table.rows[row][0]);
    return std::to_string(row + 1);
}

// Days in Japanese eras are for people, who open a file for Excel.
std::string csv_text(const Value& value, const Style& style) {
    if (const auto* day = std::get_if<Date>(&value); day && style.wareki && style.csv.excel) return to_wareki(*day);
    return style.is_terminal ? printable(plain_text(value)) : plain_text(value);
}

}  // namespace

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
    CsvText csv(style.csv);
    std::string text;
    csv.begin(text);
    bool header = style.header;
    for (const auto& shown : tables) {
        const auto& columns = shown.table->columns;
        for (const auto c : shown.columns)
            if (header) csv.cell(text, columns[c].name, columns[c].name, {});
        if (header) csv.end_row(text);
        header = false;
        for (std::size_t r = 0; r < shown.table->rows.size(); ++r) {
            for (const auto c : shown.columns)
                csv.cell(text, csv_text(shown.table->rows[r][c], style), columns[c].name, record_of(shown, r));
            csv.end_row(text);
        }
    }
    csv.check();
    return text;
}

}  // namespace osaki::cli
