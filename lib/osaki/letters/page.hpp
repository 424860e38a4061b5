// One PDF document of A4 pages, in millimetres from the top left: text that always fits its box, lines, QR codes.
#pragma once

#include "osaki/base/crypto.hpp"
#include "osaki/base/time.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <cairo.h>
#include <pango/pango.h>

namespace osaki::letters {

inline constexpr double page_width = 210;
inline constexpr double page_height = 297;
constexpr double points(double millimetres) {
    return millimetres * 72 / 25.4;
}

struct Box {
    double x, y, width, height;
};
enum class Face { mincho, gothic, mono };
enum class Align { left, centre, right };
struct Style {
    double size = 10.5;  // points; less when the box is too small
    Face face = Face::mincho;
    Align align = Align::left;
    bool bold = false;
    bool in_middle = false;    // of the height of the box
    bool on_one_line = false;  // as long as it stays legible
    double smallest = 1;       // points; nothing is smaller, and what is on one line wraps rather
};

// Takes the bytes as they come; guarded memory that grows.
class Sink {
public:
    void add(std::string_view bytes);
    Secret finish();  // exactly the bytes

private:
    std::unique_ptr<Secret> bytes_;
    std::size_t size_ = 0;
};

class Document {
public:
    Document(std::string_view title, Timestamp created);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    // Whose letter is drawn from here on, for the message when a character has no font on this machine.
    void begin_letter(std::string whose) { whose_ = std::move(whose); }
    void end_page();

    // Wraps anywhere a line may end and shrinks until the box holds it: nothing is ever cut off. Returns the height it takes.
    double text(const Box& box, std::string_view words, const Style& style);
    // What text takes of a box that is high enough, without drawing it.
    double height_of(double width, std::string_view words, const Style& style);
    // The first bytes of the words that the box holds at the smallest size; whole lines, all when they fit.
    std::size_t held(const Box& box, std::string_view words, const Style& style);
    bool is_one_line(double width, std::string_view words, const Style& style);  // at the smallest size
    double width_of(std::string_view words, const Style& style);                 // on one line
    // On one line that begins, has its middle or ends at x, its letters standing on y; smaller when wider than room, 0 being any.
    void words_at(double x, double y, Align align, std::string_view words, const Style& style, double room);
    // "𰻞 (U+30EDE)", for every character no installed font has.
    std::string lacking(std::string_view words);
    void line(double x1, double y1, double x2, double y2);
    void cut_line(double x1, double y1, double x2, double y2);
    void frame(const Box& box);
    // As large a square as the box holds, with the quiet zone a reader needs.
    void qr(const Box& box, std::string_view words);
    // A line of the contents that readers show beside the pages; the page counts from 1.
    void outline(const std::string& heading, int page, double y);

    // Letters stand where the font says, not on whole points: for small type.
    void set_exact_letters();

    // For the other files of this room; in points.
    cairo_t* context() const { return context_.get(); }
    PangoLayout* layout() const { return layout_.get(); }

    Secret finish();  // Code::failed

private:
    struct Release {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
        void operator()(cairo_t* context) const { cairo_destroy(context); }
        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    };
    void lay_out(const Box& box, std::string_view words, const Style& style);
    [[noreturn]] void refuse(std::string_view words);
    bool has_glyphs(std::string_view words);

    Sink sink_;
    std::string whose_;
    std::unique_ptr<cairo_surface_t, Release> surface_;
    std::unique_ptr<cairo_t, Release> context_;
    std::unique_ptr<PangoLayout, Release> layout_;
    std::string qr_words_;  // of the code drawn last: all letters lead to the same place
    int qr_modules_ = 0;
    std::unique_ptr<cairo_surface_t, Release> qr_;
};

}  // namespace osaki::letters
