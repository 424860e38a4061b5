// Records that the program itself answers with, about its file, its versions and its schemas.
#pragma once

#include "osaki/base/record.hpp"

#include <cstdint>
#include <string>

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

}  // namespace osaki::cli
