// CP932 as Windows means it, strictly in both directions.
#include "osaki/base/text.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace osaki;

TEST_CASE("Japanese text travels to CP932 and back") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"", ""},
        {"plain ASCII\r\n\\~", "plain ASCII\r\n\\~"},
        {"あ", "\x82\xa0"},
        {"ソ表", "\x83\x5c\x95\x5c"},
        {"ｶﾞ", "\xb6\xde"},
        {"髙橋", "\xfb\xfc\x8b\xb4"},
        {"山﨑", "\x8e\x52\xfa\xb1"},
        {"①", "\x87\x40"},
        {"㈱", "\x87\x8a"},
        {"Ⅳ", "\x87\x57"},
        {"～", "\x81\x60"},
        {"－", "\x81\x7c"},
        {"∥", "\x81\x61"},
        {"―", "\x81\x5c"},
        {"￥", "\x81\x8f"},
        {"￢", "\x81\xca"},
    };
    for (const auto& [text, bytes] : table) {
        CAPTURE(text);
        CHECK(to_cp932(text) == bytes);
        CHECK(from_cp932(bytes) == text);
    }
}

TEST_CASE("letters that Unicode has twice become those Windows uses") {
    CHECK(to_cp932("〜") == "\x81\x60");
    CHECK(to_cp932("−") == "\x81\x7c");
    CHECK(to_cp932("‖") == "\x81\x61");
    CHECK(to_cp932("—") == "\x81\x5c");
    CHECK(to_cp932("¥") == "\x81\x8f");
}

TEST_CASE("NEC's doubles of IBM's letters are read") {
    CHECK(from_cp932("\xed\x95") == "﨑" /* NEC */);
    CHECK(from_cp932("\xfa\xb1") == "﨑" /* IBM */);
}

TEST_CASE("a character without a place in CP932 stops the text") {
    for (const std::string text : {"𠮷野",
                                   "葛\U000E0100",
                                   "葛\uFE00",
                                   "\u200b",
                                   "a\u200d",
                                   "é",
                                   "한",
                                   "😀",
                                   "か\u3099",
                                   "\ue000",
                                   "\u0080",
                                   "\u00a0",
                                   "\x1a",
                                   "\x1c",
                                   "\x7f",
                                   "あ\x1a",
                                   "\xff",
                                   "あ\xe3\x81",
                                   "¢",
                                   "\ufeff"
                                   "a"}) {
        CAPTURE(text);
        CHECK(!to_cp932(text));
    }
}

TEST_CASE("bytes without a character stop the text") {
    for (const std::string bytes : {"\x80", "\xa0", "\xfd", "\xfe", "\xff", "\x82", "\x82\xa0\x82", "\x82\x20", "\x81\xad",
                                    "\x85\x40", "\xf0\x40", "\xf9\xfc", "\xfc\x4c", "\x1a", "\x1c", "\x7f", "\x82\xa0\x1a"}) {
        CAPTURE(bytes);
        CHECK(!from_cp932(bytes));
    }
    // UTF-8 taken for CP932: most of it does not decode
    CHECK(!from_cp932("髙橋 花子"));
}

TEST_CASE("every CP932 character comes back the same, and there are as many as Windows has") {
    int decoded = 0;
    std::set<std::string> characters;
    for (int lead = 0x81; lead <= 0xFC; ++lead) {
        if (lead >= 0xA0 && lead < 0xE0) continue;
        for (int trail = 0x40; trail <= 0xFC; ++trail) {
            const std::string bytes{static_cast<char>(lead), static_cast<char>(trail)};
            const auto text = from_cp932(bytes);
            if (!text) continue;
            ++decoded;
            characters.insert(*text);
            const auto again = to_cp932(*text);
            if (!again || from_cp932(*again) != text) FAIL_CHECK(*text);
        }
    }
    CHECK(decoded == 7724);
    CHECK(characters.size() == 7326);
}
