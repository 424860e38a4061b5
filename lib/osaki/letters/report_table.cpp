// Tables of a report: as wide as the page, split by columns when no legible size holds them, going on over pages with their
// headings said again. No row is split.
#include "osaki/base/text.hpp"
#include "osaki/letters/report.hpp"
#include "osaki/print/chart_scale.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/print/table_form.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace osaki::letters {

namespace {

constexpr double millimetres_a_point = 25.4 / 72;
constexpr double heading_size = 0.94;  // of the letters of the cells
constexpr double largest = 9, smallest = 6, size_step = 0.5;
constexpr double heading_padding = 0.75, longest_upright = 42;

// The columns of one band: the first of the table and some of the others.
struct Band {
    std::vector<std::size_t> columns = {};
    std::vector<double> widths = {};
    double size = largest;
    bool is_upright = false;
    double heading_height = 0;
};

// Over and under the letters of a row.
double row_padding(const Band& band) {
    return band.is_upright ? 0.45 : 0.75;
}

double gap_of(double size) {
    return size * 0.27;  // left of every column but the first
}

bool is_wrapped(const PageTable& table, std::size_t column) {
    return column == 0 || !table.columns[column].is_number;
}

const PageCell& cell_of(const PageRow& row, std::size_t column) {
    static const PageCell none;
    return column < row.cells.size() ? row.cells[column] : none;
}

std::string words_of(const PageRow& row, std::size_t column) {
    if (column >= row.cells.size()) return {};
    return shown(row.cells[column]);
}

// What is asked of all columns: the size of their letters, headings upright or in so many lines.
struct Setting {
    double size = largest;
    bool is_upright = false;
    double heading_lines = 1;
};

// Without any break in a cell.
double natural_width(const PageTable& table, std::size_t column, const Setting& setting) {
    const auto [size, is_upright, heading_lines] = setting;
    const double unit = size * millimetres_a_point;
    double width = 0;
    for (const auto& row : table.rows) width = std::max(width, width_of(words_of(row, column), unit));
    const double heading = width_of(printable(table.columns[column].heading), heading_size * unit);
    if (is_upright && column > 0) width = std::max(width, 1.3 * unit);
    else width = std::max({width, heading / heading_lines, std::min(heading, 4.5 * unit)});
    return width + (column == 0 ? 0 : gap_of(size));
}

// What a column may be made as narrow as.
double least_width(const PageTable& table, std::size_t column, double natural, double size) {
    const double least = (column == 0 ? 12.0 : 10.0) * size * millimetres_a_point;
    return is_wrapped(table, column) ? std::min(natural, least) : natural;
}

double sum(const std::vector<double>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0.0);
}

// Columns of words give way, each in proportion to what it could; then what is left over goes to all.
std::vector<double> fitted(const PageTable& table, const std::vector<std::size_t>& columns, std::vector<double> natural,
                           double size) {
    double over = sum(natural) - sheet_width, slack = 0;
    std::vector<double> least;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        least.push_back(least_width(table, columns[i], natural[i], size));
        slack += natural[i] - least[i];
    }
    if (over > 0 && slack > 0)
        for (std::size_t i = 0; i < natural.size(); ++i) natural[i] -= (natural[i] - least[i]) * std::min(1.0, over / slack);
    const double left = sheet_width - sum(natural);
    if (left > 0 && columns.size() > 1) {
        const double each = left / static_cast<double>(columns.size());
        for (auto& width : natural) width += each;
    }
    return natural;
}

// Columns of numbers of one table are equally wide where there is room.
std::vector<double> natural_widths(const PageTable& table, const std::vector<std::size_t>& columns, const Setting& setting) {
    std::vector<double> widths;
    double widest = 0;
    std::size_t numbers = 0;
    for (const auto column : columns) {
        widths.push_back(natural_width(table, column, setting));
        if (is_wrapped(table, column)) continue;
        widest = std::max(widest, widths.back());
        ++numbers;
    }
    auto equal = widths;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!is_wrapped(table, columns[i])) equal[i] = widest;
    return sum(equal) <= sheet_width ? equal : widths;
}

double least_sum(const PageTable& table, const std::vector<std::size_t>& columns, const Setting& setting) {
    double width = 0;
    for (const auto column : columns) width += least_width(table, column, natural_width(table, column, setting), setting.size);
    return width;
}

Style heading_style(const PageTable& table, const Band& band, std::size_t column) {
    const bool is_left = column == 0 || !table.columns[column].is_number;
    return {.size = band.size * heading_size, .face = Face::gothic, .align = is_left ? Align::left : Align::right};
}

double height_of_headings(Flow& flow, const PageTable& table, const Band& band) {
    double height = 0;
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const auto heading = printable(table.columns[column].heading);
        const auto style = heading_style(table, band, column);
        if (band.is_upright && column > 0)
            height = std::max(height, std::min(longest_upright, upright_length(flow.document, heading, style) + 0.5));
        else
            height =
                std::max(height, flow.document.height_of(band.widths[i] - (column == 0 ? 0 : gap_of(band.size)), heading, style));
    }
    return height + heading_padding;
}

Band band_of(Flow& flow, const PageTable& table, std::vector<std::size_t> columns, const Setting& setting) {
    Band band{std::move(columns), {}, setting.size, setting.is_upright, 0};
    band.widths = fitted(table, band.columns, natural_widths(table, band.columns, setting), setting.size);
    band.heading_height = height_of_headings(flow, table, band);
    return band;
}

// The largest letters with which no cell is broken; else the largest with which columns of words give way; else none.
std::optional<Setting> setting_for(const PageTable& table, const std::vector<std::size_t>& columns) {
    const bool is_upright = has_upright_headings(table);
    const double first = is_upright ? largest - 1 : largest;
    for (double size = first; size >= first - 1; size -= size_step)
        for (const double lines : {1.0, 2.0, 3.0})
            if (const Setting setting{size, is_upright, lines}; sum(natural_widths(table, columns, setting)) <= sheet_width)
                return setting;
    for (double size = first; size >= smallest; size -= size_step)
        if (const Setting setting{size, is_upright, 2}; least_sum(table, columns, setting) <= sheet_width) return setting;
    return {};
}

// All columns in one band where they can be read so; else in as few as there must be.
std::vector<Band> bands_of(Flow& flow, const PageTable& table) {
    std::vector<std::size_t> all(table.columns.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (const auto setting = setting_for(table, all)) return {band_of(flow, table, all, *setting)};
    const Setting setting{smallest + 1, has_upright_headings(table), 2};
    std::vector<Band> bands;
    std::vector<std::size_t> columns;
    for (const auto column : all) {
        columns.push_back(column);
        if (columns.size() <= 2 || least_sum(table, columns, setting) <= sheet_width) continue;
        columns.pop_back();
        bands.push_back(band_of(flow, table, columns, setting));
        columns = {0, column};
    }
    bands.push_back(band_of(flow, table, columns, setting));
    return bands;
}

void draw_headings(Flow& flow, const PageTable& table, const Band& band) {
    double x = sheet_left;
    const double height = band.heading_height - heading_padding;
    use_colour(flow.document, palette::quiet);
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const auto heading = printable(table.columns[column].heading);
        auto style = heading_style(table, band, column);
        const double gap = column == 0 ? 0 : gap_of(band.size);
        if (band.is_upright && column > 0) {
            style.align = Align::right;  // their ends stand on the rule
            const double line = 1.3 * style.size * millimetres_a_point * 1.3;
            draw_upright(flow.document, {x + band.widths[i] - line + 0.3, flow.y, line, height}, heading, style);
        } else {
            const double own = flow.document.height_of(band.widths[i] - gap, heading, style);
            flow.document.text({x + gap, flow.y + height - std::min(own, height), band.widths[i] - gap, height + 0.1}, heading,
                               style);
        }
        x += band.widths[i];
    }
    flow.y += band.heading_height;
    rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.25);
    use_colour(flow.document, palette::ink);
}

Style cell_style(const PageTable& table, const Band& band, std::size_t column) {
    const bool is_words = is_wrapped(table, column);
    return {.size = band.size, .face = Face::gothic, .align = is_words ? Align::left : Align::right, .on_one_line = !is_words};
}

double height_of_row(Flow& flow, const PageTable& table, const Band& band, const PageRow& row) {
    const double most = sheet_foot - sheet_top - band.heading_height;
    double height = band.size * millimetres_a_point * 1.3;
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const double width = band.widths[i] - (column == 0 ? 0 : gap_of(band.size));
        const auto words = words_of(row, column);
        if (width_of(words, band.size * millimetres_a_point) > width * 0.9)
            height = std::max(height, flow.document.height_of(width, words, cell_style(table, band, column)));
    }
    return std::min(height + 2 * row_padding(band), most);
}

void draw_row(Flow& flow, const PageTable& table, const Band& band, const PageRow& row, double height) {
    if (row.is_total) rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.25);
    double x = sheet_left;
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const auto& cell = cell_of(row, column);
        const double gap = column == 0 ? 0 : gap_of(band.size);
        const bool is_quiet = column > 0 && table.columns[column].is_number && (cell.text.empty() || is_zero(cell));
        use_colour(flow.document, is_quiet ? palette::quiet : palette::ink);
        // a line of text has its room for the next line below it
        const double lower = 0.12 * band.size * millimetres_a_point;
        flow.document.text(
            {x + gap, flow.y + row_padding(band) + lower, band.widths[i] - gap, height - 2 * row_padding(band) + 0.1},
            words_of(row, column), cell_style(table, band, column));
        x += band.widths[i];
    }
    use_colour(flow.document, palette::ink);
    flow.y += height;
    rule(flow.document, sheet_left, sheet_right, flow.y, row.is_total ? palette::ink : palette::rule, row.is_total ? 0.25 : 0.15);
}

void draw_rows(Flow& flow, const PageTable& table, const Band& band) {
    draw_headings(flow, table, band);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const double height = height_of_row(flow, table, band, table.rows[i]);
        double needed = height;
        // a total does not stand alone on the next page
        if (i + 2 == table.rows.size() && table.rows.back().is_total)
            needed += height_of_row(flow, table, band, table.rows.back());
        if (needed > flow.room()) {
            flow.next_page();
            draw_headings(flow, table, band);
        }
        draw_row(flow, table, band, table.rows[i], height);
    }
}

constexpr Style caption_style{.size = 10.5, .face = Face::gothic};
constexpr double after_caption = 1.5, after_table = 7;

double least_height(Flow& flow, const PageTable& table, const Band& band) {
    double height = flow.document.height_of(sheet_width, printable(table.caption), caption_style) + after_caption;
    height += band.heading_height;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, table.rows.size()); ++i)
        height += height_of_row(flow, table, band, table.rows[i]);
    return height;
}

// A table that a page holds is not split for the little that is left of this one.
double wanted_height(Flow& flow, const PageTable& table, const Band& band, double room) {
    constexpr double page = sheet_foot - sheet_top, little = page / 4;
    if (room > little) return least_height(flow, table, band);
    double height = least_height(flow, table, band);
    for (std::size_t i = 3; i < table.rows.size() && height <= page; ++i)
        height += height_of_row(flow, table, band, table.rows[i]);
    return height <= page ? height : least_height(flow, table, band);
}

}  // namespace

double wanted_height(Flow& flow, const PageTable& table, double room) {
    return table.columns.empty() ? 0 : wanted_height(flow, table, bands_of(flow, table).front(), room);
}

void draw_table(Flow& flow, const PageTable& table) {
    if (table.columns.empty()) return;
    const auto bands = bands_of(flow, table);
    for (std::size_t i = 0; i < bands.size(); ++i) {
        auto caption = printable(table.caption);
        if (bands.size() > 1) caption += fmt::format("　{}/{}", i + 1, bands.size());
        flow.need(wanted_height(flow, table, bands[i], flow.room()));
        flow.y += flow.document.text({sheet_left, flow.y, sheet_width, sheet_foot}, caption, caption_style) + after_caption;
        draw_rows(flow, table, bands[i]);
        flow.y += after_table;
    }
}

}  // namespace osaki::letters
