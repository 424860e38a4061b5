// A register made again from what `osaki-mcs export all` wrote: every row under the number it had, its history, and the bytes
// kept beside it. Only the audit begins anew.
#pragma once

#include "osaki/exchange/exported_directory.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace osaki {

// The ground of the new register, for the reason of its first operation: which register it was, when, and the sum that the record
// of provision there has.
std::string origin_of(const ExportedDirectory& from);

struct RestoredRegister {
    std::int64_t records = 0;
    std::int64_t files = 0;          // of kept bytes
    bool is_operator_added = false;  // change.actor() was none in office
};
using RestoreProgress = std::function<void(std::int64_t done, std::int64_t total)>;

// Fills an empty register; whoever does it is an operator of it afterwards, with all roles when they were none before.
// Code::invalid naming file and line for a row that no register can have, and for kept bytes that are not those of their row;
// Code::file for what cannot be read.
RestoredRegister restore_register(Change& change, const ExportedDirectory& from, const RestoreProgress& progress = {});

}  // namespace osaki
