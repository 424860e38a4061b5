// Applications of people the register knows: the same person, another with the same mail, a twin, somebody who comes back.
#include "osaki/domain/registration.hpp"

#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

std::string faults(Register& reg, const NewApplication& form) {
    const auto view = reg.view();
    return codes_of(faults_of(view, Basis(view), form));
}

Refusal refused(Register& reg, const NewApplication& form) {
    return reg.refused([&](Change& c) { receive(c, Basis(c), form); });
}

Application decide(Register& reg, ApplicationId id, const Decision& decision = {}) {
    return reg.act([&](Change& c) { return approve(c, Basis(c), id, decision); });
}

// The same form from the person who sent the other one.
NewApplication from_same(NewApplication form, OfficeId office) {
    form.office = office;
    return form;
}

}  // namespace

TEST_CASE("the same person with the same mail gets a further membership, not a second account") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局");
    const auto form = reg.form(one);
    const auto user = reg.active(form);
    auto again = from_same(form, two);
    again.mail = "PERSON1@EXAMPLE.JP";
    CHECK(faults(reg, again) == "mail W_SAME_PERSON");
    const auto approved = decide(reg, reg.ready(again), {.on = day(2026, 3, 20)});
    CHECK(approved.user_id == user);
    CHECK(approved.state == ApplicationState::completed);  // there is an ID already
    CHECK(approved.completed_on == day(2026, 3, 20));
    CHECK(reg.user(user).offices == "ひまわり, すみれ薬局");
    CHECK(list_users(reg.view(), {}).size() == 1);
    const auto member = refused(reg, from_same(form, two));
    CHECK(member.code == Code::conflict);
    CHECK(member.names("U000001 is a member of O0003 already"));
}

TEST_CASE("the same mail with another name is refused, of a user and of an open application alike") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto known = reg.form(office), waiting = reg.form(office);
    reg.active(known);
    reg.received(waiting);
    for (const auto& taken : {known, waiting}) {
        CAPTURE(taken.mail);
        auto form = reg.form(office);
        form.mail = taken.mail;
        const auto refusal = refused(reg, form);
        CHECK(refusal.code == Code::conflict);
        CHECK(refusal.found() == "mail E_MAIL_DUP");
        CHECK(refusal.names(taken.mail));
    }
    CHECK(refused(reg, waiting).found() == "mail E_APPLICATION_DUP");
}

TEST_CASE("a likely duplicate is only a warning") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto form = reg.form(office);
    reg.active(form);
    auto twin = form;
    twin.mail = "other@example.jp";
    CHECK(faults(reg, twin) == "name W_LIKELY_DUPLICATE");
    reg.received(twin);
    CHECK(reg.active(reg.form(office)) == UserId{2});
}

TEST_CASE("--user fills in what the register knows of that person") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局");
    const auto user = reg.active(one);
    NewApplication form;
    form.user = user;
    form.office = two;
    form.ground = Ground::in_area;
    const auto application = reg.application(reg.received(form));
    CHECK(application.name == "試験　1子");
    CHECK(application.mail == "person1@example.jp");
    CHECK(application.profession == "nurse");
    CHECK(refused(reg, form).found() == "mail E_APPLICATION_DUP");
    form.office = one;
    CHECK(refused(reg, form).found() == "user_id E_MEMBER");
}

TEST_CASE("who left and comes back keeps the number, is registered anew and gets an ID of the new application") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto form = reg.form(office);
    const auto user = reg.active(form);
    reg.act([&](Change& c) { suspend_user(c, user, day(2026, 3, 12), day(2026, 6, 30)); });
    reg.act([&](Change& c) {
        withdraw(c, user, {.received_on = day(2026, 3, 20)});
        for (const auto step :
             {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
            advance_departure(c, user, step, day(2026, 3, 21), "");
    });
    auto back = form;
    back.received_on = day(2026, 4, 1);
    back.explained_on = day(2026, 4, 1);
    CHECK(refused(reg, back).code == Code::forbidden);  // the mail is not free yet
    back.mail = "new@example.jp";
    back.user = user;
    const auto id = reg.ready(back);
    reg.pass_days(1);
    const auto approved = decide(reg, id);
    CHECK(approved.user_id == user);
    CHECK(approved.state == ApplicationState::approved);
    CHECK(reg.user(user).state == UserState::registered);
    CHECK(reg.user(user).mail == "new@example.jp");
    CHECK(reg.user(user).login.empty());
    CHECK_FALSE(reg.user(user).suspended_until.has_value());
    reg.issue(user, day(2026, 4, 2));
    CHECK(reg.user(user).state == UserState::active);
    CHECK(value_on(reg.view(), user, "state", day(2026, 4, 1)) == "left");
    CHECK(newest_credential(reg.view(), user)->login == "new@example.jp");
}

TEST_CASE("a corrected application is checked like a new one, and another name is another person") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局"), there = reg.office("隣町薬局", "042056");
    const auto form = reg.form(one);
    const auto user = reg.active(form);
    const auto id = reg.ready(from_same(form, two));
    CHECK(reg.application(id).user_id == user);
    const auto edit = [&](const ApplicationEdit& to) {
        return [&, to](Change& c) { return edit_application(c, Basis(c), id, to); };
    };
    CHECK(reg.refused(edit({.name = "別人　太郎"})).found() == "mail E_MAIL_DUP");
    const auto edited = reg.act(edit({.name = "別人　太郎", .mail = "taro@example.jp"}));
    CHECK_FALSE(edited.user_id.has_value());
    CHECK_FALSE(edited.mail_reached_on.has_value());
    CHECK(reg.act(edit({.name = form.name, .mail = form.mail})).user_id == user);
    const auto far = reg.received(from_same(reg.form(one), one));
    CHECK(reg.refused([&](Change& c) { edit_application(c, Basis(c), far, {.mail = "no mail"}); }).found() == "mail E_MAIL");
    auto elsewhere = reg.form(there);
    elsewhere.ground = Ground::outside;
    elsewhere.ground_reason = "大崎市の患者を訪問";
    const auto outside = reg.received(elsewhere);
    CHECK(reg.refused([&](Change& c) { edit_application(c, Basis(c), outside, {.ground = Ground::in_area}); }).found() ==
          "ground E_GROUND_AREA");
}

TEST_CASE("who comes back is registered as the new application says") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto user = reg.active(office);
    reg.act([&](Change& c) {
        edit_user(c, user, {.login = "old-login", .two_factor = true});
        withdraw(c, user, {.received_on = day(2026, 3, 20)});
        for (const auto step :
             {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
            advance_departure(c, user, step, day(2026, 3, 21), "");
    });
    auto back = reg.form(office);
    back.user = user;
    back.name = "改姓　花子";
    back.profession = "ケアマネ";
    CHECK(reg.approved(back, day(2026, 3, 30)) == user);
    CHECK(reg.user(user).name == "改姓　花子");
    CHECK(reg.user(user).profession == "care-manager");
    CHECK_FALSE(reg.user(user).two_factor);
    CHECK(value_on(reg.view(), user, "profession", day(2026, 3, 29)) == "nurse");
    CHECK(value_on(reg.view(), user, "profession", day(2026, 3, 30)) == "care-manager");
}
