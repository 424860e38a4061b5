// One month beside the month before and the same month a year ago.
#pragma once

#include "osaki/domain/report_amounts.hpp"

namespace osaki {

struct Figure {
    ReportFigure figure = ReportFigure::users;
    std::string office_type = {}, profession = {}, group_kind = {};
    std::optional<std::int64_t> n = {}, of = {};
    std::optional<double> percent = {}, average = {};
    std::optional<std::int64_t> previous_n = {}, previous_of = {};
    std::optional<double> previous_percent = {}, previous_average = {};
    std::optional<std::int64_t> year_ago_n = {}, year_ago_of = {};
    std::optional<double> year_ago_percent = {}, year_ago_average = {};
    bool suppressed = false;
};
const Description<Figure>& describe(const Figure*);

struct MonthlyReport {
    ReportHead head;
    std::vector<Figure> figures;
};
// Code::invalid when the month lies in the future, Code::usage for a day outside it.
MonthlyReport monthly_report(const View& view, Month month, const ReportQuestion& question);
// The same as part of another report, counted from its book.
std::vector<Figure> monthly_figures(MonthBook& book, Month month, Date day, const ReportQuestion& question);

}  // namespace osaki
