// A drawing as SVG that stands in a page of HTML. Its colours, dashes and hatchings are classes of report.css.
#pragma once

#include "osaki/print/chart.hpp"

#include <string>
#include <string_view>

namespace osaki {

struct SvgWords {
    std::string id = {};     // begins the ids of title and description; one of its own for every drawing of a page
    std::string title = {};  // its accessible name
    std::string description = {};
    std::string classes = {};
    bool with_tips = true;
};
std::string svg_of(const Drawing& drawing, const SvgWords& words);
// The hatchings of series, once in a page that has drawings.
std::string svg_patterns();
// Safe as text and in attributes of HTML; controls made visible.
std::string escaped_html(std::string_view text);

}  // namespace osaki
