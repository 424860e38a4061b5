// The story of a person: one dated line for each thing that happened.
#include "osaki/domain/story.hpp"

#include "osaki/domain/departure.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

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
    std::vector<std::string> told;
    for (const auto& line : story_of(reg.view(), user))
        told.push_back(to_text(line.on) + " " + std::string(token_of(line.what)) + " " + line.number + " " + line.text);
    CHECK(told == std::vector<std::string>{"2026-03-02 applied A2025-0002 join",
                                           "2026-03-02 acknowledged D0002 MCS運用ポリシー R3.3.1",
                                           "2026-03-05 decided A2025-0002 jimukyoku", "2026-03-05 joined O0002 ひまわり",
                                           "2026-03-10 issued I000002 person2@example.jp", "2026-03-12 receipt I000002 ",
                                           "2026-03-13 first-login I000002 ", "2026-03-14 incident I2025-01 端末の紛失",
                                           "2026-03-20 applied A2025-0003 withdraw", "2026-03-20 departure-step L0001 notice",
                                           "2026-03-20 departure-step L0001 mcs-delete: ログインできない"});
    CHECK(story_of(reg.view(), UserId{99}).empty());
}
