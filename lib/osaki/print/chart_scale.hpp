// What every chart needs before it is drawn: an axis with round numbers, figures as they are written, and names in lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct Scale {
    double low = 0;
    double high = 1;
    double step = 1;  // low and high are multiples of it
};
// Holds low, high and always 0, with 3 to 6 round steps of 1, 2 or 5 times a power of ten; is_whole: no step below 1. Percents
// that come near their whole show all of it.
Scale scale_for(double low, double high, bool is_whole, bool is_percent);
std::vector<double> ticks_of(const Scale& scale);

// 1,234.5 and −3; with an exponent from 10^15 on.
std::string figure(double value, int decimals);

// About what text takes in any of the fonts a page may be shown in, in the unit of size; rather more than less.
double width_of(std::string_view text, double size);
// Lines no wider than width: broken behind blanks and East Asian letters, never before 、 or ー, within a word only when it is
// wider than a line. At least one letter a line, and the lines about equally long.
std::vector<std::string> wrapped(std::string_view text, double width, double size);

// Every how many of count names there is room for, each `widest` wide, `step` apart; in halves, quarters and whole of a year.
std::size_t names_every(std::size_t count, double step, double widest);

}  // namespace osaki
