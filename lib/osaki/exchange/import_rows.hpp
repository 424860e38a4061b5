// A file as rows of decoded cells under a header that was understood. Private to the engine.
#pragma once

#include "osaki/exchange/csv.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/sheet_rows.hpp"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace osaki {

// Columns that our own error files carry, accepted and ignored in every kind.
constexpr std::array<std::string_view, 3> remark_headers{"誤り_行", "誤り_列", "誤り_内容"};

// Which column of the file is which field.
struct ImportLayout {
    std::vector<std::string> headers;  // as written in the file
    std::vector<int> field_of_column;  // -1: ignored
    std::vector<int> column_of_field;  // -1: not in the file
    std::vector<bool> is_remark;       // per column
    std::size_t columns() const { return headers.size(); }
};
// Faults are of the header as a whole; Fault::field is empty.
struct HeaderFault {
    std::string column;
    Fault fault;
};
// -1 when it is known and not used, nothing when it is not known. An office's own headings stand above ours.
std::optional<int> field_named(const ImportKind& kind, std::string_view header);
ImportLayout read_header(const ImportKind& kind, const std::vector<std::string>& headers, std::vector<HeaderFault>& faults);

// More than half of the headings, and more than one, are those of the kind.
bool has_mostly_known(const ImportKind& kind, const std::vector<std::string>& headers);
// For messages: the headings of all fields.
std::string known_headers(const ImportKind& kind);

// What stays the same over all passes of one file.
struct ImportSource {
    const ImportKind& kind;
    const InputFile& file;
    ByteFacts facts = {};                    // without the hash
    std::shared_future<Digest> sha256 = {};  // made while the file is read
    EncodingChoice encoding = {};
    std::shared_ptr<const SheetRows> sheet = {};  // of a workbook
};
ImportSource open_source(const ImportKind& kind, const InputFile& file, const ImportOptions& options);
// "cp932", "xlsx"
std::string_view form_of(const ImportSource& source);

struct RawRow {
    std::int64_t line = 0;
    std::int64_t record = 0;                       // from 1; 0 is the header
    std::span<const std::string_view> cells = {};  // bytes of the file
    std::span<const CellMark> marks = {};          // of a workbook
};
// Calls each for the header and every row that is not blank; the return value is why the rest could not be read.
std::optional<CsvFault> for_each_raw_row(const ImportSource& source,
                                         const std::function<void(const RawRow&, std::int64_t bytes)>& each);

// What a workbook says of the cell beside its text, or null.
const CellMark* mark_of(const RawRow& row, std::size_t column);

// Faults that a file of any kind can have.
Fault undecodable(Encoding encoding);
Fault control_in_cell();
Fault error_in_cell(std::string_view shown);  // #N/A
Fault wrong_width(const ImportSource& source, std::size_t cells, std::size_t columns);
Fault broken_csv(const CsvFault& broken);

// The furigana a field takes in this row, as katakana; empty when it takes none or its own cell is filled.
std::string reading_for(const ImportSource& source, const ImportLayout& layout, std::size_t field, const RawRow& row);

// Decoded, trimmed cells of a row by field; faults of cells that cannot be decoded or hold controls.
class RowDecoder {
public:
    RowDecoder(const ImportSource& source, const ImportLayout& layout);
    // Valid until the next call.
    const RowCells& decode(const RawRow& row, std::vector<Fault>& faults);
    // Rows so far in which an empty cell was filled with the furigana over another, by field.
    const std::vector<std::int64_t>& readings() const { return readings_; }

private:
    void take(std::size_t field, std::string_view bytes, std::vector<Fault>& faults);
    void take_readings(const RawRow& row);
    void take_missing(std::vector<Fault>& faults) const;
    const ImportSource& source_;
    const ImportLayout& layout_;
    std::vector<std::string> texts_;
    std::vector<std::int64_t> readings_;
    RowCells cells_;
};

// A warning about the sheet as a whole; the heading may be empty.
struct SheetFinding {
    std::int64_t line = 0;
    std::string column = {};
    Fault fault = {};
};
std::vector<SheetFinding> sheet_findings(const SheetRows& sheet);
// Of the furigana that were taken, by field.
std::vector<SheetFinding> reading_findings(const ImportSource& source, const ImportLayout& layout,
                                           const std::vector<std::int64_t>& readings);

}  // namespace osaki
