// Files that the build puts into the program (scripts/cmake/embed.cmake): migrations, schemas, profiles, messages.
#pragma once

#include <cstddef>
#include <string_view>

namespace osaki {

struct Embedded {
    std::string_view name;  // "0001-audit.sql"
    std::string_view text;
};

}  // namespace osaki
