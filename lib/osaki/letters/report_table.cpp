// Tables of a report: as wide as the page, split by columns when no legible size holds them, going on over pages with their
// headings said again. No row is split.
#include "osaki/base/text.hpp"
#include "osaki/letters/report.hpp"
#include "osaki/letters/report_columns.hpp"
#include "osaki/print/chart_scale.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/print/table_form.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace osaki::letters {

namespace {

constexpr double heading_padding = 0.75, longest_upright = 42;

// Over and under the letters of a row.
double row_padding(const Band& band) {
    return band.is_upright ? 0.45 : 0.75;
}

const PageCell& cell_of(const PageRow& row, std::size_t column) {
    static const PageCell none;
    return column < row.cells.size() ? row.cells[column] : none;
}

Style heading_style(const PageTable& table, const Band& band, std::size_t column) {
    return {
        .size = band.size * heading_size, .face = Face::gothic, .align = is_words(table, column) ? Align::left : Align::right};
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

void draw_headings(Flow& flow, const PageTable& table, const Band& band) {
    double x = sheet_left;
    const double height = height_of_headings(flow, table, band) - heading_padding;
    use_colour(flow.document, palette::quiet);
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const auto heading = printable(table.columns[column].heading);
        auto style = heading_style(table, band, column);
        const double gap = column == 0 ? 0 : gap_of(band.size);
        if (band.is_upright && column > 0) {
            style.align = Align::right;  // their ends stand on the rule
            const double line = 1.3 * style.size * millimetres_a_point * 1.3;
            const Box box{x + band.widths[i] - line + 0.3, flow.y, line, height};
            const bool is_japanese = flow.page.language == "ja";
            if (!is_japanese) style.align = Align::left;
            (is_japanese ? draw_upright : draw_rising)(flow.document, box, heading, style);
        } else {
            const double own = flow.document.height_of(band.widths[i] - gap, heading, style);
            flow.document.text({x + gap, flow.y + height - std::min(own, height), band.widths[i] - gap, height + 0.1}, heading,
                               style);
        }
        x += band.widths[i];
    }
    flow.y += height + heading_padding;
    rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.25);
    use_colour(flow.document, palette::ink);
}

Style cell_style(const PageTable& table, const Band& band, std::size_t column) {
    const bool wraps = is_words(table, column);
    return {.size = band.size, .face = Face::gothic, .align = wraps ? Align::left : Align::right, .on_one_line = !wraps};
}

double one_line(const Band& band) {
    return band.size * millimetres_a_point * 1.3;
}

double height_of_row(Flow& flow, const PageTable& table, const Band& band, const PageRow& row) {
    double height = one_line(band);
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const double width = band.widths[i] - (column == 0 ? 0 : gap_of(band.size));
        const auto words = words_of(row, column);
        if (width_of(words, band.size * millimetres_a_point) > width * 0.9)
            height = std::max(height, flow.document.height_of(width, words, cell_style(table, band, column)));
    }
    height += 2 * row_padding(band);
    const double page = sheet_foot - sheet_top;
    if (height < page / 2) return height;
    return std::min(height, page - height_of_headings(flow, table, band));  // its letters become smaller
}

void draw_row(Flow& flow, const PageTable& table, const Band& band, const PageRow& row, double height) {
    if (row.is_total) rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.25);
    const bool is_one_line = height - 2 * row_padding(band) <= one_line(band) + 0.01;
    double x = sheet_left;
    for (std::size_t i = 0; i < band.columns.size(); ++i) {
        const auto column = band.columns[i];
        const auto& cell = cell_of(row, column);
        const double gap = column == 0 ? 0 : gap_of(band.size);
        const bool is_quiet = column > 0 && table.columns[column].is_number && (cell.text.empty() || is_zero(cell));
        use_colour(flow.document, is_quiet ? palette::quiet : palette::ink);
        const double lower = is_one_line ? 0.15 * band.size * millimetres_a_point : 0;
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
constexpr double after_caption = 2.2, after_table = 7;

double least_height(Flow& flow, const PageTable& table, const Band& band) {
    double height = flow.document.height_of(sheet_width, printable(table.caption), caption_style) + after_caption;
    height += height_of_headings(flow, table, band);
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
    return table.columns.empty() ? 0 : wanted_height(flow, table, bands_of(table, sheet_width).front(), room);
}

void draw_table(Flow& flow, const PageTable& table) {
    if (table.columns.empty()) return;
    const auto bands = bands_of(table, sheet_width);
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
