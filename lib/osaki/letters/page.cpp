#include "osaki/letters/page.hpp"

#include "osaki/base/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstring>

#include <cairo-pdf.h>
#include <malloc.h>
#include <pango/pangocairo.h>

namespace osaki::letters {

namespace {

constexpr double hairline = 0.25;
// Freed memory is overwritten while letters are drawn: Pango and Cairo keep copies of a password and wipe none of them.
constexpr int wipe_freed_memory = 0x5a;

// Every family is a list: what the first lacks is taken from the next, then from any installed font.
const char* family_of(Face face) {
    switch (face) {
        case Face::mincho:
            return "IPAexMincho, HanaMinA, HanaMinB, Noto Serif CJK JP, serif";
        case Face::gothic:
            return "IPAexGothic, HanaMinA, HanaMinB, Noto Sans CJK JP, sans-serif";
        case Face::mono:
            return "DejaVu Sans Mono, Liberation Mono, IPAGothic, monospace";
    }
    return "";
}

cairo_status_t write_to_sink(void* sink, const unsigned char* data, unsigned int length) noexcept {
    try {
        static_cast<Sink*>(sink)->add({reinterpret_cast<const char*>(data), length});
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;  // an exception must not cross Cairo
    }
}

void set_style(PangoLayout* layout, const Style& style, double size) {
    auto* font = pango_font_description_from_string(family_of(style.face));
    pango_font_description_set_size(font, static_cast<int>(size * PANGO_SCALE));
    if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

PangoAlignment pango_alignment(Align align) {
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    return align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

PangoRectangle extent_of(PangoLayout* layout) {
    PangoRectangle extent;
    pango_layout_get_extents(layout, nullptr, &extent);
    return extent;
}

// Smaller by steps until it fits; what should stand on one line wraps only when it would become too small.
void shrink_to(PangoLayout* layout, const Style& style, const Box& box) {
    constexpr double step = 0.94;
    const double smallest_on_one_line = std::max(style.size * 0.6, style.smallest);
    for (auto next = style.size; next > style.smallest * step; next *= step) {
        const auto size = std::max(next, style.smallest);
        set_style(layout, style, size);
        if (style.on_one_line && size >= smallest_on_one_line && pango_layout_get_line_count(layout) > 1) continue;
        if (extent_of(layout).height <= points(box.height) * PANGO_SCALE) return;
    }
}

bool is_installed(PangoContext* context, std::string_view family) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_context_get_font_map(context), &families, &count);
    const bool found = std::any_of(families, families + count,
                                   [family](PangoFontFamily* one) { return pango_font_family_get_name(one) == family; });
    g_free(families);
    return found;
}

}  // namespace

void Sink::add(std::string_view bytes) {
    constexpr std::size_t first = 1U << 16U;
    const auto held = bytes_ ? bytes_->bytes().size() : 0;
    if (size_ + bytes.size() > held) {
        auto larger = std::make_unique<Secret>(std::max({first, held * 2, size_ + bytes.size()}));
        if (bytes_) std::memcpy(larger->bytes().data(), bytes_->bytes().data(), size_);
        bytes_ = std::move(larger);
    }
    std::memcpy(bytes_->bytes().data() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
}

Secret Sink::finish() {
    Secret all(size_);
    if (bytes_) std::memcpy(all.bytes().data(), bytes_->bytes().data(), size_);
    bytes_.reset();
    return all;
}

Document::Document(std::string_view title, Timestamp created) {
    mallopt(M_PERTURB, wipe_freed_memory);
    surface_.reset(cairo_pdf_surface_create_for_stream(write_to_sink, &sink_, points(page_width), points(page_height)));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, to_text(created).c_str());
    context_.reset(cairo_create(surface_.get()));
    cairo_set_line_width(context_.get(), points(hairline));
    layout_.reset(pango_cairo_create_layout(context_.get()));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_context_set_language(pango_layout_get_context(layout_.get()), pango_language_from_string("ja"));
    pango_cairo_context_set_resolution(pango_layout_get_context(layout_.get()), 72);
    pango_layout_context_changed(layout_.get());
    pango_layout_set_line_spacing(layout_.get(), 1.3F);
    auto* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0));  // a login is printed as it is typed
    pango_layout_set_attributes(layout_.get(), attributes);
    pango_attr_list_unref(attributes);
}

Document::~Document() {
    qr_.reset();
    layout_.reset();
    context_.reset();
    surface_.reset();
    mallopt(M_PERTURB, 0);
}

void Document::end_page() {
    cairo_show_page(context_.get());
}

void Document::lay_out(const Box& box, std::string_view words, const Style& style) {
    auto* layout = layout_.get();
    pango_layout_set_width(layout, static_cast<int>(points(box.width) * PANGO_SCALE));
    pango_layout_set_alignment(layout, pango_alignment(style.align));
    pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
    shrink_to(layout, style, box);
}

std::size_t Document::held(const Box& box, std::string_view words, const Style& style) {
    lay_out(box, words, style);
    auto* lines = pango_layout_get_iter(layout_.get());
    auto size = words.size();
    do {
        int foot = 0;
        pango_layout_iter_get_line_yrange(lines, nullptr, &foot);
        if (foot <= points(box.height) * PANGO_SCALE) continue;
        size = static_cast<std::size_t>(pango_layout_iter_get_line_readonly(lines)->start_index);
        break;
    } while (pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
    pango_layout_set_text(layout_.get(), "", 0);
    return size;
}

double Document::height_of(double width, std::string_view words, const Style& style) {
    lay_out({0, 0, width, 10 * page_height}, words, style);
    const double height = extent_of(layout_.get()).height / points(PANGO_SCALE);
    pango_layout_set_text(layout_.get(), "", 0);
    return height;
}

bool Document::is_one_line(double width, std::string_view words, const Style& style) {
    pango_layout_set_width(layout_.get(), static_cast<int>(points(width) * PANGO_SCALE));
    pango_layout_set_text(layout_.get(), words.data(), static_cast<int>(words.size()));
    set_style(layout_.get(), style, style.smallest);
    return pango_layout_get_line_count(layout_.get()) == 1;
}

double Document::width_of(std::string_view words, const Style& style) {
    pango_layout_set_width(layout_.get(), -1);
    pango_layout_set_text(layout_.get(), words.data(), static_cast<int>(words.size()));
    set_style(layout_.get(), style, style.size);
    return extent_of(layout_.get()).width / points(PANGO_SCALE);
}

void Document::words_at(double x, double y, Align align, std::string_view words, const Style& style, double room) {
    auto* layout = layout_.get();
    double width = width_of(words, style);
    if (room > 0 && width > room) {
        set_style(layout, style, style.size * room / width);
        width = room;
    }
    if (pango_layout_get_unknown_glyphs_count(layout) > 0) refuse(words);
    const double left = align == Align::left ? x : align == Align::centre ? x - width / 2 : x - width;
    pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
    cairo_move_to(context_.get(), points(left), points(y) - static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE);
    pango_cairo_show_layout(context_.get(), layout);
    pango_layout_set_text(layout, "", 0);
}

double Document::text(const Box& box, std::string_view words, const Style& style) {
    auto* layout = layout_.get();
    lay_out(box, words, style);
    if (pango_layout_get_unknown_glyphs_count(layout) > 0) refuse(words);
    const double height = extent_of(layout).height / points(PANGO_SCALE);
    const double top = style.in_middle ? box.y + (box.height - height) / 2 : box.y;
    cairo_move_to(context_.get(), points(box.x), points(top));
    pango_cairo_show_layout(context_.get(), layout);
    pango_layout_set_text(layout, "", 0);
    return height;
}

bool Document::has_glyphs(std::string_view words) {
    pango_layout_set_text(layout_.get(), words.data(), static_cast<int>(words.size()));
    return pango_layout_get_unknown_glyphs_count(layout_.get()) == 0;
}

std::string Document::lacking(std::string_view words) {
    std::string lacking;
    if (has_glyphs(words)) return lacking;
    for (const auto* at = words.data(); at < words.data() + words.size(); at = g_utf8_next_char(at)) {
        const std::string one(at, static_cast<const char*>(g_utf8_next_char(at)));
        if (has_glyphs(one)) continue;
        const auto place = fmt::format("{} (U+{:04X})", one, g_utf8_get_char(at));
        if (lacking.find(place) == std::string::npos) lacking += (lacking.empty() ? "" : ", ") + place;
    }
    return lacking;
}

void Document::refuse(std::string_view words) {
    const auto characters = lacking(words);
    if (whose_.empty())
        fail(Code::failed,
             N_("the report cannot be printed: no font on this machine has {}; install the Debian packages fonts-ipaexfont and "
                "fonts-hanazono, or a font that has it"),
             characters);
    auto* context = pango_layout_get_context(layout_.get());
    const auto* package = !has_glyphs("あ") ? "fonts-ipaexfont" : !is_installed(context, "HanaMinA") ? "fonts-hanazono" : nullptr;
    if (package)
        fail(Code::failed,
             N_("the letter of {} cannot be printed: no font on this machine has {}; install the Debian package {}"), whose_,
             characters, package);
    fail(
        Code::failed,
        N_("the letter of {} cannot be printed: no font on this machine has {}; install one that has it, or write an ID as plain "
           "text: --letter FILE.txt"),
        whose_, characters);
}

void Document::line(double x1, double y1, double x2, double y2) {
    cairo_move_to(context_.get(), points(x1), points(y1));
    cairo_line_to(context_.get(), points(x2), points(y2));
    cairo_stroke(context_.get());
}

void Document::cut_line(double x1, double y1, double x2, double y2) {
    constexpr double dashes[] = {4, 3};
    cairo_set_dash(context_.get(), dashes, 2, 0);
    line(x1, y1, x2, y2);
    cairo_set_dash(context_.get(), nullptr, 0, 0);
}

void Document::frame(const Box& box) {
    cairo_rectangle(context_.get(), points(box.x), points(box.y), points(box.width), points(box.height));
    cairo_stroke(context_.get());
}

void Document::set_exact_letters() {
    auto* context = pango_layout_get_context(layout_.get());
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_layout_context_changed(layout_.get());
}

void Document::outline(const std::string& heading, int page, double y) {
    const auto place = fmt::format("page={} pos=[0 {:.1f}]", page, points(y));
    cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, heading.c_str(), place.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

Secret Document::finish() {
    cairo_surface_finish(surface_.get());
    if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS)
        fail(Code::failed, N_("the letters cannot be drawn: {}"), cairo_status_to_string(status));
    return sink_.finish();
}

}  // namespace osaki::letters
