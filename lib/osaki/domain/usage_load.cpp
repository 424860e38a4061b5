#include "osaki/domain/usage_load.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/kept_file.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace osaki {

namespace {

void replace_load(Change& change, const NewUsageLoad& load) {
    auto before = find_usage_load(change, load.month, load.scope);
    if (!before) return;
    before->replaced_on = change.today();
    change.update("replace", *before);
}

void match(Change& change, const People& people, UsageUnmatched& row, const UsageMatch& to) {
    if (to.user) row.user_id = people.standing(*to.user);
    row.office_id = to.office;
    row.matched_on = change.today();
    change.update("match", row);
}

void roll_months(Change& change, const People& people, const std::vector<UsageUnmatched>& rows) {
    std::set<Month> months;
    for (const auto& row : rows) months.insert(row.month);
    for (const auto month : months) roll_usage(change, people, month);
}

void require_matchable(const View& view, const UsageUnmatched& row, const UsageMatch& to) {
    const auto load = find_usage_load(view, row.month, row.scope);
    if (!load || load->usage_load_id != row.usage_load_id)
        fail(Code::conflict, N_("{} belongs to a load that another took the place of"), row.usage_unmatched_id);
    if (row.matched_on)
        fail(Code::conflict, N_("it was said on {} whose {} ({}) is; take that back first: osaki-mcs undo --list"),
             *row.matched_on, row.usage_unmatched_id, row.key);
    require_open(view, row.month);
    if ((to.office && row.scope != UsageScope::office) || (to.user && row.scope != UsageScope::user))
        fail(Code::usage,
             row.scope == UsageScope::user ? N_("{} is a row of a user; say whose with --user")
                                           : N_("{} is a row of an office; say whose with --office"),
             row.usage_unmatched_id);
}

// An office by its number only when it is called as the row is: others may have that number.
std::int64_t office_now(const View& view, UsageSubjects& subjects, const UsageUnmatched& row) {
    const auto by_number = subjects.find(UsageKey::office, row.key).number;
    if (by_number != 0 && (row.name.empty() || search_key(get_office(view, OfficeId{by_number}).name) == search_key(row.name)))
        return by_number;
    return subjects.find(UsageKey::office_name, row.name.empty() ? row.key : row.name).number;
}

UsageMatch known_now(const View& view, UsageSubjects& subjects, const People& people, const UsageUnmatched& row) {
    if (row.scope == UsageScope::office) {
        const auto found = office_now(view, subjects, row);
        return found == 0 ? UsageMatch{} : UsageMatch{{}, OfficeId{found}};
    }
    for (const auto key : {UsageKey::user, UsageKey::mail})
        if (const auto found = number_in(people, subjects.find(key, row.key), row.month); found != 0) return {UserId{found}, {}};
    return {};
}

}  // namespace

std::optional<Fault> month_fault(const View& view, Month month) {
    if (month > month_of(view.today())) return Fault{"month", "E_FUTURE", message(N_("{} lies in the future"), month)};
    if (!is_closed(view, month)) return std::nullopt;
    return Fault{"month",
                 "E_MONTH_CLOSED",
                 message(N_("{} is closed; its figures are as they were reported"), month),
                 message(N_("osaki-mcs usage reopen {} --reason TEXT, or load another month of the file with --month"), month),
                 false,
                 Code::conflict};
}

std::int64_t number_in(const People& people, const UsageSubject& subject, Month month) {
    const auto was_there = [&](std::int64_t number) {
        const auto person = people.find(UserId{number});
        return person && people.was_there(*person, first_day(month), last_day(month));
    };
    return subject.other != 0 && !was_there(subject.number) && was_there(subject.other) ? subject.other : subject.number;
}

// What belonged to nobody still does, and what was found to be somebody's stays a row of its own: it is known by its key then.
void add_before(const View& view, NewUsageLoad& load) {
    const auto before = find_usage_load(view, load.month, load.scope);
    if (!before) return;
    std::ranges::copy(rows_of(usage_text(view, *before)), std::back_inserter(load.rows));
    add_up(load.rows);
    auto unknown = unmatched_in(view, *before);
    for (auto& row : unknown) row.usage_unmatched_id = {};
    load.unmatched.insert(load.unmatched.begin(), unknown.begin(), unknown.end());
    std::set<std::string_view> both(load.metrics.begin(), load.metrics.end());
    both.insert(before->metrics.begin(), before->metrics.end());
    std::vector<std::string> metrics;
    for (const auto& name : names<Metric>)
        if (both.contains(name.token)) metrics.emplace_back(name.token);
    load.metrics = std::move(metrics);
}

void seal(NewUsageLoad& load) {
    UsageText text;
    for (const auto& row : load.rows) text.add(row);
    load.text = text.finish();
    load.sha256 = sha256_hex(load.text);
}

UsageLoadId load_usage(Change& change, const People& people, ImportJobId job, NewUsageLoad& load) {
    require_open(change, load.month);
    replace_load(change, load);
    UsageLoad row;
    row.month = load.month;
    row.scope = load.scope;
    row.import_job_id = job;
    row.metrics = load.metrics;
    row.rows = static_cast<std::int64_t>(load.rows.size());
    row.unmatched = std::ranges::count_if(load.unmatched, [](const UsageUnmatched& one) { return !one.matched_on; });
    row.loaded_on = change.today();
    row.sha256 = load.sha256;
    change.insert("load", row);
    sql::execute(change, "INSERT INTO usage_load_body (usage_load_body_id, body) VALUES (?, ?)", row.usage_load_id,
                 sql::Blob{load.text});
    for (auto& unmatched : load.unmatched) {
        unmatched.usage_load_id = row.usage_load_id;
        change.insert("load", unmatched);
    }
    const bool is_all = row.unmatched == static_cast<std::int64_t>(load.unmatched.size());
    roll_usage(change, people, load.month, load.scope == UsageScope::user && is_all ? &load.rows : nullptr);
    return row.usage_load_id;
}

std::vector<User> likely_users(const View& view, const UsageUnmatched& row) {
    if (row.name.empty() || row.scope != UsageScope::user) return {};
    auto users = find_users_by_name(view, row.name);
    std::erase_if(users, [](const User& user) { return user.merged_into.has_value(); });
    return users;
}

std::vector<UsageUnmatched> match_usage(Change& change, std::span<const UsageUnmatchedId> ids, const UsageMatch& to) {
    if (to.user) get_user(change, *to.user);
    if (to.office) get_office(change, *to.office);
    if (!to.user && !to.office && change.actor().reason.empty())
        fail(Code::usage, N_("that figures are nobody's is said with a reason; say it with --reason TEXT"));
    const People people(change);
    std::vector<UsageUnmatched> rows;
    for (const auto id : ids) {
        auto& row = rows.emplace_back(get_usage_unmatched(change, id));
        require_matchable(change, row, to);
        match(change, people, row, to);
    }
    roll_months(change, people, rows);
    return rows;
}

std::vector<UsageUnmatched> match_known_usage(Change& change) {
    const People people(change);
    UsageSubjects subjects(change);
    std::vector<UsageUnmatched> rows;
    for (auto& row : list_usage_unmatched(change, {})) {
        const auto to = known_now(change, subjects, people, row);
        if (!to.user && !to.office) continue;
        match(change, people, row, to);
        rows.push_back(std::move(row));
    }
    roll_months(change, people, rows);
    return rows;
}

}  // namespace osaki
