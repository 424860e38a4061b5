#include "osaki/exchange/sheet_rows.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/exchange/workbook_table.hpp"

#include <algorithm>

namespace osaki {

namespace {

// A million rows of thirty columns; what keeps a small hostile file from filling the memory.
constexpr std::size_t most_cells = std::size_t{1} << 25;
constexpr std::size_t most_text = std::size_t{1} << 29;

bool is_blank(const SheetCell& cell) {
    return trim(cell.text).empty();
}

}  // namespace

SheetRows::SheetRows(const InputFile& file, std::string_view name) : path_(file.path()) {
    for_each_sheet_row(file, name, facts_, [this](const SheetRow& row) { take(row); });
}

void SheetRows::take_cell(const SheetCell& cell, std::size_t column) {
    if (ends_.size() >= most_cells || text_.size() + cell.text.size() > most_text)
        fail(Code::file, N_("{} holds more than can be loaded at once; split it; nothing was changed"), path_);
    text_ += cell.text;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    if (!cell.is_error && cell.reading.empty()) return;
    marks_.push_back({column, cell.is_error, cell.reading});
    ++rows_.back().marks;
}

// Headings are often written in two lines to keep a column narrow.
void SheetRows::take_header(const SheetRow& row) {
    for (std::size_t i = 0; i < width_; ++i) {
        auto cell = row.cells[i];
        std::erase_if(cell.text, [](char c) { return c == '\n' || c == '\r'; });
        take_cell(cell, i);
    }
}

void SheetRows::take(const SheetRow& row) {
    const auto last = std::find_if_not(row.cells.rbegin(), row.cells.rend(), is_blank);
    const auto filled = static_cast<std::size_t>(row.cells.rend() - last);
    if (filled == 0) return;
    const bool is_header = rows_.empty();
    if (is_header) width_ = filled;
    const auto width = std::max(filled, width_);
    rows_.push_back({row.number, width, 0});
    if (is_header) return take_header(row);
    if (row.is_hidden && ++hidden_ == 1) first_hidden_ = row.number;
    for (std::size_t i = 0; i < width; ++i) take_cell(i < filled ? row.cells[i] : SheetCell{}, i);
}

void SheetRows::for_each(const Each& each) const {
    std::vector<std::string_view> cells;
    std::size_t start = 0;
    auto end = ends_.begin();
    auto mark = marks_.begin();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto& row = rows_[i];
        cells.clear();
        for (std::size_t c = 0; c < row.cells; ++c, ++end) {
            cells.push_back(std::string_view(text_).substr(start, *end - start));
            start = *end;
        }
        each(row.number, cells, {mark, row.marks}, static_cast<double>(i) / static_cast<double>(rows_.size()));
        mark += static_cast<std::ptrdiff_t>(row.marks);
    }
}

}  // namespace osaki
