// QR codes on a page.
#include "osaki/letters/page.hpp"

#include <algorithm>

#include <qrencode.h>

namespace osaki::letters {

namespace {

constexpr int quiet_modules = 4;  // around a QR code, as the standard asks

// In modules; drawn once and then referred to by every page.
cairo_surface_t* recorded_qr(const QRcode& code) {
    const cairo_rectangle_t extent{0, 0, code.width + 2.0 * quiet_modules, code.width + 2.0 * quiet_modules};
    auto* surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extent);
    auto* context = cairo_create(surface);
    for (int row = 0; row < code.width; ++row)
        for (int column = 0; column < code.width; ++column)
            if (code.data[row * code.width + column] & 1)
                cairo_rectangle(context, column + quiet_modules, row + quiet_modules, 1, 1);
    cairo_fill(context);
    cairo_destroy(context);
    return surface;
}

}  // namespace

void Document::qr(const Box& box, std::string_view words) {
    if (!qr_ || qr_words_ != words) {
        const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeString8bit(std::string(words).c_str(), 0, QR_ECLEVEL_M), QRcode_free);
        if (!code) return;  // longer than a QR code holds; it stands in print beside
        qr_words_ = words;
        qr_modules_ = code->width + 2 * quiet_modules;
        qr_.reset(recorded_qr(*code));
    }
    const double scale = points(std::min(box.width, box.height)) / qr_modules_;
    cairo_save(context_.get());
    cairo_translate(context_.get(), points(box.x), points(box.y));
    cairo_scale(context_.get(), scale, scale);
    cairo_set_source_surface(context_.get(), qr_.get(), 0, 0);
    cairo_paint(context_.get());
    cairo_restore(context_.get());
}

}  // namespace osaki::letters
