#include "osaki/domain/usage.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

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

// Rows of the loads in force, and those that were matched since.
constexpr std::string_view every_usage =
    "SELECT l.month, l.scope, j.value ->> 0 AS row_number, j.value ->> 1 AS login_days, j.value ->> 2 AS logins,"
    " j.value ->> 3 AS posts, j.value ->> 4 AS reads, j.value ->> 5 AS files, j.value ->> 6 AS groups"
    " FROM usage_load l JOIN usage_load_body b ON b.usage_load_body_id = l.usage_load_id JOIN json_each(CAST(b.body AS TEXT)) j"
    " WHERE l.replaced_on IS NULL UNION ALL SELECT l.month, l.scope, coalesce(x.user_id, x.office_id), x.login_days, x.logins,"
    " x.posts, x.reads, x.files, x.groups FROM usage_unmatched x JOIN usage_load l USING (usage_load_id)"
    " WHERE l.replaced_on IS NULL AND coalesce(x.user_id, x.office_id) IS NOT NULL";

void put_number(std::string& to, std::optional<std::int64_t> number) {
    if (!number) {
        to += "null";
        return;
    }
    std::array<char, 20> digits;
    to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
}

[[noreturn]] void refuse_body() {
    fail(Code::wrong_file, N_("figures of usage are not as they were kept; run `osaki-mcs audit verify`"));
}

// What stands between two commas; the text goes on behind it.
std::optional<std::int64_t> take_number(const char*& at, const char* end) {
    if (end - at >= 4 && std::string_view(at, 4) == "null") {
        at += 4;
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) refuse_body();
    at = next;
    return number;
}

void take(const char*& at, const char* end, char wanted) {
    if (at == end || *at != wanted) refuse_body();
    ++at;
}

std::optional<std::int64_t> number_of(const UsageUnmatched& row) {
    if (row.user_id) return row.user_id->value;
    if (row.office_id) return row.office_id->value;
    return std::nullopt;
}

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

void add(Figures& to, const Figures& more) {
    for (const auto member : figure_members)
        if (more.*member) to.*member = (to.*member).value_or(0) + *(more.*member);
}

std::vector<UsageLoad> list_usage_loads(const View& view, const Query& query) {
    static const auto sql = std::string(usage_loads_sql) + " WHERE l.replaced_on IS NULL ORDER BY l.month, l.scope DESC";
    return sql::list<UsageLoad>(view, sql, query);
}

std::optional<UsageLoad> find_usage_load(const View& view, Month month, UsageScope scope) {
    static const auto sql = std::string(usage_loads_sql) + " WHERE l.month = ? AND l.scope = ? AND l.replaced_on IS NULL";
    return sql::find<UsageLoad>(view, sql, month, token_of(scope));
}

std::optional<UsageMonth> find_usage_month(const View& view, Month month) {
    return sql::find<UsageMonth>(view, "SELECT * FROM usage_month WHERE month = ?", month);
}

bool is_closed(const View& view, Month month) {
    const auto known = find_usage_month(view, month);
    return known && known->closed_on;
}

std::vector<UsageUnmatched> list_usage_unmatched(const View& view, const Query& query) {
    static const auto sql = std::string(usage_unmatched_sql) +
                            " WHERE l.replaced_on IS NULL AND x.matched_on IS NULL ORDER BY l.month, x.usage_unmatched_id";
    return sql::list<UsageUnmatched>(view, sql, query);
}

UsageUnmatched get_usage_unmatched(const View& view, UsageUnmatchedId id) {
    static const auto sql = std::string(usage_unmatched_sql) + " WHERE x.usage_unmatched_id = ?";
    auto row = sql::find<UsageUnmatched>(view, sql, id);
    if (!row) fail(Code::not_found, N_("there is no row of usage {}; osaki-mcs usage unmatched lists them"), id);
    return *row;
}

std::vector<Usage> list_usage(const View& view, std::string_view what, const Query& query) {
    const auto user = parse_id<UserTag>(what);
    const auto office = parse_id<OfficeTag>(what);
    std::optional<Month> month;
    if (user) get_user(view, *user);
    else if (office) get_office(view, *office);
    else month = parse_month(what, view.today());
    static const auto sql =
        "SELECT CASE scope WHEN 'user' THEN printf('U%06d', row_number) WHEN 'office' THEN printf('O%04d', row_number) END AS"
        " number, coalesce(u.name, o.name) AS name, w.* FROM (" +
        std::string(every_usage) +
        ") w LEFT JOIN user u ON w.scope = 'user' AND u.user_id = row_number LEFT JOIN office o ON w.scope = 'office'"
        " AND o.office_id = row_number WHERE (?1 IS NULL OR w.month = ?1) AND (?2 IS NULL OR (w.scope = 'user' AND row_number ="
        " ?2)) AND (?3 IS NULL OR (w.scope = 'office' AND row_number = ?3)) ORDER BY w.month DESC, w.scope DESC, row_number";
    return sql::list<Usage>(view, sql, query, month, user, office);
}

std::string body_of(std::span<const UsageRow> rows) {
    std::string body = "[";
    body.reserve(rows.size() * 32);
    for (const auto& row : rows) {
        body += body.size() > 1 ? ",\n[" : "[";
        put_number(body, row.number);
        for (const auto member : figure_members) {
            body += ',';
            put_number(body, row.figures.*member);
        }
        body += ']';
    }
    return body + ']';
}

std::vector<UsageRow> rows_of(std::string_view body) {
    std::vector<UsageRow> rows;
    const char* at = body.data();
    const char* const end = at + body.size();
    for (take(at, end, '['); at != end && *at == '[';) {
        auto& row = rows.emplace_back();
        take(at, end, '[');
        row.number = take_number(at, end).value_or(0);
        for (const auto member : figure_members) {
            take(at, end, ',');
            row.figures.*member = take_number(at, end);
        }
        take(at, end, ']');
        if (at != end && *at == ',') {
            take(at, end, ',');
            take(at, end, '\n');
        }
    }
    take(at, end, ']');
    return rows;
}

std::vector<UsageRow> usage_rows(const View& view, const UsageLoad& load) {
    const auto body =
        sql::blob(view, "SELECT body FROM usage_load_body WHERE usage_load_body_id = ?", load.usage_load_id).value_or("");
    auto rows = rows_of(body);
    const auto matched = sql::list<UsageUnmatched>(
        view, std::string(usage_unmatched_sql) + " WHERE x.usage_load_id = ? ORDER BY x.usage_unmatched_id", load.usage_load_id);
    std::map<std::int64_t, Figures> more;
    for (const auto& row : matched)
        if (const auto number = number_of(row)) add(more[*number], figures_in(row));
    for (const auto& [number, figures] : more) {
        const auto at = std::ranges::lower_bound(rows, number, {}, &UsageRow::number);
        if (at != rows.end() && at->number == number) add(at->figures, figures);
        else rows.insert(at, {number, figures});
    }
    return rows;
}

}  // namespace osaki
