// CP932 as Windows means it; the tables are ICU's, in a module of their own.
#include "osaki/base/text.hpp"
#include "osaki/base/unicode.hpp"
#include "osaki/base/utf8.hpp"

namespace osaki {

namespace {

// ICU's table swaps these three controls among each other, as the IBM code page does.
bool has_swapped_control(std::string_view text) {
    return text.find_first_of("\x1A\x1C\x7F") != text.npos;
}

}  // namespace

std::optional<std::string> from_cp932(std::string_view bytes) {
    if (has_swapped_control(bytes)) return std::nullopt;
    if (ascii_prefix(bytes) == bytes.size()) return std::string(bytes);
    return unicode().from_cp932(bytes);
}

std::optional<std::string> to_cp932(std::string_view text) {
    if (has_swapped_control(text)) return std::nullopt;
    if (ascii_prefix(text) == text.size()) return std::string(text);
    return unicode().to_cp932(text);
}

}  // namespace osaki
