// version: which program, which SQLite, which schema.
#include "command.hpp"
#include "options.hpp"
#include "records.hpp"

namespace osaki::cli {

Action define_version(Options&) {
    return Plain{[] {
        return Output{.tables = {table_of<Version>({{OSAKI_VERSION, OSAKI_SQLITE_VERSION, Store::newest_version()}}, true)}};
    }};
}

}  // namespace osaki::cli
