// Charts of a report as Excel draws them, from numbers that stand on the sheet.
#include "osaki/base/text.hpp"
#include "osaki/print/chart.hpp"
#include "osaki/print/chart_scale.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/workbook/report.hpp"
#include "osaki/workbook/rich.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace osaki {

namespace {

constexpr double chart_width = 720;      // pixels
constexpr lxw_col_t chart_columns = 12;  // of the usual width

// Rows of a sheet that hold the names, and the column of each series.
struct Source {
    lxw_row_t first = 0;
    lxw_row_t last = 0;
    lxw_col_t names = 0;
    std::string names_heading = {};
    std::vector<lxw_col_t> series = {};
};

// The library takes what begins with = for a formula, and nothing for a name of its own.
std::string plain_words(std::string_view words) {
    auto text = escaped(printable(words));
    if (text.empty() || text.starts_with('=')) text.insert(0, " ");
    return text;
}

std::optional<double> value_of(const ChartSeries& series, std::size_t category) {
    if (category >= series.values.size() || !series.values[category] || !std::isfinite(*series.values[category])) return {};
    return series.values[category];
}

bool holds_names(const PageTable& table, const Chart& chart) {
    if (chart.categories.empty() || table.rows.size() < chart.categories.size()) return false;
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        if (table.rows[i].cells.empty() || table.rows[i].cells.front().text != chart.categories[i]) return false;
    return true;
}

bool holds_values(const PageTable& table, std::size_t column, const ChartSeries& series, std::size_t count, bool is_percent) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto& cells = table.rows[i].cells;
        const auto cell = column < cells.size() ? cells[column] : PageCell{};
        if (cell.number != value_of(series, i) || (cell.number && cell.is_percent != is_percent)) return false;
    }
    return true;
}

// The table itself, when the chart is drawn from it.
std::optional<Source> source_in(const PlacedTable& place, const Chart& chart) {
    if (place.table == nullptr || !holds_names(*place.table, chart)) return {};
    const auto& table = *place.table;
    Source source{place.headings + 1,
                  static_cast<lxw_row_t>(place.headings + chart.categories.size()),
                  place.column,
                  table.columns.front().heading,
                  {}};
    for (const auto& series : chart.series)
        for (std::size_t column = 1; column < table.columns.size(); ++column)
            if (holds_values(table, column, series, chart.categories.size(), chart.unit == "%")) {
                source.series.push_back(static_cast<lxw_col_t>(place.column + column));
                break;
            }
    if (source.series.size() != chart.series.size()) return {};
    return source;
}

PageTable table_of(const Chart& chart) {
    const bool is_percent = chart.unit == "%";
    PageTable table{chart.title, {{"", false}}, {}};
    for (const auto& series : chart.series) table.columns.push_back({series.name, true});
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        PageRow row{{{chart.categories[i], {}, 0, false}}, false};
        for (const auto& series : chart.series) {
            const auto value = value_of(series, i);
            const bool is_whole = !value || std::floor(*value) == *value;
            row.cells.push_back({"", value, is_percent || !is_whole ? 1 : 0, is_percent});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Source write_source(ReportBook& to, const ReportSheet& sheet, const Chart& chart, lxw_col_t column) {
    const auto table = table_of(chart);
    const PlacedTable place{&table, sheet.table.headings, column, sheet.table.table == nullptr};
    if (place.headings > 0)
        write_words(to, sheet.sheet, place.headings - 1, column, chart.title, {.kind = CellLook::Kind::caption});
    write_table(to, sheet.sheet, place);
    Source source{place.headings + 1, static_cast<lxw_row_t>(place.headings + chart.categories.size()), column, {}, {}};
    for (std::size_t i = 0; i < chart.series.size(); ++i) source.series.push_back(static_cast<lxw_col_t>(column + 1 + i));
    return source;
}

std::uint8_t type_of(ChartKind kind) {
    switch (kind) {
        case ChartKind::line:
            return LXW_CHART_LINE;
        case ChartKind::bars:
            return LXW_CHART_BAR;
        case ChartKind::stacked_bars:
            return LXW_CHART_COLUMN_STACKED;
    }
    return LXW_CHART_LINE;
}

void add_series(lxw_chart* drawn, const ReportSheet& sheet, const Chart& chart, const Source& source) {
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        auto* series = chart_add_series(drawn, nullptr, nullptr);
        if (series == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
        chart_series_set_categories(series, sheet.name.c_str(), source.first, source.names, source.last, source.names);
        chart_series_set_values(series, sheet.name.c_str(), source.first, source.series[i], source.last, source.series[i]);
        chart_series_set_name(series, plain_words(chart.series[i].name).c_str());
        dress_series(series, chart.kind, i);
        if (chart.kind == ChartKind::bars) {
            chart_series_set_labels(series);
            chart_series_set_labels_num_format(series, chart.unit == "%" ? "0.0%" : "#,##0");
        }
    }
}

lxw_chart_font small_font() {
    lxw_chart_font font = {};
    font.size = 9;
    font.color = palette::quiet;
    return font;
}

void dress_axis(lxw_chart_axis* axis, const std::string& name) {
    auto font = small_font();
    chart_axis_set_num_font(axis, &font);
    if (name.empty()) return;
    chart_axis_set_name(axis, plain_words(name).c_str());
    font.bold = LXW_EXPLICIT_FALSE;
    chart_axis_set_name_font(axis, &font);
}

bool is_share_of_all(const Chart& chart) {
    return chart.unit == "%" && std::ranges::all_of(chart.series, [](const ChartSeries& series) {
               return std::ranges::all_of(series.values,
                                          [](const auto& value) { return !value || (*value >= 0 && *value <= 100); });
           });
}

void dress_axes(lxw_chart* drawn, const Chart& chart, const Source& source) {
    const bool is_lying = chart.kind == ChartKind::bars;
    auto* names = is_lying ? drawn->y_axis : drawn->x_axis;
    auto* values = is_lying ? drawn->x_axis : drawn->y_axis;
    dress_axis(names, source.names_heading);
    dress_axis(values, chart.unit);
    chart_axis_set_num_format(values, chart.unit == "%" ? "0%" : "#,##0");
    lxw_chart_line rule = {};
    rule.color = palette::rule;
    rule.width = 0.75F;
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &rule);
    // names stand outside the bars, also of those below 0
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (is_share_of_all(chart)) {
        chart_axis_set_min(values, 0);
        chart_axis_set_max(values, 1);
    }
    if (is_lying) {  // the first on top, and the figures still below
        chart_axis_set_reverse(names);
        chart_axis_set_crossing_max(names);
    } else {
        const double step = chart_width * 0.9 / static_cast<double>(std::max<std::size_t>(1, chart.categories.size()));
        chart_axis_set_interval_unit(names, static_cast<std::uint16_t>(names_every(chart.categories.size(), step, 80)));
    }
}

lxw_chart* draw(ReportBook& to, const ReportSheet& sheet, const Chart& chart, const Source& source) {
    auto* drawn = workbook_add_chart(to.book.get(), type_of(chart.kind));
    if (drawn == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    add_series(drawn, sheet, chart, source);
    chart_title_set_name(drawn, plain_words(title_of(chart)).c_str());
    lxw_chart_font font = {};
    font.size = 12;
    font.color = palette::ink;
    chart_title_set_name_font(drawn, &font);
    dress_axes(drawn, chart, source);
    if (chart.series.size() > 1) chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    else chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    if (chart.kind != ChartKind::line) chart_set_series_gap(drawn, 60);
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
    return drawn;
}

constexpr double sheet_row = 25;  // pixels; as set_usual_heights makes every row

lxw_row_t rows_below(double height) {
    return static_cast<lxw_row_t>(height / sheet_row) + 2;
}

// In pixels.
double height_of(const Chart& chart) {
    constexpr double standing = 340, least = 240, a_line = 21, around = 110;
    if (chart.kind != ChartKind::bars) return standing;
    const auto lines = static_cast<double>(chart.categories.size() * std::max<std::size_t>(1, chart.series.size()));
    return std::max(least, around + a_line * lines);
}

bool has_any(const Chart& chart) {
    for (const auto& series : chart.series)
        for (std::size_t i = 0; i < chart.categories.size(); ++i)
            if (value_of(series, i)) return true;
    return false;
}

}  // namespace

lxw_row_t rows_of(const std::vector<Chart>& charts) {
    lxw_row_t foot = 1, numbers = 0;
    for (const auto& chart : charts) {
        if (!has_any(chart)) continue;
        foot += rows_below(height_of(chart));
        numbers = std::max(numbers, static_cast<lxw_row_t>(chart.categories.size()));
    }
    return std::max(foot, numbers);
}

void add_charts(ReportBook& to, const ReportSheet& sheet, const std::vector<Chart>& charts) {
    struct Ready {
        lxw_chart* drawn;
        double height;
    };
    std::vector<Ready> ready;
    auto at = sheet.table.column;
    if (sheet.table.table != nullptr) at = static_cast<lxw_col_t>(at + sheet.table.table->columns.size() + 1);
    auto column = static_cast<lxw_col_t>(at + chart_columns);
    for (const auto& chart : charts) {
        if (!has_any(chart)) continue;
        auto source = source_in(sheet.table, chart);
        if (!source) {
            source = write_source(to, sheet, chart, column);
            column = static_cast<lxw_col_t>(column + chart.series.size() + 2);
        }
        ready.push_back({draw(to, sheet, chart, *source), height_of(chart)});
    }
    auto row = sheet.table.headings + 1;
    for (const auto& [drawn, height] : ready) {
        lxw_chart_options options = {};
        constexpr double drawn_width = 480, drawn_height = 288;  // as the library draws it
        options.x_scale = chart_width / drawn_width;
        options.y_scale = height / drawn_height;
        options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
        check(worksheet_insert_chart_opt(sheet.sheet, row, at, drawn, &options));
        ++to.charts;
        row += rows_below(height);
    }
    if (ready.empty()) return;
    ++to.drawings;
    // on paper without the numbers beside the charts, which would make all of it small
    check(worksheet_print_area(sheet.sheet, 0, 0, std::max(row, sheet.last_row), static_cast<lxw_col_t>(at + chart_columns - 1)));
}

}  // namespace osaki
