#include "cli/help.hpp"

#include "cli/desk.hpp"
#include "cli/exit_status.hpp"
#include "cli/language.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/words.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace osaki;
using namespace osaki::cli;
using osaki::test::Machine;

TEST_CASE("help of every command gives its line, its usage, its examples and its options, in both languages") {
    for (const auto language : {Language::english, Language::japanese})
        for (const auto& command : commands()) {
            CAPTURE(command.words);
            const auto translate = translator(language);
            const auto text = help_of(command, translate);
            CHECK(text.starts_with(translate(command.summary)));
            CHECK(text.find("osaki-mcs " + std::string(command.words)) != std::string::npos);
            CHECK(man_of(first_word(command), translate).find(translate(command.summary)) != std::string::npos);
            CHECK(overview(translate).find(first_word(command)) != std::string::npos);
        }
}

TEST_CASE("help is the same however it is asked for") {
    const Machine machine;
    const auto help = machine.run({"help", "audit", "list"});
    CHECK(help.status == 0);
    CHECK(help.err == "");
    CHECK(machine.run({"audit", "list", "--help"}).out == help.out);
    CHECK(machine.run({"-h", "audit", "list"}).out == help.out);
    CHECK(machine.run({"audit", "list", "--no-such", "-h"}).out == help.out);
    CHECK(machine.run({"--help"}).out == machine.run({"help"}).out);
    CHECK(machine.run({"audit", "--help"}).out == machine.run({"help", "audit"}).out);
    CHECK(machine.run({"--version"}).out == machine.run({"version"}).out);
    CHECK(machine.run({}).status == 0);
    CHECK(machine.run({"help", "audti"}).err.find("did you mean audit?") != std::string::npos);
    CHECK(machine.run({"help", "exitstatus"}).err.find("did you mean exit-status?") != std::string::npos);
    CHECK(machine.run({"help", "audti"}).status == 2);
}

TEST_CASE("columns are aligned by display width, and what is too wide takes a line of its own") {
    CHECK(in_columns({{"a", "x"}, {"髙橋", "y"}}) == "  a     x\n  髙橋  y\n");
    CHECK(in_columns({{"a", "x"}, {std::string(40, 'b'), "y"}}) == "  a  x\n  " + std::string(40, 'b') + "\n     y\n");
}

TEST_CASE("every code has an exit status and a name of its own") {
    std::set<int> statuses;
    std::set<std::string_view> names;
    for (const auto code : all_codes) {
        statuses.insert(exit_status(code));
        names.insert(facts_of(code).name);
    }
    CHECK(statuses.size() == all_codes.size());
    CHECK(names.size() == all_codes.size());
    CHECK_FALSE(statuses.contains(0));
    CHECK(exit_status(Code::bug) == 70);
    CHECK(exit_status(Code::no_right) == 13);
}

TEST_CASE("an error is one safe line, its faults one line each, and JSON on request") {
    std::istringstream in;
    std::ostringstream out, err;
    Host host{in, out, err, false, false, false, 80, {}, {}, 0, false, {}};
    Error error(Code::invalid, message("{} things are wrong", 1), {{"mail", "E_MAIL", message("bad \x1b[2J {}", "a\"b")}});
    error.details = {{"option", "--mail"}};
    const auto english = translator(Language::english);
    const auto name_of = [](const Fault& fault) { return "--" + std::string(fault.field); };
    const std::string line = "osaki-mcs: --mail: 1 things are wrong\n  --mail: bad \\x1b[2J a\"b\n";
    const std::string json =
        "{\"format\":1,\"error\":{\"code\":\"invalid\",\"status\":6,\"message\":\"1 things are "
        "wrong\",\"details\":{\"option\":\"--mail\"},"
        "\"faults\":[{\"field\":\"mail\",\"code\":\"E_MAIL\",\"message\":\"bad \\u001b[2J "
        "a\\\"b\",\"hint\":\"\",\"warning\":false}]}}\n";
    const auto told = [&](bool on_terminal, bool as_json) {
        err.str("");
        host.err_is_terminal = on_terminal;
        report(host, error, english, as_json, name_of);
        return err.str();
    };
    CHECK(told(false, false) == line);
    CHECK(told(false, true) == json);  // one document for the script that reads it
    CHECK(told(true, true) == line + json);
    CHECK(out.str() == "");
}

TEST_CASE("an error is told as JSON when the answer was asked for as JSON") {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"audit", "lst", "--json"},
                                                      {"audit", "show", "--format", "json"},
                                                      {"audit", "show", "--format=json"}})
        CHECK(Machine{}.run(arguments).err.find("{\"format\":1,\"error\":{\"code\":\"usage\",\"status\":2,") !=
              std::string::npos);
    CHECK(Machine{}.run({"audit", "lst"}).err.find('{') == std::string::npos);
}

TEST_CASE("progress tells how far, how fast and how long still, and only a terminal sees it") {
    const auto english = translator(Language::english);
    CHECK(progress_line(120000, 1000000, 2, english) == "120000 of 1000000, 60000 a second, 14 seconds left");
    CHECK(progress_line(500, 0, 1, english) == "500 done, 500 a second");
    CHECK(progress_line(0, 10, 0, english) == "0 done, 0 a second");
    std::istringstream in;
    std::ostringstream out, err;
    Host host{in, out, err, false, false, false, 80, {}, {}, 0, false, {}};
    Progress progress(host, false, english);
    progress(1, 2);
    CHECK(err.str() == "");
}
