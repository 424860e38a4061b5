// What people read instead of tokens that no code list of the register holds: gates, steps, roles, names of fields.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/base/message.hpp"
#include "osaki/base/names.hpp"
#include "osaki/base/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

// "papers, mail" in the reader's language.
template <Named E>
std::string labels_of(const std::vector<E>& values, Translate translate) {
    std::string text;
    for (const auto value : values) text += (text.empty() ? "" : ", ") + std::string(translate(name_of(value).label));
    return text;
}

// For the columns coded "role", "open" (gates, steps and papers, several in one), "source", "story", "field" of a user,
// "clause", "metric", and "report", "matter" and "group_kind" of reports; nothing for the register's lists, but for users of no
// office.
std::optional<std::string> built_in_label(std::string_view codes, std::string_view token, Translate translate);

// The table with one column told apart as one of the above.
Table coded_table(Table table, std::string_view column, std::string_view codes);

// The heading of a field of an application, user or office, or of a gate; nothing for others.
const char* label_of_field(const Fault& fault);

}  // namespace osaki::cli
