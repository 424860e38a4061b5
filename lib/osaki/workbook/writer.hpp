// Our own tables as a workbook.
#pragma once

#include "osaki/exchange/workbook_table.hpp"

namespace osaki {

WorkbookWriting* open_workbook(const std::string& path, const WorkbookOptions& options);
void begin_workbook_sheet(WorkbookWriting& to, std::string_view name, std::span<const SheetColumn> columns);
void write_workbook_row(WorkbookWriting& to, std::span<const SheetValue> cells);
void finish_workbook(WorkbookWriting& to);
void close_workbook(WorkbookWriting* writing);

}  // namespace osaki
