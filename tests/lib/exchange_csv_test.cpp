// CSV as a stream: the same rows whatever the size of the pieces it comes in.
#include "osaki/exchange/csv.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace osaki;

namespace {

struct Row {
    std::int64_t line;
    std::vector<std::string> cells;
    bool operator==(const Row&) const = default;
};
struct Parsed {
    std::vector<Row> rows;
    std::int64_t fault_line = 0;
    std::string fault;
    bool operator==(const Parsed&) const = default;
};

Parsed parse(std::string_view text, std::size_t piece, const CsvLimits& limits = {}) {
    Parsed parsed;
    CsvReader reader(
        [&](const CsvRow& row) {
            parsed.rows.push_back({row.line, {row.cells.begin(), row.cells.end()}});
            return true;
        },
        limits);
    for (std::size_t i = 0; i < text.size(); i += piece)
        if (!reader.add(text.substr(i, piece))) break;
    reader.finish();
    if (reader.fault()) {
        parsed.fault_line = reader.fault()->line;
        parsed.fault = reader.fault()->text.english();
    }
    return parsed;
}

}  // namespace

TEST_CASE("rows begin on the physical line people see in an editor") {
    struct Case {
        std::string_view text;
        std::vector<Row> rows;
    };
    const std::vector<Case> cases{
        {"a,b\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"a,b\nc,d", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"a,b\rc,d\r", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"a\r\n\r\n\r\nb\r\n", {{1, {"a"}}, {4, {"b"}}}},
        {"\n\na\n", {{3, {"a"}}}},
        {"\"a\r\nb\",c\r\nd,e\r\n", {{1, {"a\r\nb", "c"}}, {3, {"d", "e"}}}},
        {"\"a\n\n\nb\"\nc\n", {{1, {"a\n\n\nb"}}, {5, {"c"}}}},
        {"\"a\"\"b\",\"\"\n", {{1, {"a\"b", ""}}}},
        {",,\n", {{1, {"", "", ""}}}},
        {"\"\"\n", {{1, {""}}}},
        {" a , b \n", {{1, {" a ", " b "}}}},
        {"\xE6\xB0\x8F\xE5\x90\x8D,\x8E\x81\x96\xBC\n", {{1, {"\xE6\xB0\x8F\xE5\x90\x8D", "\x8E\x81\x96\xBC"}}}},
        {"", {}},
        {"\r\n\n\r", {}},
    };
    for (const auto& c : cases)
        for (std::size_t piece = 1; piece <= 7; ++piece) {
            CAPTURE(c.text);
            CAPTURE(piece);
            const auto parsed = parse(c.text, piece);
            CHECK(parsed.fault == "");
            CHECK(parsed.rows == c.rows);
        }
}

TEST_CASE("what is no CSV is refused with the line to look at") {
    struct Case {
        std::string_view text;
        std::int64_t line;
        std::string_view fault;
    };
    using namespace std::string_view_literals;
    const std::vector<Case> cases{
        {"a,b\nc,\"d\ne,f\n", 2, "a quote is opened and never closed"},
        {"a\n\"", 2, "a quote is opened and never closed"},
        {"a\n\"b\nc\",\"d\n", 3, "a quote is opened and never closed"},
        {"a,b\nc,d\"e\n", 2, "a quote stands where none may be"},
        {"a,b\nc,\"d\"e\n", 2, "a quote stands where none may be"},
        {"a\nb\n\0c\n"sv, 3, "a NUL byte; this is not a text file"},
    };
    for (const auto& c : cases)
        for (std::size_t piece = 1; piece <= 7; ++piece) {
            CAPTURE(c.text);
            CAPTURE(piece);
            const auto parsed = parse(c.text, piece);
            CHECK(parsed.fault_line == c.line);
            CHECK(parsed.fault == c.fault);
        }
}

TEST_CASE("a cell, a row or a header without end does not fill the memory") {
    const CsvLimits limits{8, 20, 3};
    for (std::size_t piece = 1; piece <= 30; ++piece) {
        CAPTURE(piece);
        CHECK(parse("12345678,2\n", piece, limits).fault == "");
        CHECK(parse("a\n123456789,2\n", piece, limits).fault_line == 2);
        CHECK(parse("a\n\"1234\n56789\",2\n", piece, limits).fault_line == 2);
        CHECK(parse("1,2,3\n1,2,3,4\n", piece, limits).fault_line == 2);
        CHECK(parse("12345678,12345678,12345678\n", piece, limits).fault_line == 1);
    }
    CHECK(parse(std::string(70'000, 'x'), 4096).fault_line == 1);
    CHECK(parse("\"" + std::string(5'000'000, '\n'), 4096).fault_line == 1);
}

TEST_CASE("a reader that has enough stops the reading") {
    int rows = 0;
    CsvReader reader([&](const CsvRow&) { return ++rows < 2; });
    CHECK_FALSE(reader.add("a\nb\nc\nd\n"));
    reader.finish();
    CHECK(rows == 2);
}

TEST_CASE("what is written is read back, whatever the cells hold") {
    std::mt19937 random(20260401);
    const std::string_view alphabet = "ab ,\"\r\n'=\xE3\x81";
    std::string text;
    std::vector<std::vector<std::string>> expected;
    for (int row = 0; row < 500; ++row) {
        std::vector<std::string> cells(1 + random() % 5);
        for (auto& cell : cells)
            for (auto size = random() % 6; size > 0; --size) cell += alphabet[random() % alphabet.size()];
        text += csv_row(std::vector<std::string_view>(cells.begin(), cells.end()));
        expected.push_back(std::move(cells));
    }
    for (std::size_t piece = 1; piece <= 7; ++piece) {
        const auto parsed = parse(text, piece);
        REQUIRE(parsed.fault == "");
        REQUIRE(parsed.rows.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) CHECK(parsed.rows[i].cells == expected[i]);
    }
}

TEST_CASE("random bytes give the same rows and the same fault in pieces of any size") {
    std::mt19937 random(8);
    const std::string_view alphabet = "aa,,\"\"\r\n\n ";
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto size = random() % 24; size > 0; --size) text += alphabet[random() % alphabet.size()];
        const auto whole = parse(text, 1000);
        for (std::size_t piece = 1; piece <= 7; ++piece) {
            CAPTURE(text);
            CAPTURE(piece);
            const auto parsed = parse(text, piece);
            REQUIRE(parsed.rows == whole.rows);
            REQUIRE(parsed.fault == whole.fault);
            REQUIRE(parsed.fault_line == whole.fault_line);
        }
    }
}

// A line without a quote is cut by ourselves when it comes whole, and by libcsv when it comes byte by byte.
TEST_CASE("a line that is cut at its commas is what libcsv makes of it, within the limits and beyond them") {
    std::mt19937 random(20260401);
    const std::string_view alphabet = "aaab,,,\"\r\n\n \xE3";
    for (int round = 0; round < 4000; ++round) {
        // with quotes libcsv itself has a byte more or less of room, by the size of the pieces
        const bool is_quoted = random() % 2 == 0;
        const auto limits = is_quoted ? CsvLimits{} : CsvLimits{1 + random() % 12, 1 + random() % 30, 1 + random() % 6};
        std::string text;
        for (auto size = random() % 60; size > 0; --size) {
            const auto c = alphabet[random() % alphabet.size()];
            if (c != '"' || (is_quoted && random() % 4 == 0)) text += c;
        }
        CAPTURE(text);
        const auto by_libcsv = parse(text, 1, limits), whole = parse(text, text.size() + 1, limits);
        REQUIRE(whole.rows == by_libcsv.rows);
        REQUIRE(whole.fault == by_libcsv.fault);
        REQUIRE(whole.fault_line == by_libcsv.fault_line);
        REQUIRE(parse(text, 1 + random() % 20, limits) == whole);
    }
}
