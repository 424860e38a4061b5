// Today's desk: what waits for whom, oldest first, each line with the command that clears it.
#include "osaki/domain/desk.hpp"

#include "osaki/domain/incident_handling.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

// "check secretariat A2025-0001 2026-03-02 [open] | command" per line
std::vector<std::string> desk(Register& reg) {
    std::vector<std::string> lines;
    for (const auto& line : todays_desk(reg.view()))
        lines.push_back(std::string(token_of(line.task)) + " " + std::string(token_of(line.waits_for)) + " " + line.number + " " +
                        to_text(line.since) + " [" + line.open + "] | " + line.command);
    return lines;
}

// An office with an admin and nothing else to do, so that the desk is empty.
OfficeId quiet_office(Register& reg) {
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto head = reg.active(office, MemberRole::admin);
    reg.act([&](Change& c) {
        confirm_receipt(c, head, day(2026, 3, 10));
        confirm_change(c, head, day(2026, 3, 10));
    });
    return office;
}

}  // namespace

TEST_CASE("an empty register leaves nothing to do") {
    Register reg;
    CHECK(desk(reg).empty());
    reg.office("誰もいない薬局");
    CHECK(desk(reg).empty());
    quiet_office(reg);
    CHECK(desk(reg).empty());
}

TEST_CASE("an application moves over the desk from hand to hand") {
    Register reg;
    auto form = reg.form(quiet_office(reg));
    form.papers = {"利用申込書"};
    form.explained_on.reset();
    const auto id = reg.received(form);
    const auto only = [&] {
        const auto lines = desk(reg);
        REQUIRE(lines.size() == 1);
        return lines.front();
    };
    CHECK(only() == "check secretariat A2025-0002 2026-03-02 [施設誓約書;連携守秘誓約書] | osaki-mcs check A2025-0002");
    CHECK(todays_desk(reg.view()).front().days == 30);
    reg.act([&](Change& c) { return_application(c, get_profile(c), id, {"施設誓約書"}, day(2026, 4, 20)); });
    CHECK(only() == "papers-due applicant A2025-0002 2026-03-02 [施設誓約書] | osaki-mcs check A2025-0002 --paper PAPER");
    CHECK(todays_desk(reg.view()).front().due == day(2026, 4, 20));
    reg.act([&](Change& c) { check_application(c, get_profile(c), id, {.papers = {"施設誓約書", "連携守秘誓約書"}}); });
    CHECK(only() == "approve approver A2025-0002 2026-03-02 [] | osaki-mcs approve A2025-0002");
    reg.act([&](Change& c) { approve(c, Basis(c), id, {.on = day(2026, 3, 15)}); });
    CHECK(only() ==
          "issue secretariat A2025-0002 2026-03-15 [explanation,acknowledgement,mail,training] | osaki-mcs issue-credentials "
          "A2025-0002 "
          "--letter FILE");
    reg.act([&](Change& c) { waive(c, id, Gate::mail); }, "電話で確認");
    CHECK(only().find("[explanation,acknowledgement,training]") != std::string::npos);
}

TEST_CASE("what is rejected or cancelled waits for nobody") {
    Register reg;
    const auto office = quiet_office(reg);
    const auto no = reg.ready(reg.form(office)), off = reg.received(reg.form(office));
    reg.act([&](Change& c) { reject(c, no, {}); }, "対象外");
    reg.act([&](Change& c) { cancel_application(c, off); });
    CHECK(desk(reg).empty());
}

TEST_CASE("an ID that broke off is issued again, an expired password waits for its holder") {
    Register reg;
    const auto office = quiet_office(reg);
    const auto user = reg.approved(reg.form(office));
    reg.act([&](Change& c) { begin_issue(c, Basis(c), awaiting_issue(c, user).application_id, {.on = day(2026, 3, 10)}); });
    auto lines = desk(reg);
    REQUIRE(lines.size() == 2);  // the application still waits, too
    CHECK(lines[1] == "issue-again secretariat U000002 2026-03-10 [] | osaki-mcs issue-credentials U000002 --letter FILE");
    reg.issue(user, day(2026, 3, 11));
    lines = desk(reg);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] ==
          "first-login holder U000002 2026-03-25 [] | osaki-mcs issue-credentials U000002 --reset --reason TEXT --letter FILE");
    reg.act([&](Change& c) { begin_reissue(c, Basis(c), user, {}); }, "紛失");
    lines = desk(reg);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] ==
          "issue-again secretariat U000002 2026-04-01 [] | osaki-mcs issue-credentials U000002 --reset --reason TEXT --letter "
          "FILE");
}

TEST_CASE("a departure waits for whoever does its next step; what remains for ever comes last") {
    Register reg;
    const auto office = quiet_office(reg);
    const auto gone = reg.active(office), going = reg.active(office);
    reg.act([&](Change& c) {
        withdraw(c, gone, {.received_on = day(2026, 3, 11)});
        for (const auto step : {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::portal_delete})
            advance_departure(c, gone, step, day(2026, 3, 12), "");
        advance_departure(c, gone, DepartureStep::mcs_delete, {}, "ログインできない");
        withdraw(c, going, {.received_on = day(2026, 3, 20)});
    });
    auto lines = desk(reg);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] ==
          "departure office U000003 2026-03-20 [staff-release,group-leave,mcs-delete,portal-delete] | osaki-mcs withdraw U000003 "
          "--step staff-release --done DATE");
    CHECK(lines[1] == "residual holder U000002 2026-04-01 [] | ");
    reg.act([&](Change& c) { advance_departure(c, going, DepartureStep::staff_release, day(2026, 3, 21), ""); });
    CHECK(desk(reg)[0].starts_with("departure holder U000003"));
}

TEST_CASE("a suspension is looked at again on its day, and an office whose only admin is suspended is a finding") {
    Register reg;
    const auto office = quiet_office(reg);
    const auto head = UserId{1};
    reg.active(office);
    reg.act([&](Change& c) {
        confirm_receipt(c, UserId{2}, day(2026, 3, 12));
        confirm_change(c, UserId{2}, day(2026, 3, 12));
    });
    reg.act([&](Change& c) { suspend_user(c, head, day(2026, 3, 20), day(2026, 4, 2)); });
    const std::string finding = "first-admin office O0002 2026-03-20 [] | osaki-mcs office admin O0002 --user USER";
    CHECK(desk(reg) == std::vector{finding});
    reg.pass_days(1);
    CHECK(desk(reg) ==
          std::vector<std::string>{finding, "suspended secretariat U000001 2026-04-02 [] | osaki-mcs restore U000001"});
    reg.act([&](Change& c) { restore_user(c, head, day(2026, 4, 2)); });
    CHECK(desk(reg).empty());
}

TEST_CASE("an office waits for its first admin once it has members; the secretariat does not") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);
    reg.act([&](Change& c) {
        confirm_receipt(c, user, day(2026, 3, 12));
        confirm_change(c, user, day(2026, 3, 12));
    });
    CHECK(desk(reg) ==
          std::vector<std::string>{"first-admin office O0002 2026-03-05 [] | osaki-mcs office admin O0002 --user USER"});
    reg.act([&](Change& c) { set_role(c, user, office, MemberRole::admin, day(2026, 3, 20)); });
    CHECK(desk(reg).empty());
    reg.act([&](Change& c) { begin_membership(c, user, secretariat_of(c), MemberRole::staff, day(2026, 3, 20)); });
    CHECK(desk(reg).empty());
}

TEST_CASE("the oldest comes first") {
    Register reg;
    const auto office = quiet_office(reg);
    for (const auto received : {day(2026, 3, 20), day(2026, 3, 1), day(2026, 3, 31), day(2026, 3, 10)}) {
        auto form = reg.form(office);
        form.received_on = received;
        form.explained_on.reset();
        reg.received(form);
    }
    std::vector<std::string> since;
    for (const auto& line : todays_desk(reg.view())) since.push_back(to_text(line.since));
    CHECK(since == std::vector<std::string>{"2026-03-01", "2026-03-10", "2026-03-20", "2026-03-31"});
}

TEST_CASE("an ID of somebody who is leaving waits for nobody until they stay after all") {
    Register reg;
    const auto user = reg.approved(reg.form(quiet_office(reg)));
    CHECK(desk(reg).front().starts_with("issue secretariat A2025-0002"));
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 3, 20)}); });
    REQUIRE(desk(reg).size() == 1);
    CHECK(desk(reg).front().starts_with("departure office U000002"));
    reg.act([&](Change& c) { cancel_departure(c, user); });
    CHECK(desk(reg).front().starts_with("issue secretariat A2025-0002"));
}

TEST_CASE("in the last quarter one line tells how many active users lack the annual training of the year") {
    Register reg;
    const auto office = quiet_office(reg);
    const auto came = reg.active(office), absent = reg.active(office);
    const auto hold = [&](TrainingKind kind, Date on) {
        reg.act([&](Change& c) {
            Training training;
            training.kind = kind;
            training.topic = "年次研修";
            training.held_on = on;
            const auto id = add_training(c, training, {});
            record_attendance(c, id, {came, {}}, {});
            record_attendance(c, id, {absent, {}}, {.attended = Attended::absent});
        });
    };
    hold(TrainingKind::annual, day(2026, 3, 31));  // of the year before
    const struct {
        Date today;
        const char* line;
    } days[] = {{day(2026, 4, 1), ""},
                {day(2026, 12, 31), ""},
                {day(2027, 1, 1), "annual-training secretariat FY2026 2027-01-01 [3] | osaki-mcs train never --kind annual"},
                {day(2027, 3, 31), "annual-training secretariat FY2026 2027-01-01 [3] | osaki-mcs train never --kind annual"},
                {day(2027, 4, 1), ""}};
    const auto line_on = [&](Date today) {
        reg.pass_days(today - reg.today());
        const auto lines = desk(reg);
        const auto found = std::ranges::find_if(lines, [](const auto& line) { return line.starts_with("annual-training"); });
        return found == lines.end() ? std::string() : *found;
    };
    for (const auto& [today, line] : days) {
        CAPTURE(to_text(today));
        CHECK(line_on(today) == line);
    }
    hold(TrainingKind::annual, day(2027, 4, 1));
    CHECK(line_on(day(2028, 2, 1)) == "annual-training secretariat FY2027 2028-01-01 [2] | osaki-mcs train never --kind annual");
}

TEST_CASE("the reports of an incident come to the desk when they are near, and an incident nobody touches after two weeks") {
    Register reg;
    Incident incident;
    incident.summary = "端末の紛失";
    incident.found_on = day(2026, 4, 1);
    const auto id = reg.act([&](Change& c) { return open_incident(c, incident, {}); });
    const auto step = [&](IncidentStep what) { reg.act([&](Change& c) { record_step(c, {{}, id, what, c.today(), ""}); }); };
    const std::string first =
        "first-report secretariat I2026-01 2026-04-01 [] | osaki-mcs incident step I2026-01 --step first-report --on DATE";
    const std::string final =
        "final-report secretariat I2026-01 2026-04-01 [] | osaki-mcs incident step I2026-01 --step final-report --on DATE";
    const std::string idle = "incident-idle secretariat I2026-01 2026-04-04 [] | osaki-mcs incident show I2026-01";
    reg.pass_days(2);
    CHECK(desk(reg).empty());
    reg.pass_days(1);
    CHECK(desk(reg) == std::vector{first});
    CHECK(todays_desk(reg.view()).front().due == day(2026, 4, 6));
    step(IncidentStep::first_report);
    reg.pass_days(13);
    CHECK(desk(reg).empty());
    reg.pass_days(1);
    CHECK(desk(reg) == std::vector{idle});
    step(IncidentStep::contained);
    reg.pass_days(1);  // 2026-04-19
    CHECK(desk(reg).empty());
    reg.pass_days(1);
    CHECK(desk(reg) == std::vector{final});
    reg.act([&](Change& c) { edit_incident(c, id, {.wrongful = true}); });
    CHECK(desk(reg).empty());
    step(IncidentStep::final_report);
    reg.act([&](Change& c) { close_incident(c, id, "端末は見つかった", c.today()); });
    reg.pass_days(30);
    CHECK(desk(reg).empty());
}

TEST_CASE("the desk is chosen from and ordered like every list") {
    Register reg;
    const auto office = quiet_office(reg);
    for (const auto received : {day(2026, 3, 20), day(2026, 3, 1), day(2026, 3, 10)}) {
        auto form = reg.form(office);
        form.received_on = received;
        form.explained_on.reset();
        form.name = "引用\"符\\ " + to_text(received);
        reg.received(form);
    }
    const auto ready = reg.ready(reg.form(office)), back = reg.received(reg.form(office));
    reg.act([&](Change& c) { return_application(c, get_profile(c), back, {"施設誓約書"}, day(2026, 4, 20)); });
    const auto chosen = [&](const DeskQuery& wanted) {
        std::string days;
        const auto view = reg.view();
        for (const auto& line : chosen_from(view, todays_desk(view), wanted)) days += (days.empty() ? "" : " ") + line.number;
        return days;
    };
    CHECK(chosen({}) == "A2025-0003 A2025-0005 A2025-0006 A2025-0004 A2025-0002");
    CHECK(chosen({.waits_for = Waiting::approver}) == to_text(ready));
    CHECK(chosen({.query = {.where = "task=check", .sort = "-days", .limit = 2}}) == "A2025-0003 A2025-0004");
    CHECK(chosen({.query = {.where = "name='引用\"符\\ 2026-03-20'"}}) == "A2025-0002");
    CHECK(chosen({.query = {.where = "due is not null"}}) == to_text(back));
    CHECK(chosen({.overdue = true}).empty());
    reg.pass_days(19);  // its very day
    CHECK(chosen({.overdue = true}).empty());
    reg.pass_days(1);
    CHECK(chosen({.overdue = true}) == to_text(back));
}
