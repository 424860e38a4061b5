// What holds for one run after option, environment, configuration and built-in value were weighed, each with its source.
#pragma once

#include "globals.hpp"
#include "host.hpp"
#include "language.hpp"
#include "osaki/exchange/csv_text.hpp"

#include "osaki/base/record.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

struct Setting {
    std::string key;
    std::string value;
    std::string source;  // "--db", "OSAKI_MCS_DB", "/etc/osaki-mcs/config.toml:3", "built in"
};
const Description<Setting>& describe(const Setting*);

struct Settings {
    std::vector<Setting> all;  // in the order of setting_keys
    std::string user_file;     // where `config set` writes
    std::vector<std::string> files_read;
    Translate translate = nullptr;
    bool force = false;    // a file may be replaced
    bool dry_run = false;  // no file is written
    // How and where a command that writes its rows itself is to write them.
    std::string output;               // empty or "-": standard output
    std::string asked_format;         // by an option or the file's name; empty: nobody said
    bool asked_wareki = false;        // by the option: what is set once and for all is for tables
    std::vector<std::string> fields;  // --fields, or the one of --field
    CsvForm csv;
    bool header = true;
    // Told while something long goes on; total 0 when nobody knows it.
    std::function<void(std::int64_t done, std::int64_t total)> progress;

    const std::string& value(std::string_view key) const;  // of a known key
};

constexpr std::array<std::string_view, 6> setting_keys{"db", "lang", "format", "color", "lock_wait", "wareki"};

// Code::usage when the value does not fit the key; a key that does not exist is Code::usage too.
void check_setting(std::string_view key, const std::string& value);

// Code::invalid naming file:line for what a configuration file holds wrongly, Code::file when --config cannot be read.
Settings settle(const Globals& globals, const Host& host);

}  // namespace osaki::cli
