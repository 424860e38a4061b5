// What may be typed where a number or a word of the register is due, for completion in a shell.
#pragma once

#include "osaki/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct Candidate {
    std::string text;   // "U000001", "nurse", 看護師
    std::string label;  // who or what it is
};

// Words that begin with prefix, of a source as options name it in `completes`: "user", "application.checked", "profession".
// The newest 200 numbers at most; nothing for a source nobody knows.
std::vector<Candidate> candidates(const View& view, std::string_view source, std::string_view prefix);
bool is_source(std::string_view source);

}  // namespace osaki
