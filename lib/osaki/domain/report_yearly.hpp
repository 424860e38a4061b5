// A fiscal year by months, and beside it the year before.
#pragma once

#include "osaki/domain/report_amounts.hpp"

#include <array>

namespace osaki {

// One figure over the months of a fiscal year or of any span. measure: n, of, percent or average.
enum class YearMeasure { n, of, percent, average };
constexpr std::array<Name<YearMeasure>, 4> names_of(YearMeasure) {
    return {{{YearMeasure::n, "n", N_("n")},
             {YearMeasure::of, "of", N_("N")},
             {YearMeasure::percent, "percent", N_("%")},
             {YearMeasure::average, "average", N_("average")}}};
}
enum class YearTotal { year, previous_year, change };
constexpr std::array<Name<YearTotal>, 3> names_of(YearTotal) {
    return {{{YearTotal::year, "year", N_("Year")},
             {YearTotal::previous_year, "previous_year", N_("Year before")},
             {YearTotal::change, "change", N_("Change")}}};
}
std::vector<Definition> year_definitions();
struct YearFigure {
    ReportFigure figure = ReportFigure::users;
    std::string office_type = {}, profession = {}, group_kind = {};
    YearMeasure measure = YearMeasure::n;
    std::optional<double> apr = {}, may = {}, jun = {}, jul = {}, aug = {}, sep = {}, oct = {}, nov = {}, dec = {}, jan = {},
                          feb = {}, mar = {};
    std::optional<double> year = {};           // the sum of what adds up, else of the newest month that is known
    std::optional<double> previous_year = {};  // the same months a year ago; a sum only when all of them are known
    std::optional<double> change = {};         // year - previous_year
};
const Description<YearFigure>& describe(const YearFigure*);
constexpr std::array<std::optional<double> YearFigure::*, 12> year_months{
    &YearFigure::apr, &YearFigure::may, &YearFigure::jun, &YearFigure::jul, &YearFigure::aug, &YearFigure::sep,
    &YearFigure::oct, &YearFigure::nov, &YearFigure::dec, &YearFigure::jan, &YearFigure::feb, &YearFigure::mar};
// Pure: flows (joined, posts ...) add up over a year, standings do not.
constexpr bool adds_up(ReportFigure figure) {
    switch (figure) {
        case ReportFigure::joined:
        case ReportFigure::left:
        case ReportFigure::net:
        case ReportFigure::login_days:
        case ReportFigure::logins:
        case ReportFigure::posts:
        case ReportFigure::reads:
        case ReportFigure::files:
            return true;
        case ReportFigure::offices:
        case ReportFigure::users:
        case ReportFigure::holders:
        case ReportFigure::active:
        case ReportFigure::posts_per_active:
        case ReportFigure::groups:
        case ReportFigure::groups_without_owner:
        case ReportFigure::trained:
        case ReportFigure::acknowledged:
        case ReportFigure::departures_open:
        case ReportFigure::residual:
            return false;
    }
    return false;
}

struct YearlyReport {
    ReportHead head;
    std::vector<YearFigure> figures;
};
// Months after the day are empty; it is the end of the last month that is over, unless the question says another. Code::invalid
// when the year has not begun, Code::usage for a day outside it.
YearlyReport yearly_report(const View& view, FiscalYear year, const ReportQuestion& question);
// The same as part of another report, counted from its book.
std::vector<YearFigure> yearly_figures(MonthBook& book, FiscalYear year, Date day, const ReportQuestion& question);
Date day_of_year(FiscalYear year, Date today);  // pure: the end of the year's last month that is over

}  // namespace osaki
