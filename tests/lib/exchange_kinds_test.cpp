// The kinds against the ministry's open data and rosters as offices send them.
#include "osaki/base/text.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/founding.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/template.hpp"
#include "support/shared_data.hpp"
#include "support/show_texts.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace osaki;

namespace {

using Texts = std::vector<std::string>;

class Desk {
public:
    Desk() {
        auto change = begin();
        found_register(change, osaki_profile(), "osaki.toml");
        change.commit();
    }
    Change begin() { return store_.change({"jimukyoku", 1000, "import run", {}, now_}); }
    View view() { return store_.view(now_); }

    ImportReport run(std::string_view kind, const std::string& path, const ImportOptions& options = {}) {
        auto change = begin();
        auto report = run_import(change, import_kind(change, kind), InputFile::open(path), options);
        change.commit();
        return report;
    }
    ImportReport run_text(std::string_view kind, std::string_view bytes, const ImportOptions& options = {}) {
        const auto path = directory_ / "in.csv";
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return run(kind, path, options);
    }
    std::string path(const std::string& name) const { return directory_ / name; }

private:
    test::TemporaryDirectory directory_;
    Store store_ = Store::create(":memory:");
    Timestamp now_ = *parse_timestamp("2026-04-01T09:00:00+09:00");
};

Texts texts_of(const ImportReport& report, Severity severity) {
    Texts texts;
    for (const auto& f : report.findings)
        if (f.severity == severity) texts.push_back(std::to_string(f.line) + " " + f.column + " " + f.code);
    return texts;
}

// A record as the register stores it.
template <class R>
Texts stored(const R& record) {
    Texts texts;
    for (const auto& c : description<R>().columns) {
        std::string scratch;
        const auto cell = c.cell(record, scratch);
        const auto* text = std::get_if<std::string_view>(&cell);
        const auto* number = std::get_if<std::int64_t>(&cell);
        texts.push_back(std::string(c.name) + "=" + (text ? std::string(*text) : number ? std::to_string(*number) : ""));
    }
    return texts;
}

// A column without a list takes anything.
bool is_any_of(const std::vector<std::string>& choices, const std::string& word) {
    return choices.empty() || word.empty() || std::ranges::find(choices, word) != choices.end();
}

}  // namespace

TEST_CASE("the open data of one service becomes its snapshot, and the same file again says it is loaded") {
    const auto file = test::shared_file("directory/jigyosho_120_miyagi.csv");
    if (!file) return;
    Desk desk;
    const auto report = desk.run("directory", *file);
    CHECK(texts_of(report, Severity::error) == Texts{});
    CHECK(report.summary.added == report.summary.rows);
    CHECK(report.summary.rows > 10);
    const auto rows = get_directory(desk.view(), "0471500082");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].name == "アースサポート古川");
    CHECK(rows[0].municipality == "042153");
    try {
        desk.run("directory", *file);
        FAIL("loaded twice");
    } catch (const Error& error) {
        CHECK(error.code == Code::conflict);
        CHECK(error.message.english().find("J0001") != std::string::npos);
    }
}

TEST_CASE("every file of the open data is taken as published") {
    Desk desk;
    std::int64_t rows = 0;
    for (const auto* code : {"120", "140", "160", "170", "220", "230", "331", "332", "334", "361", "362",
                             "364", "410", "520", "540", "550", "551", "710", "720", "730", "760", "770"}) {
        const auto file = test::shared_file(std::string("directory/jigyosho_") + code + "_miyagi.csv");
        if (!file) return;
        CAPTURE(code);
        const auto report = desk.run("directory", *file);
        CHECK(texts_of(report, Severity::error) == Texts{});
        CHECK(report.summary.added == report.summary.rows);
        rows += report.summary.rows;
    }
    CHECK(list_directory(desk.view(), {}).size() == static_cast<std::size_t>(rows));
}

TEST_CASE("a newer snapshot changes what differs and drops what is gone") {
    Desk desk;
    const std::string head = "都道府県コード又は市町村コード,事業所名,サービスの種類,事業所番号,住所,方書（ビル名等）\r\n";
    desk.run_text("directory",
                  head + "042153,ｱｰｽ古川,訪問入浴介護,0471500082,古川1,\r\n042153,結い,訪問入浴介護,0471500157,古川2,\r\n");
    CHECK(get_directory(desk.view(), "0471500082")[0].name == "アース古川");
    const auto report = desk.run_text("directory", head + "042153,ｱｰｽ古川,訪問入浴介護,０４７１５０００８２,古川1,ビル2階\r\n");
    CHECK(report.summary.changed == 1);
    CHECK(report.summary.removed == 1);
    CHECK(get_directory(desk.view(), "0471500082")[0].address == "古川1 ビル2階");
    CHECK_THROWS(get_directory(desk.view(), "0471500157"));
}

TEST_CASE("a facility under several services becomes one office with as many services") {
    Desk desk;
    const std::string head = "事業所名,サービスの種類,事業所番号,都道府県コード又は市町村コード\r\n";
    const auto report = desk.run_text("office", head +
                                                    "さくら,訪問看護,0471500001,042153\r\n"
                                                    "ｻｸﾗ,訪問入浴介護,0471500001,042153\r\n"
                                                    "さくら,訪問リハビリテーション,0471500001,042153\r\n");
    CHECK(texts_of(report, Severity::error) == Texts{});
    CHECK(list_offices(desk.view(), {.where = "municipality=042153 and name!=大崎市在宅医療・介護連携支援センター"}).size() == 1);
    CHECK(find_services(desk.view(), "0471500001").size() == 3);
    CHECK(texts_of(desk.run_text("office", head + "さくら,訪問看護,0471500001,042153\n"), Severity::error) ==
          Texts{"2 事業所番号 E_NUMBER_DUP"});
}

TEST_CASE("an update fills what is empty or replaces what differs, and an empty cell never erases") {
    Desk desk;
    const std::string head = "事業所名,サービスの種類,事業所番号,電話番号,住所\n";
    desk.run_text("office", head + "さくら,訪問看護,0471500001,0229-1-1,\n");
    const auto office = [&] {
        const auto view = desk.view();
        return get_office(view, find_services(view, "0471500001").at(0).office_id);
    };
    auto report = desk.run_text("office", head + "さくら,訪問看護,0471500001,0229-2-2,古川\n", {.update = Update::empty});
    CHECK(report.summary.changed == 1);
    CHECK(office().phone == "0229-1-1");
    CHECK(office().address == "古川");
    report = desk.run_text("office", head + "さくら,訪問看護,0471500001,0229-3-3,\n", {.update = Update::all});
    CHECK(report.summary.changed == 1);
    CHECK(office().phone == "0229-3-3");
    CHECK(office().address == "古川");
    report = desk.run_text("office", head + "さくら,訪問看護,0471500001,０２２９-3-3,古川\n", {.update = Update::all});
    CHECK(report.summary.unchanged == 1);
}

TEST_CASE("(消去) empties what may be empty, and only where everything may be replaced") {
    Desk desk;
    const std::string head = "事業所名,サービスの種類,事業所番号,電話番号,住所\n";
    desk.run_text("office", head + "さくら,訪問看護,0471500001,0229-1-1,古川\n");
    for (const auto update : {Update::none, Update::empty})
        CHECK(texts_of(desk.run_text("office", head + "もみじ,訪問看護,0471500002,(消去),\n", {.update = update}),
                       Severity::error) == Texts{"2 電話番号 E_ERASE"});
    CHECK(texts_of(desk.run_text("office", head + "(消去),訪問看護,0471500001,,\n", {.update = Update::all}), Severity::error) ==
          Texts{"2 事業所名 E_ERASE"});
    auto report = desk.run_text("office", head + "さくら,訪問看護,0471500001,（消去）,大崎市古川\n", {.update = Update::all});
    CHECK(report.summary.changed == 1);
    const auto view = desk.view();
    const auto office = get_office(view, find_services(view, "0471500001").at(0).office_id);
    CHECK(office.phone.empty());
    CHECK(office.address == "大崎市古川");
}

TEST_CASE("a roster in CP932 and the same in UTF-8 give the same register") {
    const auto facilities = test::shared_file("directory/jigyosho_120_miyagi.csv");
    if (!facilities) return;
    std::vector<Texts> registers;
    for (const auto* name : {"roster_cp932.csv", "roster_utf8bom.csv"}) {
        CAPTURE(name);
        Desk desk;
        desk.run("office", *facilities);
        const auto report = desk.run("application", *test::shared_file(name));
        CHECK(texts_of(report, Severity::error) == Texts{});
        CHECK(report.summary.added == 40);
        CHECK(report.summary.first_number == "A2025-0001");
        Texts all;
        for (const auto& application : list_applications(desk.view(), {}))
            for (auto& text : stored(application)) all.push_back(std::move(text));
        registers.push_back(std::move(all));
    }
    CHECK(registers[0] == registers[1]);
    CHECK(registers[0].size() > 40);
}

TEST_CASE("a bad roster is told whole in one pass, and what is good in it can be loaded") {
    const auto facilities = test::shared_file("directory/jigyosho_120_miyagi.csv");
    if (!facilities) return;
    const auto roster = *test::shared_file("roster_bad_utf8.csv");
    Desk desk;
    CHECK(texts_of(desk.run("office", *facilities), Severity::error) == Texts{});
    const auto report = desk.run("application", roster);
    CHECK(texts_of(report, Severity::error) == Texts{"2 メールアドレス E_MISSING", "3 メールアドレス E_MAIL", "4 受付日 E_DATE",
                                                     "5 受付日 E_DATE", "6 事業所番号 E_OFFICE_UNKNOWN", "7 職種 E_UNKNOWN_CODE",
                                                     "8 根拠の理由 E_GROUND_REASON", "9 メールアドレス E_MAIL_DUP",
                                                     "10 メールアドレス E_MAIL_DUP", "11 氏名 E_FORMULA", "12 氏名 E_CONTROL",
                                                     "13 フリガナ E_KANA", "14 権限 E_UNKNOWN_WORD", "15 受付日 E_DATE"});
    CHECK(report.outcome == Code::invalid);
    CHECK(list_applications(desk.view(), {}).empty());
    const auto partly = desk.run("application", roster, {.mode = ImportMode::skip_bad, .errors_file = desk.path("e.csv")});
    CHECK(partly.outcome == Code::partly);
    CHECK(partly.summary.added == 2);
    CHECK(partly.summary.refused == 14);
    CHECK(list_applications(desk.view(), {}).size() == 2);
}

TEST_CASE("acknowledgements are loaded by mail for those who applied, and again change nothing") {
    Desk desk;
    desk.run_text("office", "事業所名,サービスの種類,事業所番号\nさくら,訪問看護,0471500001\n");
    desk.run_text("application",
                  "氏名,フリガナ,職種,メールアドレス,サービス種類,事業所番号,根拠\n髙橋花子,タカハシハナコ,看護師,h@example.jp,"
                  "訪問看護,0471500001,1\n");
    const std::string head = "メールアドレス,氏名,規程,版,確認日,確認方法\n";
    auto report = desk.run_text("acknowledgement", head + "H@example.jp,高橋 花子,運用ポリシー,R8.4.1,R8.4.1,書面\n");
    CHECK(texts_of(report, Severity::error) == Texts{});
    CHECK(report.summary.added == 1);
    report = desk.run_text("acknowledgement", head + "h@example.jp,,運用ポリシー,R8.4.1,2026-04-01,\n");
    CHECK(report.summary.unchanged == 1);
    report = desk.run_text("acknowledgement", head +
                                                  "x@example.jp,,運用ポリシー,R8.4.1,2026-04-01,\n"
                                                  "h@example.jp,別人,運用ポリシー,R8.4.1,2026-04-01,\n"
                                                  "h@example.jp,,ない規程,1,2026-04-01,\n");
    CHECK(texts_of(report, Severity::error) ==
          Texts{"2 メールアドレス E_PERSON_UNKNOWN", "3 氏名 E_NAME_OTHER", "4 規程 E_DOCUMENT_UNKNOWN"});
}

TEST_CASE("every kind has a template whose example would be good if it were not the example") {
    Desk desk;
    desk.run_text("office", "事業所名,サービスの種類,事業所番号\nさくら,訪問看護,0471500009\nもみじ,訪問看護,0471500001\n");
    desk.run_text("application", "氏名,職種,メールアドレス,事業所番号,根拠\n実在 太郎,看護師,jitsuzai@example.jp,0471500009,1\n");
    desk.run_text("training", "研修名,研修種別,開催日\n実在の研修,初期研修,2026-04-01\n");
    desk.run_text("user", "氏名,職種,メールアドレス,事業所番号\n実在 太郎,看護師,taro@example.jp,0471500001\n");
    {
        auto change = desk.begin();
        open_review(change, {});
        change.commit();
    }
    desk.run_text("user", "氏名,職種,メールアドレス,事業所番号\n利用 太郎,看護師,riyou@example.jp,0471500009\n");
    const auto view = desk.view();
    for (const auto name : import_kinds()) {
        CAPTURE(name);
        // groups are of users, everything else takes an applicant too
        const auto mail = name == "group" ? "riyou@example.jp" : "jitsuzai@example.jp";
        const auto person = name == "group" ? "利用 太郎" : "実在 太郎";
        auto kind = import_kind(view, name);
        const auto columns = template_of(kind, Codes(view), [](const char* text) { return text; });
        REQUIRE(columns.size() == kind.fields.size());
        std::vector<std::string> cells;
        for (const auto& column : columns) {
            CAPTURE(column.heading);
            CHECK_FALSE(column.note.empty());
            CHECK(is_any_of(column.choices, column.example));
            CHECK((!column.is_required || !column.example.empty()));
            cells.push_back(column.example);
        }
        CHECK(kind.judge({view}, {cells}).faults.at(0).code == "E_EXAMPLE");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!kind.guides[i].is_invented) continue;
            cells[i] = kind.fields[i].name == "mail" ? mail : person;
        }
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (kind.fields[i].name == "number") cells[i] = name == "office" ? "0471500002" : "0471500001";
        for (const auto& fault : kind.judge({view}, {cells}).faults) {
            CAPTURE(fault.code);
            CHECK(fault.warning);
        }
    }
}

TEST_CASE("a ledger in CP932 is taken over with its days, and who stands in it twice is one person") {
    Desk desk;
    desk.run_text("office", "事業所名,サービスの種類,事業所番号\nさくら,訪問看護,0471500001\nもも,訪問看護,0471500002\n");
    const auto ledger = to_cp932(
        "氏名,職種,メールアドレス,事業所番号,権限,状態,利用開始日,退会日,旧番号,備考\n"
        "髙橋花子,看護師,h@example.jp,0471500001,管理者,利用中,H30.4.1,,7,\n"
        "高橋　花子,看護師,H@example.jp,0471500002,,,R3.4.1,,8,兼務\n"
        "鈴木三郎,医師,s@example.jp,0471500001,,退会済,2019-04-01,2022-03-31,9,\n"
        "田中四郎,医師,s@example.jp,0471500001,,停止中,2022-04-01,,,\n");
    const auto report = desk.run_text("user", *ledger);
    CHECK(report.summary.encoding == "cp932");
    CHECK(texts_of(report, Severity::error) == Texts{});
    CHECK(report.summary.added == 4);
    const auto view = desk.view();
    const auto users = list_users(view, {});
    REQUIRE(users.size() == 3);
    CHECK(users[0].takeover);
    CHECK(users[0].note == "旧番号 7、旧番号 8、兼務");
    CHECK(open_memberships(view, users[0].user_id).size() == 2);
    CHECK(value_on(view, users[0].user_id, "state", make_date(2018, 4, 1)) == "active");
    CHECK(!value_on(view, users[0].user_id, "state", make_date(2018, 3, 31)));
    CHECK(users[1].state == UserState::left);
    CHECK(open_memberships(view, users[1].user_id).empty());
    CHECK(value_on(view, users[1].user_id, "state", make_date(2022, 3, 30)) == "active");
    CHECK(value_on(view, users[1].user_id, "state", make_date(2022, 3, 31)) == "left");
    CHECK(users[2].state == UserState::suspended);
    CHECK(list_applications(view, {}).empty());
}

TEST_CASE("an update of people fills or corrects what was written down, never state or offices") {
    Desk desk;
    desk.run_text("office", "事業所名,サービスの種類,事業所番号\nさくら,訪問看護,0471500001\n");
    desk.run_text("user", "氏名,職種,メールアドレス,事業所番号,電話番号\n髙橋花子,看護師,h@example.jp,0471500001,0229-1-1\n");
    const auto user = [&] { return get_user(desk.view(), UserId{1}); };
    const std::string more =
        "利用者番号,氏名,職種,メールアドレス,電話番号,ログインID,状態,退会日\nU1,髙橋花子,医師,x@example.jp,0229-2-2,hanako,"
        "退会済,2026-03-01\n";
    CHECK(desk.run_text("user", more, {.update = Update::empty}).summary.changed == 1);
    CHECK(user().phone == "0229-1-1");
    CHECK(user().login == "hanako");
    CHECK(desk.run_text("user", more + "\n", {.update = Update::all}).summary.changed == 1);
    CHECK(user().phone == "0229-2-2");
    CHECK(user().state == UserState::active);
    CHECK(user().profession == "nurse");
    CHECK(user().mail == "h@example.jp");
    CHECK(desk.run_text("user", more + "\n\n", {.update = Update::all}).summary.unchanged == 1);
}
