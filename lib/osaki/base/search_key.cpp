// The key names are compared by: one spelling for width, case, kana, dashes, spaces and the old forms of characters in names.
#include "osaki/base/text.hpp"
#include "osaki/base/unicode.hpp"
#include "osaki/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

// Old and regional forms of one character, as family names and places have them; never two different characters. The last
// ones are what Windows and offices mix up: small ヶ in place names, and 〜, which comes back from CP932 as ～.
constexpr std::u32string_view old_forms =
    U"髙﨑嵜㟢邉邊齋齊斎濵濱澤廣國櫻德𠮷黑眞惠榮圓學靜龍瀧藏嶋嶌冨峯籔藪槇桒曻渕渊彌禮萬壽豐實寶寬條澁澀遙曾嶽關鐵鷗舘"
    U"縣會醫齒藥應凜檜亙穗薰巖敎淸靑增橫瀨賴郞黃步每祿晚吳悅戶內劍劒鹽㐂栁舩莊佛來勳勵嚴堯奧將專帶彥從數晉曉權氣溪滿燈"
    U"當總繩聰聲與舊藝覺譽讓邨雙靈顯體麥龜ヶヵ〜";
constexpr std::u32string_view new_forms =
    U"高崎崎崎辺辺斉斉斉浜浜沢広国桜徳吉黒真恵栄円学静竜滝蔵島島富峰薮薮槙桑昇淵淵弥礼万寿豊実宝寛条渋渋遥曽岳関鉄鴎館"
    U"県会医歯薬応凛桧亘穂薫巌教清青増横瀬頼郎黄歩毎禄晩呉悦戸内剣剣塩喜柳船荘仏来勲励厳尭奥将専帯彦従数晋暁権気渓満灯"
    U"当総縄聡声与旧芸覚誉譲村双霊顕体麦亀ケカ~";
static_assert(old_forms.size() == new_forms.size());

struct Variant {
    char32_t from, to;
};

constexpr auto variants = [] {
    std::array<Variant, old_forms.size()> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = {old_forms[i], new_forms[i]};
    std::sort(table.begin(), table.end(), [](const Variant& a, const Variant& b) { return a.from < b.from; });
    return table;
}();

// Nearly no letter has another form: its last bits tell without a search.
constexpr std::size_t last_bits = 0xFFF;
constexpr auto may_vary = [] {
    std::array<bool, last_bits + 1> table{};
    for (const auto letter : old_forms) table[letter & last_bits] = true;
    return table;
}();

UChar32 usual_form(UChar32 c) {
    const auto letter = static_cast<char32_t>(c);
    if (!may_vary[letter & last_bits]) return c;
    const auto found = std::lower_bound(variants.begin(), variants.end(), letter,
                                        [](const Variant& variant, char32_t wanted) { return variant.from < wanted; });
    return found != variants.end() && found->from == letter ? static_cast<UChar32>(found->to) : c;
}

bool is_dash(UChar32 c) {
    constexpr UChar32 long_vowel = 0x30FC, minus = 0x2212, thin_rule = 0x2500, thick_rule = 0x2501;
    return c == '-' || c == long_vowel || (c >= 0x2010 && c <= 0x2015) || c == minus || c == thin_rule || c == thick_rule;
}

// Letters that NFKC leaves alone whatever stands beside them: nearly all names consist of these.
bool is_plain(UChar32 c) {
    const bool hiragana = c >= 0x3041 && c <= 0x3096;
    const bool katakana = c >= 0x30A1 && c <= 0x30FE;
    const bool kanji = c >= 0x4E00 && c <= 0x9FFF;
    return (c >= 0 && c < 0x80) || hiragana || katakana || kanji || c == 0x3000 || (c >= 0x3005 && c <= 0x3007);
}

// Appends the key letter of c, if it leaves one.
void append_folded(std::string& key, UChar32 c) {
    if (c < 0x80) {
        const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!blank) key.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
        return;
    }
    if (is_dash(c)) {
        key.push_back('-');
        return;
    }
    const bool hiragana = (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
    if (hiragana) c += 0x60;
    const bool plain = is_plain(c);
    const bool blank = c == 0x3000 || (!plain && unicode().is_blank(c));
    if (!blank) append_utf8(key, usual_form(c));
}

// False, with the key unfinished, at the first letter that needs normalising.
bool fold_plain(std::string_view text, std::string& key) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        if (!is_plain(c)) return false;
        append_folded(key, c);
    }
    return true;
}

}  // namespace

std::string search_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    if (fold_plain(text, key)) return key;
    key.clear();
    const auto folded = casefold(text);
    for (std::size_t at = 0; at < folded.size();) {
        const auto start = at;
        const auto c = next_code_point(folded, at);
        if (c >= 0) append_folded(key, c);
        else key.append(folded, start, at - start);
    }
    return key;
}

}  // namespace osaki
