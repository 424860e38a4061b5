// A command line from its arguments to its exit status: find, define, parse, settle, perform, and say what went wrong.
#include "command.hpp"
#include "complete.hpp"
#include "exit_status.hpp"
#include "help.hpp"
#include "host.hpp"
#include "labels.hpp"
#include "parse.hpp"
#include "perform.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "words.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <ostream>

namespace osaki::cli {

namespace {

// Language and format as far as they can be told before anything is parsed; a broken configuration is told later.
Settings early_settings(const std::vector<std::string>& arguments, const Host& host) {
    Globals globals;
    globals.config = early_value(arguments, "--config");
    globals.lang = early_value(arguments, "--lang");
    for (const bool keep : {true, false}) {
        try {
            return settle(globals, host);
        } catch (const Error&) {
            if (keep) globals.lang.clear();
        }
    }
    Settings settings;
    const auto lang = host.environment ? host.environment("OSAKI_MCS_LANG").value_or("") : std::string();
    settings.translate = translator(language_of(lang));
    return settings;
}

bool wants_color(const Settings& settings, const Host& host) {
    const auto is_set = [&](const char* name) { return host.environment && !host.environment(name).value_or("").empty(); };
    const auto& color = settings.value("color");
    if (color != "auto") return color == "always";
    if (is_set("NO_COLOR")) return false;
    return host.out_is_terminal || (is_set("CLICOLOR_FORCE") && host.environment("CLICOLOR_FORCE") != "0");
}

Style style_of(const Globals& globals, const Settings& settings, const Host& host, const Action& action, Right right) {
    const bool to_stream = globals.output.empty() || globals.output == "-";
    Style style;
    style.format = parse_format(settings.value("format"));
    style.fields = globals.fields;
    style.field = globals.field;
    style.porcelain = globals.porcelain;
    style.header = !globals.no_header;
    style.csv = settings.csv;
    style.now = host.now();
    style.wareki = settings.asked_wareki || (style.format == Format::table && settings.value("wareki") == "true");
    style.color = to_stream && wants_color(settings, host);
    style.quiet = globals.quiet;
    // of what opens the file itself, only its right tells whether it changes anything
    const bool looks = right == Right::nobody || right == Right::report || right == Right::read || right == Right::audit;
    style.is_change = std::holds_alternative<Write>(action) || std::holds_alternative<Deliver>(action) ||
                      std::holds_alternative<Release>(action) || (std::holds_alternative<OnFile>(action) && !looks);
    style.is_terminal = to_stream && host.out_is_terminal;
    style.width = static_cast<std::size_t>(std::max(host.width, 1));
    style.translate = settings.translate;
    style.label_of = [translate = settings.translate](std::string_view codes, std::string_view token) {
        return built_in_label(codes, token, translate).value_or(std::string(token));
    };
    return style;
}

Actor actor_of(const Command& command, const Given& given, const Globals& globals, const Host& host) {
    constexpr std::size_t most_numbers = 20;
    Actor actor{host.login, host.os_uid, std::string(command.words), globals.reason, host.now(), globals.accept_clock};
    for (std::size_t i = 0; i < given.numbers.size() && i < most_numbers; ++i) actor.command += ' ' + given.numbers[i];
    if (given.numbers.size() > most_numbers) actor.command += " +" + std::to_string(given.numbers.size() - most_numbers);
    for (const auto& option : given.options) actor.command += ' ' + option;
    if (globals.accept_clock) actor.command += " --accept-clock";
    return actor;
}

// A command that was told nothing to do, by an empty list or without any of its options.
std::optional<Output> nothing_to_do(const Command& command, const Given& given, const Options& options) {
    if (given.is_nothing) return Output{.said = {message(N_("nothing is named, nothing was done"))}};
    const auto has_options = std::ranges::any_of(options.all(), [](const Option& option) { return !option.positional; });
    if (verb_of(command) == "edit" && has_options && given.options.empty())
        fail(Code::usage, N_("say what is to be corrected; osaki-mcs {} --help lists it"), command.words);
    return std::nullopt;
}

// "--type" when the command has it; a date's option leaves out "on".
std::string option_of(const Options& options, std::string_view field) {
    auto name = "--" + std::string(field);
    std::ranges::replace(name, '_', '-');
    if (name.ends_with("-on")) name.resize(name.size() - 3);
    const auto has = std::ranges::any_of(options.all(), [&](const Option& option) { return long_name(option) == name; });
    return has ? name : std::string();
}

int run_command(const Line& line, Host& host, Settings& settings, FieldName& name_of) {
    const auto& command = *line.command;
    const auto now = host.now();
    Globals globals;
    Options global_options(date_of(now), host.login);
    add_globals(global_options, globals);
    Options options(date_of(now), host.login, &settings);
    auto action = command.define(options);
    name_of = [options, &settings](const Fault& fault) {
        const auto option = option_of(options, fault.field);
        const auto* label = label_of_field(fault);
        return !option.empty() ? option : label ? std::string(settings.translate(label)) : std::string(fault.field);
    };
    const auto given = parse(line.rest, options, global_options, host.in);
    settings = settle(globals, host);
    if (const auto nothing = nothing_to_do(command, given, options)) action = Plain{[nothing] { return *nothing; }};
    Progress progress(host, globals.quiet, settings.translate);
    settings.progress = [&](std::int64_t done, std::int64_t total) { progress(done, total); };
    Job job{host,
            command,
            globals,
            settings,
            style_of(globals, settings, host, action, command.right),
            actor_of(command, given, globals, host),
            progress};
    return perform(job, action);
}

int print(Host& host, const std::string& text) {
    host.out << text << std::flush;
    if (!host.out) fail(Code::file, N_("the answer could not be written to standard output"));
    return 0;
}

int run_line(const std::vector<std::string>& arguments, Host& host, Settings& settings, FieldName& name_of) {
    auto line = read_line(arguments);
    if (line.wants_help && line.command) return print(host, help_of(*line.command, settings.translate));
    if (line.wants_help) return print(host, help_on(line.words, settings.translate));
    if (line.wants_version) line.command = find_command("version");
    if (line.wants_version) std::erase(line.rest, "--version");
    if (line.command) return run_command(line, host, settings, name_of);
    if (!line.unknown_option.empty()) fail_on_option(line.unknown_option);
    if (line.words.empty()) return print(host, short_help(settings.translate));
    fail_on_words(line.words);
}

int report_and_exit(Host& host, const Error& error, const Settings& settings, bool as_json, const FieldName& name_of) {
    report(host, error, settings.translate, as_json, name_of);
    return exit_status(error.code);
}

}  // namespace

int run(const std::vector<std::string>& arguments, Host& host) {
    if (!arguments.empty() && arguments[0] == "__complete") {
        host.out << shown(complete({arguments.begin() + 1, arguments.end()}, host)) << std::flush;
        return 0;
    }
    auto settings = early_settings(arguments, host);
    const auto translate = settings.translate;
    const auto as_json = [&] { return early_json(arguments) || (!settings.all.empty() && settings.value("format") == "json"); };
    FieldName name_of = [](const Fault& fault) { return std::string(fault.field); };
    try {
        return run_line(arguments, host, settings, name_of);
    } catch (const Error& error) {
        if (!settings.translate) settings.translate = translate;
        return report_and_exit(host, error, settings, as_json(), name_of);
    } catch (const std::exception& error) {
        const Error bug(Code::bug, message(N_("a bug in osaki-mcs: {}"), error.what()));
        return report_and_exit(host, bug, settings, as_json(), name_of);
    }
}

}  // namespace osaki::cli
