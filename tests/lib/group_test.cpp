// Groups: labels that tell nobody's name, owners who can answer, and nobody let go who alone does (art. 8-2(3)).
#include "osaki/domain/group_check.hpp"

#include "osaki/domain/desk.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/undo.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("a patient group is known by a code, never by a name or a birth date") {
    const std::pair<const char*, const char*> labels[] = {
        {"P-0012", ""},
        {"在宅-0031", ""},
        {"古川第3", ""},
        {"古川 第三", ""},
        {"ひまわり訪問看護 12", ""},
        {"在宅 チーム", ""},
        {"2026-0031", ""},
        {"P-20260", ""},
        {"K2026-00012", ""},
        {"御殿場-04", ""},
        {"氏家町 7", ""},
        {"山田太郎様", "label E_LABEL_NAME"},
        {"山田さん", "label E_LABEL_NAME"},
        {"ヤマダ ﾀﾛｳ", "label E_LABEL_NAME"},
        {"山田氏", "label E_LABEL_NAME"},
        {"たろうくん", "label E_LABEL_NAME"},
        {"花子ちゃん", "label E_LABEL_NAME"},
        {"山田殿", "label E_LABEL_NAME"},
        {"山田さんの会", "label E_LABEL_NAME"},
        {"山田さん (古川)", "label E_LABEL_NAME"},
        {"山田　太郎", "label E_LABEL_NAME"},
        {"佐々木 花子", "label E_LABEL_NAME"},
        {"𠮷田・はな", "label E_LABEL_NAME"},
        {"P-0012 山田 太郎", "label E_LABEL_NAME"},
        {"P-0012（山田 太郎）", "label E_LABEL_NAME"},
        {"やまだ たろう", "label E_LABEL_NAME"},
        {"S12.3.4", "label E_LABEL_BIRTH"},
        {"昭和12年3月4日", "label E_LABEL_BIRTH"},
        {"P-19370304", "label E_LABEL_BIRTH"},
        {"1937-03-04 古川", "label E_LABEL_BIRTH"},
        {"Ｐ昭１２．３．４", "label E_LABEL_BIRTH"},
        {"昭和12年生まれ", "label E_LABEL_BIRTH"},
        {"山田 太郎 S12.3.4", "label E_LABEL_NAME, label E_LABEL_BIRTH"},
        {"", "label E_MISSING"},
        {"=1+1", "label E_FORMULA"},
        {"P\n12", "label E_CONTROL"},
    };
    for (const auto& [label, found] : labels) {
        CAPTURE(std::string(label));
        CHECK(codes_of(label_faults(GroupKind::patient, label)) == found);
    }
    for (const auto* label : {"さくら会 情報共有", "山田 太郎 追悼会", "佐藤様 連絡", "2026-04-01 研修"}) {
        CAPTURE(std::string(label));
        CHECK(label_faults(GroupKind::free, label).empty());
        CHECK(label_faults(GroupKind::secretariat, label).empty());
    }
    CHECK(codes_of(label_faults(GroupKind::free, std::string(61, 'x'))) == "label E_LONG");
}

TEST_CASE("the remark of a patient group tells nobody's name and no birth date") {
    const std::pair<const char*, const char*> notes[] = {
        {"山田 太郎様 1945-03-12生", "note E_LABEL_NAME, note E_LABEL_BIRTH"},
        {"山田　太郎", "note E_LABEL_NAME"},
        {"担当は 高橋 薫", "note E_LABEL_NAME"},
        {"山田様", "note E_LABEL_NAME"},
        {"山田さんが退院", "note E_LABEL_NAME"},
        {"昭和20年3月12日", "note E_LABEL_BIRTH"},
        {"1945-03-12", "note E_LABEL_BIRTH"},
        {"昭和12年生まれ", "note E_LABEL_BIRTH"},
        {"", ""},
        {"訪問は火曜", ""},
        {"火曜 午前", ""},
        {"内科、外科", ""},
        {"2026-03-12 から週2回", ""},
        {"同様の対応", ""},
        {"様子を見る", ""},
        {"研修などの連絡", ""},
        {"たくさんの職種", ""},
        {"皆さんに連絡済", ""},
        {"ご家族様も参加", ""},
        {"氏名は書かない", ""},
        {"サービス プラン", ""},
        {"退院 予定", ""},
    };
    for (const auto& [note, found] : notes) {
        CAPTURE(std::string(note));
        CHECK(codes_of(note_faults(GroupKind::patient, note, day(2026, 4, 1))) == found);
        CHECK(note_faults(GroupKind::free, note, day(2026, 4, 1)).empty());
    }
}

TEST_CASE("a day is without an owner when nobody's time in the group covers it") {
    const auto time = [](Date since, std::optional<Date> until) {
        GroupOwner owner;
        owner.since = since;
        owner.until = until;
        return owner;
    };
    const auto jan = day(2026, 1, 1), mar = day(2026, 3, 1), jun = day(2026, 6, 1), aug = day(2026, 8, 1);
    const struct {
        std::vector<GroupOwner> owners;
        Date on;
        std::optional<Date> gap;
    } rows[] = {
        {{}, mar, mar},
        {{time(jan, {})}, mar, {}},
        {{time(aug, {})}, mar, mar},
        {{time(jan, jun)}, mar, jun},
        {{time(jan, jun), time(jun, {})}, mar, {}},
        {{time(jun, {}), time(jan, jun)}, mar, {}},
        {{time(jan, jun), time(aug, {})}, mar, jun},
        {{time(mar, mar)}, mar, mar},
    };
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        CAPTURE(i);
        CHECK(unowned_from(rows[i].owners, rows[i].on) == rows[i].gap);
    }
}

TEST_CASE("a group lacks an owner when nobody who stays could answer for it") {
    using enum UserState;
    const UserId a{1}, b{2}, c{3};
    const struct {
        std::vector<OwnerStanding> owners;
        std::vector<UserId> going;
        bool lacks;
    } rows[] = {
        {{{a, active}}, {a}, true},
        {{{a, active}}, {b}, false},
        {{{a, active}, {b, active}}, {a}, false},
        {{{a, active}, {b, registered}}, {a}, false},
        {{{a, active}, {b, suspended}}, {a}, true},
        {{{a, active}, {b, leaving}}, {a}, true},
        {{{a, active}, {b, left}}, {a}, true},
        {{{a, suspended}}, {a}, true},
        {{{a, active}, {b, active}}, {a, b}, true},
        {{{a, active}, {b, active}, {c, active}}, {a, b}, false},
        {{}, {a}, false},
    };
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        CAPTURE(i);
        CHECK(would_lack_owner(rows[i].owners, rows[i].going) == rows[i].lacks);
    }
}

TEST_CASE("a group is confirmed every so many days, counted from its opening or the last time") {
    const struct {
        std::optional<Date> confirmed;
        Date today;
        bool overdue;
    } rows[] = {
        {{}, day(2026, 4, 1), false},
        {{}, day(2026, 7, 2), false},
        {{}, day(2026, 7, 3), true},
        {day(2026, 7, 1), day(2026, 7, 3), false},
        {day(2026, 7, 1), day(2026, 10, 1), false},
        {day(2026, 7, 1), day(2026, 10, 2), true},
    };
    for (const auto& [confirmed, today, overdue] : rows) {
        CAPTURE(to_text(today));
        CHECK(is_unconfirmed(day(2026, 4, 1), confirmed, today, 92) == overdue);
    }
}

namespace {

// O0002 hosts G0001 of U000001 (admin) and G0002 of U000001 and U000002; U000003 of O0003 is a member of G0001.
struct Desk {
    Register reg;
    OfficeId office = reg.office("訪問看護ステーションひまわり"), other = reg.office("さくら薬局");
    UserId head = reg.active(office, MemberRole::admin), second = reg.active(office), guest = reg.active(other);
    GroupId alone = group("P-0001", {head}), shared = group("P-0002", {head, second});
    Desk() {
        reg.act([&](Change& c) {
            add_member(c, alone, guest, day(2026, 3, 20));
            set_role(c, second, office, MemberRole::admin, day(2026, 3, 20));
        });
    }
    GroupId group(std::string label, const std::vector<UserId>& owners, std::optional<OfficeId> host = {}) {
        return reg.act([&](Change& c) {
            const auto id = add_group(c, {.label = label, .host = host.value_or(office), .opened_on = day(2026, 3, 20)});
            for (const auto owner : owners) add_owner(c, id, owner, day(2026, 3, 20));
            return id;
        });
    }
    // "U000001 U000002" of those who own it now
    std::string owners(GroupId id) {
        std::string text;
        for (const auto& owner : owners_of(reg.view(), id))
            if (!owner.until) text += (text.empty() ? "" : " ") + to_text(owner.user_id);
        return text;
    }
    std::string found() {
        std::string text;
        for (const auto& one : check_groups(reg.view(), {}))
            text += (text.empty() ? "" : ", ") + to_text(one.group_id) + ' ' + std::string(token_of(one.finding));
        return text;
    }
};

}  // namespace

TEST_CASE("who alone owns a group is not let go before a successor is named") {
    Desk desk;
    auto& reg = desk.reg;
    const auto further = desk.group("P-0003", {desk.head}, desk.other);
    const auto leaving = reg.refused([&](Change& c) { withdraw(c, desk.head, {.received_on = day(2026, 4, 1)}); });
    CHECK(leaving.code == Code::forbidden);
    CHECK(leaving.names("G0001, G0003"));
    CHECK(leaving.names("art. 8-2(3)"));
    CHECK(reg.refused([&](Change& c) { remove_owner(c, desk.alone, desk.head, {}, day(2026, 4, 1)); }).code == Code::forbidden);
    // of another office's group the transfer makes its host the new one: only the rest is asked for
    const auto moving = [&](std::optional<UserId> successor) {
        return [&, successor](Change& c) {
            transfer(c, Basis(c), {.user = desk.head, .from = desk.office, .to = desk.other, .successor = successor});
        };
    };
    const auto moved = reg.refused(moving({}));
    CHECK(moved.names("G0001;"));
    CHECK(!moved.names("G0003"));
    reg.act([&](Change& c) { suspend_user(c, desk.guest, day(2026, 4, 1), {}); });
    CHECK(reg.refused([&](Change& c) { hand_over(c, desk.alone, desk.head, desk.guest, day(2026, 4, 1)); }).code ==
          Code::forbidden);
    reg.act(moving(desk.second));
    CHECK(desk.owners(desk.alone) == "U000001 U000002");
    CHECK(desk.owners(further) == "U000001");
    const auto left = groups_to_leave(reg.view(), desk.head, desk.office);
    REQUIRE(left.size() == 2);
    CHECK(left.front().command == "osaki-mcs group owner remove G0001 U000001");
    // the desk shows the same, also of a group that began on the day of the transfer
    std::vector<std::string> told, shown;
    for (const auto& group : left) told.push_back(group.command);
    for (const auto& line : todays_desk(reg.view()))
        if (line.task == Task::group_leave) shown.push_back(line.command);
    CHECK(told == shown);
    reg.act([&](Change& c) { remove_owner(c, desk.alone, desk.head, {}, day(2026, 4, 1)); });
    CHECK(desk.owners(desk.alone) == "U000002");
}

TEST_CASE("one membership of several ends without the groups of the other office") {
    Desk desk;
    auto& reg = desk.reg;
    reg.act([&](Change& c) { begin_membership(c, desk.head, desk.other, MemberRole::staff, day(2026, 3, 25)); });
    const auto elsewhere = desk.group("P-0003", {desk.head}, desk.other);
    const auto refusal =
        reg.refused([&](Change& c) { withdraw(c, desk.head, {.office = desk.office, .received_on = day(2026, 4, 1)}); });
    CHECK(refusal.names("G0001;"));
    reg.act([&](Change& c) { withdraw(c, desk.head, {.office = desk.office, .successor = desk.second}); });
    CHECK(desk.owners(desk.alone) == "U000001 U000002");
    CHECK(desk.owners(elsewhere) == "U000001");
}

TEST_CASE("a suspension for security goes through and leaves a finding") {
    Desk desk;
    desk.reg.act([&](Change& c) { suspend_user(c, desk.head, day(2026, 4, 1), {}); });
    CHECK(desk.found() == "G0001 owner-suspended, G0002 owner-suspended, G0002 one-owner");
}

TEST_CASE("an office that hosts open groups does not close, nor does it take the last owners with it") {
    Desk desk;
    auto& reg = desk.reg;
    const auto close = [&](Change& c) { withdraw_office(c, desk.other, day(2026, 4, 1)); };
    const auto hosted = desk.group("P-0003", {desk.head}, desk.other);
    CHECK(reg.refused(close).names("G0003"));
    reg.act([&](Change& c) { edit_group(c, hosted, {.host = desk.office}); });
    reg.act([&](Change& c) { hand_over(c, desk.alone, desk.head, desk.guest, day(2026, 4, 1)); });
    CHECK(reg.refused(close).names("G0001"));
    reg.act([&](Change& c) { add_owner(c, desk.alone, desk.second, day(2026, 4, 1)); });
    reg.act(close);
    CHECK(get_office(reg.view(), desk.other).closed_on == day(2026, 4, 1));
    CHECK(reg.refused([&](Change& c) { edit_group(c, hosted, {.host = desk.other}); }).code == Code::forbidden);
    CHECK(reg.refused([&](Change& c) { retire_office(c, desk.office, day(2026, 4, 1)); }).names("art. 8-2(3)"));
}

TEST_CASE("the step group-leave ends what was owned, and a cancelled departure brings back just that") {
    Desk desk;
    auto& reg = desk.reg;
    reg.act([&](Change& c) { withdraw(c, desk.second, {.received_on = day(2026, 4, 1)}); });
    CHECK(desk.owners(desk.shared) == "U000001 U000002");
    reg.act([&](Change& c) { add_member(c, desk.alone, desk.second, day(2026, 4, 1)); });
    reg.act([&](Change& c) { remove_member(c, desk.alone, desk.second, day(2026, 4, 1)); });
    reg.act([&](Change& c) { advance_departure(c, desk.second, DepartureStep::group_leave, day(2026, 4, 1), ""); });
    CHECK(desk.owners(desk.shared) == "U000001");
    reg.act([&](Change& c) { cancel_departure(c, desk.second); });
    CHECK(desk.owners(desk.shared) == "U000001 U000002");
    CHECK(group_memberships_of(reg.view(), desk.second).front().until == day(2026, 4, 1));
}

TEST_CASE("whose account remains is found in the group, whose account is deleted is in none") {
    for (const bool deleted : {true, false}) {
        CAPTURE(deleted);
        Desk desk;
        auto& reg = desk.reg;
        reg.act([&](Change& c) {
            withdraw(c, desk.second, {.received_on = day(2026, 4, 1)});
            advance_departure(c, desk.second, DepartureStep::group_leave, {}, "ログインできない");
            advance_departure(c, desk.second, DepartureStep::staff_release, day(2026, 4, 1), "");
            advance_departure(c, desk.second, DepartureStep::mcs_delete, deleted ? std::optional(day(2026, 4, 1)) : std::nullopt,
                              deleted ? "" : "ログインできない");
            advance_departure(c, desk.second, DepartureStep::portal_delete, day(2026, 4, 1), "");
        });
        CHECK(desk.owners(desk.shared) == (deleted ? "U000001" : "U000001 U000002"));
        CHECK((desk.found().find("G0002 owner-left") != std::string::npos) == !deleted);
    }
}

TEST_CASE("a group's days follow one another") {
    Desk desk;
    auto& reg = desk.reg;
    const auto code = [&](auto act) { return reg.refused(act).code; };
    CHECK(code([&](Change& c) { add_owner(c, desk.alone, desk.second, day(2026, 3, 19)); }) == Code::invalid);
    CHECK(code([&](Change& c) { remove_member(c, desk.alone, desk.guest, day(2026, 3, 19)); }) == Code::invalid);
    CHECK(code([&](Change& c) { edit_group(c, desk.alone, {.confirmed_on = day(2026, 3, 19)}); }) == Code::invalid);
    CHECK(code([&](Change& c) { archive_group(c, desk.alone, day(2026, 3, 19)); }) == Code::invalid);
    CHECK(code([&](Change& c) { add_group(c, {.label = "P-1", .host = desk.office, .opened_on = day(2018, 3, 31)}); }) ==
          Code::invalid);
    CHECK(code([&](Change& c) { add_group(c, {.label = "p－0001", .host = desk.office}); }) == Code::conflict);
    CHECK(code([&](Change& c) { add_member(c, desk.alone, desk.head, day(2026, 4, 1)); }) == Code::conflict);
    reg.act([&](Change& c) { remove_member(c, desk.alone, desk.guest, day(2026, 3, 25)); });
    CHECK(code([&](Change& c) { add_member(c, desk.alone, desk.guest, day(2026, 3, 24)); }) == Code::invalid);
    reg.act([&](Change& c) { add_member(c, desk.alone, desk.guest, day(2026, 3, 25)); });
    reg.act([&](Change& c) { archive_group(c, desk.alone, day(2026, 4, 1)); });
    CHECK(desk.owners(desk.alone).empty());
    CHECK(code([&](Change& c) { add_owner(c, desk.alone, desk.second, day(2026, 4, 1)); }) == Code::conflict);
    // the same code may be used again
    CHECK(desk.owners(desk.group("P-0001", {desk.second})) == "U000002");
}

TEST_CASE("nobody is in a group twice at a time, as owner and as member") {
    Desk desk;
    auto& reg = desk.reg;
    const auto code = [&](auto act) { return reg.refused(act).code; };
    reg.act([&](Change& c) { remove_owner(c, desk.shared, desk.second, {}, day(2026, 3, 25)); });
    CHECK(code([&](Change& c) { add_member(c, desk.shared, desk.second, day(2026, 3, 24)); }) == Code::invalid);
    const auto shared = get_group(reg.view(), desk.shared);
    CHECK(begin_fault(reg.view(), shared, desk.second, day(2026, 3, 24)).has_value());
    CHECK(!begin_fault(reg.view(), shared, desk.second, day(2026, 3, 25)));
    reg.act([&](Change& c) { remove_member(c, desk.alone, desk.guest, day(2026, 3, 25)); });
    CHECK(code([&](Change& c) { add_owner(c, desk.alone, desk.guest, day(2026, 3, 24)); }) == Code::invalid);
    reg.act([&](Change& c) { add_owner(c, desk.alone, desk.guest, day(2026, 3, 25)); });
}

TEST_CASE("who has left all groups is put in none, and owns again without being a member besides") {
    Desk desk;
    auto& reg = desk.reg;
    reg.act([&](Change& c) {
        withdraw(c, desk.second, {.received_on = day(2026, 3, 28)});
        add_member(c, desk.alone, desk.second, day(2026, 3, 28));
        advance_departure(c, desk.second, DepartureStep::group_leave, day(2026, 3, 29), "");
    });
    CHECK(left_groups_on(reg.view(), desk.second) == day(2026, 3, 29));
    const auto refusal = reg.refused([&](Change& c) { add_member(c, desk.shared, desk.second, day(2026, 3, 30)); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.names("art. 8-2(3)"));
    reg.act([&](Change& c) {
        GroupMember row;  // as it could be written once
        row.group_id = desk.shared;
        row.user_id = desk.second;
        row.since = day(2026, 3, 30);
        c.insert("begin", row);
        cancel_departure(c, desk.second);
    });
    CHECK(owns(reg.view(), desk.shared, desk.second));
    CHECK(!is_member(reg.view(), desk.shared, desk.second));
    CHECK(is_member(reg.view(), desk.alone, desk.second));
}

TEST_CASE("an owner of later does not answer for the days before") {
    Desk desk;
    auto& reg = desk.reg;
    reg.act([&](Change& c) { add_owner(c, desk.alone, desk.second, day(2026, 3, 30)); });
    const auto code = [&](auto act) { return reg.refused(act).code; };
    CHECK(code([&](Change& c) { remove_owner(c, desk.alone, desk.head, {}, day(2026, 3, 25)); }) == Code::invalid);
    CHECK(code([&](Change& c) { hand_over(c, desk.alone, desk.head, desk.second, day(2026, 3, 25)); }) == Code::invalid);
    reg.act([&](Change& c) { hand_over(c, desk.alone, desk.head, desk.second, day(2026, 3, 30)); });
    CHECK(desk.owners(desk.alone) == "U000002");
}

TEST_CASE("a group is not confirmed for a day before the last time, and what becomes a patient group keeps no remark on one") {
    Desk desk;
    auto& reg = desk.reg;
    const auto code = [&](auto act) { return reg.refused(act).code; };
    reg.act([&](Change& c) { edit_group(c, desk.alone, {.confirmed_on = day(2026, 3, 30)}); });
    CHECK(code([&](Change& c) { edit_group(c, desk.alone, {.confirmed_on = day(2026, 3, 29)}); }) == Code::invalid);
    CHECK(code([&](Change& c) { edit_group(c, desk.alone, {.note = "山田様"}); }) == Code::invalid);
    reg.act([&](Change& c) { edit_group(c, desk.shared, {.kind = GroupKind::free, .note = "山田様"}); });
    CHECK(code([&](Change& c) { edit_group(c, desk.shared, {.kind = GroupKind::patient}); }) == Code::invalid);
    reg.act([&](Change& c) { edit_group(c, desk.shared, {.kind = GroupKind::patient, .note = "訪問は火曜"}); });
}

TEST_CASE("of a merged person's groups the earlier day holds, and an owner is no member besides") {
    Desk desk;
    auto& reg = desk.reg;
    const auto twin = reg.active(desk.office);
    reg.act([&](Change& c) {
        add_owner(c, desk.shared, twin, day(2026, 3, 22));
        add_member(c, desk.alone, twin, day(2026, 3, 22));
        remove_owner(c, desk.shared, desk.second, {}, day(2026, 3, 25));
        add_owner(c, desk.shared, desk.second, day(2026, 3, 28));
        add_owner(c, desk.alone, desk.second, day(2026, 3, 28));
    });
    reg.act([&](Change& c) { merge_users(c, {.keep = desk.second, .gone = twin}); }, "同じ方");
    CHECK(desk.owners(desk.shared) == "U000001 U000002");
    const auto owned = ownerships_of(reg.view(), desk.second);
    const auto in_shared = std::ranges::find(owned, desk.shared, &GroupOwner::group_id);
    CHECK(in_shared->since == day(2026, 3, 25));
    for (const auto& row : group_memberships_of(reg.view(), desk.second)) CHECK(row.until);
    for (const auto& row : ownerships_of(reg.view(), twin)) CHECK(row.until);
}

TEST_CASE("what left a group without an owner is not taken back to") {
    Desk desk;
    auto& reg = desk.reg;
    reg.act([&](Change& c) { add_owner(c, desk.alone, desk.second, day(2026, 4, 1)); });
    const auto added = last_operation(reg.view(), reg.login).operation;
    reg.act([&](Change& c) { remove_owner(c, desk.alone, desk.head, {}, day(2026, 4, 1)); });
    const auto refusal = reg.refused([&](Change& c) { undo(c, added); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.names("G0001"));
}
