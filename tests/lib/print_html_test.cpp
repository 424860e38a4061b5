// The page of the web: everything from outside is text, and nothing is asked of anybody else.
#include "osaki/base/embedded.hpp"
#include "osaki/print/chart.hpp"
#include "osaki/print/palette.hpp"
#include "osaki/print/report_page.hpp"
#include "osaki/print/svg.hpp"
#include "osaki/print/table_form.hpp"
#include "support/sample_report.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace osaki;

namespace osaki {
extern const Embedded report_files[];
}

namespace {

std::size_t count(std::string_view text, std::string_view words) {
    std::size_t found = 0;
    for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) ++found;
    return found;
}

bool contains(std::string_view text, std::string_view words) {
    return text.find(words) != text.npos;
}

}  // namespace

TEST_CASE("the same report gives the same page") {
    CHECK(html_of(month_sample()) == html_of(month_sample()));
    CHECK(html_of(nasty_sample()) == html_of(nasty_sample()));
}

TEST_CASE("a month of 35 types and 22 professions stays under 150 KB") {
    CHECK(html_of(month_sample()).size() < std::size_t{150} * 1024);
}

TEST_CASE("words from outside are words, wherever they stand, and controls are seen") {
    const auto html = html_of(nasty_sample());
    CHECK_FALSE(contains(html, "<script"));
    CHECK_FALSE(contains(html, "\x1b"));
    CHECK_FALSE(contains(html, "\xE2\x80\xAE"));
    CHECK(contains(html, "&lt;script&gt;"));
    CHECK(contains(html, "\\u202e"));
    CHECK(contains(html, "{{title}}"));  // is not filled in
    CHECK(escaped_html("<a href='x'>\"&\"\n</a>") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;\\x0a&lt;/a&gt;");
}

TEST_CASE("many short columns stand closer, so that all of them are seen at once") {
    ReportPage page{.language = "ja", .title = "年次"};
    PageTable year{"年度", {{"項目", false}}, {{{{"登録利用者"}}}}};
    for (int month = 1; month <= 12; ++month) year.columns.push_back({std::to_string(month) + "月", true});
    page.sections.push_back({"推移", {}, {}, {year}});
    CHECK(contains(html_of(page), "class=\"table broad short\""));
    page.sections[0].tables[0].columns.pop_back();
    CHECK(contains(html_of(page), "class=\"table short\""));
}

TEST_CASE("the page asks for nothing: no script, no address, no file") {
    for (const auto& page : {month_sample(), nasty_sample()}) {
        const auto html = html_of(page);
        CHECK(contains(html, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
        for (const auto* word :
             {"<script", "<link", "<img", "<iframe", "src=", "http://", "https://", "@import", "onload", "javascript:"})
            CHECK_FALSE(contains(html, word));
        for (auto at = html.find("url("); at != html.npos; at = html.find("url(", at + 1))
            CHECK(html.compare(at, 6, "url(#p") == 0);
    }
}

TEST_CASE("every id is there once, and every name leads to one") {
    const auto html = html_of(month_sample());
    std::set<std::string> ids;
    for (auto at = html.find(" id=\""); at != html.npos; at = html.find(" id=\"", at + 1))
        CHECK(ids.insert(html.substr(at + 5, html.find('"', at + 5) - at - 5)).second);
    for (auto at = html.find("href=\"#"); at != html.npos; at = html.find("href=\"#", at + 1))
        CHECK(ids.contains(html.substr(at + 7, html.find('"', at + 7) - at - 7)));
    std::size_t charts = 0;
    for (const auto& section : month_sample().sections) charts += section.charts.size();
    CHECK(count(html, "role=\"img\"") == 2 * charts);
    CHECK(count(html, "<desc id=") == 2 * charts);
}

TEST_CASE("what a report does not have leaves no trace") {
    const auto html = html_of({.language = "en", .title = "Empty"});
    CHECK(contains(html, "<html lang=\"en\">"));
    for (const auto* word : {"<section", "<h2", "<dl", "<nav", "<figure", "class=\"network\""}) CHECK_FALSE(contains(html, word));
}

TEST_CASE("what is not known is a dash in a table, and zero is not") {
    CHECK(shown("") == "–");
    CHECK(shown("0") == "0");
    PageTable table{"表", {{"名", false}, {"数", true}}, {{{{"甲", {}, 0, false}}, false}}};
    const auto html = html_of({.language = "ja", .title = "題", .sections = {{"節", {}, {}, {table}}}});
    CHECK(contains(html, "<th scope=\"row\">甲</th><td class=\"z\">–</td>"));
}

TEST_CASE("headings stand upright only over many columns with long names") {
    PageTable table{"表", {{"名", false}}, {}};
    for (int i = 0; i < 12; ++i) table.columns.push_back({std::to_string(i + 1) + "月", true});
    CHECK_FALSE(has_upright_headings(table));
    table.columns.back().heading = "介護支援専門員";
    CHECK(has_upright_headings(table));
    table.columns.resize(6);
    table.columns.back().heading = "介護支援専門員";
    CHECK_FALSE(has_upright_headings(table));
}

TEST_CASE("the style sheet and the other faces have the same colours") {
    std::string_view style;
    for (const auto& file : {report_files[0], report_files[1]})
        if (file.name == "report.css") style = file.text;
    const auto light = style.substr(0, style.find("@media"));
    const auto says = [&](std::string_view name, std::uint32_t colour) {
        CAPTURE(name);
        CHECK(contains(light, fmt::format("--{}: #{:06x};", name, colour)));
    };
    says("ink", palette::ink);
    says("quiet", palette::quiet);
    says("rule", palette::rule);
    says("tint", palette::tint);
    CHECK(contains(light, "--paper: #fff;"));
    CHECK(std::size(palette::series) == series_inks);
    for (std::size_t i = 0; i < series_inks; ++i) says("s" + std::to_string(i), palette::series[i]);
}
