// The figures of one month, or of one user or office over all months: then only their lines are read.
#include "osaki/domain/usage.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace osaki {

namespace {

// Whose figures are asked for, by all the numbers they came under; the first is the one that stands.
struct Asked {
    std::optional<Month> month = {};
    UsageScope scope = UsageScope::user;
    std::vector<std::int64_t> numbers = {};
};

std::vector<std::int64_t> numbers_of(const View& view, UserId user) {
    std::vector<std::int64_t> numbers;
    sql::Statement rows(
        view,
        "WITH RECURSIVE same(id) AS (VALUES (?) UNION SELECT user_id FROM user JOIN same ON merged_into = same.id)"
        " SELECT id FROM same");
    rows.bind(1, user.value);
    while (rows.step()) numbers.push_back(std::get<std::int64_t>(rows.cell(0)));
    return numbers;
}

Asked understood(const View& view, std::string_view what) {
    if (const auto user = parse_id<UserTag>(what)) return {{}, UsageScope::user, numbers_of(view, standing_number(view, *user))};
    if (const auto office = parse_id<OfficeTag>(what))
        return {{}, UsageScope::office, {get_office(view, *office).office_id.value}};
    try {
        return {parse_month(what, view.today())};
    } catch (const Error&) {
        fail(Code::usage, N_("{} is no month, user or office; write it like 2026-04, U000001 or O0002"), what);
    }
}

// A user who was merged has the figures of the number that stands.
std::vector<UsageRow> all_rows(const View& view, const UsageLoad& load) {
    auto rows = usage_rows(view, load);
    if (load.scope != UsageScope::user) return rows;
    std::map<std::int64_t, std::int64_t> merged;
    sql::Statement users(view, "SELECT user_id FROM user WHERE merged_into IS NOT NULL");
    while (users.step()) merged.emplace(std::get<std::int64_t>(users.cell(0)), 0);
    for (auto& [number, standing] : merged) standing = standing_number(view, UserId{number}).value;
    for (auto& row : rows)
        if (const auto found = merged.find(row.number); found != merged.end()) row.number = found->second;
    add_up(rows);
    return rows;
}

std::vector<UsageRow> rows_about(const View& view, const UsageLoad& load, const std::vector<std::int64_t>& numbers) {
    const auto text = usage_text(view, load);
    auto rows = matched_rows(view, load);
    std::erase_if(rows, [&](const UsageRow& row) { return std::ranges::find(numbers, row.number) == numbers.end(); });
    for (const auto number : numbers)
        if (const auto row = find_row(text, number)) rows.push_back(*row);
    for (auto& row : rows) row.number = numbers.front();
    add_up(rows);
    return rows;
}

// As SQL can read them: month, scope and what UsageText writes of a row.
void append(std::string& lines, const UsageLoad& load, const std::vector<UsageRow>& rows) {
    for (const auto& row : rows) {
        UsageText text;
        text.add(row);
        lines += lines.empty() ? "[[\"" : ",[\"";
        lines += to_text(load.month) + "\",\"" + std::string(token_of(load.scope)) + "\"," + text.finish() + ']';
    }
}

constexpr std::string_view lines_sql =
    "SELECT CASE scope WHEN 'user' THEN printf('U%06d', n) WHEN 'office' THEN printf('O%04d', n) END AS number, month, scope,"
    " coalesce(u.name, o.name) AS name, login_days, logins, posts, reads, files, groups FROM (SELECT value ->> 0 AS month,"
    " value ->> 1 AS scope, value ->> '$[2][0][0]' AS n, value ->> '$[2][0][1]' AS login_days, value ->> '$[2][0][2]' AS logins,"
    " value ->> '$[2][0][3]' AS posts, value ->> '$[2][0][4]' AS reads, value ->> '$[2][0][5]' AS files,"
    " value ->> '$[2][0][6]' AS groups FROM json_each(?1)) LEFT JOIN user u ON scope = 'user' AND u.user_id = n"
    " LEFT JOIN office o ON scope = 'office' AND o.office_id = n ORDER BY month DESC, scope DESC, n";

}  // namespace

Figures figures_beside(const View& view, const UsageUnmatched& row) {
    const auto load = find_usage_load(view, row.month, row.scope);
    if (!load || (!row.user_id && !row.office_id)) return {};
    const auto text = usage_text(view, *load);
    Figures figures;
    for (const auto number : row.user_id ? numbers_of(view, *row.user_id) : std::vector{row.office_id->value}) {
        if (const auto known = find_row(text, number)) add(figures, known->figures);
        sql::for_each<UsageUnmatched>(
            view, [&](const UsageUnmatched& other) { add(figures, figures_in(other)); },
            std::string(usage_unmatched_sql) +
                " WHERE x.usage_load_id = ? AND coalesce(x.user_id, x.office_id) = ? AND"
                " x.usage_unmatched_id <> ? ORDER BY x.usage_unmatched_id",
            load->usage_load_id, number, row.usage_unmatched_id);
    }
    return figures;
}

std::vector<Usage> list_usage(const View& view, std::string_view what, const Query& query) {
    const auto asked = understood(view, what);
    std::string lines;
    for (const auto& load : list_usage_loads(view, {})) {
        if (asked.month && load.month == *asked.month) append(lines, load, all_rows(view, load));
        if (!asked.month && load.scope == asked.scope) append(lines, load, rows_about(view, load, asked.numbers));
    }
    return sql::list<Usage>(view, lines_sql, query, lines.empty() ? std::string("[]") : lines + ']');
}

}  // namespace osaki
