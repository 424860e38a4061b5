// An Output as text: a table for people, JSON, NDJSON or CSV for scripts, bare numbers or values for shells.
#pragma once

#include "command.hpp"
#include "osaki/exchange/csv_text.hpp"
#include "osaki/exchange/json_text.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

enum class Format { table, json, ndjson, csv, xlsx, html, pdf };
Format parse_format(std::string_view text);  // Code::usage

struct Style {
    Format format = Format::table;
    std::vector<std::string> fields = {};  // --fields, empty for all
    std::string field = {};                // --field
    CsvForm csv = {};                      // --encoding, --excel
    Timestamp now = {};                    // stands in a workbook
    bool porcelain = false;
    bool header = true;
    bool wareki = false;
    bool color = false;
    bool quiet = false;
    bool is_change = false;    // a change answers with its one line rather than with a table
    bool is_terminal = false;  // cut to width, and nothing raw that could drive it
    std::size_t width = 80;
    bool* is_cut = nullptr;  // set when a line did not fit the terminal
    Translate translate = nullptr;
    // What people read for a token of a code list; null shows the token.
    std::function<std::string(std::string_view codes, std::string_view token)> label_of = nullptr;
};

// Code::usage for a field that no table has, listing those there are.
std::string render(const Output& output, const Style& style);

// The columns of one table that are shown.
struct Shown {
    const Table* table;
    std::vector<std::size_t> columns;
};
std::vector<Shown> shown_tables(const Output& output, const Style& style);

// One value as scripts read it: tokens, ISO dates, lists joined with ';'.
std::string plain_text(const Value& value);
// One value as people read it.
std::string shown_text(const Value& value, const ColumnInfo& column, const Style& style);

std::string render_tables(const std::vector<Shown>& tables, const Style& style);
std::string render_json(const std::vector<Shown>& tables);
std::string render_ndjson(const std::vector<Shown>& tables);
std::string render_csv(const std::vector<Shown>& tables, const Style& style);
std::string render_workbook(const std::vector<Shown>& tables, const Style& style);  // its bytes

}  // namespace osaki::cli
