// The rows of one exported file, in whichever format, as cells of their kind; in memory there is one at a time.
#pragma once

#include "osaki/exchange/exported_directory.hpp"

#include <cstdint>
#include <functional>

namespace osaki {

struct ExportedRow {
    std::int64_t line = 0;
    RowOfCells cells = {};  // valid until the call returns
};

// Code::invalid naming file and line for what is no row of that kind, and when there are fewer or more than the manifest says.
void for_each_row(const ExportedFile& file, const std::function<void(const ExportedRow&)>& each);

// What stands in one place of it, for messages: 'text', or nothing.
[[noreturn]] void refuse_cell(const ExportedFile& file, const ExportedRow& row, std::size_t column);

}  // namespace osaki
