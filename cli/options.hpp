// How a command names its options. Each call binds one option straight to where the library wants it; help, man pages,
// completion and the parser all read the list this makes. Nothing here knows CLI11: options.cpp and run.cpp do.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/base/id.hpp"
#include "osaki/base/names.hpp"
#include "osaki/base/time.hpp"
#include "osaki/store/query.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

struct Settings;  // settings.hpp

struct Option {
    std::string name;         // "--office", "-n,--dry-run", or "USER" for a positional
    std::string placeholder;  // "OFFICE", empty for a flag, "[=FIELDS]" when the value is optional
    const char* help;
    std::function<void(const std::string& text)> take;  // throws Error(Code::usage or Code::invalid)
    bool positional = false;
    bool required = false;
    bool repeatable = false;                     // several values; options take them comma-separated or repeated
    std::vector<std::string_view> choices = {};  // tokens, for help and completion
    std::vector<const char*> labels = {};        // of the choices, where they have some
    std::string_view completes = {};  // "file", "files" (names kept as UTF-8), "command", or a source of domain/candidates.hpp
};

class Options {
public:
    // settings are empty while the options are defined and filled in before the action runs; null in help.
    explicit Options(Date today, std::string login, const Settings* settings = nullptr)
        : today_(today), login_(std::move(login)), settings_(settings) {}

    Date today() const { return today_; }
    const std::string& login() const { return login_; }
    const Settings* settings() const { return settings_; }
    const std::vector<Option>& all() const { return options_; }

    // Add one; the typed calls below make it. The reference stays valid until the next call.
    Option& add(Option option);

    Option& text(std::string name, std::string& to, std::string placeholder, const char* help);
    Option& flag(std::string name, bool& to, const char* help);
    Option& number(std::string name, std::int64_t& to, std::string placeholder, const char* help);
    Option& date(std::string name, std::optional<Date>& to,
                 const char* help);  // every form of commands.md; the future is refused
    Option& future_date(std::string name, std::optional<Date>& to, const char* help);        // --due, --until, --effective
    Option& month(std::string name, std::optional<Month>& to, const char* help);             // every form of commands.md
    Option& fiscal_year(std::string name, std::optional<FiscalYear>& to, const char* help);  // FY2026, 令和8年度, last-year
    Option& months(std::string placeholder, std::vector<Month>& to, const char* help);       // positional, one or more
    Option& list(std::string name, std::vector<std::string>& to, std::string placeholder, const char* help);
    // Positional words as typed, one or more: numbers of several kinds, `-` reads them from stdin.
    Option& texts(std::string placeholder, std::vector<std::string>& to, const char* help);
    Option& file(std::string name, std::string& to, const char* help);
    void query(Query& to);  // --where --sort --limit --offset

    template <class Tag>
    Option& id(std::string name, Id<Tag>& to, std::string placeholder, const char* help) {
        return add({std::move(name), std::move(placeholder), help, [&to](const std::string& text) { to = id_of<Tag>(text); }});
    }
    template <class Tag>
    Option& id(std::string name, std::optional<Id<Tag>>& to, std::string placeholder, const char* help) {
        return add({std::move(name), std::move(placeholder), help, [&to](const std::string& text) { to = id_of<Tag>(text); }});
    }
    // Positional numbers, one or more; `-` reads them from stdin.
    template <class Tag>
    Option& ids(std::string placeholder, std::vector<Id<Tag>>& to, const char* help) {
        Option option{std::move(placeholder), {}, help, [&to](const std::string& text) { to.push_back(id_of<Tag>(text)); }};
        option.positional = option.required = option.repeatable = true;
        return add(std::move(option));
    }
    // Numbers as the value of an option, comma-separated or repeated.
    template <class Tag>
    Option& id_list(std::string name, std::vector<Id<Tag>>& to, std::string placeholder, const char* help) {
        Option option{std::move(name), std::move(placeholder), help,
                      [&to](const std::string& text) { to.push_back(id_of<Tag>(text)); }};
        option.repeatable = true;
        return add(std::move(option));
    }
    // One positional number.
    template <class Tag>
    Option& the_id(std::string placeholder, Id<Tag>& to, const char* help) {
        auto& option = id(std::move(placeholder), to, {}, help);
        option.positional = option.required = true;
        return option;
    }
    // One positional number, or none.
    template <class Tag>
    Option& the_id(std::string placeholder, std::optional<Id<Tag>>& to, const char* help) {
        auto& option = id(std::move(placeholder), to, {}, help);
        option.positional = true;
        return option;
    }
    template <class E>
    Option& choice(std::string name, E& to, const char* help) {
        using Inner = typename Bare<E>::type;
        Option option{std::move(name), {}, help, {}};
        for (const auto& n : names_of(Inner{})) {
            option.choices.push_back(n.token);
            option.labels.push_back(n.label);
        }
        option.placeholder = placeholder_of(option.choices);
        const auto choices = option.choices;
        option.take = [&to, choices](const std::string& text) {
            const auto value = parse_name<Inner>(text);
            if (!value) unknown_choice(text, choices);
            to = *value;
        };
        return add(std::move(option));
    }

    static std::string placeholder_of(const std::vector<std::string_view>& choices);  // "hand|post|mail"

private:
    template <class T>
    struct Bare {
        using type = T;
    };
    template <class T>
    struct Bare<std::optional<T>> {
        using type = T;
    };
    template <class Tag>
    static Id<Tag> id_of(const std::string& text) {
        const auto id = parse_id<Tag>(text);
        if (!id) bad_id(text, Tag::form);
        return *id;
    }
    [[noreturn]] static void bad_id(const std::string& text, IdForm form);  // Code::usage
    [[noreturn]] static void unknown_choice(const std::string& text,
                                            const std::vector<std::string_view>& choices);  // Code::usage, suggests

    Date today_;
    std::string login_;
    const Settings* settings_;
    std::vector<Option> options_;
};

// "--dry-run" of "-n,--dry-run"; the name itself otherwise.
std::string_view long_name(const Option& option);
std::int64_t whole_number(const std::string& text);  // Code::usage
// Parts of "a,b", trimmed.
std::vector<std::string> fields_of(std::string_view text);

}  // namespace osaki::cli
