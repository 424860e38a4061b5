// What the module libosaki-mcs-workbook.so does for exchange, as a table of functions.
#pragma once

#include "osaki/exchange/workbook.hpp"
#include "osaki/print/report_page.hpp"

namespace osaki {

using EachSheetRow = std::function<void(const SheetRow&)>;
struct WorkbookWriting;  // a workbook being written, known to the module alone

struct WorkbookTable {
    // Rows as they stand, ascending; `facts` is complete but for its rows when it returns.
    void (*read)(const InputFile& file, std::string_view name, Sheet& facts, const EachSheetRow& each);

    WorkbookWriting* (*open)(const std::string& path, const WorkbookOptions& options);
    void (*begin_sheet)(WorkbookWriting& to, std::string_view name, std::span<const SheetColumn> columns);
    void (*row)(WorkbookWriting& to, std::span<const SheetValue> cells);
    void (*finish)(WorkbookWriting& to);
    void (*close)(WorkbookWriting* writing);

    std::string (*report)(const ReportPage& page);
};

// Loads the module, once. Code::failed when it is not there.
const WorkbookTable& workbook_table();
// read_sheet without keeping the rows.
void for_each_sheet_row(const InputFile& file, std::string_view name, Sheet& facts, const EachSheetRow& each);

}  // namespace osaki

// The module's only name. Weak, so that a test that links the module itself needs no file.
extern "C" __attribute__((weak)) const osaki::WorkbookTable* osaki_workbook_table();
