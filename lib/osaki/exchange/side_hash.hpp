// SHA-256 of a file while it is written, on a thread of its own: it takes as long as making the text does.
#pragma once

#include "osaki/base/crypto.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace osaki {

class SideHash {
public:
    SideHash() : worker_([this] { work(); }) {}
    ~SideHash() { stop(); }
    SideHash(const SideHash&) = delete;
    SideHash& operator=(const SideHash&) = delete;

    void add(std::string_view bytes);
    Digest finish();

private:
    void work();
    void stop();
    Sha256 sha_;
    std::mutex mutex_;
    std::condition_variable turn_;
    std::string piece_;  // given and not yet taken
    bool is_full_ = false;
    bool is_ended_ = false;
    std::thread worker_;  // last, so that it begins when all else is there
};

}  // namespace osaki
