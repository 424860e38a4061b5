// The whole register as a directory: one file per kind, the scans, and a manifest that says what each file is. All of it from one
// view, so that the files fit each other.
#pragma once

#include "osaki/exchange/export.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ExportedAll {
    std::vector<std::string> kinds;
    std::int64_t records = 0;
    std::string sha256;  // of manifest.json, which holds those of the files
};

// program is the version that stands in the manifest. Code as export_records.
ExportedAll export_all(const View& view, const ExportOptions& options, std::string_view program, DraftDirectory& to);

}  // namespace osaki
