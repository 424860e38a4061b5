// Every kind of record that the register keeps: its columns, the SQL that gives all of it, and which of it is about a person.
// A table that stands nowhere here would be missing from `export all`; a test compares.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// The cells of one row in the order of Catalogued::columns; nothing where none is known: the row has there what a new one has.
using RowOfCells = std::span<const std::optional<Cell>>;

struct Catalogued {
    std::string_view kind;
    const char* label;
    std::vector<ColumnInfo> columns;  // those that are shown
    std::string select;               // by number
    std::string_view personal = {};   // "*": every row is about a person; "head_name|mail": these columns are; empty: nothing
    // Writes a row under the number it had, the keys that are not shown made anew. Which column has no place for its cell;
    // nothing when all is well.
    std::optional<std::size_t> (*put_back)(Change& change, RowOfCells cells) = nullptr;
    bool is_every_row() const { return personal == "*"; }
};

// In the order in which a register would be filled again: none names a record of a later one.
std::span<const Catalogued> catalogue();
const Catalogued& catalogued(std::string_view kind);  // Code::usage for another, naming those there are

// Those of the fields that are personal data, "*" included; empty when none is.
std::vector<std::string> personal_fields(const Catalogued& of, const std::vector<std::string>& fields);

}  // namespace osaki
