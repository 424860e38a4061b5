// Reports for the committee (利用実績の集計及び分析, art. 8-2(4)): which there are, their figures, and what all of them are asked
// and begin with. Every share has its n and its N.
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
             {ReportFigure::left, "left", N_("departed"), "退会"},
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

// What a word of a report means, printed with it; figure is a token of ReportFigure or of a list of that report's own.
struct Definition {
    std::string figure;
    Message text;
};
const Description<Definition>& describe(const Definition*);
std::vector<Definition> definitions_of(std::span<const ReportFigure> figures);
template <Named E>
Definition definition_of(E word, const char* text) {
    return {std::string(token_of(word)), message(text)};
}

enum class ReportBy { office_type, profession };
constexpr std::array<Name<ReportBy>, 2> names_of(ReportBy) {
    return {{{ReportBy::office_type, "office-type", N_("office type"), "事業所種別"},
             {ReportBy::profession, "profession", N_("profession"), "職種"}}};
}

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

// What every report is asked.
struct ReportQuestion {
    std::optional<Date> day = {};  // --as-of
    std::optional<ReportBy> by = {};
    std::optional<std::int64_t> small_cell = {};
};

// The day of the question, or the month's last, today while the month runs. Code::usage for a day of another month.
Date day_of_month(const View& view, Month month, const ReportQuestion& question);

// The head of every report.
struct ReportHead {
    ReportKind report = ReportKind::monthly;
    std::string network = {};
    Date from = {}, to = {};                      // the period
    Date day = {};                                // the register as of this day
    std::optional<bool> closed = {};              // every month of it is; nothing where no figure is frozen
    std::vector<std::string> without_usage = {};  // months of which it is not known who was active
    std::optional<ReportBy> by = {};
    std::optional<std::int64_t> small_cell = {};
    std::optional<Date> directory_on = {};  // newest load of the directory
};
const Description<ReportHead>& describe(const ReportHead*);
// Code::usage when the period ends before it begins, Code::invalid when it has not begun. The day is as given.
ReportHead report_head(const View& view, ReportKind kind, Period period, Date day, const ReportQuestion& question);

}  // namespace osaki
