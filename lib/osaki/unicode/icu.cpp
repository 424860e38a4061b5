// The module that knows ICU: normal forms, widths, and CP932 as Windows means it ("windows-31j"), strict in both directions: what
// does not come back the same is refused. Apart, so that a plain command never loads it (base/unicode.hpp).
#include "osaki/base/error.hpp"
#include "osaki/base/unicode.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

namespace osaki {

namespace {

struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

void check(UErrorCode status) {
    if (U_FAILURE(status)) fail(Code::failed, N_("the Unicode library fails: {}"), u_errorName(status));
}

Converter open_converter() {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open("windows-31j", &status));
    check(status);
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFallback(converter.get(), false);
    check(status);
    return converter;
}

// Opening one costs more than a cell; each conversion resets it.
UConverter* converter() {
    static thread_local const auto opened = open_converter();
    return opened.get();
}

// ICU's table swaps these three controls among each other, as the IBM code page does.
bool has_swapped_control(std::string_view text) {
    return text.find_first_of("\x1A\x1C\x7F") != text.npos;
}

bool is_refused(char16_t unit) {
    const bool c1_or_nbsp = unit >= 0x80 && unit <= 0xA0;
    const bool private_use = unit >= 0xE000 && unit <= 0xF8FF;
    return c1_or_nbsp || private_use;
}

// Half of what fits ICU's lengths: UTF-8 may be longer than the text it comes from.
void check_length(std::string_view text) {
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 4);
    if (text.size() > most) fail(Code::failed, N_("the text has {} bytes, more than can be converted at once"), text.size());
}

std::optional<std::u16string> decode(std::string_view bytes) {
    check_length(bytes);
    std::u16string units(bytes.size() + 1, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto length = ucnv_toUChars(converter(), units.data(), static_cast<std::int32_t>(units.size()), bytes.data(),
                                      static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) return std::nullopt;
    units.resize(static_cast<std::size_t>(length));
    if (std::any_of(units.begin(), units.end(), is_refused)) return std::nullopt;
    return units;
}

// Unicode has two letters for one of CP932 here, and Windows uses the other one.
char16_t as_windows_writes(char16_t unit) {
    switch (unit) {
        case u'\u301C':
            return u'\uFF5E';  // 〜
        case u'\u2212':
            return u'\uFF0D';  // −
        case u'\u2016':
            return u'\u2225';  // ‖
        case u'\u2014':
            return u'\u2015';  // —
        case u'\u00A5':
            return u'\uFFE5';  // ¥
        default:
            return unit;
    }
}

std::optional<std::u16string> units_of(std::string_view text) {
    check_length(text);
    std::u16string units(text.size() + 1, u'\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units.data(), static_cast<std::int32_t>(units.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status)) return std::nullopt;
    units.resize(static_cast<std::size_t>(length));
    std::transform(units.begin(), units.end(), units.begin(), as_windows_writes);
    return units;
}

std::optional<std::string> from_cp932(std::string_view bytes) {
    const auto units = decode(bytes);
    if (!units) return std::nullopt;
    constexpr std::size_t most_bytes_a_unit = 3;
    std::string text(units->size() * most_bytes_a_unit, '\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &length, units->data(),
                static_cast<std::int32_t>(units->size()), &status);
    check(status);
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<std::string> to_cp932(std::string_view text) {
    const auto units = units_of(text);
    if (!units) return std::nullopt;
    constexpr std::size_t most_bytes_a_unit = 2;
    std::string bytes(units->size() * most_bytes_a_unit, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto length = ucnv_fromUChars(converter(), bytes.data(), static_cast<std::int32_t>(bytes.size()), units->data(),
                                        static_cast<std::int32_t>(units->size()), &status);
    if (U_FAILURE(status)) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length));
    // ICU drops variation selectors without a word; only the way back shows it.
    if (has_swapped_control(bytes) || decode(bytes) != units) return std::nullopt;
    return bytes;
}

std::string normalise_with(const icu::Normalizer2* form, UErrorCode status, std::string_view text) {
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
    if (text.size() > most) fail(Code::failed, N_("the text has {} bytes, more than can be converted at once"), text.size());
    std::string result;
    result.reserve(text.size());
    icu::StringByteSink<std::string> sink(&result);
    if (U_SUCCESS(status)) form->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
    check(status);
    return result;
}

std::string nfkc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKCInstance(status);
    return normalise_with(form, status, text);
}

std::string nfkc_casefold(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return normalise_with(form, status, text);
}

bool is_blank(std::int32_t c) {
    return u_isUWhiteSpace(c);
}

int columns(std::int32_t c) {
    const auto mask = U_GET_GC_MASK(c);
    if (mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) return 0;
    const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

}  // namespace osaki

extern "C" const osaki::UnicodeTable* osaki_unicode_table() {
    static constexpr osaki::UnicodeTable table{osaki::nfkc,    osaki::nfkc_casefold, osaki::is_blank,
                                               osaki::columns, osaki::from_cp932,    osaki::to_cp932};
    return &table;
}
