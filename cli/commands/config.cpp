// config: every setting with its source, and a person's own configuration file.
#include "config.hpp"

#include "answer.hpp"
#include "command.hpp"
#include "options.hpp"
#include "osaki/base/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace osaki::cli {

const Description<Setting>& describe(const Setting*) {
    static constexpr std::array columns{
        column<&Setting::key>("key", N_("setting")).required(),
        column<&Setting::value>("value", N_("value")),
        column<&Setting::source>("source", N_("from")).required().coded("source"),
    };
    static constexpr Description<Setting> description{"setting", N_("settings"), columns};
    return description;
}

namespace {

void add_key(Options& options, std::string& key) {
    auto& word = options.text("KEY", key, {}, N_("db, lang, format, color, lock_wait or wareki"));
    word.positional = word.required = true;
    word.choices.assign(setting_keys.begin(), setting_keys.end());
}

void check_key(const std::string& key) {
    if (std::find(setting_keys.begin(), setting_keys.end(), key) != setting_keys.end()) return;
    const auto near = closest(key, {setting_keys.begin(), setting_keys.end()});
    if (near.empty()) fail(Code::usage, N_("there is no setting {}"), key);
    fail(Code::usage, N_("there is no setting {}; did you mean {}?"), key, near);
}

Output foretell(const std::string& path, const std::string& key, const std::string& value, bool dry_run) {
    check_key(key);
    check_setting(key, value);
    if (path.empty()) fail(Code::usage, N_("it is not known where your configuration is; name it with --config"));
    if (dry_run) return {.said = {message(N_("{} would be {} in {}; dry run: nothing was saved"), key, value, path)}};
    return {.said = {message(N_("{} is now {} in {}"), key, value, path)}};
}

void save(const std::string& path, const std::string& key, const std::string& value) {
    std::error_code ignored;
    const auto parent = std::filesystem::path(path).parent_path();
    if (!parent.empty()) std::filesystem::create_directories(parent, ignored);
    std::ostringstream old;
    if (std::ifstream file(path, std::ios::binary); file) old << file.rdbuf();
    replace_file(path, with_setting(old.str(), key, value));
}

}  // namespace

Action define_config_list(Options& options) {
    const auto* settings = options.settings();
    return Plain{[settings] { return Output{.tables = {table_of(settings->all)}}; }};
}

Action define_config_get(Options& options) {
    auto key = std::make_shared<std::string>();
    add_key(options, *key);
    const auto* settings = options.settings();
    return Plain{[key, settings] {
        check_key(*key);
        return Output{.text = settings->value(*key) + '\n'};
    }};
}

Action define_config_set(Options& options) {
    struct Wish {
        std::string key, value;
    };
    auto wish = std::make_shared<Wish>();
    add_key(options, wish->key);
    auto& value = options.text("VALUE", wish->value, {}, N_("its new value in your configuration"));
    value.positional = value.required = true;
    const auto* settings = options.settings();
    return Plain{[wish, settings] { return foretell(settings->user_file, wish->key, wish->value, settings->dry_run); },
                 [wish, settings] {
                     if (!settings->dry_run) save(settings->user_file, wish->key, wish->value);
                 }};
}

Action define_config_check(Options& options) {
    const auto* settings = options.settings();
    // a wrong file has already been refused when the settings were weighed
    return Plain{[settings] {
        Output output;
        for (const auto& path : settings->files_read) output.said.push_back(message(N_("{} is in order"), path));
        if (output.said.empty()) output.said.push_back(message(N_("there is no configuration file; what is built in holds")));
        return output;
    }};
}

Action define_config_path(Options& options) {
    const auto* settings = options.settings();
    return Plain{[settings] { return Output{.text = std::string(system_config) + '\n' + settings->user_file + '\n'}; }};
}

}  // namespace osaki::cli
