// The register's file as it lies on the disk: pages, references, neighbours, room, and the clock against the newest entry.
#pragma once

#include "osaki/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct Ailment {
    std::string_view check;
    bool is_error = false;
    Message text;
    std::string command;  // what mends it
};
// Collected, never thrown. Number of checks made: health_checks.
std::vector<Ailment> ailments_of_file(const View& view);
constexpr int health_checks = 6;

}  // namespace osaki
