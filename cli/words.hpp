// Which command a line of arguments means, found before any option is known: the words that are no option.
#pragma once

#include "command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

struct Line {
    std::vector<std::string> words;    // the first words that are no option, three at most
    std::vector<std::string> rest;     // all arguments but those that make up the command's words
    const Command* command = nullptr;  // the longest match of words
    bool wants_help = false;
    bool wants_version = false;
    std::string unknown_option = {};  // stood before any word
};
Line read_line(const std::vector<std::string>& arguments);

// The value of a global option wherever it stands, before anything is parsed: for the language of a first error.
std::string early_value(const std::vector<std::string>& arguments, std::string_view name);
bool early_json(const std::vector<std::string>& arguments);

const Command* find_command(std::string_view words);
// Commands whose words start with word: the verbs of a noun.
std::vector<const Command*> commands_of(std::string_view word);
std::string_view first_word(const Command& command);
// "list" of "application list", empty for a verb of one word.
std::string_view verb_of(const Command& command);

// Code::usage: what these words lack or which was meant instead.
[[noreturn]] void fail_on_words(const std::vector<std::string>& words);
// Code::usage: an option that stands before any word and is no global one.
[[noreturn]] void fail_on_option(std::string_view option);

}  // namespace osaki::cli
