// What may follow on an unfinished command line. The adaptors of the shells (scripts/completion) ask it with the hidden word
// __complete; the answer is a line on how to take it, then one proposal a line with its explanation behind a tab.
#pragma once

#include "host.hpp"

#include <string>
#include <vector>

namespace osaki::cli {

struct Proposal {
    std::string text;
    std::string explanation;
};

struct Proposals {
    std::vector<Proposal> all = {};
    bool are_files = false;  // the shell knows its files better
};

// words: what stands behind the program's name up to the cursor, the last of them unfinished and perhaps empty. Numbers and words
// of the register only for an operator who may read it; whatever fails fails in silence.
Proposals complete(const std::vector<std::string>& words, const Host& host);

// "words", "open" (no blank behind it) or "files", then the proposals.
std::string shown(const Proposals& proposals);

}  // namespace osaki::cli
