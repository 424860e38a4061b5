// A chart as a list of shapes: laid out once, for the web page and for paper, each of which then only paints.
#pragma once

#include "osaki/print/report_page.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace osaki {

struct Point {
    double x = 0;
    double y = 0;  // downwards
};
// What a shape or a word is there for; each face has its colours for it.
enum class Tone { text, quiet, strong, grid, axis, track, series };
struct Ink {
    Tone tone = Tone::text;
    std::size_t series = 0;  // which; told apart by colour, and without colour by dash, mark and hatching
};
inline constexpr std::size_t series_inks = 6;  // then they repeat

struct LineShape {
    std::vector<Point> points = {};
    Ink ink = {};
};
struct BoxShape {
    Point at = {};  // top left
    double width = 0;
    double height = 0;
    Ink ink = {};
    std::string tip = {};  // says more to who points at it
};
struct MarkShape {
    Point at = {};
    Ink ink = {};
    std::string tip = {};
};
enum class Anchor { start, middle, end };
struct WordShape {
    Point at = {};  // on the base line
    Anchor anchor = Anchor::start;
    std::string words = {};
    double size = 12;
    double room = 0;  // no wider than this; 0 is any
    Ink ink = {};
    bool is_over = false;  // what was painted before: stays readable on it
};
using Shape = std::variant<LineShape, BoxShape, MarkShape, WordShape>;

// In pixels of a screen, 96 an inch. Painted in this order.
struct Drawing {
    double width = 0;
    double height = 0;
    std::vector<Shape> shapes = {};
};

// As wide as asked, as high as it needs. Without any figure it says no_data.
Drawing lay_out(const Chart& chart, double width, std::string_view no_data);
// "利用中の人数（人）": the title, with the unit where the figures do not bear it.
std::string title_of(const Chart& chart);

}  // namespace osaki
