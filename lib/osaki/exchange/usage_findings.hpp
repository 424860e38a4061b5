// What is found in a file of usage, told by line and column. Private to exchange.
#pragma once

#include "osaki/exchange/import_check.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki {

class UsageFindings {
public:
    struct Place {
        std::int64_t line = 1;
        std::int64_t record = 0;      // none when it is not about one row
        int column = -1;              // none when it is not about one cell
        std::string_view bytes = {};  // of the cell
    };
    explicit UsageFindings(const ImportSource& source) : source_(source) {}

    void report(const Place& at, Fault fault);
    void report(std::int64_t line, std::string column, Fault fault);  // of the header or the sheet
    // A row that may not be loaded either; why was said of another.
    void refuse(std::int64_t line) { file.bad_lines.push_back(line); }
    // By line, then column.
    void sort() { sort_findings(file, places_); }
    // What a file with errors means: a conflict when it is nothing but that.
    Code outcome() const { return has_fault_ ? Code::invalid : Code::conflict; }

    CheckedFile file;

private:
    const ImportSource& source_;
    std::vector<std::pair<std::int64_t, int>> places_;  // of the findings
    bool has_fault_ = false;                            // other than a conflict
};

}  // namespace osaki
