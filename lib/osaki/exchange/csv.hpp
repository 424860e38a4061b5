// CSV (RFC 4180) as a stream of rows with the physical line each begins on, in bounded memory. Cells are raw bytes: no byte of a
// double-byte CP932 character is a comma, a quote or a line end, so a file is cut first and decoded cell by cell.
#pragma once

#include "osaki/base/message.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct CsvLimits {
    std::size_t cell = std::size_t{64} * 1024;
    std::size_t row = std::size_t{1024} * 1024;
    std::size_t columns = 10'000;
};

struct CsvRow {
    std::int64_t line = 0;                         // where it begins, from 1
    std::span<const std::string_view> cells = {};  // valid until the call returns
};

// Why the rest of a file cannot be read as CSV.
struct CsvFault {
    std::int64_t line = 0;  // of the quote that is not closed, else of the row
    Message text = {};
};

class CsvReader {
public:
    using Each = std::function<bool(const CsvRow&)>;  // false ends the reading

    explicit CsvReader(Each each, const CsvLimits& limits = {});
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    // False when nothing more is wanted: each() said so, or there is a fault. A UTF-8 mark must be gone already.
    bool add(std::string_view bytes);
    void finish();
    const std::optional<CsvFault>& fault() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Appends one cell, quoted when it needs it.
void append_csv(std::string& to, std::string_view cell);
// One line with CR LF; cells are quoted when they need it.
std::string csv_row(std::span<const std::string_view> cells);

}  // namespace osaki
