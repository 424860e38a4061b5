// How the columns of a table share the width of the page: by what stands in them, before anything is drawn.
#pragma once

#include "osaki/print/report_page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace osaki::letters {

inline constexpr double millimetres_a_point = 25.4 / 72;
inline constexpr double heading_size = 0.94;  // of the letters of the cells
inline constexpr double largest_letters = 9;

// Some columns of a table side by side: its first, and of the others as many as have room. In millimetres.
struct Band {
    std::vector<std::size_t> columns = {};
    std::vector<double> widths = {};
    double size = largest_letters;  // points
    bool is_upright = false;        // headings
};
// One where letters that can be read hold all columns; else as few as there must be, about equally many columns in each.
std::vector<Band> bands_of(const PageTable& table, double sheet_width);

double gap_of(double size);  // left of every column but the first
// Words wrap and begin at the left; numbers do neither.
bool is_words(const PageTable& table, std::size_t column);
std::string words_of(const PageRow& row, std::size_t column);

}  // namespace osaki::letters
