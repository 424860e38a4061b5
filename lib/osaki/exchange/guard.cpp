// One question decides both ways, so that they cannot drift apart: is there a trigger behind the apostrophes, if any.
#include "osaki/exchange/guard.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

// The full-width ones too: Excel takes them for their narrow twins.
constexpr std::array<std::string_view, 12> triggers = {"=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠", "｜"};

bool is_run_by_spreadsheets(std::string_view cell) {
    const auto rest = cell.substr(std::min(cell.find_first_not_of('\''), cell.size()));
    return std::any_of(triggers.begin(), triggers.end(), [&](std::string_view trigger) { return rest.starts_with(trigger); });
}

}  // namespace

std::string guarded(std::string_view cell) {
    std::string text(is_run_by_spreadsheets(cell) ? "'" : "");
    return text += cell;
}

std::string_view without_guard(std::string_view cell) {
    if (cell.starts_with('\'') && is_run_by_spreadsheets(cell)) cell.remove_prefix(1);
    return cell;
}

}  // namespace osaki
