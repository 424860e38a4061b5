// A register of an earlier version is copied beside itself and brought up to date, audit included.
#include "store_ground.hpp"

#include "osaki/store/audit.hpp"
#include "osaki/store/engine.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

using namespace osaki;
using namespace osaki::test;

namespace {

// As the program of that version would have made it.
void make_old_register(const std::string& file, int version) {
    Store::create(file);
    std::filesystem::resize_file(file, 0);
    REQUIRE(shell(file, "PRAGMA application_id = " + std::to_string(register_application_id)).empty());
    Engine engine(file, {});
    engine.file = guard_file(file);
    engine.connect();
    engine.begin(true);
    for (const auto& migration : migrations())
        if (migration.number <= version) apply(engine, migration);
    REQUIRE(engine.try_run("COMMIT") == SQLITE_OK);
    engine.finished();
}

}  // namespace

TEST_CASE("an earlier register is copied, migrated and clean") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    for (const int version : {2, Store::newest_version() - 1}) {
        CAPTURE(version);
        std::filesystem::remove(file);
        make_old_register(file, version);
        auto store = Store::open_any_version(file);
        CHECK(store.version() == version);
        add_desk(store, "sato");
        CHECK(verify_audit(store.view(actor().now)).findings.empty());

        const auto copy = store.migrate(actor());
        CHECK(copy == file + ".before-v" + std::to_string(version + 1));
        CHECK(store.version() == Store::newest_version());
        CHECK(desks(store).size() == 1);
        CHECK(verify_audit(store.view(actor().now)).findings.empty());
        CHECK(Store::open(file).version() == Store::newest_version());
        CHECK(store.migrate(actor()).empty());

        struct stat status {};
        REQUIRE(stat(copy.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == 0600);
        auto before = Store::open_any_version(copy);
        CHECK(before.version() == version);
        CHECK(desks(before).size() == 1);
        CHECK(verify_audit(before.view(actor().now)).findings.empty());
    }
}

TEST_CASE("a register that was migrated meanwhile is not written by the one who opened it before") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    make_old_register(file, Store::newest_version() - 1);
    auto early = Store::open_any_version(file);
    Store::open_any_version(file).migrate(actor());
    CHECK(refusal([&] { early.change(actor()); }) == Code::wrong_file);
    CHECK(refusal([&] { early.view(actor().now); }) == Code::wrong_file);
}
