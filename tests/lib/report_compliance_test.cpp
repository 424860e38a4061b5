// Who does not keep the rules, as of any day; and what the committee is told of it.
#include "osaki/domain/answering.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/takeover.hpp"
#include "support/month.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

using enum ComplianceFinding;

// "3/7", "?" for what is not known.
std::string told(Register& reg, ComplianceFinding finding, Date on) {
    for (const auto& share : compliance_report(reg.view(), {.day = on}).shares)
        if (share.finding == finding)
            return share.n ? std::to_string(*share.n) + "/" + std::to_string(share.of.value_or(-1)) : "?";
    return "nothing";
}

std::vector<ComplianceLine> lines(Register& reg, ComplianceFinding finding, Date on) {
    auto lines = compliance_report(reg.view(), {.day = on}).lines;
    std::erase_if(lines, [&](const ComplianceLine& line) { return line.finding != finding; });
    return lines;
}

UserId taken_over(Register& reg, OfficeId office, Date since = day(2025, 4, 1)) {
    return reg.act([&](Change& c) {
        LedgerRow row;
        row.office = office;
        row.name = "台帳　太郎" + to_text(since);
        row.kana = "ダイチョウ　タロウ";
        row.profession = "nurse";
        row.mail = "ledger" + to_text(since) + "@example.jp";
        row.since = since;
        return take_over(c, Basis(c), row);
    });
}

}  // namespace

TEST_CASE("training is asked of who holds an ID, on the day") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    reg.active(office);
    reg.approved(reg.form(office));
    const auto old = taken_over(reg, office);
    CHECK(told(reg, untrained, day(2026, 3, 31)) == "1/2");
    CHECK(lines(reg, untrained, day(2026, 3, 31)).front().user_id == old);
    CHECK(lines(reg, untrained, day(2026, 3, 31)).front().since == day(2025, 4, 1));
    CHECK(lines(reg, untrained, day(2026, 3, 31)).front().command == "osaki-mcs train record TRAINING U000003");
    CHECK(told(reg, untrained, day(2026, 3, 9)) == "1/1");  // the nurse had no ID yet
    reg.act([&](Change& c) {
        Training training;
        training.topic = "初期研修";
        training.held_on = day(2026, 3, 30);
        record_attendance(c, add_training(c, training, {}), person_of(c, to_text(old)), {});
    });
    CHECK(told(reg, untrained, day(2026, 3, 31)) == "0/2");
    CHECK(told(reg, untrained, day(2026, 3, 29)) == "1/2");
}

TEST_CASE("the annual training holds for its fiscal year") {
    Register reg;
    const auto nurse = reg.active(reg.office("さくら訪問看護"));
    reg.pass_days(20);
    CHECK(told(reg, annual_overdue, day(2026, 3, 31)) == "1/1");
    reg.act([&](Change& c) {
        Training training;
        training.kind = TrainingKind::annual;
        training.topic = "年次研修";
        training.held_on = day(2026, 4, 10);
        record_attendance(c, add_training(c, training, {}), person_of(c, to_text(nurse)), {});
    });
    CHECK(told(reg, annual_overdue, day(2026, 4, 9)) == "1/1");
    CHECK(told(reg, annual_overdue, day(2026, 4, 10)) == "0/1");
    reg.pass_days(365);
    CHECK(told(reg, annual_overdue, day(2027, 3, 31)) == "0/1");
    CHECK(told(reg, annual_overdue, day(2027, 4, 1)) == "1/1");
    CHECK(lines(reg, annual_overdue, day(2027, 4, 11)).front().since == day(2027, 4, 1));
    CHECK(lines(reg, annual_overdue, day(2027, 4, 11)).front().days == 10);
}

TEST_CASE("a new version is acknowledged anew, and the line names it") {
    Register reg;
    const auto nurse = reg.active(reg.office("さくら訪問看護"));
    CHECK(told(reg, ComplianceFinding::unacknowledged, day(2026, 3, 31)) == "0/1");
    Document rules;
    rules.kind = DocumentKind::rules;
    rules.title = "運用ルール";
    rules.version = "1";
    rules.effective_on = day(2026, 4, 1);
    const auto id = reg.act([&](Change& c) { return publish_document(c, rules); });
    const auto open = lines(reg, ComplianceFinding::unacknowledged, day(2026, 4, 1));
    REQUIRE(open.size() == 1);
    CHECK(open.front().open == to_text(id));
    CHECK(open.front().since == day(2026, 4, 1));
    CHECK(open.front().command == "osaki-mcs document ack " + to_text(id) + " " + to_text(nurse));
    CHECK(told(reg, ComplianceFinding::unacknowledged, day(2026, 3, 31)) == "0/1");
}

TEST_CASE("dormant is who was in use for 45 days and used nothing in the months of these") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    const auto busy = reg.active(office), idle = reg.active(office), unheard = reg.active(office);
    const Month february{march.months - 1};
    reg.pass_days(45);
    CHECK(told(reg, dormant, day(2026, 4, 24)) == "?");
    load(reg, march, {{busy, 3, 1}, {idle, 0, 0}});
    CHECK(told(reg, dormant, day(2026, 4, 23)) == "0/0");  // their IDs are of 10 March
    CHECK(told(reg, dormant, day(2026, 4, 24)) == "2/3");
    const auto found = lines(reg, dormant, day(2026, 4, 24));
    CHECK(found[0].user_id == idle);
    CHECK(found[1].user_id == unheard);
    // used in February, within the 45 days
    load(reg, february, {{idle, 1, 0}});
    CHECK(told(reg, dormant, day(2026, 4, 14)) == "0/0");
    // and no more in the middle of May, when nothing is loaded after March
    CHECK(told(reg, dormant, day(2026, 5, 15)) == "2/3");
    CHECK(told(reg, dormant, day(2026, 5, 16)) == "?");
    load(reg, Month{march.months + 1}, {{busy, 3, 1}});
    const auto later = lines(reg, dormant, day(2026, 5, 14));
    REQUIRE(later.size() == 2);
    CHECK(later[0].user_id == idle);
    CHECK(later[0].since == day(2026, 3, 1));
    reg.act([&](Change& c) { suspend_user(c, idle, c.today(), {}); });
    CHECK(told(reg, dormant, day(2026, 5, 16)) == "1/2");
}

TEST_CASE("who was not confirmed in time is overdue on that day and not before, until a review says otherwise") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    const auto admin = reg.active(office, MemberRole::admin), nurse = reg.active(office);
    reg.pass_days(70);  // 10 June; both joined on 5 March
    CHECK(told(reg, review_overdue, day(2026, 4, 5)) == "0/2");
    CHECK(told(reg, review_overdue, day(2026, 4, 6)) == "1/2");
    CHECK(lines(reg, review_overdue, day(2026, 4, 6)).front().user_id == admin);
    CHECK(lines(reg, review_overdue, day(2026, 4, 6)).front().open == "admin");
    CHECK(told(reg, review_overdue, day(2026, 6, 6)) == "2/2");
    reg.act([&](Change& c) {
        const auto id = open_review(c, {});
        for (const auto& item : items_of(c, id, {}))
            if (item.user_id == nurse)
                answer_item(c, item.review_item_id, {ReviewAnswer::confirmed, c.today(), "", "電話"}, false);
    });
    CHECK(told(reg, review_overdue, day(2026, 6, 9)) == "2/2");
    CHECK(told(reg, review_overdue, day(2026, 6, 10)) == "1/2");
}

TEST_CASE("a first password is to be changed before it runs out") {
    Register reg;
    const auto nurse = reg.active(reg.office("さくら訪問看護"));  // issued on 10 March for 14 days
    CHECK(told(reg, unconfirmed, day(2026, 3, 24)) == "0/1");
    CHECK(told(reg, unconfirmed, day(2026, 3, 25)) == "1/1");
    reg.act([&](Change& c) {
        confirm_receipt(c, nurse, day(2026, 3, 26));
        confirm_change(c, nurse, day(2026, 3, 26));
    });
    CHECK(told(reg, unconfirmed, day(2026, 3, 25)) == "1/1");
    CHECK(told(reg, unconfirmed, day(2026, 3, 26)) == "0/1");
}

TEST_CASE("a departure stands still when no step was done for more than a day") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    reg.active(office, MemberRole::admin);
    const auto nurse = reg.active(office);
    reg.act([&](Change& c) { withdraw(c, nurse, {.received_on = day(2026, 3, 20)}); });
    reg.act([&](Change& c) { advance_departure(c, nurse, DepartureStep::staff_release, day(2026, 3, 23), ""); });
    CHECK(told(reg, departure_overdue, day(2026, 3, 19)) == "0/0");
    CHECK(told(reg, departure_overdue, day(2026, 3, 21)) == "0/1");
    CHECK(told(reg, departure_overdue, day(2026, 3, 22)) == "1/1");
    CHECK(told(reg, departure_overdue, day(2026, 3, 24)) == "0/1");
    const auto open = lines(reg, departure_overdue, day(2026, 3, 31));
    REQUIRE(open.size() == 1);
    CHECK(open.front().since == day(2026, 3, 23));
    CHECK(open.front().open == "group-leave,mcs-delete,portal-delete");
    CHECK(open.front().command == "osaki-mcs withdraw U000002 --step group-leave --done DATE");
}

TEST_CASE("of people from the ledger the gates they never passed are told, and none is invented") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    reg.active(office);
    const auto old = taken_over(reg, office);
    auto open = lines(reg, no_gate, day(2026, 4, 1));
    REQUIRE(open.size() == 1);
    CHECK(open.front().user_id == old);
    CHECK(open.front().open == "papers,explanation,acknowledgement,mail,training");
    CHECK(told(reg, no_gate, day(2026, 4, 1)) == "1/1");
    reg.act([&](Change& c) {
        train(c, receive(c, Basis(c), reg.form(office)));  // somebody else's
        record_attendance(c, initial_training(c), person_of(c, to_text(old)), {});
        acknowledge(c, {DocumentId{3}, c.today()}, person_of(c, to_text(old)));
    });
    open = lines(reg, no_gate, day(2026, 4, 1));
    REQUIRE(open.size() == 1);
    CHECK(open.front().open == "papers,explanation,mail");
}

TEST_CASE("a suspension ends on its day or stands here") {
    Register reg;
    const auto nurse = reg.active(reg.office("さくら訪問看護"));
    reg.act([&](Change& c) { suspend_user(c, nurse, day(2026, 3, 20), day(2026, 3, 25)); });
    CHECK(told(reg, suspended_overdue, day(2026, 3, 19)) == "0/0");
    CHECK(told(reg, suspended_overdue, day(2026, 3, 24)) == "0/1");
    CHECK(told(reg, suspended_overdue, day(2026, 3, 25)) == "1/1");
}

TEST_CASE("the committee is told numbers and no names") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    const auto nurse = reg.active(office);
    reg.act([&](Change& c) {
        Guidance guidance;
        guidance.user_id = nurse;
        guidance.facts = "目的外の投稿";
        guidance.given_on = day(2026, 3, 20);
        add_guidance(c, guidance);
        Incident incident;
        incident.kind = IncidentKind::lost_device;
        incident.summary = "端末の紛失";
        incident.found_on = day(2026, 3, 21);
        open_incident(c, incident, {});
    });
    const auto report = committee_report(reg.view(), {2025}, {});
    CHECK(report.head.day == day(2026, 3, 31));
    CHECK(report.month == march);
    for (const auto& one : report.year) CHECK((one.office_type.empty() && one.profession.empty()));
    CHECK(report.compliance.size() == names<ComplianceFinding>.size());
    const auto matter = [&](MatterKind kind, std::string_view of) {
        for (const auto& one : report.matters)
            if (one.matter == kind && one.kind == of)
                return std::to_string(one.n) + "/" + (one.open ? std::to_string(*one.open) : "-");
        return std::string("nothing");
    };
    CHECK(matter(MatterKind::guidance, "") == "1/1");
    CHECK(matter(MatterKind::guidance, "caution") == "1/1");
    CHECK(matter(MatterKind::guidance, "instruction") == "nothing");
    CHECK(matter(MatterKind::incident, "lost-device") == "1/1");
    CHECK(matter(MatterKind::decision, "") == "0/-");
    CHECK(matter(MatterKind::departure, "") == "0/0");
}
