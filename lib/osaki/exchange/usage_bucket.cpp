#include "osaki/exchange/usage_bucket.hpp"

#include <algorithm>
#include <tuple>

namespace osaki {

namespace {

// Seven bits a byte, the low ones first.
void put(std::string& to, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) to += static_cast<char>(number | 0x80);
    to += static_cast<char>(number);
}

std::uint64_t take(const char*& at) {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return number;
    }
}

// A difference of either sign as a small number.
std::uint64_t folded(std::uint64_t difference) {
    return difference << 1 ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
}

std::uint64_t unfolded(std::uint64_t number) {
    return number >> 1 ^ ((number & 1) != 0 ? ~std::uint64_t{0} : 0);
}

}  // namespace

Figures figures_of(const UsageEntry& entry) {
    Figures figures;
    for (std::size_t i = 0; i < metric_count; ++i)
        if (entry.figures[i] >= 0) figures.*figure_members[i] = entry.figures[i];
    return figures;
}

// Rows mostly follow each other as the numbers do, one on each line.
void UsageBucket::add(const UsageEntry& entry) {
    const auto lines = static_cast<std::uint64_t>(entry.line - line_),
               records = static_cast<std::uint64_t>(entry.record - record_);
    put(packed_, folded(entry.subject - subject_));
    put(packed_, lines << 1 | (lines == records ? 0 : 1));
    if (lines != records) put(packed_, records);
    std::uint64_t known = 0;
    for (std::size_t i = 0; i < metric_count; ++i)
        if (entry.figures[i] >= 0) known |= std::uint64_t{1} << i;
    put(packed_, known);
    known_ |= known;
    for (const auto figure : entry.figures)
        if (figure >= 0) put(packed_, static_cast<std::uint64_t>(figure));
    subject_ = entry.subject;
    line_ = entry.line;
    record_ = entry.record;
    ++size_;
}

std::vector<UsageEntry> UsageBucket::sorted() const {
    std::vector<UsageEntry> entries(size_);
    const char* at = packed_.data();
    std::uint64_t subject = 0;
    std::int64_t line = 0, record = 0;
    for (auto& entry : entries) {
        entry.subject = subject += unfolded(take(at));
        const auto lines = take(at);
        entry.line = line += static_cast<std::int64_t>(lines >> 1);
        entry.record = record += static_cast<std::int64_t>((lines & 1) != 0 ? take(at) : lines >> 1);
        const auto known = take(at);
        for (std::size_t i = 0; i < metric_count; ++i)
            if ((known >> i & 1) != 0) entry.figures[i] = static_cast<std::int32_t>(take(at));
    }
    const auto order = [](const UsageEntry& a, const UsageEntry& b) {
        return std::tie(a.subject, a.line) < std::tie(b.subject, b.line);
    };
    if (!std::ranges::is_sorted(entries, order)) std::ranges::sort(entries, order);
    return entries;
}

}  // namespace osaki
