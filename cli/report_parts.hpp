// A report with what its page shows beside it, and who reads it.
#pragma once

#include "report_page.hpp"

namespace osaki::cli {

struct Settings;

ReportParts parts_of(const View& view, const MonthlyReport& report);
ReportParts parts_of(const View& view, const YearlyReport& report);
ReportParts parts_of(const View& view, const CommitteeReport& report);
Wording wording_of(const View& view, const Settings& settings);

}  // namespace osaki::cli
