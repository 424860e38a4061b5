// A sheet as the engine reads it: all rows in memory, compact, because a workbook cannot be read from the middle. Private to the
// engine.
#pragma once

#include "osaki/exchange/workbook.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// What is to be said of a cell beyond its text.
struct CellMark {
    std::size_t column = 0;
    bool is_error = false;
    std::string reading = {};
};

class SheetRows {
public:
    // Blank rows are left out. The first of the others is the header: its line breaks are taken out, and the rest are made as
    // wide.
    SheetRows(const InputFile& file, std::string_view name);

    const Sheet& facts() const { return facts_; }  // without rows
    std::int64_t hidden() const { return hidden_; }
    std::int64_t first_hidden() const { return first_hidden_; }
    std::int64_t header_line() const { return rows_.empty() ? 1 : rows_.front().number; }

    // As for a CSV file: Excel's number of the row, its cells, their marks, and which part of all rows it is.
    using Each =
        std::function<void(std::int64_t number, std::span<const std::string_view>, std::span<const CellMark>, double part)>;
    void for_each(const Each& each) const;

private:
    struct Row {
        std::int64_t number;
        std::size_t cells;  // how many
        std::size_t marks;
    };
    void take(const SheetRow& row);
    void take_header(const SheetRow& row);
    void take_cell(const SheetCell& cell, std::size_t column);

    std::string path_;
    Sheet facts_;
    std::string text_;                 // cells end to end
    std::vector<std::uint32_t> ends_;  // where each cell ends in it
    std::vector<CellMark> marks_;
    std::vector<Row> rows_;
    std::size_t width_ = 0;
    std::int64_t hidden_ = 0;
    std::int64_t first_hidden_ = 0;
};

}  // namespace osaki
