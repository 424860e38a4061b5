// What leaves the register comes back as it was, in every format and for every reader.
#include "osaki/domain/founding.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/exchange/export_all.hpp"
#include "osaki/exchange/import_rows.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/store/sql.hpp"
#include "support/register.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

using namespace osaki;

namespace {

using Texts = std::vector<std::string>;

constexpr std::size_t columns_of_test = 5;
constexpr std::array<std::string_view, columns_of_test> names_of_test{"a", "b", "c", "d", "e"};

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Texts as the register may hold them: trimmed, no controls, and everything that a spreadsheet or a reader of CSV may trip over.
class Inventor {
public:
    std::string text() {
        static constexpr std::array<std::string_view, 27> pieces{
            "=",  "+",  "-",  "@",  "|",  "'",       "''",  "\"", "\"\"", ",",
            ";",  " ",  "　", "＝", "＋", "－",      "＠",  "｜", "𠮷",   "葛\U000E0100",
            "髙", "﨑", "ｱ",  "〜", "1",  "SUM(A1)", "大崎"};
        std::string made;
        for (auto length = any(6); length > 0; --length) made += pieces[any(pieces.size() - 1)];
        return std::string(trim(made));
    }

private:
    std::size_t any(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random_); }
    std::mt19937_64 random_{20260401};
};

// Rows whose first cell is never empty: a blank line is no row.
std::vector<Texts> invented_rows(std::size_t count) {
    Inventor inventor;
    std::vector<Texts> rows;
    for (std::size_t r = 0; r < count; ++r) {
        Texts row{"r" + std::to_string(r)};
        while (row.size() < columns_of_test) row.push_back(inventor.text());
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string as_csv(const std::vector<Texts>& rows, const CsvForm& form) {
    CsvText csv(form);
    std::string text;
    csv.begin(text);
    for (const auto name : names_of_test) csv.cell(text, name, name, {});
    csv.end_row(text);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) csv.cell(text, row[i], names_of_test[i], row[0]);
        csv.end_row(text);
    }
    csv.check();
    return text;
}

// Through the cells of the import, without any rule of a kind.
std::vector<Texts> read_back(const std::string& path) {
    ImportKind kind;
    for (const auto name : names_of_test) kind.fields.push_back({name, name});
    const auto file = InputFile::open(path);
    const auto source = open_source(kind, file, {});
    std::vector<HeaderFault> header_faults;
    const auto layout = read_header(kind, Texts(names_of_test.begin(), names_of_test.end()), header_faults);
    RowDecoder decoder(source, layout);
    std::vector<Texts> rows;
    const auto fault = for_each_raw_row(source, [&](const RawRow& row, std::int64_t) {
        std::vector<Fault> faults;
        if (row.record == 0) return;
        const auto& cells = decoder.decode(row, faults);
        if (faults.empty()) rows.emplace_back(cells.cells.begin(), cells.cells.end());
    });
    return fault ? std::vector<Texts>() : rows;
}

class Desk : public test::Register {
public:
    Exported run(std::string_view kind, const ExportOptions& options, const std::string& path) {
        const auto seen = view();
        Draft draft(path);
        const auto exported = export_records(seen, catalogued(kind), options, draft);
        CHECK(draft.publish(true) == 0);
        return exported;
    }
};

}  // namespace

TEST_CASE("100,000 rows of everything that may be stored come back through the import as they were") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "rows.csv";
    const auto rows = invented_rows(100'000);
    std::ofstream(path, std::ios::binary) << as_csv(rows, {{}, true});
    const auto back = read_back(path);
    REQUIRE(back.size() == rows.size());
    std::size_t different = 0;
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (back[r] != rows[r]) ++different;
    CHECK(different == 0);
}

TEST_CASE("another reader of CSV sees the same cells, guards included") {
    const test::TemporaryDirectory directory;
    const auto rows = invented_rows(5'000);
    std::ofstream(directory / "rows.csv", std::ios::binary) << as_csv(rows, {Encoding::utf8, false});
    std::ofstream lines(directory / "cells.txt", std::ios::binary);
    for (const auto& row : rows)
        for (const auto& cell : row) lines << cell << "\n";
    lines.close();
    const auto command =
        "python3 -c 'import csv, sys\n"
        "rows = list(csv.reader(open(sys.argv[1], encoding=\"utf-8\", newline=\"\")))[1:]\n"
        "cells = open(sys.argv[2], encoding=\"utf-8\", newline=\"\\n\").read().split(\"\\n\")[:-1]\n"
        "sys.exit([cell for row in rows for cell in row] != cells)' " +
        (directory / "rows.csv") + " " + (directory / "cells.txt");
    CHECK(std::system(command.c_str()) == 0);  // NOLINT(cert-env33-c): our own words
}

TEST_CASE("a character without a place in CP932 is named with its cell, and all of them are counted") {
    std::vector<Texts> rows;
    for (int i = 0; i < 25; ++i) rows.push_back({"U" + std::to_string(i), "𠮷田", "葛\U000E0100", "高橋", ""});
    try {
        as_csv(rows, {Encoding::cp932, true});
        FAIL("it was written");
    } catch (const Error& error) {
        CHECK(error.code == Code::invalid);
        CHECK(error.message.english().find("cp932: 50;") != std::string::npos);
        REQUIRE(error.faults.size() == 20);
        CHECK(error.faults[0].field == "b");
        CHECK(error.faults[0].text.english() == "U0: 𠮷 (U+20BB7) has no place in cp932");
        CHECK(error.faults[1].text.english() == "U0: 葛\U000E0100 (U+E0100) has no place in cp932");
    }
}

TEST_CASE("Excel gets a mark unless another encoding is asked for") {
    CHECK(as_csv({}, {{}, true})
              .starts_with("\xEF\xBB\xBF"
                           "a,b"));
    CHECK(as_csv({}, {Encoding::cp932, true}).starts_with("a,b"));
    CHECK(as_csv({}, {Encoding::utf8, true}).starts_with("a,b"));
    CHECK(as_csv({}, {}).starts_with("a,b"));
}

TEST_CASE("every table that the audit keeps row by row is in the catalogue") {
    Desk desk;
    const auto view = desk.view();
    std::set<std::string> tables;
    sql::Statement statement(view,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                             " AND name NOT IN (SELECT name FROM table_class) AND name <> 'register' ORDER BY name");
    while (statement.step()) tables.emplace(std::get<std::string_view>(statement.cell(0)));
    std::set<std::string> kinds;
    for (const auto& kind : catalogue()) kinds.emplace(kind.kind);
    CHECK(kinds == tables);
}

TEST_CASE("every kind can be exported in every format that is text") {
    Desk desk;
    const test::TemporaryDirectory directory;
    for (const auto& kind : catalogue())
        for (const auto format : {ExportFormat::csv, ExportFormat::ndjson, ExportFormat::json}) {
            CAPTURE(kind.kind);
            CAPTURE(token_of(format));
            const auto path = directory / "export";
            const auto exported = desk.run(kind.kind, {.format = format}, path);
            const auto file = InputFile::open(path);
            CHECK(exported.sha256 == to_hex(scan_bytes(file).sha256));
            CHECK(exported.fields.size() == kind.columns.size());
        }
}

TEST_CASE("what the desk exports of offices loads again and changes nothing") {
    Desk desk;
    const test::TemporaryDirectory directory;
    desk.act([](Change& change) {
        const Codes codes(change);
        NewOffice office;
        office.name = "おおさき訪問看護";
        office.kana = "オオサキ";
        office.service = "訪問看護";
        office.number = "0461590001";
        office.corporation = "'98 株式会社";
        office.postal_code = "989-6100";
        office.address = "大崎市 古川";
        office.municipality = "042153";
        office.phone = "0229-00-0000";
        office.mail = "office@example.jp";
        office.head_name = "伊藤一郎";
        office.head_post = "施設長";
        office.pledge_on = make_date(2026, 3, 1);
        add_office(change, codes, office);
        NewOffice other;
        other.name = "髙橋薬局";
        other.type = "pharmacy";
        add_office(change, codes, other);
        other.name = "閉じた薬局";
        const auto closed = add_office(change, codes, other);
        close_office(change, closed, make_date(2026, 4, 1));
    });
    for (const auto& form : {CsvForm{}, CsvForm{{}, true}, CsvForm{Encoding::cp932, true}}) {
        CAPTURE(form.excel);
        const auto path = directory / "offices.csv";
        CHECK(desk.run("office", {.csv = form}, path).records == 4);
        desk.act([&](Change& change) {
            ImportOptions options;
            options.update = Update::all;
            const auto report = run_import(change, import_kind(change, "office"), InputFile::open(path), options);
            CHECK(report.findings.empty());
            CHECK(report.summary.unchanged == 4);
        });
    }
}

TEST_CASE("a joined column that nobody asks for is not read, and conditions mean what they mean in lists") {
    Desk desk;
    const test::TemporaryDirectory directory;
    const auto path = directory / "offices.csv";
    ExportOptions options{.fields = {"name"}};
    options.query.where = "secretariat=true and type=その他";
    CHECK(desk.run("office", options, path).numbers == Texts{"O0001"});
    CHECK(content_of(path) == "name\r\n大崎市在宅医療・介護連携支援センター\r\n");
    options.fields = {"nam"};
    CHECK_THROWS_AS(desk.run("office", options, path), Error);
}

TEST_CASE("the whole register is a directory whose manifest knows each file") {
    Desk desk;
    const test::TemporaryDirectory directory;
    const auto path = directory / "copy";
    {
        const auto seen = desk.view();
        DraftDirectory draft(path);
        const auto all = export_all(seen, {.format = ExportFormat::ndjson}, "1.2.3", draft);
        CHECK(all.kinds.size() == catalogue().size());
        CHECK(draft.publish() == 0);
        CHECK(all.sha256 == to_hex(scan_bytes(InputFile::open(path + "/manifest.json")).sha256));
    }
    const auto manifest = content_of(path + "/manifest.json");
    CHECK(manifest.find("\"program\":\"1.2.3\"") != std::string::npos);
    for (const auto& kind : catalogue()) {
        CAPTURE(kind.kind);
        const auto file = path + "/" + std::string(kind.kind) + ".ndjson";
        CHECK(manifest.find(to_hex(scan_bytes(InputFile::open(file)).sha256)) != std::string::npos);
    }
    CHECK(std::filesystem::is_directory(path + "/scans"));
}

TEST_CASE("a directory that is given up leaves nothing behind") {
    const test::TemporaryDirectory directory;
    {
        DraftDirectory draft(directory / "copy");
        std::ofstream(draft.file("half.csv")) << "half";
    }
    CHECK(std::filesystem::is_empty(directory / ""));
}
