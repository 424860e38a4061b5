// Taking back what somebody did at the desk, operation by operation, with the rules of the nouns: never an ID that was issued
// (art. 8-2(1)), never rights and settings, and only when everything that must hold still holds afterwards.
#pragma once

#include "osaki/domain/import_job.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/store/undo.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Undoable { yes, changed, undone, never };
constexpr std::array<Name<Undoable>, 4> names_of(Undoable) {
    return {{{Undoable::yes, "yes", N_("can be taken back")},
             {Undoable::changed, "changed", N_("changed since")},
             {Undoable::undone, "undone", N_("taken back")},
             {Undoable::never, "never", N_("stays")}}};
}

struct Operation {
    std::int64_t operation_id = 0;
    Timestamp at;
    std::string actor;    // column "operator"
    std::string command;  // without its options
    std::string about;    // the numbers it wrote, the first few
    std::string reason;
    std::int64_t rows = 0;
    Undoable undo = Undoable::yes;
    std::optional<std::int64_t> by;  // the operation that took it back or changed it since
};
const Description<Operation>& describe(const Operation*);

// What came back, per kind of record.
struct Restoration {
    std::string subject;  // the table
    std::int64_t removed = 0;
    std::int64_t put_back = 0;
    std::int64_t brought_back = 0;
};
const Description<Restoration>& describe(const Restoration*);

// Listing, undo_list.cpp.
Operation get_operation(const View& view, std::int64_t id);  // what its own row tells; Code::not_found
Operation described_operation(const View& view, const OperationFacts& facts);
// Newest first, those that wrote rows.
std::vector<Operation> list_operations(const View& view, std::int64_t limit);
// Code::conflict when the job was taken back before.
std::int64_t operation_of(const View& view, ImportJobId id);
struct LastOperation {
    std::int64_t operation = 0;
    std::vector<Operation> passed_over;
};
// The operator's newest one that counts. Exports are passed over: they changed nothing, and their record stays. Code::not_found.
LastOperation last_operation(const View& view, std::string_view login);

// Pure: what undoing it asks of the operator: what the command asked, by the rows it wrote.
Right right_to_undo(const std::vector<WrittenRow>& rows);
// Pure: why it is never taken back, whatever happened since; nothing when it may be.
std::optional<Message> stays_for_ever(const std::vector<WrittenRow>& rows);
// Pure: sums of a month are counted from its loads, and never stand in the way of those; only a closing means them as they are.
bool is_counted_anew(const std::vector<WrittenRow>& rows, const WrittenRow& row);

struct Undone {
    Operation operation;
    std::int64_t as_operation = 0;
    std::vector<Restoration> restored;
    std::vector<ImportJob> jobs;  // whose files can be loaded again
};
// Code::forbidden for what stays, Code::no_right, Code::conflict when a row was changed since or a rule would be broken.
Undone undo(Change& change, std::int64_t operation);

}  // namespace osaki
