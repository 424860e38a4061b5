// Two records of one human become one: which may, what moves, and that nothing is lost.
#include "osaki/domain/merge.hpp"

#include "osaki/domain/departure.hpp"
#include "osaki/domain/desk.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/undo.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

Merged merge(Register& reg, UserId keep, UserId gone, std::vector<Take> take = {}) {
    return reg.act([&](Change& c) { return merge_users(c, {keep, gone, take}); }, "二重登録");
}

std::string offices(Register& reg, UserId user) {
    std::string text;
    for (const auto& one : memberships_of(reg.view(), user))
        text += to_text(one.office_id) + " " + std::string(token_of(one.role)) + " " + to_text(one.since) + ".." +
                (one.until ? to_text(*one.until) : "") + "\n";
    return text;
}

}  // namespace

TEST_CASE("what two records become, and which are left to a person first") {
    using enum UserState;
    const auto none = std::optional<UserState>();
    struct Case {
        UserState keep, gone;
        std::optional<UserState> result;
    };
    const Case cases[] = {
        {active, active, active},     {active, registered, active},
        {registered, active, active}, {registered, registered, registered},
        {active, left, active},       {registered, left, registered},
        {left, left, left},           {left, active, none},
        {left, registered, none},     {suspended, active, none},
        {active, suspended, none},    {leaving, active, none},
        {active, leaving, none},      {suspended, left, none},
        {leaving, left, none},
    };
    for (const auto& one : cases) {
        CAPTURE(token_of(one.keep));
        CAPTURE(token_of(one.gone));
        CHECK(after_merge(one.keep, one.gone) == one.result);
    }
}

TEST_CASE("offices, papers and IDs go to the number that is kept, and the other points to it for ever") {
    Register reg;
    const auto one = reg.office("さくら薬局"), two = reg.office("すみれ薬局");
    const auto keep = reg.active(one);
    auto form = reg.form(one, MemberRole::admin);
    form.phone = "0229-23-1111";
    const auto gone = reg.active(form);
    reg.act([&](Change& c) { begin_membership(c, gone, two, MemberRole::staff, day(2026, 3, 20)); });
    const auto merged = merge(reg, keep, gone);
    CHECK(merged.second_login == "person2@example.jp");
    CHECK(merged.memberships == 1);
    CHECK(merged.applications == 1);
    CHECK(merged.credentials == 1);
    CHECK(offices(reg, keep) == "O0002 admin 2026-04-01..\nO0003 staff 2026-03-20..\nO0002 staff 2026-03-05..2026-04-01\n");
    CHECK(open_memberships(reg.view(), gone).empty());
    const auto kept = reg.user(keep), other = reg.user(gone);
    CHECK(kept.state == UserState::active);
    CHECK(kept.phone == "0229-23-1111");
    CHECK(kept.mail == "person1@example.jp");
    CHECK(other.state == UserState::left);
    CHECK(other.merged_into == keep);
    CHECK(standing_number(reg.view(), gone) == keep);
    CHECK(newest_credential(reg.view(), keep)->login == "person1@example.jp");
    CHECK(applications_of(reg.view(), gone).empty());
    CHECK(credentials_of(reg.view(), gone).empty());
    CHECK(value_on(reg.view(), gone, "state", day(2026, 3, 15)) == "active");
    CHECK(verify_audit(reg.view()).findings.empty());
    // a new paper from the old address belongs to the number that is kept
    auto again = reg.form(two);
    again.name = other.name;
    again.mail = other.mail;
    {
        const auto view = reg.view();
        CHECK(use_of_mail(view, get_profile(view), again.mail, again.name).same_person == keep);
    }
    const auto twice = reg.refused([&](Change& c) { merge_users(c, {keep, gone, {}}); }, "again");
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "U000002 " + other.name + " was merged into U000001 already");
}

TEST_CASE("who waits for an ID and has one under another number needs no second one") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto keep = reg.approved(reg.form(office)), gone = reg.active(office);
    merge(reg, keep, gone, {Take::mail});
    const auto kept = reg.user(keep);
    CHECK(kept.state == UserState::active);
    CHECK(kept.mail == "person2@example.jp");
    CHECK(kept.login == "person2@example.jp");
    CHECK(newest_credential(reg.view(), keep)->state == CredentialState::delivered);
    for (const auto& application : applications_of(reg.view(), keep)) CHECK(application.state == ApplicationState::completed);
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("the earlier of two acknowledgements holds") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto keep = reg.active(office);
    auto form = reg.form(office);
    form.received_on = day(2026, 3, 1);
    const auto gone = reg.active(form);
    const auto earlier = acknowledgements_of(reg.view(), gone).front();
    merge(reg, keep, gone);
    const auto kept = acknowledgements_of(reg.view(), keep);
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().acknowledged_on == std::min(earlier.acknowledged_on, kept.front().acknowledged_on));
    CHECK(acknowledgements_of(reg.view(), gone).size() == 1);
}

TEST_CASE("what one of the two was given the other has, since the earlier day") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto keep = reg.active(office), gone = reg.active(office);
    reg.pass_days(10);
    reg.act([&](Change& c) {
        distribute(c, {DocumentId{3}, day(2026, 4, 5)}, {keep, {}});
        distribute(c, {DocumentId{3}, day(2026, 4, 2)}, {gone, {}});
        distribute(c, {DocumentId{4}, day(2026, 4, 3)}, {gone, {}});
    });
    reg.act([&](Change& c) { merge_users(c, {keep, gone}); }, "同じ方");
    const auto kept = distributions_of(reg.view(), keep);
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].distributed_on == day(2026, 4, 2));
    CHECK(kept[1].distributed_on == day(2026, 4, 3));
    REQUIRE(distributions_of(reg.view(), gone).size() == 1);
    CHECK(distributions_of(reg.view(), gone)[0].distributed_on == day(2026, 4, 5));
}

TEST_CASE("records are not merged without a reason, with themselves, or against the stream") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    reg.active(office, MemberRole::admin);
    const auto keep = reg.active(office), gone = reg.active(office);
    CHECK(reg.refused([&](Change& c) { merge_users(c, {keep, gone, {}}); }).code == Code::usage);
    CHECK(reg.refused([&](Change& c) { merge_users(c, {keep, keep, {}}); }, "x").code == Code::conflict);
    reg.act([&](Change& c) { suspend_user(c, gone, reg.today(), std::nullopt); });
    CHECK(reg.refused([&](Change& c) { merge_users(c, {keep, gone, {}}); }, "x").names("is suspended"));
    reg.act([&](Change& c) { restore_user(c, gone, reg.today()); });
    reg.act([&](Change& c) { withdraw(c, keep, {.received_on = reg.today()}); });
    CHECK(reg.refused([&](Change& c) { merge_users(c, {keep, gone, {}}); }, "x").names("is leaving"));
}

TEST_CASE("the address of the second account is not free until that account is deleted, and the desk says so") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto keep = reg.active(office, MemberRole::admin), gone = reg.active(office);
    const auto used = [&](const std::string& mail) {
        const auto view = reg.view();
        return codes_of(use_of_mail(view, get_profile(view), mail, "別人").faults);
    };
    merge(reg, keep, gone);
    CHECK(reg.user(gone).state == UserState::left);
    CHECK(used("person2@example.jp") == "mail E_MAIL_BLOCKED");
    REQUIRE(open_departures(reg.view()).size() == 1);
    CHECK(open_departures(reg.view()).front().number == to_text(gone));
    CHECK(reg.refused([&](Change& c) { cancel_departure(c, gone); }).names("is U000001 now"));
    reg.act([&](Change& c) {
        for (const auto step :
             {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
            advance_departure(c, gone, step, reg.today(), "");
    });
    CHECK(reg.user(gone).state == UserState::left);
    CHECK(open_departures(reg.view()).empty());
    CHECK(used("person2@example.jp") == "mail E_MAIL_BLOCKED");
    reg.pass_days(30);
    CHECK(used("person2@example.jp").empty());
    for (const auto& finding : examine_register(reg.view()).findings) CHECK(finding.number != to_text(gone));
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("when the kept number takes the address of the other, its own address is the one that is not free") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto keep = reg.active(office, MemberRole::admin), gone = reg.active(office);
    merge(reg, keep, gone, {Take::mail, Take::login});
    CHECK(reg.user(keep).mail == "person2@example.jp");
    REQUIRE(departures_of(reg.view(), gone).size() == 1);
    CHECK(departures_of(reg.view(), gone).front().mail == "person1@example.jp");
    for (const auto& finding : examine_register(reg.view()).findings) CHECK(finding.number != to_text(gone));
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("a merge that is taken back leaves no departure") {
    Register reg;
    const auto office = reg.office("さくら薬局");
    const auto taken_over = [&](const std::string& mail) {
        return reg.act([&](Change& c) {
            User user;
            user.name = "鈴木一郎";
            user.profession = "doctor";
            user.mail = user.login = mail;
            user.state = UserState::active;
            user.takeover = true;
            const auto id = add_user(c, user, day(2020, 4, 1));
            begin_membership(c, id, office, MemberRole::staff, day(2020, 4, 1));
            return id;
        });
    };
    const auto keep = taken_over("ichiro@example.jp"), gone = taken_over("ichiro2@example.jp");
    merge(reg, keep, gone);
    CHECK(departures_of(reg.view(), gone).size() == 1);
    reg.act([](Change& c) { undo(c, *sql::value<std::int64_t>(c, "SELECT max(op) FROM audit")); });
    CHECK(reg.user(gone).state == UserState::active);
    CHECK(departures_of(reg.view(), gone).empty());
    CHECK(verify_audit(reg.view()).findings.empty());
}
