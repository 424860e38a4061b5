// What ICU does for this room, as a table of functions: its module is loaded when the first text needs it, so that a command
// on plain ASCII, or one that only shows what is stored, never maps thirty megabytes of tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osaki {

struct UnicodeTable {
    std::string (*nfkc)(std::string_view text);
    std::string (*nfkc_casefold)(std::string_view text);
    bool (*is_blank)(std::int32_t code_point);
    int (*columns)(std::int32_t code_point);  // 0, 1 or 2
    std::optional<std::string> (*from_cp932)(std::string_view bytes);
    std::optional<std::string> (*to_cp932)(std::string_view text);
};

// Loads libosaki-mcs-unicode.so from beside this library, once. Code::failed when it is not there.
const UnicodeTable& unicode();

}  // namespace osaki

// The module's only name. Weak, so that a test that links the module itself needs no file.
extern "C" __attribute__((weak)) const osaki::UnicodeTable* osaki_unicode_table();
