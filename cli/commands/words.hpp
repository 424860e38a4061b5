// What every command file needs, and nothing of CLI11.
#pragma once

#include "command.hpp"
#include "options.hpp"

#include <memory>
#include <string>
#include <vector>

namespace osaki::cli {

// `office list`, `user list`: all of them, chosen and ordered as asked.
template <class R>
Action list_of(Options& options, std::vector<R> (*list)(const View&, const Query&)) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query, list](const View& view) -> Output { return {.tables = {table_of(list(view, *query))}}; });
}

// A number given among others of another kind, or in a comma-separated list. Code::usage when it is none.
template <class Tag>
Id<Tag> number_of(const std::string& text) {
    const auto id = parse_id<Tag>(text);
    if (!id) fail(Code::usage, N_("{} is not a number like {}"), text, Id<Tag>{1});
    return *id;
}

}  // namespace osaki::cli
