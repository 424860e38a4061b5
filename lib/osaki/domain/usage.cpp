#include "osaki/domain/usage.hpp"

#include "osaki/store/sql.hpp"

#include <set>

namespace osaki {

namespace {

constexpr Column<UsageLoad> load_columns[] = {
    column<&UsageLoad::usage_load_id>("usage_load_id", N_("Load")).detail(),
    column<&UsageLoad::month>("month", N_("Month")).required(),
    column<&UsageLoad::scope>("scope", N_("Scope")),
    column<&UsageLoad::import_job_id>("import_job_id", N_("Job")),
    column<&UsageLoad::file>("file", N_("File")).joined(),
    column<&UsageLoad::metrics>("metrics", N_("Figures")),
    column<&UsageLoad::rows>("rows", N_("Rows")),
    column<&UsageLoad::unmatched>("unmatched", N_("Unmatched when loaded")).detail(),
    column<&UsageLoad::open>("open", N_("Unmatched")).joined(),
    column<&UsageLoad::loaded_on>("loaded_on", N_("Loaded on")),
    column<&UsageLoad::replaced_on>("replaced_on", N_("Replaced on")).detail(),
    column<&UsageLoad::closed_on>("closed_on", N_("Closed on")).joined(),
    column<&UsageLoad::sha256>("sha256", N_("SHA-256")).required().detail(),
};

constexpr Column<UsageUnmatched> unmatched_columns[] = {
    column<&UsageUnmatched::usage_unmatched_id>("usage_unmatched_id", N_("Number")),
    column<&UsageUnmatched::usage_load_id>("usage_load_id", N_("Load")).detail(),
    column<&UsageUnmatched::month>("month", N_("Month")).required().joined(),
    column<&UsageUnmatched::scope>("scope", N_("Scope")).joined().detail(),
    column<&UsageUnmatched::line>("line", N_("Line")),
    column<&UsageUnmatched::key>("key", N_("In the file")).required(),
    column<&UsageUnmatched::name>("name", N_("Name")),
    column<&UsageUnmatched::login_days>("login_days", N_("Days with a login")),
    column<&UsageUnmatched::logins>("logins", N_("Logins")),
    column<&UsageUnmatched::posts>("posts", N_("Posts")),
    column<&UsageUnmatched::reads>("reads", N_("Reads")).detail(),
    column<&UsageUnmatched::files>("files", N_("Files")).detail(),
    column<&UsageUnmatched::groups>("groups", N_("Groups used")).detail(),
    column<&UsageUnmatched::user_id>("user_id", N_("User")).detail(),
    column<&UsageUnmatched::office_id>("office_id", N_("Office")).detail(),
    column<&UsageUnmatched::matched_on>("matched_on", N_("Matched on")).detail(),
};

constexpr Column<UsageMonth> month_columns[] = {
    column<&UsageMonth::usage_month_id>("usage_month_id", N_("Number")).detail(),
    column<&UsageMonth::month>("month", N_("Month")).required(),
    column<&UsageMonth::closed_on>("closed_on", N_("Closed on")),
    column<&UsageMonth::reason>("reason", N_("Reason")),
};

constexpr Column<Usage> usage_columns[] = {
    column<&Usage::number>("number", N_("Number")),
    column<&Usage::month>("month", N_("Month")).required(),
    column<&Usage::scope>("scope", N_("Scope")).detail(),
    column<&Usage::name>("name", N_("Name")),
    column<&Usage::login_days>("login_days", N_("Days with a login")),
    column<&Usage::logins>("logins", N_("Logins")),
    column<&Usage::posts>("posts", N_("Posts")),
    column<&Usage::reads>("reads", N_("Reads")),
    column<&Usage::files>("files", N_("Files")),
    column<&Usage::groups>("groups", N_("Groups used")),
};

}  // namespace

const Description<UsageLoad>& describe(const UsageLoad*) {
    static constexpr Description<UsageLoad> description{"usage_load", N_("usage loaded"), load_columns};
    return description;
}
const Description<UsageUnmatched>& describe(const UsageUnmatched*) {
    static constexpr Description<UsageUnmatched> description{"usage_unmatched", N_("usage that belongs to nobody yet"),
                                                             unmatched_columns};
    return description;
}
const Description<UsageMonth>& describe(const UsageMonth*) {
    static constexpr Description<UsageMonth> description{"usage_month", N_("months"), month_columns};
    return description;
}
const Description<Usage>& describe(const Usage*) {
    static constexpr Description<Usage> description{"usage", N_("usage"), usage_columns};
    return description;
}

constinit const std::string_view usage_loads_sql =
    "SELECT l.*, j.file, (SELECT count(*) FROM usage_unmatched x WHERE x.usage_load_id = l.usage_load_id AND x.matched_on IS "
    "NULL)"
    " AS open, m.closed_on FROM usage_load l JOIN import_job j USING (import_job_id) LEFT JOIN usage_month m ON m.month = "
    "l.month";
constinit const std::string_view usage_unmatched_sql =
    "SELECT x.*, l.month, l.scope FROM usage_unmatched x JOIN usage_load l USING (usage_load_id)";

std::vector<UsageLoad> list_usage_loads(const View& view, const Query& query) {
    static const auto sql = std::string(usage_loads_sql) + " WHERE l.replaced_on IS NULL ORDER BY l.month, l.scope DESC";
    return sql::list<UsageLoad>(view, sql, query);
}

std::optional<UsageLoad> find_usage_load(const View& view, Month month, UsageScope scope) {
    static const auto sql = std::string(usage_loads_sql) + " WHERE l.month = ? AND l.scope = ? AND l.replaced_on IS NULL";
    return sql::find<UsageLoad>(view, sql, month, token_of(scope));
}

std::vector<UsageLoad> usage_loads_of(const View& view, ImportJobId job) {
    return sql::list<UsageLoad>(
        view, std::string(usage_loads_sql) + " WHERE l.import_job_id = ? ORDER BY l.month, l.usage_load_id", job);
}

std::vector<UsageLoad> usage_loads_of_file(const View& view, std::string_view sha256) {
    return sql::list<UsageLoad>(view,
                                std::string(usage_loads_sql) +
                                    " WHERE j.kind = 'usage' AND j.sha256 = ? AND j.undone_at IS NULL"
                                    " ORDER BY l.month, l.usage_load_id",
                                sha256);
}

std::optional<UsageLoad> replaced_by(const View& view, const UsageLoad& load) {
    return sql::find<UsageLoad>(view,
                                std::string(usage_loads_sql) +
                                    " WHERE l.month = ? AND l.scope = ? AND l.usage_load_id < ?"
                                    " ORDER BY l.usage_load_id DESC LIMIT 1",
                                load.month, load.scope, load.usage_load_id);
}

std::vector<Month> months_without_usage(const View& view) {
    std::set<Month> loaded;
    for (const auto& load : list_usage_loads(view, {})) loaded.insert(load.month);
    std::vector<Month> missing;
    if (loaded.empty()) return missing;
    for (auto month = *loaded.begin(); last_day(month) < view.today(); ++month.months)
        if (!loaded.contains(month) && !is_closed(view, month)) missing.push_back(month);
    return missing;
}

std::optional<UsageMonth> find_usage_month(const View& view, Month month) {
    return sql::find<UsageMonth>(view, "SELECT * FROM usage_month WHERE month = ?", month);
}

bool is_closed(const View& view, Month month) {
    const auto known = find_usage_month(view, month);
    return known && known->closed_on;
}

void require_open(const View& view, Month month) {
    if (is_closed(view, month))
        fail(Code::conflict, N_("{} is closed; its figures are as they were reported: osaki-mcs usage reopen {} --reason TEXT"),
             month, month);
}

std::vector<UsageUnmatched> list_usage_unmatched(const View& view, const Query& query) {
    static const auto sql = std::string(usage_unmatched_sql) +
                            " LEFT JOIN usage_month m ON m.month = l.month WHERE l.replaced_on IS NULL AND x.matched_on IS NULL"
                            " AND m.closed_on IS NULL ORDER BY l.month, x.usage_unmatched_id";
    return sql::list<UsageUnmatched>(view, sql, query);
}

ClosedUnmatched closed_usage_unmatched(const View& view) {
    ClosedUnmatched closed;
    sql::Statement months(
        view,
        "SELECT l.month, count(*) FROM usage_unmatched x JOIN usage_load l USING (usage_load_id) JOIN usage_month"
        " m ON m.month = l.month WHERE l.replaced_on IS NULL AND x.matched_on IS NULL AND m.closed_on IS NOT"
        " NULL GROUP BY l.month ORDER BY l.month");
    while (months.step()) {
        closed.months.emplace_back(std::get<std::string_view>(months.cell(0)));
        closed.rows += std::get<std::int64_t>(months.cell(1));
    }
    return closed;
}

std::vector<UsageUnmatched> unmatched_in(const View& view, const UsageLoad& load) {
    static const auto sql = std::string(usage_unmatched_sql) + " WHERE x.usage_load_id = ? ORDER BY x.usage_unmatched_id";
    return sql::list<UsageUnmatched>(view, sql, load.usage_load_id);
}

UsageUnmatched get_usage_unmatched(const View& view, UsageUnmatchedId id) {
    static const auto sql = std::string(usage_unmatched_sql) + " WHERE x.usage_unmatched_id = ?";
    auto row = sql::find<UsageUnmatched>(view, sql, id);
    if (!row) fail(Code::not_found, N_("there is no row of usage {}; osaki-mcs usage unmatched lists them"), id);
    return *row;
}

}  // namespace osaki
