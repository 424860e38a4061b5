// What can be imported, as data: the columns of a file, how one cell becomes part of a record, how a row is judged against the
// register, and how it is loaded. The engine (import.hpp) knows no noun; each noun is one file in kinds/.
#pragma once

#include "osaki/base/names.hpp"
#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// What happens to records that are there already. An empty cell never erases.
enum class Update { none, empty, all };
constexpr std::array<Name<Update>, 3> names_of(Update) {
    return {{{Update::none, "none", N_("leave them")},
             {Update::empty, "empty", N_("fill what is empty")},
             {Update::all, "all", N_("replace what differs")}}};
}

struct ImportField {
    std::string_view name;              // of the record's column: "mail"
    std::string_view header;            // メールアドレス
    std::string_view aliases = {};      // 'a|b'
    bool required = false;              // the column must be there and no cell of it empty
    std::string_view covers = {};       // 'a|b': other fields whose faults people see in this column
    std::string_view code = "E_VALUE";  // of the finding when the cell cannot be read
    std::string_view reading_of = {};   // the field whose furigana it takes when it is empty: "name"
    std::string_view unless = {};       // with a value in this field it is not required: "user_id"
};

// What the template tells of a column.
struct FieldGuide {
    const char* note = "";             // what goes in; translated
    std::string_view example = {};     // in its example row
    std::string_view codes = {};       // the code list whose labels may stand here
    std::string (*words)() = nullptr;  // else the words that may, with blanks between them
    bool is_invented = false;          // so unmistakable that it is never loaded
};

// An office's own heading: the field it is, or no field when it is not used.
struct OwnHeading {
    std::string heading;
    std::string field;
};

// One row, decoded and trimmed, by field; empty when the file has no such column.
struct RowCells {
    std::span<const std::string> cells;
    std::vector<std::string_view> erased = {};  // names of the fields whose cell says (消去)
    std::string_view at(std::size_t field) const { return cells[field]; }
};

struct RowContext {
    const View& view;
    Update update = Update::none;
    std::span<const std::string_view> erased = {};  // of the row, where that may be
};

// Rows that share a key are refused together (or, suspected, pointed out), unless what goes with it is the same too.
struct RowKey {
    std::string_view field;
    std::string_view code;  // E_MAIL_DUP; W_LIKELY_DUPLICATE of what is only suspected
    std::string text;
    std::string unless_same = {};
    std::string_view code_if_same = {};  // W_SAME_PERSON; without it nothing is said of rows that have that in common
};

// The first `told` faults are of cells that could not be read; what the rules find missing because of them is not said again.
struct RowVerdict {
    std::vector<Fault> faults;
    std::size_t told = 0;
    std::vector<RowKey> keys;
};

enum class Applied { added, changed, unchanged };
struct RowResult {
    Applied how = Applied::added;
    std::string number = {};  // of the record, "A2026-0045"
};
// What loading a row that has no error would do, told without doing it.
struct Foresight {
    Applied how = Applied::added;
    Message would = {};  // "would add an application of 佐藤花子 at O0012"
};

// What the engine knows of a file, import_rows.hpp and import_check.hpp.
struct ImportSource;
struct ImportOptions;
struct BulkFile;

// Made anew for each run: what a kind remembers between rows lives in its functions.
struct ImportKind {
    std::string_view name;  // "application"
    std::vector<ImportField> fields;
    std::vector<std::string_view> ignored = {};  // headers that are known and not used
    bool updates = false;                        // knows --update empty and all
    std::vector<FieldGuide> guides = {};         // one for each field
    std::vector<OwnHeading> own_headings = {};   // stand above the names of the fields
    std::function<RowVerdict(const RowContext&, const RowCells&)> judge = {};
    std::function<RowResult(Change&, const RowContext&, const RowCells&)> apply = {};
    std::function<Foresight(const RowContext&, const RowCells&)> foresee = {};
    std::function<Table(const RowContext&, const RowCells&)> draft = {};  // as it would be stored, of rows with errors too
    // After the last row: how many records were taken away because the file no longer has them.
    std::function<std::int64_t(Change&)> finish = {};
    // Of files whose rows are figures and no records: all of it in one pass, loaded as a whole. The functions above then only
    // explain one line.
    std::function<BulkFile(const ImportSource&, const RowContext&, const ImportOptions&)> read_whole = {};
};

}  // namespace osaki
