// A workbook as our reader sees it, one JSON object a row; or, with --write, a workbook of ours that uses everything the writer
// can do. For tests/workbook/compare, which holds both against openpyxl.
#include "osaki/base/error.hpp"
#include "osaki/exchange/workbook.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>

using namespace osaki;
using nlohmann::ordered_json;

namespace {

void show(const char* path, const char* name) {
    const auto sheet = read_sheet(InputFile::open(path), name);
    ordered_json merges = ordered_json::array();
    for (const auto& merge : sheet.merges) merges.push_back(merge.range);
    std::cout << ordered_json{{"sheet", sheet.name},
                              {"merges", merges},
                              {"hidden_columns", sheet.hidden_columns},
                              {"other_sheets", sheet.other_sheets}}
              << '\n';
    for (const auto& row : sheet.rows) {
        ordered_json cells = ordered_json::array();
        ordered_json readings = ordered_json::object();
        ordered_json errors = ordered_json::array();
        for (const auto& cell : row.cells) {
            if (!cell.reading.empty()) readings[cell.text] = cell.reading;
            if (cell.is_error) errors.push_back(cell.text);
            cells.push_back(cell.text);
        }
        std::cout << ordered_json{{"row", row.number},
                                  {"hidden", row.is_hidden},
                                  {"cells", cells},
                                  {"readings", readings},
                                  {"errors", errors}}
                  << '\n';
    }
}

void write(const char* path) {
    std::vector<std::string> many;
    for (int i = 0; i < 60; ++i) many.push_back("職種" + std::to_string(i));
    const std::vector<SheetColumn> columns{{"氏名", "姓と名の間を空けます", {}, true},
                                           {"電話番号", {}, {}},
                                           {"権限", {}, {"管理者", "職員"}},
                                           {"職種", {}, many},
                                           {"受付日", {}, {}},
                                           {"記録", {}, {}},
                                           {"件数", {}, {}},
                                           {"割合", {}, {}},
                                           {"済", {}, {}}};
    WorkbookWriter writer(path, {true, {1'775'001'600}});  // 2026-04-01T09:00+09:00
    writer.begin_sheet("登録/名簿", columns);
    writer.row(std::vector<SheetValue>{"𠮷田　花子", "0229230000", "職員", "=1+1", Date{20544}, Timestamp{1'775'001'900},
                                       std::int64_t{42}, 0.5, true});
    writer.row(std::vector<SheetValue>{" 前後 ", "\n改行", std::monostate{}, "@x", Date{-30000}, std::monostate{},
                                       std::int64_t{1'234'567'890'123'456}, 1e20, false});
    writer.begin_sheet("二枚目", std::vector<SheetColumn>{{"空", {}, {}}});
    writer.finish();
}

}  // namespace

int main(int count, char** words) {
    try {
        if (count == 3 && std::string_view(words[1]) == "--write") write(words[2]);
        else if (count == 2 || count == 3) show(words[1], count == 3 ? words[2] : "");
        else return 2;
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 12;
    }
}
