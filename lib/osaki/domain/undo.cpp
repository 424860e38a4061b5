#include "osaki/domain/undo.hpp"

#include "osaki/domain/gates.hpp"
#include "osaki/domain/nouns.hpp"
#include "osaki/domain/soundness.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace osaki {

namespace {

constexpr Column<Restoration> restoration_columns[] = {
    column<&Restoration::subject>("subject", N_("Subject")).required(),
    column<&Restoration::removed>("removed", N_("Removed")),
    column<&Restoration::put_back>("put_back", N_("As before")),
    column<&Restoration::brought_back>("brought_back", N_("Brought back")),
};

// A job stays and says that it was undone; its file may be loaded again.
const std::vector<std::string> kept_tables{"import_job"};

bool is_settings(std::string_view table) {
    return table == "register" || table == "profile" || table == "code" || table == "operator";
}

// The operation itself, what it took back in turn, and the IDs that were issued after it.
struct Case {
    OperationFacts facts;
    std::vector<WrittenRow> original;  // of the operation that an undo took back, else its own
    std::vector<std::int64_t> issued_since;
};

bool is_issue(const WrittenRow& row) {
    return row.table == "credential" && (row.verb == "issue" || row.verb == "deliver");
}

Case read_case(const View& view, std::int64_t id) {
    Case found;
    auto wanted = id;
    for_each_operation(view, is_counted_anew, [&](OperationFacts&& facts) {
        if (facts.operation > id)
            for (const auto& row : facts.rows)
                if (is_issue(row)) found.issued_since.push_back(row.id);
        if (facts.operation > wanted) return true;
        if (facts.operation < wanted) return false;
        found.original = facts.rows;
        const auto undoes = facts.undoes;
        if (facts.operation == id) found.facts = std::move(facts);
        if (undoes) wanted = *undoes;
        return undoes.has_value();
    });
    if (found.facts.operation != id) fail(Code::not_found, N_("there is no operation {}; osaki-mcs undo --list"), id);
    return found;
}

bool wrote(const OperationFacts& facts, std::string_view table, std::optional<std::int64_t> id) {
    return id && std::ranges::any_of(facts.rows, [&](const auto& row) { return row.table == table && row.id == *id; });
}

// The rows an ID rests on without being one of its account or application: what was waived, acknowledged, attended, handed in.
struct Ground {
    std::string_view table;
    const char* sql;  // of a row of it and a credential
};
constexpr Ground grounds[] = {
    {"waiver", "SELECT 1 FROM waiver w JOIN credential c USING (application_id) WHERE w.waiver_id = ? AND c.credential_id = ?"},
    {"attachment",
     "SELECT 1 FROM attachment a JOIN credential c USING (application_id) WHERE a.attachment_id = ? AND c.credential_id = ?"},
    {"acknowledgement",
     "SELECT 1 FROM acknowledgement a JOIN credential c ON c.user_id = a.user_id OR c.application_id = a.application_id"
     " WHERE a.acknowledgement_id = ? AND c.credential_id = ?"},
    {"attendance",
     "SELECT 1 FROM attendance a JOIN credential c ON c.user_id = a.user_id OR c.application_id = a.application_id"
     " WHERE a.attendance_id = ? AND c.credential_id = ?"},
};

bool wrote_ground(const View& view, const OperationFacts& facts, std::int64_t credential) {
    return std::ranges::any_of(facts.rows, [&](const WrittenRow& row) {
        const auto* ground = std::ranges::find(grounds, std::string_view(row.table), &Ground::table);
        return ground != std::end(grounds) && sql::value<std::int64_t>(view, ground->sql, row.id, credential);
    });
}

// What an ID was issued on stays: somebody works with it.
void refuse_issued(const View& view, const Case& found) {
    for (const auto id : found.issued_since) {
        const auto user = sql::value<std::int64_t>(view, "SELECT user_id FROM credential WHERE credential_id = ?", id);
        const auto application =
            sql::value<std::int64_t>(view, "SELECT application_id FROM credential WHERE credential_id = ?", id);
        if (!wrote(found.facts, "user", user) && !wrote(found.facts, "application", application) &&
            !wrote_ground(view, found.facts, id))
            continue;
        fail(Code::forbidden,
             N_("{} was issued an ID since operation {}; it cannot be taken back (art. 8-2(1)): osaki-mcs suspend {}"),
             printed_number("user", *user), found.facts.operation, printed_number("user", *user));
    }
}

void refuse_changed(const View& view, const OperationFacts& facts) {
    if (!facts.changed) return;
    const auto& [row, id] = *facts.changed;
    const auto by = get_operation(view, id);
    fail(Code::conflict, N_("{} was changed since by operation {} ({}) of {} on {}; undo that first: osaki-mcs undo {}"),
         printed_number(row.table, row.id), id, by.command, by.actor, date_of(by.at), id);
}

void require_right(const Change& change, const Case& found) {
    const auto right = right_to_undo(found.original);
    const auto& login = change.actor().login;
    const auto op = find_operator(change, login);
    if (op && may(roles_of(*op), right)) return;
    fail(Code::no_right, N_("operator {} lacks the role {} that operation {} asked for"), login, roles_with(right).front(),
         found.facts.operation);
}

// Taking back an undo decides again: four eyes hold as for the first time.
void require_other(const Change& change, const Case& found) {
    const auto profile = get_profile(change);
    for (const auto& row : found.original) {
        std::optional<ApplicationId> id;
        if (row.table == "application" && row.verb == "approve")
            id = sql::value<ApplicationId>(
                change, "SELECT application_id FROM application WHERE application_id = ? AND state IN ('approved', 'completed')",
                row.id);
        if (row.table == "waiver")
            id = sql::value<ApplicationId>(change, "SELECT application_id FROM waiver WHERE waiver_id = ?", row.id);
        if (!id) continue;
        const auto application = get_application(change, *id);
        if (!may_approve(profile, application.received_by, change.actor().login))
            fail(Code::no_right, N_("{} was received by {}; another operator must approve it (four eyes)"), *id,
                 application.received_by);
    }
}

// Taking back an undo loads a file again, which may have been loaded meanwhile.
void refuse_loaded_again(const View& view, const OperationFacts& facts) {
    for (const auto& row : facts.rows) {
        if (row.table != "import_job" || !facts.undoes) continue;
        const auto job = get_import_job(view, ImportJobId{row.id});
        if (const auto other = find_import_job(view, job.kind, job.sha256))
            fail(Code::conflict, N_("the file of {} was loaded again as {}; undo that first: osaki-mcs undo {}"),
                 job.import_job_id, other->import_job_id, other->import_job_id);
    }
}

// Of loads, and of rows that were found to be somebody's, as far as they are there.
std::set<Month> usage_months(const View& view, const std::vector<WrittenRow>& rows) {
    std::set<Month> months;
    for (const auto& row : rows) {
        std::optional<std::string> month;
        if (row.table == "usage_load")
            month = sql::value<std::string>(view, "SELECT month FROM usage_load WHERE usage_load_id = ?", row.id);
        if (row.table == "usage_unmatched")
            month = sql::value<std::string>(
                view, "SELECT month FROM usage_unmatched JOIN usage_load USING (usage_load_id) WHERE usage_unmatched_id = ?",
                row.id);
        if (month) months.insert(detail::stored_month(*month));
    }
    return months;
}

// What was reported of a month rests on its loads and on whose their rows are.
void refuse_closed(const View& view, const OperationFacts& facts) {
    for (const auto month : usage_months(view, facts.rows)) require_open(view, month);
}

void refuse(const View& view, const Case& found) {
    const auto& facts = found.facts;
    if (facts.rows.empty())
        fail(Code::conflict, N_("operation {} changed nothing; there is nothing to take back"), facts.operation);
    if (facts.undone_by)
        fail(Code::conflict, N_("operation {} was taken back already; to do it again: osaki-mcs undo {}"), facts.operation,
             *facts.undone_by);
    if (const auto why = stays_for_ever(facts.rows)) throw Error(Code::forbidden, *why);
    refuse_issued(view, found);
    refuse_loaded_again(view, facts);
    refuse_closed(view, facts);
    refuse_changed(view, facts);
}

std::vector<Restoration> counted(const std::vector<RestoredRow>& rows) {
    std::map<std::string, Restoration> counts;
    for (const auto& row : rows) {
        auto& count = counts[row.table];
        count.subject = row.table;
        ++(row.how == Restored::removed ? count.removed : row.how == Restored::put_back ? count.put_back : count.brought_back);
    }
    std::vector<Restoration> restored;
    for (auto& [table, count] : counts) restored.push_back(std::move(count));
    return restored;
}

// Sums of months whose loads come or go are counted again rather than put back: others may have written them since.
std::vector<RestoredRow> take_back(Change& change, OperationFacts facts) {
    std::erase_if(facts.rows, [all = facts.rows](const WrittenRow& row) { return is_counted_anew(all, row); });
    auto months = usage_months(change, facts.rows);
    auto restored = undo_operation(change, facts, kept_tables, printed_number);
    months.merge(usage_months(change, facts.rows));
    if (months.empty()) return restored;
    const People people(change);
    for (const auto month : months) roll_usage(change, people, month);
    return restored;
}

// Jobs that the operation made stay and say that they were undone.
std::vector<ImportJob> mark_jobs(Change& change, const OperationFacts& facts) {
    std::vector<ImportJob> undone;
    for (const auto& row : facts.rows) {
        if (row.table != "import_job" || row.verb != "import") continue;
        auto job = get_import_job(change, ImportJobId{row.id});
        job.undone_at = change.now();
        change.update("undo", job);
        undone.push_back(std::move(job));
    }
    return undone;
}

}  // namespace

const Description<Restoration>& describe(const Restoration*) {
    static constexpr Description<Restoration> description{"restoration", N_("restoration"), restoration_columns};
    return description;
}

Right right_to_undo(const std::vector<WrittenRow>& rows) {
    const auto is_decision = [](const WrittenRow& row) {
        return row.table == "waiver" || (row.table == "user" && row.verb == "merge") ||
               (row.table == "application" && (row.verb == "approve" || row.verb == "reject"));
    };
    const auto is_committees = [](const WrittenRow& row) {
        return row.table == "document" || row.table == "committee" || (row.table == "guidance" && row.verb != "outcome");
    };
    if (std::ranges::any_of(rows, is_committees)) return Right::govern;
    return std::ranges::any_of(rows, is_decision) ? Right::decide : Right::work;
}

bool is_counted_anew(const std::vector<WrittenRow>& rows, const WrittenRow& row) {
    return (row.table == "usage_cell" || row.table == "usage_count") &&
           std::ranges::none_of(rows, [](const WrittenRow& other) { return other.table == "usage_month"; });
}

std::optional<Message> stays_for_ever(const std::vector<WrittenRow>& rows) {
    // the newest row of it may be an operator who was added besides
    if (std::ranges::any_of(rows, [](const WrittenRow& row) { return row.verb == "restore"; }))
        return message(N_("what a register was made from stays; its audit begins there"));
    for (const auto& row : rows) {
        if (row.table == "credential")
            return message(N_(
                "an ID that was issued, and what was recorded of it, stays (art. 8-2(1)); osaki-mcs suspend stops an account"));
        if (row.table == "provision")
            return message(N_("{} stays: what was given, to whom and what for, is kept for ever"),
                           printed_number(row.table, row.id));
        if (is_settings(row.table))
            return message(
                N_("rights and settings are not taken back but changed again (art. 8): osaki-mcs operator edit, profile edit"));
        if (row.verb == "migrate") return message(N_("a migration stays; the file before it was kept beside the register"));
    }
    return std::nullopt;
}

Undone undo(Change& change, std::int64_t id) {
    const auto found = read_case(change, id);
    refuse(change, found);
    require_right(change, found);
    auto concerned = concerned_by(change, found.facts.rows);
    const auto unsound_before = unsound(change, concerned);
    Undone undone;
    undone.operation = described_operation(change, found.facts);
    undone.restored = counted(take_back(change, found.facts));
    undone.jobs = mark_jobs(change, found.facts);
    require_other(change, found);
    concerned.merge(concerned_by(change, found.facts.rows));
    for (const auto& fault : unsound(change, concerned))
        if (!contains(unsound_before, fault)) throw Error(fault.status, fault.text, {fault});
    undone.as_operation = *sql::value<std::int64_t>(change, "SELECT max(operation_id) FROM operation");
    return undone;
}

}  // namespace osaki
