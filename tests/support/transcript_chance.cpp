// What differs at each run of a transcript and is written as <password>, <hash>, <uuid> or <dir>.
#include "support/transcript.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace osaki::test {

namespace {

bool is_alnum(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// Length of a password ("abCd-Efgh-jk2m-npqR", as the register makes them) at the start of text, or 0.
std::size_t password_length(std::string_view text) {
    constexpr std::size_t length = 19;
    if (text.size() < length || (text.size() > length && (is_alnum(text[length]) || text[length] == '-'))) return 0;
    bool upper = false, lower = false, digit = false;
    for (std::size_t i = 0; i < length; ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (i % 5 == 4) {
            if (c != '-') return 0;
        } else if (std::isalnum(c) == 0 || std::string_view("IOlo01").find(text[i]) != std::string_view::npos) {
            return 0;
        }
        upper |= std::isupper(c) != 0;
        lower |= std::islower(c) != 0;
        digit |= std::isdigit(c) != 0;
    }
    return upper && lower && digit ? length : 0;
}

// Length of 32 or 64 hexadecimal digits at the start of text, or 0.
std::size_t hash_length(std::string_view text) {
    const auto end = std::find_if(text.begin(), text.end(), [](char c) {
        return std::isxdigit(static_cast<unsigned char>(c)) == 0 || std::isupper(static_cast<unsigned char>(c)) != 0;
    });
    const auto length = static_cast<std::size_t>(end - text.begin());
    if (end != text.end() && is_alnum(*end)) return 0;
    return length == 32 || length == 64 ? length : 0;
}

// Length of the name of a register at the start of text, or 0.
std::size_t uuid_length(std::string_view text) {
    constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() < form.size()) return 0;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '-' ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return 0;
    return form.size();
}

}  // namespace

std::string without_chance(const std::string& text, const std::string& directory) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = std::string_view(text).substr(i);
        const bool fresh = i == 0 || !is_alnum(text[i - 1]);
        if (rest.starts_with(directory)) {
            result += "<dir>";
            i += directory.size();
        } else if (const auto password = fresh ? password_length(rest) : 0) {
            result += "<password>";
            i += password;
        } else if (const auto uuid = fresh ? uuid_length(rest) : 0) {
            result += "<uuid>";
            i += uuid;
        } else if (const auto hash = fresh ? hash_length(rest) : 0) {
            result += "<hash>";
            i += hash;
        } else {
            result += text[i++];
        }
    }
    return result;
}

}  // namespace osaki::test
