// A register of an earlier version is copied beside itself and brought up to date, audit included.
#include "store_ground.hpp"

#include "osaki/store/audit.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/sql.hpp"

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

namespace {

// Documents and incidents as version 24 had them.
struct OldDocument {
    std::int64_t document_id = 0;
    std::string kind = "policy", title = "MCS運用ポリシー", version = {}, effective_on = "2026-04-01";
    bool carried_over = false;
};
const Description<OldDocument>& describe(const OldDocument*) {
    static constexpr std::array columns{
        column<&OldDocument::document_id>("document_id", ""),
        column<&OldDocument::kind>("kind", ""),
        column<&OldDocument::title>("title", ""),
        column<&OldDocument::version>("version", ""),
        column<&OldDocument::effective_on>("effective_on", ""),
        column<&OldDocument::carried_over>("carried_over", ""),
    };
    static constexpr Description<OldDocument> description{"document", "", columns};
    return description;
}
struct OldIncident {
    std::int64_t incident_id = 0;
    std::string kind = "other", summary = "紛失", found_on = "2026-04-01", first_due = "2026-04-06", final_due = "2026-04-30";
    std::string occurred_on = {}, closed_on = {}, outcome = {};
    bool wrongful = false, reportable = true;
};
const Description<OldIncident>& describe(const OldIncident*) {
    static constexpr std::array columns{
        column<&OldIncident::incident_id>("incident_id", ""), column<&OldIncident::kind>("kind", ""),
        column<&OldIncident::summary>("summary", ""),         column<&OldIncident::occurred_on>("occurred_on", ""),
        column<&OldIncident::found_on>("found_on", ""),       column<&OldIncident::wrongful>("wrongful", ""),
        column<&OldIncident::reportable>("reportable", ""),   column<&OldIncident::first_due>("first_due", ""),
        column<&OldIncident::final_due>("final_due", ""),     column<&OldIncident::closed_on>("closed_on", ""),
        column<&OldIncident::outcome>("outcome", ""),
    };
    static constexpr Description<OldIncident> description{"incident", "", columns};
    return description;
}

}  // namespace

TEST_CASE("what rules asked of the audit until version 24 stands in the rows afterwards") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    make_old_register(file, 24);
    auto store = Store::open_any_version(file);
    const auto act = [&](std::string reason, auto verb) {
        auto by = actor();
        by.reason = std::move(reason);
        auto change = store.change(by);
        verb(change);
        change.commit();
    };
    OldIncident silent, told;
    act("", [&](Change& change) {
        OldDocument founded;
        founded.version = "R8.4.1";
        change.insert("publish", founded);
        change.insert("open", silent);
        change.insert("open", told);
    });
    act("報告対象外と判明", [&](Change& change) {
        OldDocument later;
        later.version = "R9.4.1";
        change.insert("publish", later);
        told.closed_on = "2026-04-01";
        told.outcome = "解決";
        change.update("close", told);
    });
    store.migrate(actor());
    const auto view = store.view(actor().now);
    const auto text = [&](const char* sql) { return sql::value<std::string>(view, sql); };
    CHECK(text("SELECT group_concat(version) FROM document WHERE founded") == "R8.4.1");
    CHECK(text("SELECT group_concat(closed_for) FROM incident") == "報告対象外と判明");
    CHECK(verify_audit(view).findings.empty());
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
