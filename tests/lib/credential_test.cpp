// Credentials: an ID is handed out in two halves, an earlier one becomes void, the holder confirms (art. 8-2(1)).
#include "osaki/domain/credential.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

Credential begin(Register& reg, UserId user, const Issue& issue) {
    return reg.act([&](Change& c) { return begin_issue(c, Basis(c), awaiting_issue(c, user).application_id, issue); });
}
Credential begin_again(Register& reg, UserId user, const Issue& issue) {
    return reg.act([&](Change& c) { return begin_reissue(c, Basis(c), user, issue); }, "紛失");
}
void finish(Register& reg, CredentialId id) {
    reg.act([&](Change& c) { finish_issue(c, id); });
}

std::string states(Register& reg, UserId user) {
    std::string text;
    for (const auto& one : credentials_of(reg.view(), user)) text += (text.empty() ? "" : " ") + std::string(token_of(one.state));
    return text;
}

std::string applications(Register& reg, UserId user) {
    std::string text;
    for (const auto& one : applications_of(reg.view(), user))
        text += (text.empty() ? "" : ", ") + std::string(token_of(one.kind)) + " " + std::string(token_of(one.state));
    return text;
}

}  // namespace

TEST_CASE("an ID is pending until the letter is written, then delivered, and the user active") {
    Register reg;
    const auto user = reg.approved(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto pending = begin(reg, user, {.method = DeliveryMethod::post, .on = day(2026, 3, 10)});
    CHECK(pending.state == CredentialState::pending);
    CHECK(pending.login == "person1@example.jp");
    CHECK(pending.issued_by == "jimukyoku");
    CHECK(pending.expires_on == day(2026, 3, 24));
    CHECK(reg.user(user).state == UserState::registered);
    finish(reg, pending.credential_id);
    CHECK(newest_credential(reg.view(), user)->state == CredentialState::delivered);
    CHECK(reg.user(user).state == UserState::active);
    CHECK(reg.user(user).login == "person1@example.jp");
    CHECK(applications(reg, user) == "join completed");
    CHECK(applications_of(reg.view(), user).front().completed_on == day(2026, 3, 10));
    const auto twice = reg.refused([&](Change& c) { finish_issue(c, pending.credential_id); });
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "credential I000001 is already delivered");
}

TEST_CASE("an ID that broke off is issued again and the earlier one is void") {
    Register reg;
    const auto user = reg.approved(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto lost = begin(reg, user, {.on = day(2026, 3, 10)});
    const auto again = begin(reg, user, {.on = day(2026, 3, 11)});
    CHECK(states(reg, user) == "pending void");
    CHECK(reg.refused([&](Change& c) { finish_issue(c, lost.credential_id); }).said == "credential I000001 is already void");
    finish(reg, again.credential_id);
    CHECK(states(reg, user) == "delivered void");
    CHECK(reg.refused([](Change& c) { finish_issue(c, CredentialId{77}); }).code == Code::not_found);
}

TEST_CASE("who holds an ID is not issued another, only a new password") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto again = reg.refused([&](Change& c) { awaiting_issue(c, user); });
    CHECK(again.code == Code::conflict);
    CHECK(again.said ==
          "U000001 was issued an ID on 2026-03-10 already; for a new password: osaki-mcs issue-credentials U000001 --reset");
    const auto first = applications_of(reg.view(), user).front().application_id;
    CHECK(reg.refused([&](Change& c) { begin_issue(c, Basis(c), first, {}); }).said == again.said);
    const auto early = reg.refused([&](Change& c) { begin_reissue(c, Basis(c), user, {.on = day(2026, 3, 9)}); }, "紛失");
    CHECK(early.code == Code::invalid);
    CHECK(early.names("issued on 2026-03-10"));
    finish(reg, begin_again(reg, user, {.on = day(2026, 3, 20)}).credential_id);
    CHECK(states(reg, user) == "delivered void");
    CHECK(newest_credential(reg.view(), user)->kind == CredentialKind::reissue);
    CHECK(applications(reg, user) == "reissue completed, join completed");
}

TEST_CASE("a reissue that broke off is taken up again under the same application") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto lost = begin_again(reg, user, {});
    CHECK(applications(reg, user) == "reissue approved, join completed");
    const auto wrong_door = reg.refused([&](Change& c) { begin_issue(c, Basis(c), *lost.application_id, {}); });
    CHECK(wrong_door.code == Code::conflict);
    CHECK(wrong_door.names("issue-credentials U000001 --reset"));
    const auto again = begin_again(reg, user, {});
    CHECK(again.application_id == lost.application_id);
    finish(reg, again.credential_id);
    CHECK(states(reg, user) == "delivered void void");
    CHECK(applications(reg, user) == "reissue completed, join completed");
}

TEST_CASE("only an active user is given a new password, only a registered one an ID") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto waiting = reg.approved(reg.form(office)), suspended = reg.active(office), leaving = reg.active(office);
    reg.act([&](Change& c) { suspend_user(c, suspended, day(2026, 3, 20), {}); });
    reg.act([&](Change& c) { withdraw(c, leaving, {.received_on = day(2026, 3, 20)}); });
    for (const auto& [user, said] :
         {std::pair(waiting, "U000001 is registered"), {suspended, "U000002 is suspended"}, {leaving, "U000003 is leaving"}}) {
        CAPTURE(user);
        const auto refusal = reg.refused([&, id = user](Change& c) { begin_reissue(c, Basis(c), id, {}); });
        CHECK(refusal.code == Code::conflict);
        CHECK(refusal.names(said));
    }
    CHECK(reg.refused([&](Change& c) { awaiting_issue(c, leaving); }).code == Code::conflict);
    CHECK(reg.refused([](Change& c) { awaiting_issue(c, UserId{77}); }).code == Code::not_found);
}

TEST_CASE("withdraw and issue race: the letter of somebody who left meanwhile is never delivered") {
    Register reg;
    const auto user = reg.approved(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto pending = begin(reg, user, {});
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 4, 1)}); });
    const auto refusal = reg.refused([&](Change& c) { finish_issue(c, pending.credential_id); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.said == "user U000001 is leaving");
    CHECK(applications(reg, user) == "withdraw completed, join approved");
    CHECK(unconfirmed_credentials(reg.view(), reg.today()).empty());
    for (const auto step :
         {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
        reg.act([&](Change& c) { advance_departure(c, user, step, reg.today(), ""); });
    CHECK(applications(reg, user) == "withdraw completed, join cancelled");
    CHECK(reg.refused([&](Change& c) { finish_issue(c, pending.credential_id); }).said == "user U000001 is left");
}

TEST_CASE("a login is the mail when nothing is said, stays at a reissue, and is nobody else's") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.approved(reg.form(office)), other = reg.approved(reg.form(office));
    finish(reg, begin(reg, user, {.login = "hanako"}).credential_id);
    CHECK(begin_again(reg, user, {}).login == "hanako");
    const auto taken =
        reg.refused([&](Change& c) { begin_issue(c, Basis(c), awaiting_issue(c, other).application_id, {.login = "Hanako"}); });
    CHECK(taken.code == Code::conflict);
    CHECK(taken.names("login Hanako is taken by U000001"));
    const auto control =
        reg.refused([&](Change& c) { begin_issue(c, Basis(c), awaiting_issue(c, other).application_id, {.login = "a\x1b"}); });
    CHECK(control.code == Code::invalid);
}

TEST_CASE("the validity of a first password is the profile's") {
    Register reg;
    reg.act([](Change& c) { set_profile(c, "rules.credential_valid_days", "21"); });
    const auto user = reg.approved(reg.form(reg.office("訪問看護ステーションひまわり")));
    CHECK(begin(reg, user, {.on = day(2026, 3, 10)}).expires_on == day(2026, 3, 31));
}

TEST_CASE("receipt and first change are confirmed once, for a delivered ID, not before its issue") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office), nobody = reg.approved(reg.form(office));
    const auto unread = reg.refused([&](Change& c) { confirm_change(c, user, day(2026, 3, 12)); });
    CHECK(unread.code == Code::conflict);
    CHECK(unread.names("--confirm-receipt --confirm-change"));
    for (const auto confirm : {&confirm_receipt, &confirm_change}) {
        CHECK(reg.refused([&](Change& c) { confirm(c, nobody, day(2026, 3, 12)); }).code == Code::not_found);
        CHECK(reg.refused([&](Change& c) { confirm(c, user, day(2026, 3, 9)); }).code == Code::invalid);
        reg.act([&](Change& c) { confirm(c, user, day(2026, 3, 12)); });
        const auto twice = reg.refused([&](Change& c) { confirm(c, user, day(2026, 3, 13)); });
        CHECK(twice.code == Code::conflict);
        CHECK(twice.names("U000001"));
        CHECK(twice.names("2026-03-12"));
    }
    begin(reg, nobody, {});
    CHECK(reg.refused([&](Change& c) { confirm_receipt(c, nobody, day(2026, 4, 1)); }).said ==
          "the ID of U000002 is pending; issue it again");
}

TEST_CASE("a new password is made with a reason") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    CHECK(reg.refused([&](Change& c) { begin_reissue(c, Basis(c), user, {}); }).code == Code::usage);
}

TEST_CASE("a receipt is asked for after a week, until the password expired unused") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));  // issued on 2026-03-10, expires on 03-24
    const auto waiting = [&](Date on) { return unreceived_credentials(reg.view(), on).size(); };
    CHECK(waiting(day(2026, 3, 17)) == 0);
    CHECK(waiting(day(2026, 3, 18)) == 1);
    CHECK(waiting(day(2026, 3, 25)) == 0);
    reg.act([&](Change& c) { confirm_receipt(c, user, day(2026, 3, 12)); });
    CHECK(waiting(day(2026, 3, 18)) == 0);
}

TEST_CASE("an ID waits to be confirmed while pending, or when it expired without a first change") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);  // issued on 2026-03-10, expires on 03-24
    const auto waiting = [&](Date on) { return unconfirmed_credentials(reg.view(), on).size(); };
    CHECK(waiting(day(2026, 3, 24)) == 0);
    CHECK(waiting(day(2026, 3, 25)) == 1);
    reg.act([&](Change& c) { confirm_receipt(c, user, day(2026, 3, 12)); });
    CHECK(waiting(day(2026, 3, 25)) == 1);
    reg.act([&](Change& c) { confirm_change(c, user, day(2026, 3, 12)); });
    CHECK(waiting(day(2026, 3, 25)) == 0);
    begin(reg, reg.approved(reg.form(office)), {});
    CHECK(waiting(day(2026, 4, 1)) == 1);
}
