// Rows as a workbook: keys as headings, as in CSV, with the word that people read as a note.
#include "osaki/exchange/export_rows.hpp"
#include "osaki/exchange/workbook.hpp"

#include <memory>

namespace osaki {

namespace {

SheetValue sheet_value(const Cell& cell, const ColumnInfo& column) {
    std::string scratch;
    const auto* text = std::get_if<std::string_view>(&cell);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (text != nullptr && column.type == ColumnType::date) return detail::stored_date(*text);
    if (text != nullptr && column.type == ColumnType::timestamp) return detail::stored_timestamp(*text);
    if (number != nullptr && column.type == ColumnType::boolean) return *number != 0;
    if (number != nullptr && column.type == ColumnType::integer) return *number;
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    if (std::holds_alternative<std::monostate>(cell)) return {};
    return std::string(plain_cell(cell, column, scratch));
}

struct SheetRows {
    WorkbookWriter book;
    std::vector<ColumnInfo> columns;
    std::vector<SheetValue> values = {};
    SheetRows(const std::string& path, const WorkbookOptions& options, std::vector<ColumnInfo> columns_)
        : book(path, options), columns(std::move(columns_)) {}
};

}  // namespace

RowWriter sheet_writer(const Catalogued& kind, std::vector<ColumnInfo> columns, const ExportOptions& options, Timestamp created,
                       const std::string& path) {
    const auto rows = std::make_shared<SheetRows>(path, WorkbookOptions{options.wareki, created}, std::move(columns));
    std::vector<SheetColumn> headings;
    for (const auto& column : rows->columns) headings.push_back({std::string(column.name), {}, {}, false});
    rows->book.begin_sheet(kind.kind, headings);
    return {[rows](std::string_view, std::span<const Cell> cells) {
                rows->values.clear();
                for (std::size_t i = 0; i < cells.size(); ++i) rows->values.push_back(sheet_value(cells[i], rows->columns[i]));
                rows->book.row(rows->values);
            },
            [rows](std::int64_t) { rows->book.finish(); }};
}

}  // namespace osaki
