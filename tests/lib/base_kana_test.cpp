// Kana of any width, and the key names are found by.
#include "osaki/base/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace osaki;

namespace {

std::string utf8(char32_t c) {
    std::string text;
    const auto put = [&](unsigned value) { text.push_back(static_cast<char>(value)); };
    if (c < 0x80) put(c);
    else if (c < 0x800) put(0xC0 | c >> 6), put(0x80 | (c & 63));
    else if (c < 0x10000) put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    else put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    return text;
}

}  // namespace

TEST_CASE("kana of any kind is kept as full-width katakana") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"やまだ たろう", "ヤマダ　タロウ"},
        {"ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ　タロウ"},
        {"ヤマダ　タロウ", "ヤマダ　タロウ"},
        {" 　ヤマダ 　 タロウ　", "ヤマダ　タロウ"},
        {"ﾊﾟｰﾄﾅｰ", "パートナー"},
        {"ｳﾞｧｲｵﾘﾝ", "ヴァイオリン"},
        {"か\u3099は\u309a", "ガパ"},
        {"ハ゜ハ゛", "パバ"},
        {"シャルル・ペロー", "シャルル・ペロー"},
        {"ｼｬﾙﾙ･ﾍﾟﾛｰ", "シャルル・ペロー"},
        {"みすゞ", "ミスヾ"},
        {"ゐゑゔ", "ヰヱヴ"},
        {"ぁゃゎヵヶ", "ァャヮヵヶ"},
        {"", ""},
        {"　", ""},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(to_katakana(text) == expected);
        CHECK(to_katakana(expected) == expected);
    }
}

TEST_CASE("a reading that is not kana is refused") {
    for (const std::string text : {"山田", "Yamada", "ヤマダ1", "ヤマダ、", "ﾔﾏﾀﾞ｡", "ﾞ", "アﾞ", "カ゛゛", "ヤマダ\tタロウ",
                                   "ヤマダ-", "\xff", "ヤマダ\u200b", "ヤマダ　゛"}) {
        CAPTURE(text);
        CHECK(!to_katakana(text));
    }
}

TEST_CASE("half-width kana in names of facilities is widened and nothing else touched") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"ｹｱﾌﾟﾗﾝｾﾝﾀｰ ABC１号", "ケアプランセンター ABC１号"},
        {"ﾃﾞｲｻｰﾋﾞｽ｢花｣", "デイサービス「花」"},
        {"ｱﾞﾟ", "ア゛゜"},
        {"カﾞ", "カ゛"},
        {"ﾞ", "゛"},
        {"①髙\xff", "①髙\xff"},
        {"", ""},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        CHECK(widen_kana(text) == expected);
    }
}

TEST_CASE("one key finds a name however it is written") {
    const std::vector<std::vector<std::string>> groups{
        {"髙橋", "高橋", "髙　橋", " 高 橋 "},
        {"山﨑", "山崎", "山嵜"},
        {"渡邊", "渡邉", "渡辺"},
        {"齋藤", "斎藤", "齊藤", "斉藤"},
        {"𠮷田", "吉田"},
        {"濵田", "濱田", "浜田"},
        {"櫻井", "桜井"},
        {"葛城", "葛\U000E0100城", "葛\uFE00城"},
        {"神田", "\uFA19田"},
        {"福祉", "\uFA1B祉"},
        {"サトウ ハナコ", "さとうはなこ", "ｻﾄｳ ﾊﾅｺ", "サトウ　ハナコ"},
        {"ガパ", "がぱ", "ｶﾞﾊﾟ", "か\u3099は\u309a"},
        {"センター", "センタ-", "センタ－", "ｾﾝﾀｰ", "センタ―", "センタ—", "センタ‐", "センタ−", "せんたー", "センタ─"},
        {"ABC クリニック", "ａｂｃクリニック", "Abc\u00a0くりにっく", "ＡＢＣ\u200bｸﾘﾆｯｸ"},
        {"①号", "1号", "１号"},
        {"花〜花", "花～花", "花~花"},
        {"鶴ヶ丘", "鶴ケ丘", "鶴ｹ丘"},
        {"㈱大崎", "(株)大崎", "（株）大崎"},
    };
    for (const auto& group : groups)
        for (const auto& name : group) {
            CAPTURE(name);
            CHECK(search_key(name) == search_key(group.front()));
        }
    CHECK(search_key("") == "");
    CHECK(search_key(" 　") == "");
}

TEST_CASE("different names keep different keys") {
    const std::vector<std::string> names{"高橋", "高崎", "山田", "ヤマダ", "ヤマタ", "田中", "中田",
                                         "はは", "ばば", "ぱぱ", "a",      "b",      "ー",   "・"};
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            CAPTURE(names[i]);
            CAPTURE(names[j]);
            CHECK(search_key(names[i]) != search_key(names[j]));
        }
}

TEST_CASE("the key of a key is itself, for every character there is") {
    int wrong = 0;
    for (char32_t c = 1; c <= 0x3FFFF; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        const auto key = search_key("あ" + utf8(c) + "x");
        if (search_key(key) == key && !invalid_utf8(key)) continue;
        ++wrong;
        CAPTURE(static_cast<unsigned>(c));
        CHECK(search_key(key) == key);
    }
    CHECK(wrong == 0);
}

TEST_CASE("the key of broken text is still a key") {
    CHECK_NOTHROW(search_key("\xff山\xe3\x81"));
    CHECK(search_key("\xff山") != search_key("山"));
}
