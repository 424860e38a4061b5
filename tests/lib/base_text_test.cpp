// Text: what may be stored, its keys, its width, and lists in one cell.
#include "osaki/base/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace osaki;

TEST_CASE("the first byte that is not strict UTF-8 is found") {
    const std::vector<std::pair<std::string, std::size_t>> table{
        {"\x80", 0},
        {"abc\xff", 3},
        {"abcdefghij\xc3", 10},   // cut off
        {"あ\xe3\x81", 3},        // cut off
        {"\xc0\xaf", 0},          // overlong
        {"\xe0\x80\xaf", 0},      // overlong
        {"\xf0\x80\x80\xaf", 0},  // overlong
        {"x\xed\xa0\x80", 1},     // surrogate
        {"\xf4\x90\x80\x80", 0},  // beyond U+10FFFF
        {"\xf8\x88\x80\x80\x80", 0},
        {"12345678\x82\xa0", 8},  // あ in CP932
    };
    for (const auto& [text, at] : table) {
        CAPTURE(text);
        CHECK(invalid_utf8(text) == at);
    }
    for (const std::string text : {"", "abc", "あいう", "𠮷", "\u0000x", "葛\U000E0100", "\U0010FFFF", "123456789 髙橋"}) {
        CAPTURE(text);
        CHECK(!invalid_utf8(text));
    }
    CHECK(!invalid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("controls are seen, letters of any script are none") {
    for (const std::string text :
         {"\t",     "a\nb",   "\x1b[31m", "\x7f",   "\u0080", "\u009b31m", "\u061c", "\u200e",     "\u200f", "\u202a", "\u202e",
          "\u2066", "\u2069", "\u2028",   "\u2029", "\ufffe", "\uffff",    "\ufdd0", "\U0001ffff", "\xff",   "a\x80"}) {
        CAPTURE(text);
        CHECK(has_control(text));
    }
    CHECK(has_control(std::string_view("a\0b", 3)));
    for (const std::string text : {"", "abc", "山田　太郎", "ｶﾅ", "𠮷野", "葛\U000E0100", "\u00a0", "Ünïcode", "👩‍⚕️"}) {
        CAPTURE(text);
        CHECK(!has_control(text));
    }
}

TEST_CASE("blanks of both widths are trimmed at the ends only") {
    CHECK(trim("") == "");
    CHECK(trim("　 \t\r\n　") == "");
    CHECK(trim(" 　山田　太郎 　\n") == "山田　太郎");
    CHECK(trim("x") == "x");
}

TEST_CASE("numbers and codes that came full-width become plain") {
    CHECK(normalise("０２２９－２３−１２３４") == "0229-23−1234");
    CHECK(normalise("ＡＢＣ　ｱﾞ①㋿") == "ABC ア\u30991令和");
    CHECK(normalise("plain") == "plain");
    CHECK(normalise("") == "");
}

TEST_CASE("a mail address is compared without case and width") {
    CHECK(mail_key(" Sato@Example.JP ") == "sato@example.jp");
    CHECK(mail_key("ｓａｔｏ＠ｅｘａｍｐｌｅ．ｊｐ") == "sato@example.jp");
    CHECK(mail_key("　sato@example.jp　") == "sato@example.jp");
    CHECK(mail_key("sa\u200bto@example.jp") == "sato@example.jp");
    CHECK(mail_key("") == "");
}

TEST_CASE("East Asian letters take two columns, marks none") {
    const std::vector<std::pair<std::string, std::size_t>> table{
        {"", 0},        {"abc", 3},          {"山田", 4}, {"ヤマダ　タロウ", 14}, {"ｶﾞ", 2},     {"か\u3099", 2},
        {"e\u0301", 1}, {"葛\U000E0100", 2}, {"☆", 1},  // ambiguous
        {"①", 1},       {"𠮷", 2},           {"Ａ", 2},   {"👩\u200d", 2},         {"\u00ad", 0}, {"\xff", 1}};
    for (const auto& [text, width] : table) {
        CAPTURE(text);
        CHECK(display_width(text) == width);
    }
}

TEST_CASE("text is cut between letters, never inside one or before its marks") {
    CHECK(cut_to_width("山田太郎", 5) == "山田");
    CHECK(cut_to_width("山田太郎", 8) == "山田太郎");
    CHECK(cut_to_width("abc", 0) == "");
    CHECK(cut_to_width("葛\U000E0100城", 2) == "葛\U000E0100");
    CHECK(cut_to_width("e\u0301e\u0301", 1) == "e\u0301");
    const std::string text = "aあe\u0301葛\U000E0100ｶﾞ👩\xff";
    for (std::size_t width = 0; width <= display_width(text) + 1; ++width) {
        CAPTURE(width);
        const auto cut = cut_to_width(text, width);
        CHECK(text.starts_with(cut));
        CHECK(display_width(cut) <= width);
        CHECK(display_width(cut) + 2 > std::min(width, display_width(text)));
    }
}

TEST_CASE("nothing in data drives a terminal") {
    CHECK(printable("山田 太郎") == "山田 太郎");
    CHECK(printable("\x1b[2J") == "\\x1b[2J");
    CHECK(printable("a\tb\nc\x7f") == "a\\x09b\\x0ac\\x7f");
    CHECK(printable(std::string_view("\0", 1)) == "\\x00");
    CHECK(printable("\u009b2J") == "\\u009b2J");
    CHECK(printable("\u202eabc\u2066") == "\\u202eabc\\u2066");
    CHECK(printable("\u2028") == "\\u2028");
    CHECK(printable("\U0001ffff") == "\\U0001ffff");
    CHECK(printable("a\xff\xe3\x81z") == "a\\xff\\xe3\\x81z");
    for (const std::string text : {"\x1b]0;x\x07", "\xc2\x9b", "\xed\xa0\x80", "\u061c"}) {
        CAPTURE(text);
        CHECK(!has_control(printable(text)));
        CHECK(printable(printable(text)) == printable(text));
    }
}

TEST_CASE("the closest word is suggested when it is near enough") {
    const std::vector<std::string_view> words{"register", "approve", "reject", "return", "restore", "status", "list", "show", ""};
    const std::vector<std::pair<std::string_view, std::string_view>> table{{"regsiter", "register"},
                                                                           {"aprove", "approve"},
                                                                           {"stats", "status"},
                                                                           {"rejct", "reject"},
                                                                           {"lsit", "list"},
                                                                           {"shwo", "show"},
                                                                           {"list", "list"},
                                                                           {"x", ""},
                                                                           {"", ""},
                                                                           {"frobnicate", ""},
                                                                           {"shows", "show"},
                                                                           {"retrun", "return"}};
    for (const auto& [typed, meant] : table) {
        CAPTURE(typed);
        CHECK(closest(typed, words) == meant);
    }
    CHECK(closest("word", {}) == "");
}

TEST_CASE("a list in one cell is split at the separators people use") {
    using List = std::vector<std::string>;
    CHECK(split_list("a;b ; c") == List{"a", "b", "c"});
    CHECK(split_list("申請書、誓約書，名簿；図") == List{"申請書", "誓約書", "名簿", "図"});
    CHECK(split_list("") == List{});
    CHECK(split_list(" ;　; ") == List{});
    CHECK(split_list("a, b") == List{"a, b"});
    CHECK(join_list({"a", "b", "c"}) == "a;b;c");
    CHECK(join_list({}) == "");
    CHECK(split_list(join_list({"説明", "b c"})) == List{"説明", "b c"});
}
