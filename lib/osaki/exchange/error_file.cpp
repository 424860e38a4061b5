// The errors file: only the refused rows, in the columns, order, encoding and mark of the file they came from, each with what is
// wrong with it; as a workbook when its name says so. Corrected, it can be loaded as it is.
#include "osaki/base/error.hpp"
#include "osaki/base/file.hpp"
#include "osaki/base/text.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/import_check.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace osaki {

namespace {

[[noreturn]] void cannot_write(const std::string& path, int error) {
    if (error == EEXIST)
        fail(Code::conflict, N_("{} is there already; name another file or add --force; nothing was changed"), path);
    fail(Code::file, N_("{} cannot be written ({}); nothing was changed"), path, std::string_view(std::strerror(error)));
}

struct Remark {
    std::string columns;
    std::string texts;
};

const char* untranslated(const char* text) {
    return text;
}

void append_part(std::string& to, std::string_view part) {
    if (part.empty()) return;
    if (!to.empty()) to += " / ";
    to += part;
}

// Of the findings of one line, which are next to each other.
Remark remark_on(const CheckedFile& checked, std::int64_t line, std::size_t& next, Translate translate) {
    Remark remark;
    const auto& findings = checked.findings;
    while (next < findings.size() && findings[next].line < line) ++next;
    for (; next < findings.size() && findings[next].line == line; ++next) {
        if (findings[next].severity != Severity::error) continue;
        append_part(remark.columns, findings[next].column);
        append_part(remark.texts, to_text(findings[next].text, translate));
    }
    return remark;
}

// The refused rows as they go out: the cells of the file, furigana that stood in for a column of its own, and the remarks.
class Refused {
public:
    Refused(const ImportSource& source, const CheckedFile& checked, Translate translate)
        : source_(source), checked_(checked), translate_(translate) {}
    // Bytes of the file, then what is ours as UTF-8.
    using Each = std::function<void(const std::vector<std::string_view>& cells, const std::vector<std::string>& ours)>;
    void for_each(const Each& each);

private:
    std::vector<std::string_view> cells_of(const RawRow& row);
    std::vector<std::size_t> missing_readings() const;

    const ImportSource& source_;
    const CheckedFile& checked_;
    Translate translate_;
    std::vector<std::string> filled_;  // furigana in place of empty cells
};

std::vector<std::string_view> Refused::cells_of(const RawRow& row) {
    const auto& layout = checked_.layout;
    filled_.assign(layout.columns(), {});
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i < layout.columns() && layout.is_remark[i]) continue;
        const auto field = i < layout.columns() && row.record > 0 ? layout.field_of_column[i] : -1;
        if (field >= 0) filled_[i] = reading_for(source_, layout, static_cast<std::size_t>(field), row);
        cells.push_back(field >= 0 && !filled_[i].empty() ? std::string_view(filled_[i]) : row.cells[i]);
    }
    return cells;
}

// Fields without a column in a workbook, which take the furigana over another cell.
std::vector<std::size_t> Refused::missing_readings() const {
    std::vector<std::size_t> fields;
    for (std::size_t f = 0; source_.sheet && f < source_.kind.fields.size(); ++f)
        if (!source_.kind.fields[f].reading_of.empty() && checked_.layout.column_of_field[f] < 0) fields.push_back(f);
    return fields;
}

void Refused::for_each(const Each& each) {
    const auto readings = missing_readings();
    const auto& bad = checked_.bad_lines;
    std::size_t next = 0;
    for_each_raw_row(source_, [&](const RawRow& row, std::int64_t) {
        std::vector<std::string> ours;
        if (row.record == 0) {
            for (const auto field : readings) ours.emplace_back(source_.kind.fields[field].header);
            ours.insert(ours.end(), remark_headers.begin(), remark_headers.end());
        } else if (std::binary_search(bad.begin(), bad.end(), row.line)) {
            for (const auto field : readings) ours.push_back(reading_for(source_, checked_.layout, field, row));
            auto remark = remark_on(checked_, row.line, next, translate_);
            ours.insert(ours.end(), {std::to_string(row.line), std::move(remark.columns), std::move(remark.texts)});
        } else {
            return;
        }
        each(cells_of(row), ours);
    });
}

// As the cell came, but so that a spreadsheet shows it. A guard it came with is not doubled.
std::string shown_cell(Encoding encoding, std::string_view bytes) {
    const auto text = decode(encoding, bytes);
    if (!text || guarded(*text) == *text) return std::string(bytes);
    const bool had_guard = without_guard(*text) != *text;
    return had_guard ? std::string(bytes) : "'" + std::string(bytes);
}

void write_as_csv(Refused& refused, const ImportSource& source, Draft& file) {
    const auto encoding = source.encoding.encoding;
    if (source.facts.has_mark || source.sheet) file.add(utf8_mark);
    bool is_header = true;
    refused.for_each([&](const std::vector<std::string_view>& cells, const std::vector<std::string>& ours) {
        std::vector<std::string> out;
        for (const auto cell : cells) out.push_back(is_header ? std::string(cell) : shown_cell(encoding, cell));
        for (const auto& text : ours) out.push_back(encode_remark(encoding, guarded(text)));
        is_header = false;
        file.add(csv_row(std::vector<std::string_view>(out.begin(), out.end())));
    });
}

// Cells under no heading go behind the remarks, so that these stay under theirs.
std::vector<SheetValue> sheet_row(const ImportSource& source, std::size_t width, const std::vector<std::string_view>& cells,
                                  const std::vector<std::string>& ours) {
    std::vector<SheetValue> values;
    const auto add = [&](std::string_view bytes) {
        const auto text = decode(source.encoding.encoding, bytes).value_or(printable(bytes));
        // a workbook needs no guard and keeps one as text
        values.emplace_back(source.sheet ? text : std::string(without_guard(text)));
    };
    for (std::size_t i = 0; i < width; ++i) add(i < cells.size() ? cells[i] : std::string_view{});
    values.insert(values.end(), ours.begin(), ours.end());
    for (auto i = width; i < cells.size(); ++i) add(cells[i]);
    return values;
}

void write_as_workbook(Refused& refused, const ImportSource& source, const std::string& path) {
    std::size_t width = 0;
    std::size_t widest = 0;
    std::vector<SheetColumn> columns;
    refused.for_each([&](const std::vector<std::string_view>& cells, const std::vector<std::string>& ours) {
        widest = std::max(widest, cells.size());
        if (!columns.empty()) return;
        width = cells.size();
        for (auto& value : sheet_row(source, width, cells, ours)) columns.push_back({.heading = std::get<std::string>(value)});
    });
    columns.resize(columns.size() + widest - width);
    WorkbookWriter writer(path, {});
    writer.begin_sheet(source.kind.name, columns);
    bool is_header = true;
    refused.for_each([&](const std::vector<std::string_view>& cells, const std::vector<std::string>& ours) {
        if (!std::exchange(is_header, false)) writer.row(sheet_row(source, width, cells, ours));
    });
    writer.finish();
}

}  // namespace

void check_error_file(const InputFile& input, const ImportOptions& options) {
    const auto& path = options.errors_file;
    if (path.empty()) return;
    if (input.is_at(path)) fail(Code::usage, N_("{} is the file to be loaded; name another for --errors"), path);
    if (!options.force && is_there(path)) cannot_write(path, EEXIST);
    if (is_directory(path)) cannot_write(path, EISDIR);
    if (::access(directory_of(path).c_str(), W_OK | X_OK) != 0) cannot_write(path, errno);
}

bool drop_error_file(const ImportOptions& options) {
    if (options.errors_file.empty() || !options.force) return false;
    if (::unlink(options.errors_file.c_str()) == 0) return true;
    if (errno != ENOENT) cannot_write(options.errors_file, errno);
    return false;
}

void write_error_file(const ImportSource& source, const CheckedFile& checked, const ImportOptions& options) {
    Draft file(options.errors_file);
    Refused refused(source, checked, options.translate ? options.translate : &untranslated);
    if (options.errors_file.ends_with(".xlsx")) write_as_workbook(refused, source, file.place());
    else write_as_csv(refused, source, file);
    file.finish();
    if (const int error = file.publish(options.force); error != 0) cannot_write(options.errors_file, error);
}

}  // namespace osaki
