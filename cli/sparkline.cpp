#include "sparkline.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace osaki::cli {

namespace {

constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::size_t height(double value, double least, double most) {
    if (most <= least) return 3;
    return std::min(static_cast<std::size_t>((value - least) / (most - least) * 8), blocks.size() - 1);
}

}  // namespace

std::string sparkline(std::span<const std::optional<double>> values) {
    std::optional<double> least, most;
    for (const auto& value : values) {
        if (!value) continue;
        least = std::min(least.value_or(*value), *value);
        most = std::max(most.value_or(*value), *value);
    }
    std::string line;
    for (const auto& value : values) line += value ? blocks[height(*value, *least, *most)] : std::string_view(" ");
    return line;
}

}  // namespace osaki::cli
