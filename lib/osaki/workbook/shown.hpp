// A stored number as people see it in the cell: which number formats mean a day or a time, and the digits of a plain number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace osaki {

enum class Wear { plain, date, time, date_time, percent, zeros };
struct NumberFormat {
    Wear wear = Wear::plain;
    std::string zeros = {};  // "0000000000", "000-0000": how a number with leading zeros is laid out
};
// Of Excel's own formats, the Japanese ones (27 to 36, 50 to 58) included.
NumberFormat built_in_format(int id);
NumberFormat format_of_code(std::string_view code);

std::string column_letters(std::size_t column);  // 27 is "AB"
// 15 digits as Excel shows them, without exponent; the text itself when it is no number.
std::string plain_number(std::string_view stored);
// "2026-04-01", "2026-04-01T13:05", "13:05"; the 29 February 1900 that Excel believes in is written as it shows it.
std::string shown_number(std::string_view stored, const NumberFormat& format, bool is_1904);

}  // namespace osaki
