#include "osaki/domain/report_committee.hpp"

namespace osaki {

CommitteeReport committee_report(const View& view, FiscalYear year, const ReportQuestion& question) {
    if (question.day && fiscal_year_of(*question.day) != year)
        fail(Code::usage, N_("{} does not lie in {}; --as-of is a day of the year"), *question.day, year);
    const auto day = question.day.value_or(day_of_year(year, view.today()));
    const Period period{month_of(first_day(year)), std::max(month_of(day), month_of(first_day(year)))};
    CommitteeReport report{report_head(view, ReportKind::committee, period, day, question), {}, month_of(day), {}, {}, {}, {}};
    MonthBook book(view);
    report.year = yearly_figures(book, year, day, question);
    std::erase_if(report.year, [](const YearFigure& figure) {
        return !figure.office_type.empty() || !figure.profession.empty() || !figure.group_kind.empty();
    });
    report.figures = monthly_figures(book, report.month, day, question);
    report.participation = participation_on(view, book, day, question);
    report.compliance = compliance_shares(view, book, day);
    report.matters = matters_within(view, report.head.from, day);
    return report;
}

}  // namespace osaki
