// What every command file needs, and nothing of CLI11.
#pragma once

#include "command.hpp"
#include "options.hpp"

#include <string>

namespace osaki::cli {

// A number given among others of another kind, or in a comma-separated list. Code::usage when it is none.
template <class Tag>
Id<Tag> number_of(const std::string& text) {
    const auto id = parse_id<Tag>(text);
    if (!id) fail(Code::usage, N_("{} is not a number like {}"), text, Id<Tag>{1});
    return *id;
}

}  // namespace osaki::cli
