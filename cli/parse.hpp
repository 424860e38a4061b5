// Arguments into options: CLI11 takes the line apart, then each option takes its own text.
#pragma once

#include "options.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace osaki::cli {

// What was given, for the audit: names of options and numbers, never the values of free options.
struct Given {
    std::vector<std::string> options;
    std::vector<std::string> numbers;
    bool is_nothing = false;  // an empty list on standard input
};

// Code::usage for what the options do not allow; errors of an option's own text carry its name as detail "option".
// A positional `-` of a repeatable option reads its values from in.
Given parse(const std::vector<std::string>& arguments, const Options& options, const Options& globals, std::istream& in);

}  // namespace osaki::cli
