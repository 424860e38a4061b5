#include "osaki/base/unicode.hpp"

#include "osaki/base/module.hpp"

namespace osaki {

namespace {

const UnicodeTable* load() {
    if (osaki_unicode_table != nullptr) return osaki_unicode_table();
    return reinterpret_cast<const UnicodeTable* (*)()>(module_symbol("unicode", "osaki_unicode_table"))();
}

}  // namespace

const UnicodeTable& unicode() {
    static const auto* const table = load();
    return *table;
}

}  // namespace osaki
