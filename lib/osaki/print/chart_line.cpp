// Lines over time. What is not known is a gap in the line.
#include "osaki/print/chart_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace osaki {

namespace {

constexpr double room_for_marks = 12;
constexpr double above = 9, below = 18;  // of a point, to the base line of its figure

struct Area {
    double left, top, right, bottom;
};

bool overlap(const Area& a, const Area& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// Figures beside their points, none over another.
struct Figures {
    Drawing& drawing;
    const Frame& frame;
    const ChartFacts& facts;
    std::vector<Area> taken = {};

    bool put(std::size_t category, double value, bool is_below, Tone tone) {
        const auto words = figure(facts, value);
        const double half = width_of(words, small_size) / 2;
        const double x = std::clamp(frame.x(category), half, std::max(half, drawing.width - half));
        const double y = frame.y(value) + (is_below ? below : -above);
        const Area area{x - half - 2, y - small_size, x + half + 2, y + 3};
        if (area.bottom > frame.bottom + 1) return false;
        if (std::ranges::any_of(taken, [&](const Area& other) { return overlap(area, other); })) return false;
        taken.push_back(area);
        add_figure(drawing, {x, y}, words, tone);
        return true;
    }
};

std::string tip_of(const Chart& chart, const ChartFacts& facts, const ChartSeries& series, std::size_t category, double value) {
    std::string tip = chart.categories[category] + " ";
    if (chart.series.size() > 1) tip += series.name + " ";
    return tip + figure(facts, value);
}

void draw_series(Drawing& drawing, const Frame& frame, const Chart& chart, const ChartFacts& facts, std::size_t which) {
    const Ink ink{Tone::series, which};
    const auto& series = chart.series[which];
    LineShape line{{}, ink};
    const auto end_line = [&] {
        if (line.points.size() > 1) drawing.shapes.emplace_back(line);
        line.points.clear();
    };
    std::vector<Shape> marks;
    for (std::size_t i = 0; i < frame.count; ++i) {
        const auto value = value_at(series, i);
        if (!value) {
            end_line();
            continue;
        }
        line.points.push_back({frame.x(i), frame.y(*value)});
        const bool is_alone = line.points.size() == 1 && !value_at(series, i + 1);
        if (frame.band() < room_for_marks && !is_alone && i + 1 < frame.count) continue;
        marks.emplace_back(MarkShape{line.points.back(), ink, tip_of(chart, facts, series, i, *value)});
    }
    end_line();
    std::ranges::move(marks, std::back_inserter(drawing.shapes));
}

// Lower than what is known beside it.
bool is_valley(const ChartSeries& series, std::size_t category, double value) {
    const auto before = category > 0 ? value_at(series, category - 1) : std::nullopt;
    const auto after = value_at(series, category + 1);
    return (before || after) && before.value_or(value + 1) > value && after.value_or(value + 1) > value;
}

// The last first, then the highest and the lowest, then all, where there is room for all.
void draw_figures(Drawing& drawing, const Frame& frame, const ChartSeries& series, const ChartFacts& facts) {
    std::vector<std::pair<std::size_t, double>> known;
    for (std::size_t i = 0; i < frame.count; ++i)
        if (const auto value = value_at(series, i)) known.emplace_back(i, *value);
    if (known.empty()) return;
    Figures figures{drawing, frame, facts};
    const auto put = [&](const std::pair<std::size_t, double>& point, Tone tone) {
        const bool prefers_below = is_valley(series, point.first, point.second);
        if (!figures.put(point.first, point.second, prefers_below, tone))
            figures.put(point.first, point.second, !prefers_below, tone);
    };
    const auto last = known.back();
    put(last, Tone::strong);
    double widest = 0;
    for (const auto& [category, value] : known) widest = std::max(widest, width_of(figure(facts, value), small_size));
    known.pop_back();
    if (frame.band() >= widest + 6) {
        for (const auto& point : known) put(point, Tone::text);
        return;
    }
    const auto [lowest, highest] = std::ranges::minmax_element(known, {}, &std::pair<std::size_t, double>::second);
    if (highest != known.end() && highest->second > last.second) put(*highest, Tone::text);
    if (lowest != known.end() && lowest->second < last.second) put(*lowest, Tone::text);
}

struct EndName {
    std::string words;
    std::size_t series;
    double y;
};

// Where each line ends, its name and last figure; moved apart where two would lie on each other.
std::vector<EndName> end_names(const Frame& frame, const Chart& chart, const ChartFacts& facts, bool with_names) {
    std::vector<EndName> names;
    for (std::size_t s = 0; s < chart.series.size(); ++s)
        for (auto i = frame.count; i-- > 0;)
            if (const auto value = value_at(chart.series[s], i)) {
                auto words = figure(facts, *value);
                names.push_back({with_names ? chart.series[s].name + " " + words : words, s, frame.y(*value)});
                break;
            }
    std::ranges::stable_sort(names, {}, &EndName::y);
    for (std::size_t i = 1; i < names.size(); ++i) names[i].y = std::max(names[i].y, names[i - 1].y + line_height);
    // and up again, when they went too low
    double lowest = frame.bottom + 4;
    for (auto i = names.size(); i-- > 0; lowest -= line_height) names[i].y = std::min(names[i].y, lowest);
    return names;
}

}  // namespace

Drawing lay_out_line(const Chart& chart, const ChartFacts& facts, double width) {
    constexpr double most_for_names = 0.28, gap = 10, over_first_tick = 14;
    Drawing drawing{width, 0, {}};
    const bool is_single = chart.series.size() == 1;
    double longest_name = 0, longest_figure = 0;
    for (const auto& series : chart.series) longest_name = std::max(longest_name, width_of(series.name + " ", word_size));
    for (const auto extreme : {facts.low, facts.high})
        longest_figure = std::max(longest_figure, width_of(figure(facts, extreme), word_size));
    const bool names_at_end = !is_single && longest_name + longest_figure + gap <= most_for_names * width;
    const double right = is_single ? 4 : gap + longest_figure + (names_at_end ? longest_name : 0);
    const double top = is_single || names_at_end ? 0 : draw_legend(drawing, chart, true);
    const auto frame = draw_frame(drawing, chart, facts, top + over_first_tick, right);
    for (auto s = chart.series.size(); s-- > 0;) draw_series(drawing, frame, chart, facts, s);
    if (is_single) {
        draw_figures(drawing, frame, chart.series.front(), facts);
        return drawing;
    }
    for (auto& name : end_names(frame, chart, facts, names_at_end))
        drawing.shapes.emplace_back(WordShape{{frame.right + gap, name.y + 4},
                                              Anchor::start,
                                              std::move(name.words),
                                              word_size,
                                              right - gap,
                                              {Tone::series, name.series}});
    return drawing;
}

}  // namespace osaki
