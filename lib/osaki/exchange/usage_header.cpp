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

// The month of "4月", which belongs to a year that the heading does not say.
std::optional<int> bare_month(std::string_view text) {
    const auto plain = normalise(text);
    const auto* end = plain.data() + plain.size();
    int month = 0;
    const auto [rest, error] = std::from_chars(plain.data(), end, month);
    if (error != std::errc() || std::string_view(rest, static_cast<std::size_t>(end - rest)) != "月" || month < 1 || month > 12)
        return std::nullopt;
    return month;
}

// A month as it stands in a heading; nothing in `of` while the year is not said.
struct HeadingMonth {
    std::optional<Month> of;
};
std::optional<HeadingMonth> month_if_any(std::string_view text, const UsageQuestion& question, Date today) {
    if (const auto month = bare_month(text)) {
        if (!question.year) return HeadingMonth{};
        return HeadingMonth{month_of(make_date(*month >= 4 ? question.year->year : question.year->year + 1, *month, 1))};
    }
    const auto digits = normalise(text);
    if (std::ranges::none_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    try {
        return HeadingMonth{usage_month(text, today)};
    } catch (const Error&) {
        return std::nullopt;
    }
}

struct Heading {
    HeadingMonth month;
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

bool is_figure(int field) {
    return field >= static_cast<int>(field_roles.size());
}

UsageColumn column_of_field(int field) {
    if (field < 0) return {};
    const auto at = static_cast<std::size_t>(field);
    if (!is_figure(field)) return {field_roles[at], {}, {}};
    return {UsageRole::figure, static_cast<Metric>(at - field_roles.size()), {}};
}

std::vector<UsagePart> parts_of(const UsagePlan& plan) {
    std::vector<UsagePart> parts;
    for (int i = 0; i < static_cast<int>(plan.columns.size()); ++i) {
        const auto& column = plan.columns[static_cast<std::size_t>(i)];
        if (column.role != UsageRole::figure) continue;
        auto part = std::ranges::find(parts, column.month, &UsagePart::month);
        if (part == parts.end()) part = parts.insert(part, {column.month});
        part->columns.push_back(i);
    }
    return parts;
}

// By user when there is any column for one; the office of a user is not asked.
void find_keys(UsagePlan& plan) {
    constexpr std::pair<UsageRole, UsageKey> keys[] = {{UsageRole::user, UsageKey::user},
                                                       {UsageRole::mail, UsageKey::mail},
                                                       {UsageRole::login, UsageKey::login},
                                                       {UsageRole::office, UsageKey::office},
                                                       {UsageRole::office_name, UsageKey::office_name}};
    for (const auto& [role, key] : keys) {
        const auto column = plan.column_with(role);
        const auto scope = key < UsageKey::office ? UsageScope::user : UsageScope::office;
        if (column < 0 || (scope == UsageScope::office && plan.scope == UsageScope::user)) continue;
        plan.keys.emplace_back(column, key);
        plan.scope = scope;
    }
}

// A heading with a month in it; nothing when there is none, and a fault when year or figure are not said.
std::optional<UsageColumn> wide_column(const ImportKind& kind, const std::string& heading, const UsageQuestion& question,
                                       Date today, std::vector<HeaderFault>& faults) {
    const auto split = split_heading(heading, question, today);
    if (!split) return std::nullopt;
    const auto refuse = [&](Message text, Message hint) {
        faults.push_back({heading, {{}, "E_HEADER_UNKNOWN", std::move(text), std::move(hint)}});
    };
    const auto field = split->rest.empty() ? std::nullopt : field_named(kind, split->rest);
    UsageColumn column{UsageRole::figure, question.metric.value_or(Metric::posts), split->month.of};
    if (field && *field < 0) return UsageColumn{};
    if (field && is_figure(*field)) column.metric = column_of_field(*field).metric;
    else if (!split->rest.empty())
        refuse(message(N_("column {} is of a month, but not of a figure that is known"), heading),
               message(N_("osaki-mcs usage map NAME --column '{}=posts', then --map NAME"), split->rest));
    else if (!question.metric)
        refuse(message(N_("column {} is of a month, but not said of which figure"), heading),
               message(N_("say it with --metric, as in --metric posts")));
    if (!column.month)
        refuse(message(N_("column {} is of a month, but not said of which year"), heading),
               message(N_("say it with --fy, as in --fy FY2026")));
    return column;
}

void check_plan(const UsagePlan& plan, const UsageQuestion& question, std::vector<HeaderFault>& faults) {
    const auto is_of = [](const UsageColumn& c, bool of_month) {
        return c.role == UsageRole::figure && c.month.has_value() == of_month;
    };
    const bool is_wide = std::ranges::any_of(plan.columns, [&](const UsageColumn& c) { return is_of(c, true); });
    const bool is_long = std::ranges::any_of(plan.columns, [&](const UsageColumn& c) { return is_of(c, false); });
    const auto add = [&](const char* code, Message text, Message hint) {
        faults.push_back({{}, {{}, code, std::move(text), std::move(hint)}});
    };
    if (!is_wide && !is_long)
        add("E_HEADER_MISSING", message(N_("no column is a figure of usage")),
            message(N_(
                "known are ログイン日数 ログイン数 投稿数 既読数 ファイル数 グループ数; another word is kept with usage map")));
    if (is_wide && (is_long || plan.has(UsageRole::month)))
        add("E_HEADER_TWICE", message(N_("months stand in headings, and some figures have none there")),
            message(N_("load the columns with a month and those without from two files")));
    // a name leads to nobody: without a key the rows would count for the network, or each for a whole office
    if (plan.has(UsageRole::name) && plan.scope != UsageScope::user)
        add("E_HEADER_MISSING", message(N_("the file has names, and no column says by number, mail or login whose a row is")),
            message(
                N_("add 利用者番号, メールアドレス or ログインID; figures of offices have 事業所番号 or 事業所名 and no names")));
    if (is_long && !is_wide && !plan.has(UsageRole::month) && !question.month)
        add("E_HEADER_MISSING", message(N_("the file does not say which month it is of")),
            message(N_("say it with --month, as in --month last-month")));
}

// A figure of one month that has two columns.
void check_twice(const UsagePlan& plan, const std::vector<std::string>& headers, std::vector<HeaderFault>& faults) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto& column = plan.columns[i];
        if (!column.month) continue;
        const auto is_same = [&](const UsageColumn& c) { return c.month == column.month && c.metric == column.metric; };
        const auto before = std::find_if(plan.columns.begin(), plan.columns.begin() + static_cast<std::ptrdiff_t>(i), is_same);
        const auto place = static_cast<std::size_t>(before - plan.columns.begin());
        if (place < i)
            faults.push_back(
                {headers[i],
                 {{}, "E_HEADER_TWICE", message(N_("column {} is there twice, as {} too"), headers[i], headers[place])}});
    }
}

}  // namespace

int UsagePlan::column_with(UsageRole role) const {
    const auto found = std::ranges::find(columns, role, &UsageColumn::role);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

UsagePlan read_usage_header(const ImportKind& kind, const std::vector<std::string>& headers, const UsageQuestion& question,
                            Date today, std::vector<HeaderFault>& faults) {
    UsagePlan plan;
    auto known = kind;
    std::size_t understood = 0;
    for (const auto& header : headers) {
        const auto field = field_named(kind, header);
        const auto wide = field ? std::nullopt : wide_column(kind, header, question, today, faults);
        plan.columns.push_back(wide ? *wide : column_of_field(field.value_or(-1)));
        if (wide) known.ignored.push_back(header);
        if (field || wide) ++understood;
    }
    plan.is_understood = understood > 1 && understood * 2 > headers.size();
    plan.layout = read_header(known, headers, faults);
    plan.parts = parts_of(plan);
    find_keys(plan);
    check_twice(plan, headers, faults);
    if (faults.empty()) check_plan(plan, question, faults);
    return plan;
}

}  // namespace osaki
