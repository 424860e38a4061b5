// Rows of one month while a file is read: ten bytes each rather than a hundred, for ten years of a country fit into memory then.
#pragma once

#include "osaki/domain/usage.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace osaki {

struct UsageEntry {
    std::uint64_t subject = 0;
    std::int64_t line = 0;
    std::int64_t record = 0;
    std::array<std::int32_t, metric_count> figures{-1, -1, -1, -1, -1, -1};  // -1: unknown
};
Figures figures_of(const UsageEntry& entry);

class UsageBucket {
public:
    void add(const UsageEntry& entry);       // lines ascending
    std::vector<UsageEntry> sorted() const;  // by subject, then line
    std::size_t size() const { return size_; }
    bool knows(Metric metric) const { return (known_ >> static_cast<unsigned>(metric) & 1) != 0; }

private:
    std::string packed_;
    std::size_t size_ = 0;
    std::uint64_t known_ = 0;    // metrics that some entry has, a bit each
    std::uint64_t subject_ = 0;  // of the last, as line and record
    std::int64_t line_ = 0, record_ = 0;
};

}  // namespace osaki
