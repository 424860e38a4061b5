// One piece is made while the piece before it is hashed.
#include "osaki/exchange/side_hash.hpp"

namespace osaki {

void SideHash::add(std::string_view bytes) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [this] { return !is_full_; });
    piece_.assign(bytes);
    is_full_ = true;
    turn_.notify_all();
}

void SideHash::work() {
    std::string taken;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            turn_.wait(lock, [this] { return is_full_ || is_ended_; });
            if (!is_full_) return;
            taken.swap(piece_);
            is_full_ = false;
            turn_.notify_all();
        }
        sha_.add(taken);
    }
}

void SideHash::stop() {
    if (!worker_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        is_ended_ = true;
        turn_.notify_all();
    }
    worker_.join();
}

Digest SideHash::finish() {
    stop();
    return sha_.finish();
}

}  // namespace osaki
