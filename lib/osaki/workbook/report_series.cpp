// How the series of a chart look in a workbook.
#include "osaki/print/palette.hpp"
#include "osaki/workbook/report.hpp"

#include <iterator>

namespace osaki {

namespace {

// Told apart without colour, too: by dash and mark, or by hatching.
void dress_line(lxw_chart_series* series, std::size_t which) {
    constexpr std::uint8_t dashes[] = {LXW_CHART_LINE_DASH_SOLID,      LXW_CHART_LINE_DASH_DASH,
                                       LXW_CHART_LINE_DASH_ROUND_DOT,  LXW_CHART_LINE_DASH_DASH_DOT,
                                       LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_LINE_DASH_LONG_DASH};
    constexpr std::uint8_t marks[] = {LXW_CHART_MARKER_CIRCLE,  LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE,
                                      LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_X,      LXW_CHART_MARKER_PLUS};
    const auto colour = palette::series[which];
    lxw_chart_line line = {};
    line.color = colour;
    line.width = 2;
    line.dash_type = dashes[which];
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, marks[which]);
    chart_series_set_marker_size(series, 5);
    lxw_chart_fill fill = {};
    fill.color = colour;
    chart_series_set_marker_fill(series, &fill);
    lxw_chart_line edge = {};
    edge.color = colour;
    chart_series_set_marker_line(series, &edge);
}

void dress_bar(lxw_chart_series* series, std::size_t which) {
    constexpr std::uint8_t hatchings[] = {LXW_CHART_PATTERN_NONE,
                                          LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
                                          LXW_CHART_PATTERN_NARROW_HORIZONTAL,
                                          LXW_CHART_PATTERN_NARROW_VERTICAL,
                                          LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL,
                                          LXW_CHART_PATTERN_SMALL_GRID};
    const auto colour = palette::series[which];
    lxw_chart_line edge = {};
    edge.color = colour;
    edge.width = 0.75F;
    chart_series_set_line(series, &edge);
    if (which == 0) {
        lxw_chart_fill fill = {};
        fill.color = colour;
        chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_pattern pattern = {};
    pattern.fg_color = colour;
    pattern.bg_color = palette::paper;
    pattern.type = hatchings[which];
    chart_series_set_pattern(series, &pattern);
}

}  // namespace

void dress_series(lxw_chart_series* series, ChartKind kind, std::size_t which) {
    which %= std::size(palette::series);
    if (kind == ChartKind::line) dress_line(series, which);
    else dress_bar(series, which);
}

}  // namespace osaki
