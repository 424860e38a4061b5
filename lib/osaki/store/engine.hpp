// The connection and what hangs on it: guards, cached statements, the one transaction, errors put into words.
// Private to store; the rooms above see sql.hpp.
#pragma once

#include "osaki/base/embedded.hpp"
#include "osaki/store/store.hpp"

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace osaki {

constexpr std::int32_t register_application_id = 0x6F736B31;

// A statement, and what its last reader found out about it (sql::reader_of).
struct Prepared {
    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
    const void* record = nullptr;  // the description that `places` is of
    int columns = 0;
    std::vector<int> places = {};
};

struct Engine {
    Engine(std::string path_, const OpenOptions& options)
        : path(std::move(path_)), lock_wait_seconds(options.lock_wait_seconds) {}
    ~Engine() { disconnect(); }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    std::string path;  // as the caller named it
    std::string file;  // with its directory resolved; ":memory:"
    int lock_wait_seconds;
    int version = 0;

    void connect();  // file must be set; all guards up, nothing read beyond the header
    void disconnect() noexcept;
    sqlite3* handle() const { return database->getHandle(); }
    bool is_memory() const { return file == ":memory:"; }

    // A statement prepared from this text that nobody uses; it is kept, and valid, as long as the connection.
    Prepared& take(std::string_view text);
    static void give_back(Prepared& prepared) noexcept;
    // None may be in use. After the tables changed: what was prepared before still tells the old columns until it is stepped.
    void forget_statements() noexcept;

    void run(const std::string& sql);   // one or more statements without parameters
    int try_run(const char* sql);       // its result code
    [[noreturn]] void raise(int code);  // SQLite's result code as an Error
    void check(int code) {
        if (code != SQLITE_OK) raise(code);
    }

    // The number of the transaction; Code::bug while another one is open.
    std::uint64_t begin(bool is_writing);
    void rollback() noexcept;
    void finished() noexcept;  // after COMMIT
    bool in_transaction = false;
    std::uint64_t transaction = 0;

    // Rows for table lookup that are not written yet, and the key of their hashes.
    std::unordered_multimap<std::int64_t, std::int64_t> pending;
    std::string lookup_key;
    std::unordered_map<std::string, std::int64_t> letter_keys;  // few pairs of letters, met again and again

    std::optional<SQLite::Database> database;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    void set_query_only(bool on);
    std::unordered_multimap<std::string, Prepared, Hash, std::equal_to<>> cache_;  // the same text again where uses nest
    bool query_only_ = false;
};

// --- files.cpp: what may be opened at all
// The path with its directory resolved. Code::not_found, or Code::wrong_file when the file is not ours alone.
std::string guard_file(const std::string& path);
// The same for a file to be: its directory is made (0700) or checked. Code::conflict when the name is taken.
std::string guard_new_file(const std::string& path);
// An empty file, 0600 whatever the umask; Code::file.
void make_private_file(const std::string& file);
// Gives a finished file its name, for good (directory synced). Code::conflict when the name is taken and it may not replace.
void put_in_place(const std::string& from, const std::string& to, bool may_replace);
void remove_file(const std::string& file) noexcept;
// Reads through SQLite's own descriptor: closing one of ours would drop the locks of this process.
void check_header(Engine& engine);
void copy_register(Engine& engine, const std::string& to);

// --- migrations.cpp
struct Migration {
    int number;
    Embedded file;
};
std::span<const Migration> migrations();  // Code::bug for a gap
std::string schema_hash(Engine& engine);
// Runs the migration's SQL and states the new version and schema; the caller owns the transaction.
void apply(Engine& engine, const Migration& migration);
// Version and schema of the file, Code::wrong_file when they are not ones this program knows.
void check_schema(Engine& engine, bool any_version);
// Within a transaction: that nobody migrated the file since it was opened.
void check_version(Engine& engine);

// --- lookup.cpp
void load_lookup_key(Engine& engine);
// One key, or that of every pair of letters; no key twice.
std::vector<std::int64_t> lookup_keys_of(Engine& engine, std::string_view kind, std::string_view text);
void flush_lookups(Engine& engine);

// --- replay.cpp: the recorded tables against their newest images
struct StaleRow {
    std::string table;
    std::int64_t id;
    bool exists;  // false: the audit knows a row that is not there
    std::string text;
};
std::vector<StaleRow> stale_rows(Engine& engine, std::int64_t* compared = nullptr);

}  // namespace osaki
