// Tables for people: widths by display columns, two blanks between columns, numbers to the right, one record as lines. On a
// terminal too narrow for it a table is cut, but never a command or a definition: that stands whole under its row.
#include "osaki/base/text.hpp"
#include "output.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace osaki::cli {

namespace {

bool is_right(ColumnType type) {
    return type == ColumnType::integer || type == ColumnType::real;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const auto own = display_width(text);
    const std::string blanks(width > own ? width - own : 0, ' ');
    return right ? blanks + text : text + blanks;
}

std::string finished(std::string line, const Style& style) {
    line.erase(line.find_last_not_of(' ') + 1);
    if (!style.is_terminal || display_width(line) <= style.width) return line;
    if (style.is_cut) *style.is_cut = true;
    return std::string(cut_to_width(line, style.width));
}

std::string bold(std::string line, const Style& style) {
    return style.color ? "\x1b[1m" + line + "\x1b[0m" : line;
}

std::string lines_of_one(const Shown& shown, const Style& style) {
    std::size_t width = 0;
    for (const auto c : shown.columns) width = std::max(width, display_width(style.translate(shown.table->columns[c].label)));
    std::string text;
    for (const auto& row : shown.table->rows) {
        if (!text.empty()) text += '\n';
        for (const auto c : shown.columns) {
            const auto& column = shown.table->columns[c];
            if (std::holds_alternative<std::monostate>(row[c])) continue;  // what is not known takes no line
            const auto label = padded(std::string(style.translate(column.label)) + ':', width + 1, false);
            text += finished(label + ' ' + shown_text(row[c], column, style), style) + '\n';
        }
    }
    return text;
}

using Cells = std::vector<std::vector<std::string>>;  // the headings, then the rows

Cells cells_of(const Shown& shown, const Style& style) {
    Cells lines(shown.table->rows.size() + 1);
    for (const auto c : shown.columns) {
        const auto& column = shown.table->columns[c];
        lines[0].emplace_back(style.translate(column.label));
        for (std::size_t r = 0; r < shown.table->rows.size(); ++r)
            lines[r + 1].push_back(shown_text(shown.table->rows[r][c], column, style));
    }
    return lines;
}

std::vector<std::size_t> widths_of(const Cells& lines, std::size_t first) {
    std::vector<std::size_t> widths(lines.front().size());
    for (std::size_t r = first; r < lines.size(); ++r)
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], display_width(lines[r][i]));
    return widths;
}

// What must stay whole and does not fit beside its row.
std::optional<std::size_t> column_below(const Shown& shown, const std::vector<std::size_t>& widths, const Style& style) {
    if (!style.is_terminal || widths.size() < 2) return std::nullopt;
    const auto all = std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1));
    if (all <= style.width) return std::nullopt;
    const auto whole = shown.table->kind == "definition" ? "text" : "command";
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (shown.table->columns[shown.columns[i]].name == whole) return i;
    return std::nullopt;
}

std::string lines_of_many(const Shown& shown, const Style& style) {
    const auto lines = cells_of(shown, style);
    const std::size_t first = style.header ? 0 : 1;
    const auto widths = widths_of(lines, first);
    const auto below = column_below(shown, widths, style);
    std::string text;
    for (std::size_t r = first; r < lines.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (i != below)
                line += (line.empty() ? "" : "  ") +
                        padded(lines[r][i], widths[i], is_right(shown.table->columns[shown.columns[i]].type));
        line = finished(std::move(line), style);
        text += (r == 0 ? bold(std::move(line), style) : line) + '\n';
        if (below && r > 0 && !lines[r][*below].empty()) text += "    " + lines[r][*below] + '\n';
    }
    return text;
}

}  // namespace

std::string render_tables(const std::vector<Shown>& tables, const Style& style) {
    std::string text;
    for (const auto& shown : tables) {
        // among several tables an empty one says nothing; a lone one still shows its headings
        if (tables.size() > 1 && shown.table->rows.empty()) continue;
        if (!text.empty()) text += '\n';
        if (tables.size() > 1 && style.header && !shown.table->single)
            text += bold(style.translate(shown.table->label), style) + '\n';
        text += shown.table->single ? lines_of_one(shown, style) : lines_of_many(shown, style);
    }
    return text;
}

}  // namespace osaki::cli
