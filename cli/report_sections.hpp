// The sections of a report's page with their tables.
#pragma once

#include "report_page.hpp"

#include <vector>

namespace osaki::cli {

const Figure* whole_figure(const ReportParts& parts, ReportFigure figure);  // null when the report has none
PageSection summary_section(const ReportParts& parts, const Wording& wording);
PageSection year_section(const ReportParts& parts, const Wording& wording);
PageSection people_section(const ReportParts& parts, const Wording& wording);
PageSection usage_section(const ReportParts& parts, const Wording& wording);
PageSection participation_section(const ReportParts& parts, const Wording& wording);
PageSection training_section(const ReportParts& parts, const Wording& wording);
PageSection groups_section(const ReportParts& parts, const Wording& wording);
PageSection compliance_section(const ReportParts& parts, const Wording& wording);
PageSection list_section(const ReportParts& parts, const Wording& wording);  // with the charts of its months
PageSection matters_section(const ReportParts& parts, const Wording& wording);

}  // namespace osaki::cli
