#include "cli/parse.hpp"

#include "cli/globals.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace osaki;
using namespace osaki::cli;

namespace {

struct ChairTag {
    static constexpr IdForm form{'C', 3, false};
};

// A command with one option of each sort.
struct Form {
    std::vector<Id<ChairTag>> chairs;
    std::string name, file;
    bool all = false;
    std::optional<Date> on, until;
    std::vector<std::string> papers;
    std::int64_t count = 0;
    Globals globals;
    Given given;

    explicit Form(const std::vector<std::string>& arguments, const std::string& input = {}) {
        const auto today = make_date(2026, 4, 1);
        Options options(today, "sato");
        Options global_options(today, "sato");
        add_globals(global_options, globals);
        options.ids("CHAIR", chairs, "chairs");
        options.text("--name", name, "NAME", "name");
        options.flag("--all", all, "all");
        options.date("--on", on, "day");
        options.future_date("--until", until, "day");
        options.list("--papers", papers, "PAPER,...", "papers");
        options.number("--count", count, "N", "number");
        options.file("--file", file, "file");
        std::istringstream in(input);
        given = parse(arguments, options, global_options, in);
    }
};

Code code_of(const std::vector<std::string>& arguments) {
    try {
        Form form(arguments);
    } catch (const Error& error) {
        return error.code;
    }
    return Code::bug;
}

}  // namespace

TEST_CASE("options take their values wherever they stand, short, long, repeated or with commas") {
    const Form form({"-n", "C1", "--papers", "a, b", "--name=佐藤", "Ｃ２", "--papers=c", "--all", "--on", "令和8年3月1日",
                     "--until", "2026-05-01", "--count", "１２", "--json=x,y", "--lock-wait", "3", "-"},
                    " C003\nc4 ");
    REQUIRE(form.chairs.size() == 4);
    CHECK(form.chairs[1].value == 2);
    CHECK(form.chairs[3].value == 4);
    CHECK(form.papers == std::vector<std::string>{"a", "b", "c"});
    CHECK(form.name == "佐藤");
    CHECK(form.all);
    CHECK(form.on == make_date(2026, 3, 1));
    CHECK(form.until == make_date(2026, 5, 1));
    CHECK(form.count == 12);
    CHECK(form.globals.dry_run);
    CHECK(form.globals.json);
    CHECK(form.globals.fields == std::vector<std::string>{"x", "y"});
    CHECK(form.globals.lock_wait == 3);
}

TEST_CASE("an optional value of --json does not swallow the next word") {
    const Form form({"--json", "C1"});
    CHECK(form.chairs.size() == 1);
    CHECK(form.globals.json);
    CHECK(form.globals.fields.empty());
}

TEST_CASE("what the audit keeps of a line are names of options and numbers, never values") {
    const Form form({"C1", "--name", "secret", "--on=2026-03-01", "--reason", "hidden", "C002"});
    CHECK(form.given.numbers == std::vector<std::string>{"C1", "C002"});
    CHECK(form.given.options == std::vector<std::string>{"--name", "--on"});
}

TEST_CASE("what does not fit is refused with its kind of error") {
    CHECK(code_of({}) == Code::usage);
    CHECK(code_of({"X1"}) == Code::usage);
    CHECK(code_of({"C1", "--on", "2026-04-02"}) == Code::invalid);  // tomorrow
    CHECK(code_of({"C1", "--on", "2026-02-29"}) == Code::invalid);
    CHECK(code_of({"C1", "--name", "a\x1b[2J"}) == Code::invalid);
    CHECK(code_of({"C1", "--name", "\xff"}) == Code::invalid);
    CHECK(code_of({"C1", "--count", "12x"}) == Code::usage);
    CHECK(code_of({"C1", "--file", ""}) == Code::usage);
    CHECK(code_of({"C1", "--nam", "x"}) == Code::usage);
    CHECK(code_of({"C1", "-x"}) == Code::usage);
}

TEST_CASE("a value that looks like an option is a value behind its option and behind a double dash") {
    CHECK(Form({"C1", "--name", "--all"}).name == "--all");
    CHECK(code_of({"--", "--all"}) == Code::usage);  // taken as a number, and it is none
}
