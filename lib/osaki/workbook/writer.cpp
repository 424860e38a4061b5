// Rows go out as they come; widths, filters and the lists behind the drop-downs when a sheet or the workbook is complete.
#include "osaki/workbook/writer.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/workbook/reader.hpp"
#include "osaki/workbook/rich.hpp"
#include "osaki/workbook/writing.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

namespace osaki {

namespace {

constexpr std::size_t longest_text = 32767;  // letters in a cell
constexpr std::size_t longest_name = 31;     // letters in the name of a sheet
constexpr std::uint32_t rows_measured = 100;
constexpr std::size_t widest_column = 60;
constexpr int epoch_serial = 25569;                       // 1970-01-01
constexpr int first_good_day = -25508;                    // 1900-03-01; before it Excel's days are wrong
constexpr std::int64_t most_exact = 999'999'999'999'999;  // Excel keeps 15 digits

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

lxw_format* new_format(WorkbookWriting& to, const char* number_format) {
    auto* format = workbook_add_format(to.book.get());
    if (format == nullptr) cannot_write(to, std::strerror(ENOMEM));
    if (number_format != nullptr) format_set_num_format(format, number_format);
    return format;
}

void make_formats(WorkbookWriting& to) {
    to.heading = new_format(to, "@");
    format_set_bold(to.heading);
    to.required_heading = new_format(to, "@");
    format_set_bold(to.required_heading);
    format_set_bg_color(to.required_heading, 0xFFF2CC);
    to.text = new_format(to, "@");
    to.day = new_format(to, to.options.wareki ? "[$-411]ge.m.d;@" : "yyyy-mm-dd");
    to.instant = new_format(to, to.options.wareki ? "[$-411]ge.m.d hh:mm" : "yyyy-mm-dd hh:mm");
}

// Nothing Excel refuses in the name of a sheet.
std::string sheet_name(std::string_view name) {
    std::string clean;
    std::size_t letters = 0;
    for (const char c : name) {
        if ((c & 0xC0) != 0x80 && ++letters > longest_name) break;
        clean += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '_';
    }
    return clean.empty() ? "_" : clean;
}

void measure(WorkbookWriting& to, std::size_t column, std::string_view text) {
    for (auto& width = to.columns[column].width; !text.empty();) {
        const auto end = std::min(text.find('\n'), text.size());
        width = std::max(width, std::min(display_width(text.substr(0, end)), widest_column));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void write_text(WorkbookWriting& to, std::size_t column, std::string_view text) {
    if (text.empty()) return;
    if (text.size() > longest_text && letters_in(text) > longest_text)
        fail(Code::file, N_("{} cannot be written: a text in row {} has more than {} letters, which no workbook takes"), to.path,
             to.next_row + 1, longest_text);
    if (to.next_row <= rows_measured) measure(to, column, text);
    ++to.written.back().cells;
    check(to, worksheet_write_string(to.sheet, to.next_row, static_cast<lxw_col_t>(column), escaped(text).c_str(), to.text));
}

void write_number(WorkbookWriting& to, std::size_t column, double number, lxw_format* format) {
    if (!std::isfinite(number)) return;
    if (to.next_row <= rows_measured) {
        to.columns[column].is_text = false;
        to.columns[column].width = std::max<std::size_t>(to.columns[column].width, format == to.instant ? 16 : 10);
    }
    ++to.written.back().cells;
    check(to, worksheet_write_number(to.sheet, to.next_row, static_cast<lxw_col_t>(column), number, format));
}

struct WriteCell {
    WorkbookWriting& to;
    std::size_t column;

    void operator()(std::monostate) const {}
    void operator()(bool value) const {
        to.columns[column].is_text = false;
        ++to.written.back().cells;
        check(to, worksheet_write_boolean(to.sheet, to.next_row, static_cast<lxw_col_t>(column), value ? 1 : 0, nullptr));
    }
    void operator()(std::int64_t value) const {
        if (value > most_exact || value < -most_exact) write_text(to, column, std::to_string(value));
        else write_number(to, column, static_cast<double>(value), nullptr);
    }
    void operator()(double value) const { write_number(to, column, value, nullptr); }
    void operator()(const std::string& value) const { write_text(to, column, value); }
    void operator()(Date value) const {
        if (value.days < first_good_day) write_text(to, column, to_text(value));
        else write_number(to, column, value.days + epoch_serial, to.day);
    }
    void operator()(Timestamp value) const {
        constexpr double seconds = 86400;
        constexpr std::int64_t japan = 9 * 3600;
        write_number(to, column, static_cast<double>(value.seconds + japan) / seconds + epoch_serial, to.instant);
    }
};

void write_heading(WorkbookWriting& to, lxw_col_t column, const SheetColumn& about) {
    auto* format = about.is_required ? to.required_heading : to.heading;
    measure(to, column, about.heading);
    to.columns[column].width += 2;  // the button of the filter
    if (!about.heading.empty()) ++to.written.back().cells;
    check(to, worksheet_write_string(to.sheet, 0, column, escaped(about.heading).c_str(), format));
    if (!about.note.empty()) {
        lxw_comment_options options = {};
        options.width = 260;
        options.height = 100;
        check(to, worksheet_write_comment_opt(to.sheet, 0, column, about.note.c_str(), &options));
    }
    for (const auto& choice : about.choices) measure(to, column, choice);
    offer_choices(to, column, about.choices);
}

void end_sheet(WorkbookWriting& to) {
    if (to.sheet == nullptr || to.columns.empty()) return;
    for (std::size_t i = 0; i < to.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        const auto width = static_cast<double>(std::max<std::size_t>(to.columns[i].width + 2, 8));
        check(to, worksheet_set_column(to.sheet, column, column, width, to.columns[i].is_text ? to.text : nullptr));
    }
    const auto last = static_cast<lxw_col_t>(to.columns.size() - 1);
    check(to, worksheet_autofilter(to.sheet, 0, 0, std::max<lxw_row_t>(to.next_row, 2) - 1, last));
}

// The library does not notice that the disk for its temporary files is full, so what was written is read once more.
void read_back(const WorkbookWriting& to) {
    const auto file = InputFile::open(to.path);
    for (const auto& sheet : to.written) {
        std::int64_t cells = 0;
        Sheet facts;
        read_workbook(file, sheet.name, facts, [&](const SheetRow& row) {
            cells += std::ranges::count_if(row.cells, [](const SheetCell& cell) { return !cell.text.empty(); });
        });
        if (cells != sheet.cells) cannot_write(to, "read back: " + std::to_string(cells) + "/" + std::to_string(sheet.cells));
    }
}

}  // namespace

WorkbookWriting* open_workbook(const std::string& path, const WorkbookOptions& options) {
    auto to = std::make_unique<WorkbookWriting>();
    to->path = path;
    to->options = options;
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) cannot_write(*to, std::strerror(errno));
    ::close(fd);
    lxw_workbook_options own = {};
    own.constant_memory = LXW_TRUE;
    own.use_zip64 = LXW_FALSE;
    to->book.reset(workbook_new_opt(path.c_str(), &own));
    if (!to->book) cannot_write(*to, std::strerror(ENOMEM));
    lxw_doc_properties properties = {};
    properties.created = static_cast<time_t>(options.created.seconds);
    check(*to, workbook_set_properties(to->book.get(), &properties));
    make_formats(*to);
    return to.release();
}

void begin_workbook_sheet(WorkbookWriting& to, std::string_view name, std::span<const SheetColumn> columns) {
    end_sheet(to);
    const auto clean = sheet_name(name);
    to.sheet = add_sheet(to, clean);
    to.written.push_back({clean, 0});
    to.columns.assign(columns.size(), {});
    to.next_row = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) write_heading(to, static_cast<lxw_col_t>(i), columns[i]);
    worksheet_freeze_panes(to.sheet, 1, 0);
    // printed on A4, all columns on one page's width
    worksheet_set_paper(to.sheet, 9);
    worksheet_set_landscape(to.sheet);
    worksheet_fit_to_pages(to.sheet, 1, 0);
    to.next_row = 1;
}

void write_workbook_row(WorkbookWriting& to, std::span<const SheetValue> cells) {
    if (to.next_row > last_sheet_row)
        fail(Code::file, N_("{} cannot be written: a workbook takes no more than {} rows"), to.path, last_sheet_row + 1);
    for (std::size_t i = 0; i < cells.size() && i < to.columns.size(); ++i) std::visit(WriteCell{to, i}, cells[i]);
    ++to.next_row;
}

void finish_workbook(WorkbookWriting& to) {
    end_sheet(to);
    write_long_lists(to);
    check(to, workbook_close(to.book.release()));
    read_back(to);
}

void close_workbook(WorkbookWriting* writing) {
    delete writing;
}

}  // namespace osaki
