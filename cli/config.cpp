// Reads config.toml. The only file that knows tomlplusplus.
#include "config.hpp"

#include "files.hpp"
#include "osaki/base/text.hpp"

#include <unistd.h>

#include <cerrno>
#include <sstream>

#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

namespace osaki::cli {

namespace {

constexpr std::size_t most_config_bytes = 1'048'576;

std::optional<std::string> file_text(const std::string& path) {
    if (::access(path.c_str(), F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
    auto text = read_file(path, most_config_bytes + 1);
    if (text.size() > most_config_bytes) fail(Code::file, N_("{} is no configuration: it is too large"), path);
    return text;
}

std::string place(const std::string& path, const toml::source_region& region) {
    return path + ':' + std::to_string(region.begin.line) + ':' + std::to_string(region.begin.column);
}

std::string text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* yes = node.as_boolean()) return yes->get() ? "true" : "false";
    return {};
}

[[noreturn]] void unknown_key(const std::string& where, std::string_view key) {
    const auto near = closest(key, {setting_keys.begin(), setting_keys.end()});
    if (near.empty()) fail(Code::invalid, N_("{}: there is no setting {}"), where, key);
    fail(Code::invalid, N_("{}: there is no setting {}; did you mean {}?"), where, key, near);
}

Setting setting_of(const std::string& path, std::string_view key, const toml::node& node) {
    const auto where = place(path, node.source());
    if (std::find(setting_keys.begin(), setting_keys.end(), key) == setting_keys.end()) unknown_key(where, key);
    const auto value = text_of(node);
    try {
        if (value.empty()) fail(Code::usage, N_("the value is not one word or number"));
        check_setting(key, value);
    } catch (const Error& error) {
        Error located(Code::invalid, error.message);
        located.details = {{"at", where}, {"option", std::string(key)}};
        throw located;
    }
    return {std::string(key), value, path + ':' + std::to_string(node.source().begin.line)};
}

}  // namespace

std::optional<std::vector<Setting>> read_config(const std::string& path) {
    const auto text = file_text(path);
    if (!text) return std::nullopt;
    std::vector<Setting> settings;
    try {
        const auto table = toml::parse(*text, path);
        for (const auto& [key, node] : table) settings.push_back(setting_of(path, key.str(), node));
    } catch (const toml::parse_error& error) {
        fail(Code::invalid, N_("{}: this is not TOML: {}"), place(path, error.source()), error.description());
    }
    return settings;
}

std::string with_setting(const std::string& text, std::string_view key, const std::string& value) {
    const bool bare = key == "lock_wait" || key == "wareki";
    std::string quoted;
    for (const char c : value) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    const auto line = std::string(key) + " = " + (bare ? value : '"' + quoted + '"');
    std::istringstream lines(text);
    std::string result;
    bool done = false;
    for (std::string old; std::getline(lines, old);) {
        const auto start = old.find_first_not_of(" \t");
        const bool same = start != std::string::npos && old.compare(start, key.size(), key) == 0 &&
                          old.find_first_not_of(" \t", start + key.size()) == old.find('=', start);
        result += (same ? line : old) + '\n';
        done = done || same;
    }
    return done ? result : result + line + '\n';
}

}  // namespace osaki::cli
