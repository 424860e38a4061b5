// Finds the command in a line of arguments and says what was meant by a mistyped one. Nothing here is ever run on a guess.
#include "words.hpp"

#include "globals.hpp"
#include "osaki/base/text.hpp"

#include <algorithm>
#include <set>

namespace osaki::cli {

namespace {

struct GlobalNames {
    Globals ignored;
    Options options{Date{}, {}};
    GlobalNames() { add_globals(options, ignored); }

    // "-o" and "--output" of "-o,--output"
    const Option* find(std::string_view name) const {
        for (const auto& option : options.all()) {
            const auto comma = option.name.find(',');
            const bool is_short = comma != std::string::npos && name == std::string_view(option.name).substr(0, comma);
            if (is_short || name == long_name(option)) return &option;
        }
        return nullptr;
    }
};

bool takes_next(const Option& option) {
    return !option.placeholder.empty() && !option.placeholder.starts_with("[=");
}

bool is_option(std::string_view argument) {
    return argument.size() > 1 && argument[0] == '-';
}

// Indexes of the arguments that may be words of a command.
std::vector<std::size_t> word_places(const std::vector<std::string>& arguments, Line& line) {
    const GlobalNames globals;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < arguments.size() && places.size() < 3; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--") break;
        if (!is_option(argument)) {
            places.push_back(i);
            continue;
        }
        if (argument == "-h" || argument == "--help" || argument == "--version") continue;
        const auto* option = globals.find(argument.substr(0, argument.find('=')));
        if (!option) option = argument[1] == '-' ? nullptr : globals.find(argument.substr(0, 2));
        if (!option) {
            if (places.empty()) line.unknown_option = argument;
            break;
        }
        const bool is_whole = argument.find('=') == std::string_view::npos && globals.find(argument) == option;
        if (takes_next(*option) && is_whole) ++i;
    }
    return places;
}

std::string joined(const std::vector<std::string>& words, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

}  // namespace

const Command* find_command(std::string_view words) {
    const auto all = commands();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.words == words; });
    return found == all.end() ? nullptr : &*found;
}

std::string_view first_word(const Command& command) {
    return command.words.substr(0, command.words.find(' '));
}

std::string_view verb_of(const Command& command) {
    const auto blank = command.words.find(' ');
    return blank == std::string_view::npos ? std::string_view() : command.words.substr(blank + 1);
}

std::vector<const Command*> commands_of(std::string_view word) {
    std::vector<const Command*> found;
    for (const auto& command : commands())
        if (command.words == word || (command.words.starts_with(word) && command.words[word.size()] == ' '))
            found.push_back(&command);
    return found;
}

Line read_line(const std::vector<std::string>& arguments) {
    Line line;
    const auto places = word_places(arguments, line);
    for (const auto place : places) line.words.push_back(arguments[place]);
    std::size_t used = line.words.size();
    for (; used > 0 && !line.command; --used) {
        line.command = find_command(joined(line.words, used));
        if (line.command) break;
    }
    bool only_values = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        only_values = only_values || arguments[i] == "--";
        line.wants_help = line.wants_help || (!only_values && (arguments[i] == "--help" || arguments[i] == "-h"));
        line.wants_version = line.wants_version || (!only_values && !line.command && arguments[i] == "--version");
        const auto place = std::find(places.begin(), places.end(), i);
        if (place == places.end() || static_cast<std::size_t>(place - places.begin()) >= used) line.rest.push_back(arguments[i]);
    }
    return line;
}

std::string early_value(const std::vector<std::string>& arguments, std::string_view name) {
    const auto with_value = std::string(name) + '=';
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        if (arguments[i].starts_with(with_value)) return arguments[i].substr(with_value.size());
        if (arguments[i] == name && i + 1 < arguments.size()) return arguments[i + 1];
    }
    return {};
}

bool early_json(const std::vector<std::string>& arguments) {
    for (const auto& argument : arguments) {
        if (argument == "--") break;
        if (argument == "--json" || argument.starts_with("--json=")) return true;
    }
    return early_value(arguments, "--format") == "json";
}

void fail_on_option(std::string_view option) {
    const auto name = option.substr(0, option.find('='));
    const GlobalNames globals;
    std::vector<std::string_view> candidates;
    for (const auto& global : globals.options.all()) candidates.push_back(long_name(global));
    const auto near = closest(name, candidates);
    if (near.empty()) fail(Code::usage, N_("there is no option {} here; --help lists all"), name);
    fail(Code::usage, N_("there is no option {}; did you mean {}?"), name, near);
}

void fail_on_words(const std::vector<std::string>& words) {
    std::vector<std::string_view> candidates;
    const auto verbs = commands_of(words.at(0));
    if (verbs.empty()) {
        for (const auto& command : commands()) candidates.push_back(first_word(command));
        const auto near = closest(words[0], candidates);
        if (near.empty()) fail(Code::usage, N_("there is no command {}; osaki-mcs help lists all"), words[0]);
        fail(Code::usage, N_("there is no command {}; did you mean {}?"), words[0], near);
    }
    std::string all;
    for (const auto* command : verbs) {
        candidates.push_back(verb_of(*command));
        all += (all.empty() ? "" : ", ") + std::string(verb_of(*command));
    }
    if (words.size() < 2) fail(Code::usage, N_("{} needs one of the words {}"), words[0], all);
    const auto typed =
        words.size() > 2 && verb_of(*verbs[0]).find(' ') != std::string_view::npos ? words[1] + ' ' + words[2] : words[1];
    const auto near = closest(typed, candidates);
    if (near.empty())
        fail(Code::usage, N_("there is no command {} {}; {} takes one of the words {}"), words[0], typed, words[0], all);
    fail(Code::usage, N_("there is no command {} {}; did you mean {} {}?"), words[0], typed, words[0], near);
}

}  // namespace osaki::cli
