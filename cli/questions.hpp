// Questions before a commit: asked on a terminal only, after showing what would happen.
#pragma once

#include "perform.hpp"

#include <string>
#include <vector>

namespace osaki::cli {

std::vector<std::string> questions_of(const Job& job, const Output& output);

// Returns when every question was answered with yes. Code::confirmation when nobody can be asked or the answer was no;
// nothing is open or changed meanwhile.
void ask(Job& job, const Output& output, const std::vector<std::string>& questions);

}  // namespace osaki::cli
