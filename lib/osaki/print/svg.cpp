#include "osaki/print/svg.hpp"

#include "osaki/base/text.hpp"

#include <fmt/format.h>
#include <cmath>

namespace osaki {

namespace {

// 12.5 and 3: a tenth of a pixel is as fine as a page needs.
std::string number(double value) {
    const double rounded = std::round(value * 10) / 10;
    return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

std::string class_of(Tone tone) {
    switch (tone) {
        case Tone::text:
            return "t";
        case Tone::quiet:
            return "q";
        case Tone::strong:
            return "b";
        case Tone::grid:
            return "g";
        case Tone::axis:
            return "a";
        case Tone::track:
            return "k";
        case Tone::series:
            return "s";
    }
    return {};
}

// Lines are l0, boxes f0, marks m0, words w0: what a series is painted with differs with what is painted.
std::string class_of(const Ink& ink, char kind) {
    if (ink.tone != Tone::series) return class_of(ink.tone);
    return kind + std::to_string(ink.series % series_inks);
}

std::string tip_of(const std::string& tip) {
    return tip.empty() ? std::string() : "<title>" + escaped_html(tip) + "</title>";
}

std::string element(std::string_view name, const std::string& attributes, const std::string& content) {
    if (content.empty()) return fmt::format("<{} {}/>", name, attributes);
    return fmt::format("<{} {}>{}</{}>", name, attributes, content, name);
}

// Every series has a shape of mark of its own.
std::string outline_of_mark(std::size_t series) {
    switch (series % series_inks) {
        case 1:
            return "h3v6h-6v-6z";  // square
        case 2:
            return "l3.6 6h-7.2z";  // triangle
        case 3:
            return "l3.6 3.6l-3.6 3.6l-3.6-3.6z";  // diamond
        case 4:
            return "l3.6 0l-3.6 6l-3.6-6z";  // triangle that stands on its point
        default:
            return "h1.2v1.8h1.8v2.4h-1.8v1.8h-2.4v-1.8h-1.8v-2.4h1.8v-1.8z";  // cross
    }
}

struct Paint {
    bool with_tips;

    std::string operator()(const LineShape& line) const {
        std::string path;
        for (const auto& point : line.points) path += (path.empty() ? "M" : "L") + number(point.x) + " " + number(point.y);
        return element("path", fmt::format("class=\"{}\" d=\"{}\"", class_of(line.ink, 'l'), path), {});
    }
    std::string operator()(const BoxShape& box) const {
        const auto attributes = fmt::format("class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", class_of(box.ink, 'f'),
                                            number(box.at.x), number(box.at.y), number(box.width), number(box.height));
        return element("rect", attributes, with_tips ? tip_of(box.tip) : std::string());
    }
    std::string operator()(const MarkShape& mark) const {
        const auto classes = class_of(mark.ink, 'm');
        const auto tip = with_tips ? tip_of(mark.tip) : std::string();
        if (mark.ink.series % series_inks == 0)
            return element("circle",
                           fmt::format("class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"3\"", classes, number(mark.at.x), number(mark.at.y)),
                           tip);
        return element("path",
                       fmt::format("class=\"{}\" d=\"M{} {}{}\"", classes, number(mark.at.x), number(mark.at.y - 3),
                                   outline_of_mark(mark.ink.series)),
                       tip);
    }
    std::string operator()(const WordShape& word) const {
        auto classes = class_of(word.ink, 'w');
        if (word.anchor == Anchor::middle) classes += " c";
        if (word.anchor == Anchor::end) classes += " e";
        if (word.size < 12) classes += " n";
        if (word.is_over) classes += " o";
        const auto attributes = fmt::format("class=\"{}\" x=\"{}\" y=\"{}\"", classes, number(word.at.x), number(word.at.y));
        return element("text", attributes, escaped_html(word.words));
    }
};

}  // namespace

std::string escaped_html(std::string_view text) {
    std::string safe;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string svg_of(const Drawing& drawing, const SvgWords& words) {
    auto svg = fmt::format(
        "<svg class=\"{0}\" viewBox=\"0 0 {1} {2}\" role=\"img\" aria-labelledby=\"{3}t {3}d\">"
        "<title id=\"{3}t\">{4}</title><desc id=\"{3}d\">{5}</desc>",
        words.classes, number(drawing.width), number(drawing.height), words.id, escaped_html(words.title),
        escaped_html(words.description));
    for (const auto& shape : drawing.shapes) svg += std::visit(Paint{words.with_tips}, shape);
    return svg + "</svg>";
}

std::string svg_patterns() {
    constexpr const char* hatchings[series_inks - 1] = {
        "M-1 1L1-1M0 6L6 0M5 7L7 5",  // rising
        "M0 1.5H6M0 4.5H6",           // lying
        "M1.5 0V6M4.5 0V6",           // standing
        "M-1 5L1 7M0 0L6 6M5-1L7 1",  // falling
        "M0 3H6M3 0V6",               // crossed
    };
    std::string svg = "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>";
    for (std::size_t i = 1; i < series_inks; ++i)
        svg += fmt::format(
            "<pattern id=\"p{0}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"h{0}\" width=\"6\" "
            "height=\"6\"/><path class=\"i{0}\" d=\"{1}\"/></pattern>",
            i, hatchings[i - 1]);
    return svg + "</defs></svg>";
}

}  // namespace osaki
