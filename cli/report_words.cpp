#include "report_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace osaki::cli {

namespace {

struct YearAndMonth {
    int year, month;
};
YearAndMonth parts_of(Month month) {
    const auto day = parts(first_day(month));
    return {day.year, day.month};
}

// 令和8年10月1日 without its day.
std::string era_month(Month month) {
    const auto text = to_wareki(first_day(month));
    constexpr std::string_view month_sign = "月";
    const auto end = text.find(month_sign);
    return end == std::string::npos ? text : text.substr(0, end + month_sign.size());
}

std::string two_digits(int number) {
    return fmt::format("{:02}", number);
}

std::optional<double> share_or_average(FigureForm form, const Amount& amount) {
    return form == FigureForm::share ? percent_of(amount) : average_of(amount);
}

std::string with_sign(const std::string& text, bool is_negative, bool is_nothing) {
    if (is_nothing) return "±0";
    return (is_negative ? "-" : "+") + text;
}

}  // namespace

std::string spoken(const Wording& wording, Date day) {
    if (wording.wareki) return to_wareki(day);
    const auto [year, month, date] = parts(day);
    return say(wording, N_("{0}-{1}-{2}"), year, two_digits(month), two_digits(date), month, date);
}

std::string spoken(const Wording& wording, Month month) {
    if (wording.wareki) return era_month(month);
    const auto [year, number] = parts_of(month);
    return say(wording, N_("{0}-{1}"), year, two_digits(number), number);
}

std::string spoken(const Wording& wording, const std::vector<std::string>& months) {
    std::string text;
    for (const auto& month : months) text += (text.empty() ? "" : ", ") + spoken(wording, parse_month(month, {}));
    return text;
}

std::string spoken(const Wording& wording, FiscalYear year) {
    if (!wording.wareki) return say(wording, N_("FY{}"), year.year);
    const auto text = to_wareki(first_day(year));
    return say(wording, N_("FY{}"), text.substr(0, text.find("年")));
}

std::string short_month(const Wording& wording, Month month) {
    const auto [year, number] = parts_of(month);
    return say(wording, N_("{0}/{1}"), two_digits(year % 100), number);
}

std::string grouped(std::int64_t number) {
    auto text = std::to_string(std::abs(number));
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
    return (number < 0 ? "-" : "") + text;
}

std::string decimal(double number) {
    return fmt::format("{:.1f}", number);
}

std::string written(FigureForm form, const Amount& amount) {
    if (!amount.n) return {};
    if (form == FigureForm::count) return grouped(*amount.n);
    const auto ratio = share_or_average(form, amount);
    if (form == FigureForm::average) return ratio ? decimal(*ratio) : std::string();
    const auto of = grouped(*amount.n) + " / " + grouped(amount.of.value_or(0));
    return ratio ? of + " (" + decimal(*ratio) + "%)" : of;
}

std::string difference(const Wording& wording, FigureForm form, const Amount& now, const Amount& before) {
    if (form == FigureForm::count) {
        if (!now.n || !before.n) return {};
        const auto change = *now.n - *before.n;
        return with_sign(grouped(std::abs(change)), change < 0, change == 0);
    }
    const auto ratio = share_or_average(form, now), earlier = share_or_average(form, before);
    if (!ratio || !earlier) return {};
    const auto tenths = std::llround(*ratio * 10) - std::llround(*earlier * 10);
    const auto text = with_sign(decimal(static_cast<double>(std::abs(tenths)) / 10), tenths < 0, tenths == 0);
    return form == FigureForm::share ? say(wording, N_("{} pt"), text) : text;
}

PageCell text_cell(std::string text) {
    return {std::move(text)};
}

PageCell number_cell(std::optional<std::int64_t> number) {
    if (!number) return {};
    return {grouped(*number), static_cast<double>(*number)};
}

PageCell number_cell(std::optional<double> number, bool is_percent) {
    if (!number) return {};
    return {decimal(*number) + (is_percent ? "%" : ""), number, 1, is_percent};
}

PageCell day_cell(const Wording& wording, Date day) {
    PageCell cell{spoken(wording, day)};
    // an era is words alone
    if (wording.wareki) return cell;
    cell.number = day.days;
    cell.is_day = true;
    return cell;
}

PageCell amount_cell(FigureForm form, const Amount& amount, bool is_suppressed) {
    if (is_suppressed) return {blanked};
    if (form == FigureForm::count) return number_cell(amount.n);
    const auto ratio = share_or_average(form, amount);
    auto cell = number_cell(ratio, form == FigureForm::share);
    cell.text = written(form, amount);
    if (form == FigureForm::share && amount.n) {
        cell.n = amount.n;
        cell.of = amount.of.value_or(0);
    }
    return cell;
}

}  // namespace osaki::cli
