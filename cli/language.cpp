// Looks messages up in the built-in gettext catalogue by binary search; the format is gettext's own (MO files, revision 0).
#include "language.hpp"

#include "osaki/base/embedded.hpp"

#include <cstdint>
#include <cstring>

namespace osaki {
extern const Embedded ja_messages[];
}

namespace osaki::cli {

namespace {

std::uint32_t word_at(std::string_view catalogue, std::size_t offset) {
    std::uint32_t word = 0;
    if (offset + sizeof word <= catalogue.size()) std::memcpy(&word, catalogue.data() + offset, sizeof word);
    return word;
}

const char* english(const char* text) {
    return text;
}

const char* japanese(const char* text) {
    return look_up(ja_messages[0].text, text);
}

}  // namespace

Language language_of(std::string_view locale) {
    return locale == "ja" || locale.starts_with("ja_") || locale.starts_with("ja.") ? Language::japanese : Language::english;
}

Translate translator(Language language) {
    return language == Language::japanese ? japanese : english;
}

const char* look_up(std::string_view catalogue, const char* text) {
    // the empty text is the catalogue's own header
    if (*text == '\0' || word_at(catalogue, 0) != 0x950412deU) return text;
    const std::size_t originals = word_at(catalogue, 12);
    const std::size_t translations = word_at(catalogue, 16);
    std::size_t low = 0;
    std::size_t high = word_at(catalogue, 8);
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const char* original = catalogue.data() + word_at(catalogue, originals + middle * 8 + 4);
        const int order = std::strcmp(text, original);
        if (order == 0) {
            const char* found = catalogue.data() + word_at(catalogue, translations + middle * 8 + 4);
            return *found == '\0' ? text : found;
        }
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return text;
}

}  // namespace osaki::cli
