// Users: the lives of an account, its unique mail and login, corrections, and what is dated.
#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("an account leads its life by the book: every state and every event") {
    const struct {
        UserState state;
        const char* deliver;
        const char* suspend;
        const char* restore;
        const char* leave;
        const char* depart;
        const char* come_back;
    } lives[] = {{UserState::registered, "active", "-", "-", "leaving", "-", "-"},
                 {UserState::active, "active", "suspended", "-", "leaving", "-", "-"},
                 {UserState::suspended, "-", "-", "active", "leaving", "-", "-"},
                 {UserState::leaving, "-", "-", "-", "-", "left", "-"},
                 {UserState::left, "-", "-", "-", "-", "-", "registered"}};
    CHECK(std::size(lives) == names<UserState>.size());
    for (const auto& life : lives) {
        CAPTURE(life.state);
        CHECK(token(after(life.state, UserEvent::deliver)) == life.deliver);
        CHECK(token(after(life.state, UserEvent::suspend)) == life.suspend);
        CHECK(token(after(life.state, UserEvent::restore)) == life.restore);
        CHECK(token(after(life.state, UserEvent::leave)) == life.leave);
        CHECK(token(after(life.state, UserEvent::depart)) == life.depart);
        CHECK(token(after(life.state, UserEvent::come_back)) == life.come_back);
        CHECK(is_live(life.state) == (life.state != UserState::left));
    }
}

namespace {

User person(const std::string& name, const std::string& mail, const std::string& login = "") {
    User user;
    user.name = name;
    user.kana = "サトウ　ハナコ";
    user.profession = "nurse";
    user.mail = mail;
    user.login = login;
    return user;
}

}  // namespace

TEST_CASE("a mail and a login belong to one live account, however they are written") {
    Register reg;
    const auto first =
        reg.act([](Change& c) { return add_user(c, person("佐藤　花子", "hanako@example.jp", "hanako"), day(2026, 3, 1)); });
    const struct {
        const char* mail;
        const char* login;
        const char* said;
    } taken[] = {{"hanako@example.jp", "", "mail hanako@example.jp is taken by U000001"},
                 {"HANAKO@Example.JP", "", "is taken by U000001"},
                 {" ｈａｎａｋｏ＠example.jp ", "", "is taken by U000001"},
                 {"other@example.jp", "hanako", "login hanako is taken by U000001"},
                 {"other@example.jp", "Hanako", "is taken by U000001"}};
    for (const auto& [mail, login, said] : taken) {
        CAPTURE(mail);
        const auto refusal =
            reg.refused([&](Change& c) { return add_user(c, person("別人　太郎", mail, login), day(2026, 3, 1)); });
        CHECK(refusal.code == Code::conflict);
        CHECK_MESSAGE(refusal.names(said), refusal.said);
    }
    const auto second = reg.act([](Change& c) { return add_user(c, person("別人　太郎", "taro@example.jp"), day(2026, 3, 1)); });
    const auto refusal = reg.refused([&](Change& c) { edit_user(c, second, {.mail = "Hanako@example.jp"}); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.names("U000001"));
    reg.act([&](Change& c) { edit_user(c, first, {.mail = "HANAKO@example.jp"}); });
    CHECK(reg.user(first).mail == "HANAKO@example.jp");
}

TEST_CASE("the mail and the login of somebody who left bind nobody else in the table of users") {
    Register reg;
    auto left = person("佐藤　花子", "hanako@example.jp", "hanako");
    left.state = UserState::left;
    reg.act([&](Change& c) { return add_user(c, left, day(2026, 3, 1)); });
    const auto next =
        reg.act([](Change& c) { return add_user(c, person("別人　太郎", "hanako@example.jp", "hanako"), day(2026, 3, 1)); });
    CHECK(to_text(next) == "U000002");
    CHECK(find_users_by_mail(reg.view(), "hanako@example.jp").size() == 2);
}

TEST_CASE("same name, kana and profession is a likely duplicate, in whatever writing") {
    Register reg;
    reg.act([](Change& c) { return add_user(c, person("髙橋　花子", "a@example.jp"), day(2026, 3, 1)); });
    const auto twins = [&](const char* name, const char* kana, const char* profession) {
        return likely_duplicates(reg.view(), name, kana, profession).size();
    };
    CHECK(twins("髙橋　花子", "サトウ　ハナコ", "nurse") == 1);
    CHECK(twins("高橋花子", "さとうはなこ", "nurse") == 1);
    CHECK(twins("高橋花子", "ｻﾄｳ ﾊﾅｺ", "nurse") == 1);
    CHECK(twins("高橋花子", "サトウ　ハナコ", "doctor") == 0);
    CHECK(twins("高橋花子", "タカハシ　ハナコ", "nurse") == 0);
    CHECK(twins("高橋花江", "サトウ　ハナコ", "nurse") == 0);
}

TEST_CASE("a correction replaces what is named, keeps the rest, and leaves the history alone") {
    Register reg;
    const auto id =
        reg.act([](Change& c) { return add_user(c, person("佐藤　花子", "hanako@example.jp", "hanako"), day(2026, 3, 1)); });
    const auto history = history_of(reg.view(), id).size();
    reg.act([&](Change& c) {
        edit_user(c, id, {.name = "鈴木　花子", .kana = "すずき はなこ", .phone = "０２２９-１２-３４５６", .two_factor = true});
    });
    const auto user = reg.user(id);
    CHECK(user.name == "鈴木　花子");
    CHECK(user.kana == "スズキ　ハナコ");
    CHECK(user.phone == "0229-12-3456");
    CHECK(user.two_factor);
    CHECK(user.mail == "hanako@example.jp");
    CHECK(user.login == "hanako");
    CHECK(history_of(reg.view(), id).size() == history);
    CHECK(likely_duplicates(reg.view(), "鈴木花子", "スズキハナコ", "nurse").size() == 1);
    CHECK(likely_duplicates(reg.view(), "佐藤花子", "スズキハナコ", "nurse").empty());
}

TEST_CASE("a correction with several faults names them all and changes nothing") {
    Register reg;
    const auto id = reg.act([](Change& c) { return add_user(c, person("佐藤　花子", "hanako@example.jp"), day(2026, 3, 1)); });
    const auto refusal = reg.refused(
        [&](Change& c) { edit_user(c, id, {.name = "=1+1", .kana = "漢字", .mail = "no mail", .phone = "0229\x1b"}); });
    CHECK(refusal.code == Code::invalid);
    CHECK(refusal.found() == "name E_FORMULA, kana E_KANA, mail E_MAIL, phone E_CONTROL");
    CHECK(reg.user(id).name == "佐藤　花子");
}

TEST_CASE("a user who is not there is not found, with the number") {
    Register reg;
    const auto refusal = reg.refused([](Change& c) { edit_user(c, UserId{77}, {.name = "誰か"}); });
    CHECK(refusal.code == Code::not_found);
    CHECK(refusal.names("U000077"));
}

TEST_CASE("a profession changes from a day on; an unknown word is refused with the nearest one") {
    Register reg;
    const auto id = reg.act([](Change& c) { return add_user(c, person("佐藤　花子", "hanako@example.jp"), day(2026, 3, 1)); });
    reg.act([&](Change& c) { change_profession(c, Codes(c), id, "ケアマネ", day(2026, 3, 15)); });
    CHECK(reg.user(id).profession == "care-manager");
    CHECK(value_on(reg.view(), id, "profession", day(2026, 3, 14)) == "nurse");
    CHECK(value_on(reg.view(), id, "profession", day(2026, 3, 15)) == "care-manager");
    const auto unknown = reg.refused([&](Change& c) { change_profession(c, Codes(c), id, "薬済師", day(2026, 3, 20)); });
    CHECK(unknown.code == Code::invalid);
    CHECK(unknown.found() == "profession E_UNKNOWN_CODE");
    CHECK(unknown.faults.front().hint.english() == "did you mean 薬剤師");
    const auto early = reg.refused([&](Change& c) { change_profession(c, Codes(c), id, "doctor", day(2026, 3, 14)); });
    CHECK(early.code == Code::invalid);
    CHECK(early.names("2026-03-15"));
}

TEST_CASE("only an active user is suspended, and only a suspended one restored") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto waiting = reg.approved(reg.form(office));
    const auto user = reg.active(office);
    CHECK(reg.refused([&](Change& c) { suspend_user(c, waiting, day(2026, 3, 20), {}); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { restore_user(c, user, day(2026, 3, 20)); }).names("U000002 is active"));
    const auto backwards = reg.refused([&](Change& c) { suspend_user(c, user, day(2026, 3, 20), day(2026, 3, 19)); });
    CHECK(backwards.code == Code::invalid);
    reg.act([&](Change& c) { suspend_user(c, user, day(2026, 3, 20), day(2026, 4, 30)); });
    CHECK(reg.user(user).state == UserState::suspended);
    CHECK(reg.user(user).suspended_until == day(2026, 4, 30));
    CHECK(reg.refused([&](Change& c) { suspend_user(c, user, day(2026, 3, 21), {}); }).names("U000002 is suspended"));
    CHECK(reg.refused([&](Change& c) { restore_user(c, user, day(2026, 3, 19)); }).code == Code::invalid);
    reg.act([&](Change& c) { restore_user(c, user, day(2026, 3, 25)); });
    CHECK(reg.user(user).state == UserState::active);
    CHECK_FALSE(reg.user(user).suspended_until.has_value());
    const struct {
        Date on;
        const char* state;
    } days[] = {{day(2026, 3, 4), "-"},          {day(2026, 3, 5), "registered"}, {day(2026, 3, 9), "registered"},
                {day(2026, 3, 10), "active"},    {day(2026, 3, 19), "active"},    {day(2026, 3, 20), "suspended"},
                {day(2026, 3, 24), "suspended"}, {day(2026, 3, 25), "active"},    {day(2026, 4, 1), "active"}};
    for (const auto& [on, state] : days) {
        CAPTURE(on);
        CHECK(value_on(reg.view(), user, "state", on).value_or("-") == state);
    }
}
