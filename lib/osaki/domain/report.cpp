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

ReportHead report_head(const View& view, ReportKind kind, Period period, Date day, const ReportQuestion& question) {
    const auto [from, to] = period;
    if (to < from) fail(Code::usage, N_("{} lies before {}"), to, from);
    if (first_day(from) > view.today()) fail(Code::invalid, N_("{} has not begun; a report is of what has been"), from);
    ReportHead head{kind, get_profile(view).network, first_day(from), last_day(to), day};
    head.by = question.by;
    head.small_cell = question.small_cell;
    head.closed = true;
    for (auto month = from; month <= to; ++month.months) {
        head.closed = head.closed && is_closed(view, month);
        if (first_day(month) > day) continue;
        const auto load = find_usage_load(view, month, UsageScope::user);
        if (!load || !tells_active(*load)) head.without_usage.push_back(to_text(month));
    }
    head.directory_on = sql::value<Date>(view, "SELECT max(snapshot_on) FROM directory");
    return head;
}

}  // namespace osaki
