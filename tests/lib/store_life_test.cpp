#include "store_ground.hpp"

#include "osaki/store/audit.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace osaki;
using namespace osaki::test;

namespace {

std::size_t count(Store& store, const char* table) {
    const auto view = store.view(actor().now);
    return static_cast<std::size_t>(sql::value<std::int64_t>(view, std::string("SELECT count(*) FROM ") + table).value_or(0));
}

}  // namespace

TEST_CASE("a register that was made can be opened, written, closed and read again") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    {
        auto store = Store::create(file);
        CHECK(store.version() == Store::newest_version());
        CHECK(store.path() == file);
        add_desk(store, "sato");
    }
    auto store = Store::open(file);
    const auto rows = desks(store);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].operator_id == 1);
    CHECK(rows[0].login == "sato");
    CHECK(rows[0].roles == std::vector<std::string>{"clerk"});
    CHECK(rows[0].since == make_date(2026, 4, 1));
    CHECK(!rows[0].until);
}

TEST_CASE("what a new register begins with is in it, or there is no register") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    CHECK(refusal([&] { Store::create(file, {}, [](Store& store) { add_desk(store, "sato"), fail(Code::invalid, "no"); }); }) ==
          Code::invalid);
    CHECK(std::filesystem::is_empty(directory.path()));
    auto store = Store::create(file, {}, [](Store& fresh) { add_desk(fresh, "sato"); });
    CHECK(desks(store).size() == 1);
    CHECK(refusal([&] { Store::create(file); }) == Code::conflict);
}

TEST_CASE("a change that is not committed leaves nothing") {
    auto store = Store::create(":memory:");
    {
        auto change = store.change(actor());
        auto row = desk("sato");
        change.insert("add", row);
        CHECK(sql::list<Desk>(change, "SELECT * FROM operator").size() == 1);
    }
    CHECK(desks(store).empty());
    for (const auto* table : {"operation", "audit", "audit_payload", "register"}) {
        CAPTURE(table);
        CHECK(count(store, table) == 0);
    }
}

TEST_CASE("a change in which nothing was written commits to nothing") {
    auto store = Store::create(":memory:");
    store.change(actor()).commit();
    CHECK(count(store, "operation") == 0);
}

TEST_CASE("rows written beside the audit are refused at the commit") {
    auto store = Store::create(":memory:");
    auto change = store.change(actor());
    sql::execute(change, "INSERT INTO lookup (key, id) VALUES (1, 1)");
    CHECK(refusal([&] { change.commit(); }) == Code::bug);
}

TEST_CASE("a row that the tables refuse spoils the whole change") {
    auto store = Store::create(":memory:");
    auto change = store.change(actor());
    auto row = desk("sato");
    change.insert("add", row);
    auto twin = desk("sato");
    CHECK(refusal([&] { change.insert("add", twin); }) == Code::bug);
    CHECK(refusal([&] { change.commit(); }) == Code::bug);
}

TEST_CASE("a change of a row that is not there is a bug") {
    auto store = Store::create(":memory:");
    auto change = store.change(actor());
    auto row = desk("sato");
    row.operator_id = 7;
    CHECK(refusal([&] { change.update("edit", row); }) == Code::bug);
}

TEST_CASE("a view cannot write") {
    auto store = Store::create(":memory:");
    const auto view = store.view(actor().now);
    CHECK(refusal([&] { sql::Statement(view, "DELETE FROM operator").step(); }) == Code::bug);
}

TEST_CASE("one command looks at one snapshot at a time") {
    auto store = Store::create(":memory:");
    const auto view = store.view(actor().now);
    CHECK(refusal([&] { store.view(actor().now); }) == Code::bug);
    CHECK(refusal([&] { store.change(actor()); }) == Code::bug);
}

TEST_CASE("a change that outlives its commit does not undo the next one") {
    auto store = Store::create(":memory:");
    auto first = std::make_unique<Change>(store.change(actor()));
    auto row = desk("sato");
    first->insert("add", row);
    first->commit();
    auto second = store.change(actor());
    row = desk("suzuki");
    second.insert("add", row);
    first.reset();
    second.commit();
    CHECK(desks(store).size() == 2);
}

TEST_CASE("an update and a removal are written and remembered") {
    auto store = Store::create(":memory:");
    add_desk(store, "sato");
    {
        auto change = store.change(actor());
        auto row = desk("sato");
        row.operator_id = 1;
        row.until = make_date(2026, 4, 30);
        change.update("edit", row);
        change.commit();
    }
    CHECK(desks(store)[0].until == make_date(2026, 4, 30));
    {
        auto change = store.change(actor());
        change.remove("remove", sql::list<Desk>(change, "SELECT * FROM operator")[0]);
        change.commit();
    }
    CHECK(desks(store).empty());
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
}

TEST_CASE("a process that dies before the commit leaves the register as it was") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    {
        auto store = Store::create(file);
        add_desk(store, "sato");
    }
    const auto child = fork();
    if (child == 0) {
        auto store = Store::open(file);
        auto change = store.change(actor());
        for (int i = 0; i < 5000; ++i) {
            // more than the page cache holds, so that the file itself was written to
            Setting setting{0, "key" + std::to_string(i), std::string(2000, 'x')};
            change.insert("set", setting);
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(std::filesystem::file_size(file + "-journal") > 0);
    auto store = Store::open(file);
    CHECK(desks(store).size() == 1);
    CHECK(count(store, "profile") == 0);
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
}

TEST_CASE("the clock may stand still but not go back, unless that is accepted and kept") {
    auto store = Store::create(":memory:");
    add_desk(store, "sato");
    store.record_event(actor("2026-04-01T09:00:00+09:00"), "look", "operator", 1);
    CHECK(refusal([&] { store.change(actor("2026-04-01T08:59:59+09:00")); }) == Code::conflict);
    auto accepting = actor("2026-03-31T09:00:00+09:00");
    accepting.accept_clock = true;
    store.record_event(accepting, "look", "operator", 1);
    const auto entries = list_audit(store.view(actor().now), Query{.where = "verb=accept-clock"});
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].at == accepting.now);
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
    // from there on time goes on
    CHECK(!refusal([&] { store.change(actor("2026-03-31T09:00:00+09:00")); }));
}

TEST_CASE("the second writer is told to wait, and the first is not disturbed") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    auto first = Store::create(file);
    auto second = Store::open(file, {.lock_wait_seconds = 0});
    auto change = first.change(actor());
    auto row = desk("sato");
    change.insert("add", row);
    CHECK(refusal([&] { second.change(actor()); }) == Code::busy);
    CHECK(desks(second).empty());
    change.commit();
    CHECK(desks(second).size() == 1);
}

TEST_CASE("a commit that meets a reader is busy, and nothing is saved") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    auto reader = Store::create(file);
    auto writer = Store::open(file, {.lock_wait_seconds = 0});
    {
        const auto view = reader.view(actor().now);
        auto change = writer.change(actor());
        auto row = desk("sato");
        change.insert("add", row);
        CHECK(refusal([&] { change.commit(); }) == Code::busy);
    }
    CHECK(desks(reader).empty());
    add_desk(writer, "sato");
    CHECK(desks(reader).size() == 1);
}
