// Lying bars, one line a category: for names of any length. No axis and no grid: every bar bears its figure.
#include "osaki/print/chart_parts.hpp"

#include <algorithm>
#include <utility>

namespace osaki {

namespace {

constexpr double gap = 7;

struct Columns {
    double name_width = 0;
    double left = 0;   // of the bars
    double right = 0;  // the longest bar ends here; its figure stands behind it
    double low = 0;
    double high = 1;
    double thickness = 13;
    double x(double value) const { return left + (value / 2 - low / 2) / (high / 2 - low / 2) * (right - left); }
};

Columns columns_of(const Chart& chart, const ChartFacts& facts, double width) {
    const double most_for_names = width < 500 ? 0.48 : 0.34;
    Columns columns;
    double widest_name = 0, above = 0, below = 0;
    for (const auto& name : chart.categories) widest_name = std::max(widest_name, width_of(name, word_size));
    for (const auto& series : chart.series)
        for (std::size_t i = 0; i < chart.categories.size(); ++i)
            if (const auto value = value_at(series, i))
                (*value < 0 ? below : above) =
                    std::max(*value < 0 ? below : above, width_of(figure(facts, *value), word_size) + gap);
    columns.name_width = std::min(widest_name, most_for_names * width);
    columns.left = columns.name_width + 12 + below;
    columns.right = width - above;
    columns.low = facts.low;
    columns.high = facts.is_percent && facts.low == 0 && facts.high <= 100 ? 100 : facts.high;
    if (columns.low == columns.high) columns.high = 1;
    if (chart.series.size() > 1) columns.thickness = 12;
    return columns;
}

void draw_bar(Drawing& drawing, const Columns& columns, const ChartFacts& facts, double top, const std::optional<double>& value,
              std::size_t series, std::string_view no_data) {
    const double base = top + columns.thickness / 2 + 4;
    const double zero = columns.x(0);
    if (!value) {
        add_word(drawing, {zero + gap, base}, Anchor::start, std::string(no_data), Tone::quiet, small_size, columns.right - zero);
        return;
    }
    if (facts.is_percent && columns.high == 100 && columns.low == 0)
        drawing.shapes.emplace_back(BoxShape{{zero, top}, columns.right - zero, columns.thickness, {Tone::track, 0}, {}});
    const double end = columns.x(*value);
    drawing.shapes.emplace_back(
        BoxShape{{std::min(zero, end), top}, std::abs(end - zero), columns.thickness, {Tone::series, series}, {}});
    const bool is_tracked = facts.is_percent && columns.high == 100 && columns.low == 0;
    if (is_tracked) add_word(drawing, {drawing.width, base}, Anchor::end, figure(facts, *value), Tone::text);
    else
        add_word(drawing, {end + (*value < 0 ? -gap : gap), base}, *value < 0 ? Anchor::end : Anchor::start,
                 figure(facts, *value), Tone::text);
}

double row_gap_of(std::size_t categories) {
    constexpr std::size_t many = 24;
    return categories > many ? 4 : 7;
}

}  // namespace

Drawing lay_out_bars(const Chart& chart, const ChartFacts& facts, double width, std::string_view no_data) {
    Drawing drawing{width, 0, {}};
    const auto columns = columns_of(chart, facts, width);
    const double row_gap = row_gap_of(chart.categories.size());
    const double first = chart.series.size() > 1 ? draw_legend(drawing, chart, false) + 4 : 1;
    double y = first;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        const auto lines = wrapped(chart.categories[i], columns.name_width + 1, word_size);
        const double names = static_cast<double>(lines.size()) * line_height;
        const double bars = static_cast<double>(chart.series.size()) * (columns.thickness + 1);
        const double height = std::max(names, bars);
        double base = y + (height - names) / 2 + 12;
        for (const auto& line : lines) {
            add_word(drawing, {0, base}, Anchor::start, line, Tone::text, word_size, columns.name_width + 8);
            base += line_height;
        }
        double top = y + (height - bars) / 2;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            draw_bar(drawing, columns, facts, top, value_at(chart.series[s], i), s, no_data);
            top += columns.thickness + 1;
        }
        y += height + row_gap;
    }
    const double zero = columns.x(0);
    drawing.shapes.emplace_back(LineShape{{{zero, first - 1}, {zero, y - row_gap + 1}}, {Tone::axis, 0}});
    drawing.height = y - row_gap + 4;
    return drawing;
}

}  // namespace osaki
