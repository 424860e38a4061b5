// The numbered SQL files in the program, and whether a file's tables are what they make.
#include "osaki/base/crypto.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/image.hpp"
#include "osaki/store/sql.hpp"

#include <charconv>

namespace osaki {

extern const Embedded migration_files[];
extern const std::size_t migration_files_count;

std::span<const Migration> migrations() {
    static const std::vector<Migration> all = [] {
        std::vector<Migration> list;
        for (std::size_t i = 0; i < migration_files_count; ++i) {
            const auto& file = migration_files[i];
            int number = 0;
            std::from_chars(file.name.data(), file.name.data() + file.name.size(), number);
            if (number != static_cast<int>(i) + 1) fail(Code::bug, N_("migration {} is not number {}"), file.name, i + 1);
            list.push_back({number, file});
        }
        return list;
    }();
    return all;
}

namespace {

std::int64_t version_of(Engine& engine) {
    sql::Statement version(engine, "PRAGMA user_version");
    version.step();
    return std::get<std::int64_t>(version.cell(0));
}

}  // namespace

std::string schema_hash(Engine& engine) {
    // sqlite_stat1 and the like come and go with ANALYZE
    sql::Statement rows(engine, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name");
    // the version too: a file that claims an older one would be migrated over its own tables
    std::string text("osaki-mcs/schema/1\0", 19);
    put(text, version_of(engine));
    while (rows.step())
        for (int i = 0; i < 3; ++i) put(text, rows.cell(i));
    return to_hex(blake2b(text));
}

void apply(Engine& engine, const Migration& migration) {
    engine.run(std::string(migration.file.text));
    engine.run("PRAGMA user_version = " + std::to_string(migration.number));
    engine.forget_statements();
    const auto hash = schema_hash(engine);
    sql::Statement state(engine, "INSERT OR REPLACE INTO schema_text (schema_text_id, hash) VALUES (1, ?)");
    state.bind(1, std::string_view(hash));
    state.step();
}

namespace {

std::string stated_hash(Engine& engine) {
    sql::Statement exists(engine, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_text'");
    if (!exists.step()) return {};
    sql::Statement state(engine, "SELECT hash FROM schema_text");
    return state.step() ? std::string(std::get<std::string_view>(state.cell(0))) : std::string();
}

}  // namespace

void check_version(Engine& engine) {
    const auto version = version_of(engine);
    if (version != engine.version)
        fail(Code::wrong_file, N_("{} was migrated to version {} meanwhile; nothing was saved, try again"), engine.path, version);
}

void check_schema(Engine& engine, bool any_version) {
    engine.begin(false);
    const auto version = version_of(engine);
    const auto newest = Store::newest_version();
    if (version > newest)
        fail(Code::wrong_file, N_("{} is of version {}, this program knows {}; install a newer osaki-mcs"), engine.path, version,
             newest);
    if (version < 1 || stated_hash(engine) != schema_hash(engine))
        fail(Code::wrong_file, N_("the tables of {} were changed by another program; it is unchanged, restore a backup"),
             engine.path);
    if (version < newest && !any_version)
        fail(Code::wrong_file, N_("{} is of version {}, this program needs {}; run `osaki-mcs db migrate`"), engine.path, version,
             newest);
    engine.version = static_cast<int>(version);
    engine.rollback();
}

}  // namespace osaki
