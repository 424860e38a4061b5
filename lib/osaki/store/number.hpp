// Numbers of rows: given in ascending order, and never given again, also when the row that had it was taken back.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace osaki {

// The highest number of a table whose row was taken back.
struct LastNumber {
    std::int64_t last_number_id = 0;
    std::string subject;
    std::int64_t series = 0;
    std::int64_t number = 0;
};
const Description<LastNumber>& describe(const LastNumber*);

// The number of the next row; series is the fiscal year of a table with yearly numbers.
std::int64_t next_number(const View& view, std::string_view table, std::int64_t series = 0);
// Remembers a number whose row is taken away.
void retire_number(Change& change, std::string_view table, std::int64_t number);

}  // namespace osaki
