#include "osaki/exchange/report_book.hpp"

#include "osaki/exchange/workbook_table.hpp"

namespace osaki {

std::string workbook_of(const ReportPage& page) {
    return workbook_table().report(page);
}

}  // namespace osaki
