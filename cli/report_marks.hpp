// What the tables of a report say in words to people and leave empty for scripts.
#pragma once

#include "osaki/base/record.hpp"

#include <string_view>

namespace osaki::cli {

// A row of totals has nothing in the column that names the others.
void name_totals(Table& table, std::string_view column);
// Figures that --small-cell blanked, in a table of slices with its wholes: a slice lacks only what was taken away when its whole
// is known.
void mark_blanked(Table& table);

}  // namespace osaki::cli
