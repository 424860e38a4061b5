#include "osaki/domain/report_monthly.hpp"

#include <tuple>

namespace osaki {

namespace {

constexpr Column<Figure> figure_columns[] = {
    column<&Figure::figure>("figure", N_("Figure")),
    column<&Figure::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&Figure::profession>("profession", N_("Profession")).coded("profession"),
    column<&Figure::group_kind>("group_kind", N_("Kind of group")).coded("group_kind"),
    column<&Figure::n>("n", N_("n")),
    column<&Figure::of>("of", N_("N")),
    column<&Figure::percent>("percent", N_("%")),
    column<&Figure::average>("average", N_("Average")),
    column<&Figure::previous_n>("previous_n", N_("Month before: n")),
    column<&Figure::previous_of>("previous_of", N_("Month before: N")),
    column<&Figure::previous_percent>("previous_percent", N_("Month before: %")),
    column<&Figure::previous_average>("previous_average", N_("Month before: average")).detail(),
    column<&Figure::year_ago_n>("year_ago_n", N_("Year ago: n")),
    column<&Figure::year_ago_of>("year_ago_of", N_("Year ago: N")),
    column<&Figure::year_ago_percent>("year_ago_percent", N_("Year ago: %")),
    column<&Figure::year_ago_average>("year_ago_average", N_("Year ago: average")).detail(),
    column<&Figure::suppressed>("suppressed", N_("Blanked")).detail(),
};

struct Ratio {
    std::optional<double> percent, average;
};
Ratio ratio_of(ReportFigure figure, const Amount& amount) {
    if (form_of(figure) == FigureForm::share) return {percent_of(amount), {}};
    if (form_of(figure) == FigureForm::average) return {{}, average_of(amount)};
    return {};
}

struct Compared {
    MonthAmounts now, previous, year_ago;
};

Figure figure_at(const Compared& months, const AmountPlace& place) {
    const auto& [kind, slice] = place;
    Figure figure{kind, slice.office_type, slice.profession, slice.group_kind};
    const auto now = months.now.at(place), previous = months.previous.at(place), year_ago = months.year_ago.at(place);
    const auto ratio = ratio_of(kind, now), ratio_previous = ratio_of(kind, previous), ratio_year_ago = ratio_of(kind, year_ago);
    std::tie(figure.n, figure.of, figure.percent, figure.average) = std::tie(now.n, now.of, ratio.percent, ratio.average);
    std::tie(figure.previous_n, figure.previous_of, figure.previous_percent, figure.previous_average) =
        std::tie(previous.n, previous.of, ratio_previous.percent, ratio_previous.average);
    std::tie(figure.year_ago_n, figure.year_ago_of, figure.year_ago_percent, figure.year_ago_average) =
        std::tie(year_ago.n, year_ago.of, ratio_year_ago.percent, ratio_year_ago.average);
    figure.suppressed = months.now.is_suppressed(place);
    return figure;
}

}  // namespace

const Description<Figure>& describe(const Figure*) {
    static constexpr Description<Figure> description{"figure", N_("figures"), figure_columns};
    return description;
}

std::vector<Figure> monthly_figures(MonthBook& book, Month month, Date day, const ReportQuestion& question) {
    const auto earlier = [&](int months) {
        const Month before{month.months - months};
        return book.knows(before) ? MonthAmounts(book.of(before), question) : MonthAmounts();
    };
    const Compared months{MonthAmounts(book.of(month, day), question), earlier(1), earlier(12)};
    std::set<AmountPlace> places;
    for (const auto* amounts : {&months.now, &months.previous, &months.year_ago}) amounts->add_places_to(places);
    std::vector<Figure> figures;
    for (const auto& place : in_order(book.view(), places)) figures.push_back(figure_at(months, place));
    return figures;
}

MonthlyReport monthly_report(const View& view, Month month, const ReportQuestion& question) {
    const auto day = day_of_month(view, month, question);
    MonthlyReport report{report_head(view, ReportKind::monthly, {month, month}, day, question), {}};
    MonthBook book(view);
    report.figures = monthly_figures(book, month, day, question);
    return report;
}

}  // namespace osaki
