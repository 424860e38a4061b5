// --where, --sort, --limit and --offset, the same for every list: parsed to a tree against the record's columns, then bound.
// No word of the person's input ever becomes SQL.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/base/time.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// As typed. Parsed when the list is read, because only the record knows its columns.
struct Query {
    std::string where = {};  // profession=nurse and (since>=2026-04-01 or not state=left); operators = != < <= > >= ~ (contains),
                             // `is null`, `is not null`
    std::string sort = {};   // a,-b
    std::int64_t limit = -1;
    std::int64_t offset = 0;
    Date today = {};
    // Turns 看護師 into the token "nurse" for a coded column; empty when unknown.
    std::function<std::string(std::string_view list, std::string_view text)> code = {};
};

// The list's own SQL wrapped with conditions, order and limit, and the values to bind to its `?`s, in order.
struct BoundQuery {
    std::string sql;
    std::vector<std::variant<std::monostate, std::int64_t, double, std::string>> values;
};

// select is complete SQL with its own ORDER BY as the default order. Code::usage naming the word and the columns there are.
BoundQuery bind_query(std::string_view select, std::span<const ColumnInfo> columns, const Query& query);

}  // namespace osaki
