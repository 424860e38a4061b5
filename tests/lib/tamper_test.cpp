// What the audit is for: somebody with the sqlite3 shell and the rights to the file changes a row. Every table, every column,
// every way; the program and the independent verifier must both see it, and must say the same.
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/credential.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/import_job.hpp"
#include "osaki/domain/import_map.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/report_month.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/store/engine.hpp"
#include "support/register.hpp"
#include "support/temporary_directory.hpp"

#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace osaki;
using namespace osaki::test;

namespace {

// A register with at least one row in every table.
void fill(Register& reg) {
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto head = reg.active(office, MemberRole::admin), member = reg.active(office);
    const auto leaving = reg.active(office);
    const auto waiting = reg.received(reg.form(office));
    reg.act([&](Change& c) { attach(c, waiting, "申込書.pdf", "利用申込書", "%PDF-1.7 ..."); });
    reg.act([&](Change& c) { waive(c, waiting, Gate::mail); }, "no mail at all");
    reg.act([&](Change& c) { withdraw(c, leaving, {.received_on = day(2026, 3, 20)}); });
    reg.act([&](Change& c) { advance_departure(c, leaving, DepartureStep::staff_release, day(2026, 3, 21), ""); });
    reg.act([&](Change& c) {
        keep_document_file(c, DocumentId{3}, "policy.pdf", "%PDF-1.7 ...");
        distribute(c, {DocumentId{3}}, {std::nullopt, waiting});
    });
    reg.act([&](Change& c) {
        NewDirectoryRow row;
        row.service = "130";
        row.number = "0461500001";
        row.name = "訪問看護ステーションひまわり";
        row.municipality = "042153";
        load_directory_row(c, Codes(c), row);
    });
    reg.act([&](Change& c) {
        add_import_job(c, {{}, "user", "list.csv", std::string(64, 'a'), "utf-8", reg.now, 1, 1, 0, 0, 0});
        save_import_map(c, {{}, "furukawa", "application", {"メアド=mail"}, {"勤務先TEL"}});
        add_provision(c,
                      {{}, "user", {}, {}, "監査", "医師会", {"name"}, 1, {"U000001"}, "u.csv", "utf-8", std::string(64, 'b')});
        add_service(c, Codes(c), office, "130", "0461500001");
    });
    reg.act([&](Change& c) {
        const auto group = add_group(c, {.label = "P-0012", .host = office});
        add_owner(c, group, head, c.today());
        add_member(c, group, member, c.today());
    });
    reg.act(
        [&](Change& c) { edit_training(c, initial_training(c), {.documents = {list_documents(c, {}).front().document_id}}); });
    reg.act([&](Change& c) { open_review(c, {.title = "棚卸"}); });
    reg.act([&](Change& c) {
        Guidance guidance;
        guidance.user_id = leaving;
        guidance.facts = "業務外の連絡";
        guidance.given_on = day(2026, 3, 11);
        const auto id = add_guidance(c, guidance);
        record_outcome(c, id, {Outcome::not_followed, day(2026, 3, 20), "改善なし"});
        Committee committee;
        committee.decided_on = day(2026, 3, 25);
        committee.subject = "登録の削除";
        committee.decision = "削除する";
        committee.about = {to_text(id)};
        escalate(c, id, add_committee(c, committee));
    });
    reg.act([&](Change& c) {
        Incident incident;
        incident.summary = "端末の紛失";
        incident.found_on = day(2026, 3, 30);
        const auto id = open_incident(c, incident, {{leaving}, {office}});
        record_step(c, {{}, id, IncidentStep::contained, day(2026, 3, 30), "回線を停止"});
    });
    reg.act([&](Change& c) {
        const auto job = add_import_job(c, {{}, "usage", "usage.csv", std::string(64, 'c'), "utf-8", reg.now, 2, 2, 0, 0, 0});
        UsageUnmatched row;
        row.line = 3;
        row.key = "old@example.com";
        row.posts = 2;
        NewUsageLoad load{month_of(day(2026, 3, 1)), UsageScope::user, {"posts"}, {{head.value, {{}, {}, 5, {}, {}, {}}}}, {row}};
        seal(load);
        load_usage(c, People(c), job, load);
        close_month(c, load.month);
    });
    reg.received(reg.form(office));
    reg.act([&](Change& c) { undo(c, last_operation(c, reg.login).operation); });
}

void save(Register& reg, const std::string& file) {
    const auto view = reg.view();
    sqlite3_int64 size = 0;
    auto* bytes = sqlite3_serialize(view.engine().handle(), "main", &size, 0);
    std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(bytes), size);
    sqlite3_free(bytes);
    chmod(file.c_str(), 0600);
}

// The file as the sqlite3 shell would open it: no guards, no foreign keys.
class Shell {
public:
    explicit Shell(const std::string& file) {
        REQUIRE(sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
        run("PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
    }
    ~Shell() { sqlite3_close(database_); }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    bool run(const std::string& sql) { return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }
    bool has_changed_rows() const { return sqlite3_total_changes64(database_) > 0; }
    std::vector<std::string> column(const std::string& sql) {
        std::vector<std::string> values;
        const auto take = [](void* to, int, char** row, char**) {
            static_cast<std::vector<std::string>*>(to)->emplace_back(row[0] == nullptr ? "" : row[0]);
            return 0;
        };
        sqlite3_exec(database_, sql.c_str(), take, &values, nullptr);
        return values;
    }

private:
    sqlite3* database_ = nullptr;
};

struct Attack {
    std::string name;
    std::string sql;
};

std::string altered(const std::string& column) {
    return "CASE typeof(" + column + ") WHEN 'integer' THEN " + column + " + 1 WHEN 'text' THEN " + column +
           " || 'x' WHEN 'blob' THEN " + column + " || x'00' ELSE NULL END";
}

// || makes text of bytes, and an empty place is filled with what its column can hold.
std::string update(const std::string& table, const std::string& column, const std::string& type) {
    const std::string filling = type == "INTEGER" ? "1" : type == "BLOB" ? "x'00'" : "'x'";
    return "UPDATE " + table + " SET " + column + " = coalesce(CAST(" + altered(column) + " AS " + type + "), " + filling +
           ") WHERE (" + column + ") IS (SELECT " + column + " FROM " + table + " LIMIT 1)";
}

std::vector<Attack> attacks_on(Shell& shell, const std::string& name) {
    const auto table = '"' + name + '"';  // one is a word of SQL
    const auto names = shell.column("SELECT name FROM pragma_table_info('" + name + "')");
    const auto types = shell.column("SELECT type FROM pragma_table_info('" + name + "')");
    const auto& key = names[0];
    std::vector<Attack> attacks;
    for (const auto* which : {"min", "max"}) {
        const auto row = key + " = (SELECT " + which + "(" + key + ") FROM " + table + ")";
        attacks.push_back({std::string("delete ") + which, "DELETE FROM " + table + " WHERE " + row});
    }
    attacks.push_back({"delete all", "DELETE FROM " + table});
    std::string others;
    for (std::size_t i = 0; i < names.size(); ++i) {
        attacks.push_back({"update " + names[i], update(table, names[i], types[i])});
        if (i > 0) others += ", " + (types[i] == "TEXT" && names[i] != "value" ? names[i] + " || '2'" : names[i]);
    }
    attacks.push_back({"insert", "INSERT INTO " + table + " SELECT " + key + " + 1" + others + " FROM " + table + " ORDER BY " +
                                     key + " DESC LIMIT 1"});
    attacks.push_back({"swap", "UPDATE " + table + " SET " + key + " = -1 WHERE " + key + " = (SELECT min(" + key + ") FROM " +
                                   table + "); UPDATE " + table + " SET " + key + " = (SELECT min(" + key + ") FROM " + table +
                                   " WHERE " + key + " > 0) - 1 WHERE " + key + " = (SELECT max(" + key + ") FROM " + table +
                                   "); UPDATE " + table + " SET " + key + " = (SELECT max(" + key + ") + 1 FROM " + table +
                                   ") WHERE " + key + " = -1"});
    return attacks;
}

// With the triggers out of the way and back again afterwards, so that the text of the schema is the same.
bool strike(const std::string& file, const std::string& sql) {
    Shell shell(file);
    const auto triggers = shell.column("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for (const auto& name : shell.column("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
        shell.run("DROP TRIGGER " + name);
    shell.run("BEGIN");
    const bool is_done = shell.run(sql) && shell.has_changed_rows();
    shell.run(is_done ? "COMMIT" : "ROLLBACK");
    for (const auto& trigger : triggers) REQUIRE(shell.run(trigger));
    return is_done;
}

using Places = std::set<std::string>;
std::string listed(const Places& places) {
    std::string text;
    // integrity_check leaves CHECK constraints out when the file is open read-only, as the verifier opens it
    for (const auto& place : places)
        if (place != "integrity file 0") text += place + "\n";
    return text;
}

// "check subject number" of every finding; only "refused" when it is not even opened.
Places found_by_program(const std::string& file, Timestamp now) {
    try {
        auto store = Store::open(file);
        Places places;
        for (const auto& finding : verify_audit(store.view(now)).findings)
            places.insert(finding.check + " " + finding.subject + " " + std::to_string(finding.subject_id));
        return places;
    } catch (const Error& error) {
        CHECK(error.code == Code::wrong_file);
        return {"refused"};
    }
}

std::string output_of(const std::string& command, int& status) {
    std::string text;
    auto* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer;
    for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), count);
    status = WEXITSTATUS(pclose(pipe));
    return text;
}

// One Python for many files, because starting it costs more than what it does here.
constexpr const char* verify_each = R"(
import runpy, sys
script, *files = sys.argv[1:]
for file in files:
    sys.argv = [script, file]
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        print("status", end.code)
)";

std::vector<Places> found_by_verifier(const std::vector<std::string>& files) {
    auto command = "python3 -c '" + std::string(verify_each) + "' '" OSAKI_SOURCE_DIR "/scripts/verify-audit'";
    for (const auto& file : files) command += " '" + file + "'";
    int status = 0;
    std::istringstream lines(output_of(command, status));
    CHECK(status == 0);
    std::vector<Places> places(1);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string check, subject, number;
        words >> check >> subject >> number;
        if (check == "status") {
            CHECK(subject == (places.back().empty() ? "0" : "10"));
            places.emplace_back();
        } else if (check != "clean:") {
            places.back().insert(check + " " + subject + " " + number);
        }
    }
    places.pop_back();
    REQUIRE(places.size() == files.size());
    return places;
}

}  // namespace

TEST_CASE("whatever is changed in whatever table behind the program's back, both verifiers find it and agree") {
    const TemporaryDirectory directory;
    const auto whole = directory / "whole.db";
    Register reg;
    fill(reg);
    save(reg, whole);
    REQUIRE(found_by_program(whole, reg.now).empty());
    REQUIRE(found_by_verifier({whole})[0].empty());

    const auto tables =
        Shell(whole).column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name");
    REQUIRE(tables.size() >= 25);
    for (const auto& table : tables) {
        CAPTURE(table);
        CHECK(Shell(whole).column("SELECT count(*) > 0 FROM \"" + table + '"') == std::vector<std::string>{"1"});
        std::vector<Attack> done;
        std::vector<std::string> struck;
        for (auto& attack : [&] {
                 Shell shell(whole);
                 return attacks_on(shell, table);
             }()) {
            const auto file = directory / ("struck" + std::to_string(done.size()) + ".db");
            std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
            if (!strike(file, attack.sql)) continue;
            done.push_back(std::move(attack));
            struck.push_back(file);
        }
        CHECK(done.size() >= 3);
        const auto by_verifier = found_by_verifier(struck);
        for (std::size_t i = 0; i < done.size(); ++i) {
            CAPTURE(done[i].name);
            const auto by_program = found_by_program(struck[i], reg.now);
            CHECK(!by_program.empty());
            CHECK(!by_verifier[i].empty());
            if (by_program != Places{"refused"}) CHECK(listed(by_program) == listed(by_verifier[i]));
        }
    }
}
