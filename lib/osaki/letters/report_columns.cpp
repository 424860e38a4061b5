#include "osaki/letters/report_columns.hpp"

#include "osaki/base/text.hpp"
#include "osaki/print/chart_scale.hpp"
#include "osaki/print/table_form.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace osaki::letters {

namespace {

constexpr double smallest_letters = 6, size_step = 0.5;

// What is asked of all columns: the size of their letters, headings upright or in so many lines.
struct Setting {
    double size = largest_letters;
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
    return is_words(table, column) ? std::min(natural, least) : natural;
}

double sum(const std::vector<double>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0.0);
}

// Columns of words give way, each in proportion to what it could; then what is left over goes to all.
std::vector<double> fitted(const PageTable& table, const std::vector<std::size_t>& columns, std::vector<double> natural,
                           double size, double sheet_width) {
    double over = sum(natural) - sheet_width, slack = 0;
    std::vector<double> least;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        least.push_back(least_width(table, columns[i], natural[i], size));
        slack += natural[i] - least[i];
    }
    if (over > 0 && slack > 0)
        for (std::size_t i = 0; i < natural.size(); ++i) natural[i] -= (natural[i] - least[i]) * std::min(1.0, over / slack);
    const double left = sheet_width - sum(natural);
    for (auto& width : natural)
        if (left < 0) width *= sheet_width / (sheet_width - left);
        else if (columns.size() > 1) width += left / static_cast<double>(columns.size());
    return natural;
}

// Columns of numbers of one table are equally wide where there is room.
std::vector<double> natural_widths(const PageTable& table, const std::vector<std::size_t>& columns, const Setting& setting,
                                   double sheet_width) {
    std::vector<double> widths;
    double widest = 0;
    for (const auto column : columns) {
        widths.push_back(natural_width(table, column, setting));
        if (!is_words(table, column)) widest = std::max(widest, widths.back());
    }
    auto equal = widths;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!is_words(table, columns[i])) equal[i] = widest;
    return sum(equal) <= sheet_width ? equal : widths;
}

double least_sum(const PageTable& table, const std::vector<std::size_t>& columns, const Setting& setting) {
    double width = 0;
    for (const auto column : columns) width += least_width(table, column, natural_width(table, column, setting), setting.size);
    return width;
}

// The largest letters with which no cell is broken; else the largest with which columns of words give way; else none.
std::optional<Setting> setting_for(const PageTable& table, const std::vector<std::size_t>& columns, double sheet_width) {
    const bool is_upright = has_upright_headings(table);
    const double first = is_upright ? largest_letters - 1 : largest_letters;
    for (double size = first; size >= first - 1; size -= size_step)
        for (const double lines : {1.0, 2.0, 3.0})
            if (const Setting setting{size, is_upright, lines};
                sum(natural_widths(table, columns, setting, sheet_width)) <= sheet_width)
                return setting;
    for (double size = first; size >= smallest_letters; size -= size_step)
        if (const Setting setting{size, is_upright, 2}; least_sum(table, columns, setting) <= sheet_width) return setting;
    return {};
}

// As many columns to a band as the sheet and `most` allow; the first of the table stands in each.
std::vector<std::vector<std::size_t>> split_columns(const PageTable& table, const Setting& setting, std::size_t most,
                                                    double sheet_width) {
    std::vector<std::vector<std::size_t>> bands{{0}};
    for (std::size_t column = 1; column < table.columns.size(); ++column) {
        auto& columns = bands.back();
        columns.push_back(column);
        const bool is_too_many = columns.size() > most + 1 || least_sum(table, columns, setting) > sheet_width;
        if (columns.size() <= 2 || !is_too_many) continue;
        columns.pop_back();
        bands.push_back({0, column});
    }
    return bands;
}

Band band_of(const PageTable& table, std::vector<std::size_t> columns, const Setting& setting, double sheet_width) {
    Band band{std::move(columns), {}, setting.size, setting.is_upright};
    band.widths =
        fitted(table, band.columns, natural_widths(table, band.columns, setting, sheet_width), setting.size, sheet_width);
    return band;
}

}  // namespace

double gap_of(double size) {
    return size * 0.27;
}

bool is_words(const PageTable& table, std::size_t column) {
    return column == 0 || !table.columns[column].is_number;
}

std::string words_of(const PageRow& row, std::size_t column) {
    if (column >= row.cells.size()) return {};
    return shown(row.cells[column].text);
}

std::vector<Band> bands_of(const PageTable& table, double sheet_width) {
    std::vector<std::size_t> all(table.columns.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (const auto setting = setting_for(table, all, sheet_width)) return {band_of(table, all, *setting, sheet_width)};
    const Setting setting{smallest_letters + 1, has_upright_headings(table), 2};
    const auto fewest = split_columns(table, setting, all.size(), sheet_width).size();
    std::vector<Band> bands;
    for (auto& columns : split_columns(table, setting, (all.size() + fewest - 2) / fewest, sheet_width))
        bands.push_back(band_of(table, std::move(columns), setting, sheet_width));
    return bands;
}

}  // namespace osaki::letters
