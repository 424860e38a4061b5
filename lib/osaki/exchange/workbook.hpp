// Workbooks (XLSX): the first sheet of a foreign one as rows of text, and our own tables as one. What does it (libzip, pugixml,
// libxlsxwriter) stands in the module libosaki-mcs-workbook.so, loaded at the first call.
#pragma once

#include "osaki/base/message.hpp"
#include "osaki/base/record.hpp"
#include "osaki/exchange/input.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace osaki {

// What people see in a cell: text without furigana, numbers as typed (no exponent, no trailing .0), true dates as 2026-04-01
// whatever era style they wear, percent and booleans as text.
struct SheetCell {
    std::string text = {};
    std::string reading = {};  // furigana over the text, as Excel keeps it; never part of the text
    bool is_error = false;     // #N/A, #REF!
    bool is_formula = false;   // text is the value the program last saw
};
struct SheetRow {
    std::int64_t number = 0;  // as Excel counts, from 1
    bool is_hidden = false;
    std::vector<SheetCell> cells = {};  // from column A; merged cells hold the text in the first and are empty in the others
};
struct SheetMerge {
    std::int64_t row = 0;    // the first
    std::string range = {};  // "B3:B5"
};
struct Sheet {
    std::string name = {};
    std::vector<SheetRow> rows = {};
    std::vector<SheetMerge> merges = {};
    std::vector<std::string> hidden_columns = {};  // "C"
    std::vector<std::string> other_sheets = {};    // names of those that were not read
};

enum class WorkbookForm { none, xlsx, encrypted_xlsx, old_xls, ods };
WorkbookForm workbook_form(const InputFile& file);

// The first visible sheet, or the one named. Code::file with a clear word for a password-protected, an .xls or a damaged file and
// for one that unpacks to more than it may; Code::not_found for a sheet that is not there.
Sheet read_sheet(const InputFile& file, std::string_view name = {});

// A cell to be written. Text is always text: telephone numbers and IDs keep their zeros, and nothing is ever run.
using SheetValue = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, Timestamp>;

struct SheetColumn {
    std::string heading = {};
    std::string note = {};                  // shown as a comment of the heading
    std::vector<std::string> choices = {};  // a drop-down in the rows below
    bool is_required = false;               // the heading is set apart
};

struct WorkbookOptions {
    bool wareki = false;     // dates wear a Japanese era style
    Timestamp created = {};  // the only instant in the file, so that the same tables give the same bytes
};

// Writes rows as they come, in bounded memory. The file is complete only after finish(); `path` must be new or an own temporary
// file.
class WorkbookWriter {
public:
    WorkbookWriter(const std::string& path, const WorkbookOptions& options);  // Code::file when it cannot be written
    ~WorkbookWriter();
    WorkbookWriter(const WorkbookWriter&) = delete;
    WorkbookWriter& operator=(const WorkbookWriter&) = delete;

    // Begins the next sheet: header row frozen, filter, widths fitting headings and the first rows (East Asian wide counts two).
    void begin_sheet(std::string_view name, std::span<const SheetColumn> columns);
    void row(std::span<const SheetValue> cells);
    void finish();  // Code::file

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace osaki
