// What every kind of row is called, by the name of its table: for the audit and for taking back, which know only tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace osaki {

// The number as it is printed: 8 of "user" is U000008. Empty for 0, the number itself for a table without a form of its own.
std::string printed_number(std::string_view table, std::int64_t number);
// "user" as people say it, to be translated; the table's name when it is none of ours.
const char* label_of_table(std::string_view table);

}  // namespace osaki
