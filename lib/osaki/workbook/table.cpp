// The module's one symbol (exchange/workbook_table.hpp).
#include "osaki/workbook/reader.hpp"
#include "osaki/workbook/report.hpp"
#include "osaki/workbook/writer.hpp"

extern "C" const osaki::WorkbookTable* osaki_workbook_table() {
    static constexpr osaki::WorkbookTable table{osaki::read_workbook,      osaki::open_workbook,   osaki::begin_workbook_sheet,
                                                osaki::write_workbook_row, osaki::finish_workbook, osaki::close_workbook,
                                                osaki::report_workbook};
    return &table;
}
