#include "cli/words.hpp"

#include "cli/desk.hpp"

#include <doctest/doctest.h>

using namespace osaki;
using namespace osaki::cli;
using osaki::test::Machine;

TEST_CASE("the words of a command are found among global options") {
    const struct {
        std::vector<std::string> arguments;
        std::string words;
        std::size_t rest;
    } cases[] = {
        {{"audit", "list"}, "audit list", 0},
        {{"--db", "x", "audit", "list"}, "audit list", 2},
        {{"--db=x", "audit", "-n", "list"}, "audit list", 2},
        {{"-ox", "audit", "list", "--limit", "5"}, "audit list", 3},
        {{"-o", "x", "audit", "show", "3"}, "audit show", 3},
        {{"--json", "audit", "show", "3"}, "audit show", 2},
        {{"--json=a,b", "audit", "show", "3"}, "audit show", 2},
        {{"version"}, "version", 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.arguments);
        const auto line = read_line(c.arguments);
        REQUIRE(line.command);
        CHECK(line.command->words == c.words);
        CHECK(line.rest.size() == c.rest);
    }
}

TEST_CASE("nothing behind a double dash is a word") {
    const auto line = read_line({"--", "version"});
    CHECK(line.command == nullptr);
    CHECK_FALSE(read_line({"version", "--", "--help"}).wants_help);
}

TEST_CASE("a mistyped word is never run but answered with what was meant") {
    const struct {
        std::vector<std::string> arguments;
        std::string says;
    } cases[] = {
        {{"versoin"}, "did you mean version?"},
        {{"audit", "lst"}, "did you mean audit list?"},
        {{"audit"}, "audit needs one of the words list, show, verify"},
        {{"xyzzyx"}, "there is no command xyzzyx"},
        {{"version", "--forse"}, "did you mean --force?"},
        {{"--forse", "version"}, "there is no option --forse"},
        {{"version", "now"}, "now is one word too many"},
        {{"version", "--db"}, "--db needs a value"},
        {{"version", "--db", "a", "--db", "b"}, "--db is given more than once"},
        {{"version", "--quiet=maybe"}, "--quiet takes no value"},
        {{"audit", "show"}, "ENTRY is missing"},
        {{"audit", "show", "x"}, "ENTRY: x is not a whole number"},
        {{"operator", "add", "sato"}, "--name is missing"},
        {{"version", "--lang", "fr"}, "--lang: fr is none of ja, en"},
        {{"audit", "list", "--limit", "-1"}, "--limit: -1 is below zero"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.arguments);
        const auto answer = Machine{}.run(c.arguments);
        CHECK(answer.status == 2);
        CHECK(answer.out == "");
        CHECK(answer.err.find(c.says) != std::string::npos);
        CHECK(answer.err.find('\n') == answer.err.size() - 1);
        CAPTURE(answer.err);
    }
}

TEST_CASE("every command has its own words, a line of help and examples that start with it") {
    std::vector<std::string_view> seen;
    for (const auto& command : commands()) {
        CAPTURE(command.words);
        CHECK(std::find(seen.begin(), seen.end(), command.words) == seen.end());
        seen.push_back(command.words);
        CHECK(std::string_view(command.summary) != "");
        CHECK(std::string_view(command.summary).back() != '.');
        CHECK(find_command(command.words) == &command);
        CHECK(command.examples.find("osaki-mcs " + std::string(command.words)) != std::string_view::npos);
    }
}
