#include "osaki/workbook/report.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/print/table_form.hpp"
#include "osaki/workbook/rich.hpp"
#include "osaki/workbook/xml.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace osaki {

namespace {

using Kind = CellLook::Kind;

// A file in memory under a name the library can open.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("report", MFD_CLOEXEC)) {
        if (descriptor_ < 0)
            fail(Code::file, N_("the workbook of the report cannot be written ({})"), std::string_view(std::strerror(errno)));
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

void write_pair(ReportBook& to, lxw_worksheet* sheet, lxw_row_t row, std::string_view label, std::string_view text) {
    write_words(to, sheet, row, 0, label, {.kind = Kind::quiet});
    write_words(to, sheet, row, 1, text, {.kind = Kind::caption});
}

std::size_t widest(const auto& rows, const auto& word) {
    std::size_t width = 8;
    for (const auto& row : rows) width = std::max(width, display_width(printable(word(row))));
    return width;
}

void set_width(lxw_worksheet* sheet, lxw_col_t column, std::size_t width) {
    constexpr std::size_t most = 60;
    check(worksheet_set_column(sheet, column, column, static_cast<double>(std::min(width, most) + 2), nullptr));
}

void write_front(ReportBook& to) {
    std::string name;
    auto* sheet = add_sheet_named(to, to.page.title, name);
    lxw_row_t row = 0;
    set_row_height(sheet, row, 30);
    write_words(to, sheet, row++, 0, to.page.title, {.kind = Kind::title});
    if (!to.page.network.empty()) write_words(to, sheet, row++, 0, to.page.network, {.kind = Kind::quiet});
    ++row;
    for (const auto& fact : to.page.facts) write_pair(to, sheet, row++, fact.label, fact.text);
    ++row;
    set_usual_heights(sheet, 1, row + static_cast<lxw_row_t>(to.page.key_figures.size()));
    for (const auto& figure : to.page.key_figures) {
        write_words(to, sheet, row, 0, figure.label, {});
        write_words(to, sheet, row, 1, figure.value, {.kind = Kind::words, .is_right = true, .is_strong = true});
        write_words(to, sheet, row++, 2, figure.note, {.is_indented = true});
    }
    set_width(sheet, 0,
              std::max(widest(to.page.facts, [](const PageFact& one) { return one.label; }),
                       widest(to.page.key_figures, [](const KeyFigure& one) { return one.label; })));
    set_width(sheet, 1, 2 + widest(to.page.key_figures, [](const KeyFigure& one) { return one.value; }));
    set_width(sheet, 2, widest(to.page.key_figures, [](const KeyFigure& one) { return one.note; }));
}

// Heading, words and the title of the table; what stands over the headings stays while the sheet is scrolled.
ReportSheet begin_section(ReportBook& to, const PageSection& section, const PageTable* table, bool is_first) {
    constexpr std::size_t most_above = 3;
    ReportSheet sheet;
    sheet.sheet = add_sheet_named(to, is_first || table == nullptr ? section.heading : table->caption, sheet.name);
    lxw_row_t row = 0;
    set_row_height(sheet.sheet, row, 24);
    write_words(to, sheet.sheet, row++, 0, section.heading, {.kind = Kind::section});
    const bool is_above = section.paragraphs.size() <= most_above;
    if (is_first && is_above)
        for (const auto& paragraph : section.paragraphs) write_words(to, sheet.sheet, row++, 0, paragraph, {.kind = Kind::quiet});
    ++row;
    if (table != nullptr) write_words(to, sheet.sheet, row, 0, table->caption, {.kind = Kind::caption});
    sheet.table = {table, row + 1, 0, true, table != nullptr && has_upright_headings(*table)};
    if (!is_first || is_above) return sheet;
    row += 3 + static_cast<lxw_row_t>(table == nullptr ? 0 : table->rows.size());
    for (const auto& paragraph : section.paragraphs) write_words(to, sheet.sheet, row++, 0, paragraph, {.kind = Kind::quiet});
    return sheet;
}

void write_sheet(ReportBook& to, const PageSection& section, const PageTable* table, bool is_first) {
    auto sheet = begin_section(to, section, table, is_first);
    const auto apart = table != nullptr ? with_shares_apart(*table) : PageTable{};
    const auto table_rows = static_cast<lxw_row_t>(apart.rows.size());
    sheet.last_row = sheet.table.headings + std::max(table_rows, is_first ? rows_of(section.charts) : 0);
    set_usual_heights(sheet.sheet, 1, sheet.last_row);
    if (table != nullptr) sheet.table.table = &apart;
    if (table != nullptr) {
        write_table(to, sheet.sheet, sheet.table);
        worksheet_freeze_panes(sheet.sheet, sheet.table.headings + 1, 1);
        check(worksheet_repeat_rows(sheet.sheet, sheet.table.headings, sheet.table.headings));
    }
    if (is_first) add_charts(to, sheet, section.charts);
    if (sheet.table.has_upright_headings || (is_first && table != nullptr && !section.charts.empty()))
        worksheet_set_landscape(sheet.sheet);
}

void write_section(ReportBook& to, const PageSection& section) {
    if (section.tables.empty()) return write_sheet(to, section, nullptr, true);
    for (const auto& table : section.tables) write_sheet(to, section, &table, &table == &section.tables.front());
}

void write_definitions(ReportBook& to) {
    constexpr double term_width = 24, words_width = 88;
    if (to.page.definitions.empty()) return;
    std::string name;
    auto* sheet = add_sheet_named(to, to.page.definitions_heading, name);
    set_row_height(sheet, 0, 24);
    write_words(to, sheet, 0, 0, to.page.definitions_heading, {.kind = Kind::section});
    lxw_row_t row = 2;
    for (const auto& definition : to.page.definitions) {
        write_words(to, sheet, row, 0, definition.label, {});
        write_words(to, sheet, row, 1, definition.text, {});
        const double height =
            std::max(height_for(printable(definition.label), term_width), height_for(printable(definition.text), words_width));
        set_row_height(sheet, row++, height);
    }
    check(worksheet_set_column(sheet, 0, 0, term_width + 2, nullptr));
    check(worksheet_set_column(sheet, 1, 1, words_width + 2, nullptr));
}

void set_properties(ReportBook& to) {
    const auto title = escaped(printable(to.page.title));
    const auto network = escaped(printable(to.page.network));
    lxw_doc_properties properties = {};
    properties.created = static_cast<time_t>(to.page.created.seconds);
    // the library copies them
    properties.title = const_cast<char*>(title.c_str());      // NOLINT
    properties.company = const_cast<char*>(network.c_str());  // NOLINT
    check(workbook_set_properties(to.book.get(), &properties));
}

// The library does not notice a full disk under its temporary files, so every part is read once more.
void read_back(const std::string& path, const ReportBook& book, std::size_t sheets) {
    Package package(InputFile::open(path));
    const auto whole = [&](const std::string& part) {
        pugi::xml_document document;
        read_part(package, part, document);
    };
    for (const auto* part : {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"}) whole(part);
    for (std::size_t i = 1; i <= sheets; ++i) whole("xl/worksheets/sheet" + std::to_string(i) + ".xml");
    for (int i = 1; i <= book.charts; ++i) whole("xl/charts/chart" + std::to_string(i) + ".xml");
    for (int i = 1; i <= book.drawings; ++i) whole("xl/drawings/drawing" + std::to_string(i) + ".xml");
}

std::string bytes_of(const std::string& path) {
    std::string bytes;
    InputFile::open(path).for_each_chunk([&](std::string_view chunk) {
        bytes += chunk;
        return true;
    });
    return bytes;
}

}  // namespace

std::string report_workbook(const ReportPage& page) {
    const MemoryFile file;
    ReportBook book{page};
    lxw_workbook_options options = {};
    options.use_zip64 = LXW_FALSE;
    book.book.reset(workbook_new_opt(file.path().c_str(), &options));
    if (!book.book) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    set_properties(book);
    write_front(book);
    for (const auto& section : page.sections) write_section(book, section);
    write_definitions(book);
    check(workbook_close(book.book.release()));
    read_back(file.path(), book, book.names.size());
    return bytes_of(file.path());
}

}  // namespace osaki
