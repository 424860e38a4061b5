// Drop-downs: short lists stand in the rule, long ones on a hidden sheet.
#include "osaki/base/error.hpp"
#include "osaki/workbook/shown.hpp"
#include "osaki/workbook/writing.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::size_t longest_list = 200;  // bytes; Excel takes 255 letters
constexpr const char* lists_name = "choices";

void add_drop_down(WorkbookWriting& to, const DropDown& list, lxw_data_validation& rule) {
    rule.ignore_blank = LXW_VALIDATION_ON;
    // what is not in the list may be an older word that the import knows
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    check(to, worksheet_data_validation_range(list.sheet, 1, list.column, last_sheet_row, list.column, &rule));
}

}  // namespace

[[noreturn]] void cannot_write(const WorkbookWriting& to, std::string_view why) {
    fail(Code::file, N_("{} cannot be written ({})"), to.path, why);
}

void check(const WorkbookWriting& to, lxw_error error) {
    if (error != LXW_NO_ERROR) cannot_write(to, lxw_strerror(error));
}

lxw_worksheet* add_sheet(WorkbookWriting& to, const std::string& name) {
    auto* sheet = workbook_add_worksheet(to.book.get(), name.c_str());
    if (sheet == nullptr) cannot_write(to, name);
    return sheet;
}

void offer_choices(WorkbookWriting& to, lxw_col_t column, const std::vector<std::string>& choices) {
    if (choices.empty()) return;
    std::size_t bytes = 0;
    bool has_comma = false;
    std::vector<const char*> list;
    for (const auto& choice : choices) {
        bytes += choice.size() + 1;
        has_comma = has_comma || choice.find_first_of(",\"") != std::string::npos;
        list.push_back(choice.c_str());
    }
    list.push_back(nullptr);
    DropDown down{to.sheet, column, {}};
    if (bytes > longest_list || has_comma) {
        down.choices = choices;
        to.long_lists.push_back(std::move(down));
        return;
    }
    lxw_data_validation rule = {};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    // the library reads it only
    rule.value_list = const_cast<char**>(list.data());  // NOLINT
    add_drop_down(to, down, rule);
}

// Lists too long for a rule stand on a hidden sheet, one a column.
void write_long_lists(WorkbookWriting& to) {
    if (to.long_lists.empty()) return;
    auto* sheet = add_sheet(to, lists_name);
    worksheet_hide(sheet);
    std::size_t longest = 0;
    for (const auto& list : to.long_lists) longest = std::max(longest, list.choices.size());
    for (std::size_t row = 0; row < longest; ++row)
        for (std::size_t i = 0; i < to.long_lists.size(); ++i)
            if (const auto& choices = to.long_lists[i].choices; row < choices.size())
                check(to, worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(i),
                                                 choices[row].c_str(), to.text));
    for (std::size_t i = 0; i < to.long_lists.size(); ++i) {
        const auto& list = to.long_lists[i];
        const auto letters = column_letters(i);
        auto range =
            std::string("=") + lists_name + "!$" + letters + "$1:$" + letters + "$" + std::to_string(list.choices.size());
        lxw_data_validation rule = {};
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = range.data();
        add_drop_down(to, list, rule);
    }
}

}  // namespace osaki
