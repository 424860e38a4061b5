// Option over environment over user configuration over the system's over what is built in.
#include "settings.hpp"

#include "config.hpp"
#include "osaki/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace osaki::cli {

namespace {

std::string environment(const Host& host, const char* name) {
    return host.environment ? host.environment(name).value_or("") : std::string();
}

// A directory of the XDG specification, which ignores relative paths.
std::string xdg(const Host& host, const char* name, const char* under_home) {
    const auto given = environment(host, name);
    if (given.starts_with('/')) return given;
    const auto home = environment(host, "HOME");
    return home.empty() ? std::string() : home + under_home;
}

std::string default_db(const Host& host) {
    if (host.is_service_account) return "/var/lib/osaki-mcs/register.db";
    const auto directory = xdg(host, "XDG_DATA_HOME", "/.local/share");
    return directory.empty() ? std::string() : directory + "/osaki-mcs/register.db";
}

Setting default_lang(const Host& host) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto locale = environment(host, name);
        if (!locale.empty()) return {"lang", language_of(locale) == Language::japanese ? "ja" : "en", name};
    }
    return {"lang", "en", "built in"};
}

std::vector<Setting> built_in(const Host& host) {
    return {{"db", default_db(host), "built in"}, default_lang(host),
            {"format", "table", "built in"},      {"color", "auto", "built in"},
            {"lock_wait", "15", "built in"},      {"wareki", "false", "built in"}};
}

void put(Settings& settings, const Setting& setting) {
    for (auto& existing : settings.all)
        if (existing.key == setting.key) existing = setting;
}

// What an option or variable gives; empty is not given.
void put_checked(Settings& settings, const Setting& setting) {
    if (setting.value.empty()) return;
    try {
        check_setting(setting.key, setting.value);
    } catch (Error& error) {
        error.details.emplace_back("option", setting.source);
        throw;
    }
    put(settings, setting);
}

void put_files(Settings& settings, const Globals& globals, const Host& host) {
    const auto named = globals.config.empty() ? environment(host, "OSAKI_MCS_CONFIG") : globals.config;
    const auto directory = xdg(host, "XDG_CONFIG_HOME", "/.config");
    settings.user_file = !named.empty() ? named : directory.empty() ? std::string() : directory + "/osaki-mcs/config.toml";
    for (const auto& path : {std::string(system_config), settings.user_file}) {
        if (path.empty()) continue;
        const auto read = read_config(path);
        if (!read && path == named) fail(Code::file, N_("{} does not exist"), path);
        if (!read) continue;
        settings.files_read.push_back(path);
        for (const auto& setting : *read) put(settings, setting);
    }
}

void put_environment(Settings& settings, const Host& host) {
    for (const auto key : setting_keys) {
        std::string name = "OSAKI_MCS_";
        for (const char c : key) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        put_checked(settings, {std::string(key), environment(host, name.c_str()), name});
    }
}

void put_csv(Settings& settings, const Globals& globals) {
    if (!globals.excel && !globals.encoding) return;
    if (settings.asked_format.empty()) settings.asked_format = "csv";
    if (settings.asked_format != "csv")
        fail(Code::usage, N_("--excel and --encoding are for CSV, not for {}"), settings.asked_format);
    put(settings, {"format", "csv", globals.excel ? "--excel" : "--encoding"});
    settings.csv = {globals.encoding, globals.excel};
}

// The format that a file's name ends in; empty when it ends in none.
std::string format_of_name(const std::string& path) {
    const auto dot = path.rfind('.');
    auto end = dot == std::string::npos ? std::string() : path.substr(dot + 1);
    for (char& c : end) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (end == "xls") fail(Code::usage, N_("{}: a workbook is written as .xlsx, not as .xls"), path);
    if (end == "jsonl") return "ndjson";
    for (const auto* known : {"csv", "json", "ndjson", "xlsx", "html", "pdf"})
        if (end == known) return end;
    return {};
}

// What was asked for must fit the file's name, or whoever opens it finds something else in it.
void put_name(Settings& settings, const Globals& globals) {
    const auto named = format_of_name(globals.output);
    if (named.empty()) return;
    if (!settings.asked_format.empty() && settings.asked_format != named)
        fail(Code::usage, N_("{} is asked for, but the name {} says {}; name the file or the format otherwise"),
             settings.asked_format, globals.output, named);
    settings.asked_format = named;
    put(settings, {"format", named, "--output"});
}

bool is_of_file(std::string_view format) {
    return format == "xlsx" || format == "html" || format == "pdf";
}

void put_options(Settings& settings, const Globals& globals) {
    put_checked(settings, {"db", globals.db, "--db"});
    put_checked(settings, {"lang", globals.lang, "--lang"});
    // a workbook or a page is nothing to be set once and for all
    if (is_of_file(globals.format)) put(settings, {"format", globals.format, "--format"});
    else put_checked(settings, {"format", globals.format, "--format"});
    if (globals.json) put(settings, {"format", "json", "--json"});
    settings.asked_format = globals.json ? "json" : globals.format;
    put_csv(settings, globals);
    put_name(settings, globals);
    put_checked(settings, {"color", globals.color, "--color"});
    if (globals.lock_wait) put_checked(settings, {"lock_wait", std::to_string(*globals.lock_wait), "--lock-wait"});
    if (globals.wareki) put(settings, {"wareki", "true", "--wareki"});
}

void check_word(std::string_view value, const std::vector<std::string_view>& words) {
    if (std::find(words.begin(), words.end(), value) != words.end()) return;
    std::string all;
    for (const auto word : words) all += (all.empty() ? "" : ", ") + std::string(word);
    const auto near = closest(value, words);
    if (near.empty()) fail(Code::usage, N_("{} is none of {}"), value, all);
    fail(Code::usage, N_("{} is none of {}; did you mean {}?"), value, all, near);
}

}  // namespace

const std::string& Settings::value(std::string_view key) const {
    for (const auto& setting : all)
        if (setting.key == key) return setting.value;
    fail(Code::bug, N_("there is no setting {}"), key);
}

void check_setting(std::string_view key, const std::string& value) {
    if (key == "db") return;
    if (key == "lang") return check_word(value, {"ja", "en"});
    if (key == "format" && value == "xlsx")
        fail(Code::usage, N_("a workbook is no default; ask for it with --format xlsx or a file's name"));
    if (key == "format" && is_of_file(value))
        fail(Code::usage, N_("a page is no default; ask for it with --format {} or a file's name"), value);
    if (key == "format") return check_word(value, {"table", "json", "ndjson", "csv", "xlsx", "html", "pdf"});
    if (key == "color") return check_word(value, {"auto", "always", "never"});
    if (key == "wareki") return check_word(value, {"true", "false"});
    if (key != "lock_wait") fail(Code::usage, N_("there is no setting {}"), key);
    int seconds = -1;
    const auto* end = value.data() + value.size();
    const auto [stop, failed] = std::from_chars(value.data(), end, seconds);
    if (failed != std::errc() || stop != end || seconds < 0 || seconds > 86400)
        fail(Code::usage, N_("{} is no number of seconds from 0 to 86400"), value);
}

namespace {

// In JSON the same key twice would be no object.
void refuse_twice(const std::vector<std::string>& fields) {
    for (auto one = fields.begin(); one != fields.end(); ++one)
        if (std::find(fields.begin(), one, *one) != one) fail(Code::usage, N_("field {} is named twice"), *one);
}

}  // namespace

Settings settle(const Globals& globals, const Host& host) {
    refuse_twice(globals.fields);
    Settings settings;
    settings.all = built_in(host);
    put_files(settings, globals, host);
    put_environment(settings, host);
    put_options(settings, globals);
    settings.translate = translator(language_of(settings.value("lang")));
    settings.output = globals.output;
    settings.asked_wareki = globals.wareki;
    settings.force = globals.force;
    settings.dry_run = globals.dry_run;
    settings.fields = globals.field.empty() ? globals.fields : std::vector{globals.field};
    settings.header = !globals.no_header;
    return settings;
}

}  // namespace osaki::cli
