// What a command is: words, a line of help, the right it needs, and a function whose type is its permission.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/base/record.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/store/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace osaki {
struct ReportPage;
}

namespace osaki::cli {

class Options;

// What a command answers. In table format said goes to stdout (the one line of a change), else only the tables do.
struct Output {
    std::vector<Table> tables = {};
    std::vector<Message> said = {};               // what it was, what it is now, the next command
    std::vector<Message> foreseen = {};           // what a dry run and a question say in its place; empty: the same
    std::vector<Message> warnings = {};           // to stderr
    std::vector<std::string> numbers = {};        // what --porcelain prints
    std::string text = {};                        // an answer that is a document (schema, profile, help): to stdout as it is
    std::vector<Message> questions = {};          // asked before the commit; without a terminal or --yes: exit 9
    std::shared_ptr<const ReportPage> page = {};  // the answer as a page: for html, pdf and xlsx
    std::optional<Code> outcome = {};             // Code::findings, Code::partly: finished, and the exit status says so
};

// Standard output as a secret may take it, given to a Deliver's effect: written at once, kept in no buffer.
struct Surface {
    std::function<void(std::string_view text)> write;
};

// Two commits with an effect on the world between them.
struct Delivery {
    Output pending;                                   // answered when the effect fails, or at once without confirm
    std::function<void(const Surface&)> effect = {};  // writes the letters; throws Code::file
    std::function<Output(Change&)> confirm = {};      // second transaction; none: the first was all that is saved
    bool needs_terminal = false;                      // the effect shows what must not go into a file or pipe
    bool takes_stdout = false;                        // the effect writes a file to standard output: the answer goes to stderr
    std::string file = {};                            // what the effect writes, so that the answer goes elsewhere
    std::optional<Output> foreseen = {};              // what a dry run and a question tell; without it, pending
    // told beside the error when the effect fails
    Message broken = message(N_("the change was saved as pending, but its delivery failed; it stays pending: issue it again"));
};

struct Plain {
    std::function<Output()> act;
    std::function<void()> effect = {};  // what is saved, once the answer is rendered
};                                      // needs no register
// A file that the command names itself, without its ending, which says the format; empty: not asked for.
struct Filed {
    std::string path = {};
    std::string format = {};
    bool if_missing = false;  // a file that is there is left alone, and that is success
};
// before: what must not be waited for while the register is held, as reading a pipe; done once.
struct Read {
    std::function<Output(const View&)> act;
    std::function<void()> before = {};
    std::function<Filed()> filed = {};
};
struct Write {
    std::function<Output(Change&)> act;
    std::function<void()> before = {};
};
struct Deliver {
    std::function<Delivery(Change&)> act;
    std::function<std::optional<Right>()> also = {};  // a further right that the options given ask for
};
struct OnFile {  // db init, migrate, status: opens the file itself
    std::function<Output(const std::string& path, const OpenOptions&, const Actor&)> act;
};
// Files that are complete under other names when the change is committed, and get their own after it.
struct Released {
    Output output;
    std::function<void(const Surface&)> release;  // throws Code::file, saying that the change was saved
    bool takes_stdout = false;                    // what is released goes to standard output: the answer to standard error
    bool is_binary = false;                       // nothing for a terminal
};
struct Release {
    std::function<Released(Change&)> act;
    std::function<std::optional<Right>()> also = {};
};
using Action = std::variant<Plain, Read, Write, Deliver, Release, OnFile>;

struct Command {
    std::string_view words;  // "register", "application list"
    Right right;             // checked in one place, refusal.cpp
    const char* summary;     // N_(one line, no full stop)
    Action (*define)(Options& options);
    // lines of "$ osaki-mcs ..." shown first in help and man page, each run by a test; '|' separates them
    std::string_view examples = {};
};

// The table of contents, in the order help shows it.
std::span<const Command> commands();

}  // namespace osaki::cli
