// Who moves and who goes: transfer, withdrawal of a person, of one membership, of a whole office (art. 8-2(1), 9, 11 (guidance)).
#include "osaki/domain/registration.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

ApplicationId move(Register& reg, const Transfer& how) {
    return reg.act([&](Change& c) { return transfer(c, Basis(c), how); });
}
Refusal refused_move(Register& reg, const Transfer& how) {
    return reg.refused([&](Change& c) { transfer(c, Basis(c), how); });
}
std::optional<Departure> go(Register& reg, UserId user, const Withdrawal& how) {
    return reg.act([&](Change& c) { return withdraw(c, user, how); });
}
Refusal refused_go(Register& reg, UserId user, const Withdrawal& how) {
    return reg.refused([&](Change& c) { withdraw(c, user, how); });
}

}  // namespace

TEST_CASE("a transfer closes one membership, opens another and keeps its paper") {
    Register reg;
    const auto from = reg.office("ひまわり"), to = reg.office("すみれ薬局");
    const auto user = reg.active(from);
    const auto id = move(reg, {.user = user, .from = from, .to = to, .role = MemberRole::admin, .on = day(2026, 3, 20)});
    const auto all = memberships_of(reg.view(), user);
    REQUIRE(all.size() == 2);
    CHECK(all[0].office_id == to);
    CHECK(all[0].role == MemberRole::admin);
    CHECK(all[0].since == day(2026, 3, 20));
    CHECK(all[1].until == day(2026, 3, 20));
    CHECK(reg.user(user).state == UserState::active);
    const auto paper = reg.application(id);
    CHECK(paper.kind == ApplicationKind::transfer);
    CHECK(paper.state == ApplicationState::completed);
    CHECK(paper.office_id == to);
    CHECK(to_text(id) == "A2025-0002");
}

TEST_CASE("a transfer elsewhere asks for the ground again (art. 9)") {
    Register reg;
    const auto here = reg.office("ひまわり"), there = reg.office("隣町薬局", "042056"), nowhere = reg.office("住所不明薬局", "");
    const auto user = reg.active(here);
    const auto silent = refused_move(reg, {.user = user, .from = here, .to = there});
    CHECK(silent.code == Code::forbidden);
    CHECK(silent.said == "office O0003 lies in another municipality than O0002; say the ground again with --ground (art. 9)");
    CHECK(refused_move(reg, {.user = user, .from = here, .to = there, .ground = Ground::in_area}).code == Code::invalid);
    CHECK(refused_move(reg, {.user = user, .from = here, .to = there, .ground = Ground::outside, .ground_reason = " "}).code ==
          Code::invalid);
    const auto id =
        move(reg, {.user = user, .from = here, .to = there, .ground = Ground::outside, .ground_reason = "大崎市の患者を訪問"});
    CHECK(reg.application(id).ground == Ground::outside);
    CHECK(reg.application(id).ground_reason == "大崎市の患者を訪問");
    move(reg, {.user = user, .from = there, .to = nowhere});
    CHECK(refused_move(reg, {.user = user, .from = nowhere, .to = here}).code == Code::forbidden);
    move(reg, {.user = user, .from = nowhere, .to = here, .ground = Ground::in_area});
}

TEST_CASE("a transfer that does not fit changes nothing") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局"), closed = reg.office("閉鎖薬局");
    const auto user = reg.active(one), both = reg.active(one);
    reg.act([&](Change& c) {
        begin_membership(c, both, two, MemberRole::staff, day(2026, 3, 10));
        close_office(c, closed, day(2026, 3, 15));
    });
    const struct {
        Transfer transfer;
        Code code;
        const char* said;
    } wrong[] = {{{.user = user, .from = two, .to = one}, Code::conflict, "U000001 is no member of O0003"},
                 {{.user = user, .from = one, .to = one}, Code::conflict, "U000001 is a member of O0002 already"},
                 {{.user = both, .from = one, .to = two}, Code::conflict, "U000002 is a member of O0003 already"},
                 {{.user = user, .from = one, .to = closed}, Code::conflict, "office O0004 was closed on 2026-03-15"},
                 {{.user = user, .from = one, .to = OfficeId{99}}, Code::not_found, "there is no office O0099"},
                 {{.user = UserId{99}, .from = one, .to = two}, Code::not_found, "there is no user U000099"},
                 {{.user = user, .from = one, .to = two, .on = day(2026, 3, 4)},
                  Code::invalid,
                  "U000001 has belonged to O0002 since 2026-03-05"}};
    for (const auto& [how, code, said] : wrong) {
        CAPTURE(said);
        const auto refusal = refused_move(reg, how);
        CHECK(refusal.code == code);
        CHECK_MESSAGE(refusal.names(said), refusal.said);
    }
    go(reg, user, {.received_on = day(2026, 3, 20)});
    const auto leaving = refused_move(reg, {.user = user, .from = one, .to = two});
    CHECK(leaving.code == Code::conflict);
    CHECK(leaving.names("osaki-mcs withdraw U000001 --cancel"));
}

TEST_CASE("the only admin is transferred and withdrawn once a successor is named (art. 8-2(1))") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局");
    const auto head = reg.active(one, MemberRole::admin), heir = reg.active(one), third = reg.active(one);
    const auto alone = refused_move(reg, {.user = head, .from = one, .to = two, .on = day(2026, 3, 20)});
    CHECK(alone.code == Code::forbidden);
    CHECK(alone.names("U000001 is the only admin of office O0002"));
    CHECK(refused_go(reg, head, {.received_on = day(2026, 3, 20)}).code == Code::forbidden);
    move(reg, {.user = head, .from = one, .to = two, .successor = heir, .on = day(2026, 3, 20)});
    CHECK(find_open(reg.view(), heir, one)->role == MemberRole::admin);
    CHECK(find_open(reg.view(), head, two)->role == MemberRole::staff);
    CHECK(refused_go(reg, heir, {.received_on = day(2026, 3, 21)}).code == Code::forbidden);
    go(reg, heir, {.received_on = day(2026, 3, 21), .successor = third});
    CHECK(find_open(reg.view(), third, one)->role == MemberRole::admin);
    // heir is still a member until the release, but leaving: third may not go either
    CHECK(find_open(reg.view(), heir, one).has_value());
    CHECK(refused_go(reg, third, {.received_on = day(2026, 3, 22)}).code == Code::forbidden);
    CHECK(refused_go(reg, third, {.received_on = day(2026, 3, 22), .successor = heir}).names("U000002 is leaving"));
}

TEST_CASE("nobody is removed without a notice: the secretariat never deletes on its own (art. 11 (guidance) 2)") {
    Register reg;
    const auto user = reg.active(reg.office("ひまわり"));
    const auto refusal = refused_go(reg, user, {});
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.names("art. 11 (guidance) 2"));
    CHECK(refusal.names("U000001"));
}

TEST_CASE("a withdrawal opens a departure once and keeps its notice") {
    Register reg;
    const auto user = reg.active(reg.office("ひまわり"));
    CHECK(refused_go(reg, user, {.received_on = day(2026, 3, 9)}).code == Code::invalid);  // active since the 10th
    const auto departure = go(reg, user, {.received_on = day(2026, 3, 20)});
    REQUIRE(departure.has_value());
    CHECK(departure->opened_on == day(2026, 3, 20));
    CHECK(reg.application(*departure->application_id).kind == ApplicationKind::withdraw);
    CHECK(reg.application(*departure->application_id).received_on == day(2026, 3, 20));
    CHECK(reg.user(user).state == UserState::leaving);
    const auto twice = refused_go(reg, user, {.received_on = day(2026, 3, 21)});
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "user U000001 is already leaving");
}

TEST_CASE("one of two memberships ends without a departure, the last one opens it") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局"), other = reg.office("あおば薬局");
    const auto user = reg.active(one);
    reg.act([&](Change& c) { begin_membership(c, user, two, MemberRole::staff, day(2026, 3, 12)); });
    CHECK(refused_go(reg, user, {.office = other}).said == "U000001 is no member of O0004");
    CHECK_FALSE(go(reg, user, {.office = two, .received_on = day(2026, 3, 20)}).has_value());
    CHECK(reg.user(user).state == UserState::active);
    CHECK(reg.user(user).offices == "ひまわり");
    CHECK(applications_of(reg.view(), user).front().kind == ApplicationKind::withdraw);
    CHECK(refused_go(reg, user, {.office = two}).said == "U000001 is no member of O0003");
    CHECK(refused_go(reg, user, {.office = one}).code == Code::forbidden);
    CHECK(go(reg, user, {.office = one, .received_on = day(2026, 3, 25)}).has_value());
    CHECK(reg.user(user).state == UserState::leaving);
}

TEST_CASE("the only admin of one of two offices names a successor there before that membership ends") {
    Register reg;
    const auto one = reg.office("ひまわり"), two = reg.office("すみれ薬局");
    const auto user = reg.active(one), heir = reg.active(two);
    reg.act([&](Change& c) { begin_membership(c, user, two, MemberRole::admin, day(2026, 3, 12)); });
    CHECK(refused_go(reg, user, {.office = two}).code == Code::forbidden);
    go(reg, user, {.office = two, .successor = heir});
    CHECK(find_open(reg.view(), heir, two)->role == MemberRole::admin);
}

TEST_CASE("an ID that was approved waits while its holder is leaving and is handed out when they stay after all") {
    Register reg;
    const auto user = reg.approved(reg.form(reg.office("ひまわり")));
    go(reg, user, {.received_on = day(2026, 3, 20)});
    const auto waiting = reg.refused([&](Change& c) { begin_issue(c, Basis(c), awaiting_issue(c, user).application_id, {}); });
    CHECK(waiting.code == Code::conflict);
    CHECK(waiting.said == "user U000001 is leaving");
    reg.act([&](Change& c) { cancel_departure(c, user); });
    CHECK(reg.user(user).state == UserState::registered);
    reg.issue(user, reg.today());
    CHECK(reg.user(user).state == UserState::active);
}

TEST_CASE("a whole office goes: all leave it, the only admin too, and it closes; who has another office stays") {
    Register reg;
    const auto closing = reg.office("ひまわり"), other = reg.office("すみれ薬局");
    const auto head = reg.active(closing, MemberRole::admin), staff = reg.active(closing), both = reg.active(closing),
               waiting = reg.approved(reg.form(closing));
    reg.act([&](Change& c) {
        begin_membership(c, both, other, MemberRole::staff, day(2026, 3, 12));
        suspend_user(c, staff, day(2026, 3, 15), {});
    });
    reg.act([&](Change& c) { withdraw_office(c, closing, day(2026, 3, 20)); });
    CHECK(get_office(reg.view(), closing).closed_on == day(2026, 3, 20));
    CHECK(get_office(reg.view(), closing).members == 0);
    const std::pair<UserId, UserState> states[] = {
        {head, UserState::leaving}, {staff, UserState::leaving}, {both, UserState::active}, {waiting, UserState::leaving}};
    for (const auto& [user, state] : states) {
        CAPTURE(user);
        CHECK(reg.user(user).state == state);
        CHECK(applications_of(reg.view(), user).front().kind == ApplicationKind::withdraw);
    }
    CHECK(reg.user(both).offices == "すみれ薬局");
    const auto secretariat = secretariat_of(reg.view());
    CHECK(reg.refused([&](Change& c) { withdraw_office(c, secretariat, day(2026, 3, 20)); }).code == Code::forbidden);
    CHECK(reg.refused([&](Change& c) { withdraw_office(c, closing, day(2026, 3, 21)); }).code == Code::conflict);
    const auto silent = reg.refused([&](Change& c) { withdraw_office(c, other, std::nullopt); });
    CHECK(silent.code == Code::forbidden);
    CHECK(silent.said == "office O0003 has handed in no notice (art. 8-2(1)): osaki-mcs withdraw O0003 --received DATE");
}

TEST_CASE("a change of profession keeps its paper") {
    Register reg;
    const auto user = reg.active(reg.office("ひまわり"));
    const auto id = reg.act([&](Change& c) { return change_person(c, Basis(c), user, "ケアマネ", day(2026, 3, 20)); });
    CHECK(reg.user(user).profession == "care-manager");
    CHECK(reg.application(id).kind == ApplicationKind::change);
    CHECK(reg.application(id).state == ApplicationState::completed);
    CHECK(reg.application(id).completed_on == day(2026, 3, 20));
}
