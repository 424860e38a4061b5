// What the three kinds of chart are put together from; of chart*.cpp alone.
#pragma once

#include "osaki/print/chart.hpp"
#include "osaki/print/chart_scale.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

inline constexpr double word_size = 12, small_size = 11, line_height = 15;

struct ChartFacts {
    double low = 0;
    double high = 0;
    bool has_any = false;
    bool is_whole = true;
    bool is_percent = false;
    int decimals = 0;
};
// is_stacked: the sums of what lies on each other count.
ChartFacts facts_of(const Chart& chart, bool is_stacked);
// Nothing where the series is shorter, or the value no number that can be drawn.
std::optional<double> value_at(const ChartSeries& series, std::size_t category);
std::string figure(const ChartFacts& facts, double value);  // "45.2%"

// Where a value stands on a chart with upright values and its categories side by side.
struct Frame {
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    std::size_t count = 1;
    Scale scale = {};
    double band() const { return (right - left) / static_cast<double>(count); }
    double x(std::size_t category) const { return left + (static_cast<double>(category) + 0.5) * band(); }
    double y(double value) const;
};
// Draws grid, axis and names; `right` is kept free at the right, the top begins below `top`.
Frame draw_frame(Drawing& drawing, const Chart& chart, const ChartFacts& facts, double top, double right);
// A row of names, each with how it is drawn; returns its foot. As lines or as boxes.
double draw_legend(Drawing& drawing, const Chart& chart, bool as_lines);

void add_word(Drawing& drawing, Point at, Anchor anchor, std::string words, Tone tone, double size = word_size, double room = 0);
// A small one in the middle, over the grid.
void add_figure(Drawing& drawing, Point at, std::string words, Tone tone);

Drawing lay_out_line(const Chart& chart, const ChartFacts& facts, double width);
Drawing lay_out_bars(const Chart& chart, const ChartFacts& facts, double width, std::string_view no_data);
Drawing lay_out_stacked(const Chart& chart, const ChartFacts& facts, double width);

}  // namespace osaki
