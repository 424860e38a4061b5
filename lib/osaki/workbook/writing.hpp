// A workbook while it is written, and its drop-downs: what writer.cpp and choices.cpp share.
#pragma once

#include "osaki/exchange/workbook_table.hpp"

#include <xlsxwriter.h>

#include <memory>

namespace osaki {

constexpr lxw_row_t last_sheet_row = 1048575;

struct FreeBook {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

struct Measured {
    std::size_t width = 0;
    bool is_text = true;
};

// With choices: a list too long to stand in the rule itself.
struct DropDown {
    lxw_worksheet* sheet;
    lxw_col_t column;
    std::vector<std::string> choices;
};

struct Written {
    std::string name;
    std::int64_t cells = 0;
};

struct WorkbookWriting {
    std::string path;
    WorkbookOptions options;
    std::unique_ptr<lxw_workbook, FreeBook> book;
    lxw_format* heading = nullptr;
    lxw_format* required_heading = nullptr;
    lxw_format* text = nullptr;
    lxw_format* day = nullptr;
    lxw_format* instant = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_row_t next_row = 0;
    std::vector<Measured> columns;
    std::vector<DropDown> long_lists;
    std::vector<Written> written;
};

[[noreturn]] void cannot_write(const WorkbookWriting& to, std::string_view why);
void check(const WorkbookWriting& to, lxw_error error);
lxw_worksheet* add_sheet(WorkbookWriting& to, const std::string& name);

void offer_choices(WorkbookWriting& to, lxw_col_t column, const std::vector<std::string>& choices);
// When all sheets are complete.
void write_long_lists(WorkbookWriting& to);

}  // namespace osaki
