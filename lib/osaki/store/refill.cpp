#include "osaki/store/refill.hpp"

#include "osaki/store/engine.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

void defer_references(Change& change) {
    change.engine().run("PRAGMA defer_foreign_keys = ON");
}

std::optional<RowName> broken_reference(const View& view) {
    std::vector<std::string> tables;
    sql::Statement names(view,
                         "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name "
                         "NOT IN (SELECT name FROM table_class WHERE class = 'audit') ORDER BY name");
    while (names.step()) tables.emplace_back(std::get<std::string_view>(names.cell(0)));
    for (auto& table : tables) {
        sql::Statement broken(view, "SELECT rowid FROM pragma_foreign_key_check(?) ORDER BY rowid LIMIT 1");
        broken.bind(1, std::string_view(table));
        if (broken.step()) return RowName(std::move(table), std::get<std::int64_t>(broken.cell(0)));
    }
    return std::nullopt;
}

std::optional<std::string> refused_by_tables(const View& view, const Error& error) {
    const auto handle = view.engine().handle();
    if (error.code != Code::bug || (sqlite3_errcode(handle) & 0xff) != SQLITE_CONSTRAINT) return std::nullopt;
    return sqlite3_errmsg(handle);
}

}  // namespace osaki
