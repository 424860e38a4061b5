// Usage by month (利用実績): what was loaded of each month, what of it nobody knew, and which months are closed (art. 8-2(4)).
#pragma once

#include "osaki/domain/import_job.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/user.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace osaki {

enum class UsageScope { user, office, network };
constexpr std::array<Name<UsageScope>, 3> names_of(UsageScope) {
    return {{{UsageScope::user, "user", N_("by user"), "利用者|個人"},
             {UsageScope::office, "office", N_("by office"), "事業所"},
             {UsageScope::network, "network", N_("of the network"), "全体|ネットワーク"}}};
}

// Days with a login are not logins.
enum class Metric { login_days, logins, posts, reads, files, groups };
constexpr std::array<Name<Metric>, 6> names_of(Metric) {
    return {{{Metric::login_days, "login_days", N_("days with a login"), "ログイン日数|利用日数|アクセス日数"},
             {Metric::logins, "logins", N_("logins"), "ログイン数|ログイン回数|アクセス数|アクセス回数"},
             {Metric::posts, "posts", N_("posts"), "投稿数|投稿件数|投稿|書込数|書き込み数"},
             {Metric::reads, "reads", N_("reads"), "既読数|既読件数|閲覧数|既読"},
             {Metric::files, "files", N_("files"), "ファイル数|添付数|添付ファイル数"},
             {Metric::groups, "groups", N_("groups used"), "グループ数|参加グループ数"}}};
}
constexpr std::size_t metric_count = 6;

// One value for each metric; nothing is unknown and never 0.
struct Figures {
    std::optional<std::int64_t> login_days, logins, posts, reads, files, groups;
    bool operator==(const Figures&) const = default;
};
constexpr std::array<std::optional<std::int64_t> Figures::*, metric_count> figure_members{
    &Figures::login_days, &Figures::logins, &Figures::posts, &Figures::reads, &Figures::files, &Figures::groups};
inline std::optional<std::int64_t>& figure_of(Figures& figures, Metric metric) {
    return figures.*figure_members[static_cast<std::size_t>(metric)];
}
// Unknown and unknown is unknown; else what is known adds up.
void add(Figures& to, const Figures& more);
// Of a record that has them among its members.
template <class R>
Figures figures_in(const R& record) {
    return {record.login_days, record.logins, record.posts, record.reads, record.files, record.groups};
}
template <class R>
void put_figures(R& record, const Figures& figures) {
    std::tie(record.login_days, record.logins, record.posts, record.reads, record.files, record.groups) =
        std::tie(figures.login_days, figures.logins, figures.posts, figures.reads, figures.files, figures.groups);
}
// Pure: used in the month, by days with a login or by logins; nothing when neither is known.
constexpr std::optional<bool> is_active(std::optional<std::int64_t> login_days, std::optional<std::int64_t> logins) {
    if (!login_days && !logins) return std::nullopt;
    return login_days.value_or(0) > 0 || logins.value_or(0) > 0;
}

struct UsageLoadTag {
    static constexpr IdForm form{'L', 5, false};
};
using UsageLoadId = Id<UsageLoadTag>;
struct UsageLoad {
    UsageLoadId usage_load_id;
    Month month;
    UsageScope scope = UsageScope::user;
    ImportJobId import_job_id;
    std::vector<std::string> metrics;  // tokens
    std::int64_t rows = 0;
    std::int64_t unmatched = 0;  // when it was loaded
    Date loaded_on;
    std::optional<Date> replaced_on;
    std::string sha256;
    std::string file;               // of the job
    std::int64_t open = 0;          // rows that still belong to nobody
    std::optional<Date> closed_on;  // of the month
};
const Description<UsageLoad>& describe(const UsageLoad*);
extern const std::string_view usage_loads_sql;  // all of them with what is joined, in no order

struct UsageUnmatchedTag {
    static constexpr IdForm form{'N', 5, false};
};
using UsageUnmatchedId = Id<UsageUnmatchedTag>;
struct UsageUnmatched {
    UsageUnmatchedId usage_unmatched_id;
    UsageLoadId usage_load_id;
    std::int64_t line = 0;
    std::string key;
    std::string name;
    std::optional<std::int64_t> login_days, logins, posts, reads, files, groups;
    std::optional<UserId> user_id;
    std::optional<OfficeId> office_id;
    std::optional<Date> matched_on;
    Month month;  // of its load
    UsageScope scope = UsageScope::user;
};
const Description<UsageUnmatched>& describe(const UsageUnmatched*);
extern const std::string_view usage_unmatched_sql;

struct UsageMonth {
    std::int64_t usage_month_id = 0;
    Month month;
    std::optional<Date> closed_on;
    std::string reason;
};
const Description<UsageMonth>& describe(const UsageMonth*);

// One row of a load, as `usage show` tells it.
struct Usage {
    std::string number;  // U000001, O0001; empty for the network
    Month month;
    UsageScope scope = UsageScope::user;
    std::string name;
    std::optional<std::int64_t> login_days, logins, posts, reads, files, groups;
};
const Description<Usage>& describe(const Usage*);

std::vector<UsageLoad> list_usage_loads(const View& view, const Query& query);  // by month, those in force only
std::optional<UsageLoad> find_usage_load(const View& view, Month month, UsageScope scope);
std::vector<UsageLoad> usage_loads_of(const View& view, ImportJobId job);  // by month
// All that files of these bytes brought and that was not taken back, by month.
std::vector<UsageLoad> usage_loads_of_file(const View& view, std::string_view sha256);
std::optional<UsageLoad> replaced_by(const View& view, const UsageLoad& load);  // whose place it took
// Months that are over since the first of which anything is loaded, with nothing loaded and not closed.
std::vector<Month> months_without_usage(const View& view);
std::optional<UsageMonth> find_usage_month(const View& view, Month month);
bool is_closed(const View& view, Month month);
void require_open(const View& view, Month month);  // Code::conflict when it is closed
// Nobody's yet, of loads in force: those that can be matched, as their month is open.
std::vector<UsageUnmatched> list_usage_unmatched(const View& view, const Query& query);
// The others: they stay out of the figures as these were reported.
struct ClosedUnmatched {
    std::int64_t rows = 0;
    std::vector<std::string> months = {};
};
ClosedUnmatched closed_usage_unmatched(const View& view);
std::vector<UsageUnmatched> unmatched_in(const View& view, const UsageLoad& load);  // those that were matched too
UsageUnmatched get_usage_unmatched(const View& view, UsageUnmatchedId id);          // Code::not_found
// Of a row that was matched: what its user or office has of that month beside it. Everything unknown when that is nothing.
Figures figures_beside(const View& view, const UsageUnmatched& row);
// Of a month, a user or an office ("2026-04", U000001, O0002), newest month first; a user has the figures of the numbers that
// were merged into it. Code::usage for anything else, Code::not_found.
std::vector<Usage> list_usage(const View& view, std::string_view what, const Query& query);

// What a load keeps of one user or office.
struct UsageRow {
    std::int64_t number = 0;
    Figures figures;
};
// Writes and reads the text of a load, row by row: a JSON array of [number, login_days, ...], unknown ones at the end left out.
class UsageText {
public:
    void add(const UsageRow& row);
    std::string finish();

private:
    std::string text_;
};
std::vector<UsageRow> rows_of(std::string_view text);
std::optional<UsageRow> find_row(std::string_view text, std::int64_t number);
// By number, each once: those that are equal in number are added up.
void add_up(std::vector<UsageRow>& rows);
std::string usage_text(const View& view, const UsageLoad& load);
std::vector<UsageRow> matched_rows(const View& view, const UsageLoad& load);  // those that were found to be somebody's later
// Of a load; rows that were found to be a user's or an office's later are added to it.
std::vector<UsageRow> usage_rows(const View& view, const UsageLoad& load);

}  // namespace osaki
