#include "cli/settings.hpp"

#include "cli/config.hpp"
#include "cli/desk.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace osaki;
using namespace osaki::cli;
using osaki::test::Machine;
using osaki::test::TemporaryDirectory;

namespace {

void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("an option beats a variable, a variable beats the configuration, and that beats what is built in") {
    const TemporaryDirectory home;
    Machine machine;
    machine.environment["HOME"] = home.path();
    CHECK(machine.run({"config", "get", "format"}).out == "table\n");
    write(home / ".config/osaki-mcs/config.toml", "format = \"csv\"\n");
    CHECK(machine.run({"config", "get", "format"}).out == "csv\n");
    machine.environment["OSAKI_MCS_FORMAT"] = "ndjson";
    CHECK(machine.run({"config", "get", "format"}).out == "ndjson\n");
    CHECK(machine.run({"config", "get", "format", "--format", "json"}).out == "json\n");
    CHECK(machine.run({"config", "get", "format", "--json"}).out == "json\n");
}

TEST_CASE("the language comes from option, variable, configuration or locale") {
    Machine machine;
    const auto lang = [&](std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"config", "get", "lang"});
        return machine.run(more).out;
    };
    CHECK(lang() == "en\n");
    machine.environment["LANG"] = "ja_JP.UTF-8";
    CHECK(lang() == "ja\n");
    machine.environment["LC_ALL"] = "C";
    CHECK(lang() == "en\n");
    machine.environment["OSAKI_MCS_LANG"] = "ja";
    CHECK(lang() == "ja\n");
    CHECK(lang({"--lang", "en"}) == "en\n");
}

TEST_CASE("a wrong configuration is refused with file, line and column") {
    const TemporaryDirectory home;
    const auto path = home / "c.toml";
    const struct {
        const char* text;
        const char* says;
    } cases[] = {
        {"lang = \"ja\"\nlocale = \"ja\"\n", ":2:10: there is no setting locale"},
        {"lock_wait = -3\n", ":1:13: lock_wait: -3 is no number of seconds"},
        {"format = [1]\n", ":1:10: format: the value is not one word or number"},
        {"lang = \n", ": this is not TOML"},
    };
    for (const auto& c : cases) {
        write(path, c.text);
        const auto answer = Machine{}.run({"config", "check", "--config", path});
        CAPTURE(answer.err);
        CHECK(answer.status == 6);
        CHECK(answer.err.find(path + std::string(c.says).substr(0, 1)) != std::string::npos);
        CHECK(answer.err.find(c.says) != std::string::npos);
    }
    CHECK(Machine{}.run({"config", "check", "--config", home / "none.toml"}).status == 12);
}

TEST_CASE("help works although the configuration is wrong") {
    const TemporaryDirectory home;
    write(home / "c.toml", "locale = 1\n");
    CHECK(Machine{}.run({"audit", "list", "--help", "--config", home / "c.toml"}).status == 0);
}

TEST_CASE("setting one value keeps the rest of the file, comments too") {
    const TemporaryDirectory home;
    Machine machine;
    machine.environment["HOME"] = home.path();
    const auto path = home / ".config/osaki-mcs/config.toml";
    CHECK(machine.run({"config", "set", "lang", "ja"}).status == 0);
    CHECK(read(path) == "lang = \"ja\"\n");
    write(path, "# mine\nlang = \"en\"\n\nlock_wait = 3\n");
    CHECK(machine.run({"config", "set", "lock_wait", "60"}).status == 0);
    CHECK(machine.run({"config", "set", "wareki", "true"}).status == 0);
    CHECK(read(path) == "# mine\nlang = \"en\"\n\nlock_wait = 60\nwareki = true\n");
    CHECK(machine.run({"config", "set", "lang", "fr"}).status == 2);
    CHECK(machine.run({"config", "set", "lan", "ja"}).err.find("did you mean lang?") != std::string::npos);
    CHECK(machine.run({"config", "list", "--json"})
              .out.find("\"key\":\"lock_wait\",\"value\":\"60\",\"source\":\"" + path + ":4\"") != std::string::npos);
}

TEST_CASE("what cannot be set, and an answer that cannot be given, leave the configuration as it was") {
    const TemporaryDirectory home;
    Machine machine;
    machine.environment["HOME"] = home.path();
    const auto path = home / ".config/osaki-mcs/config.toml";
    CHECK(machine.run({"config", "set", "format", "xlsx"}).status == 2);
    CHECK(machine.run({"config", "set", "format", "csv", "--field", "none"}).status == 2);
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("the format is the one the file's name ends in, and what is asked for must fit it") {
    const TemporaryDirectory home;
    Machine machine;
    machine.environment["HOME"] = home.path();
    const struct {
        std::vector<std::string> options;
        const char* name;
        int status;
        const char* starts;
    } cases[] = {
        {{}, "a.json", 0, "{\"format\":1"},           {{}, "a.jsonl", 0, "{\"record\":\"setting\""},
        {{}, "A.CSV", 0, "key,value,source"},         {{}, "a.txt", 0, "setting "},
        {{"--json"}, "b", 0, "{\"format\":1"},        {{}, "a.xlsx", 0, "PK"},
        {{"--format", "xlsx"}, "b.xlsx", 0, "PK"},    {{"--format", "xlsx"}, "b.csv", 2, ""},
        {{"--format", "csv"}, "c.xlsx", 2, ""},       {{"--excel"}, "c.xlsx", 2, ""},
        {{"--excel"}, "c.csv", 0, "\xEF\xBB\xBFkey"}, {{}, "c.xls", 2, ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        std::vector<std::string> words{"config", "list", "--output", home / c.name};
        words.insert(words.end(), c.options.begin(), c.options.end());
        const auto answer = machine.run(words);
        CAPTURE(answer.err);
        CHECK(answer.status == c.status);
        CHECK(read(home / c.name).starts_with(c.starts));
        CHECK(std::filesystem::exists(home / c.name) == (c.status == 0));
    }
}
