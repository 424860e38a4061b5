// Enums and their names: the token that is stored and written as JSON, the label people read, the words accepted as input.
#pragma once

#include "osaki/base/message.hpp"
#include "osaki/base/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace osaki {

template <class E>
struct Name {
    E value;
    std::string_view token;         // ASCII, as in SQL CHECK and JSON
    const char* label;              // translated when shown
    std::string_view aliases = {};  // 'a|b|c', what offices and staff write
};

// Each enum gives its table: `constexpr std::array<Name<Role>, 2> names_of(Role)`, found by ADL.
template <class E>
concept Named = std::is_enum_v<E> && requires(E value) {
    names_of(value);
};

template <Named E>
inline constexpr auto names = names_of(E{});

template <Named E>
constexpr const Name<E>& name_of(E value) {
    for (const auto& name : names<E>)
        if (name.value == value) return name;
    return names<E>[0];
}
template <Named E>
constexpr std::string_view token_of(E value) {
    return name_of(value).token;
}
template <Named E>
Argument argument(E value) {
    return {name_of(value).label, true};
}

// The search keys of the token, the label and the aliases.
std::vector<std::string> keys_of_name(std::string_view token, std::string_view label, std::string_view aliases);

// True when text is one of them, in whatever width, case or kana.
bool is_named(std::string_view text, std::string_view token, std::string_view label, std::string_view aliases);

// The value whose token, label or alias the text is, in whatever width, case or kana.
template <Named E>
std::optional<E> parse_name(std::string_view text) {
    static const auto values = [] {
        std::unordered_map<std::string, E> by_key;
        for (const auto& name : names<E>)
            for (auto& key : keys_of_name(name.token, name.label, name.aliases)) by_key.emplace(std::move(key), name.value);
        return by_key;
    }();
    const auto found = values.find(search_key(text));
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace osaki
