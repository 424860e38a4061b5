// How the figures, days and names of a report are written out for its reader.
#pragma once

#include "report_page.hpp"

#include <optional>
#include <string>

namespace osaki::cli {

template <class... Arguments>
std::string say(const Wording& wording, const char* text, const Arguments&... arguments) {
    return to_text(message(text, arguments...), wording.translate);
}
template <Named E>
std::string label(const Wording& wording, E value) {
    return wording.translate(name_of(value).label);
}

std::string spoken(const Wording& wording, Date day);  // 2026-10-31, 2026年10月31日, 令和8年10月31日
std::string spoken(const Wording& wording, Month month);
std::string spoken(const Wording& wording, FiscalYear year);
std::string spoken(const Wording& wording, const std::vector<std::string>& months);  // those that a head names: 2026-09, 2026-10
std::string short_month(const Wording& wording, Month month);                        // for an axis: 2026-10, 26年10月

std::string grouped(std::int64_t number);  // 1,180
std::string decimal(double number);        // 16.4
// Pure but for the words: what a figure is, and how it differs.
std::string written(FigureForm form, const Amount& amount);  // "1,180", "45 / 60 (75.0%)", "2.5"
std::string difference(const Wording& wording, FigureForm form, const Amount& now, const Amount& before);  // "+3", "-2.1 pt"

PageCell text_cell(std::string text);
PageCell number_cell(std::optional<std::int64_t> number);
PageCell number_cell(std::optional<double> number, bool is_percent);
PageCell day_cell(const Wording& wording, Date day);  // a workbook sorts by it
PageCell amount_cell(FigureForm form, const Amount& amount,
                     bool is_suppressed);  // as written(), and what a workbook calculates with
constexpr const char* blanked = "*";       // in the place of a figure that is not told

}  // namespace osaki::cli
