// Numbers of rows: given in ascending order, and never given again, also when the row that had it was taken back.
#pragma once

#include "osaki/store/store.hpp"

#include <cstdint>
#include <string_view>

namespace osaki {

// The number of the next row; series is the fiscal year of a table with yearly numbers.
std::int64_t next_number(const View& view, std::string_view table, std::int64_t series = 0);
// Remembers a number whose row is taken away.
void retire_number(Change& change, std::string_view table, std::int64_t number);

}  // namespace osaki
