#include "osaki/domain/undo.hpp"

#include "osaki/domain/gates.hpp"
#include "osaki/domain/nouns.hpp"
#include "osaki/domain/soundness.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace osaki {

namespace {

constexpr Column<Operation> operation_columns[] = {
    column<&Operation::operation_id>("operation_id", N_("Operation")),
    column<&Operation::at>("at", N_("At")),
    column<&Operation::actor>("operator", N_("Operator")).required(),
    column<&Operation::command>("command", N_("Command")).required(),
    column<&Operation::about>("about", N_("About")),
    column<&Operation::reason>("reason", N_("Reason")).detail(),
    column<&Operation::rows>("rows", N_("Rows")),
    column<&Operation::undo>("undo", N_("Taking back")),
    column<&Operation::by>("by", N_("By operation")),
};
constexpr Column<Restoration> restoration_columns[] = {
    column<&Restoration::subject>("subject", N_("Subject")).required(),
    column<&Restoration::removed>("removed", N_("Removed")),
    column<&Restoration::put_back>("put_back", N_("As before")),
    column<&Restoration::brought_back>("brought_back", N_("Brought back")),
};

// A job stays and says that it was undone; its file may be loaded again.
const std::vector<std::string> kept_tables{"import_job"};

constexpr std::array<std::string_view, 9> telling_tables{"application", "user",      "office",     "document", "attachment",
                                                         "import_map",  "provision", "import_job", "review"};

// The command and what it was about, without its options: "check A2026-0002".
std::string act_of(std::string_view command) {
    return std::string(command.substr(0, command.find(" -")));
}

// Whom and what it wrote, by number, the first few; of an import the job and its file.
std::string about(const View& view, const OperationFacts& facts) {
    constexpr std::size_t most = 3;
    std::set<std::string> numbers;
    for (const auto& row : facts.rows) {
        if (row.table == "import_job" && !facts.undoes)
            return printed_number(row.table, row.id) + ' ' + get_import_job(view, ImportJobId{row.id}).file;
        if (std::ranges::find(telling_tables, row.table) != telling_tables.end())
            numbers.insert(printed_number(row.table, row.id));
    }
    std::string text;
    for (std::size_t i = 0; const auto& number : numbers) {
        if (i++ == most) return text + " …";
        text += (text.empty() ? "" : ", ") + number;
    }
    return text;
}

Operation operation_from(const View& view, const OperationFacts& facts) {
    auto operation = sql::find<Operation>(
        view, "SELECT operation_id, at, operator, command, reason FROM operation WHERE operation_id = ?", facts.operation);
    if (!operation) fail(Code::not_found, N_("there is no operation {}; osaki-mcs undo --list"), facts.operation);
    operation->command = act_of(operation->command);
    if (facts.undoes && operation->command == "undo") operation->command += ' ' + std::to_string(*facts.undoes);
    operation->about = about(view, facts);
    operation->rows = static_cast<std::int64_t>(facts.rows.size());
    if (facts.undone_by) operation->undo = Undoable::undone, operation->by = facts.undone_by;
    else if (stays_for_ever(facts.rows)) operation->undo = Undoable::never;
    else if (facts.changed) operation->undo = Undoable::changed, operation->by = facts.changed->operation;
    return *operation;
}

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
    for_each_operation(view, [&](OperationFacts&& facts) {
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

// The rows an ID rests on without being one of its account or application: what was waived, acknowledged, handed in.
bool wrote_ground(const View& view, const OperationFacts& facts, std::int64_t credential) {
    constexpr std::pair<std::string_view, const char*> grounds[] = {
        {"waiver",
         "SELECT 1 FROM waiver w JOIN credential c USING (application_id) WHERE w.waiver_id = ? AND c.credential_id = ?"},
        {"attachment",
         "SELECT 1 FROM attachment a JOIN credential c USING (application_id) WHERE a.attachment_id = ? AND c.credential_id = ?"},
        {"acknowledgement",
         "SELECT 1 FROM acknowledgement a JOIN credential c ON c.user_id = a.user_id OR c.application_id = a.application_id"
         " WHERE a.acknowledgement_id = ? AND c.credential_id = ?"},
    };
    return std::ranges::any_of(facts.rows, [&](const WrittenRow& row) {
        const auto* ground =
            std::ranges::find(grounds, std::string_view(row.table), &std::pair<std::string_view, const char*>::first);
        return ground != std::end(grounds) && sql::value<std::int64_t>(view, ground->second, row.id, credential);
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
    const auto by =
        sql::find<Operation>(view, "SELECT operation_id, at, operator, command FROM operation WHERE operation_id = ?", id);
    fail(Code::conflict, N_("{} was changed since by operation {} ({}) of {} on {}; undo that first: osaki-mcs undo {}"),
         printed_number(row.table, row.id), id, act_of(by->command), by->actor, date_of(by->at), id);
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

const Description<Operation>& describe(const Operation*) {
    static constexpr Description<Operation> description{"operation", N_("operation"), operation_columns};
    return description;
}
const Description<Restoration>& describe(const Restoration*) {
    static constexpr Description<Restoration> description{"restoration", N_("restoration"), restoration_columns};
    return description;
}

std::vector<Operation> list_operations(const View& view, std::int64_t limit) {
    std::vector<Operation> operations;
    for_each_operation(view, [&](const OperationFacts& facts) {
        if (limit >= 0 && std::ssize(operations) >= limit) return false;
        if (!facts.rows.empty()) operations.push_back(operation_from(view, facts));
        return true;
    });
    return operations;
}

std::int64_t operation_of(const View& view, ImportJobId id) {
    const auto job = get_import_job(view, id);
    if (job.undone_at) fail(Code::conflict, N_("{} was taken back on {} already"), id, date_of(*job.undone_at));
    const auto operation = sql::value<std::int64_t>(
        view, "SELECT max(op) FROM audit WHERE subject = 'import_job' AND subject_id = ? AND verb = 'import'", id);
    if (!operation) fail(Code::wrong_file, N_("no entry of the audit made {}; run `osaki-mcs audit verify`"), id);
    return *operation;
}

LastOperation last_operation(const View& view, std::string_view login) {
    LastOperation last;
    for_each_operation(view, [&](const OperationFacts& facts) {
        if (facts.rows.empty() || facts.undoes || facts.undone_by) return true;
        const auto by = sql::value<std::string>(view, "SELECT operator FROM operation WHERE operation_id = ?", facts.operation);
        if (by != login) return true;
        const auto is_provision = [](const WrittenRow& row) { return row.table == "provision"; };
        if (std::ranges::all_of(facts.rows, is_provision)) last.passed_over.push_back(operation_from(view, facts));
        else last.operation = facts.operation;
        return last.operation == 0;
    });
    if (last.operation == 0) fail(Code::not_found, N_("{} has done nothing that could be taken back"), login);
    return last;
}

Right right_to_undo(const std::vector<WrittenRow>& rows) {
    const auto is_decision = [](const WrittenRow& row) {
        return row.table == "waiver" || (row.table == "user" && row.verb == "merge") ||
               (row.table == "application" && (row.verb == "approve" || row.verb == "reject"));
    };
    if (std::ranges::find(rows, "document", &WrittenRow::table) != rows.end()) return Right::govern;
    return std::ranges::any_of(rows, is_decision) ? Right::decide : Right::work;
}

std::optional<Message> stays_for_ever(const std::vector<WrittenRow>& rows) {
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
    undone.operation = operation_from(change, found.facts);
    undone.restored = counted(undo_operation(change, found.facts, kept_tables, printed_number));
    undone.jobs = mark_jobs(change, found.facts);
    require_other(change, found);
    concerned.merge(concerned_by(change, found.facts.rows));
    for (const auto& fault : unsound(change, concerned))
        if (!contains(unsound_before, fault)) throw Error(fault.status, fault.text, {fault});
    undone.as_operation = *sql::value<std::int64_t>(change, "SELECT max(operation_id) FROM operation");
    return undone;
}

}  // namespace osaki
