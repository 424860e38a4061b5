// A row of numbers as a line of blocks: ▁▃▅█, what is not known as a blank.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace osaki::cli {

// Pure: one column for each value, from the lowest of them (▁) to the highest (█); all alike: ▄.
std::string sparkline(std::span<const std::optional<double>> values);

}  // namespace osaki::cli
