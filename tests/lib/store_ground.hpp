// A small register for the tests of store: two kinds of rows, described as a noun would describe them, and an actor.
#pragma once

#include "osaki/store/lookup.hpp"
#include "osaki/store/sql.hpp"
#include "support/temporary_directory.hpp"

#include <sqlite3.h>

#include <string>
#include <vector>

namespace osaki::test {

struct Desk {
    std::int64_t operator_id = 0;
    std::string login;
    std::string name;
    std::vector<std::string> roles;
    Date since;
    std::optional<Date> until;
};
inline constexpr Column<Desk> desk_columns[] = {
    column<&Desk::operator_id>("operator_id", "Number"),
    column<&Desk::login>("login", "Login"),
    column<&Desk::name>("name", "Name"),
    column<&Desk::roles>("roles", "Roles"),
    column<&Desk::since>("since", "Since"),
    column<&Desk::until>("until", "Until"),
};
inline const Description<Desk>& describe(const Desk*) {
    static constexpr Description<Desk> description{"operator", "operator", desk_columns};
    return description;
}

struct Setting {
    std::int64_t profile_id = 0;
    std::string key;
    std::string value;
};
inline constexpr Column<Setting> setting_columns[] = {
    column<&Setting::profile_id>("profile_id", "Number"),
    column<&Setting::key>("key", "Key"),
    column<&Setting::value>("value", "Value"),
};
inline const Description<Setting>& describe(const Setting*) {
    static constexpr Description<Setting> description{"profile", "profile", setting_columns};
    return description;
}

inline Timestamp instant(const char* text) {
    return *parse_timestamp(text);
}

inline Actor actor(const char* at = "2026-04-01T09:00:00+09:00") {
    return {.login = "jimukyoku", .os_uid = 1000, .command = "test", .now = instant(at)};
}

inline Desk desk(const std::string& login) {
    return {0, login, "佐藤 花子", {"clerk"}, make_date(2026, 4, 1), {}};
}

inline void add_desk(Store& store, const std::string& login) {
    auto change = store.change(actor());
    auto row = desk(login);
    change.insert("add", row);
    change.commit();
}

inline std::vector<Desk> desks(Store& store) {
    return sql::list<Desk>(store.view(actor().now), "SELECT * FROM operator ORDER BY operator_id");
}

// What the sqlite3 shell would do to the file; the text of SQLite's complaint, or empty.
inline std::string shell(const std::string& file, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
    char* message = nullptr;
    sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    const std::string text = message == nullptr ? "" : message;
    sqlite3_free(message);
    sqlite3_close(database);
    return text;
}

template <class Act>
std::optional<Code> refusal(Act act) {
    try {
        act();
        return std::nullopt;
    } catch (const Error& error) {
        return error.code;
    }
}

}  // namespace osaki::test
