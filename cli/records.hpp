// Records that the program itself answers with, about its file, its versions and its schemas.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/audit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace osaki::cli {

struct DatabaseStatus {
    std::string path;
    std::int64_t version = 0;
    std::int64_t newest = 0;
};
const Description<DatabaseStatus>& describe(const DatabaseStatus*);

struct Version {
    std::string version;
    std::string sqlite;
    std::int64_t schema = 0;
};
const Description<Version>& describe(const Version*);

struct Schema {
    std::string kind;
};
const Description<Schema>& describe(const Schema*);

// An entry of the audit with the number of its subject as it is printed.
struct AuditLine : AuditEntry {
    std::string number;
};
const Description<AuditLine>& describe(const AuditLine*);
std::vector<AuditLine> audit_lines(const std::vector<AuditEntry>& entries);

}  // namespace osaki::cli
