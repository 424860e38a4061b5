// A register of an earlier version is copied beside itself and brought up to date, audit included.
#include "store_ground.hpp"

#include "osaki/store/audit.hpp"
#include "osaki/store/engine.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
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

// A user as version 13 had them.
struct OldUser {
    std::int64_t user_id = 0;
    std::string name = "佐藤花子", profession = "nurse", mail = "h@example.jp", state = "active";
    std::string name_key = "佐藤花子", mail_key = "h@example.jp";
    bool two_factor = false, takeover = false;
    std::string kana = {}, phone = {}, login = {}, suspended_until = {}, note = {}, login_key = {};
};
const Description<OldUser>& describe(const OldUser*) {
    static constexpr std::array columns{
        column<&OldUser::user_id>("user_id", ""),     column<&OldUser::name>("name", ""),
        column<&OldUser::kana>("kana", ""),           column<&OldUser::profession>("profession", ""),
        column<&OldUser::mail>("mail", ""),           column<&OldUser::phone>("phone", ""),
        column<&OldUser::login>("login", ""),         column<&OldUser::two_factor>("two_factor", ""),
        column<&OldUser::state>("state", ""),         column<&OldUser::suspended_until>("suspended_until", ""),
        column<&OldUser::takeover>("takeover", ""),   column<&OldUser::note>("note", ""),
        column<&OldUser::name_key>("name_key", ""),   column<&OldUser::mail_key>("mail_key", ""),
        column<&OldUser::login_key>("login_key", ""),
    };
    static constexpr Description<OldUser> description{"user", "", columns};
    return description;
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

        const auto copy = store.migrate(actor()).copy;
        CHECK(copy == file + ".before-v" + std::to_string(version + 1));
        CHECK(store.version() == Store::newest_version());
        CHECK(desks(store).size() == 1);
        CHECK(verify_audit(store.view(actor().now)).findings.empty());
        CHECK(Store::open(file).version() == Store::newest_version());
        CHECK(store.migrate(actor()).copy.empty());

        struct stat status {};
        REQUIRE(stat(copy.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == 0600);
        auto before = Store::open_any_version(copy);
        CHECK(before.version() == version);
        CHECK(desks(before).size() == 1);
        CHECK(verify_audit(before.view(actor().now)).findings.empty());
    }
}

TEST_CASE("rows whose table gains a column on the way get their new after-images") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    make_old_register(file, 13);
    auto store = Store::open_any_version(file);
    {
        auto change = store.change(actor());
        OldUser user;
        change.insert("add", user);
        add_lookup(change, "user_name", user.name_key, user.user_id);
        add_lookup(change, "user_mail", user.mail_key, user.user_id);
        change.commit();
    }
    REQUIRE(verify_audit(store.view(actor().now)).findings.empty());
    store.migrate(actor());
    for (const auto& finding : verify_audit(store.view(actor().now)).findings) {
        CAPTURE(finding.subject);
        CHECK(finding.text.empty());
    }
}

TEST_CASE("a migration vouches for no row that was edited behind the audit before it") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    make_old_register(file, 13);
    {
        auto store = Store::open_any_version(file);
        add_desk(store, "sato");
        auto change = store.change(actor());
        OldUser user;
        change.insert("add", user);
        add_lookup(change, "user_name", user.name_key, user.user_id);
        add_lookup(change, "user_mail", user.mail_key, user.user_id);
        change.commit();
    }
    REQUIRE(shell(file, "UPDATE user SET profession = 'doctor'").empty());
    auto store = Store::open_any_version(file);
    CHECK(store.migrate(actor()).doubtful == 1);
    const auto findings = verify_audit(store.view(actor().now)).findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().subject == "user");
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
