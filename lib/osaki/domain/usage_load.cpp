#include "osaki/domain/usage_load.hpp"

#include "osaki/domain/kept_file.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

void replace_load(Change& change, const NewUsageLoad& load) {
    auto before = find_usage_load(change, load.month, load.scope);
    if (!before) return;
    before->replaced_on = change.today();
    change.update("replace", *before);
}

void require_open(const View& view, Month month) {
    if (auto fault = month_fault(view, month)) throw Error(fault->status, fault->text, {*fault});
}

}  // namespace

std::optional<Fault> month_fault(const View& view, Month month) {
    if (month > month_of(view.today())) return Fault{"month", "E_FUTURE", message(N_("{} lies in the future"), month), {}};
    if (!is_closed(view, month)) return std::nullopt;
    return Fault{"month",
                 "E_MONTH_CLOSED",
                 message(N_("{} is closed; its figures are as they were reported"), month),
                 message(N_("osaki-mcs usage reopen {} --reason TEXT, or load other months of the file with --month"), month),
                 false,
                 Code::conflict};
}

std::int64_t rows_missing(const View& view, Month month, UsageScope scope, const std::vector<std::int64_t>& numbers) {
    const auto before = find_usage_load(view, month, scope);
    if (!before) return 0;
    return std::ranges::count_if(usage_rows(view, *before),
                                 [&](const UsageRow& row) { return !std::ranges::binary_search(numbers, row.number); });
}

void seal(NewUsageLoad& load) {
    load.body = body_of(load.rows);
    load.sha256 = sha256_hex(load.body);
}

UsageLoadId load_usage(Change& change, const People& people, ImportJobId job, NewUsageLoad load) {
    require_open(change, load.month);
    replace_load(change, load);
    UsageLoad row;
    row.month = load.month;
    row.scope = load.scope;
    row.import_job_id = job;
    row.metrics = load.metrics;
    row.rows = static_cast<std::int64_t>(load.rows.size());
    row.unmatched = static_cast<std::int64_t>(load.unmatched.size());
    row.loaded_on = change.today();
    row.sha256 = load.sha256;
    change.insert("load", row);
    sql::execute(change, "INSERT INTO usage_load_body (usage_load_body_id, body) VALUES (?, ?)", row.usage_load_id,
                 sql::Blob{load.body});
    for (auto& unmatched : load.unmatched) {
        unmatched.usage_load_id = row.usage_load_id;
        change.insert("load", unmatched);
    }
    roll_usage(change, people, load.month, load.scope == UsageScope::user && load.unmatched.empty() ? &load.rows : nullptr);
    return row.usage_load_id;
}

void match_usage(Change& change, UsageUnmatchedId id, const UsageMatch& match) {
    auto row = get_usage_unmatched(change, id);
    const auto load = find_usage_load(change, row.month, row.scope);
    if (!load || load->usage_load_id != row.usage_load_id)
        fail(Code::conflict, N_("{} belongs to a load that another took the place of"), id);
    if (row.matched_on) fail(Code::conflict, N_("{} ({}) was matched on {}"), id, row.key, *row.matched_on);
    require_open(change, row.month);
    if ((match.office && row.scope != UsageScope::office) || (match.user && row.scope != UsageScope::user))
        fail(Code::usage, N_("{} is a row {}; name what it belongs to accordingly"), id, row.scope);
    if (match.user) row.user_id = standing_number(change, *match.user);
    if (match.office) row.office_id = get_office(change, *match.office).office_id;
    row.matched_on = change.today();
    change.update("match", row);
    roll_usage(change, People(change), row.month);
}

UsageMatch matched_before(const View& view, std::string_view key) {
    const auto row = sql::find<UsageUnmatched>(
        view,
        std::string(usage_unmatched_sql) +
            " WHERE x.key = ? AND coalesce(x.user_id, x.office_id) IS NOT NULL ORDER BY x.usage_unmatched_id DESC LIMIT 1",
        key);
    return row ? UsageMatch{row->user_id, row->office_id} : UsageMatch{};
}

}  // namespace osaki
