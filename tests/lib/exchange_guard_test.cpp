#include "osaki/exchange/guard.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string_view>
#include <utility>

using namespace osaki;

TEST_CASE("a cell that a spreadsheet would run begins with an apostrophe") {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> cells = {{
        {"=1+1", "'=1+1"},
        {"+81", "'+81"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "'\r=1"},
        {"|calc", "'|calc"},
        {"＝1+1", "'＝1+1"},
        {"－5", "'－5"},
        {"'=1", "''=1"},
        {"佐藤花子", "佐藤花子"},
        {"'98年", "'98年"},
    }};
    for (const auto& [cell, expected] : cells) {
        CAPTURE(cell);
        CHECK(guarded(cell) == expected);
    }
}

TEST_CASE("what was guarded comes back as it was") {
    constexpr std::array<std::string_view, 14> cells = {"",      "'",   "''",  "=", "'=",  "''=",  "'''＝x",
                                                        "'佐藤", "a=b", "＋1", "-", "'\t", "1'=2", "ー長音"};
    for (const auto cell : cells) {
        CAPTURE(cell);
        const auto text = guarded(cell);
        CHECK(without_guard(text) == cell);
    }
}

TEST_CASE("a cell without a guard stays as it is") {
    for (const std::string_view cell : {"=1", "'佐藤", "", "'"}) {
        CAPTURE(cell);
        CHECK(without_guard(cell) == cell);
    }
}
