// Rows as text, without a document in between: a million of them take no more memory than one.
#include "osaki/exchange/export_rows.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/json_text.hpp"

#include <fmt/format.h>

#include <memory>

namespace osaki {

namespace {

constexpr std::size_t chunk = 64 * 1024;

// What a writer has made and not given on.
struct Text {
    Sink sink;
    std::string text = {};
    void give(std::size_t least) {
        if (text.size() < least) return;
        sink(text);
        text.clear();
    }
};

void append_number(std::string& to, std::int64_t number) {
    const fmt::format_int digits(number);
    to.append(digits.data(), digits.size());
}

void append_list(std::string& to, std::string_view list) {
    to += '[';
    bool is_first = true;
    for (const auto& part : split_list(list)) {
        if (!is_first) to += ',';
        append_json(to, part);
        is_first = false;
    }
    to += ']';
}

void append_json_cell(std::string& to, const Cell& cell, const ColumnInfo& column) {
    if (const auto* text = std::get_if<std::string_view>(&cell)) {
        if (column.type == ColumnType::list) append_list(to, *text);
        else append_json(to, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        if (column.type == ColumnType::id) append_json(to, format_id(column.form, *number));
        else if (column.type == ColumnType::boolean) to += *number != 0 ? "true" : "false";
        else append_number(to, *number);
    } else if (const auto* real = std::get_if<double>(&cell)) {
        to += fmt::format("{}", *real);
    } else {
        to += "null";
    }
}

// `"name":` and what stands before it.
std::vector<std::string> keys_of(std::span<const ColumnInfo> columns) {
    std::vector<std::string> keys;
    for (const auto& column : columns) {
        std::string key = keys.empty() ? "" : ",";
        append_json(key, column.name);
        keys.push_back(key + ':');
    }
    return keys;
}

struct JsonRows {
    Text out;
    std::vector<ColumnInfo> columns;
    std::vector<std::string> keys;
    bool is_first = true;

    void append_fields(std::span<const Cell> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out.text += keys[i];
            append_json_cell(out.text, cells[i], columns[i]);
        }
    }
};

std::shared_ptr<JsonRows> json_rows(std::vector<ColumnInfo> columns, Sink sink) {
    auto keys = keys_of(columns);
    return std::make_shared<JsonRows>(JsonRows{{std::move(sink)}, std::move(columns), std::move(keys)});
}

std::string in_json(std::string_view text) {
    std::string quoted;
    append_json(quoted, text);
    return quoted;
}

struct CsvRows {
    Text out;
    CsvText csv;
    std::vector<ColumnInfo> columns;
    bool is_wareki;
    std::string scratch = {};

    std::string_view text_of(const Cell& cell, const ColumnInfo& column) {
        if (is_wareki && column.type == ColumnType::date && std::holds_alternative<std::string_view>(cell))
            return scratch = to_wareki(detail::stored_date(std::get<std::string_view>(cell)));
        return plain_cell(cell, column, scratch);
    }
};

}  // namespace

std::string_view plain_cell(const Cell& cell, const ColumnInfo& column, std::string& scratch) {
    if (const auto* text = std::get_if<std::string_view>(&cell)) return *text;
    if (const auto* real = std::get_if<double>(&cell)) return scratch = fmt::format("{}", *real);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (number == nullptr) return {};
    if (column.type == ColumnType::id) return scratch = format_id(column.form, *number);
    if (column.type == ColumnType::boolean) return *number != 0 ? "true" : "false";
    scratch.clear();
    append_number(scratch, *number);
    return scratch;
}

RowWriter csv_writer(std::vector<ColumnInfo> columns, const ExportOptions& options, Sink sink) {
    const auto rows = std::make_shared<CsvRows>(
        CsvRows{{std::move(sink)}, CsvText(options.csv), std::move(columns), options.wareki && options.csv.excel});
    rows->csv.begin(rows->out.text);
    if (options.header) {
        for (const auto& column : rows->columns) rows->csv.cell(rows->out.text, column.name, column.name, {});
        rows->csv.end_row(rows->out.text);
    }
    return {[rows](std::string_view record, std::span<const Cell> cells) {
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    const auto& column = rows->columns[i];
                    rows->csv.cell(rows->out.text, rows->text_of(cells[i], column), column.name, record);
                }
                rows->csv.end_row(rows->out.text);
                rows->out.give(chunk);
            },
            [rows](std::int64_t) {
                rows->csv.check();
                rows->out.give(1);
            }};
}

RowWriter json_writer(std::string_view kind, std::vector<ColumnInfo> columns, Sink sink) {
    const auto rows = json_rows(std::move(columns), std::move(sink));
    rows->out.text = "{\"format\":1," + in_json(kind) + ":[";
    return {[rows](std::string_view, std::span<const Cell> cells) {
                rows->out.text += rows->is_first ? "\n{" : ",\n{";
                rows->is_first = false;
                rows->append_fields(cells);
                rows->out.text += '}';
                rows->out.give(chunk);
            },
            [rows](std::int64_t) {
                rows->out.text += "]}\n";
                rows->out.give(1);
            }};
}

RowWriter ndjson_writer(std::string_view kind, std::vector<ColumnInfo> columns, Sink sink) {
    const auto rows = json_rows(std::move(columns), std::move(sink));
    const auto record = "{\"record\":" + in_json(kind) + (rows->keys.empty() ? "" : ",");
    return {[rows, record](std::string_view, std::span<const Cell> cells) {
                rows->out.text += record;
                rows->append_fields(cells);
                rows->out.text += "}\n";
                rows->out.give(chunk);
            },
            [rows, kind](std::int64_t records) {
                rows->out.text += "{\"record\":\"summary\",\"format\":1," + in_json(kind) + ':' + std::to_string(records) + "}\n";
                rows->out.give(1);
            }};
}

}  // namespace osaki
