// Recognising an enum's value however a person wrote it.
#include "osaki/base/names.hpp"

#include <algorithm>

namespace osaki {

std::vector<std::string> keys_of_name(std::string_view token, std::string_view label, std::string_view aliases) {
    std::vector<std::string> keys{search_key(token), search_key(label)};
    while (!aliases.empty()) {
        const auto end = aliases.find('|');
        keys.push_back(search_key(aliases.substr(0, end)));
        aliases = end == aliases.npos ? std::string_view() : aliases.substr(end + 1);
    }
    std::erase(keys, std::string());
    return keys;
}

bool is_named(std::string_view text, std::string_view token, std::string_view label, std::string_view aliases) {
    const auto keys = keys_of_name(token, label, aliases);
    return std::find(keys.begin(), keys.end(), search_key(text)) != keys.end();
}

}  // namespace osaki
