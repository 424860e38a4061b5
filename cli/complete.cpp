#include "complete.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/candidates.hpp"
#include "osaki/domain/operator.hpp"
#include "settings.hpp"
#include "words.hpp"

#include <algorithm>

namespace osaki::cli {

namespace {

struct Asked {
    const Host& host;
    const Settings& settings;
    const std::vector<std::string>& before;  // whole words
    const Command* command;
    const Options& own;
    const Options& globals;
};

const Option* find_option(const Options& options, std::string_view name) {
    for (const auto& option : options.all()) {
        if (option.positional) continue;
        const auto comma = option.name.find(',');
        if (name == long_name(option)) return &option;
        if (comma != std::string::npos && name == std::string_view(option.name).substr(0, comma)) return &option;
    }
    return nullptr;
}

const Option* find_option(const Asked& asked, std::string_view name) {
    const auto* option = find_option(asked.own, name);
    return option ? option : find_option(asked.globals, name);
}

bool takes_next(const Option& option) {
    return !option.placeholder.empty() && !option.placeholder.starts_with("[=");
}

void propose(Proposals& to, std::string text, std::string explanation, std::string_view prefix) {
    const auto is_there = std::ranges::find(to.all, text, &Proposal::text) != to.all.end();
    if (text.starts_with(prefix) && !is_there) to.all.push_back({std::move(text), std::move(explanation)});
}

// The words that may stand behind these: "user" and "show". What a noun can do explains it.
void propose_words(Proposals& to, const std::vector<std::string>& words, std::string_view prefix, Translate translate) {
    std::string start;
    for (const auto& word : words) start += word + ' ';
    for (const auto& command : commands()) {
        if (!command.words.starts_with(start)) continue;
        const auto rest = command.words.substr(start.size());
        const auto end = rest.find(' ');
        auto word = std::string(rest.substr(0, end));
        const auto known = std::ranges::find(to.all, word, &Proposal::text);
        if (end == std::string_view::npos) propose(to, std::move(word), translate(command.summary), prefix);
        else if (known == to.all.end()) propose(to, std::move(word), std::string(rest.substr(end + 1)), prefix);
        else known->explanation += ", " + std::string(rest.substr(end + 1));
    }
}

// Numbers and words of the register, as far as this operator may read them.
std::vector<Candidate> from_register(const Asked& asked, std::string_view source, std::string_view prefix) {
    try {
        auto store = Store::open(asked.settings.value("db"), {.lock_wait_seconds = 0});
        const auto view = store.view(asked.host.now());
        const auto op = find_operator(view, asked.host.login);
        if (!op || !may(roles_of(*op), Right::read)) return {};
        return candidates(view, source, prefix);
    } catch (const Error&) {
        return {};
    }
}

// fixed: what stands before the part that is being typed, "--papers=a,"
void propose_values(Proposals& to, const Asked& asked, const Option& option, const std::string& fixed, std::string_view prefix) {
    const auto translate = asked.settings.translate;
    to.are_files = option.completes == "file" || option.completes == "files";
    if (to.are_files) return;
    for (std::size_t i = 0; i < option.choices.size(); ++i)
        if (option.choices[i].starts_with(prefix))
            to.all.push_back(
                {fixed + std::string(option.choices[i]), i < option.labels.size() ? translate(option.labels[i]) : ""});
    if (!is_source(option.completes)) return;
    for (auto& candidate : from_register(asked, option.completes, prefix))
        to.all.push_back({fixed + candidate.text, std::move(candidate.label)});
}

void propose_value(Proposals& to, const Asked& asked, const Option& option, std::string fixed, std::string_view typed) {
    const auto comma = option.repeatable && !option.positional ? typed.rfind(',') : std::string_view::npos;
    if (comma == std::string_view::npos) return propose_values(to, asked, option, fixed, typed);
    fixed += typed.substr(0, comma + 1);
    propose_values(to, asked, option, fixed, typed.substr(comma + 1));
    const auto named = fields_of(typed.substr(0, comma));
    std::erase_if(to.all, [&](const Proposal& proposal) {
        return std::ranges::find(named, proposal.text.substr(fixed.size())) != named.end();
    });
}

void propose_options(Proposals& to, const Asked& asked, std::string_view typed) {
    const auto equals = typed.find('=');
    if (equals != std::string_view::npos) {
        const auto* option = find_option(asked, typed.substr(0, equals));
        if (option) propose_value(to, asked, *option, std::string(typed.substr(0, equals + 1)), typed.substr(equals + 1));
        return;
    }
    for (const auto* options : {&asked.own, &asked.globals})
        for (const auto& option : options->all())
            if (!option.positional) propose(to, std::string(long_name(option)), asked.settings.translate(option.help), typed);
    propose(to, "--help", asked.settings.translate(N_("help on this command")), typed);
}

// The words behind the command's own that are no options and no values of options.
std::vector<std::string> values_given(const Asked& asked, const std::vector<std::string>& rest) {
    std::vector<std::string> values;
    bool only_values = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const std::string_view word = rest[i];
        if (only_values || word.size() < 2 || word[0] != '-') values.push_back(rest[i]);
        else if (word == "--") only_values = true;
        else if (const auto* option = find_option(asked, word); option && takes_next(*option)) ++i;
    }
    return values;
}

void propose_positional(Proposals& to, const Asked& asked, const std::vector<std::string>& rest, std::string_view typed) {
    const auto values = values_given(asked, rest);
    std::size_t place = 0;
    for (const auto& option : asked.own.all()) {
        if (!option.positional || (place++ < values.size() && !option.repeatable)) continue;
        if (option.completes == "command") return propose_words(to, values, typed, asked.settings.translate);
        return propose_value(to, asked, option, {}, typed);
    }
}

Proposals proposals(const Asked& asked, const Line& line, std::string_view typed) {
    Proposals to;
    const auto* pending = asked.before.empty() ? nullptr : find_option(asked, asked.before.back());
    const bool only_values = std::ranges::find(asked.before, "--") != asked.before.end();
    if (!only_values && pending && takes_next(*pending)) propose_value(to, asked, *pending, {}, typed);
    else if (!only_values && typed.starts_with('-')) propose_options(to, asked, typed);
    else if (asked.command) propose_positional(to, asked, line.rest, typed);
    else if (line.unknown_option.empty()) propose_words(to, line.words, typed, asked.settings.translate);
    return to;
}

Settings settings_for(const std::vector<std::string>& words, const Host& host) {
    Globals globals;
    globals.db = early_value(words, "--db");
    globals.config = early_value(words, "--config");
    globals.lang = early_value(words, "--lang");
    return settle(globals, host);
}

}  // namespace

Proposals complete(const std::vector<std::string>& words, const Host& host) {
    const auto typed = words.empty() ? std::string() : words.back();
    const std::vector<std::string> before(words.begin(), words.empty() ? words.end() : words.end() - 1);
    try {
        const auto settings = settings_for(before, host);
        const auto line = read_line(before);
        Globals ignored;
        Options globals{Date{}, {}}, own{Date{}, {}};
        add_globals(globals, ignored);
        // what it binds to lives in the action
        Action action;
        if (line.command) action = line.command->define(own);
        return proposals({host, settings, before, line.command, own, globals}, line, typed);
    } catch (const Error&) {
        return {};
    }
}

std::string shown(const Proposals& proposals) {
    if (proposals.are_files) return "files\n";
    const auto is_open = !proposals.all.empty() && std::ranges::all_of(proposals.all, [](const Proposal& proposal) {
        return proposal.text.ends_with('=');
    });
    std::string text = is_open ? "open\n" : "words\n";
    for (const auto& proposal : proposals.all) text += proposal.text + '\t' + printable(proposal.explanation) + '\n';
    return text;
}

}  // namespace osaki::cli
