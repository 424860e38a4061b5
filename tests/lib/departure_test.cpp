// Departures: a list of steps, each done or impossible; what closes, what remains, when the mail is free, what cancels.
#include "osaki/domain/departure.hpp"

#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

DepartureStepRow done(DepartureStep step, Date on) {
    return {{}, {}, step, on, {}};
}
DepartureStepRow impossible(DepartureStep step) {
    return {{}, {}, step, {}, "ログインできない"};
}

void step(Register& reg, UserId user, DepartureStep which, std::optional<Date> on, const char* why_not = "") {
    reg.act([&](Change& c) { advance_departure(c, user, which, on, why_not); });
}

UserId leaving(Register& reg, OfficeId office, Date on = day(2026, 3, 20)) {
    const auto user = reg.active(office);
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = on}); });
    return user;
}

}  // namespace

TEST_CASE("what remains of a departure is every step that is neither done nor impossible, in order: all 32 cases") {
    for (unsigned bits = 0; bits < 32; ++bits) {
        std::vector<DepartureStepRow> rows;
        std::vector<DepartureStep> expected;
        for (unsigned i = 0; i < 5; ++i) {
            const auto which = names<DepartureStep>[i].value;
            if ((bits >> i & 1) == 0) expected.push_back(which);
            else rows.insert(rows.begin(), i % 2 ? impossible(which) : done(which, day(2026, 4, 1)));
        }
        CAPTURE(bits);
        CHECK(tokens(remaining_steps(rows)) == tokens(expected));
    }
}

TEST_CASE("a mail is free 30 days after mcs-delete and not before portal-delete is done") {
    using enum DepartureStep;
    const struct {
        const char* what;
        std::vector<DepartureStepRow> steps;
        int days;
        const char* free_on;
    } cases[] = {
        {"nothing done", {}, 30, "-"},
        {"only the notice", {done(notice, day(2026, 3, 1))}, 30, "-"},
        {"only mcs-delete", {done(mcs_delete, day(2026, 3, 1))}, 30, "-"},
        {"only portal-delete", {done(portal_delete, day(2026, 3, 1))}, 30, "-"},
        {"both on a day", {done(mcs_delete, day(2026, 3, 1)), done(portal_delete, day(2026, 3, 1))}, 30, "2026-03-31"},
        {"portal-delete within the 30 days",
         {done(mcs_delete, day(2026, 3, 1)), done(portal_delete, day(2026, 3, 30))},
         30,
         "2026-03-31"},
        {"portal-delete on the last of them",
         {done(mcs_delete, day(2026, 3, 1)), done(portal_delete, day(2026, 3, 31))},
         30,
         "2026-03-31"},
        {"portal-delete later", {done(mcs_delete, day(2026, 3, 1)), done(portal_delete, day(2026, 4, 1))}, 30, "2026-04-01"},
        {"portal-delete first", {done(portal_delete, day(2026, 2, 1)), done(mcs_delete, day(2026, 3, 1))}, 30, "2026-03-31"},
        {"another region waits 60 days",
         {done(mcs_delete, day(2026, 3, 1)), done(portal_delete, day(2026, 3, 1))},
         60,
         "2026-04-30"},
        {"mcs-delete impossible", {impossible(mcs_delete), done(portal_delete, day(2026, 3, 1))}, 30, "-"},
        {"portal-delete impossible", {done(mcs_delete, day(2026, 3, 1)), impossible(portal_delete)}, 30, "-"}};
    for (const auto& [what, steps, days, free_on] : cases) {
        CAPTURE(what);
        const auto free = mail_free_on(steps, days);
        CHECK((free ? to_text(*free) : "-") == free_on);
    }
}

TEST_CASE("a departure closes with its last step, whatever the order, and the user has left") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = leaving(reg, office);
    CHECK(reg.user(user).state == UserState::leaving);
    CHECK(find_open(reg.view(), user, office).has_value());
    step(reg, user, DepartureStep::portal_delete, day(2026, 3, 28));
    step(reg, user, DepartureStep::mcs_delete, day(2026, 3, 25));
    step(reg, user, DepartureStep::staff_release, day(2026, 3, 21));
    CHECK(find_open(reg.view(), user, office).has_value());  // the holder may still stay
    CHECK(reg.user(user).state == UserState::leaving);
    step(reg, user, DepartureStep::group_leave, day(2026, 3, 22));
    const auto departure = departures_of(reg.view(), user).front();
    CHECK(departure.state == DepartureState::closed);
    CHECK(departure.closed_on == day(2026, 3, 28));
    CHECK_FALSE(find_open(reg.view(), user, office).has_value());
    CHECK(memberships_of(reg.view(), user).front().until == day(2026, 3, 21));  // the day of the release
    CHECK_FALSE(departure.residual);
    CHECK(reg.user(user).state == UserState::left);
    CHECK(value_on(reg.view(), user, "state", day(2026, 3, 27)) == "leaving");
    CHECK(value_on(reg.view(), user, "state", day(2026, 3, 28)) == "left");
    CHECK(residual_accounts(reg.view()).empty());
}

TEST_CASE("a departure with an impossible step closes, and the account stays on the list of residual accounts for ever") {
    for (const auto& name : names<DepartureStep>) {
        if (name.value == DepartureStep::notice) continue;
        CAPTURE(name.token);
        Register reg;
        const auto user = leaving(reg, reg.office("訪問看護ステーションひまわり"));
        for (const auto which : remaining_steps(steps_of(reg.view(), DepartureId{1})))
            if (which != name.value) step(reg, user, which, day(2026, 3, 25));
        step(reg, user, name.value, std::nullopt, "ログインできない");
        CHECK(reg.user(user).state == UserState::left);
        CHECK(open_memberships(reg.view(), user).empty());
        REQUIRE(residual_accounts(reg.view()).size() == 1);
        CHECK(residual_accounts(reg.view()).front().user_id == user);
        CHECK(residual_accounts(reg.view()).front().closed_on == reg.today());
        reg.pass_days(3650);
        CHECK(residual_accounts(reg.view()).size() == 1);
    }
}

TEST_CASE("a step is done on a day or impossible for a reason, once, and not before the notice") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = leaving(reg, office), staying = reg.active(office);
    const auto refused = [&](UserId id, DepartureStep which, std::optional<Date> on, const char* why_not) {
        return reg.refused([&](Change& c) { advance_departure(c, id, which, on, why_not); });
    };
    CHECK(refused(user, DepartureStep::mcs_delete, {}, "").code == Code::usage);
    CHECK(refused(user, DepartureStep::mcs_delete, day(2026, 3, 25), "ログインできない").code == Code::usage);
    CHECK(refused(user, DepartureStep::mcs_delete, day(2026, 3, 19), "").code == Code::invalid);
    CHECK(refused(user, DepartureStep::mcs_delete, day(2026, 3, 19), "").names("opened on 2026-03-20"));
    CHECK(refused(user, DepartureStep::notice, day(2026, 3, 25), "").said ==
          "notice received was done for U000001 on 2026-03-20 already");
    step(reg, user, DepartureStep::mcs_delete, {}, "ログインできない");
    CHECK(refused(user, DepartureStep::mcs_delete, day(2026, 3, 25), "").code == Code::conflict);
    const auto none = refused(staying, DepartureStep::mcs_delete, day(2026, 3, 25), "");
    CHECK(none.code == Code::conflict);
    CHECK(none.said == "U000002 is not leaving; a departure begins with the notice: osaki-mcs withdraw U000002 --received DATE");
    CHECK(reg.refused([&](Change& c) { cancel_departure(c, staying); }).code == Code::conflict);
}

TEST_CASE("a cancelled departure restores the state before, and the memberships stand as if nothing had been") {
    Register reg;
    const auto one = reg.office("訪問看護ステーションひまわり"), two = reg.office("すみれ薬局");
    const auto user = reg.active(one, MemberRole::admin);
    reg.act([&](Change& c) { begin_membership(c, user, two, MemberRole::staff, day(2026, 3, 12)); });
    reg.act([&](Change& c) {
        change_role(c, user, one, MemberRole::staff, day(2026, 3, 25));
    });  // ends a role on the day of the release
    reg.act([&](Change& c) { suspend_user(c, user, day(2026, 3, 15), day(2026, 5, 1)); });
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 3, 20)}); });
    step(reg, user, DepartureStep::staff_release, day(2026, 3, 25));
    reg.act([&](Change& c) { cancel_departure(c, user); });
    CHECK(reg.user(user).state == UserState::suspended);
    CHECK(reg.user(user).suspended_until == day(2026, 5, 1));
    CHECK(departures_of(reg.view(), user).front().state == DepartureState::cancelled);
    CHECK(departures_of(reg.view(), user).front().closed_on == reg.today());
    REQUIRE(open_memberships(reg.view(), user).size() == 2);
    CHECK(find_open(reg.view(), user, one)->role == MemberRole::staff);
    CHECK(find_open(reg.view(), user, two)->since == day(2026, 3, 12));
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = reg.today()}); });  // and may leave again
    CHECK(departures_of(reg.view(), user).size() == 2);
}

TEST_CASE("nobody comes back by cancelling once the MCS account is deleted") {
    Register reg;
    const auto user = leaving(reg, reg.office("訪問看護ステーションひまわり"));
    step(reg, user, DepartureStep::mcs_delete, day(2026, 3, 25));
    const auto refusal = reg.refused([&](Change& c) { cancel_departure(c, user); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.said == "U000001 has deleted the MCS account; who comes back applies again: osaki-mcs register --user U000001");
}

TEST_CASE("nobody becomes active again without an office: the closed one is not reopened, a new one is applied for") {
    Register reg;
    const auto closing = reg.office("訪問看護ステーションひまわり"), next = reg.office("すみれ薬局");
    const auto user = reg.active(closing);
    reg.act([&](Change& c) { withdraw_office(c, closing, day(2026, 3, 20)); });
    const auto refusal = reg.refused([&](Change& c) { cancel_departure(c, user); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.said ==
          "U000001 belongs to no office any more; apply for one first: osaki-mcs register --user U000001 --office OFFICE");
    auto form = reg.form(next);
    form.user = user;
    form.name = form.kana = form.mail = form.profession = "";
    CHECK(reg.approved(form, day(2026, 3, 25)) == user);
    reg.act([&](Change& c) { cancel_departure(c, user); });
    CHECK(reg.user(user).state == UserState::active);
    CHECK(reg.user(user).offices == "すみれ薬局");
}

TEST_CASE("an ID applied for while leaving is cancelled when the departure closes") {
    Register reg;
    const auto next = reg.office("すみれ薬局");
    const auto user = reg.approved(reg.form(reg.office("訪問看護ステーションひまわり")));  // never issued
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 3, 20)}); });
    auto form = reg.form(next);
    form.user = user;
    form.name = form.kana = form.mail = form.profession = "";
    reg.approved(form, day(2026, 3, 25));
    CHECK(reg.refused([&](Change& c) { begin_issue(c, Basis(c), awaiting_issue(c, user).application_id, {}); }).said ==
          "user U000001 is leaving");
    for (const auto which :
         {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
        step(reg, user, which, day(2026, 3, 26));
    for (const auto& application : applications_of(reg.view(), user)) CHECK_FALSE(is_open(application.state));
    CHECK(open_memberships(reg.view(), user).empty());
}
