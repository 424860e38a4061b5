// The first day of a register: profile, code lists, documents, the secretariat and the first operator, from a profile in TOML.
#pragma once

#include "osaki/store/store.hpp"

#include <string_view>

namespace osaki {

// The built-in profile, the commented file that other regions copy.
std::string_view osaki_profile();

// Fills an empty register; change.actor() becomes an operator with all roles. file_name is for messages.
// Code::invalid naming file and line for TOML that cannot be read, an unknown key, or a value that does not fit.
void found_register(Change& change, std::string_view toml, std::string_view file_name);

}  // namespace osaki
