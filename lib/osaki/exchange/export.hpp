// Records out of the register as CSV, NDJSON, JSON or a workbook: straight from the rows of the register into a file, in bounded
// memory however many there are.
#pragma once

#include "osaki/base/file.hpp"
#include "osaki/base/names.hpp"
#include "osaki/domain/catalogue.hpp"
#include "osaki/exchange/csv_text.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace osaki {

enum class ExportFormat { csv, ndjson, json, xlsx };
constexpr std::array<Name<ExportFormat>, 4> names_of(ExportFormat) {
    return {{{ExportFormat::csv, "csv", N_("CSV")},
             {ExportFormat::ndjson, "ndjson", N_("NDJSON"), "jsonl"},
             {ExportFormat::json, "json", N_("JSON")},
             {ExportFormat::xlsx, "xlsx", N_("workbook")}}};
}

struct ExportOptions {
    ExportFormat format = ExportFormat::csv;
    CsvForm csv = {};
    bool header = true;
    bool wareki = false;                   // days in Japanese eras, where people read them: workbooks and CSV for Excel
    std::vector<std::string> fields = {};  // in this order; empty: all
    Query query = {};
    std::function<void(std::int64_t records)> progress = {};
};

struct Exported {
    std::string kind;
    std::vector<std::string> fields;
    std::int64_t records = 0;
    std::vector<std::string> numbers;  // of the records, the first most_numbers + 1 of them
    std::string encoding;              // token: utf-8, utf-8-bom, cp932, xlsx
    std::string sha256;                // hex
};

// The fields that the options ask for. Code::usage for one that the kind has not.
std::vector<std::string> exported_fields(const Catalogued& kind, const ExportOptions& options);

// Writes all of it and finishes the file. Code::invalid when a character has no place in the encoding, Code::file.
Exported export_records(const View& view, const Catalogued& kind, const ExportOptions& options, Draft& to);

}  // namespace osaki
