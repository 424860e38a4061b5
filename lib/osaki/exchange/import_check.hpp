// The checking passes: every finding of a file, and which lines may not be loaded. Private to the engine.
#pragma once

#include "osaki/exchange/import_rows.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct CheckedFile {
    ImportLayout layout;
    std::vector<ImportFinding> findings;  // by line, then column
    std::vector<std::int64_t> bad_lines;  // ascending
    std::int64_t rows = 0;
    bool is_unusable = false;  // header or CSV: no row of it may be loaded
};
// A file that was read in one pass, and how what is good of it is loaded.
struct BulkFile {
    CheckedFile checked;
    std::int64_t added = 0, changed = 0, unchanged = 0;  // rows
    std::int64_t removed = 0;                            // rows of what it takes the place of, that it lacks
    Code outcome = Code::invalid;                        // of a file with errors
    std::function<void(Change&, ImportJobId)> load = {};
    // Code::conflict when a file with this hash brought before what this one would
    std::function<void(const std::string& sha256)> refuse_loaded = {};
};
// Code::conflict: the job loaded these very bytes.
Error loaded_already(const std::string& path, const ImportJob& job);
// Code::file when the encoding was only inferred and the header makes no sense in it.
CheckedFile check_rows(const ImportSource& source, const RowContext& context, const ImportOptions& options);

// The same by whichever way the kind is read.
BulkFile check_source(const ImportSource& source, const RowContext& context, const ImportOptions& options);

// Before anything is read: Code::conflict when the errors file is there, Code::file when it cannot be written, Code::usage when
// it is the file to be loaded.
void check_error_file(const InputFile& input, const ImportOptions& options);
// Takes away what an earlier run wrote, which is of no file any more. True when there was one.
bool drop_error_file(const ImportOptions& options);
// Writes the refused rows of a checked file, with remarks. Code::file when it cannot.
void write_error_file(const ImportSource& source, const CheckedFile& checked, const ImportOptions& options);

// By line, then column; bad_lines each once.
void sort_findings(CheckedFile& file, const std::vector<std::pair<std::int64_t, int>>& places);
// The first row makes no sense as headings: they stand further down, which is the fault then, or the encoding was only inferred
// and is another: Code::file.
void look_elsewhere(const ImportSource& source, bool is_decoded, std::vector<HeaderFault>& faults);
// Decodes and trims the header's cells; nothing when one does not decode.
std::optional<std::vector<std::string>> header_cells(const ImportSource& source, const RawRow& row);

}  // namespace osaki
