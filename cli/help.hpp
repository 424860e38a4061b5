// Help texts, built from the same table and options that the parser reads.
#pragma once

#include "command.hpp"
#include "osaki/base/message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki::cli {

std::string short_help(Translate translate);  // a bare call
std::string overview(Translate translate);    // all words, grouped
std::string help_of(const Command& command, Translate translate);
std::string help_of_word(std::string_view word, Translate translate);  // the verbs of a noun
std::string global_options(Translate translate);
std::string exit_statuses(Translate translate);

// What `help WORD...` prints. Code::usage for words nobody knows.
std::string help_on(const std::vector<std::string>& words, Translate translate);

// The commands of one word with their options as scdoc, for its man page.
std::string man_of(std::string_view word, Translate translate);
// The columns of a file of one kind, in the register that db init makes.
std::string man_of_fields(std::string_view kind, Translate translate);

// "osaki-mcs approve APPLICATION... [options]"
std::string usage_of(const Command& command);

// Two columns, the second aligned by display width.
std::string in_columns(const std::vector<std::pair<std::string, std::string>>& rows);

}  // namespace osaki::cli
