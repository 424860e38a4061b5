// Handing out IDs, as `issue-credentials` does and `approve --issue` does at once.
#pragma once

#include "command.hpp"
#include "osaki/domain/registration.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace osaki::cli {

class Options;

struct Issuing {
    Issue issue;
    std::string letter;  // a new file for ID and password
    bool show = false;   // or the terminal
    bool split = false;  // of a PDF: ID and password on pages of their own
    std::int64_t per_page = 1;
};
// --method --letter --show --split --per-page
void name_place(Options& options, Issuing& issuing);
// Records the IDs of applications (or, with U..., users) as pending and says how their letters are written and confirmed.
// The letters are made before anything is saved, so that what cannot be printed leaves nothing pending.
Delivery issue(Change& change, const std::vector<std::string>& numbers, const Issuing& issuing);

}  // namespace osaki::cli
