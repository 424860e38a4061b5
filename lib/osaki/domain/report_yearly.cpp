// A fiscal year by months, and a trend over any months.
#include "osaki/domain/report.hpp"
#include "osaki/domain/report_head.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace osaki {

namespace {

constexpr Column<YearFigure> year_columns[] = {
    column<&YearFigure::figure>("figure", N_("Figure")),
    column<&YearFigure::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&YearFigure::profession>("profession", N_("Profession")).coded("profession"),
    column<&YearFigure::group_kind>("group_kind", N_("Kind of group")).coded("group_kind"),
    column<&YearFigure::measure>("measure", N_("Measure")),
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

constexpr Column<TrendMonth> trend_columns[] = {
    column<&TrendMonth::month>("month", N_("Month")).required(),
    column<&TrendMonth::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&TrendMonth::profession>("profession", N_("Profession")).coded("profession"),
    column<&TrendMonth::offices>("offices", N_("Offices")),
    column<&TrendMonth::users>("users", N_("Registered users")),
    column<&TrendMonth::holders>("holders", N_("Users with an ID")).detail(),
    column<&TrendMonth::joined>("joined", N_("Joined")),
    column<&TrendMonth::left>("left", N_("Left")),
    column<&TrendMonth::net>("net", N_("Net change")).detail(),
    column<&TrendMonth::active>("active", N_("Active users")),
    column<&TrendMonth::active_percent>("active_percent", N_("Active %")),
    column<&TrendMonth::login_days>("login_days", N_("Days with a login")).detail(),
    column<&TrendMonth::logins>("logins", N_("Logins")).detail(),
    column<&TrendMonth::posts>("posts", N_("Posts")),
    column<&TrendMonth::posts_per_active>("posts_per_active", N_("Posts per active user")),
    column<&TrendMonth::groups>("groups", N_("Groups")),
    column<&TrendMonth::groups_without_owner>("groups_without_owner", N_("Without owner")),
    column<&TrendMonth::trained>("trained", N_("Trained")).detail(),
    column<&TrendMonth::trained_percent>("trained_percent", N_("Trained %")),
    column<&TrendMonth::acknowledged>("acknowledged", N_("Acknowledged")).detail(),
    column<&TrendMonth::acknowledged_percent>("acknowledged_percent", N_("Acknowledged %")),
    column<&TrendMonth::departures_open>("departures_open", N_("Open departures")).detail(),
    column<&TrendMonth::residual>("residual", N_("Residual accounts")).detail(),
    column<&TrendMonth::closed>("closed", N_("Closed")).detail(),
};

std::optional<double> real(std::optional<std::int64_t> n) {
    return n ? std::optional(static_cast<double>(*n)) : std::nullopt;
}

std::optional<double> measured(const Amount& amount, Measure measure) {
    switch (measure) {
        case Measure::n:
            return real(amount.n);
        case Measure::of:
            return real(amount.of);
        case Measure::percent:
            return percent_of(amount);
        case Measure::average:
            return average_of(amount);
    }
    return std::nullopt;
}

std::vector<Measure> measures_of(ReportFigure figure) {
    switch (form_of(figure)) {
        case FigureForm::count:
            return {Measure::n};
        case FigureForm::share:
            return {Measure::n, Measure::of, Measure::percent};
        case FigureForm::average:
            return {Measure::average};
    }
    return {};
}

using Months = std::map<std::pair<ReportFigure, Slice>, std::array<Amount, 12>>;

// Months that are not over, and those before anything was known, stay empty.
Months months_of(MonthBook& book, const View& view, FiscalYear year, const ReportQuestion& question) {
    Months months;
    const auto first = month_of(first_day(year));
    for (int i = 0; i < 12; ++i) {
        const Month month{first.months + i};
        if (first_day(month) > view.today()) break;
        if (question.day && first_day(month) > *question.day) break;
        const auto day =
            question.day && month_of(*question.day) == month ? *question.day : std::min(last_day(month), view.today());
        for (const auto& one : sliced(book.of(month, day), question))
            months[{one.figure, one.slice}][static_cast<std::size_t>(i)] = one.amount;
    }
    return months;
}

// The sum of what adds up, else the newest that is known. Only as many months as `like` has, so that years compare.
std::optional<double> of_year(const std::array<Amount, 12>& amounts, ReportFigure figure, Measure measure,
                              const std::array<Amount, 12>& like) {
    std::optional<double> year;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (!like[i].n && !like[i].of) continue;
        const auto value = measured(amounts[i], measure);
        if (value) year = adds_up(figure) ? year.value_or(0) + *value : *value;
    }
    return year;
}

YearFigure year_figure(const std::pair<ReportFigure, Slice>& place, const std::array<Amount, 12>& amounts,
                       const std::array<Amount, 12>& before, Measure measure) {
    YearFigure figure{place.first, place.second.office_type, place.second.profession, place.second.group_kind, measure};
    for (std::size_t i = 0; i < amounts.size(); ++i) figure.*year_months[i] = measured(amounts[i], measure);
    figure.year = of_year(amounts, place.first, measure, amounts);
    figure.previous_year = of_year(before, place.first, measure, amounts);
    if (figure.year && figure.previous_year) figure.change = *figure.year - *figure.previous_year;
    return figure;
}

void put(TrendMonth& row, const SlicedAmount& one) {
    const auto& amount = one.amount;
    switch (one.figure) {
        case ReportFigure::offices:
            row.offices = amount.n;
            return;
        case ReportFigure::users:
            row.users = amount.n;
            return;
        case ReportFigure::holders:
            row.holders = amount.n;
            return;
        case ReportFigure::joined:
            row.joined = amount.n;
            return;
        case ReportFigure::left:
            row.left = amount.n;
            return;
        case ReportFigure::net:
            row.net = amount.n;
            return;
        case ReportFigure::active:
            row.active = amount.n;
            row.active_percent = percent_of(amount);
            return;
        case ReportFigure::login_days:
            row.login_days = amount.n;
            return;
        case ReportFigure::logins:
            row.logins = amount.n;
            return;
        case ReportFigure::posts:
            row.posts = amount.n;
            return;
        case ReportFigure::posts_per_active:
            row.posts_per_active = average_of(amount);
            return;
        case ReportFigure::groups:
            row.groups = amount.n;
            return;
        case ReportFigure::groups_without_owner:
            row.groups_without_owner = amount.n;
            return;
        case ReportFigure::trained:
            row.trained = amount.n;
            row.trained_percent = percent_of(amount);
            return;
        case ReportFigure::acknowledged:
            row.acknowledged = amount.n;
            row.acknowledged_percent = percent_of(amount);
            return;
        case ReportFigure::departures_open:
            row.departures_open = amount.n;
            return;
        case ReportFigure::residual:
            row.residual = amount.n;
            return;
        case ReportFigure::reads:
        case ReportFigure::files:
            return;
    }
}

bool is_wanted(const Slice& slice, const ReportQuestion& question) {
    if (!question.by) return slice == Slice{};
    const bool is_typed = !slice.office_type.empty(), is_professional = !slice.profession.empty();
    return *question.by == ReportBy::office_type ? is_typed && !is_professional : is_professional && !is_typed;
}

}  // namespace

const Description<YearFigure>& describe(const YearFigure*) {
    static constexpr Description<YearFigure> description{"year_figure", N_("figures by month"), year_columns};
    return description;
}
const Description<TrendMonth>& describe(const TrendMonth*) {
    static constexpr Description<TrendMonth> description{"trend", N_("trend by month"), trend_columns};
    return description;
}

YearlyReport yearly_report(const View& view, FiscalYear year, const ReportQuestion& question) {
    YearlyReport report{report_head(view, ReportKind::yearly, month_of(first_day(year)), month_of(last_day(year)), question), {}};
    MonthBook book(view);
    const auto now = months_of(book, view, year, question);
    auto question_before = question;
    question_before.day.reset();
    const auto before = months_of(book, view, {year.year - 1}, question_before);
    for (const auto& [place, amounts] : now) {
        const auto found = before.find(place);
        const auto& earlier = found == before.end() ? std::array<Amount, 12>{} : found->second;
        for (const auto measure : measures_of(place.first))
            report.figures.push_back(year_figure(place, amounts, earlier, measure));
    }
    return report;
}

TrendReport trend_report(const View& view, Month from, Month to, const ReportQuestion& question) {
    TrendReport report{report_head(view, ReportKind::trend, from, to, question), {}};
    MonthBook book(view);
    for (auto month = from; month <= to && first_day(month) <= view.today(); ++month.months) {
        const auto figures = book.of(month, std::min(last_day(month), view.today()));
        std::map<Slice, TrendMonth> rows;
        for (const auto& one : sliced(figures, question)) {
            if (!is_wanted(one.slice, question)) continue;
            auto& row = rows[one.slice];
            std::tie(row.month, row.office_type, row.profession, row.closed) =
                std::tuple(month, one.slice.office_type, one.slice.profession, figures.closed);
            put(row, one);
        }
        for (auto& [slice, row] : rows) report.months.push_back(std::move(row));
    }
    return report;
}

}  // namespace osaki
