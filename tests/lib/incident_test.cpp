// Incidents: days that count, whom they reach, and an end that owes no report.
#include "osaki/domain/incident_handling.hpp"

#include "osaki/domain/departure.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/undo.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

Incident found(Date on) {
    Incident incident;
    incident.kind = IncidentKind::lost_device;
    incident.summary = "訪問先で端末を紛失";
    incident.found_on = on;
    return incident;
}

IncidentId opened(Register& reg, const Concerns& concerns, Date on = day(2026, 3, 20)) {
    return reg.act([&](Change& c) { return open_incident(c, found(on), concerns); });
}

void step(Register& reg, IncidentId id, IncidentStep what, Date on) {
    reg.act([&](Change& c) { record_step(c, {{}, id, what, on, ""}); });
}

// "named U000001, office U000002 ひまわり"
std::string affected(Register& reg, IncidentId id) {
    std::string text;
    for (const auto& one : affected_by(reg.view(), id, {}))
        text += (text.empty() ? "" : ", ") + std::string(token_of(one.how)) + " " + to_text(one.user_id) +
                (one.via.empty() ? "" : " " + one.via);
    return text;
}

void share_group(Register& reg, const std::string& label, UserId owner, std::vector<UserId> members) {
    reg.act([&](Change& c) {
        sql::execute(c, "INSERT INTO \"group\" (kind, label, office_id, opened_on) VALUES ('patient', ?, 1, '2026-01-01')",
                     label);
        const auto id = *sql::value<std::int64_t>(c, "SELECT max(group_id) FROM \"group\"");
        sql::execute(c, "INSERT INTO group_owner (group_id, user_id, since) VALUES (?, ?, '2026-01-01')", id, owner);
        for (const auto member : members)
            sql::execute(c, "INSERT INTO group_member (group_id, user_id, since) VALUES (?, ?, '2026-01-01')", id, member);
        c.note("test", "group", id);
    });
}

}  // namespace

TEST_CASE(
    "the first report is due five days after the day it was known, of the thirty or sixty days of the final one that day is the "
    "first") {
    struct Case {
        Date found, first, final, wrongful;
    };
    for (const auto& [on, first, final, wrongful] : {
             Case{day(2026, 4, 1), day(2026, 4, 6), day(2026, 4, 30), day(2026, 5, 30)},
             Case{day(2026, 1, 31), day(2026, 2, 5), day(2026, 3, 1), day(2026, 3, 31)},
             Case{day(2028, 2, 1), day(2028, 2, 6), day(2028, 3, 1), day(2028, 3, 31)},    // a leap year
             Case{day(2028, 2, 28), day(2028, 3, 4), day(2028, 3, 28), day(2028, 4, 27)},  // over its 29th
             Case{day(2027, 2, 28), day(2027, 3, 5), day(2027, 3, 29), day(2027, 4, 28)},
             Case{day(2026, 12, 29), day(2027, 1, 3), day(2027, 1, 27), day(2027, 2, 26)},
             Case{day(2027, 3, 31), day(2027, 4, 5), day(2027, 4, 29), day(2027, 5, 29)},
         }) {
        CAPTURE(to_text(on));
        auto incident = found(on);
        CHECK(report_days(incident) == ReportDays{first, final});
        incident.wrongful = true;
        CHECK(report_days(incident) == ReportDays{first, wrongful});
        incident.reportable = false;
        CHECK(report_days(incident) == ReportDays{});
    }
}

TEST_CASE("a report that is made has no days left, and a final one made at once stands for both") {
    auto incident = found(day(2026, 4, 1));
    const auto told = [&](Date today) {
        std::string text;
        for (const auto& one : deadlines_of(incident, today))
            text += std::string(token_of(one.report)) + " " + (one.days_left ? std::to_string(*one.days_left) : "done") + " ";
        return text;
    };
    CHECK(told(day(2026, 4, 1)) == "first 5 final 29 ");
    CHECK(told(day(2026, 4, 8)) == "first -2 final 22 ");
    CHECK(missing_reports(incident) == std::vector{IncidentReport::first, IncidentReport::final});
    incident.first_reported_on = day(2026, 4, 3);
    CHECK(told(day(2026, 4, 8)) == "first done final 22 ");
    CHECK(missing_reports(incident) == std::vector{IncidentReport::final});
    incident.first_reported_on = {};
    incident.final_reported_on = day(2026, 4, 3);
    CHECK(told(day(2026, 4, 8)) == "first done final done ");
    CHECK(missing_reports(incident).empty());
    incident.reportable = false;
    CHECK(told(day(2026, 4, 8)).empty());
}

TEST_CASE("the number is of the fiscal year in which it was known") {
    Register reg;
    CHECK(to_text(opened(reg, {}, day(2026, 3, 31))) == "I2025-01");
    CHECK(to_text(opened(reg, {}, day(2026, 4, 1))) == "I2026-01");
    CHECK(to_text(opened(reg, {}, day(2026, 4, 1))) == "I2026-02");
}

TEST_CASE("what becomes known later moves the deadlines, and doctor agrees with them") {
    Register reg;
    const auto id = opened(reg, {});
    CHECK(get_incident(reg.view(), id).final_due == day(2026, 4, 18));
    reg.act([&](Change& c) { edit_incident(c, id, {.wrongful = true}); });
    CHECK(get_incident(reg.view(), id).final_due == day(2026, 5, 18));
    reg.act([&](Change& c) { edit_incident(c, id, {.found_on = day(2026, 3, 30)}); });
    CHECK(get_incident(reg.view(), id).first_due == day(2026, 4, 4));
    const auto is_clean = [&] {
        for (const auto& finding : examine_register(reg.view()).findings)
            if (finding.check == "incident-deadline") return false;
        return true;
    };
    CHECK(is_clean());
    CHECK(reg.refused([&](Change& c) { edit_incident(c, id, {.reportable = false}); }).code == Code::usage);
    reg.act([&](Change& c) { edit_incident(c, id, {.reportable = false}); }, "外に出ていない");
    CHECK(get_incident(reg.view(), id).first_due == std::nullopt);
    CHECK(is_clean());
}

TEST_CASE("it reaches those named, those of a named office, and those who share a group with somebody named") {
    Register reg;
    const auto himawari = reg.office("ひまわり"), sumire = reg.office("すみれ"), aoba = reg.office("あおば");
    const auto lost = reg.active(sumire), colleague = reg.active(himawari), partner = reg.active(aoba), other = reg.active(aoba);
    CHECK(affected(reg, opened(reg, {})).empty());
    CHECK(affected(reg, opened(reg, {.users = {lost, lost}})) == "named U000001");
    CHECK(affected(reg, opened(reg, {.users = {lost}, .offices = {himawari}})) == "named U000001, office U000002 ひまわり");
    share_group(reg, "P-0012", lost, {partner, colleague});
    share_group(reg, "P-0013", partner, {lost});
    share_group(reg, "P-0014", other, {colleague});
    const auto id = opened(reg, {.users = {lost}, .offices = {himawari}});
    CHECK(
        affected(reg, id) ==
        "named U000001 G0001 P-0012,G0002 P-0013, office U000002 ひまわり,G0001 P-0012, group U000003 G0001 P-0012,G0002 P-0013");
    CHECK(affected_by(reg.view(), id, {.where = "how=group and two_factor=no"}).size() == 1);
    CHECK(affected_by(reg.view(), id, {.sort = "-user_id", .limit = 1}).front().user_id == partner);
}

TEST_CASE("who went before it happened is not reached, who went before it was found is") {
    Register reg;
    const auto office = reg.office("ひまわり"), other = reg.office("すみれ");
    const auto stays = reg.active(office), goes = reg.active(office);
    reg.act([&](Change& c) { transfer(c, Basis(c), {.user = goes, .from = office, .to = other, .on = day(2026, 3, 20)}); });
    auto incident = found(day(2026, 3, 25));
    const auto of = [&] {
        return affected(reg, reg.act([&](Change& c) { return open_incident(c, incident, {.offices = {office}}); }));
    };
    CHECK(of() == "office U000001 ひまわり");
    incident.occurred_on = day(2026, 3, 20);
    CHECK(of() == "office U000001 ひまわり");
    incident.occurred_on = day(2026, 3, 19);
    CHECK(of() == "office U000001 ひまわり, office U000002 ひまわり");
    CHECK(reg.user(stays).state == UserState::active);
}

TEST_CASE("an incident ends with its reports made, or with a reason") {
    Register reg;
    const auto id = opened(reg, {});
    const auto end = [&](Change& c) { close_incident(c, id, "端末は見つかった", day(2026, 4, 1)); };
    auto refusal = reg.refused(end);
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.names("art. 11 (damages)"));
    CHECK(refusal.names("osaki-mcs incident step I2025-01 --step first-report"));
    step(reg, id, IncidentStep::first_report, day(2026, 3, 22));
    CHECK(reg.refused(end).names("--step final-report"));
    CHECK(reg.refused([&](Change& c) {
                 record_step(c, {{}, id, IncidentStep::first_report, day(2026, 3, 23), ""});
             })
              .code == Code::conflict);
    step(reg, id, IncidentStep::final_report, day(2026, 3, 30));
    reg.act(end);
    CHECK(reg.refused(end).code == Code::conflict);
    step(reg, id, IncidentStep::damages, day(2026, 4, 1));

    const auto other = opened(reg, {});
    reg.act([&](Change& c) { close_incident(c, other, "報告の対象ではなかった", day(2026, 3, 21)); }, "個人データを含まない");
}

TEST_CASE("a correction does not make a closed incident owe a report") {
    Register reg;
    const auto id = reg.act(
        [&](Change& c) {
            auto incident = found(day(2026, 3, 20));
            incident.reportable = false;
            return open_incident(c, incident, {});
        },
        "外に出ていない");
    reg.act([&](Change& c) { close_incident(c, id, "端末は見つかった", day(2026, 3, 25)); });
    const auto owe = [&](Change& c) { edit_incident(c, id, {.reportable = true}); };
    CHECK(reg.refused(owe).code == Code::conflict);
    CHECK(reg.refused(owe).names("the first and the final report"));
    step(reg, id, IncidentStep::final_report, day(2026, 4, 1));
    reg.act(owe);
    // One that was closed with a reason owes no more than it did.
    const auto other = opened(reg, {});
    reg.act([&](Change& c) { close_incident(c, other, "端末は見つかった", day(2026, 3, 25)); }, "個人データを含まない");
    reg.act([&](Change& c) { edit_incident(c, other, {.wrongful = true}); });
    for (const auto& finding : examine_register(reg.view()).findings) CHECK(finding.check != "incident-closed-owing");
}

TEST_CASE("days out of order are refused") {
    Register reg;
    const auto id = opened(reg, {});
    CHECK(reg.refused([&](Change& c) { open_incident(c, found(day(2026, 4, 2)), {}); }).code == Code::invalid);
    auto late = found(day(2026, 3, 20));
    late.occurred_on = day(2026, 3, 21);
    CHECK(reg.refused([&](Change& c) { open_incident(c, late, {}); }).code == Code::invalid);
    CHECK(reg.refused([&](Change& c) {
                 record_step(c, {{}, id, IncidentStep::other, day(2026, 3, 19), ""});
             })
              .code == Code::invalid);
    CHECK(reg.refused([&](Change& c) {
                 record_step(c, {{}, id, IncidentStep::other, day(2026, 4, 2), ""});
             })
              .code == Code::invalid);
    step(reg, id, IncidentStep::contained, day(2026, 3, 25));
    CHECK(reg.refused([&](Change& c) { edit_incident(c, id, {.found_on = day(2026, 3, 26)}); }).code == Code::invalid);
    CHECK(reg.refused([&](Change& c) { close_incident(c, id, "x", day(2026, 3, 19)); }, "x").code == Code::invalid);
}

TEST_CASE("who is named is named once, and goes along when two numbers become one") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto keep = reg.active(office), gone = reg.active(office);
    const auto both = opened(reg, {.users = {keep, gone}}), one = opened(reg, {.users = {gone}});
    CHECK(reg.refused([&](Change& c) { edit_incident(c, one, {.more = {.users = {gone}}}); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { edit_incident(c, one, {.less = {.offices = {office}}}); }).code == Code::conflict);
    const auto merged = reg.act([&](Change& c) { return merge_users(c, {keep, gone}); }, "同じ方");
    CHECK(merged.incidents == 1);
    CHECK(users_of(reg.view(), one).front().user_id == keep);
    CHECK(users_of(reg.view(), both).size() == 2);
    CHECK(incidents_of(reg.view(), keep).size() == 2);
    CHECK(reg.refused([&](Change& c) { open_incident(c, found(day(2026, 3, 20)), {.users = {gone}}); }).code == Code::conflict);
    reg.act([&](Change& c) { edit_incident(c, one, {.more = {.offices = {office}}, .less = {.users = {keep}}}); });
    CHECK(users_of(reg.view(), one).empty());
    CHECK(incidents_of(reg.view(), office).size() == 1);
}

TEST_CASE("what an end or a step rests on is not taken back alone") {
    Register reg;
    const auto id = opened(reg, {});
    const auto newest = [&] { return *sql::value<std::int64_t>(reg.view(), "SELECT max(operation_id) FROM operation"); };
    reg.act([&](Change& c) { edit_incident(c, id, {.found_on = day(2026, 3, 10)}); });
    const auto earlier = newest();
    step(reg, id, IncidentStep::final_report, day(2026, 3, 12));
    const auto report = newest();
    CHECK(reg.refused([&](Change& c) { undo(c, earlier); }).found() == "found_on E_STEP_EARLY");
    reg.act([&](Change& c) { close_incident(c, id, "端末は見つかった", day(2026, 3, 13)); });
    CHECK(reg.refused([&](Change& c) { undo(c, report); }).found() == "closed_on E_REPORT_MISSING");
    const auto end = newest();
    reg.act([&](Change& c) { undo(c, end); });
    reg.act([&](Change& c) { undo(c, report); });
    CHECK(missing_reports(get_incident(reg.view(), id)).size() == 2);
}
