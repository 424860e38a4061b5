#include "cli/desk.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace osaki;
using osaki::test::Answered;
using osaki::test::Machine;
using osaki::test::TemporaryDirectory;

namespace {

// A register of one's own, founded by jimukyoku.
struct Office {
    TemporaryDirectory directory;
    Machine machine;

    Office() {
        machine.environment["OSAKI_MCS_DB"] = directory / "register.db";
        const auto made = machine.run({"db", "init"});
        CAPTURE(made.err);
        REQUIRE(made.status == 0);
    }
    Answered run(const std::vector<std::string>& arguments) const { return machine.run(arguments); }
    std::size_t count(const std::string& where) const {
        const auto text = run({"audit", "list", "--where", where, "--field", "seq"}).out;
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    }
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a change is saved, said in one line, and in the audit with its command but not its values") {
    const Office office;
    const auto answer =
        office.run({"operator", "add", "sato", "--name", "佐藤花子", "--role", "事務担当,approver", "--reason", "new"});
    CAPTURE(answer.err);
    CHECK(answer.status == 0);
    CHECK(answer.out == "operator sato (佐藤花子) is added with the roles clerk, approver\n");
    CHECK(holds(office.run({"operator", "list"}).out, "佐藤花子"));
    const auto audit = office.run({"audit", "list", "--limit", "1", "--json=command,reason,operator"}).out;
    CHECK(holds(audit, "{\"command\":\"operator add --name --role\",\"reason\":\"new\",\"operator\":\"jimukyoku\"}"));
    CHECK(office.run({"audit", "verify"}).status == 0);
}

TEST_CASE("a dry run says what would change and saves nothing") {
    const Office office;
    const auto answer = office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk", "-n"});
    CHECK(answer.status == 0);
    CHECK(holds(answer.out, "operator sato"));
    CHECK(holds(answer.err, "dry run: nothing was saved"));
    CHECK_FALSE(holds(office.run({"operator", "list"}).out, "sato"));
}

TEST_CASE("who has no right is refused, nothing changes, and the attempt is kept") {
    Office office;
    office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk"});
    office.machine.login = "sato";
    CHECK(office.run({"operator", "add", "ito", "--name", "伊藤", "--role", "admin"}).status == 13);
    office.machine.login = "nobody";
    CHECK(office.run({"operator", "list"}).status == 13);
    CHECK(office.run({"operator", "list"}).out == "");
    office.machine.login = "jimukyoku";
    CHECK(office.count("verb=no-right and operator=sato") == 1);
    CHECK(office.count("verb=no-right and operator=nobody") == 2);
    CHECK_FALSE(holds(office.run({"operator", "list"}).out, "伊藤"));
}

TEST_CASE("a rule that forbids a change leaves an entry, wrong input none") {
    const Office office;
    CHECK(office.run({"operator", "remove", "jimukyoku"}).status == 8);
    CHECK(office.count("verb=forbidden") == 1);
    CHECK(office.run({"operator", "remove", "jimukyoku", "-n"}).status == 8);
    CHECK(office.count("verb=forbidden") == 1);
    CHECK(office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "king"}).status == 6);
    CHECK(office.run({"operator", "remove", "sato"}).status == 4);
    CHECK(office.run({"operator", "add", "jimukyoku", "--name", "事務局", "--role", "clerk"}).status == 5);
    CHECK(office.count("kind=event") == 1);
}

TEST_CASE("an unknown field is refused before a change is saved") {
    const Office office;
    CHECK(office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk", "--json=size"}).status == 2);
    CHECK(office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk", "--json=login"}).out ==
          "{\"format\":1,\"operator\":[\n{\"login\":\"sato\"}]}\n");
}

TEST_CASE("--output is complete, for the operator's eyes only, and never overwrites unasked") {
    const Office office;
    const auto file = office.directory / "operators.csv";
    CHECK(office.run({"operator", "list", "--format", "csv", "-o", file}).out == "");
    struct stat facts {};
    REQUIRE(::stat(file.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(office.run({"operator", "list", "-o", file}).status == 5);
    CHECK(office.run({"operator", "list", "-o", file, "--force"}).status == 0);
    // a change whose answer has no place to go is not made
    CHECK(
        office.run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk", "-o", office.directory / "none/x"}).status ==
        12);
    CHECK_FALSE(holds(office.run({"operator", "list"}).out, "sato"));
    const auto entries = std::filesystem::directory_iterator(office.directory.path());
    for (const auto& entry : entries) CHECK_FALSE(holds(entry.path().string(), ".csv."));
}

TEST_CASE("a register that is not there, or is none, is told and left alone") {
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms::owner_all);
    const Machine machine;
    CHECK(machine.run({"operator", "list", "--db", directory / "none.db"}).status == 4);
    std::ofstream(directory / "text.db") << "hello";
    std::filesystem::permissions(directory / "text.db", std::filesystem::perms(0600));
    CHECK(machine.run({"operator", "list", "--db", directory / "text.db"}).status == 11);
    CHECK(machine.run({"operator", "list"}).status == 2);  // no register is named
}

TEST_CASE("an answer that cannot be written is an error that tells whether the change was saved") {
    const Office office;
    std::istringstream in;
    std::ostringstream err;
    std::ofstream full("/dev/full");
    cli::Host host{in,
                   full,
                   err,
                   false,
                   false,
                   false,
                   80,
                   [] { return Timestamp{1775001600}; },
                   "jimukyoku",
                   1000,
                   false,
                   [&](const char* name) -> std::optional<std::string> {
                       const auto found = office.machine.environment.find(name);
                       return found == office.machine.environment.end() ? std::nullopt : std::optional(found->second);
                   }};
    CHECK(cli::run({"operator", "add", "sato", "--name", "佐藤", "--role", "clerk"}, host) == 12);
    CHECK(holds(err.str(), "the change was saved"));
    CHECK(holds(office.run({"operator", "list"}).out, "sato"));
}

TEST_CASE("a question is asked on a terminal only, and anything but yes changes nothing") {
    Office office;
    const std::vector<std::string> change{"profile", "edit", "rules.four_eyes=true"};
    const auto value = [&] { return office.run({"profile", "show", "--json"}).out; };
    const auto before = value();
    const auto refused = office.run(change);
    CHECK(refused.status == 9);
    CHECK(holds(refused.err, "--yes"));
    CHECK(value() == before);
    office.machine.is_terminal = true;
    for (const auto* answer : {"", "n\n", "yes please\n"}) {
        office.machine.input = answer;
        CHECK(office.run(change).status == 9);
    }
    auto silent = change;
    silent.push_back("--no-input");
    office.machine.input = "y\n";
    CHECK(office.run(silent).status == 9);
    office.machine.is_terminal = false;
    CHECK(value() == before);
    office.machine.is_terminal = true;
    office.machine.input = "はい\n";
    CHECK(office.run(change).status == 0);
    office.machine.is_terminal = false;
    CHECK(holds(value(), "\"rules.four_eyes\",\"value\":\"true\""));
}
