// What --where says, as a tree: words only, nothing checked against a record yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct Condition {
    enum class Kind { all, any, negation, comparison };
    Kind kind = Kind::comparison;
    std::vector<Condition> parts = {};
    std::string column = {};
    std::string comparator = {};  // = != < <= > >= ~ null
    std::string value = {};
    bool is_negated = false;  // is not null
};

// Nothing for an empty text. Code::usage naming the word that does not belong.
std::optional<Condition> parse_condition(std::string_view text);

}  // namespace osaki
