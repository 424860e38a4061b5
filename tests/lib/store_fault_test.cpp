// A disk that fails at each write and each sync of a change in turn: what is said afterwards is what is in the file.
#include "store_ground.hpp"

#include "osaki/store/audit.hpp"

#include <doctest/doctest.h>

#include <cstring>

using namespace osaki;
using namespace osaki::test;

namespace {

// Between SQLite and the real file system; fails the nth call of one kind, once or from then on.
struct Disk {
    enum class Call { none, write, sync, truncate };
    Call failing = Call::none;
    int countdown = 0;
    bool for_good = false;

    bool fails(Call call) {
        if (call != failing) return false;
        if (countdown > 0 && --countdown > 0) return false;
        if (!for_good) failing = Call::none;
        return true;
    }
};
Disk disk;

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    return disk.fails(Disk::Call::write) ? SQLITE_IOERR_WRITE : real(file)->pMethods->xWrite(real(file), bytes, count, at);
}
int sync(sqlite3_file* file, int flags) {
    return disk.fails(Disk::Call::sync) ? SQLITE_IOERR_FSYNC : real(file)->pMethods->xSync(real(file), flags);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return disk.fails(Disk::Call::truncate) ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
}

const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    .xRead = [](sqlite3_file* f, void* to, int count,
                sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, count, at); },
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
    .xLock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); },
    .xUnlock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); },
    .xCheckReservedLock = [](sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); },
    .xFileControl = [](sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); },
    .xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

sqlite3_vfs* unix_vfs() {
    return sqlite3_vfs_find("unix");
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* wrapped = reinterpret_cast<File*>(file);
    wrapped->real = reinterpret_cast<sqlite3_file*>(wrapped + 1);
    const int code = unix_vfs()->xOpen(unix_vfs(), name, wrapped->real, flags, out);
    wrapped->base.pMethods = wrapped->real->pMethods == nullptr ? nullptr : &methods;
    return code;
}

// As long as it lives, every database opened is on the failing disk.
class FailingDisk {
public:
    FailingDisk() : vfs_(*unix_vfs()) {
        vfs_.zName = "failing";
        vfs_.szOsFile += static_cast<int>(sizeof(File));
        vfs_.xOpen = open_file;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~FailingDisk() {
        disk = {};
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(unix_vfs(), 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

private:
    sqlite3_vfs vfs_;
};

}  // namespace

TEST_CASE("whatever call fails, what is said to be saved is there, and what is said not to be is not") {
    const FailingDisk failing;
    for (const auto call : {Disk::Call::write, Disk::Call::sync, Disk::Call::truncate})
        for (const bool for_good : {false, true}) {
            int points = 0;
            for (int nth = 1; nth < 60; ++nth) {
                CAPTURE(static_cast<int>(call));
                CAPTURE(for_good);
                CAPTURE(nth);
                const TemporaryDirectory directory;
                const auto file = directory / "register.db";
                auto store = Store::create(file);
                add_desk(store, "sato");
                disk = {call, nth, for_good};
                const auto said = refusal([&] { add_desk(store, "suzuki"); });
                const bool has_fired = disk.countdown <= 0 || disk.failing == Disk::Call::none;
                disk = {};
                const bool is_there = desks(*std::make_unique<Store>(Store::open(file))).size() == 2;
                if (!said) CHECK(is_there);
                else if (said != Code::durability) CHECK(said == Code::file);
                if (said == Code::file) CHECK(!is_there);
                CHECK(verify_audit(Store::open(file).view(actor().now)).findings.empty());
                if (!has_fired) break;
                ++points;
            }
            CHECK(points >= 1);
            CHECK(points < 59);
        }
}

TEST_CASE("after a failed save the same register goes on") {
    const FailingDisk failing;
    const TemporaryDirectory directory;
    auto store = Store::create(directory / "register.db");
    add_desk(store, "sato");
    disk = {Disk::Call::sync, 1, false};
    CHECK(refusal([&] { add_desk(store, "suzuki"); }) == Code::file);
    disk = {};
    add_desk(store, "endo");
    const auto rows = desks(store);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].login == "endo");
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
}
