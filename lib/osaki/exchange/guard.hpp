// Cells that a spreadsheet would run instead of show. A guarded cell begins with an apostrophe; taking guards off what was
// guarded gives every text back as it was, also one that began with an apostrophe itself.
#pragma once

#include <string>
#include <string_view>

namespace osaki {

std::string guarded(std::string_view cell);
std::string_view without_guard(std::string_view cell);

}  // namespace osaki
