// Which files are opened as a register at all, and that those refused stay byte for byte as they were.
#include "store_ground.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace osaki;
using namespace osaki::test;

namespace {

std::string contents(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::optional<Code> opening(const std::string& file) {
    return refusal([&] { Store::open(file); });
}

mode_t mode_of(const std::string& file) {
    struct stat status {};
    stat(file.c_str(), &status);
    return status.st_mode & 07777;
}

}  // namespace

TEST_CASE("a new register is its owner's alone, whatever the umask") {
    for (const mode_t mask : {0U, 022U, 0777U}) {
        CAPTURE(mask);
        const TemporaryDirectory directory;
        const auto folder = directory / "register";
        const auto before = umask(mask);
        {
            auto store = Store::create(folder + "/register.db");
            add_desk(store, "sato");
            CHECK(mode_of(folder) == 0700);
            CHECK(mode_of(folder + "/register.db") == 0600);
            CHECK(mode_of(folder + "/register.db-journal") == 0600);
        }
        umask(before);
        CHECK(!opening(folder + "/register.db"));
    }
}

TEST_CASE("a register that others could read, reach or replace is refused until that is set right") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    Store::create(file);
    const auto before = contents(file);
    for (const mode_t mode : {0644U, 0640U, 0602U}) {
        CAPTURE(mode);
        chmod(file.c_str(), mode);
        CHECK(opening(file) == Code::wrong_file);
    }
    chmod(file.c_str(), 0600);
    chmod(directory.path().c_str(), 0755);
    CHECK(opening(file) == Code::wrong_file);
    CHECK(refusal([&] { Store::create(directory / "another.db"); }) == Code::wrong_file);
    chmod(directory.path().c_str(), 0700);
    std::ofstream(file + "-journal") << "planted";
    chmod((file + "-journal").c_str(), 0666);
    CHECK(opening(file) == Code::wrong_file);
    std::filesystem::remove(file + "-journal");
    CHECK(contents(file) == before);
    CHECK(!opening(file));
}

TEST_CASE("a register by a second name is refused") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    Store::create(file);
    std::filesystem::create_symlink(file, directory / "soft.db");
    CHECK(opening(directory / "soft.db") == Code::wrong_file);
    std::filesystem::create_hard_link(file, directory / "hard.db");
    CHECK(opening(directory / "hard.db") == Code::wrong_file);
    CHECK(opening(file) == Code::wrong_file);
    std::filesystem::remove(directory / "hard.db");
    CHECK(!opening(file));
}

TEST_CASE("a directory reached through a link is followed") {
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "real");
    chmod((directory / "real").c_str(), 0700);
    std::filesystem::create_directory_symlink(directory / "real", directory / "link");
    CHECK(!refusal([&] { Store::create(directory / "link/register.db"); }));
    CHECK(!opening(directory / "link/register.db"));
}

TEST_CASE("what is no register is said to be none and not touched") {
    const TemporaryDirectory directory;
    const auto whole = directory / "whole.db";
    Store::create(whole);
    const auto bytes = contents(whole);
    auto wal = bytes;
    wal[18] = wal[19] = 2;
    const std::pair<const char*, std::string> files[] = {
        {"nothing", ""},
        {"text", "id,name\n1,sato\n"},
        {"half a header", bytes.substr(0, 40)},
        {"noise", std::string(8192, '\x5a')},
        {"WAL", wal},
    };
    for (const auto& [name, content] : files) {
        CAPTURE(name);
        const auto file = directory / "other.db";
        std::filesystem::remove(file);
        std::ofstream(file, std::ios::binary) << content;
        chmod(file.c_str(), 0600);
        CHECK(opening(file) == Code::wrong_file);
        CHECK(contents(file) == content);
        CHECK(!std::filesystem::exists(file + "-wal"));
    }
    CHECK(opening(directory / "absent.db") == Code::not_found);
    CHECK(opening(directory.path()) == Code::wrong_file);
    for (const auto* path : {"", ":memory:", "file:x?mode=memory", "no/such/place/r.db"}) {
        CAPTURE(path);
        CHECK(opening(path) == Code::not_found);
    }
}

TEST_CASE("a database that others made or changed is refused and not touched") {
    const struct {
        const char* sql;
        std::optional<Code> outcome;
    } cases[] = {{"PRAGMA application_id = 7", Code::wrong_file},
                 {"PRAGMA user_version = 999", Code::wrong_file},
                 {"PRAGMA user_version = 0", Code::wrong_file},
                 {"CREATE TABLE mine (mine_id INTEGER PRIMARY KEY)", Code::wrong_file},
                 {"DROP TRIGGER audit_delete", Code::wrong_file},
                 {"CREATE INDEX mine ON operator (name)", Code::wrong_file},
                 {"UPDATE schema_text SET hash = 'x'", Code::wrong_file},
                 {"DROP TABLE schema_text", Code::wrong_file},
                 {"ANALYZE", std::nullopt}};
    for (const auto& [sql, outcome] : cases) {
        CAPTURE(sql);
        const TemporaryDirectory directory;
        const auto file = directory / "register.db";
        Store::create(file);
        REQUIRE(shell(file, sql).empty());
        const auto before = contents(file);
        CHECK(opening(file) == outcome);
        CHECK(contents(file) == before);
    }
}

TEST_CASE("a register that only claims an earlier version is refused, and not migrated over its own tables") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    Store::create(file);
    REQUIRE(shell(file, "PRAGMA user_version = " + std::to_string(Store::newest_version() - 1)).empty());
    CHECK(opening(file) == Code::wrong_file);
    CHECK(refusal([&] { Store::open_any_version(file); }) == Code::wrong_file);
}

TEST_CASE("a change on a disk that takes nothing more says so, and the register is as before") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    auto store = Store::create(file);
    add_desk(store, "sato");
    {
        auto change = store.change(actor());
        sql::Statement(change, "PRAGMA max_page_count = 1").step();
        Setting setting{0, "key", std::string(4'000'000, 'x')};
        CHECK(refusal([&] { change.insert("set", setting); }) == Code::file);
        CHECK(refusal([&] { change.commit(); }) == Code::file);
    }
    CHECK(desks(store).size() == 1);
}
