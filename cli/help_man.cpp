// Parts of help that man pages share, and the option lists of man pages as scdoc.
#include "help.hpp"
#include "help_text.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/founding.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "words.hpp"

namespace osaki::cli {

namespace {

// scdoc reads _ * ` # and \ as marks.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '_' || c == '*' || c == '`' || c == '\\' || c == '#' || c == '~' || c == '<' || c == '[' || c == ']')
            safe += '\\';
        safe += c;
    }
    return safe;
}

std::string bold(std::string_view text) {
    return '*' + escaped(text) + '*';
}

}  // namespace

std::vector<std::pair<std::string, std::string>> option_rows(const Options& options, bool positional, Translate translate) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& option : options.all()) {
        if (option.positional != positional) continue;
        auto name = option.name;
        const auto comma = name.find(',');
        if (comma != std::string::npos) name.insert(comma + 1, " ");
        if (option.placeholder.starts_with("[=")) name += option.placeholder;
        else if (!option.placeholder.empty()) name += ' ' + option.placeholder;
        if (positional && option.repeatable) name += "...";
        rows.emplace_back(std::move(name), translate(option.help));
    }
    return rows;
}

std::vector<std::string_view> examples_of(std::string_view examples) {
    std::vector<std::string_view> lines;
    for (std::size_t from = 0; from < examples.size();) {
        const auto end = std::min(examples.find('|', from), examples.size());
        lines.push_back(trim(examples.substr(from, end - from)));
        from = end + 1;
    }
    return lines;
}

std::string man_of(std::string_view word, Translate translate) {
    const auto found = commands_of(word);
    if (found.empty()) fail_on_words({std::string(word)});
    std::string text;
    for (const auto* command : found) {
        Options options{Date{}, {}};
        command->define(options);
        text +=
            "## " + std::string(command->words) + "\n\n" + bold(usage_of(*command)) + ' ' + escaped(translate(N_("[options]")));
        text += "\n\n" + escaped(translate(command->summary)) + "\n\n";
        for (const bool positional : {true, false})
            for (const auto& [name, help] : option_rows(options, positional, translate))
                text += bold(name) + "\n\t" + escaped(help) + "\n\n";
        if (command->examples.empty()) continue;
        text += "```\n";
        for (const auto example : examples_of(command->examples)) text += std::string(example) + '\n';
        text += "```\n\n";
    }
    return text;
}

std::string man_of_fields(std::string_view name, Translate translate) {
    auto store = Store::create(":memory:");
    auto change = store.change({.login = "help", .command = "help"});
    found_register(change, osaki_profile(), "osaki.toml");
    const auto kind = import_kind(change, name);
    std::string text;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto& guide = kind.guides[i];
        auto also = std::string(field.name);
        for (const char c : field.aliases.empty() ? std::string() : "|" + std::string(field.aliases))
            also += c == '|' ? std::string(", ") : std::string(1, c);
        text += bold(field.header) + (field.required ? " +" : "") + " (" + escaped(also) + ")\n\t";
        text += *guide.note ? escaped(translate(guide.note)) : escaped(field.header);
        if (!guide.example.empty()) text += ": " + escaped(guide.example);
        text += "\n\n";
    }
    return text;
}

}  // namespace osaki::cli
