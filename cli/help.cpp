// Help on the screen.
#include "help.hpp"

#include "exit_status.hpp"
#include "globals.hpp"
#include "help_text.hpp"
#include "osaki/base/text.hpp"
#include "words.hpp"

#include <algorithm>
#include <array>

namespace osaki::cli {

namespace {

constexpr std::array<std::string_view, 11> daily{"status",  "register",          "check",    "approve", "reject",
                                                 "return",  "issue-credentials", "transfer", "suspend", "restore",
                                                 "withdraw"};
constexpr std::array<std::string_view, 11> tool{"audit",  "operator", "profile",    "db",   "config", "doctor",
                                                "schema", "undo",     "completion", "help", "version"};

template <class Words>
bool holds(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> first_words() {
    std::vector<std::string_view> words;
    for (const auto& command : commands())
        if (!holds(words, first_word(command))) words.push_back(first_word(command));
    return words;
}

// A verb says what it does, a noun which verbs it takes.
std::string line_of_word(std::string_view word, Translate translate) {
    const auto found = commands_of(word);
    if (found.size() == 1 && verb_of(*found[0]).empty()) return translate(found[0]->summary);
    std::string verbs;
    for (const auto* command : found)
        if (!verb_of(*command).empty()) verbs += (verbs.empty() ? "" : ", ") + std::string(verb_of(*command));
    return verbs;
}

std::string group(const char* title, const std::vector<std::string_view>& words, Translate translate) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto word : words) rows.emplace_back(word, line_of_word(word, translate));
    return rows.empty() ? std::string() : '\n' + std::string(translate(title)) + '\n' + in_columns(rows);
}

std::string example_lines(std::string_view examples) {
    std::string text;
    for (const auto example : examples_of(examples)) text += "  " + std::string(example) + '\n';
    return text;
}

std::string section(const char* title, const std::string& body, Translate translate) {
    return body.empty() ? std::string() : '\n' + std::string(translate(title)) + '\n' + body;
}

}  // namespace

std::string in_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
    constexpr std::size_t widest = 30;
    std::size_t width = 0;
    for (const auto& [left, right] : rows)
        if (display_width(left) <= widest) width = std::max(width, display_width(left));
    std::string text;
    for (const auto& [left, right] : rows) {
        const auto own = display_width(left);
        text += "  " + left;
        // what is too wide for its column leaves the explanation a line of its own
        text += own > width ? '\n' + std::string(width + 4, ' ') : std::string(width - own + 2, ' ');
        text += right + '\n';
    }
    return text;
}

std::string usage_of(const Command& command) {
    Options options{Date{}, {}};
    command.define(options);
    auto usage = "osaki-mcs " + std::string(command.words);
    for (const auto& option : options.all())
        if (option.positional) {
            const auto name = option.name + (option.repeatable ? "..." : "");
            usage += option.required ? ' ' + name : " [" + name + ']';
        }
    for (const auto& option : options.all())
        if (!option.positional && option.required) usage += ' ' + std::string(long_name(option)) + ' ' + option.placeholder;
    return usage;
}

std::string help_of(const Command& command, Translate translate) {
    Options options{Date{}, {}};
    command.define(options);
    auto text = std::string(translate(command.summary)) + "\n\n  " + usage_of(command) + ' ' + translate(N_("[options]")) + '\n';
    text += section(N_("Examples"), example_lines(command.examples), translate);
    text += section(N_("Values"), in_columns(option_rows(options, true, translate)), translate);
    text += section(N_("Options"), in_columns(option_rows(options, false, translate)), translate);
    return text + '\n' + translate(N_("Global options: osaki-mcs help options")) + '\n';
}

std::string help_of_word(std::string_view word, Translate translate) {
    const auto found = commands_of(word);
    if (found.size() == 1) return help_of(*found[0], translate);
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto* command : found) rows.emplace_back(usage_of(*command), translate(command->summary));
    return in_columns(rows) + '\n' + translate(N_("Help on one of them: osaki-mcs help WORD VERB")) + '\n';
}

std::string global_options(Translate translate) {
    Globals ignored;
    Options options{Date{}, {}};
    add_globals(options, ignored);
    return std::string(translate(N_("Options of every command"))) + '\n' + in_columns(option_rows(options, false, translate));
}

std::string exit_statuses(Translate translate) {
    std::vector<std::pair<std::string, std::string>> rows{{"0", translate(N_("done; also an empty list"))}};
    for (const auto code : all_codes) rows.emplace_back(std::to_string(exit_status(code)), translate(facts_of(code).meaning));
    return std::string(translate(N_("Exit statuses"))) + '\n' + in_columns(rows) + '\n' +
           translate(N_("More: man 7 osaki-mcs-exit-status")) + '\n';
}

std::string short_help(Translate translate) {
    std::string text = translate(N_("osaki-mcs keeps the register of a medical and nursing-care network"));
    text += "\n\n  osaki-mcs " + std::string(translate(N_("COMMAND [options]"))) + '\n';
    std::string examples;
    for (const auto words : {"status", "register", "approve", "user list"}) {
        const auto* command = find_command(words);
        const auto lines = command ? examples_of(command->examples) : std::vector<std::string_view>{};
        if (!lines.empty()) examples += "  " + std::string(lines[0]) + '\n';
    }
    text += section(N_("Examples"), examples, translate);
    return text + '\n' + translate(N_("All commands: osaki-mcs help")) + '\n';
}

std::string overview(Translate translate) {
    std::vector<std::string_view> day, nouns, rest;
    for (const auto word : first_words()) (holds(daily, word) ? day : holds(tool, word) ? rest : nouns).push_back(word);
    auto text = "osaki-mcs " + std::string(translate(N_("COMMAND [options]"))) + '\n';
    text += group(N_("Daily work"), day, translate);
    text += group(N_("The register"), nouns, translate);
    text += group(N_("The tool"), rest, translate);
    return text + '\n' + translate(N_("More: osaki-mcs help COMMAND, help options, help exit-status")) + '\n';
}

std::string help_on(const std::vector<std::string>& words, Translate translate) {
    if (words.empty()) return overview(translate);
    if (words[0] == "options") return global_options(translate);
    if (words[0] == "exit-status") return exit_statuses(translate);
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    if (const auto* command = find_command(all)) return help_of(*command, translate);
    if (words.size() == 1 && !commands_of(words[0]).empty()) return help_of_word(words[0], translate);
    if (!commands_of(words[0]).empty()) fail_on_words(words);
    auto topics = first_words();
    topics.insert(topics.end(), {"options", "exit-status"});
    const auto near = closest(words[0], topics);
    if (near.empty()) fail(Code::usage, N_("there is no help on {}; osaki-mcs help lists all"), words[0]);
    fail(Code::usage, N_("there is no help on {}; did you mean {}?"), words[0], near);
}

}  // namespace osaki::cli
