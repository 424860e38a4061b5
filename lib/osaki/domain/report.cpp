#include "osaki/domain/report.hpp"

#include "osaki/domain/profile.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<ReportHead> head_columns[] = {
    column<&ReportHead::report>("report", N_("Report")),
    column<&ReportHead::network>("network", N_("Network")),
    column<&ReportHead::from>("from", N_("From")),
    column<&ReportHead::to>("to", N_("To")),
    column<&ReportHead::day>("as_of", N_("Register as of")),
    column<&ReportHead::closed>("closed", N_("Month closed")),
    column<&ReportHead::without_usage>("without_usage", N_("No usage loaded")),
    column<&ReportHead::by>("by", N_("Split by")),
    column<&ReportHead::small_cell>("small_cell", N_("Blanked below")),
    column<&ReportHead::directory_on>("directory_on", N_("Directory as of")),
};

}  // namespace

const Description<ReportHead>& describe(const ReportHead*) {
    static constexpr Description<ReportHead> description{"report", N_("report"), head_columns};
    return description;
}

namespace {

bool has_frozen_figures(ReportKind kind) {
    return kind != ReportKind::participation && kind != ReportKind::roster && kind != ReportKind::compliance;
}

}  // namespace

Date day_of_month(const View& view, Month month, const ReportQuestion& question) {
    if (question.day && month_of(*question.day) != month)
        fail(Code::usage, N_("{} does not lie in {}; --as-of is a day of the month"), *question.day, month);
    return question.day.value_or(std::min(last_day(month), view.today()));
}

ReportHead report_head(const View& view, ReportKind kind, Period period, Date day, const ReportQuestion& question) {
    const auto [from, to] = period;
    if (to < from) fail(Code::usage, N_("{} lies before {}"), to, from);
    if (first_day(from) > view.today()) fail(Code::invalid, N_("{} has not begun; a report is of what has been"), from);
    ReportHead head{kind, get_profile(view).network, first_day(from), std::min(last_day(to), day), day};
    head.by = question.by;
    head.small_cell = question.small_cell;
    bool is_frozen = day == last_day(month_of(day));
    for (auto month = from; month <= to && first_day(month) <= day; ++month.months) {
        is_frozen = is_frozen && is_closed(view, month);
        const auto load = find_usage_load(view, month, UsageScope::user);
        if (!load || !tells_active(*load)) head.without_usage.push_back(to_text(month));
    }
    if (has_frozen_figures(kind)) head.closed = is_frozen;
    head.directory_on = sql::value<Date>(view, "SELECT max(snapshot_on) FROM directory");
    return head;
}

}  // namespace osaki
