// A directory that `osaki-mcs export all` wrote, as its manifest describes it; every file is compared with its sum before a row
// of it is read.
#pragma once

#include "osaki/domain/catalogue.hpp"
#include "osaki/exchange/export.hpp"
#include "osaki/exchange/input.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace osaki {

struct ExportedFile {
    const Catalogued* kind;
    InputFile bytes;
    ExportFormat format = ExportFormat::ndjson;
    bool has_mark = false;    // U+FEFF in front
    bool is_guarded = false;  // cells that a spreadsheet would run stand behind an apostrophe
    bool may_lack = false;    // columns that an older program did not have
    std::int64_t records = 0;
};

struct ExportedDirectory {
    std::string path;
    std::string register_name;             // of the register it was taken from
    std::string at;                        // the moment, as the manifest has it
    std::string sha256;                    // of the manifest, as the provision record of that register has it
    std::vector<ExportedFile> files = {};  // in the order of the catalogue
    std::int64_t records = 0;
};

// Code::file when a file cannot be read or is no UTF-8, Code::wrong_file when a newer program wrote it, Code::invalid when it is
// in a form that is not read back, when the manifest makes no sense, or when a file is not the one that was exported.
ExportedDirectory open_exported(const std::string& path);

}  // namespace osaki
