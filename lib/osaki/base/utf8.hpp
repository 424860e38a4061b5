// UTF-8 to code points and back, for the files of this room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

namespace osaki {

// The code point at `at`, which moves behind it; negative for bytes that are not strict UTF-8.
inline UChar32 next_code_point(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    U8_NEXT(bytes, at, text.size(), c);
    return c;
}

// c is a scalar value.
inline void append_utf8(std::string& to, UChar32 c) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(c));
    to.append(reinterpret_cast<const char*>(bytes), length);
}

// Length of the ASCII start of text.
std::size_t ascii_prefix(std::string_view text);

// NFKC without case and without what is not seen (variation selectors, zero-width characters).
std::string casefold(std::string_view text);

}  // namespace osaki
