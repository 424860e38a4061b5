// Reports for the committee (利用実績の集計及び分析, art. 8-2(4)): figures with what they mean, each share with n and N.
#pragma once

#include "osaki/domain/report_month.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class ReportFigure {
    offices,
    users,
    holders,
    joined,
    left,
    net,
    active,
    login_days,
    logins,
    posts,
    posts_per_active,
    reads,
    files,
    groups,
    groups_without_owner,
    trained,
    acknowledged,
    departures_open,
    residual
};
constexpr std::array<Name<ReportFigure>, 19> names_of(ReportFigure) {
    return {{{ReportFigure::offices, "offices", N_("registered offices"), "登録事業所"},
             {ReportFigure::users, "users", N_("registered users"), "登録利用者"},
             {ReportFigure::holders, "holders", N_("users with an ID"), "ID保有者"},
             {ReportFigure::joined, "joined", N_("joined"), "登録"},
             {ReportFigure::left, "left", N_("left"), "退会"},
             {ReportFigure::net, "net", N_("net change"), "増減"},
             {ReportFigure::active, "active", N_("active users"), "利用者"},
             {ReportFigure::login_days, "login_days", N_("days with a login"), "ログイン日数"},
             {ReportFigure::logins, "logins", N_("logins"), "ログイン数"},
             {ReportFigure::posts, "posts", N_("posts"), "投稿数"},
             {ReportFigure::posts_per_active, "posts_per_active", N_("posts per active user"), "一人当たり投稿数"},
             {ReportFigure::reads, "reads", N_("reads"), "既読数"},
             {ReportFigure::files, "files", N_("files"), "ファイル数"},
             {ReportFigure::groups, "groups", N_("groups"), "グループ"},
             {ReportFigure::groups_without_owner, "groups_without_owner", N_("groups without a valid owner"),
              "管理者のいないグループ"},
             {ReportFigure::trained, "trained", N_("trained"), "研修受講"},
             {ReportFigure::acknowledged, "acknowledged", N_("acknowledged policy and rules"), "規程確認"},
             {ReportFigure::departures_open, "departures_open", N_("open departures"), "退会手続中"},
             {ReportFigure::residual, "residual", N_("residual accounts"), "残存アカウント"}}};
}
// count: n alone; share: n of N with a percentage; average: n divided by N.
enum class FigureForm { count, share, average };
constexpr FigureForm form_of(ReportFigure figure) {
    switch (figure) {
        case ReportFigure::active:
        case ReportFigure::groups_without_owner:
        case ReportFigure::trained:
        case ReportFigure::acknowledged:
            return FigureForm::share;
        case ReportFigure::posts_per_active:
            return FigureForm::average;
        case ReportFigure::offices:
        case ReportFigure::users:
        case ReportFigure::holders:
        case ReportFigure::joined:
        case ReportFigure::left:
        case ReportFigure::net:
        case ReportFigure::login_days:
        case ReportFigure::logins:
        case ReportFigure::posts:
        case ReportFigure::reads:
        case ReportFigure::files:
        case ReportFigure::groups:
        case ReportFigure::departures_open:
        case ReportFigure::residual:
            return FigureForm::count;
    }
    return FigureForm::count;
}

// What a figure means, printed with it.
struct FigureDefinition {
    ReportFigure figure = ReportFigure::users;
    Message text;
};
const Description<FigureDefinition>& describe(const FigureDefinition*);
std::vector<FigureDefinition> definitions_of(std::span<const ReportFigure> figures);

// n, and of what; nothing is unknown.
struct Amount {
    std::optional<std::int64_t> n, of;
    bool operator==(const Amount&) const = default;
};
// Pure: rounded half up to one decimal; nothing of nothing.
std::optional<double> percent_of(const Amount& amount);
std::optional<double> average_of(const Amount& amount);

// What of a figure: all of it where nothing is said. "none" is the office type of who has no office.
struct Slice {
    std::string office_type, profession, group_kind;
    auto operator<=>(const Slice&) const = default;
};
struct SlicedAmount {
    ReportFigure figure = ReportFigure::users;
    Slice slice;
    Amount amount;
    bool suppressed = false;
};

enum class ReportBy { office_type, profession };
constexpr std::array<Name<ReportBy>, 2> names_of(ReportBy) {
    return {{{ReportBy::office_type, "office-type", N_("by office type"), "事業所種別"},
             {ReportBy::profession, "profession", N_("by profession"), "職種"}}};
}

// Pure: in the order of ReportFigure; totals first, then the slices that every report has, and those of `by`.
std::vector<SlicedAmount> amounts_of(const MonthFigures& figures, std::optional<ReportBy> by);
// Pure: counts of slices below `least` are blanked, and one more of the same kind when it could be told from the total.
void suppress_small(std::vector<SlicedAmount>& amounts, std::int64_t least);

enum class ReportKind { monthly, yearly, trend, participation, roster, compliance, committee };
constexpr std::array<Name<ReportKind>, 7> names_of(ReportKind) {
    return {{{ReportKind::monthly, "monthly", N_("monthly report"), "月次"},
             {ReportKind::yearly, "yearly", N_("yearly report"), "年次"},
             {ReportKind::trend, "trend", N_("trend"), "推移"},
             {ReportKind::participation, "participation", N_("participation"), "参加率"},
             {ReportKind::roster, "roster", N_("roster by office"), "事業所別"},
             {ReportKind::compliance, "compliance", N_("compliance"), "遵守状況"},
             {ReportKind::committee, "committee", N_("report to the committee"), "運営委員会"}}};
}

// The head of every report.
struct ReportHead {
    ReportKind report = ReportKind::monthly;
    std::string network = {};
    Date from = {}, to = {};                      // the period
    Date day = {};                                // the register as of this day
    bool closed = false;                          // every month of it is
    std::vector<std::string> without_usage = {};  // months of which no usage by user is loaded
    std::optional<ReportBy> by = {};
    std::optional<std::int64_t> small_cell = {};
    std::optional<Date> directory_on = {};  // newest load of the directory
};
const Description<ReportHead>& describe(const ReportHead*);

// What every report is asked.
struct ReportQuestion {
    std::optional<Date> day = {};  // --as-of
    std::optional<ReportBy> by = {};
    std::optional<std::int64_t> small_cell = {};
};

// One figure of a month beside the month before and the same month a year ago.
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
// Code::invalid when the month lies in the future.
MonthlyReport monthly_report(const View& view, Month month, const ReportQuestion& question);

// One figure over the months of a fiscal year or of any span. measure: n, of, percent or average.
enum class Measure { n, of, percent, average };
constexpr std::array<Name<Measure>, 4> names_of(Measure) {
    return {{{Measure::n, "n", N_("n")},
             {Measure::of, "of", N_("N")},
             {Measure::percent, "percent", N_("%")},
             {Measure::average, "average", N_("average")}}};
}
struct YearFigure {
    ReportFigure figure = ReportFigure::users;
    std::string office_type = {}, profession = {}, group_kind = {};
    Measure measure = Measure::n;
    std::optional<double> apr = {}, may = {}, jun = {}, jul = {}, aug = {}, sep = {}, oct = {}, nov = {}, dec = {}, jan = {},
                          feb = {}, mar = {};
    std::optional<double> year = {};           // the sum of what adds up, else the newest month's
    std::optional<double> previous_year = {};  // the same months a year ago
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
// Months that are not over are empty. Code::invalid when none has begun.
YearlyReport yearly_report(const View& view, FiscalYear year, const ReportQuestion& question);

// One month of a trend, of all or of one slice.
struct TrendMonth {
    Month month = {};
    std::string office_type = {}, profession = {};
    std::optional<std::int64_t> offices = {}, users = {}, holders = {}, joined = {}, left = {}, net = {}, active = {};
    std::optional<double> active_percent = {};
    std::optional<std::int64_t> login_days = {}, logins = {}, posts = {};
    std::optional<double> posts_per_active = {};
    std::optional<std::int64_t> groups = {}, groups_without_owner = {}, trained = {};
    std::optional<double> trained_percent = {};
    std::optional<std::int64_t> acknowledged = {};
    std::optional<double> acknowledged_percent = {};
    std::optional<std::int64_t> departures_open = {}, residual = {};
    bool closed = false;
};
const Description<TrendMonth>& describe(const TrendMonth*);
struct TrendReport {
    ReportHead head;
    std::vector<TrendMonth> months;  // oldest first, slices within
};
// Code::usage when to lies before from.
TrendReport trend_report(const View& view, Month from, Month to, const ReportQuestion& question);

}  // namespace osaki
