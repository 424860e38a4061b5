// Numbers of records, one type per noun, with the printed form staff read out: O0012, U000123, A2026-0045.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osaki {

// A Tag says how its numbers print: prefix, least digits of the serial, and whether the serial starts anew each fiscal year.
template <class Tag>
struct Id {
    std::int64_t value = 0;  // what the register stores; 0 means none yet
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

// A yearly number is stored as fiscal year * yearly_base + serial, so that it sorts by age.
constexpr std::int64_t yearly_base = 1'000'000'000;

struct IdForm {
    char prefix;
    int digits;
    bool yearly;
};

std::string format_id(IdForm form, std::int64_t value);
// Full-width and lower-case letters and digits are taken; leading zeros may be missing. Nothing when it is another kind of
// number.
std::optional<std::int64_t> parse_id(IdForm form, std::string_view text);

template <class Tag>
std::string to_text(const Id<Tag>& id) {
    return format_id(Tag::form, id.value);
}

template <class Tag>
std::optional<Id<Tag>> parse_id(std::string_view text) {
    const auto value = parse_id(Tag::form, text);
    return value ? std::optional(Id<Tag>{*value}) : std::nullopt;
}

}  // namespace osaki
