// Parts of help shared by the screen and the man pages.
#pragma once

#include "options.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki::cli {

// "-o, --output FILE" and its help line, for each option that is no positional (or only those that are).
std::vector<std::pair<std::string, std::string>> option_rows(const Options& options, bool positional, Translate translate);
std::vector<std::string_view> examples_of(std::string_view examples);

}  // namespace osaki::cli
