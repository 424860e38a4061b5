// A report on A4: its parts flow over as many numbered pages as they need.
#pragma once

#include "osaki/letters/ink.hpp"
#include "osaki/print/report_page.hpp"

#include <string>
#include <string_view>

namespace osaki::letters {

inline constexpr double sheet_left = 20, sheet_width = page_width - 2 * sheet_left, sheet_right = sheet_left + sheet_width;
inline constexpr double sheet_top = 22, sheet_foot = page_height - 22;

// Where the next part goes. With `pages` known it writes the number of all pages; a first run counts them.
struct Flow {
    Document& document;
    const ReportPage& page;
    int pages = 0;
    int number = 1;
    double y = sheet_top;

    double room() const { return sheet_foot - y; }
    bool is_at_top() const { return y <= sheet_top; }
    void next_page();
    // Goes on a new page rather than have less room; what is higher than a page stays.
    void need(double height);
    // Wraps, and goes on over the next page where it must.
    void paragraph(std::string_view words, const Style& style);
};

void draw_table(Flow& flow, const PageTable& table);
// What a table asks for where so much room is left, so that a heading does not stand alone.
double wanted_height(Flow& flow, const PageTable& table, double room);

std::string draw_report(const ReportPage& page);

}  // namespace osaki::letters
