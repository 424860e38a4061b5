// Standing bars, one a category, what is below 0 downwards: what came and what went by month.
#include "osaki/print/chart_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace osaki {

namespace {

struct Pile {
    double above = 0;
    double below = 0;
    bool has_any = false;
    bool has_below = false;
};

void add_box(Drawing& drawing, const Frame& frame, std::size_t category, double from, double to, std::size_t series,
             std::string tip) {
    constexpr double widest = 40, part = 0.6;
    const double width = std::min(frame.band() * part, widest);
    const double top = std::min(frame.y(from), frame.y(to));
    drawing.shapes.emplace_back(BoxShape{{frame.x(category) - width / 2, top},
                                         width,
                                         std::abs(frame.y(from) - frame.y(to)),
                                         {Tone::series, series},
                                         std::move(tip)});
}

Pile draw_pile(Drawing& drawing, const Frame& frame, const Chart& chart, const ChartFacts& facts, std::size_t category) {
    Pile pile;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const auto value = value_at(chart.series[s], category);
        if (!value) continue;
        pile.has_any = true;
        pile.has_below = pile.has_below || *value < 0;
        auto& from = *value < 0 ? pile.below : pile.above;
        if (*value != 0)
            add_box(drawing, frame, category, from, from + *value, s,
                    chart.categories[category] + " " + chart.series[s].name + " " + figure(facts, *value));
        from += *value;
    }
    return pile;
}

// What a pile comes to, over and under it.
void draw_sums(Drawing& drawing, const Frame& frame, const ChartFacts& facts, std::size_t category, const Pile& pile) {
    const double x = frame.x(category);
    if (!pile.has_any) {
        add_figure(drawing, {x, frame.y(0) - 5}, "–", Tone::quiet);
        return;
    }
    if (pile.above > 0 || !pile.has_below)
        add_figure(drawing, {x, frame.y(pile.above) - 5}, figure(facts, pile.above), Tone::text);
    if (pile.has_below) add_figure(drawing, {x, frame.y(pile.below) + 13}, figure(facts, pile.below), Tone::text);
}

}  // namespace

Drawing lay_out_stacked(const Chart& chart, const ChartFacts& facts, double width) {
    constexpr double over_highest = 16;
    Drawing drawing{width, 0, {}};
    const double top = chart.series.size() > 1 ? draw_legend(drawing, chart, false) : 0;
    auto with_sums = facts;  // under the lowest bar its sum needs room
    with_sums.low *= 1.15;
    const auto frame = draw_frame(drawing, chart, with_sums, top + over_highest, 4);
    double widest = 0;
    std::vector<Pile> piles;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        piles.push_back(draw_pile(drawing, frame, chart, facts, i));
        widest = std::max({widest, width_of(figure(facts, piles.back().above), small_size),
                           width_of(figure(facts, piles.back().below), small_size)});
    }
    drawing.shapes.emplace_back(LineShape{{{frame.left, frame.y(0)}, {frame.right, frame.y(0)}}, {Tone::axis, 0}});
    if (frame.band() >= widest + 3)
        for (std::size_t i = 0; i < piles.size(); ++i) draw_sums(drawing, frame, facts, i, piles[i]);
    return drawing;
}

}  // namespace osaki
