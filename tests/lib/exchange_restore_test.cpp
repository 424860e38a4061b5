// A register that is made again from its export is the register: rows, numbers, history, keys, bytes. And no other directory
// makes one.
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/import_map.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/exchange/kept_bytes.hpp"
#include "osaki/store/number.hpp"
#include "support/exported.hpp"
#include "support/life.hpp"

#include <set>

using namespace osaki;
using namespace osaki::test;

namespace {

// Everything that the register holds but its audit: rows with the keys that no export shows, and bytes.
std::string dump(const View& view) {
    std::string text;
    std::vector<std::string> tables;
    {
        sql::Statement names(view,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN"
                             " (SELECT name FROM table_class WHERE name NOT GLOB '*_body') AND name <> 'register' ORDER BY name");
        while (names.step()) tables.emplace_back(std::get<std::string_view>(names.cell(0)));
    }
    for (const auto& table : tables) {
        std::string columns;
        sql::Statement names(view, "SELECT name FROM pragma_table_info(?) ORDER BY cid");
        names.bind(1, std::string_view(table));
        while (names.step())
            columns += (columns.empty() ? "quote(\"" : " || '|' || quote(\"") + std::string(names.bytes(0)) + "\")";
        sql::Statement rows(view, "SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1");
        while (rows.step()) text += table + " " + std::string(rows.bytes(0)) + "\n";
    }
    return text;
}

std::string findings_of(const View& view) {
    std::string text;
    for (const auto& finding : examine_register(view).findings)
        text += finding.check + " " + finding.number + " " + finding.text.english() + "\n";
    return text;
}

// The next number of every kind, of this fiscal year and of none.
std::string next_numbers(const View& view) {
    std::string text;
    for (const auto& kind : catalogue())
        for (const std::int64_t series : {0, 2026})
            text += std::string(kind.kind) + " " + std::to_string(next_number(view, kind.kind, series)) + "\n";
    return text;
}

void add_bytes(Register& reg) {
    reg.act([](Change& change) {
        const auto application = list_applications(change, {}).front().application_id;
        attach(change, application, "申込書.pdf", "利用申込書", std::string("%PDF-1.4 \0 \xff", 11));
        attach(change, application, "誓約書.txt", "", "誓約します");
        const auto rules =
            publish_document(change, {{}, DocumentKind::rules, "MCS運用ルール", "R8.4.1", change.today(), false, {}});
        keep_document_file(change, rules, "rules.txt", "第1条");
    });
}

// Texts that a reader of CSV or a spreadsheet trips over, a number that is not given again, a reference to a later number.
void add_oddities(Register& reg) {
    reg.act([](Change& change) {
        NewOffice office;
        office.name = "髙橋\"薬局\", 本店";
        office.type = "pharmacy";
        office.corporation = "'98 株式会社";
        office.phone = "+81-229-00-0000";
        add_office(change, Codes(change), office);
        save_import_map(change, {{}, "furukawa", "application", {"メアド=mail", "資格名=profession"}, {"勤務先TEL"}});
        retire_number(change, "membership", 9'000);
        auto merged = list_users(change, {}).front();
        merged.merged_into = list_users(change, {}).back().user_id;
        change.update("merge", merged);
        add_provision(change, {.kind = "user",
                               .purpose = "名簿",
                               .recipient = "医師会",
                               .fields = {"user_id", "name"},
                               .encoding = "utf-8",
                               .sha256 = std::string(64, '0')});
    });
}

// Who has given notice.
UserId add_policy(Register& reg) {
    const auto office = reg.office("古川");
    const auto admin = reg.active(office, MemberRole::admin);
    const auto leaver = reg.active(office);
    reg.act([&](Change& change) {
        const auto group = add_group(change, {.label = "P-0001", .host = office, .opened_on = day(2026, 3, 20)});
        for (const auto owner : {admin, leaver}) add_owner(change, group, owner, day(2026, 3, 20));
        withdraw(change, leaver, {.received_on = change.today()});
        advance_departure(change, leaver, DepartureStep::group_leave, change.today(), "");
        open_review(change, {});
    });
    reg.act(
        [&](Change& change) {
            Incident incident;
            incident.summary = "端末の紛失";
            incident.found_on = change.today();
            const auto id = open_incident(change, incident, {.users = {admin}, .offices = {office}});
            close_incident(change, id, "発見した", change.today());
        },
        "報告対象外と判明");
    return leaver;
}

// A month of usage, with somebody whom nobody knows.
void add_usage(Register& reg) {
    reg.act([](Change& change) {
        const auto job = add_import_job(change, {{}, "usage", "mcs.csv", std::string(64, '1'), "utf-8", change.now(), 2, 2});
        NewUsageLoad load{.month = month_of(day(2026, 3, 1)), .metrics = {"logins"}, .rows = {{1, {{}, 12, {}, {}, {}, {}}}}};
        UsageUnmatched unknown;
        unknown.line = 3;
        unknown.key = "nobody@example.jp";
        unknown.logins = 2;
        load.unmatched.push_back(unknown);
        seal(load);
        load_usage(change, People(change), job, load);
    });
}

// A network that has lived for a while.
LivelyDesk& lived() {
    static LivelyDesk desk(20260401);
    static const bool is_ready = [] {
        auto& reg = desk.reg();
        add_policy(reg);
        desk.run(250);
        add_bytes(reg);
        add_usage(reg);
        add_oddities(reg);
        return true;
    }();
    CHECK(is_ready);
    return desk;
}

}  // namespace

TEST_CASE("a register comes back from its export in every format, with numbers, history, keys and bytes") {
    auto& reg = lived().reg();
    const TemporaryDirectory directory;
    const auto before = dump(reg.view());
    const ExportOptions forms[] = {
        {.format = ExportFormat::ndjson},
        {.format = ExportFormat::json},
        {.format = ExportFormat::csv},
        {.format = ExportFormat::csv, .csv = {Encoding::utf8_bom, false}},
        {.format = ExportFormat::csv, .csv = {{}, true}, .wareki = true},
    };
    for (const auto& form : forms) {
        CAPTURE(token_of(form.format));
        CAPTURE(form.csv.excel);
        auto again = made_again(exported(reg, directory, form), reg.now);
        CHECK(dump(again.view()) == before);
        CHECK(again.restored.files == 4);
        CHECK_FALSE(again.restored.is_operator_added);
        CHECK(verify_audit(again.view()).findings.empty());
        CHECK(verify_audit(again.view()).summary.operations == 1);
        CHECK(findings_of(again.view()) == findings_of(reg.view()));
        CHECK(next_numbers(again.view()) == next_numbers(reg.view()));
    }
}

TEST_CASE(
    "the new register goes on where the old one stood: people are found, and who takes the notice back is in the group again") {
    Register reg;
    const TemporaryDirectory directory;
    const auto leaver = add_policy(reg);
    auto again = made_again(exported(reg, directory, {.format = ExportFormat::ndjson}), reg.now);
    const auto known = find_users_by_mail(again.view(), reg.user(leaver).mail);
    REQUIRE(known.size() == 1);
    CHECK(known.front().user_id == leaver);

    auto change = again.store.change({"jimukyoku", 1000, "test", "", reg.now});
    const auto group = list_groups(change, {}).front().group_id;
    CHECK_FALSE(owns(change, group, leaver));
    cancel_departure(change, leaver);
    CHECK(owns(change, group, leaver));
    change.commit();
    CHECK(verify_audit(again.view()).findings.empty());
}

TEST_CASE("its audit begins with one operation, which says where it came from and is never taken back") {
    auto& reg = lived().reg();
    const TemporaryDirectory directory;
    const auto path = exported(reg, directory, {.format = ExportFormat::ndjson});
    auto again = made_again(path, reg.now, "sato");
    CHECK(again.restored.is_operator_added);
    CHECK(get_operator(again.view(), "sato").roles == all_roles());
    CHECK(get_operator(again.view(), "jimukyoku").roles == all_roles());
    const auto uuid = sql::value<std::string>(reg.view(), "SELECT uuid FROM register").value_or("");
    const auto first = get_operation(again.view(), 1);
    CHECK(first.reason == "register " + uuid + " of " + to_text(reg.now) + ", manifest " +
                              to_hex(scan_bytes(InputFile::open(path + "/manifest.json")).sha256));
    CHECK(sql::value<std::string>(again.view(), "SELECT uuid FROM register") != uuid);
    auto change = again.store.change({"sato", 1000, "undo 1", "", reg.now});
    CHECK_THROWS_WITH_AS(undo(change, 1), "what a register was made from stays; its audit begins there", Error);
}

TEST_CASE("every table of bytes has its place in an export") {
    Register reg;
    const auto view = reg.view();
    std::set<std::string> tables, known;
    sql::Statement names(view, "SELECT name FROM table_class WHERE name GLOB '*_body'");
    while (names.step()) tables.emplace(std::get<std::string_view>(names.cell(0)));
    for (const auto& kept : kept_bytes()) known.insert(std::string(kept.kind) + "_body");
    CHECK(known == tables);
}

TEST_CASE("kept bytes that are not those of their record make no register") {
    auto& reg = lived().reg();
    const TemporaryDirectory directory;
    const auto path = exported(reg, directory, {.format = ExportFormat::ndjson});
    const auto refusal = [&] {
        try {
            made_again(path, reg.now);
        } catch (const Error& error) {
            return std::pair(error.code, error.message.english());
        }
        return std::pair(Code::bug, std::string("made"));
    };
    write(path + "/scans/B0001", "another scan");
    CHECK(refusal() ==
          std::pair(Code::invalid, path + "/scans/B0001 is not the file that was exported: its SHA-256 is not that of "
                                          "its record; no register was made"));
    std::filesystem::remove(path + "/scans/B0001");
    CHECK(refusal() ==
          std::pair(Code::file, path + "/scans/B0001 cannot be read (No such file or directory); nothing was changed"));
}
