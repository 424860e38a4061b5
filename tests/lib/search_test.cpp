// Finding people: every spelling, every way they are known, the best first; and who is likely there twice.
#include "osaki/domain/search.hpp"

#include "osaki/domain/duplicates.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

UserId person(Register& reg, OfficeId office, const std::string& name, const std::string& kana, const std::string& phone = "") {
    auto form = reg.form(office);
    form.name = name;
    form.kana = kana;
    form.phone = phone;
    return reg.approved(form);
}

// "U000001 name, U000002 name+office"
std::string found(Register& reg, std::string_view text, std::size_t limit = 50) {
    std::string list;
    for (const auto& match : search_users(reg.view(), text, limit).matches) {
        list += (list.empty() ? "" : ", ") + to_text(match.user_id);
        for (const auto& by : match.matched) list += " " + by;
    }
    return list;
}

}  // namespace

TEST_CASE("people are found in whatever spelling, by whatever is known of them") {
    Register reg;
    const auto nursing = reg.office("訪問看護ステーションひまわり"), pharmacy = reg.office("さくら薬局");
    person(reg, nursing, "髙橋　誠", "タカハシ　マコト", "0229-23-1111");
    person(reg, pharmacy, "高橋　美咲", "タカハシ　ミサキ");
    person(reg, pharmacy, "林　陽子", "ハヤシ　ヨーコ");
    person(reg, pharmacy, "𠮷田　﨑子", "ヨシダ　サキコ");
    const std::pair<const char*, const char*> cases[] = {
        {"髙橋", "U000001 name, U000002 name"},
        {"高橋", "U000001 name, U000002 name"},
        {"高橋 誠", "U000001 name"},
        {"髙橋　さくら", "U000002 name office"},
        {"たかはし", "U000001 kana, U000002 kana"},
        {"ﾀｶﾊｼ", "U000001 kana, U000002 kana"},
        {"ハシミ", "U000002 kana"},
        {"林", "U000003 name"},
        {"誠", "U000001 name"},
        {"よーこ", "U000003 kana"},
        {"吉田崎", "U000004 name"},
        {"橋高", ""},
        {"PERSON1@EXAMPLE.JP", "U000001 mail"},
        {"person3", "U000003 mail"},
        {"0229-23-1111", "U000001 phone"},
        {"０２２９２３１１１１", "U000001 phone"},
        {"1111", "U000001 phone"},
        {"(0229)23-1111", "U000001 phone"},
        {"@EXAMPLE.JP", "U000001 mail, U000002 mail, U000003 mail, U000004 mail"},
        {"u000003", "U000003 number"},
        {"ひまわり", "U000001 office"},
        {"O0002", "U000001 office"},
        {"高橋 ひまわり さくら", ""},
        {"田中", ""},
    };
    for (const auto& [text, wanted] : cases) {
        CAPTURE(text);
        CHECK(found(reg, text) == wanted);
    }
    CHECK_THROWS_AS(search_users(reg.view(), " 　", 50), Error);
    CHECK(found(reg, "高橋", 1) == "U000001 name");
    CHECK(search_users(reg.view(), "高橋", 1).found == 2);
}

TEST_CASE("the best come first, of each those who have left last, and the old office still finds them") {
    Register reg;
    const auto office = reg.office("さくら薬局"), other = reg.office("すみれ薬局");
    person(reg, office, "小森　恵", "コモリ　メグミ");
    person(reg, office, "森　恵一", "モリ　ケイイチ");
    const auto exact = person(reg, office, "森　恵", "モリ　メグミ");
    CHECK(found(reg, "森恵") == "U000003 name, U000002 name, U000001 name");
    reg.act([&](Change& c) {
        begin_membership(c, exact, other, MemberRole::staff, day(2026, 3, 6));
        end_membership(c, *find_open(c, exact, office), day(2026, 3, 7));
    });
    CHECK(found(reg, "森 さくら") == "U000002 name office, U000003 name former-office");
    reg.act([&](Change& c) { move_user(c, exact, UserEvent::leave, day(2026, 3, 8), "withdraw"); });
    reg.act([&](Change& c) { move_user(c, exact, UserEvent::depart, day(2026, 3, 8), "depart"); });
    CHECK(found(reg, "もり") == "U000002 kana, U000003 kana, U000001 kana");
}

TEST_CASE("what is corrected is found by the new and no longer by the old, and the audit agrees") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto user = person(reg, office, "佐籐　花子", "サトウ　ハナコ");
    reg.act([&](Change& c) { edit_user(c, user, {.name = "佐藤　花子", .mail = "hanako@example.jp", .phone = "0229-00-9999"}); });
    reg.act([&](Change& c) {
        NewOffice name;
        name.name = "もみじ薬局";
        edit_office(c, Codes(c), office, name);
    });
    for (const auto* text : {"佐藤", "藤花", "hanako", "9999", "もみじ"}) {
        CAPTURE(text);
        CHECK(found(reg, text).starts_with("U000001"));
    }
    for (const auto* text : {"佐籐", "person1", "さくら"}) {
        CAPTURE(text);
        CHECK(found(reg, text).empty());
    }
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("more people than anybody reads are cut off, and it is said") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    reg.act([&](Change& c) {
        for (int i = 0; i < 1200; ++i) {
            User user;
            user.name = "佐藤　" + std::to_string(i);
            user.kana = "サトウ";
            user.profession = "nurse";
            user.mail = "s" + std::to_string(i) + "@example.jp";
            begin_membership(c, add_user(c, user, day(2026, 3, 2)), office, MemberRole::staff, day(2026, 3, 2));
        }
    });
    const auto result = search_users(reg.view(), "佐藤", 50);
    CHECK(result.is_cut);
    CHECK(result.matches.size() == 50);
    CHECK(found(reg, "佐藤1199") == "U001200 name");
    CHECK(found(reg, "佐藤 1199") == "U001200 name");
    CHECK(found(reg, "s1199") == "U001200 mail");
    CHECK(!search_users(reg.view(), "佐藤 1199", 50).is_cut);
}

TEST_CASE("two records are alike by telephone, mail or name, and not when a part is missing") {
    const auto user = [](std::string kana, std::string phone, std::string mail, std::string profession = "nurse") {
        User made;
        made.name_key = "高橋誠";
        made.kana = std::move(kana);
        made.phone = std::move(phone);
        made.mail_key = std::move(mail);
        made.profession = std::move(profession);
        return made;
    };
    struct Case {
        Likeness why;
        User one, other;
        bool alike;
    };
    const Case cases[] = {
        {Likeness::phone_kana, user("タカハシ　マコト", "0229-23-1", "a@b"), user("タカハシマコト", "0229231", "c@d"), true},
        {Likeness::phone_kana, user("タカハシ", "0229-23-1", "a@b"), user("タカハシ", "0229-23-2", "c@d"), false},
        {Likeness::phone_kana, user("タカハシ", "", "a@b"), user("タカハシ", "", "c@d"), false},
        {Likeness::mail_name, user("", "", "makoto@old.jp"), user("タカハシ", "", "makoto@new.jp"), true},
        {Likeness::mail_name, user("", "", "makoto@old.jp"), user("", "", "m@old.jp"), false},
        {Likeness::name_kana_profession, user("タカハシ", "", "a@b"), user("タカハシ", "", "c@d", "doctor"), false},
        {Likeness::name_kana, user("タカハシ", "", "a@b"), user("タカハシ", "", "c@d", "doctor"), true},
        {Likeness::name_kana, user("", "", "a@b"), user("", "", "c@d"), false},
    };
    for (const auto& one : cases) {
        CAPTURE(token_of(one.why));
        const auto key = likeness_key(one.why, one.one);
        CHECK((!key.empty() && key == likeness_key(one.why, one.other)) == one.alike);
    }
}
