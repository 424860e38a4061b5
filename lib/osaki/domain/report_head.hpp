// What the reports share: their head, and a month cut into slices as the question asks.
#pragma once

#include "osaki/domain/report.hpp"

#include <vector>

namespace osaki {

// Code::usage when to lies before from, Code::invalid when the period has not begun.
ReportHead report_head(const View& view, ReportKind kind, Month from, Month to, const ReportQuestion& question);
std::vector<SlicedAmount> sliced(const MonthFigures& figures, const ReportQuestion& question);

}  // namespace osaki
