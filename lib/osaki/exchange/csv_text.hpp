// CSV as it leaves the register, for lists and exports alike: RFC 4180, and on request as Japanese Excel opens it.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/exchange/encoding.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct CsvForm {
    std::optional<Encoding> encoding = {};  // none: UTF-8, with a mark for Excel
    bool excel = false;                     // cells that a spreadsheet would run are guarded
};
Encoding encoding_of(const CsvForm& form);

class CsvText {
public:
    explicit CsvText(const CsvForm& form) : encoding_(encoding_of(form)), excel_(form.excel) {}

    void begin(std::string& to) const;  // the mark
    // column and record name the cell when its text has no place in the encoding; that is said by check().
    void cell(std::string& to, std::string_view text, std::string_view column, std::string_view record);
    void end_row(std::string& to);
    // Code::invalid listing the first cells that cannot be written, with their number.
    void check() const;

private:
    void refuse(std::string_view text, std::string_view column, std::string_view record);
    Encoding encoding_;
    bool excel_;
    std::int64_t cells_ = 0;  // of the row so far
    bool is_empty_ = true;
    std::int64_t refused_ = 0;
    std::vector<Fault> faults_ = {};
};

}  // namespace osaki
