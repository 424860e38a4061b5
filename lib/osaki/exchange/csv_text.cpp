// Cells, their guards and their bytes.
#include "osaki/exchange/csv_text.hpp"

#include "osaki/exchange/csv.hpp"
#include "osaki/exchange/guard.hpp"

namespace osaki {

namespace {

constexpr std::size_t most_listed = 20;

}  // namespace

Encoding encoding_of(const CsvForm& form) {
    if (form.encoding) return *form.encoding;
    return form.excel ? Encoding::utf8_bom : Encoding::utf8;
}

void CsvText::begin(std::string& to) const {
    if (encoding_ == Encoding::utf8_bom) to += utf8_mark;
}

void CsvText::cell(std::string& to, std::string_view text, std::string_view column, std::string_view record) {
    if (cells_++ > 0) to += ',';
    is_empty_ = is_empty_ && text.empty();
    std::string kept;
    if (excel_) text = kept = guarded(text);
    if (encoding_ == Encoding::cp932) {
        auto bytes = encode(encoding_, text);
        if (!bytes) return refuse(text, column, record);
        append_csv(to, *bytes);
        return;
    }
    append_csv(to, text);
}

void CsvText::end_row(std::string& to) {
    // a row of one empty cell would be a blank line, which readers skip
    if (cells_ == 1 && is_empty_) to += "\"\"";
    to += "\r\n";
    cells_ = 0;
    is_empty_ = true;
}

void CsvText::refuse(std::string_view text, std::string_view column, std::string_view record) {
    if (++refused_ > static_cast<std::int64_t>(most_listed)) return;
    faults_.push_back(
        {column, "E_ENCODING",
         message(N_("{}: {} has no place in {}"), record, lacking_character(encoding_, text), token_of(encoding_))});
}

void CsvText::check() const {
    if (refused_ == 0) return;
    throw Error(Code::invalid,
                message(N_("cells that cannot be written as {}: {}; nothing was written; take --encoding utf-8 or --excel"),
                        token_of(encoding_), refused_),
                faults_);
}

}  // namespace osaki
