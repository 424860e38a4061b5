// Text as JSON writes it, the same for answers, errors and exports.
#pragma once

#include <string>
#include <string_view>

namespace osaki {

// Appends text as a JSON string; what could drive a terminal is escaped.
void append_json(std::string& to, std::string_view text);

}  // namespace osaki
