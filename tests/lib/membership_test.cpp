// Memberships: one open one per person and office, a role from a day on, and who is the only admin (art. 8-2(1)).
#include "osaki/domain/membership.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

std::string roles(Register& reg, UserId user) {
    std::string text;
    for (const auto& one : memberships_of(reg.view(), user))
        text += to_text(one.office_id) + " " + std::string(token_of(one.role)) + " " + to_text(one.since) + ".." +
                (one.until ? to_text(*one.until) : "") + "\n";
    return text;
}

void set(Register& reg, UserId user, OfficeId office, MemberRole role, Date on) {
    reg.act([&](Change& c) { set_role(c, user, office, role, on); });
}

}  // namespace

TEST_CASE("a person belongs to two offices at once, but to one office only once") {
    Register reg;
    const auto one = reg.office("訪問看護ステーションひまわり"), two = reg.office("すみれ薬局");
    const auto user = reg.active(one);
    reg.act([&](Change& c) { begin_membership(c, user, two, MemberRole::staff, day(2026, 3, 20)); });
    CHECK(roles(reg, user) == "O0003 staff 2026-03-20..\nO0002 staff 2026-03-05..\n");
    const auto again = reg.refused([&](Change& c) { begin_membership(c, user, two, MemberRole::admin, day(2026, 3, 21)); });
    CHECK(again.code == Code::conflict);
    CHECK(again.said == "U000001 is a member of O0003 already");
    CHECK(reg.user(user).offices == "訪問看護ステーションひまわり, すみれ薬局");
}

TEST_CASE("nobody joins a closed office or one that is not there") {
    Register reg;
    const auto home = reg.office("訪問看護ステーションひまわり"), closed = reg.office("すみれ薬局");
    const auto user = reg.active(home);
    reg.act([&](Change& c) { close_office(c, closed, day(2026, 3, 31)); });
    const auto refusal = reg.refused([&](Change& c) { begin_membership(c, user, closed, MemberRole::staff, day(2026, 3, 20)); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.said == "office O0003 was closed on 2026-03-31");
    CHECK(reg.refused([&](Change& c) { begin_membership(c, user, OfficeId{99}, MemberRole::staff, day(2026, 3, 20)); }).code ==
          Code::not_found);
}

TEST_CASE("a membership does not end before it began; who ended one may begin again") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);
    const auto membership = *find_open(reg.view(), user, office);
    const auto early = reg.refused([&](Change& c) { end_membership(c, membership, day(2026, 3, 4)); });
    CHECK(early.code == Code::invalid);
    CHECK(early.names("U000001 has belonged to O0002 since 2026-03-05"));
    reg.act([&](Change& c) { end_membership(c, membership, day(2026, 3, 5)); });
    CHECK_FALSE(find_open(reg.view(), user, office).has_value());
    reg.act([&](Change& c) { begin_membership(c, user, office, MemberRole::staff, day(2026, 3, 20)); });
    CHECK(roles(reg, user) == "O0002 staff 2026-03-20..\nO0002 staff 2026-03-05..2026-03-05\n");
}

TEST_CASE("a role changes from a day on, and the past keeps the old one") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);
    set(reg, user, office, MemberRole::admin, day(2026, 3, 15));
    CHECK(roles(reg, user) == "O0002 admin 2026-03-15..\nO0002 staff 2026-03-05..2026-03-15\n");
    CHECK(reg.refused([&](Change& c) { set_role(c, user, office, MemberRole::admin, day(2026, 3, 16)); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { set_role(c, user, OfficeId{1}, MemberRole::admin, day(2026, 3, 16)); }).said ==
          "U000001 is no member of O0001");
    const auto other = reg.active(office);
    CHECK(reg.refused([&](Change& c) { set_role(c, other, office, MemberRole::admin, day(2026, 3, 4)); }).code == Code::invalid);
}

TEST_CASE("the role is not taken from the only admin of an office (art. 8-2(1))") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto head = reg.active(office, MemberRole::admin), deputy = reg.active(office);
    const auto refusal = reg.refused([&](Change& c) { set_role(c, head, office, MemberRole::staff, day(2026, 3, 20)); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.said == "U000001 is the only admin of office O0002; name a successor first (art. 8-2(1)): --successor USER");
    set(reg, deputy, office, MemberRole::admin, day(2026, 3, 20));
    set(reg, head, office, MemberRole::staff, day(2026, 3, 20));
    CHECK(get_office(reg.view(), office).admins == 1);
}

TEST_CASE("only who stays counts as another admin: registered and active do, suspended and leaving do not") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto head = reg.active(office, MemberRole::admin), deputy = reg.active(office);
    const auto is_sole = [&](UserId user) {
        const auto view = reg.view();
        return is_sole_admin(view, *find_open(view, user, office));
    };
    CHECK(is_sole(head));
    CHECK_FALSE(is_sole(deputy));
    const auto coming = reg.approved(reg.form(office, MemberRole::admin));
    CHECK_FALSE(is_sole(head));
    set(reg, coming, office, MemberRole::staff, day(2026, 3, 20));
    set(reg, deputy, office, MemberRole::admin, day(2026, 3, 20));
    CHECK_FALSE(is_sole(head));
    reg.act([&](Change& c) { suspend_user(c, deputy, day(2026, 3, 21), {}); });
    CHECK(is_sole(head));
    reg.act([&](Change& c) { restore_user(c, deputy, day(2026, 3, 22)); });
    CHECK_FALSE(is_sole(head));
    reg.act([&](Change& c) { withdraw(c, deputy, {.received_on = day(2026, 3, 23)}); });
    CHECK(is_sole(head));
}

TEST_CASE("the members of an office are listed admins first, and only those who are there") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto gone = reg.active(office), staff = reg.active(office), head = reg.active(office, MemberRole::admin);
    reg.act([&](Change& c) { end_membership(c, *find_open(c, gone, office), day(2026, 3, 31)); });
    std::vector<UserId> members;
    for (const auto& one : memberships_of(reg.view(), office)) members.push_back(one.user_id);
    CHECK(members == std::vector<UserId>{head, staff});
    CHECK(get_office(reg.view(), office).members == 2);
}
