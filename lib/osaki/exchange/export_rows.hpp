// How one row is written in each format. Private to export.
#pragma once

#include "osaki/exchange/export.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct RowWriter {
    // record is the number of the row's record, cells are as stored
    std::function<void(std::string_view record, std::span<const Cell> cells)> row;
    std::function<void(std::int64_t records)> finish;
};
using Sink = std::function<void(std::string_view bytes)>;

RowWriter csv_writer(std::vector<ColumnInfo> columns, const ExportOptions& options, Sink sink);
RowWriter json_writer(std::string_view kind, std::vector<ColumnInfo> columns, Sink sink);
RowWriter ndjson_writer(std::string_view kind, std::vector<ColumnInfo> columns, Sink sink);
RowWriter sheet_writer(const Catalogued& kind, std::vector<ColumnInfo> columns, const ExportOptions& options, Timestamp created,
                       const std::string& path);

// What scripts read of a cell; scratch keeps the text when the cell does not own one.
std::string_view plain_cell(const Cell& cell, const ColumnInfo& column, std::string& scratch);

}  // namespace osaki
