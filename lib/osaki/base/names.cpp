// Recognising an enum's value however a person wrote it.
#include "osaki/base/names.hpp"

namespace osaki {

bool is_named(std::string_view text, std::string_view token, std::string_view label, std::string_view aliases) {
    const auto key = search_key(text);
    if (key.empty()) return false;
    if (key == search_key(token) || key == search_key(label)) return true;
    while (!aliases.empty()) {
        const auto end = aliases.find('|');
        if (key == search_key(aliases.substr(0, end))) return true;
        aliases = end == aliases.npos ? std::string_view() : aliases.substr(end + 1);
    }
    return false;
}

}  // namespace osaki
