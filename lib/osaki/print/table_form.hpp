// How a table of a report stands on a page, whichever page it is.
#pragma once

#include "osaki/print/report_page.hpp"

#include <string>

namespace osaki {

// Many narrow columns under long headings: the headings stand upright.
bool has_upright_headings(const PageTable& table);
// As it is read; a dash where nothing is known.
std::string shown(const std::string& text);
bool is_zero(const PageCell& cell);

}  // namespace osaki
