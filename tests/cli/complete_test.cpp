// What may follow on an unfinished line, as the shells' adaptors ask it.
#include "cli/complete.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "desk.hpp"
#include "osaki/domain/candidates.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace osaki;
using namespace osaki::test;

namespace {

struct Line {
    TemporaryDirectory directory;
    Machine machine;
    Line() { machine.environment["OSAKI_MCS_DB"] = directory / "register.db"; }
    // "words: approve, application"
    std::string after(std::vector<std::string> words) const {
        words.insert(words.begin(), "__complete");
        const auto answer = machine.run(words);
        CHECK(answer.status == 0);
        CHECK(answer.err.empty());
        std::string text;
        for (std::size_t from = 0; from < answer.out.size();) {
            const auto end = answer.out.find('\n', from);
            const auto line = answer.out.substr(from, end - from);
            text += (from == 0             ? ""
                     : text.ends_with(':') ? " "
                                           : ", ") +
                    line.substr(0, line.find('\t')) + (from == 0 ? ":" : "");
            from = end + 1;
        }
        return text;
    }
};

}  // namespace

TEST_CASE("words, options and values are proposed where they may stand") {
    Line line;
    REQUIRE(line.machine.run({"db", "init"}).status == 0);
    struct Case {
        std::vector<std::string> words;
        std::string_view wanted;
    };
    for (const auto& [words, wanted] : std::vector<Case>{
             {{"appl"}, "words: application"},
             {{"user", "s"}, "words: search, show"},
             {{"--lang", "ja", "user", "s"}, "words: search, show"},
             {{"--lang", ""}, "words: ja, en"},
             {{"user", "nonsense", ""}, "words:"},
             {{"--nonsense", ""}, "words:"},
             {{"help", "aud"}, "words: audit"},
             {{"help", "audit", "ver"}, "words: verify"},
             {{"user", "list", "--wh"}, "words: --where"},
             {{"user", "list", "--he"}, "words: --help"},
             {{"register", "--kind", "j"}, "words: join"},
             {{"register", "--kind=j"}, "words: --kind=join"},
             {{"register", "--received", "y"}, "words: yesterday"},
             {{"register", "--name", ""}, "words:"},
             {{"register", "--attach", ""}, "files:"},
             {{"--db", ""}, "files:"},
             {{"register", "--attach=x"}, "files:"},
             {{"register", "--office", ""}, "words: O0001"},
             {{"office", "show", ""}, "words: O0001"},
             {{"office", "show", "O0001", ""}, "words:"},
             {{"office", "show", "--", "-"}, "words:"},
             {{"operator", "add", "x", "--role", "clerk,a"}, "words: clerk,approver, clerk,auditor, clerk,admin"},
             {{"operator", "add", "x", "--role=admin,a"}, "words: --role=admin,approver, --role=admin,auditor"},
             {{"schema", "show", "desk"}, "words: desk"},
             {{"completion", "f"}, "words: fish"},
             {{"undo", "l"}, "words: last"},
             {{"undo", "--lis"}, "words: --list"},
             {{"__complete", ""}, "words:"},
             {{"profile", "edit", "gates.m"}, "open: gates.mail="},
         }) {
        CAPTURE(words.back());
        CHECK(line.after(words) == wanted);
    }
    CHECK(line.after({}).starts_with("words: register, check, approve"));
}

TEST_CASE("explanations are in the reader's language, words are not") {
    Line line;
    line.machine.environment["OSAKI_MCS_LANG"] = "ja";
    CHECK(line.machine.run({"__complete", "issue-credentials", "--method", "p"}).out == "words\npost\t郵送\n");
}

TEST_CASE("without a register, with a broken one, or for somebody without the right nothing of the register is told") {
    Line line;
    const std::vector<std::string> asked{"office", "show", ""};
    CHECK(line.after(asked) == "words:");
    REQUIRE(line.machine.run({"db", "init"}).status == 0);
    CHECK(line.after(asked) == "words: O0001");
    REQUIRE(line.machine.run({"operator", "add", "kato", "--name", "加藤", "--role", "reporter"}).status == 0);
    line.machine.login = "kato";
    CHECK(line.after(asked) == "words:");
    line.machine.login = "stranger";
    CHECK(line.after(asked) == "words:");
    CHECK(line.after({"register", "--profession", "n"}) == "words:");
    line.machine.environment["OSAKI_MCS_DB"] = "/dev/null";
    CHECK(line.after(asked) == "words:");
    line.machine.environment["OSAKI_MCS_LOCK_WAIT"] = "never";
    CHECK(line.after({"user", ""}) == "words:");
}

TEST_CASE("every option that names where its values come from names a place that is known") {
    for (const auto& command : cli::commands()) {
        cli::Options options{Date{}, {}};
        const auto action = command.define(options);
        for (const auto& option : options.all()) {
            CAPTURE(command.words);
            CAPTURE(option.name);
            const auto& place = option.completes;
            CHECK((place.empty() || place == "file" || place == "files" || place == "command" || is_source(place)));
        }
    }
}
