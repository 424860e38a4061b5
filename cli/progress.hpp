// One line on a terminal while something takes longer than a second: how far, how fast, how long still.
#pragma once

#include "host.hpp"
#include "osaki/base/message.hpp"

#include <chrono>
#include <cstdint>

namespace osaki::cli {

class Progress {
public:
    Progress(Host& host, bool quiet, Translate translate);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void operator()(std::int64_t done, std::int64_t total);
    void wipe();  // before anything else is printed

private:
    using Clock = std::chrono::steady_clock;
    Host& host_;
    bool silent_;
    bool shown_ = false;
    Translate translate_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point next_ = start_ + std::chrono::seconds(1);
};

// "120000 of 1000000, 60000 a second, 15 seconds left"
std::string progress_line(std::int64_t done, std::int64_t total, double seconds, Translate translate);

}  // namespace osaki::cli
