#include "osaki/print/chart.hpp"

#include "osaki/print/chart_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace osaki {

namespace {

void take(ChartFacts& facts, double value) {
    facts.has_any = true;
    facts.low = std::min(facts.low, value);
    facts.high = std::max(facts.high, value);
}

struct Sums {
    double above = 0;
    double below = 0;
};

Drawing say(double width, std::string_view words) {
    constexpr double height = 56;
    Drawing drawing{width, height, {}};
    drawing.shapes.emplace_back(BoxShape{{0.5, 0.5}, width - 1, height - 1, {Tone::track, 0}, {}});
    add_word(drawing, {width / 2, height / 2 + 4}, Anchor::middle, std::string(words), Tone::quiet, word_size, width - 16);
    return drawing;
}

// The names of categories under a chart: in lines, where one would be too long.
struct Names {
    std::vector<std::vector<std::string>> lines = {};
    double widest = 0;
    std::size_t most_lines = 1;
};

Names names_of(const Chart& chart) {
    constexpr double longest = 84;
    Names names;
    for (const auto& category : chart.categories) {
        names.lines.push_back(wrapped(category, longest, small_size));
        for (const auto& line : names.lines.back()) names.widest = std::max(names.widest, width_of(line, small_size));
        names.most_lines = std::max(names.most_lines, names.lines.back().size());
    }
    return names;
}

// From the last back, which is the one people look for.
void draw_names(Drawing& drawing, const Frame& frame, const Names& names) {
    constexpr double gap = 14;
    const auto every = names_every(names.lines.size(), frame.band(), names.widest + gap);
    for (auto left = names.lines.size(); left > 0; left -= std::min(left, every)) {
        const auto category = left - 1;
        double y = frame.bottom + 17;
        for (const auto& line : names.lines[category]) {
            const double half = width_of(line, small_size) / 2;
            const double x = std::clamp(frame.x(category), half, std::max(half, drawing.width - half));
            add_word(drawing, {x, y}, Anchor::middle, line, Tone::quiet, small_size);
            y += line_height;
        }
    }
}

void draw_grid(Drawing& drawing, const Frame& frame, const ChartFacts& facts, int decimals) {
    for (const auto tick : ticks_of(frame.scale)) {
        const double y = frame.y(tick);
        drawing.shapes.emplace_back(LineShape{{{frame.left, y}, {frame.right, y}}, {tick == 0 ? Tone::axis : Tone::grid, 0}});
        add_word(drawing, {frame.left - 8, y + 4}, Anchor::end, figure(tick, decimals) + (facts.is_percent ? "%" : ""),
                 Tone::quiet, small_size);
    }
}

}  // namespace

double Frame::y(double value) const {
    const double part = (value / 2 - scale.low / 2) / (scale.high / 2 - scale.low / 2);
    return bottom - part * (bottom - top);
}

std::optional<double> value_at(const ChartSeries& series, std::size_t category) {
    constexpr double most = 1e300;  // leaves room for sums and scales
    if (category >= series.values.size() || !series.values[category]) return {};
    const double value = *series.values[category];
    return std::abs(value) <= most ? std::optional(value) : std::nullopt;
}

ChartFacts facts_of(const Chart& chart, bool is_stacked) {
    ChartFacts facts;
    facts.is_percent = chart.unit == "%";
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        Sums sums;
        for (const auto& series : chart.series) {
            const auto value = value_at(series, i);
            if (!value) continue;
            facts.is_whole = facts.is_whole && std::floor(*value) == *value;
            (*value < 0 ? sums.below : sums.above) += *value;
            take(facts, *value);
        }
        if (is_stacked && facts.has_any) {
            take(facts, sums.above);
            take(facts, sums.below);
        }
    }
    facts.decimals = facts.is_percent || !facts.is_whole ? 1 : 0;
    return facts;
}

std::string figure(const ChartFacts& facts, double value) {
    return figure(value, facts.decimals) + (facts.is_percent ? "%" : "");
}

void add_word(Drawing& drawing, Point at, Anchor anchor, std::string words, Tone tone, double size, double room) {
    drawing.shapes.emplace_back(WordShape{at, anchor, std::move(words), size, room, {tone, 0}});
}

void add_figure(Drawing& drawing, Point at, std::string words, Tone tone) {
    drawing.shapes.emplace_back(WordShape{at, Anchor::middle, std::move(words), small_size, 0, {tone, 0}, true});
}

double draw_legend(Drawing& drawing, const Chart& chart, bool as_lines) {
    constexpr double swatch = 22, gap = 18, row = 18;
    double x = 0, y = 12;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const auto& name = chart.series[i].name;
        const double width = std::min(swatch + 6 + width_of(name, word_size), drawing.width);
        if (x > 0 && x + width > drawing.width) {
            x = 0;
            y += row;
        }
        const Ink ink{Tone::series, i};
        if (as_lines) {
            drawing.shapes.emplace_back(LineShape{{{x, y - 4}, {x + swatch, y - 4}}, ink});
            drawing.shapes.emplace_back(MarkShape{{x + swatch / 2, y - 4}, ink, {}});
        } else {
            drawing.shapes.emplace_back(BoxShape{{x, y - 10}, swatch, 11, ink, {}});
        }
        add_word(drawing, {x + swatch + 6, y}, Anchor::start, name, Tone::text, word_size, drawing.width - swatch - 6);
        x += width + gap;
    }
    return y + 8;
}

Frame draw_frame(Drawing& drawing, const Chart& chart, const ChartFacts& facts, double top, double right) {
    constexpr double gap = 8, under_axis = 10;
    const double plot_height = drawing.width < 500 ? 170 : 220;
    Frame frame;
    frame.scale = scale_for(facts.low, facts.high, facts.is_whole, facts.is_percent);
    frame.count = std::max<std::size_t>(chart.categories.size(), 1);
    const int decimals = frame.scale.step < 1 ? static_cast<int>(std::ceil(-std::log10(frame.scale.step) - 1e-9)) : 0;
    for (const auto tick : ticks_of(frame.scale)) {
        const auto words = figure(tick, decimals) + (facts.is_percent ? "%" : "");
        frame.left = std::max(frame.left, width_of(words, small_size) + gap);
    }
    frame.right = drawing.width - right;
    frame.top = top;
    frame.bottom = top + plot_height;
    const auto names = names_of(chart);
    draw_grid(drawing, frame, facts, decimals);
    draw_names(drawing, frame, names);
    drawing.height = frame.bottom + under_axis + static_cast<double>(names.most_lines) * line_height;
    return frame;
}

Drawing lay_out(const Chart& chart, double width, std::string_view no_data) {
    const auto facts = facts_of(chart, chart.kind == ChartKind::stacked_bars);
    if (!facts.has_any) return say(width, no_data);
    switch (chart.kind) {
        case ChartKind::line:
            return lay_out_line(chart, facts, width);
        case ChartKind::bars:
            return lay_out_bars(chart, facts, width, no_data);
        case ChartKind::stacked_bars:
            return lay_out_stacked(chart, facts, width);
    }
    return {};
}

std::string title_of(const Chart& chart) {
    if (chart.unit.empty() || chart.unit == "%") return chart.title;
    const bool is_wide = static_cast<unsigned char>(chart.unit.front()) >= 0x80;
    return chart.title + (is_wide ? "（" : " (") + chart.unit + (is_wide ? "）" : ")");
}

}  // namespace osaki
