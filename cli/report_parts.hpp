// A report with what its page shows beside it, and who reads it.
#pragma once

#include "osaki/domain/report_roster.hpp"
#include "report_page.hpp"

namespace osaki::cli {

struct Settings;

ReportParts parts_of(const View& view, const MonthlyReport& report);
ReportParts parts_of(const View& view, const YearlyReport& report);
ReportParts parts_of(const View& view, const CommitteeReport& report);
// These have no page of their own, but a workbook.
ReportParts parts_of(const View& view, const TrendReport& report);
ReportParts parts_of(const View& view, const ParticipationReport& report);
ReportParts parts_of(const View& view, const RosterReport& report);
ReportParts parts_of(const View& view, const ComplianceReport& report);
Wording wording_of(const View& view, const Settings& settings);

}  // namespace osaki::cli
