// A report as people read it, in their language and with every figure written out: the one thing that the web page, the PDF and
// the workbook are made of. What stands in it is decided elsewhere; here is only how it looks.
#pragma once

#include "osaki/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct PageCell {
    std::string text = {};              // as people read it; empty: nothing is known
    std::optional<double> number = {};  // for workbooks, which calculate; 45.2 where the text says "45.2%"
    int decimals = 0;                   // of the number
    bool is_percent = false;
    std::optional<std::int64_t> n = {}, of = {};  // of a share, for workbooks: the percentage alone tells neither
    bool is_day = false;                          // the number counts the days since 1970
};
struct PageColumn {
    std::string heading = {};
    bool is_number = false;  // to the right
};
struct PageRow {
    std::vector<PageCell> cells = {};  // one for each column; the first names the row
    bool is_total = false;
};
struct PageTable {
    std::string caption = {};
    std::vector<PageColumn> columns = {};
    std::vector<PageRow> rows = {};
};

enum class ChartKind { line, bars, stacked_bars };
struct ChartSeries {
    std::string name = {};
    std::vector<std::optional<double>> values = {};  // one for each category; nothing is a gap, never 0
};
// bars lie: one line a category, for names of any length. stacked_bars stand, one a category, values below 0 downwards.
struct Chart {
    ChartKind kind = ChartKind::line;
    std::string title = {};
    std::string summary = {};  // what it shows, in a sentence, for who cannot see it
    std::string unit = {};     // "人", "%"
    std::vector<std::string> categories = {};
    std::vector<ChartSeries> series = {};
};

// A figure that is read first: "利用者 1,180人 (+12)".
struct KeyFigure {
    std::string label = {};
    std::string value = {};
    std::string note = {};
};

struct PageSection {
    std::string heading = {};
    std::vector<std::string> paragraphs = {};
    std::vector<Chart> charts = {};
    std::vector<PageTable> tables = {};
};
struct PageFact {
    std::string label = {};
    std::string text = {};
};

struct ReportPage {
    std::string language = {};         // "ja" or "en"
    std::string title = {};            // 月次利用報告　2026年10月
    std::string network = {};          // whose report it is
    std::vector<PageFact> facts = {};  // period, day looked at, whether the month is closed
    std::vector<KeyFigure> key_figures = {};
    std::vector<PageSection> sections = {};
    std::string definitions_heading = {};
    std::vector<PageFact> definitions = {};  // what each figure means
    std::string page_words = {};             // "{} / {}", for the number of a page and of all
    std::string no_data = {};                // データなし: what a chart without any figure says
    Timestamp created = {};                  // the only instant in the files, so that the same report gives the same bytes
};

// One self-contained page: inline style and SVG, no script, nothing from elsewhere; light and dark, on a phone and on A4.
std::string html_of(const ReportPage& page);
// A4 with numbered pages. Code::failed when no installed font has a character.
std::string pdf_of(const ReportPage& page);

}  // namespace osaki
