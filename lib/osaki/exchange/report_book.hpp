// A report as a workbook: a sheet for each section with its tables, headings frozen, figures as numbers, and charts of Excel's
// own beside the numbers they are drawn from.
#pragma once

#include "osaki/print/report_page.hpp"

#include <string>

namespace osaki {

// The whole file. Code::file when it cannot be written.
std::string workbook_of(const ReportPage& page);

}  // namespace osaki
