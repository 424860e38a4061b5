#include "osaki/letters/report.hpp"

#include "osaki/base/text.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/print/table_form.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <span>
#include <utility>

namespace osaki::letters {

namespace {

constexpr Style title_style{.size = 20, .face = Face::gothic};
constexpr Style heading_style{.size = 13.5, .face = Face::gothic};
constexpr Style body_style{.size = 9.5, .face = Face::gothic};
constexpr Style caption_style{.size = 10.5, .face = Face::gothic};
constexpr Style small_style{.size = 8.5, .face = Face::gothic};
constexpr Style figure_style{.size = 15, .face = Face::gothic, .on_one_line = true, .smallest = 8.5};
constexpr double most_lines = 4 * page_height, after_paragraph = 1.5, before_parts = 2;

std::string in_page_words(const std::string& words, int number, int all) {
    try {
        return fmt::format(fmt::runtime(words), number, all);
    } catch (const fmt::format_error&) {
        return fmt::format("{} / {}", number, all);
    }
}

void draw_foot(const Flow& flow) {
    use_colour(flow.document, palette::quiet);
    if (flow.number > 1) {
        constexpr double head_y = 11;
        flow.document.text({sheet_left, head_y, sheet_width * 0.48, 5}, printable(flow.page.title),
                           {.size = 8, .face = Face::gothic, .on_one_line = true});
        flow.document.text({sheet_left + sheet_width * 0.52, head_y, sheet_width * 0.48, 5}, printable(flow.page.network),
                           {.size = 8, .face = Face::gothic, .align = Align::right, .on_one_line = true});
    }
    flow.document.text({sheet_left, page_height - 14, sheet_width, 5},
                       in_page_words(flow.page.page_words, flow.number, std::max(flow.pages, flow.number)),
                       {.size = 8.5, .face = Face::gothic, .align = Align::centre});
    use_colour(flow.document, palette::ink);
}

struct Placed {
    std::string words;
    Style style;
    std::uint32_t colour;
};

// One under the other in a column; returns the height.
double draw_column(Flow& flow, double x, double y, double width, std::span<const Placed> parts, bool is_drawn) {
    double at = y;
    for (const auto& part : parts) {
        if (part.words.empty()) continue;
        use_colour(flow.document, part.colour);
        if (is_drawn) at += flow.document.text({x, at, width, most_lines}, part.words, part.style);
        else at += flow.document.height_of(width, part.words, part.style);
        at += 0.6;
    }
    use_colour(flow.document, palette::ink);
    return at - y;
}

// Cells of one row at a time, as many as stand side by side; a rule under each row.
void draw_grid(Flow& flow, const std::vector<std::vector<Placed>>& cells, std::size_t across, double gap) {
    const double width = (sheet_width + gap) / static_cast<double>(across) - gap;
    for (std::size_t first = 0; first < cells.size(); first += across) {
        const auto end = std::min(first + across, cells.size());
        double height = 0;
        for (auto i = first; i < end; ++i) height = std::max(height, draw_column(flow, 0, 0, width, cells[i], false));
        flow.need(height + 4);
        flow.y += 2;
        for (auto i = first; i < end; ++i)
            draw_column(flow, sheet_left + static_cast<double>(i - first) * (width + gap), flow.y, width, cells[i], true);
        flow.y += height + 2;
        rule(flow.document, sheet_left, sheet_right, flow.y, palette::rule, 0.2);
    }
}

void draw_facts(Flow& flow) {
    constexpr double between = 8, after_label = 2, line = 5;
    double x = sheet_left;
    flow.y += 2.5;
    for (const auto& fact : flow.page.facts) {
        const auto label = printable(fact.label), text = printable(fact.text);
        const double label_width = flow.document.width_of(label, small_style) + after_label;
        const double width = label_width + flow.document.width_of(text, small_style);
        if (x > sheet_left && x + width > sheet_right) {
            x = sheet_left;
            flow.y += line;
        }
        if (width > sheet_width) {
            flow.paragraph(label + "　" + text, small_style);
            continue;
        }
        use_colour(flow.document, palette::quiet);
        flow.document.text({x, flow.y, label_width, line}, label, small_style);
        use_colour(flow.document, palette::ink);
        flow.document.text({x + label_width, flow.y, sheet_right - x - label_width + 0.1, line}, text, small_style);
        x += width + between;
    }
    if (x > sheet_left) flow.y += line;
}

void draw_title(Flow& flow) {
    use_colour(flow.document, palette::quiet);
    flow.paragraph(printable(flow.page.network), body_style);
    flow.y += 1;
    use_colour(flow.document, palette::ink);
    flow.paragraph(printable(flow.page.title), title_style);
    draw_facts(flow);
    flow.y += 5;
}

// Without a lone one in the last row.
std::size_t figures_across(std::size_t count) {
    return count == 1 || count == 2 ? 2 : count == 3 || count == 5 || count == 6 || count == 9 ? 3 : 4;
}

void draw_key_figures(Flow& flow) {
    if (flow.page.key_figures.empty()) return;
    std::vector<std::vector<Placed>> cells;
    for (const auto& figure : flow.page.key_figures)
        cells.push_back({{printable(figure.label), small_style, palette::quiet},
                         {shown(figure.value), figure_style, palette::ink},
                         {printable(figure.note), {.size = 8, .face = Face::gothic}, palette::quiet}});
    rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.5);
    draw_grid(flow, cells, figures_across(cells.size()), 4);
    flow.y += 6;
}

double heading_height(Flow& flow, const std::string& heading) {
    if (heading.empty()) return before_parts;
    return 2.5 + flow.document.height_of(sheet_width, heading, heading_style) + 1.5 + before_parts;
}

void draw_heading(Flow& flow, const std::string& heading) {
    if (heading.empty()) return;
    if (flow.pages > 0) flow.document.outline(heading, flow.number, flow.y);
    rule(flow.document, sheet_left, sheet_right, flow.y, palette::ink, 0.3);
    flow.y += 2.5;
    flow.y += flow.document.text({sheet_left, flow.y, sheet_width, most_lines}, heading, heading_style) + 1.5;
}

struct PlacedChart {
    Drawing drawing;
    double scale;   // millimetres a pixel
    double height;  // with its title
};

PlacedChart placed(Flow& flow, const Chart& chart) {
    constexpr double after_title = 2, after = 7;
    PlacedChart result{lay_out(chart, sheet_width / millimetres_a_pixel, flow.page.no_data), millimetres_a_pixel, 0};
    const double title = flow.document.height_of(sheet_width, printable(title_of(chart)), caption_style) + after_title;
    const double most = sheet_foot - sheet_top - title - after;
    result.scale = std::min(result.scale, most / result.drawing.height);
    result.height = title + result.drawing.height * result.scale + after;
    return result;
}

void draw_chart(Flow& flow, const Chart& chart) {
    const auto [drawing, scale, height] = placed(flow, chart);
    flow.need(height);
    const double foot = flow.y + height;
    const auto title = printable(title_of(chart));
    flow.y += flow.document.text({sheet_left, flow.y, sheet_width, most_lines}, title, caption_style) + 2;
    const double left = sheet_left + (sheet_width - drawing.width * scale) / 2;
    draw(flow.document, drawing, left, flow.y, scale);
    flow.y = foot;
}

// Of the heading and what it is the heading of.
double first_height(Flow& flow, const PageSection& section) {
    double height = heading_height(flow, printable(section.heading));
    for (const auto& paragraph : section.paragraphs)
        height += flow.document.height_of(sheet_width, printable(paragraph), body_style) + after_paragraph;
    if (!section.charts.empty()) return height + placed(flow, section.charts.front()).height;
    return section.tables.empty() ? height : height + wanted_height(flow, section.tables.front(), flow.room() - height);
}

void draw_section(Flow& flow, const PageSection& section) {
    constexpr double before = 6;
    if (!flow.is_at_top()) flow.y += before;
    const auto heading = printable(section.heading);
    flow.need(first_height(flow, section));
    draw_heading(flow, heading);
    for (const auto& paragraph : section.paragraphs) {
        flow.paragraph(printable(paragraph), body_style);
        flow.y += after_paragraph;
    }
    flow.y += before_parts;
    for (const auto& chart : section.charts) draw_chart(flow, chart);
    for (const auto& table : section.tables) draw_table(flow, table);
}

void draw_definition(Flow& flow, const PageFact& definition) {
    constexpr double term_width = 38, gap = 4, words_width = sheet_width - term_width - gap, padding = 1.4;
    const auto term = printable(definition.label), words = printable(definition.text);
    const double height = std::max(flow.document.height_of(term_width, term, small_style),
                                   flow.document.height_of(words_width, words, small_style));
    flow.need(height + 2 * padding);
    flow.y += padding;
    const double most = std::max(flow.room(), 10.0);
    flow.document.text({sheet_left, flow.y, term_width, most}, term, small_style);
    flow.document.text({sheet_left + term_width + gap, flow.y, words_width, most}, words, small_style);
    flow.y += std::min(height, most) + padding;
    rule(flow.document, sheet_left, sheet_right, flow.y, palette::rule, 0.2);
}

void draw_definitions(Flow& flow) {
    constexpr double some_lines = 24;
    if (flow.page.definitions.empty()) return;
    if (!flow.is_at_top()) flow.y += 6;
    const auto heading = printable(flow.page.definitions_heading);
    flow.need(heading_height(flow, heading) + some_lines);
    draw_heading(flow, heading);
    for (const auto& definition : flow.page.definitions) draw_definition(flow, definition);
}

// Returns the number of pages.
int draw_all(Document& document, const ReportPage& page, int pages) {
    Flow flow{document, page, pages};
    document.set_exact_letters();
    use_colour(document, palette::ink);
    draw_title(flow);
    draw_key_figures(flow);
    for (const auto& section : page.sections) draw_section(flow, section);
    draw_definitions(flow);
    draw_foot(flow);
    document.end_page();
    return flow.number;
}

}  // namespace

void Flow::next_page() {
    draw_foot(*this);
    document.end_page();
    ++number;
    y = sheet_top;
}

void Flow::need(double height) {
    if (height > room() && !is_at_top()) next_page();
}

void Flow::paragraph(std::string_view words, const Style& style) {
    constexpr double least = 6;
    while (!words.empty()) {
        need(least);
        auto size =
            document.held({0, 0, sheet_width, room()}, words, {.size = style.size, .face = style.face, .smallest = style.size});
        if (size == 0) size = words.size();
        y += document.text({sheet_left, y, sheet_width, std::max(room(), least)}, words.substr(0, size), style);
        words.remove_prefix(size);
        if (!words.empty()) next_page();
    }
}

std::string draw_report(const ReportPage& page) {
    const auto title = printable(page.title);
    Document first(title, page.created);
    const int pages = draw_all(first, page, 0);
    Document document(title, page.created);
    draw_all(document, page, pages);
    return std::string(document.finish().reveal());
}

}  // namespace osaki::letters
