// How typed options take the person's text, and what they say when it does not fit.
#include "options.hpp"

#include "osaki/base/text.hpp"

#include <charconv>

namespace osaki::cli {

namespace {

std::string joined(const std::vector<std::string_view>& parts, std::string_view between) {
    std::string text;
    for (const auto part : parts) {
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

// For --limit and --offset.
std::int64_t count_of(const std::string& text) {
    const auto number = whole_number(text);
    if (number < 0) fail(Code::usage, N_("{} is below zero"), text);
    return number;
}

}  // namespace

std::string_view long_name(const Option& option) {
    const std::string_view name = option.name;
    const auto comma = name.find(',');
    return comma == std::string_view::npos ? name : name.substr(comma + 1);
}

std::int64_t whole_number(const std::string& text) {
    const auto digits = normalise(trim(text));
    std::int64_t number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, number);
    if (failed != std::errc() || stop != end || digits.empty()) fail(Code::usage, N_("{} is not a whole number"), text);
    return number;
}

std::vector<std::string> fields_of(std::string_view text) {
    std::vector<std::string> fields;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        const auto part = trim(text.substr(from, comma - from));
        if (!part.empty()) fields.emplace_back(part);
        from = comma + 1;
    }
    return fields;
}

Option& Options::add(Option option) {
    options_.push_back(std::move(option));
    return options_.back();
}

Option& Options::text(std::string name, std::string& to, std::string placeholder, const char* help) {
    return add({std::move(name), std::move(placeholder), help, [&to](const std::string& text) {
                    if (has_control(text)) fail(Code::invalid, N_("{} holds a control character"), text);
                    to = text;
                }});
}

Option& Options::flag(std::string name, bool& to, const char* help) {
    return add({std::move(name), {}, help, [&to](const std::string& text) { to = text != "false"; }});
}

Option& Options::number(std::string name, std::int64_t& to, std::string placeholder, const char* help) {
    return add({std::move(name), std::move(placeholder), help, [&to](const std::string& text) { to = whole_number(text); }});
}

Option& Options::date(std::string name, std::optional<Date>& to, const char* help) {
    const auto today = today_;
    auto& option = add({std::move(name), "DATE", help, [&to, today](const std::string& text) {
                            const auto date = parse_date(text, today);
                            if (date > today) fail(Code::invalid, N_("{} lies in the future; today is {}"), date, today);
                            to = date;
                        }});
    option.choices = {"today", "yesterday"};
    return option;
}

Option& Options::future_date(std::string name, std::optional<Date>& to, const char* help) {
    const auto today = today_;
    return add({std::move(name), "DATE", help, [&to, today](const std::string& text) { to = parse_date(text, today); }});
}

Option& Options::month(std::string name, std::optional<Month>& to, const char* help) {
    const auto today = today_;
    auto& option =
        add({std::move(name), "MONTH", help, [&to, today](const std::string& text) { to = parse_month(text, today); }});
    option.choices = {"last-month", "this-month"};
    return option;
}

Option& Options::fiscal_year(std::string name, std::optional<FiscalYear>& to, const char* help) {
    const auto today = today_;
    auto& option =
        add({std::move(name), "YEAR", help, [&to, today](const std::string& text) { to = parse_fiscal_year(text, today); }});
    option.choices = {"this-year", "last-year"};
    return option;
}

Option& Options::months(std::string placeholder, std::vector<Month>& to, const char* help) {
    const auto today = today_;
    Option option{
        std::move(placeholder), {}, help, [&to, today](const std::string& text) { to.push_back(parse_month(text, today)); }};
    option.positional = option.required = option.repeatable = true;
    return add(std::move(option));
}

Option& Options::list(std::string name, std::vector<std::string>& to, std::string placeholder, const char* help) {
    Option option{std::move(name), std::move(placeholder), help, [&to](const std::string& text) {
                      if (has_control(text)) fail(Code::invalid, N_("{} holds a control character"), text);
                      to.push_back(text);
                  }};
    option.repeatable = true;
    return add(std::move(option));
}

Option& Options::texts(std::string placeholder, std::vector<std::string>& to, const char* help) {
    Option option{std::move(placeholder), {}, help, [&to](const std::string& text) { to.push_back(text); }};
    option.positional = option.required = option.repeatable = true;
    return add(std::move(option));
}

Option& Options::file(std::string name, std::string& to, const char* help) {
    Option option{std::move(name), "FILE", help, [&to](const std::string& text) {
                      if (text.empty()) fail(Code::usage, N_("a file name is empty"));
                      to = text;
                  }};
    option.completes = "file";
    return add(std::move(option));
}

void Options::query(Query& to) {
    to.today = today_;
    text("--where", to.where, "CONDITION", N_("only rows for which this holds: state=active and profession=nurse"));
    text("--sort", to.sort, "FIELD,...", N_("order by these fields, falling with a leading -"));
    add({"--limit", "N", N_("at most so many rows"), [&to](const std::string& text) { to.limit = count_of(text); }});
    add({"--offset", "N", N_("leave out so many rows first"), [&to](const std::string& text) { to.offset = count_of(text); }});
}

void Options::bad_id(const std::string& text, IdForm form) {
    const auto example = format_id(form, form.yearly ? 2026 * yearly_base + 1 : 1);
    fail(Code::usage, N_("{} is not a number like {}"), text, example);
}

void Options::unknown_choice(const std::string& text, const std::vector<std::string_view>& choices) {
    const auto near = closest(text, choices);
    const auto all = joined(choices, ", ");
    if (near.empty()) fail(Code::usage, N_("{} is none of {}"), text, all);
    fail(Code::usage, N_("{} is none of {}; did you mean {}?"), text, all, near);
}

std::string Options::placeholder_of(const std::vector<std::string_view>& choices) {
    return joined(choices, "|");
}

}  // namespace osaki::cli
