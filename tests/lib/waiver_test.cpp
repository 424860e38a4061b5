// Waivers: a gate passed by decision, with its reason, once; it carries from the check to the issue.
#include "osaki/domain/waiver.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("a gate is waived with a reason, once, and it is kept who did it and when") {
    Register reg;
    const auto id = reg.received(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto waive_mail = [&](Change& c) { waive(c, id, Gate::mail); };
    const auto bare = reg.refused(waive_mail);
    CHECK(bare.code == Code::usage);
    CHECK(bare.names("--reason TEXT"));
    reg.act(waive_mail, "電話で確認");
    const auto twice = reg.refused(waive_mail, "もう一度");
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "mail answered is waived for A2025-0001 already");
    const auto waivers = waivers_of(reg.view(), id);
    REQUIRE(waivers.size() == 1);
    CHECK(waivers.front().reason == "電話で確認");
    CHECK(waivers.front().waived_by == "jimukyoku");
    CHECK(waivers.front().waived_on == reg.today());
    CHECK(is_waived(reg.view(), id, Gate::mail));
    CHECK_FALSE(is_waived(reg.view(), id, Gate::papers));
}

TEST_CASE("an application whose papers are waived is checked without them, and its ID is issued without them") {
    Register reg;
    auto form = reg.form(reg.office("訪問看護ステーションひまわり"));
    form.papers.clear();
    const auto id = reg.received(form);
    reg.act([&](Change& c) { waive(c, id, Gate::papers); }, "原本は郵送中");
    const auto checked = reg.act([&](Change& c) {
        acknowledge(c, {DocumentId{3}, reg.today()}, {{}, id});
        train(c, id);
        return check_application(c, get_profile(c), id, {.mail_reached_on = reg.today()});
    });
    CHECK(checked.state == ApplicationState::checked);
    CHECK(checked.papers.empty());
    reg.act([&](Change& c) { approve(c, Basis(c), id, {}); });
    CHECK(reg.act([&](Change& c) { return begin_issue(c, Basis(c), id, {}).state; }) == CredentialState::pending);
}

TEST_CASE("approving with a waiver checks and approves in one step, but only when the papers are there or waived") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    auto form = reg.form(office);
    form.papers.clear();
    const auto bare = reg.received(form), complete = reg.received(reg.form(office));
    const auto with = [&](ApplicationId id, std::vector<Gate> gates) {
        return [&, id, gates](Change& c) { return approve(c, Basis(c), id, {.waive = gates}).state; };
    };
    CHECK(reg.refused(with(bare, {Gate::mail}), "急ぎ").code == Code::conflict);
    CHECK(reg.refused(with(bare, {Gate::papers}), "").code == Code::usage);
    CHECK(waivers_of(reg.view(), bare).empty());
    CHECK(reg.act(with(bare, {Gate::papers, Gate::mail}), "急ぎ") == ApplicationState::approved);
    CHECK(reg.act(with(complete, {Gate::mail}), "急ぎ") == ApplicationState::approved);
    CHECK(waivers_of(reg.view(), bare).size() == 2);
}
