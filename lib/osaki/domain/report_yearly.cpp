#include "osaki/domain/report_yearly.hpp"

#include <algorithm>
#include <cmath>

namespace osaki {

namespace {

constexpr Column<YearFigure> year_columns[] = {
    column<&YearFigure::figure>("figure", N_("Figure")),
    column<&YearFigure::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&YearFigure::profession>("profession", N_("Profession")).coded("profession"),
    column<&YearFigure::group_kind>("group_kind", N_("Kind of group")).coded("group_kind"),
    column<&YearFigure::measure>("measure", N_("Quantity")),
    column<&YearFigure::apr>("apr", N_("Apr")),
    column<&YearFigure::may>("may", N_("May")),
    column<&YearFigure::jun>("jun", N_("Jun")),
    column<&YearFigure::jul>("jul", N_("Jul")),
    column<&YearFigure::aug>("aug", N_("Aug")),
    column<&YearFigure::sep>("sep", N_("Sep")),
    column<&YearFigure::oct>("oct", N_("Oct")),
    column<&YearFigure::nov>("nov", N_("Nov")),
    column<&YearFigure::dec>("dec", N_("Dec")),
    column<&YearFigure::jan>("jan", N_("Jan")),
    column<&YearFigure::feb>("feb", N_("Feb")),
    column<&YearFigure::mar>("mar", N_("Mar")),
    column<&YearFigure::year>("year", N_("Year")),
    column<&YearFigure::previous_year>("previous_year", N_("Year before")),
    column<&YearFigure::change>("change", N_("Change")),
};

std::optional<double> real(std::optional<std::int64_t> n) {
    return n ? std::optional(static_cast<double>(*n)) : std::nullopt;
}

std::optional<double> measured(const Amount& amount, YearMeasure measure) {
    switch (measure) {
        case YearMeasure::n:
            return real(amount.n);
        case YearMeasure::of:
            return real(amount.of);
        case YearMeasure::percent:
            return percent_of(amount);
        case YearMeasure::average:
            return average_of(amount);
    }
    return std::nullopt;
}

std::vector<YearMeasure> measures_of(ReportFigure figure) {
    switch (form_of(figure)) {
        case FigureForm::count:
            return {YearMeasure::n};
        case FigureForm::share:
            return {YearMeasure::n, YearMeasure::of, YearMeasure::percent};
        case FigureForm::average:
            return {YearMeasure::average};
    }
    return {};
}

struct Year {
    std::array<MonthAmounts, 12> months;
    std::array<bool, 12> counted = {};
};

// Months that begin after the day, and those before the register's first user, are not counted.
Year year_until(MonthBook& book, FiscalYear year, Date day, const ReportQuestion& question) {
    Year counted;
    const auto first = month_of(first_day(year));
    for (std::size_t i = 0; i < counted.months.size(); ++i) {
        const Month month{first.months + static_cast<int>(i)};
        if (first_day(month) > day || !book.knows(month)) continue;
        counted.months[i] = MonthAmounts(book.of(month, std::min(last_day(month), day)), question);
        counted.counted[i] = true;
    }
    return counted;
}

using Values = std::array<std::optional<double>, 12>;

Values values_at(const Year& year, const AmountPlace& place, YearMeasure measure) {
    Values values;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = measured(year.months[i].at(place), measure);
    return values;
}

// Of the months that `like` knows: the sum of what adds up, else the newest, so that n, N and % are of the same month.
std::optional<double> of_year(const Values& values, const Values& like, bool is_sum) {
    std::optional<double> year;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!like[i]) continue;
        if (!is_sum) year = values[i];
        else if (values[i]) year = year.value_or(0) + *values[i];
    }
    return year;
}

bool lacks_month(const Values& values, const Values& like) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (like[i] && !values[i]) return true;
    return false;
}

bool is_suppressed(const Year& year, const AmountPlace& place) {
    return std::ranges::any_of(year.months, [&](const MonthAmounts& month) { return month.is_suppressed(place); });
}

// Nothing of a year with a blanked month, which could be told from it.
YearFigure year_figure(const Year& now, const Year& before, const AmountPlace& place, YearMeasure measure) {
    YearFigure figure{place.first, place.second.office_type, place.second.profession, place.second.group_kind, measure};
    const auto values = values_at(now, place, measure), earlier = values_at(before, place, measure);
    auto like = values_at(now, place, YearMeasure::n);
    // a blanked month is known all the same
    for (std::size_t i = 0; i < like.size(); ++i)
        if (now.months[i].is_suppressed(place)) like[i] = 0;
    for (std::size_t i = 0; i < values.size(); ++i) figure.*year_months[i] = values[i];
    const bool is_sum = adds_up(place.first);
    if (!is_suppressed(now, place)) figure.year = of_year(values, like, is_sum);
    if (!is_suppressed(before, place) && !(is_sum && lacks_month(earlier, like)))
        figure.previous_year = of_year(earlier, like, is_sum);
    if (figure.year && figure.previous_year) figure.change = std::round((*figure.year - *figure.previous_year) * 10) / 10;
    return figure;
}

}  // namespace

const Description<YearFigure>& describe(const YearFigure*) {
    static constexpr Description<YearFigure> description{"year_figure", N_("figures by month"), year_columns};
    return description;
}

std::vector<Definition> year_definitions() {
    return {definition_of(YearTotal::year,
                          N_("of what adds up, as joined or posts, the sum of the months that are known; of all else the "
                             "newest month that is known")),
            definition_of(YearTotal::previous_year,
                          N_("the same of the same months a year ago; a sum only when all of these are known")),
            definition_of(YearTotal::change, N_("the year less the year before; of percentages in points"))};
}

Date day_of_year(FiscalYear year, Date today) {
    const auto over = first_day(month_of(today)) + -1;
    return over < first_day(year) ? today : std::min(over, last_day(year));
}

std::vector<YearFigure> yearly_figures(MonthBook& book, FiscalYear year, Date day, const ReportQuestion& question) {
    const auto now = year_until(book, year, day, question);
    const FiscalYear last_year{year.year - 1};
    const auto before = year_until(book, last_year, last_day(last_year), question);
    std::set<AmountPlace> places;
    for (const auto* of : {&now, &before})
        for (const auto& month : of->months) month.add_places_to(places);
    std::vector<YearFigure> figures;
    for (const auto& place : in_order(book.view(), places))
        for (const auto measure : measures_of(place.first)) figures.push_back(year_figure(now, before, place, measure));
    return figures;
}

YearlyReport yearly_report(const View& view, FiscalYear year, const ReportQuestion& question) {
    if (question.day && fiscal_year_of(*question.day) != year)
        fail(Code::usage, N_("{} does not lie in {}; --as-of is a day of the year"), *question.day, year);
    const auto day = question.day.value_or(day_of_year(year, view.today()));
    const Period period{month_of(first_day(year)), month_of(last_day(year))};
    YearlyReport report{report_head(view, ReportKind::yearly, period, day, question), {}};
    MonthBook book(view);
    report.figures = yearly_figures(book, year, day, question);
    return report;
}

}  // namespace osaki
