// Rows that come back under the numbers they had: after an undo, or all of a register from an export.
#pragma once

#include "osaki/store/store.hpp"

#include <optional>
#include <string>

namespace osaki {

// From here on rows may refer to each other in any order; ask broken_reference() before the commit.
void defer_references(Change& change);
// A row that refers to one that is not there.
std::optional<RowName> broken_reference(const View& view);
// Why the tables refused the last row, in SQLite's words ("UNIQUE constraint failed: service.type, service.number"); nothing when
// the error is another one.
std::optional<std::string> refused_by_tables(const View& view, const Error& error);

}  // namespace osaki
