// Draws the progress line on standard error, at most five times a second.
#include "progress.hpp"

#include <algorithm>
#include <ostream>

namespace osaki::cli {

std::string progress_line(std::int64_t done, std::int64_t total, double seconds, Translate translate) {
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const auto whole_rate = static_cast<std::int64_t>(rate);
    if (total <= 0 || rate <= 0) return to_text(message(N_("{} done, {} a second"), done, whole_rate), translate);
    const auto left = static_cast<std::int64_t>(static_cast<double>(std::max<std::int64_t>(total - done, 0)) / rate);
    return to_text(message(N_("{} of {}, {} a second, {} seconds left"), done, total, whole_rate, left), translate);
}

Progress::Progress(Host& host, bool quiet, Translate translate)
    : host_(host), silent_(quiet || !host.err_is_terminal), translate_(translate) {}

Progress::~Progress() {
    wipe();
}

void Progress::wipe() {
    if (shown_) host_.err << "\r\x1b[K" << std::flush;
    shown_ = false;
}

void Progress::operator()(std::int64_t done, std::int64_t total) {
    if (silent_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    const double seconds = std::chrono::duration<double>(now - start_).count();
    host_.err << '\r' << progress_line(done, total, seconds, translate_) << "\x1b[K" << std::flush;
    shown_ = true;
}

}  // namespace osaki::cli
