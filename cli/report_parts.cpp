#include "report_parts.hpp"

#include "labels.hpp"
#include "osaki/domain/codes.hpp"
#include "report_tables.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

constexpr int chart_months = 24;

// What every page tells beside the report itself: how it came to be so, and who takes part.
ReportParts with_charts(const View& view, const ReportHead& head, std::vector<Definition> definitions) {
    ReportParts parts{head};
    MonthBook book(view);
    parts.month = month_of(head.day);
    parts.year = fiscal_year_of(head.day);
    parts.trend = trend_months(view, {parts.month.months - chart_months + 1}, head.day, {});
    parts.participation = participation_on(view, book, head.day, {{}, {}, head.small_cell});
    parts.definitions = std::move(definitions);
    append(parts.definitions, participation_definitions());
    return parts;
}

template <class Report>
ReportParts head_of(const Report& report) {
    ReportParts parts{report.head};
    parts.month = month_of(report.head.from);
    parts.definitions = definitions_of(report);
    return parts;
}

}  // namespace

ReportParts parts_of(const View& view, const MonthlyReport& report) {
    auto parts = with_charts(view, report.head, definitions_of(report));
    parts.figures = report.figures;
    return parts;
}

ReportParts parts_of(const View& view, const YearlyReport& report) {
    auto parts = with_charts(view, report.head, definitions_of(report));
    MonthBook book(view);
    parts.figures = monthly_figures(book, parts.month, report.head.day, {{}, report.head.by, report.head.small_cell});
    parts.months = report.figures;
    return parts;
}

ReportParts parts_of(const View& view, const CommitteeReport& report) {
    auto parts = with_charts(view, report.head, definitions_of(report));
    parts.figures = report.figures;
    parts.months = report.year;
    parts.participation = report.participation;
    parts.compliance = report.compliance;
    parts.matters = report.matters;
    return parts;
}

ReportParts parts_of(const View&, const TrendReport& report) {
    auto parts = head_of(report);
    parts.list = table_of(report.months);
    // the charts show all people together
    if (!report.head.by) parts.trend = report.months;
    return parts;
}

ReportParts parts_of(const View&, const ParticipationReport& report) {
    auto parts = head_of(report);
    parts.participation = report.rows;
    return parts;
}

ReportParts parts_of(const View&, const RosterReport& report) {
    auto parts = head_of(report);
    parts.list = table_of(report.offices);
    return parts;
}

ReportParts parts_of(const View&, const ComplianceReport& report) {
    auto parts = head_of(report);
    parts.list = table_of(report.lines);
    parts.compliance = report.shares;
    return parts;
}

Wording wording_of(const View& view, const Settings& settings) {
    const auto translate = settings.translate;
    const auto label = [codes = std::make_shared<const Codes>(view), translate](std::string_view list, std::string_view token) {
        const auto known = built_in_label(list, token, translate);
        return known ? *known : codes->label(list, token);
    };
    return {translate, settings.value("lang"), settings.value("wareki") == "true", label, view.now()};
}

}  // namespace osaki::cli
