#include "report_charts.hpp"

#include "report_words.hpp"

#include <algorithm>

namespace osaki::cli {

namespace {

using Values = std::vector<std::optional<double>>;

std::string shown(double value, const std::string& unit) {
    return unit == "%" ? decimal(value) + unit : grouped(static_cast<std::int64_t>(value));
}

bool is_empty(const Values& values) {
    return std::ranges::none_of(values, [](const auto& value) { return value.has_value(); });
}

// "active users: 95 (2025-08) to 108 (2026-10)"
std::string line_summary(const Wording& wording, const Chart& chart, const std::vector<TrendMonth>& months) {
    std::string summary;
    for (const auto& series : chart.series) {
        const auto has = [](const auto& value) { return value.has_value(); };
        const auto first = std::ranges::find_if(series.values, has);
        if (first == series.values.end()) continue;
        const auto last = std::ranges::find_if(series.values.rbegin(), series.values.rend(), has);
        const auto month = [&](auto at) { return spoken(wording, months[static_cast<std::size_t>(at)].month); };
        summary += (summary.empty() ? "" : " ") + say(wording, N_("{}: {} ({}) to {} ({})."), series.name,
                                                      shown(**first, chart.unit), month(first - series.values.begin()),
                                                      shown(**last, chart.unit), month(series.values.rend() - last - 1));
    }
    return summary;
}

std::optional<Chart> by_month(Chart chart, const std::vector<TrendMonth>& months, const Wording& wording) {
    std::erase_if(chart.series, [](const ChartSeries& series) { return is_empty(series.values); });
    if (chart.series.empty() || months.size() < 2) return std::nullopt;
    for (const auto& month : months) chart.categories.push_back(short_month(wording, month.month));
    chart.summary = line_summary(wording, chart, months);
    return chart;
}

template <class Member>
ChartSeries series_of(const std::vector<TrendMonth>& months, std::string name, Member member, double sign = 1) {
    ChartSeries series{std::move(name), {}};
    for (const auto& month : months) {
        std::optional<double> value;
        if (month.*member) value = static_cast<double>(*(month.*member)) * sign;
        series.values.push_back(value);
    }
    return series;
}

// One bar a category, told by the longest and the shortest.
std::optional<Chart> of_bars(Chart chart, const Wording& wording) {
    const auto& values = chart.series.front().values;
    if (values.empty() || is_empty(values)) return std::nullopt;
    const auto [least, most] = std::ranges::minmax_element(values);
    const auto name = [&](auto at) { return chart.categories[static_cast<std::size_t>(at - values.begin())]; };
    chart.summary = say(wording, N_("{} bars; the longest is {} with {}, the shortest {} with {}."), values.size(), name(most),
                        shown(**most, chart.unit), name(least), shown(**least, chart.unit));
    return chart;
}

}  // namespace

std::optional<Chart> active_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{ChartKind::line, say(wording, N_("monthly active users")), {}, say(wording, N_("people")), {}, {}};
    chart.series = {series_of(parts.trend, label(wording, ReportFigure::active), &TrendMonth::active),
                    series_of(parts.trend, label(wording, ReportFigure::users), &TrendMonth::users)};
    if (is_empty(chart.series.front().values)) return std::nullopt;
    return by_month(std::move(chart), parts.trend, wording);
}

std::optional<Chart> profession_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{ChartKind::bars, say(wording, N_("users by profession")), {}, say(wording, N_("people")), {}, {{}}};
    chart.series.front().name = label(wording, ReportFigure::users);
    std::vector<std::pair<std::string, double>> bars;
    for (const auto& figure : parts.figures)
        if (figure.figure == ReportFigure::users && !figure.profession.empty() && figure.office_type.empty() && figure.n)
            bars.emplace_back(wording.label_of("profession", figure.profession), static_cast<double>(*figure.n));
    std::erase_if(bars, [](const auto& bar) { return bar.second <= 0; });
    std::ranges::stable_sort(bars, std::ranges::greater{}, &std::pair<std::string, double>::second);
    for (const auto& [name, value] : bars) {
        chart.categories.push_back(name);
        chart.series.front().values.emplace_back(value);
    }
    return of_bars(std::move(chart), wording);
}

std::optional<Chart> movement_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{
        ChartKind::stacked_bars, say(wording, N_("joined and departed by month")), {}, say(wording, N_("people")), {}, {}};
    chart.series = {series_of(parts.trend, label(wording, ReportFigure::joined), &TrendMonth::joined),
                    series_of(parts.trend, label(wording, ReportFigure::left), &TrendMonth::left, -1)};
    auto made = by_month(std::move(chart), parts.trend, wording);
    if (!made) return made;
    std::int64_t joined = 0, left = 0;
    for (const auto& month : parts.trend) {
        joined += month.joined.value_or(0);
        left += month.left.value_or(0);
    }
    made->summary =
        say(wording, N_("In {} months {} people joined and {} departed."), parts.trend.size(), grouped(joined), grouped(left));
    return made;
}

std::optional<Chart> participation_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{ChartKind::bars, say(wording, N_("participation by office type")), {}, "%", {}, {{}}};
    chart.series.front().name = say(wording, N_("participation"));
    for (const auto& row : parts.participation) {
        if (row.office_type.empty() || !row.percent) continue;
        chart.categories.push_back(wording.label_of("office_type", row.office_type));
        chart.series.front().values.push_back(row.percent);
    }
    return of_bars(std::move(chart), wording);
}

std::optional<Chart> training_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{ChartKind::line, say(wording, N_("training and acknowledgement")), {}, "%", {}, {}};
    chart.series = {series_of(parts.trend, label(wording, ReportFigure::trained), &TrendMonth::trained_percent),
                    series_of(parts.trend, label(wording, ReportFigure::acknowledged), &TrendMonth::acknowledged_percent)};
    return by_month(std::move(chart), parts.trend, wording);
}

std::optional<Chart> posts_chart(const ReportParts& parts, const Wording& wording) {
    Chart chart{ChartKind::line, say(wording, N_("posts by month")), {}, std::string(), {}, {}};
    chart.series = {series_of(parts.trend, label(wording, ReportFigure::posts), &TrendMonth::posts)};
    return by_month(std::move(chart), parts.trend, wording);
}

}  // namespace osaki::cli
