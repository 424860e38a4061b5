// One month beside the month before and the same month a year ago.
#include "osaki/domain/directory.hpp"
#include "osaki/domain/profile.hpp"
#include "osaki/domain/report.hpp"
#include "osaki/domain/report_head.hpp"
#include "osaki/store/sql.hpp"

#include <map>

namespace osaki {

namespace {

constexpr Column<ReportHead> head_columns[] = {
    column<&ReportHead::report>("report", N_("Report")),
    column<&ReportHead::network>("network", N_("Network")),
    column<&ReportHead::from>("from", N_("From")),
    column<&ReportHead::to>("to", N_("To")),
    column<&ReportHead::day>("as_of", N_("Register as of")),
    column<&ReportHead::closed>("closed", N_("Closed")),
    column<&ReportHead::without_usage>("without_usage", N_("No usage loaded")),
    column<&ReportHead::by>("by", N_("By")),
    column<&ReportHead::small_cell>("small_cell", N_("Blanked below")),
    column<&ReportHead::directory_on>("directory_on", N_("Directory as of")),
};

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

using ByPlace = std::map<std::pair<ReportFigure, Slice>, SlicedAmount>;

ByPlace by_place(MonthBook& book, Month month, const ReportQuestion& question, std::optional<Date> day) {
    ByPlace places;
    for (auto& one : sliced(book.of(month, day), question)) places.emplace(std::pair(one.figure, one.slice), std::move(one));
    return places;
}

Amount amount_at(const ByPlace& places, const std::pair<ReportFigure, Slice>& place) {
    const auto found = places.find(place);
    return found == places.end() ? Amount{} : found->second.amount;
}

struct Ratio {
    std::optional<double> percent, average;
};
Ratio ratio_of(ReportFigure figure, const Amount& amount) {
    if (form_of(figure) == FigureForm::share) return {percent_of(amount), {}};
    if (form_of(figure) == FigureForm::average) return {{}, average_of(amount)};
    return {};
}

// The same month exists only as far back as the register does: before its first user nothing is compared.
std::optional<Month> month_if_known(const View& view, Month month) {
    const auto first = sql::value<Date>(view, "SELECT min(since) FROM dated WHERE user_id IS NOT NULL");
    return first && month_of(*first) <= month ? std::optional(month) : std::nullopt;
}

}  // namespace

const Description<ReportHead>& describe(const ReportHead*) {
    static constexpr Description<ReportHead> description{"report", N_("report"), head_columns};
    return description;
}
const Description<Figure>& describe(const Figure*) {
    static constexpr Description<Figure> description{"figure", N_("figures"), figure_columns};
    return description;
}

std::vector<SlicedAmount> sliced(const MonthFigures& figures, const ReportQuestion& question) {
    auto amounts = amounts_of(figures, question.by);
    if (question.small_cell) suppress_small(amounts, *question.small_cell);
    return amounts;
}

ReportHead report_head(const View& view, ReportKind kind, Month from, Month to, const ReportQuestion& question) {
    if (to < from) fail(Code::usage, N_("{} lies before {}"), to, from);
    if (first_day(from) > view.today()) fail(Code::invalid, N_("{} has not begun; a report is of what has been"), from);
    ReportHead head{kind, get_profile(view).network, first_day(from), last_day(to)};
    head.day = question.day.value_or(std::min(last_day(to), view.today()));
    head.by = question.by;
    head.small_cell = question.small_cell;
    head.closed = true;
    for (auto month = from; month <= to && first_day(month) <= view.today(); ++month.months) {
        head.closed = head.closed && is_closed(view, month);
        if (!find_usage_load(view, month, UsageScope::user)) head.without_usage.push_back(to_text(month));
    }
    head.directory_on = sql::value<Date>(view, "SELECT max(snapshot_on) FROM directory");
    return head;
}

MonthlyReport monthly_report(const View& view, Month month, const ReportQuestion& question) {
    MonthlyReport report{report_head(view, ReportKind::monthly, month, month, question), {}};
    if (question.day && month_of(*question.day) != month)
        fail(Code::usage, N_("{} does not lie in {}; --as-of is a day of the month"), *question.day, month);
    MonthBook book(view);
    const auto now = by_place(book, month, question, report.head.day);
    const auto earlier = [&](int months) {
        const auto known = month_if_known(view, {month.months - months});
        return known ? by_place(book, *known, question, std::nullopt) : ByPlace();
    };
    const auto previous = earlier(1), year_ago = earlier(12);
    for (const auto& [place, one] : now) {
        Figure figure{one.figure, one.slice.office_type, one.slice.profession, one.slice.group_kind};
        const auto before = amount_at(previous, place), ago = amount_at(year_ago, place);
        const auto ratio = ratio_of(one.figure, one.amount), ratio_before = ratio_of(one.figure, before),
                   ratio_ago = ratio_of(one.figure, ago);
        std::tie(figure.n, figure.of, figure.percent, figure.average) =
            std::tie(one.amount.n, one.amount.of, ratio.percent, ratio.average);
        std::tie(figure.previous_n, figure.previous_of, figure.previous_percent, figure.previous_average) =
            std::tie(before.n, before.of, ratio_before.percent, ratio_before.average);
        std::tie(figure.year_ago_n, figure.year_ago_of, figure.year_ago_percent, figure.year_ago_average) =
            std::tie(ago.n, ago.of, ratio_ago.percent, ratio_ago.average);
        figure.suppressed = one.suppressed;
        report.figures.push_back(std::move(figure));
    }
    return report;
}

}  // namespace osaki
