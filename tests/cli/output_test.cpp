#include "cli/output.hpp"

#include "cli/language.hpp"
#include "osaki/base/text.hpp"

#include <doctest/doctest.h>

using namespace osaki;
using namespace osaki::cli;

namespace {

Table people() {
    Table table{"person", "people", {}, {}, false};
    table.columns = {{"person_id", "number", ColumnType::id},
                     {"name", "name", ColumnType::text, true},
                     {"age", "age", ColumnType::integer, true},
                     {"since", "since", ColumnType::date},
                     {"profession", "profession"},
                     {"tags", "tags", ColumnType::list, true, true, Show::detail},
                     {"ready", "ready", ColumnType::boolean, false, true, Show::detail}};
    table.rows = {{std::string("U1"), std::string("髙橋"), std::int64_t{7}, make_date(2026, 4, 1), Label{"nurse", "Nurse"},
                   std::vector<std::string>{"a", "b"}, true},
                  {std::string("U2"),
                   std::string("Al \"x\", y"),
                   {},
                   make_date(2019, 5, 1),
                   Label{"doctor", "Doctor"},
                   std::vector<std::string>{},
                   false}};
    return table;
}

Style style(Format format) {
    Style s;
    s.format = format;
    s.translate = translator(Language::english);
    return s;
}

}  // namespace

TEST_CASE("a table is aligned by what a terminal shows, not by bytes") {
    CHECK(render({.tables = {people()}}, style(Format::table)) ==
          "number  name       age  since       profession\n"
          "U1      髙橋         7  2026-04-01  Nurse\n"
          "U2      Al \"x\", y       2019-05-01  Doctor\n");
}

TEST_CASE("one record is shown as lines of label and value") {
    auto table = people();
    table.rows.pop_back();
    table.single = true;
    auto s = style(Format::table);
    s.wareki = true;
    CHECK(render({.tables = {table}}, s) ==
          "number:     U1\nname:       髙橋\nage:        7\nsince:      令和8年4月1日\nprofession: Nurse\ntags:       a, "
          "b\nready:      yes\n");
}

TEST_CASE("lines are cut on a terminal only, and never in the middle of a character") {
    auto s = style(Format::table);
    s.is_terminal = true;
    s.width = 11;
    const auto text = render({.tables = {people()}}, s);
    CHECK(text.find("U1      髙\n") != std::string::npos);
}

TEST_CASE("a command is never cut: on a terminal too narrow for the table it stands whole under its row") {
    auto table = people();
    table.columns[3] = {"command", "command", ColumnType::text};
    table.rows[0][3] = std::string("osaki-mcs user show U1 --json");
    table.rows[1][3] = std::string();
    bool is_cut = false;
    auto s = style(Format::table);
    s.is_terminal = true;
    s.is_cut = &is_cut;
    s.width = 40;
    CHECK(render({.tables = {table}}, s) ==
          "number  name       age  profession\n"
          "U1      髙橋         7  Nurse\n"
          "    osaki-mcs user show U1 --json\n"
          "U2      Al \"x\", y       Doctor\n");
    CHECK_FALSE(is_cut);
    s.width = 11;
    CHECK(render({.tables = {table}}, s).find("    osaki-mcs user show U1 --json\n") != std::string::npos);
    CHECK(is_cut);
    s.width = 80;
    CHECK(render({.tables = {table}}, s).starts_with("number  name       age  command                        profession\n"));
    s.width = 40;
    s.is_terminal = false;
    CHECK(render({.tables = {table}}, s).starts_with("number  name       age  command                        profession\n"));
}

TEST_CASE("JSON has every field, null for nothing, and one array per kind") {
    Output output{.tables = {people(), people()}};
    output.tables[0].rows.pop_back();
    output.tables[1].rows.erase(output.tables[1].rows.begin());
    CHECK(render(output, style(Format::json)) ==
          "{\"format\":1,\"person\":[\n"
          "{\"person_id\":\"U1\",\"name\":\"髙橋\",\"age\":7,\"since\":\"2026-04-01\",\"profession\":\"nurse\",\"tags\":[\"a\","
          "\"b\"],"
          "\"ready\":true},\n"
          "{\"person_id\":\"U2\",\"name\":\"Al \\\"x\\\", "
          "y\",\"age\":null,\"since\":\"2019-05-01\",\"profession\":\"doctor\",\"tags\":[],"
          "\"ready\":false}]}\n");
}

TEST_CASE("an empty list is an empty array and a heading") {
    auto table = people();
    table.rows.clear();
    CHECK(render({.tables = {table}}, style(Format::json)) == "{\"format\":1,\"person\":[]}\n");
    CHECK(render({.tables = {table}}, style(Format::table)) == "number  name  age  since  profession\n");
    CHECK(render({.tables = {table}}, style(Format::ndjson)) == "{\"record\":\"summary\",\"format\":1,\"person\":0}\n");
}

TEST_CASE("CSV is RFC 4180 with field names and tokens") {
    CHECK(render({.tables = {people()}}, style(Format::csv)) ==
          "person_id,name,age,since,profession,tags,ready\r\n"
          "U1,髙橋,7,2026-04-01,nurse,a;b,true\r\n"
          "U2,\"Al \"\"x\"\", y\",,2019-05-01,doctor,,false\r\n");
}

TEST_CASE("fields are chosen and ordered by the person, and an unknown one is named") {
    auto s = style(Format::csv);
    s.fields = {"age", "person_id"};
    CHECK(render({.tables = {people()}}, s) == "age,person_id\r\n7,U1\r\n,U2\r\n");
    s.fields = {"size"};
    CHECK_THROWS_WITH(render({.tables = {people()}}, s),
                      "there is no field size; the fields are person_id, name, age, since, profession, tags, ready");
    s.fields.clear();
    s.field = "name";
    CHECK(render({.tables = {people()}}, s) == "髙橋\nAl \"x\", y\n");
}

TEST_CASE("bare numbers are those of the answer, else of its records") {
    auto s = style(Format::table);
    s.porcelain = true;
    CHECK(render({.tables = {people()}}, s) == "U1\nU2\n");
    CHECK(render({.tables = {people()}, .numbers = {"A2026-0001"}}, s) == "A2026-0001\n");
}

TEST_CASE("data never drives a terminal") {
    auto table = people();
    table.rows[0][1] = std::string("a\x1b[31mb\u202Ec");
    for (const auto format : {Format::table, Format::json, Format::ndjson}) {
        const auto text = render({.tables = {table}}, style(format));
        CHECK(text.find('\x1b') == std::string::npos);
        CHECK(text.find("\u202E") == std::string::npos);
    }
    auto csv = style(Format::csv);
    csv.is_terminal = true;
    CHECK(render({.tables = {table}}, csv).find('\x1b') == std::string::npos);
    std::string json;
    append_json(json, "\xff");
    CHECK_FALSE(invalid_utf8(json));
}

TEST_CASE("a change answers people with its line and scripts with its record") {
    const Output output{.tables = {people()}, .said = {message("user {} is registered", "U1")}};
    auto s = style(Format::table);
    s.is_change = true;
    CHECK(render(output, s) == "user U1 is registered\n");
    s.quiet = true;
    CHECK(render(output, s) == "");
    s.format = Format::json;
    CHECK(render(output, s).starts_with("{\"format\":1,\"person\":["));
}

TEST_CASE("several tables have titles and leave out the empty ones; CSV holds only one kind") {
    auto other = people();
    other.kind = "office";
    other.label = "offices";
    other.rows.clear();
    const Output output{.tables = {people(), other, people()}};
    const auto text = render(output, style(Format::table));
    CHECK(text.starts_with("people\nnumber"));
    CHECK(text.find("offices") == std::string::npos);
    CHECK_THROWS_AS(render(output, style(Format::csv)), Error);
}
