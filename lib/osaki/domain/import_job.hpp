// What was loaded from which file: one job per file, remembered by the file's SHA-256, so that the same file is never loaded
// twice and a rerun after a crash either loads or says that it is loaded.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ImportJobTag {
    static constexpr IdForm form{'J', 4, false};
};
using ImportJobId = Id<ImportJobTag>;

// rows = added + changed + unchanged + refused
struct ImportJob {
    ImportJobId import_job_id;
    std::string kind;      // "application"
    std::string file;      // its name, without directories
    std::string sha256;    // hex
    std::string encoding;  // token: utf-8, utf-8-bom, cp932, xlsx
    Timestamp at;
    std::int64_t rows = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t refused = 0;
    std::optional<Timestamp> undone_at = {};  // taken back: the file may be loaded again
};
const Description<ImportJob>& describe(const ImportJob*);

ImportJob get_import_job(const View& view, ImportJobId id);                     // Code::not_found
std::vector<ImportJob> list_import_jobs(const View& view, const Query& query);  // newest first
// The job that loaded these very bytes as this kind and was not taken back.
std::optional<ImportJob> find_import_job(const View& view, std::string_view kind, std::string_view sha256);
// Code::bug when the counts do not add up.
ImportJobId add_import_job(Change& change, ImportJob job);

}  // namespace osaki
