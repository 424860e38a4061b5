#include "osaki/letters/ink.hpp"

#include "osaki/base/text.hpp"
#include "osaki/print/palette.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <pango/pangocairo.h>

namespace osaki::letters {

namespace {

constexpr double points_a_pixel = 0.75;

void set_source(cairo_t* context, std::uint32_t colour) {
    const auto part = [colour](unsigned shift) { return static_cast<double>((colour >> shift) & 0xFFU) / 255; };
    cairo_set_source_rgb(context, part(16), part(8), part(0));
}

std::uint32_t colour_of(const Ink& ink) {
    switch (ink.tone) {
        case Tone::text:
        case Tone::strong:
        case Tone::axis:
            return palette::ink;
        case Tone::quiet:
            return palette::quiet;
        case Tone::grid:
            return palette::rule;
        case Tone::track:
            return palette::tint;
        case Tone::series:
            return palette::series[ink.series % series_inks];
    }
    return palette::ink;
}

void set_dash(cairo_t* context, const Ink& ink) {
    if (ink.tone != Tone::series) return cairo_set_dash(context, nullptr, 0, 0);
    static constexpr double dashes[series_inks][4] = {{0, 0, 0, 0}, {7, 4, 7, 4}, {1, 4, 1, 4},
                                                      {9, 4, 1, 4}, {4, 3, 4, 3}, {12, 4, 12, 4}};
    const auto which = ink.series % series_inks;
    cairo_set_dash(context, dashes[which], which == 0 ? 0 : 4, 0);
}

// Lines across a box, six pixels apart, as the page of the web has them.
void hatch(cairo_t* context, const BoxShape& box, std::size_t series) {
    constexpr double step = 6;
    const double x = box.at.x, y = box.at.y, right = x + box.width, foot = y + box.height;
    const auto across = [&](double x1, double y1, double x2, double y2) {
        cairo_move_to(context, x1, y1);
        cairo_line_to(context, x2, y2);
    };
    const auto lying = [&](double every) {
        for (double at = std::floor(y / every) * every; at < foot; at += every) across(x, at, right, at);
    };
    const auto standing = [&](double every) {
        for (double at = std::floor(x / every) * every; at < right; at += every) across(at, y, at, foot);
    };
    if (series == 1)
        for (double at = std::floor((x + y) / step) * step; at < right + foot; at += step) across(at - foot, foot, at - y, y);
    if (series == 2) lying(step / 2);
    if (series == 3) standing(step / 2);
    if (series == 4)
        for (double at = std::floor((x - foot) / step) * step; at < right - y; at += step) across(at + y, y, at + foot, foot);
    if (series == 5) {
        lying(step);
        standing(step);
    }
}

void outline_of_mark(cairo_t* context, const Point& at, std::size_t series) {
    constexpr double r = 3;
    const auto polygon = [&](std::initializer_list<Point> points) {
        for (const auto& point : points) cairo_line_to(context, at.x + point.x, at.y + point.y);
        cairo_close_path(context);
    };
    cairo_new_path(context);
    switch (series % series_inks) {
        case 0:
            return cairo_arc(context, at.x, at.y, r, 0, 2 * std::numbers::pi);
        case 1:
            return polygon({{-r, -r}, {r, -r}, {r, r}, {-r, r}});
        case 2:
            return polygon({{0, -r}, {3.6, r}, {-3.6, r}});
        case 3:
            return polygon({{0, -r}, {3.6, 0.6}, {0, 4.2}, {-3.6, 0.6}});
        case 4:
            return polygon({{-3.6, -r}, {3.6, -r}, {0, r}});
        default:
            return polygon({{-0.6, -r},
                            {0.6, -r},
                            {0.6, -0.6},
                            {r, -0.6},
                            {r, 0.6},
                            {0.6, 0.6},
                            {0.6, r},
                            {-0.6, r},
                            {-0.6, 0.6},
                            {-r, 0.6},
                            {-r, -0.6},
                            {-0.6, -0.6}});
    }
}

struct Painter {
    Document& document;
    double x, y, scale;  // of the drawing's top left, in millimetres

    cairo_t* context() const { return document.context(); }

    void operator()(const LineShape& line) const {
        set_source(context(), colour_of(line.ink));
        set_dash(context(), line.ink);
        cairo_set_line_width(context(), line.ink.tone == Tone::series ? 2 : 0.8);
        cairo_new_path(context());  // not from where the last words ended
        for (const auto& point : line.points) cairo_line_to(context(), point.x, point.y);
        cairo_stroke(context());
        cairo_set_dash(context(), nullptr, 0, 0);
    }
    void operator()(const BoxShape& box) const {
        const auto series = box.ink.series % series_inks;
        set_source(context(), colour_of(box.ink));
        cairo_rectangle(context(), box.at.x, box.at.y, box.width, box.height);
        if (box.ink.tone != Tone::series || series == 0) return cairo_fill(context());
        cairo_save(context());
        cairo_clip_preserve(context());
        cairo_new_path(context());
        cairo_set_line_width(context(), 1.6);
        hatch(context(), box, series);
        cairo_stroke(context());
        cairo_restore(context());
        cairo_set_line_width(context(), 1);
        cairo_rectangle(context(), box.at.x, box.at.y, box.width, box.height);
        cairo_stroke(context());
    }
    void operator()(const MarkShape& mark) const {
        outline_of_mark(context(), mark.at, mark.ink.series);
        set_source(context(), palette::paper);
        cairo_set_line_width(context(), 1.4);
        cairo_stroke_preserve(context());
        set_source(context(), colour_of(mark.ink));
        cairo_fill(context());
    }
    void clear_under(const WordShape& word) const {
        const double width = document.width_of(printable(word.words), style_of(word)) + 0.6, height = word.size * scale;
        cairo_rectangle(context(), points(x + word.at.x * scale - width / 2), points(y + word.at.y * scale - 0.84 * height),
                        points(width), points(height));
        set_source(context(), palette::paper);
        cairo_fill(context());
    }
    Style style_of(const WordShape& word) const {
        return {.size = word.size * points_a_pixel * scale / millimetres_a_pixel, .face = Face::gothic};
    }
    // In the page's own millimetres, so that the letters have a size fonts are made for.
    void operator()(const WordShape& word) const {
        cairo_save(context());
        cairo_identity_matrix(context());
        if (word.is_over) clear_under(word);
        set_source(context(), colour_of(word.ink));
        document.words_at(x + word.at.x * scale, y + word.at.y * scale,
                          word.anchor == Anchor::start    ? Align::left
                          : word.anchor == Anchor::middle ? Align::centre
                                                          : Align::right,
                          printable(word.words), style_of(word), word.room * scale);
        cairo_restore(context());
    }
};

class Upright {
public:
    explicit Upright(Document& document) : layout_(document.layout()) { turn(PANGO_GRAVITY_EAST); }
    ~Upright() { turn(PANGO_GRAVITY_SOUTH); }
    Upright(const Upright&) = delete;
    Upright& operator=(const Upright&) = delete;

private:
    void turn(PangoGravity gravity) {
        pango_context_set_base_gravity(pango_layout_get_context(layout_), gravity);
        pango_layout_context_changed(layout_);
    }
    PangoLayout* layout_;
};

}  // namespace

void use_colour(Document& document, std::uint32_t colour) {
    set_source(document.context(), colour);
}

void rule(Document& document, double x1, double x2, double y, std::uint32_t colour, double thickness) {
    cairo_save(document.context());
    set_source(document.context(), colour);
    cairo_set_line_width(document.context(), points(thickness));
    document.line(x1, y, x2, y);
    cairo_restore(document.context());
}

void draw_upright(Document& document, const Box& box, std::string_view words, const Style& style) {
    const Upright upright(document);
    auto* context = document.context();
    cairo_save(context);
    cairo_translate(context, points(box.x + box.width), points(box.y));
    cairo_rotate(context, std::numbers::pi / 2);
    document.text({0, 0, box.height, box.width}, words, style);
    cairo_restore(context);
}

void draw_rising(Document& document, const Box& box, std::string_view words, const Style& style) {
    auto* context = document.context();
    cairo_save(context);
    cairo_translate(context, points(box.x), points(box.y + box.height));
    cairo_rotate(context, -std::numbers::pi / 2);
    document.text({0, 0, box.height, box.width}, words, style);
    cairo_restore(context);
}

double upright_length(Document& document, std::string_view words, const Style& style) {
    const Upright upright(document);
    return document.width_of(words, style);
}

void draw(Document& document, const Drawing& drawing, double x, double y, double scale) {
    auto* context = document.context();
    for (const auto& shape : drawing.shapes) {
        cairo_save(context);
        cairo_translate(context, points(x), points(y));
        cairo_scale(context, points(scale), points(scale));
        std::visit(Painter{document, x, y, scale}, shape);
        cairo_restore(context);
    }
    set_source(context, palette::ink);
}

}  // namespace osaki::letters
