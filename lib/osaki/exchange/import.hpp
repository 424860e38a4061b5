// The one engine that loads foreign files (commands.md: Import): bytes -> encoding -> header -> cells -> across rows -> register.
// Reads a file two or three times in bounded memory: only findings, bad lines and 16 bytes a key grow with it.
#pragma once

#include "osaki/domain/import_job.hpp"
#include "osaki/exchange/import_kind.hpp"
#include "osaki/exchange/input.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class ImportMode { all_or_nothing, skip_bad };
constexpr std::array<Name<ImportMode>, 2> names_of(ImportMode) {
    return {{{ImportMode::all_or_nothing, "all-or-nothing", N_("all or nothing"), "all"},
             {ImportMode::skip_bad, "skip-bad", N_("without the bad rows"), "skip"}}};
}

enum class Severity { error, warning };
constexpr std::array<Name<Severity>, 2> names_of(Severity) {
    return {{{Severity::error, "error", N_("error"), "誤り"}, {Severity::warning, "warning", N_("warning"), "注意"}}};
}

struct ImportFinding {
    std::string file;
    std::int64_t line = 0;               // where the record begins
    std::optional<std::int64_t> record;  // counted from 1; nothing for the header and the file itself
    std::string column;                  // its heading in the file
    std::string value;                   // the cell as it came
    Severity severity = Severity::error;
    std::string code;  // E_MAIL_DUP
    Message text;
    Message hint;
};
const Description<ImportFinding>& describe(const ImportFinding*);

struct ImportProgress {
    bool is_writing = false;  // else checking
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::int64_t total_bytes = 0;
};

struct ImportOptions {
    std::string encoding = {};  // empty: as the bytes show
    std::string sheet = {};     // of a workbook; empty: the first that can be seen
    ImportMode mode = ImportMode::all_or_nothing;
    Update update = Update::none;
    std::string errors_file = {};   // empty: none
    bool force = false;             // the errors file may replace another
    Translate translate = nullptr;  // for remarks in the errors file; English without
    std::function<void(const ImportProgress&)> progress = {};
};

struct ImportSummary {
    std::string kind;
    std::string file;
    std::string encoding;
    std::int64_t rows = 0;
    std::int64_t errors = 0;
    std::int64_t warnings = 0;
    std::int64_t refused = 0;  // rows with an error
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t removed = 0;        // records that a snapshot no longer has
    std::optional<ImportJobId> job;  // once loaded
    std::string first_number;
    std::string last_number;
};
const Description<ImportSummary>& describe(const ImportSummary*);

struct ImportReport {
    ImportSummary summary;
    std::vector<ImportFinding> findings;  // by line, then column
    std::optional<Code> outcome;          // Code::invalid, Code::partly
    bool dropped_errors = false;          // the errors file of an earlier run was taken away, for there is nothing to put in it
};

// Everything there is to say about a file; writes nothing. Code::file when it cannot be read or decoded, Code::conflict naming
// the job that loaded the same bytes before.
ImportReport check_import(const View& view, const ImportKind& kind, const InputFile& file, const ImportOptions& options);
// Loads it. With findings of severity error and all-or-nothing, or when the file as a whole cannot be taken, nothing is written
// and outcome says Code::invalid.
ImportReport run_import(Change& change, const ImportKind& kind, const InputFile& file, const ImportOptions& options);

}  // namespace osaki
