// An answer as a workbook: one sheet a table, keys as headings as in CSV, with the word that people read as a note.
#include "osaki/base/file.hpp"
#include "osaki/exchange/workbook.hpp"
#include "output.hpp"

namespace osaki::cli {

namespace {

SheetValue sheet_value(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return {};
    if (const auto* yes = std::get_if<bool>(&value)) return *yes;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* day = std::get_if<Date>(&value)) return *day;
    if (const auto* instant = std::get_if<Timestamp>(&value)) return *instant;
    return plain_text(value);
}

}  // namespace

std::string render_workbook(const std::vector<Shown>& tables, const Style& style) {
    const auto draft = Draft::nameless();
    WorkbookWriter book(draft.place(), {style.wareki, style.now});
    for (const auto& shown : tables) {
        std::vector<SheetColumn> headings;
        for (const auto c : shown.columns) {
            const auto& column = shown.table->columns[c];
            headings.push_back({std::string(column.name), style.translate(column.label), {}, false});
        }
        book.begin_sheet(style.translate(shown.table->label), headings);
        for (const auto& row : shown.table->rows) {
            std::vector<SheetValue> cells;
            for (const auto c : shown.columns) cells.push_back(sheet_value(row[c]));
            book.row(cells);
        }
    }
    book.finish();
    std::string bytes;
    draft.for_each_chunk([&](std::string_view chunk) { bytes += chunk; });
    return bytes;
}

}  // namespace osaki::cli
