// Taking an operation back: every row it wrote gets its image from before, as an operation of its own. What took something back
// can be taken back too; an operation and the one that took it back count as if neither had been.
#pragma once

#include "osaki/store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct WrittenRow {
    std::string table;
    std::int64_t id = 0;
    std::string verb;  // of the operation's last entry for it
    bool operator==(const WrittenRow&) const = default;
};

// What stands in the way: the newest operation that wrote one of the rows since.
struct ChangedSince {
    WrittenRow row;
    std::int64_t operation = 0;
};

// One operation as the audit tells it.
struct OperationFacts {
    std::int64_t operation = 0;
    std::int64_t first_entry = 0;
    std::vector<WrittenRow> rows;           // each once, the one written last first
    std::optional<std::int64_t> undoes;     // the operation that it took back
    std::optional<std::int64_t> undone_by;  // the operation that took it back, and still counts
    std::optional<ChangedSince> changed;
};

// Of the rows of one operation those that are counted from others: whoever wrote them since is not in its way.
using IsCounted = bool (*)(const std::vector<WrittenRow>& rows, const WrittenRow& row);
// Newest first; a false from each ends it.
void for_each_operation(const View& view, IsCounted is_counted, const std::function<bool(OperationFacts&&)>& each);

enum class Restored { removed, put_back, brought_back };  // it was new, it was changed, it was gone
struct RestoredRow {
    std::string table;
    std::int64_t id = 0;
    Restored how = Restored::put_back;
};

// How a row is called in a refusal: U000012.
using NameOfRow = std::string (*)(std::string_view table, std::int64_t id);

// Gives the rows back what they were; a row that the operation made in one of the kept tables stays. Lookups follow, numbers are
// never given again. Asks no rule of the nouns and not whether rows were changed since. Code::conflict when images were erased,
// another row has taken the place of one, or rows of others rest on one by now.
std::vector<RestoredRow> undo_operation(Change& change, const OperationFacts& operation,
                                        const std::vector<std::string>& kept_tables, NameOfRow name_of);

}  // namespace osaki
