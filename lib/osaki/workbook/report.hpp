// A report as a workbook: one sheet a table, so that its headings stay while it is scrolled, with the charts of its section
// beside.
#pragma once

#include "osaki/print/report_page.hpp"
#include "osaki/workbook/writing.hpp"

#include <compare>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// How a cell looks; every combination is made once.
struct CellLook {
    enum class Kind { title, section, quiet, caption, heading, upright_heading, words, number };
    Kind kind = Kind::words;
    bool is_right = false;
    bool is_total = false;
    bool is_percent = false;
    bool is_day = false;
    bool is_signed = false;
    bool is_strong = false;
    bool is_indented = false;
    int decimals = 0;
    auto operator<=>(const CellLook&) const = default;
};

struct ReportBook {
    const ReportPage& page;
    std::unique_ptr<lxw_workbook, FreeBook> book = {};
    std::map<CellLook, lxw_format*> formats = {};
    std::set<std::string> names = {};  // of sheets, as Excel compares them
    int charts = 0;
    int drawings = 0;
};

void check(lxw_error error);
lxw_format* format_of(ReportBook& to, const CellLook& look);
// With a legal name that no other sheet has.
lxw_worksheet* add_sheet_named(ReportBook& to, std::string_view name, std::string& legal_name);
void write_words(ReportBook& to, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view words,
                 const CellLook& look);
// As a number where it has one, as a share of 1 where it is percent; nothing where nothing is known.
void write_cell(ReportBook& to, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const PageCell& cell, bool is_number,
                bool is_total);
// Where a table stands on a sheet: the row of its headings, its first column.
struct PlacedTable {
    const PageTable* table = nullptr;
    lxw_row_t headings = 0;
    lxw_col_t column = 0;
    bool sets_heights = true;  // of its rows and headings; not beside another table
    bool has_upright_headings = false;
};
// Every column with shares as three: n under its heading, N and %.
PageTable with_shares_apart(const PageTable& table);
// Points of a row whose words wrap in so many columns of the screen.
double height_for(std::string_view words, double width);
// Said of every row: LibreOffice lays out one without as low as its words are, and charts hang from rows.
void set_row_height(lxw_worksheet* sheet, lxw_row_t row, double height);
void set_usual_heights(lxw_worksheet* sheet, lxw_row_t first, lxw_row_t last);
void write_table(ReportBook& to, lxw_worksheet* sheet, const PlacedTable& place);

// A sheet of a section: its charts stand at the right of its table. The numbers of each are those of the table where they are in
// it, else they are written beside the chart.
struct ReportSheet {
    lxw_worksheet* sheet = nullptr;
    std::string name = {};
    PlacedTable table = {};  // none, when the section has none
    lxw_row_t last_row = 0;
};
void add_charts(ReportBook& to, const ReportSheet& sheet, const std::vector<Chart>& charts);
void dress_series(lxw_chart_series* series, ChartKind kind, std::size_t which);
lxw_row_t rows_of(const std::vector<Chart>& charts);  // that they and their numbers reach below the headings of the table

std::string report_workbook(const ReportPage& page);

}  // namespace osaki
