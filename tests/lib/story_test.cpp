// The story of a person: one dated line for each thing that happened.
#include "osaki/domain/story.hpp"

#include "osaki/domain/answering.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

std::string told(Register& reg, UserId user, Date since = day(2026, 1, 1)) {
    std::string lines;
    for (const auto& line : story_of(reg.view(), user))
        if (line.on >= since)
            lines += to_text(line.on) + " " + std::string(token_of(line.what)) + " " + line.number + " " + line.text + "\n";
    return lines;
}

}  // namespace

TEST_CASE("the story of a person is told from the application to the departure, oldest first") {
    Register reg;
    const auto office = reg.office("ひまわり");
    reg.active(office, MemberRole::admin);
    const auto user = reg.active(office);
    reg.act([&](Change& c) {
        confirm_receipt(c, user, day(2026, 3, 12));
        confirm_change(c, user, day(2026, 3, 13));
        Incident incident;
        incident.summary = "端末の紛失";
        incident.found_on = day(2026, 3, 14);
        open_incident(c, incident, {.users = {user}});
        withdraw(c, user, {.received_on = day(2026, 3, 20)});
        advance_departure(c, user, DepartureStep::mcs_delete, {}, "ログインできない");
    });
    CHECK(told(reg, user) ==
          "2026-03-02 applied A2025-0002 join\n"
          "2026-03-02 acknowledged D0002 MCS運用ポリシー R3.3.1\n"
          "2026-03-05 decided A2025-0002 jimukyoku\n"
          "2026-03-05 joined O0002 ひまわり\n"
          "2026-03-10 issued I000002 person2@example.jp\n"
          "2026-03-12 receipt I000002 \n"
          "2026-03-13 first-login I000002 \n"
          "2026-03-14 incident I2025-01 端末の紛失\n"
          "2026-03-20 applied A2025-0003 withdraw\n"
          "2026-03-20 departure-step L0001 notice\n"
          "2026-03-20 departure-step L0001 mcs-delete: ログインできない\n");
    CHECK(story_of(reg.view(), UserId{99}).empty());
}

TEST_CASE("groups, documents, trainings, reviews and measures stand in the story too") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto head = reg.active(office, MemberRole::admin), user = reg.active(office);
    reg.pass_days(30);
    reg.act([&](Change& c) {
        distribute(c, {DocumentId{3}, day(2026, 4, 1)}, {user, {}});
        Training training;
        training.topic = "年次研修";
        training.held_on = day(2026, 4, 2);
        record_attendance(c, add_training(c, training, {}), {user, {}}, {.attended = Attended::failed});
        const auto group = add_group(c, {.label = "P-0012", .host = office, .opened_on = day(2026, 4, 3)});
        add_owner(c, group, head, day(2026, 4, 3));
        add_member(c, group, user, day(2026, 4, 3));
        add_owner(c, group, user, day(2026, 4, 4));
        remove_owner(c, group, user, std::nullopt, day(2026, 4, 5));
    });
    const auto review = reg.act([&](Change& c) { return open_review(c, {.scope = ReviewScope::users}); });
    std::optional<ReviewItemId> item;
    for (const auto& one : items_of(reg.view(), review, {}))
        if (one.user_id == user) item = one.review_item_id;
    reg.act([&](Change& c) {
        answer_item(c, *item, {.answer = ReviewAnswer::changed, .on = reg.today(), .note = "改姓"}, false);
        Guidance guidance;
        guidance.user_id = user;
        guidance.facts = "私的な連絡";
        guidance.given_on = day(2026, 4, 6);
        const auto measure = add_guidance(c, guidance);
        record_outcome(c, measure, {Outcome::not_followed, day(2026, 4, 20)});
        Committee committee;
        committee.decided_on = day(2026, 4, 25);
        committee.subject = "登録の抹消";
        committee.decision = "抹消する";
        committee.about = {to_text(measure)};
        escalate(c, measure, add_committee(c, committee));
    });
    CHECK(told(reg, user, day(2026, 4, 1)) ==
          "2026-04-01 handed-out D0003 MCS運用ポリシー R8.4.1\n"
          "2026-04-02 trained T2026-01 failed: 年次研修\n"
          "2026-04-03 joined-group G0001 P-0012\n"
          "2026-04-04 owns-group G0001 P-0012\n"
          "2026-04-04 left-group G0001 P-0012\n"
          "2026-04-05 left-owner G0001 P-0012\n"
          "2026-04-06 guided K2026-01 caution: 私的な連絡\n"
          "2026-04-20 guidance-outcome K2026-01 not-followed\n"
          "2026-04-25 escalated C2026-01 K2026-01: 登録の抹消\n"
          "2026-05-01 reviewed R2026-01 changed: ひまわり (改姓)\n");
}
