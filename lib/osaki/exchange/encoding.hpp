// Which encoding a file from outside is in: by its mark, by strict UTF-8, else CP932 when all of it decodes. Never a guess:
// whoever takes CP932 without having been told also looks whether the header makes sense in it.
#pragma once

#include "osaki/base/crypto.hpp"
#include "osaki/base/names.hpp"
#include "osaki/exchange/side_hash.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osaki {

enum class Encoding { utf8, utf8_bom, cp932 };
constexpr std::array<Name<Encoding>, 3> names_of(Encoding) {
    return {{{Encoding::utf8, "utf-8", N_("UTF-8"), "utf8"},
             {Encoding::utf8_bom, "utf-8-bom", N_("UTF-8 with mark"), "utf8-bom|utf-8-sig"},
             {Encoding::cp932, "cp932", N_("CP932"), "sjis|shift_jis|shift-jis|windows-31j|ms932"}}};
}

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// What one pass over the bytes tells; the hash only when it was asked for.
struct ByteFacts {
    Digest sha256 = {};
    std::int64_t size = 0;
    bool has_mark = false;
    std::optional<std::int64_t> bad_utf8 = {};  // offset of the first byte that is not UTF-8
};

class TextScan {
public:
    void add(std::string_view bytes);
    ByteFacts finish();

private:
    void check_utf8(std::string_view bytes, bool last);
    ByteFacts facts_;
    std::string carry_;  // the unfinished character at the end of the last chunk
    std::string start_;
};

// With the hash.
class ByteScan {
public:
    void add(std::string_view bytes);
    ByteFacts finish();

private:
    SideHash sha_;
    TextScan text_;
};

// The same for CP932, needed only for what is not UTF-8.
class Cp932Scan {
public:
    void add(std::string_view bytes);
    std::optional<std::int64_t> finish();  // offset of a piece (at most 4 KiB) that does not decode

private:
    void check(std::string_view piece);
    std::string carry_;
    std::int64_t offset_ = 0;
    std::optional<std::int64_t> bad_;
};

// UTF-8 of one cell; nothing when it does not decode strictly.
std::optional<std::string> decode(Encoding encoding, std::string_view bytes);
// Bytes of one cell; nothing when a character has no place.
std::optional<std::string> encode(Encoding encoding, std::string_view text);
// The first character of text that has no place, as people are told of it: "𠮷 (U+20BB7)"; empty when all have.
std::string lacking_character(Encoding encoding, std::string_view text);
// As encode, with '?' for each character that has no place: for our own remarks only, never for data.
std::string encode_remark(Encoding encoding, std::string_view text);

}  // namespace osaki
