// What a label of a group may be: a patient group is known by a code, never by a name or a birth date (art. 8-2(3)).
#include "osaki/domain/group.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

enum class Letter { kanji, kana, digit, latin, gap, other };

// Of a letter of strict UTF-8.
char32_t code_point(std::string_view letter) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(letter[i])); };
    if (letter.size() == 1) return byte(0);
    if (letter.size() == 2) return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    if (letter.size() == 3) return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
}

Letter kind_of(std::string_view letter) {
    const auto c = code_point(letter);
    const auto within = [c](char32_t first, char32_t last) { return first <= c && c <= last; };
    if (c == U' ' || c == U'・' || c == U'_' || c == U'/' || c == U'(' || c == U')' || c == U',' || within(U'、', U'〟'))
        return c == U'々' || c == U'〆' ? Letter::kanji : Letter::gap;
    if (within(U'0', U'9')) return Letter::digit;
    if (within(U'a', U'z') || within(U'A', U'Z')) return Letter::latin;
    if (within(U'ぁ', U'ヿ')) return Letter::kana;
    if (within(0x3400, 0x9fff) || within(0xf900, 0xfaff) || within(0x20000, 0x3ffff)) return Letter::kanji;
    return Letter::other;
}

std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
        letters.push_back(text.substr(at, next - at));
        at = next;
    }
    return letters;
}

// Words between blanks, brackets and middle dots.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0, end = 0;
    const auto finish = [&] {
        if (end > begin) words.push_back(text.substr(begin, end - begin));
    };
    for (const auto letter : letters_of(text)) {
        const auto at = static_cast<std::size_t>(letter.data() - text.data());
        end = at;
        if (kind_of(letter) == Letter::gap) {
            finish();
            begin = at + letter.size();
        }
        end = at + letter.size();
    }
    finish();
    return words;
}

// Words of the work itself are no part of a person's name.
bool is_of_the_work(std::string_view word) {
    constexpr std::array<std::string_view, 22> ours{"在宅", "訪問", "介護", "看護", "医療",       "連携",   "地区",     "地域",
                                                    "病棟", "施設", "包括", "患者", "利用者",     "チーム", "グループ", "居宅",
                                                    "担当", "往診", "薬局", "病院", "クリニック", "委員会"};
    return word.starts_with("第") ||
           std::ranges::any_of(ours, [&](std::string_view own) { return word.find(own) != std::string_view::npos; });
}

struct Shape {
    std::size_t kanji = 0, kana = 0, rest = 0;
};
Shape shape_of(std::string_view word) {
    Shape shape;
    for (const auto letter : letters_of(word)) {
        const auto kind = kind_of(letter);
        ++(kind == Letter::kanji ? shape.kanji : kind == Letter::kana ? shape.kana : shape.rest);
    }
    return shape;
}

// Surname and given name: 山田 太郎, 山田 はな, ヤマダ タロウ.
bool is_full_name(std::string_view first, std::string_view second) {
    if (is_of_the_work(first) || is_of_the_work(second)) return false;
    const auto surname = shape_of(first), given = shape_of(second);
    if (surname.rest > 0 || given.rest > 0) return false;
    const bool kana_only = surname.kanji == 0 && given.kanji == 0;
    if (kana_only) return surname.kana >= 2 && surname.kana <= 7 && given.kana >= 2 && given.kana <= 7;
    return surname.kanji > 0 && surname.kanji + surname.kana <= 5 && given.kanji + given.kana <= 5 && given.kanji <= 3;
}

bool has_full_name(std::string_view text) {
    const auto words = words_of(text);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (is_full_name(words[i - 1], words[i])) return true;
    return false;
}

// 様 wherever it stands; the others where a name would end: at the end of a word, or before の, 宅 and the like.
bool has_title(std::string_view text) {
    if (text.find("様") != std::string_view::npos) return true;
    constexpr std::array<std::string_view, 8> titles{"さん", "さま", "ちゃん", "くん", "氏", "殿", "どの", "サン"};
    constexpr std::array<std::string_view, 4> after{"の", "宅", "グループ", "チーム"};
    for (const auto word : words_of(text))
        for (const auto title : titles) {
            const auto at = word.find(title);
            if (at == std::string_view::npos || at == 0) continue;
            const auto rest = word.substr(at + title.size());
            if (rest.empty() || std::ranges::any_of(after, [&](auto begin) { return rest.starts_with(begin); })) return true;
        }
    return false;
}

// In a remark people write freely: most words that end like a title name nobody.
bool is_title_of_nobody(std::string_view word) {
    constexpr std::array<std::string_view, 15> ours{"たくさん", "皆さん",   "みなさん", "お母さん", "お父さん",
                                                    "奥さん",   "赤ちゃん", "皆様",     "客様",     "家族",
                                                    "患者",     "利用者",   "などの",   "ほどの",   "けどの"};
    return std::ranges::any_of(ours, [&](std::string_view own) { return word.find(own) != std::string_view::npos; });
}

// 様 is a title after a letter of a name, and not in 仕様, 同様, 様子.
bool has_title_in_words(std::string_view text) {
    constexpr std::array<std::string_view, 9> titles{"様", "さん", "さま", "ちゃん", "くん", "氏", "殿", "どの", "サン"};
    constexpr std::array<std::string_view, 9> after{"の", "宅", "が", "は", "に", "へ", "を", "と", "も"};
    constexpr std::array<std::string_view, 8> before{"仕", "同", "多", "模", "有", "一", "各", "異"};
    for (const auto word : words_of(text)) {
        if (is_title_of_nobody(word)) continue;
        for (const auto title : titles) {
            const auto at = word.find(title);
            if (at == std::string_view::npos || at == 0) continue;
            if (std::ranges::any_of(before, [&](auto end) { return word.substr(0, at).ends_with(end); })) continue;
            const auto rest = word.substr(at + title.size());
            if (rest.empty() || kind_of(letters_of(rest).front()) == Letter::digit ||
                std::ranges::any_of(after, [&](auto begin) { return rest.starts_with(begin); }))
                return true;
        }
    }
    return false;
}

// 山田 太郎, with one blank between: words of free text stand apart by other marks, or are of the week and the work.
bool has_full_name_in_words(std::string_view text) {
    constexpr std::array<std::string_view, 34> ours{"曜",   "毎",   "週",   "院",   "科",   "午前", "午後", "予定", "変更",
                                                    "確認", "連絡", "対応", "終了", "開始", "共有", "参加", "主治", "家族",
                                                    "管理", "職員", "事務", "電話", "時間", "今後", "現在", "情報", "会議",
                                                    "訪",   "透析", "月分", "希望", "必要", "使用", "廃止"};
    const auto is_ours = [&](std::string_view word) {
        return is_of_the_work(word) ||
               std::ranges::any_of(ours, [&](std::string_view own) { return word.find(own) != std::string_view::npos; });
    };
    const auto words = words_of(text);
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto first = words[i - 1], second = words[i];
        if (std::string_view(first.data() + first.size(),
                             static_cast<std::size_t>(second.data() - first.data()) - first.size()) != " ")
            continue;
        const auto surname = shape_of(first), given = shape_of(second);
        const bool is_kanji = surname.kana + surname.rest + given.kana + given.rest == 0;
        if (is_kanji && surname.kanji <= 3 && given.kanji <= 3 && !is_ours(first) && !is_ours(second)) return true;
    }
    return false;
}

struct Years {
    int first = 1873, last = 2100;
};
bool is_day(std::string_view text, Years years) {
    constexpr Date never{0};
    if (text.find_first_of("0123456789") == std::string_view::npos) return false;
    try {
        const auto year = parts(parse_date(text, never)).year;
        return year >= years.first && year <= years.last;
    } catch (const Error&) {
        return false;
    }
}

// A day somewhere in the text: 1945-03-12, 19450312, 昭和20年3月12日, S20.3.12, or the year of a birth.
bool has_birth_date(std::string_view text, Years years = {}) {
    constexpr std::size_t longest = 16, shortest = 6;
    constexpr std::string_view eras = "MTSHRmtshr";
    if (text.find("生まれ") != std::string_view::npos || text.find("年生") != std::string_view::npos ||
        text.find("日生") != std::string_view::npos)
        return true;
    const auto letters = letters_of(text);
    const auto is_number = [&](std::size_t i) { return i < letters.size() && kind_of(letters[i]) == Letter::digit; };
    const auto is_word = [&](std::size_t i) { return is_number(i) || kind_of(letters[i]) == Letter::latin; };
    for (std::size_t from = 0; from < letters.size(); ++from) {
        const bool is_era = kind_of(letters[from]) == Letter::kanji || eras.find(letters[from]) != std::string_view::npos;
        if (!is_number(from) && !is_era) continue;
        if (from > 0 && kind_of(letters[from]) != Letter::kanji && is_word(from - 1)) continue;
        for (auto to = std::min(letters.size(), from + longest); to >= from + shortest - (is_era ? 1 : 0); --to) {
            if (is_number(to) && is_number(to - 1)) continue;
            const auto* begin = letters[from].data();
            const auto* end = letters[to - 1].data() + letters[to - 1].size();
            if (is_day({begin, static_cast<std::size_t>(end - begin)}, years)) return true;
        }
    }
    return false;
}

constexpr std::size_t longest_label = 60;

}  // namespace

std::vector<Fault> label_faults(GroupKind kind, std::string_view label) {
    Faults faults;
    check_name(faults, "label", label);
    if (!faults.empty()) return faults;
    const auto text = normalise(trim(label));
    if (letters_of(text).size() > longest_label)
        faults.push_back(
            {"label", "E_LONG", message(N_("the label is longer than {} letters"), longest_label), message(N_("shorten it"))});
    if (kind != GroupKind::patient) return faults;
    if (has_title(text) || has_full_name(text))
        faults.push_back(
            {"label", "E_LABEL_NAME",
             message(N_("the label of a patient group looks like a person's name; write a code such as P-0012 (art. 8-2(3))"))});
    if (has_birth_date(text))
        faults.push_back(
            {"label", "E_LABEL_BIRTH",
             message(N_("the label of a patient group holds a birth date; write a code such as P-0012 (art. 8-2(3))"))});
    return faults;
}

std::vector<Fault> note_faults(GroupKind kind, std::string_view note, Date today) {
    constexpr int days_are_work = 15;  // years in which a day that is noted is one of the work, not of a birth
    Faults faults;
    if (kind != GroupKind::patient) return faults;
    const auto text = normalise(trim(note));
    if (has_title_in_words(text) || has_full_name_in_words(text))
        faults.push_back({"note", "E_LABEL_NAME",
                          message(N_("the remark of a patient group seems to name a person; write nothing about the patient, and "
                                     "of others the number, like U000123 (art. 8-2(3))"))});
    if (has_birth_date(text, {.last = parts(today).year - days_are_work}))
        faults.push_back({"note", "E_LABEL_BIRTH",
                          message(N_("the remark of a patient group holds a birth date; write nothing about the patient "
                                     "(art. 8-2(3))"))});
    return faults;
}

}  // namespace osaki
