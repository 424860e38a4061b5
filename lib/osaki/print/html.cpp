// A report as a page of the web: its words put into report.html by the template engine, which escapes them.
#include "osaki/base/embedded.hpp"
#include "osaki/base/text.hpp"
#include "osaki/print/report_page.hpp"
#include "osaki/print/svg.hpp"
#include "osaki/print/table_form.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace osaki {

extern const Embedded report_files[];

namespace {

using kainjow::mustache::data;
using kainjow::mustache::object;

constexpr double wide_chart = 800, narrow_chart = 350;
constexpr std::size_t few_sections = 3;  // are found without a list of contents
constexpr std::size_t few_columns = 12;  // stand beside each other in any size of letters
constexpr std::size_t short_table = 15;  // rows; not split over pages

// In the order of lib/CMakeLists.txt.
std::string template_text() {
    return std::string(report_files[0].text);
}

std::string style_text() {
    return std::string(report_files[1].text);
}

// What stands there, or false for the template where nothing stands.
data words(const std::string& text) {
    return text.empty() ? data(false) : data(printable(text));
}

data list_of(const auto& values, const auto& each) {
    data list(data::type::list);
    for (const auto& value : values) list.push_back(each(value));
    return list;
}

data fact(const PageFact& fact) {
    return object{{"label", printable(fact.label)}, {"text", printable(fact.text)}};
}

data chart(const Chart& chart, const std::string& id, std::string_view no_data) {
    const auto title = title_of(chart);
    const auto drawn = [&](double width, const std::string& form) {
        return svg_of(lay_out(chart, width, no_data), {id + form.front(), title, chart.summary, form, form == "wide"});
    };
    return object{{"caption", printable(title)}, {"wide", drawn(wide_chart, "wide")}, {"narrow", drawn(narrow_chart, "narrow")}};
}

data cell(const PageCell& cell, const PageColumn& column) {
    const auto kind = !column.is_number ? data("l") : cell.text.empty() || is_zero(cell) ? data("z") : data(false);
    return object{{"text", shown(cell.text)}, {"kind", kind}};
}

data row(const PageRow& row, const std::vector<PageColumn>& columns) {
    data cells(data::type::list);
    for (std::size_t i = 1; i < columns.size(); ++i)
        cells.push_back(cell(i < row.cells.size() ? row.cells[i] : PageCell{}, columns[i]));
    return object{{"name", row.cells.empty() ? std::string() : shown(row.cells.front().text)},
                  {"kind", row.is_total ? data("total") : data(false)},
                  {"cells", cells}};
}

std::string kinds_of(const PageTable& table) {
    if (has_upright_headings(table)) return " dense";
    return std::string(table.columns.size() > few_columns ? " broad" : "") + (table.rows.size() <= short_table ? " short" : "");
}

// Two sections may have tables of one caption: the heading belongs to its name.
data table(const PageTable& table, const std::string& id, const std::string& section) {
    const auto column = [](const PageColumn& one) -> data {
        return object{{"heading", words(one.heading)}, {"kind", one.is_number ? data(false) : data("l")}};
    };
    return object{{"id", id},
                  {"names", section + id},
                  {"caption", printable(table.caption)},
                  {"kind", kinds_of(table)},
                  {"others", std::to_string(std::max<std::size_t>(2, table.columns.size()) - 1)},
                  {"columns", list_of(table.columns, column)},
                  {"rows", list_of(table.rows, [&](const PageRow& one) { return row(one, table.columns); })}};
}

// Ids are numbers in their order: c2-1 is the first chart of the second section.
data section(const PageSection& section, const std::string& number, std::string_view no_data) {
    data charts(data::type::list), tables(data::type::list);
    for (const auto& one : section.charts)
        charts.push_back(chart(one, "c" + number + "-" + std::to_string(charts.list_value().size() + 1), no_data));
    for (const auto& one : section.tables)
        tables.push_back(table(one, "t" + number + "-" + std::to_string(tables.list_value().size() + 1),
                               section.heading.empty() ? "" : "s" + number + " "));
    return object{{"id", "s" + number},
                  {"heading", words(section.heading)},
                  {"paragraphs", list_of(section.paragraphs, [](const std::string& one) { return data(printable(one)); })},
                  {"charts", charts},
                  {"tables", tables}};
}

data sections_of(const ReportPage& page) {
    data sections(data::type::list);
    for (const auto& one : page.sections)
        sections.push_back(section(one, std::to_string(sections.list_value().size() + 1), page.no_data));
    return sections;
}

}  // namespace

std::string html_of(const ReportPage& page) {
    const auto key_figure = [](const KeyFigure& one) -> data {
        return object{{"label", printable(one.label)}, {"value", shown(one.value)}, {"note", words(one.note)}};
    };
    kainjow::mustache::mustache html(template_text());
    return html.render(object{{"language", page.language},
                              {"title", printable(page.title)},
                              {"network", words(page.network)},
                              {"style", style_text()},
                              {"patterns", svg_patterns()},
                              {"has_facts", !page.facts.empty()},
                              {"facts", list_of(page.facts, fact)},
                              {"has_key_figures", !page.key_figures.empty()},
                              {"key_figures", list_of(page.key_figures, key_figure)},
                              {"has_contents", page.sections.size() > few_sections},
                              {"sections", sections_of(page)},
                              {"has_definitions", !page.definitions.empty()},
                              {"definitions_heading", printable(page.definitions_heading)},
                              {"definitions", list_of(page.definitions, fact)}});
}

}  // namespace osaki
