// Configuration files: read with tomlplusplus, written line by line so that a person's comments stay.
#pragma once

#include "settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki::cli {

constexpr std::string_view system_config = "/etc/osaki-mcs/config.toml";

// The settings of one file, in its order; nothing when there is no such file. Code::invalid naming file:line:column.
std::optional<std::vector<Setting>> read_config(const std::string& path);

// text with the line of key replaced, or added.
std::string with_setting(const std::string& text, std::string_view key, const std::string& value);

}  // namespace osaki::cli
