#include "osaki/store/engine.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace osaki {

namespace {

// TRUNCATE with EXTRA lost nothing in simulated power cuts, where the defaults did; secure_delete leaves no purged text in free
// pages.
constexpr const char* prologue = R"(
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA recursive_triggers = ON;
    PRAGMA secure_delete = ON;
    PRAGMA synchronous = EXTRA;
    PRAGMA journal_mode = TRUNCATE;
)";

struct Limit {
    int id;
    int value;
};
constexpr Limit limits[] = {
    {SQLITE_LIMIT_LENGTH, 64 << 20},  {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},       {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 200},   {SQLITE_LIMIT_COMPOUND_SELECT, 100},      {SQLITE_LIMIT_VDBE_OP, 250'000},
    {SQLITE_LIMIT_ATTACHED, 1},       {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, {SQLITE_LIMIT_VARIABLE_NUMBER, 1000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10}, {SQLITE_LIMIT_WORKER_THREADS, 0},
};

struct Guard {
    int id;
    int on;
};
constexpr Guard guards[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_DQS_DML, 0},   {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

std::string reason_of(sqlite3* handle) {
    const auto number = sqlite3_system_errno(handle);
    const std::string text = sqlite3_errmsg(handle);
    return number == 0 ? text : text + ": " + std::generic_category().message(number);
}

}  // namespace

void Engine::connect() {
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    // SQLite's count of its own memory costs a lock at each piece of it, and nobody reads it
    [[maybe_unused]] static const auto uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    try {
        database.emplace(file, is_memory() ? flags | SQLITE_OPEN_CREATE : flags, lock_wait_seconds * 1000);
    } catch (const SQLite::Exception& error) {
        fail(Code::file, N_("{} cannot be opened ({}); it is unchanged"), path, error.getErrorStr());
    }
    for (const auto& guard : guards) check(sqlite3_db_config(handle(), guard.id, guard.on, nullptr));
    for (const auto& limit : limits) sqlite3_limit(handle(), limit.id, limit.value);
    if (!is_memory()) check_header(*this);
    run(prologue);
    query_only_ = false;
}

void Engine::disconnect() noexcept {
    if (!database) return;
    rollback();
    forget_statements();
    database.reset();
}

void Engine::forget_statements() noexcept {
    for (auto& [text, cached] : cache_) sqlite3_finalize(cached.handle);
    cache_.clear();
}

Prepared& Engine::take(std::string_view text) {
    const auto [first, last] = cache_.equal_range(text);
    const auto found = std::find_if(first, last, [](const auto& cached) { return !cached.second.in_use; });
    if (found != last) {
        found->second.in_use = true;
        return found->second;
    }
    Prepared prepared{.in_use = true};
    check(sqlite3_prepare_v3(handle(), text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &prepared.handle,
                             nullptr));
    return cache_.emplace(text, std::move(prepared))->second;
}

void Engine::give_back(Prepared& prepared) noexcept {
    sqlite3_reset(prepared.handle);
    sqlite3_clear_bindings(prepared.handle);
    prepared.in_use = false;
}

int Engine::try_run(const char* sql) {
    return sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
}

void Engine::run(const std::string& sql) {
    check(try_run(sql.c_str()));
}

void Engine::raise(int code) {
    const auto reason = reason_of(handle());
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            fail(Code::busy, N_("somebody else has held the register for {} seconds; nothing was saved, try again"),
                 lock_wait_seconds);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            fail(Code::wrong_file, N_("{} is damaged ({}); nothing was saved, restore a backup"), path, reason);
        case SQLITE_FULL:
            fail(Code::file, N_("the disk of {} is full; nothing was saved"), path);
        case SQLITE_READONLY:
            if (query_only_) fail(Code::bug, N_("a reading command tried to write; nothing was saved"));
            [[fallthrough]];
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_NOLFS:
            fail(Code::file, N_("{} cannot be read or written ({}); nothing was saved"), path, reason);
        case SQLITE_TOOBIG:
            fail(Code::invalid, N_("this is too large for the register; nothing was saved"));
        case SQLITE_NOMEM:
            fail(Code::failed, N_("there is no memory left; nothing was saved"));
        case SQLITE_INTERRUPT:
            fail(Code::interrupted, N_("interrupted; nothing was saved"));
        default:
            fail(Code::bug, N_("the register refused a statement ({})"), reason);
    }
}

void Engine::set_query_only(bool on) {
    if (query_only_ == on) return;
    run(on ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF");
    query_only_ = on;
}

std::uint64_t Engine::begin(bool is_writing) {
    if (in_transaction) fail(Code::bug, N_("the register is already being read or written by this command"));
    set_query_only(!is_writing);
    run(is_writing ? "BEGIN IMMEDIATE" : "BEGIN");
    in_transaction = true;
    return ++transaction;
}

void Engine::rollback() noexcept {
    if (!in_transaction) return;
    // a failed statement may have rolled back already
    if (sqlite3_get_autocommit(handle()) == 0) try_run("ROLLBACK");
    finished();
}

void Engine::finished() noexcept {
    in_transaction = false;
    pending.clear();
    lookup_key.clear();
    letter_keys.clear();
}

}  // namespace osaki
