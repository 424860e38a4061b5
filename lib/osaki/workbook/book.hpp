// Where things are in a workbook: its sheets in their order, the shared strings, the number formats.
#pragma once

#include "osaki/workbook/package.hpp"
#include "osaki/workbook/rich.hpp"
#include "osaki/workbook/shown.hpp"

#include <string>
#include <vector>

namespace osaki {

struct BookSheet {
    std::string name = {};
    std::string part = {};
    bool is_hidden = false;
};
struct Book {
    std::vector<BookSheet> sheets = {};  // of cells; charts have none
    std::string strings_part = {};       // empty when there are none
    std::string styles_part = {};
    bool is_1904 = false;
};
Book read_book(Package& package);
std::vector<RichText> read_strings(Package& package, const Book& book);
std::vector<NumberFormat> read_formats(Package& package, const Book& book);  // by the style of a cell

}  // namespace osaki
