// Colour, upright text and charts on a page.
#pragma once

#include "osaki/letters/page.hpp"
#include "osaki/print/chart.hpp"

#include <cstdint>
#include <string_view>

namespace osaki::letters {

inline constexpr double millimetres_a_pixel = 25.4 / 96;

// For all that is drawn from here on.
void use_colour(Document& document, std::uint32_t colour);
void rule(Document& document, double x1, double x2, double y, std::uint32_t colour, double thickness);
// East Asian letters one under the other, lines from the right to the left; as small as they must be.
void draw_upright(Document& document, const Box& box, std::string_view words, const Style& style);
// Lying letters that are read from the foot up, as Latin ones are.
void draw_rising(Document& document, const Box& box, std::string_view words, const Style& style);
// What draw_upright takes of a column that is high enough.
double upright_length(Document& document, std::string_view words, const Style& style);
// One pixel of it is `scale` millimetres.
void draw(Document& document, const Drawing& drawing, double x, double y, double scale);

}  // namespace osaki::letters
