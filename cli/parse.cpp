// The only file that knows CLI11. One flat parser is built for the one command that was typed.
#include "parse.hpp"

#include "osaki/base/text.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <istream>

namespace osaki::cli {

namespace {

struct Bound {
    const Option* option;
    CLI::Option* parsed;
    bool is_own;  // of the command, not a global
};

bool is_flag(const Option& option) {
    return option.placeholder.empty();
}

bool has(const std::vector<Bound>& bounds, std::string_view name) {
    return std::any_of(bounds.begin(), bounds.end(), [&](const Bound& b) { return long_name(*b.option) == name; });
}

void bind(CLI::App& app, std::vector<Bound>& bounds, const Options& options, bool is_own) {
    for (const auto& option : options.all()) {
        // a command's own option hides the global of the same name
        if (option.positional || has(bounds, long_name(option))) continue;
        const bool optional_value = option.placeholder.starts_with("[=");
        auto* parsed = optional_value    ? app.add_flag(option.name + "{}")
                       : is_flag(option) ? app.add_flag(option.name)
                                         : app.add_option(option.name);
        parsed->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        bounds.push_back({&option, parsed, is_own});
    }
}

[[noreturn]] void unknown_option(const std::string& argument, const std::vector<Bound>& bounds) {
    const auto name = argument.substr(0, argument.find('='));
    std::vector<std::string_view> names;
    for (const auto& bound : bounds) names.push_back(long_name(*bound.option));
    const auto near = closest(name, names);
    if (near.empty()) fail(Code::usage, N_("there is no option {} here; --help lists all"), name);
    fail(Code::usage, N_("there is no option {}; did you mean {}?"), name, near);
}

// What CLI11 did not take: the positional values; an option among them is one that nobody knows.
std::vector<std::string> positionals(const CLI::App& app, const std::vector<Bound>& bounds) {
    std::vector<std::string> values;
    bool only_values = false;
    for (const auto& argument : app.remaining()) {
        if (!only_values && argument == "--") only_values = true;
        else if (!only_values && argument.size() > 1 && argument[0] == '-') unknown_option(argument, bounds);
        else values.push_back(argument);
    }
    return values;
}

void take(const Option& option, const std::string& text) {
    try {
        if (invalid_utf8(text) && option.completes != "file") fail(Code::invalid, N_("{} is not UTF-8"), text);
        option.take(text);
    } catch (Error& error) {
        error.details.emplace_back("option", std::string(long_name(option)));
        throw;
    }
}

void take_option(const Bound& bound) {
    const auto& option = *bound.option;
    const auto results = bound.parsed->results();
    if (results.empty()) {
        if (option.required) fail(Code::usage, N_("{} is missing"), long_name(option));
        return;
    }
    if (results.size() > 1 && !option.repeatable && !is_flag(option))
        fail(Code::usage, N_("{} is given more than once"), long_name(option));
    for (const auto& text : results) {
        if (is_flag(option) && text != "true" && text != "false") fail(Code::usage, N_("{} takes no value"), long_name(option));
        if (!option.repeatable || is_flag(option)) take(option, text);
        else
            for (const auto& part : fields_of(text)) take(option, part);
    }
}

// Values for one positional; the ones behind it keep theirs.
std::vector<std::string> share_of(const Option& option, std::vector<std::string>& values, std::size_t needed_behind,
                                  std::istream& in) {
    std::vector<std::string> share;
    const std::size_t most = option.repeatable ? values.size() : 1;
    while (share.size() < most && values.size() > needed_behind) {
        share.push_back(values.front());
        values.erase(values.begin());
    }
    if (!option.repeatable) return share;
    std::vector<std::string> read;
    for (const auto& value : share) {
        if (value != "-" || option.completes == "file") read.push_back(value);
        else
            for (std::string word; in >> word;) read.push_back(word);
    }
    return read;
}

// Looks like a register's number, so that it may be kept in the audit: A2026-0045, U000123.
bool is_number(std::string_view text) {
    const auto digits = text.substr(std::min<std::size_t>(1, text.size()));
    return text.size() < 20 && !digits.empty() && text[0] >= 'A' && text[0] <= 'Z' &&
           digits.find_first_not_of("0123456789-") == std::string_view::npos;
}

// The first that got no value; values fill those before it.
[[noreturn]] void missing(std::vector<Option>::const_iterator option, std::vector<Option>::const_iterator end,
                          std::size_t values) {
    auto last = option;
    for (; option != end; ++option) {
        if (!option->positional || !option->required) continue;
        last = option;
        if (values-- == 0) break;
    }
    if (!last->choices.empty())
        fail(Code::usage, N_("{} is missing; there are {}"), last->name, Options::placeholder_of(last->choices));
    fail(Code::usage, N_("{} is missing"), last->name);
}

void take_positionals(const Options& options, std::vector<std::string> values, std::istream& in, Given& given) {
    const auto& all = options.all();
    for (auto option = all.begin(); option != all.end(); ++option) {
        if (!option->positional) continue;
        const auto behind = std::count_if(option + 1, all.end(), [](const Option& o) { return o.positional && o.required; });
        const auto named = values.size();
        const auto share = share_of(*option, values, static_cast<std::size_t>(behind), in);
        // a list of none was given, as a script does with the answer of another command
        if (share.empty() && values.size() < named) given.is_nothing = true;
        else if (share.empty() && option->required) missing(option, all.end(), values.size());
        for (const auto& text : share) {
            take(*option, text);
            if (is_number(text)) given.numbers.push_back(text);
        }
    }
    if (!values.empty()) fail(Code::usage, N_("{} is one word too many"), values.front());
}

}  // namespace

Given parse(const std::vector<std::string>& arguments, const Options& options, const Options& globals, std::istream& in) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<Bound> bounds;
    bind(app, bounds, options, true);
    bind(app, bounds, globals, false);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ArgumentMismatch&) {
        fail(Code::usage, N_("{} needs a value"), arguments.back());
    } catch (const CLI::ParseError&) {
        fail(Code::usage, N_("the options cannot be read; --help shows how they are written"));
    }
    const auto values = positionals(app, bounds);
    Given given;
    for (const auto& bound : bounds) {
        take_option(bound);
        if (bound.is_own && bound.parsed->count() > 0) given.options.emplace_back(long_name(*bound.option));
    }
    take_positionals(options, values, in, given);
    return given;
}

}  // namespace osaki::cli
