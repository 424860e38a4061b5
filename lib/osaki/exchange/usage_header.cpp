// Months in headings, and which column is what.
#include "osaki/exchange/usage_file.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace osaki {

namespace {

constexpr std::string_view blanks_and_brackets[] = {" ",  "　", "_", "-", "・", "(",  ")",  "（",
                                                    "）", "[",  "]", "/", ":",  "：", "の", "分"};

std::string_view stripped(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const auto mark : blanks_and_brackets) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size()), again = true;
            if (text.ends_with(mark)) text.remove_suffix(mark.size()), again = true;
        }
    }
    return text;
}

std::optional<Month> month_in_year(std::string_view text, FiscalYear year) {
    const auto plain = normalise(text);
    int month = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), month);
    if (error != std::errc() || std::string_view(end, plain.data() + plain.size()) != "月" || month < 1 || month > 12)
        return std::nullopt;
    return month_of(make_date(month >= 4 ? year.year : year.year + 1, month, 1));
}

std::optional<Month> month_if_any(std::string_view text, const UsageQuestion& question, Date today) {
    const auto digits = normalise(text);
    if (std::ranges::none_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    if (question.year)
        if (const auto month = month_in_year(text, *question.year)) return month;
    try {
        return usage_month(text, today);
    } catch (const Error&) {
        return std::nullopt;
    }
}

struct Heading {
    Month month;
    std::string_view rest;
};

// The longest beginning or end that is a month, and what stands beside it: "2026-04 投稿数", "投稿数（令和8年4月）".
std::optional<Heading> split_heading(std::string_view heading, const UsageQuestion& question, Date today) {
    const auto is_border = [&](std::size_t i) { return i == heading.size() || (heading[i] & 0xC0) != 0x80; };
    for (std::size_t size = heading.size(); size > 0; --size) {
        if (is_border(size))
            if (const auto month = month_if_any(stripped(heading.substr(0, size)), question, today))
                return Heading{*month, stripped(heading.substr(size))};
        const auto from = heading.size() - size;
        if (is_border(from))
            if (const auto month = month_if_any(stripped(heading.substr(from)), question, today))
                return Heading{*month, stripped(heading.substr(0, from))};
    }
    return std::nullopt;
}

constexpr std::array field_roles{UsageRole::month, UsageRole::user,   UsageRole::mail,       UsageRole::login,
                                 UsageRole::name,  UsageRole::office, UsageRole::office_name};

UsageColumn column_of_field(std::size_t field) {
    if (field < field_roles.size()) return {field_roles[field], {}, {}};
    return {UsageRole::figure, static_cast<Metric>(field - field_roles.size()), {}};
}

// A heading with a month in it; nothing when there is none, and not understood when the rest is no figure.
std::optional<UsageColumn> wide_column(const ImportKind& kind, const std::string& heading, const UsageQuestion& question,
                                       Date today, std::vector<HeaderFault>& faults) {
    const auto split = split_heading(heading, question, today);
    if (!split) return std::nullopt;
    const auto field = split->rest.empty() ? std::nullopt : field_named(kind, split->rest);
    UsageColumn column{UsageRole::figure, question.metric.value_or(Metric::posts), split->month};
    if (field.value_or(-1) >= static_cast<int>(field_roles.size()))
        column.metric = column_of_field(static_cast<std::size_t>(*field)).metric;
    else if (field && *field < 0) column.role = UsageRole::none;
    else if (!split->rest.empty() || !question.metric)
        faults.push_back(
            {heading,
             {{},
              "E_HEADER_UNKNOWN",
              message(N_("column {} is of {}, but not said of which figure"), heading, split->month),
              split->rest.empty() ? message(N_("say it with --metric, as in --metric posts"))
                                  : message(N_("osaki-mcs usage map NAME --column '{}=posts', then --map NAME"), split->rest)}});
    return column;
}

void check_plan(const UsagePlan& plan, const UsageQuestion& question, std::vector<HeaderFault>& faults) {
    const auto has_own_month = [](const UsageColumn& c) { return c.role == UsageRole::figure && c.month; };
    const bool is_wide = std::ranges::any_of(plan.columns, has_own_month);
    const bool is_long = plan.has(UsageRole::month);
    const auto add = [&](const char* code, Message text, Message hint) {
        faults.push_back({{}, {{}, code, std::move(text), std::move(hint)}});
    };
    if (!plan.has(UsageRole::figure))
        add("E_HEADER_MISSING", message(N_("no column is a figure of usage")),
            message(N_(
                "known are ログイン日数 ログイン数 投稿数 既読数 ファイル数 グループ数; another word is kept with usage map")));
    if (is_wide && is_long)
        add("E_HEADER_TWICE", message(N_("the months stand in the headings and in column 対象月 too")),
            message(N_("leave one of them out")));
    if (!is_wide && !is_long && !question.month)
        add("E_HEADER_MISSING", message(N_("the file does not say which month it is of")),
            message(N_("say it with --month, as in --month last-month; headings like 4月 need --fy")));
}

}  // namespace

bool UsagePlan::has(UsageRole role) const {
    return std::ranges::any_of(columns, [&](const UsageColumn& column) { return column.role == role; });
}

Month usage_month(std::string_view cell, Date today) {
    auto plain = normalise(cell);
    const bool is_digits = plain.size() == 6 && std::ranges::all_of(plain, [](char c) { return c >= '0' && c <= '9'; });
    if (is_digits) return parse_month(plain.insert(4, 1, '-'), today);
    try {
        return parse_month(cell, today);
    } catch (const Error&) {
        // a workbook makes a day of a month
        if (std::ranges::count(plain, '-') + std::ranges::count(plain, '/') != 2) throw;
        const auto day = parse_date(cell, today);
        if (parts(day).day != 1) throw;
        return month_of(day);
    }
}

std::optional<std::int64_t> usage_number(std::string_view cell) {
    auto plain = normalise(cell);
    std::erase(plain, ',');
    for (const std::string_view unit : {"回", "件", "日", "人"})
        if (plain.ends_with(unit)) plain.erase(plain.size() - unit.size());
    if (plain.empty() || plain == "-" || plain == "―" || plain == "—") return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    constexpr std::int64_t most = 1'000'000'000;
    if (error != std::errc() || end != plain.data() + plain.size() || number < 0 || number > most)
        fail(Code::invalid, N_("{} is no number of times; write a whole number from 0, or leave it empty when it is not known"),
             cell);
    return number;
}

UsagePlan read_usage_header(const ImportKind& kind, const std::vector<std::string>& headers, const UsageQuestion& question,
                            Date today, std::vector<HeaderFault>& faults) {
    UsagePlan plan;
    auto known = kind;
    for (const auto& header : headers) {
        const auto field = field_named(kind, header);
        if (field) plan.columns.push_back(*field < 0 ? UsageColumn{} : column_of_field(static_cast<std::size_t>(*field)));
        else if (const auto wide = wide_column(kind, header, question, today, faults)) plan.columns.push_back(*wide);
        else plan.columns.emplace_back();
        if (plan.columns.back().month) known.ignored.push_back(header);
    }
    plan.layout = read_header(known, headers, faults);
    if (plan.has(UsageRole::user) || plan.has(UsageRole::mail) || plan.has(UsageRole::login)) plan.scope = UsageScope::user;
    else if (plan.has(UsageRole::office) || plan.has(UsageRole::office_name)) plan.scope = UsageScope::office;
    if (faults.empty()) check_plan(plan, question, faults);
    return plan;
}

}  // namespace osaki
