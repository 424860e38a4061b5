#include "osaki/print/table_form.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>

namespace osaki {

bool has_upright_headings(const PageTable& table) {
    constexpr std::size_t many = 9, short_heading = 6;
    if (table.columns.size() < many) return false;
    return std::ranges::any_of(table.columns.begin() + 1, table.columns.end(),
                               [](const PageColumn& column) { return display_width(column.heading) > short_heading; });
}

std::string shown(const std::string& text) {
    return text.empty() ? "–" : printable(text);
}

bool is_zero(const PageCell& cell) {
    return cell.number == 0.0;
}

}  // namespace osaki
