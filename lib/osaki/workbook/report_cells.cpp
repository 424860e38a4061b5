// Sheets, cells and tables of a report.
#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/print/table_form.hpp"
#include "osaki/workbook/report.hpp"
#include "osaki/workbook/rich.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace osaki {

namespace {

constexpr double row_height = 19;  // points
constexpr std::size_t widest_name_column = 44, widest_words_column = 60;

// Letters as Excel counts them: those beyond the first plane are two.
std::size_t units_of(std::string_view letter) {
    return letter.size() == 4 ? 2 : 1;
}

constexpr std::size_t longest_sheet_name = 31;

// What the library would not put into quotes in a formula and Excel would take for a cell there: A1, 2026. And a name Excel keeps
// for itself.
bool needs_mark(std::string_view name) {
    if (name.starts_with('_')) return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_plain = [&](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_';
    };
    if (name.empty() || mail_key(name) == "history") return true;
    return std::ranges::all_of(name, is_plain) && std::ranges::any_of(name, is_digit);
}

// Nothing Excel refuses in the name of a sheet, and no more than fits.
std::string legal(std::string_view name, std::size_t longest) {
    std::string clean;
    std::size_t units = 0;
    for (std::size_t at = 0; at < name.size();) {
        auto end = at + 1;
        while (end < name.size() && (name[end] & 0xC0) == 0x80) ++end;
        const auto letter = name.substr(at, end - at);
        units += units_of(letter);
        if (units > longest) break;
        clean += letter.size() == 1 && std::string_view("[]:*?/\\'").find(letter) != std::string_view::npos ? "_" : letter;
        at = end;
    }
    clean = std::string(trim(clean));
    return needs_mark(clean) ? "_" + clean.substr(0, longest - 1) : clean;
}

void set_borders(lxw_format* format, const CellLook& look) {
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, look.is_total ? palette::ink : palette::rule);
    if (!look.is_total) return;
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_THIN);
    format_set_top_color(format, palette::ink);
}

std::string number_format(const CellLook& look) {
    if (look.is_day) return "yyyy-mm-dd";
    std::string digits = look.is_percent ? "0" : "#,##0";
    if (look.decimals > 0) digits += "." + std::string(static_cast<std::size_t>(look.decimals), '0');
    if (look.is_percent) digits += "%";
    return look.is_signed ? "+" + digits + ";-" + digits + ";" + digits : digits;
}

void set_look(lxw_format* format, const CellLook& look, bool is_japanese) {
    using enum CellLook::Kind;
    switch (look.kind) {
        case title:
            format_set_bold(format);
            format_set_font_size(format, 18);
            break;
        case section:
            format_set_bold(format);
            format_set_font_size(format, 14);
            break;
        case quiet:
            format_set_font_color(format, palette::quiet);
            break;
        case caption:
            format_set_bold(format);
            break;
        case heading:
        case upright_heading:
            format_set_font_color(format, palette::quiet);
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
            format_set_bottom(format, LXW_BORDER_THIN);
            format_set_bottom_color(format, palette::ink);
            // 270 sets the letters of a word one under the other
            if (look.kind == upright_heading) format_set_rotation(format, is_japanese ? 270 : 90);
            break;
        case words:
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            set_borders(format, look);
            break;
        case number:
            format_set_num_format(format, number_format(look).c_str());
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            set_borders(format, look);
            break;
    }
    if (look.is_strong) format_set_bold(format);
    if (look.is_right) format_set_align(format, LXW_ALIGN_RIGHT);
    if (look.is_indented) format_set_indent(format, 1);
}

std::size_t widest_cell(const PageTable& table, std::size_t column) {
    std::size_t width = 0;
    for (const auto& row : table.rows)
        if (column < row.cells.size()) width = std::max(width, display_width(printable(row.cells[column].text)));
    return width;
}

std::size_t column_width(const PageTable& table, std::size_t column, bool is_upright) {
    const auto heading = display_width(printable(table.columns[column].heading));
    const auto cells = widest_cell(table, column);
    if (column == 0) return std::clamp<std::size_t>(std::max(cells, heading), 10, widest_name_column);
    if (!table.columns[column].is_number) return std::clamp<std::size_t>(std::max(cells, heading), 10, widest_words_column);
    if (is_upright) return std::max<std::size_t>(cells, 4);
    constexpr std::size_t heading_lines = 2, least = 9;
    return std::max({cells, heading / heading_lines, std::min<std::size_t>(heading, 14), least});
}

double upright_height(const PageTable& table) {
    constexpr double a_letter = 7.6, most = 240;
    std::size_t longest = 0;
    for (const auto& column : table.columns) longest = std::max(longest, display_width(printable(column.heading)));
    return std::min(most, 12 + a_letter * static_cast<double>(longest));
}

}  // namespace

double height_for(std::string_view words, double width) {
    constexpr double a_line = 17;
    const auto lines = std::ceil(static_cast<double>(display_width(words)) / std::max(width, 1.0));
    return std::min(row_height + (std::max(lines, 1.0) - 1) * a_line, 400.0);
}

void set_row_height(lxw_worksheet* sheet, lxw_row_t row, double height) {
    check(worksheet_set_row(sheet, row, std::max(height, row_height), nullptr));
}

void set_usual_heights(lxw_worksheet* sheet, lxw_row_t first, lxw_row_t last) {
    for (auto row = first; row <= last; ++row) set_row_height(sheet, row, row_height);
}

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) fail(Code::file, N_("the workbook of the report cannot be written ({})"), lxw_strerror(error));
}

lxw_format* format_of(ReportBook& to, const CellLook& look) {
    auto& format = to.formats[look];
    if (format != nullptr) return format;
    format = workbook_add_format(to.book.get());
    if (format == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    const bool is_japanese = to.page.language == "ja";
    if (is_japanese) format_set_font_name(format, "Yu Gothic");
    format_set_font_color(format, palette::ink);
    set_look(format, look, is_japanese);
    return format;
}

lxw_worksheet* add_sheet_named(ReportBook& to, std::string_view name, std::string& legal_name) {
    const auto shown_name = printable(name);
    legal_name = legal(shown_name, longest_sheet_name);
    // no two names differ in case or width alone
    for (int i = 2; !to.names.insert(mail_key(legal_name)).second; ++i) {
        const auto ending = " (" + std::to_string(i) + ")";
        legal_name = legal(shown_name, longest_sheet_name - ending.size()) + ending;
    }
    auto* sheet = workbook_add_worksheet(to.book.get(), legal_name.c_str());
    if (sheet == nullptr) check(LXW_ERROR_SHEETNAME_ALREADY_USED);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_default_row(sheet, row_height, LXW_FALSE);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_set_margins(sheet, 0.6, 0.6, 0.7, 0.8);
    worksheet_fit_to_pages(sheet, 1, 0);
    check(worksheet_set_footer(sheet, "&C&P / &N"));
    return sheet;
}

void write_words(ReportBook& to, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view words,
                 const CellLook& look) {
    const auto text = escaped(printable(words));
    if (text.empty()) check(worksheet_write_blank(sheet, row, column, format_of(to, look)));
    else check(worksheet_write_string(sheet, row, column, text.c_str(), format_of(to, look)));
}

void write_cell(ReportBook& to, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const PageCell& cell, bool is_number,
                bool is_total) {
    CellLook look{.kind = CellLook::Kind::words, .is_right = is_number, .is_total = is_total};
    if (!cell.number || !std::isfinite(*cell.number)) return write_words(to, sheet, row, column, cell.text, look);
    look.kind = CellLook::Kind::number;
    look.is_percent = cell.is_percent;
    look.is_signed = cell.text.starts_with('+') || cell.text.starts_with("−") || cell.text.starts_with("±");
    look.decimals = cell.decimals;
    look.is_day = cell.is_day;
    constexpr double epoch_serial = 25569;  // 1970-01-01
    const auto number = cell.is_percent ? *cell.number / 100 : cell.is_day ? *cell.number + epoch_serial : *cell.number;
    check(worksheet_write_number(sheet, row, column, number, format_of(to, look)));
}

void write_table(ReportBook& to, lxw_worksheet* sheet, const PlacedTable& place) {
    const auto& table = *place.table;
    const bool is_upright = place.has_upright_headings;
    double heading_height = is_upright ? upright_height(table) : row_height;
    std::vector<double> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(place.column + i);
        widths.push_back(static_cast<double>(column_width(table, i, is_upright)));
        check(worksheet_set_column(sheet, column, column, widths.back() + 2, nullptr));
        if (!is_upright)
            heading_height = std::max(heading_height, height_for(printable(table.columns[i].heading), widths.back()));
        CellLook look{.kind = CellLook::Kind::heading, .is_right = table.columns[i].is_number};
        if (is_upright && i > 0) look.kind = CellLook::Kind::upright_heading;
        write_words(to, sheet, place.headings, column, table.columns[i].heading, look);
    }
    if (place.sets_heights) set_row_height(sheet, place.headings, heading_height);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto row = static_cast<lxw_row_t>(place.headings + 1 + r);
        double height = row_height;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& cells = table.rows[r].cells;
            const auto cell = i < cells.size() ? cells[i] : PageCell{};
            write_cell(to, sheet, row, static_cast<lxw_col_t>(place.column + i), cell, table.columns[i].is_number,
                       table.rows[r].is_total);
            height = std::max(height, height_for(printable(cell.text), widths[i]));
        }
        if (place.sets_heights) set_row_height(sheet, row, height);
    }
}

}  // namespace osaki
