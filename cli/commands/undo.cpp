// undo: takes back an operation or an import job, and lists what can be taken back.
#include "osaki/domain/undo.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/nouns.hpp"
#include "words.hpp"

#include <charconv>
#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    std::string what;
    bool list = false;
    std::int64_t limit = 20;
    std::string login;
};

LastOperation meant(const View& view, const Words& words) {
    if (words.what == "last") return last_operation(view, words.login);
    if (const auto job = parse_id<ImportJobTag>(words.what)) return {operation_of(view, *job), {}};
    const auto text = normalise(words.what);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1)
        fail(Code::usage, N_("{} is no operation like 57, no import job like J0031, and not last"), words.what);
    return {number, {}};
}

void say_passed_over(Output& output, const LastOperation& meant) {
    for (const auto& one : meant.passed_over) {
        const auto line = message(N_("operation {} ({}) of {} was passed over: {} stays"), one.operation_id, one.command,
                                  date_of(one.at), one.about);
        output.said.push_back(line);
        output.foreseen.push_back(line);
    }
}

void say_operation(Output& output, const Undone& undone) {
    const auto& operation = undone.operation;
    output.said.push_back(message(N_("operation {} ({}) of {} on {} is taken back; to do it again: osaki-mcs undo {}"),
                                  operation.operation_id, operation.command, operation.actor, date_of(operation.at),
                                  undone.as_operation));
    output.foreseen.push_back(message(N_("operation {} ({}) of {} on {} would be taken back"), operation.operation_id,
                                      operation.command, operation.actor, date_of(operation.at)));
}

void say_counts(Output& output, const Restoration& one) {
    const Argument subject{label_of_table(one.subject), true};
    if (one.removed > 0) {
        output.said.push_back(message(N_("{}: {} removed"), subject, one.removed));
        output.foreseen.push_back(message(N_("{}: {} would be removed"), subject, one.removed));
    }
    if (one.put_back > 0) {
        output.said.push_back(message(N_("{}: {} as before"), subject, one.put_back));
        output.foreseen.push_back(message(N_("{}: {} would be as before"), subject, one.put_back));
    }
    if (one.brought_back > 0) {
        output.said.push_back(message(N_("{}: {} brought back"), subject, one.brought_back));
        output.foreseen.push_back(message(N_("{}: {} would be brought back"), subject, one.brought_back));
    }
}

Output take_back(Change& change, const Words& words) {
    if (words.what.empty())
        fail(Code::usage, N_("say what to take back: an operation, an import job, or last; --list shows them"));
    const auto which = meant(change, words);
    const auto undone = undo(change, which.operation);
    const auto& operation = undone.operation;
    Output output{.tables = {table_of<Operation>({operation}, true), table_of(undone.restored)}};
    output.questions = {message(N_("take back operation {} ({}) of {} on {}?"), operation.operation_id, operation.command,
                                operation.actor, date_of(operation.at))};
    say_passed_over(output, which);
    say_operation(output, undone);
    for (const auto& one : undone.restored) say_counts(output, one);
    for (const auto& job : undone.jobs) {
        output.said.push_back(message(N_("{} is undone; its file may be loaded again: {}"), job.import_job_id, job.file));
        output.foreseen.push_back(
            message(N_("{} would be undone; its file could be loaded again: {}"), job.import_job_id, job.file));
    }
    output.numbers = {std::to_string(undone.as_operation)};
    return output;
}

}  // namespace

Action define_undo(Options& options) {
    auto words = std::make_shared<Words>();
    words->login = options.login();
    options.add({.name = "WHAT",
                 .placeholder = {},
                 .help = N_("number of an operation (undo --list), of an import job (J0031), or last: your newest"),
                 .take = [words](const std::string& text) { words->what = text; },
                 .positional = true,
                 .choices = {"last"},
                 .completes = "import_job.undo"});
    options.flag("--list", words->list, N_("operations, newest first, and whether they can be taken back"));
    options.number("--limit", words->limit, "N", N_("at most so many operations in the list; 20 when not said"));
    return Write([words](Change& change) {
        if (words->list && !words->what.empty()) fail(Code::usage, N_("--list shows operations and takes nothing back"));
        if (words->list) return Output{.tables = {table_of(list_operations(change, words->limit))}};
        return take_back(change, *words);
    });
}

}  // namespace osaki::cli
