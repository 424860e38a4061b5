#include "records.hpp"

namespace osaki::cli {

namespace {

constexpr Column<DatabaseStatus> database_columns[] = {
    column<&DatabaseStatus::path>("path", N_("File")).required(),
    column<&DatabaseStatus::version>("version", N_("Version")),
    column<&DatabaseStatus::newest>("newest", N_("Newest version")),
};
constexpr Column<Version> version_columns[] = {
    column<&Version::version>("version", N_("Version")).required(),
    column<&Version::sqlite>("sqlite", N_("SQLite")).required(),
    column<&Version::schema>("schema", N_("Schema of the register")),
};
constexpr Column<Schema> schema_columns[] = {
    column<&Schema::kind>("kind", N_("Kind")).required(),
};

}  // namespace

const Description<DatabaseStatus>& describe(const DatabaseStatus*) {
    static constexpr Description<DatabaseStatus> description{"database", N_("database"), database_columns};
    return description;
}
const Description<Version>& describe(const Version*) {
    static constexpr Description<Version> description{"version", N_("version"), version_columns};
    return description;
}
const Description<Schema>& describe(const Schema*) {
    static constexpr Description<Schema> description{"schema", N_("schemas"), schema_columns};
    return description;
}

}  // namespace osaki::cli
