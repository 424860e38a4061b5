#include "osaki/domain/report_trend.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

constexpr Column<TrendMonth> trend_columns[] = {
    column<&TrendMonth::month>("month", N_("Month")).required(),
    column<&TrendMonth::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&TrendMonth::profession>("profession", N_("Profession")).coded("profession"),
    column<&TrendMonth::offices>("offices", N_("Offices")),
    column<&TrendMonth::users>("users", N_("Registered users")),
    column<&TrendMonth::holders>("holders", N_("Users with an ID")),
    column<&TrendMonth::joined>("joined", N_("Joined")),
    column<&TrendMonth::left>("left", N_("Left")),
    column<&TrendMonth::net>("net", N_("Net change")).detail(),
    column<&TrendMonth::active>("active", N_("Active users")),
    column<&TrendMonth::active_percent>("active_percent", N_("Active %")),
    column<&TrendMonth::login_days>("login_days", N_("Days with a login")).detail(),
    column<&TrendMonth::logins>("logins", N_("Logins")).detail(),
    column<&TrendMonth::posts>("posts", N_("Posts")),
    column<&TrendMonth::reads>("reads", N_("Reads")).detail(),
    column<&TrendMonth::files>("files", N_("Files")).detail(),
    column<&TrendMonth::posts_per_active>("posts_per_active", N_("Posts per active user")),
    column<&TrendMonth::groups>("groups", N_("Groups")),
    column<&TrendMonth::groups_without_owner>("groups_without_owner", N_("Without owner")),
    column<&TrendMonth::groups_without_owner_percent>("groups_without_owner_percent", N_("Without owner %")),
    column<&TrendMonth::trained>("trained", N_("Trained")),
    column<&TrendMonth::trained_percent>("trained_percent", N_("Trained %")),
    column<&TrendMonth::acknowledged>("acknowledged", N_("Acknowledged users")),
    column<&TrendMonth::acknowledged_percent>("acknowledged_percent", N_("Acknowledged %")),
    column<&TrendMonth::departures_open>("departures_open", N_("Open departures")).detail(),
    column<&TrendMonth::residual>("residual", N_("Residual accounts")).detail(),
    column<&TrendMonth::closed>("closed", N_("Month closed")).detail(),
};

constexpr TrendMember members[] = {
    {ReportFigure::offices, &TrendMonth::offices},
    {ReportFigure::users, &TrendMonth::users},
    {ReportFigure::holders, &TrendMonth::holders},
    {ReportFigure::joined, &TrendMonth::joined},
    {ReportFigure::left, &TrendMonth::left},
    {ReportFigure::net, &TrendMonth::net},
    {ReportFigure::login_days, &TrendMonth::login_days},
    {ReportFigure::logins, &TrendMonth::logins},
    {ReportFigure::posts, &TrendMonth::posts},
    {ReportFigure::reads, &TrendMonth::reads},
    {ReportFigure::files, &TrendMonth::files},
    {ReportFigure::groups, &TrendMonth::groups},
    {ReportFigure::groups_without_owner, &TrendMonth::groups_without_owner, &TrendMonth::groups_without_owner_percent},
    {ReportFigure::departures_open, &TrendMonth::departures_open},
    {ReportFigure::residual, &TrendMonth::residual},
    {ReportFigure::active, &TrendMonth::active, &TrendMonth::active_percent},
    {ReportFigure::trained, &TrendMonth::trained, &TrendMonth::trained_percent},
    {ReportFigure::acknowledged, &TrendMonth::acknowledged, &TrendMonth::acknowledged_percent},
    {ReportFigure::posts_per_active, nullptr, &TrendMonth::posts_per_active},
};

bool is_wanted(const Slice& slice, const ReportQuestion& question) {
    if (!question.by) return slice.is_whole();
    if (slice.is_crossed()) return false;
    return !(*question.by == ReportBy::office_type ? slice.office_type : slice.profession).empty();
}

struct Counted {
    Month month;
    bool closed = false;
    MonthAmounts amounts = {};
};

// What the report does not count in slices stays unknown there.
TrendMonth trend_month(const Counted& counted, const Slice& slice) {
    TrendMonth row{counted.month, slice.office_type, slice.profession};
    row.closed = counted.closed;
    for (const auto& member : members) {
        const AmountPlace place{member.figure, slice};
        if (!is_sliced(member.figure, slice)) continue;
        const auto amount = counted.amounts.at(place);
        if (member.n) row.*member.n = amount.n;
        if (member.ratio)
            row.*member.ratio = form_of(member.figure) == FigureForm::average ? average_of(amount) : percent_of(amount);
    }
    return row;
}

}  // namespace

const Description<TrendMonth>& describe(const TrendMonth*) {
    static constexpr Description<TrendMonth> description{"trend", N_("trend by month"), trend_columns};
    return description;
}

std::span<const TrendMember> trend_members() {
    return members;
}

TrendReport trend_report(const View& view, Month from, Month to, const ReportQuestion& question) {
    const auto day = std::min(last_day(to), view.today());
    TrendReport report{report_head(view, ReportKind::trend, {from, to}, day, question), {}};
    report.months = trend_months(view, from, day, question);
    const auto whole = question.by ? trend_months(view, month_of(day), day, {}) : report.months;
    if (!whole.empty()) report.newest = whole.back();
    return report;
}

std::vector<TrendMonth> trend_months(const View& view, Month from, Date day, const ReportQuestion& question) {
    MonthBook book(view);
    std::vector<Counted> months;
    std::set<AmountPlace> places;
    for (auto month = from; first_day(month) <= day; ++month.months) {
        if (!book.knows(month)) {
            months.push_back({month});
            continue;
        }
        const auto figures = book.of(month, std::min(last_day(month), day));
        months.push_back({month, figures.closed, MonthAmounts(figures, question)});
        months.back().amounts.add_places_to(places);
    }
    std::vector<Slice> slices;
    for (const auto& [figure, slice] : in_order(view, places))
        if (is_wanted(slice, question) && std::ranges::find(slices, slice) == slices.end()) slices.push_back(slice);
    std::vector<TrendMonth> rows;
    for (const auto& month : months)
        for (const auto& slice : slices) rows.push_back(trend_month(month, slice));
    return rows;
}

}  // namespace osaki
