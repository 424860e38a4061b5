// The operations as a list tells them: who did what, what it was about, and whether it can be taken back.
#include "osaki/domain/nouns.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
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
constexpr std::array<std::string_view, 15> telling_tables{
    "application", "user",     "office",    "document", "group",  "attachment", "import_map",     "provision",
    "import_job",  "incident", "committee", "guidance", "review", "training",   "usage_unmatched"};

// The command and what it was about, without its options: "check A2026-0002".
std::string act_of(std::string_view command) {
    return std::string(command.substr(0, command.find(" -")));
}

// Whom and what it wrote, by number, the first few; of an import the job and its file.
std::string about(const View& view, const OperationFacts& facts) {
    constexpr std::size_t most = 3;
    std::set<std::string> numbers;
    for (const auto& row : facts.rows) {
        if (row.verb == "restore") return {};  // all there was
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

}  // namespace

const Description<Operation>& describe(const Operation*) {
    static constexpr Description<Operation> description{"operation", N_("operation"), operation_columns};
    return description;
}

Operation get_operation(const View& view, std::int64_t id) {
    auto operation = sql::find<Operation>(
        view, "SELECT operation_id, at, operator, command, reason FROM operation WHERE operation_id = ?", id);
    if (!operation) fail(Code::not_found, N_("there is no operation {}; osaki-mcs undo --list"), id);
    operation->command = act_of(operation->command);
    return *operation;
}

Operation described_operation(const View& view, const OperationFacts& facts) {
    auto operation = get_operation(view, facts.operation);
    if (facts.undoes && operation.command == "undo") operation.command += ' ' + std::to_string(*facts.undoes);
    operation.about = about(view, facts);
    operation.rows = static_cast<std::int64_t>(facts.rows.size());
    if (facts.undone_by) operation.undo = Undoable::undone, operation.by = facts.undone_by;
    else if (stays_for_ever(facts.rows)) operation.undo = Undoable::never;
    else if (facts.changed) operation.undo = Undoable::changed, operation.by = facts.changed->operation;
    return operation;
}

std::vector<Operation> list_operations(const View& view, std::int64_t limit) {
    std::vector<Operation> operations;
    for_each_operation(view, is_counted_anew, [&](const OperationFacts& facts) {
        if (limit >= 0 && std::ssize(operations) >= limit) return false;
        if (!facts.rows.empty()) operations.push_back(described_operation(view, facts));
        return true;
    });
    return operations;
}

std::int64_t operation_of(const View& view, ImportJobId id) {
    const auto job = get_import_job(view, id);
    if (job.undone_at) fail(Code::conflict, N_("{} was taken back on {} already"), id, date_of(*job.undone_at));
    const auto operation = sql::value<std::int64_t>(
        view, "SELECT max(op) FROM audit WHERE subject = 'import_job' AND subject_id = ? AND verb IN ('import', 'restore')", id);
    if (!operation) fail(Code::wrong_file, N_("no entry of the audit made {}; run `osaki-mcs audit verify`"), id);
    return *operation;
}

LastOperation last_operation(const View& view, std::string_view login) {
    LastOperation last;
    for_each_operation(view, is_counted_anew, [&](const OperationFacts& facts) {
        if (facts.rows.empty() || facts.undoes || facts.undone_by) return true;
        const auto by = sql::value<std::string>(view, "SELECT operator FROM operation WHERE operation_id = ?", facts.operation);
        if (by != login) return true;
        const auto is_provision = [](const WrittenRow& row) { return row.table == "provision"; };
        if (std::ranges::all_of(facts.rows, is_provision)) last.passed_over.push_back(described_operation(view, facts));
        else last.operation = facts.operation;
        return last.operation == 0;
    });
    if (last.operation == 0) fail(Code::not_found, N_("{} has done nothing that could be taken back"), login);
    return last;
}

}  // namespace osaki
