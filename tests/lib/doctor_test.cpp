// Every check of doctor: a sound register is clean, and each way to make it wrong past the library is found by its name.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/group_owner.hpp"

#include "support/register.hpp"

#include <set>

using namespace osaki;
using namespace osaki::test;

namespace {

// U000001 admin and U000002 staff of O0002, U000003 gone, U000004 going; rules in force.
struct Desk {
    Register reg;
    Desk() {
        reg.act([](Change& c) {
            Document rules;
            rules.kind = DocumentKind::rules;
            rules.title = "MCS運用ルール";
            rules.version = "1";
            rules.effective_on = day(2026, 3, 1);
            keep_document_file(c, publish_document(c, rules), "rules.pdf", "%PDF-1.7");
        });
        NewOffice secretariat;
        secretariat.phone = "0229-23-9999";
        secretariat.address = "宮城県大崎市古川旭五丁目3番20号";
        reg.act([&](Change& c) { edit_office(c, Codes(c), secretariat_of(c), secretariat); });
        const auto office = reg.office("訪問看護ステーションひまわり");
        const auto head = reg.active(office, MemberRole::admin), member = reg.active(office), gone = reg.active(office),
                   going = reg.active(office);
        for (const auto user : {head, member})
            reg.act([&](Change& c) {
                confirm_receipt(c, user, day(2026, 3, 11));
                confirm_change(c, user, day(2026, 3, 11));
            });
        reg.act([&](Change& c) {
            withdraw(c, gone, {.received_on = day(2026, 3, 12)});
            for (const auto step : {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete})
                advance_departure(c, gone, step, day(2026, 3, 13), "");
            advance_departure(c, gone, DepartureStep::portal_delete, {}, "ログインできない");
            withdraw(c, going, {.received_on = day(2026, 3, 20)});
            const auto group = add_group(c, {.label = "P-0012", .host = secretariat_of(c), .opened_on = day(2026, 3, 15)});
            add_owner(c, group, head, day(2026, 3, 15));
        });
    }
    // What somebody with another program does to the file.
    void spoil(std::string_view statements) {
        reg.act([&](Change& c) {
            for (std::size_t from = 0; from < statements.size();) {
                const auto end = std::min(statements.find(';', from), statements.size());
                sql::execute(c, statements.substr(from, end - from));
                from = end + 1;
            }
            c.note("spoil", "user", 0);
        });
    }
};

std::set<std::string> found(Register& reg) {
    std::set<std::string> names;
    for (const auto& finding : examine_register(reg.view()).findings) names.insert(finding.check);
    return names;
}

struct Case {
    std::string_view check;
    std::string_view statements;
    std::string_view number;
};
constexpr Case cases[] = {
    {"active-without-office", "UPDATE membership SET until = '2026-03-20' WHERE user_id = 2", "U000002"},
    {"member-who-left", "UPDATE membership SET until = NULL WHERE user_id = 3", "U000003"},
    {"member-twice",
     "INSERT INTO membership (user_id, office_id, role, since, until) VALUES (2, 2, 'staff', '2026-03-05', '2026-03-31')",
     "U000002"},
    {"merged-not-left", "UPDATE user SET merged_into = 1 WHERE user_id = 2", "U000002"},
    {"merged-in-circle", "UPDATE user SET merged_into = 3 WHERE user_id = 3", "U000003"},
    {"merged-acknowledged",
     "UPDATE user SET merged_into = 1 WHERE user_id = 3; INSERT INTO acknowledgement (document_id, user_id, acknowledged_on, how)"
     " VALUES (3, 3, '2026-04-01', 'signed')",
     "U000003"},
    {"member-before-registered", "UPDATE membership SET since = '2026-03-01' WHERE user_id = 2", "U000002"},
    {"suspension-left-over", "UPDATE user SET suspended_until = '2026-05-01' WHERE user_id = 2", "U000002"},
    {"active-without-id", "DELETE FROM credential WHERE user_id = 2", "U000002"},
    {"decided-before-received", "UPDATE application SET decided_on = '2026-03-01' WHERE user_id = 2", "A2025-0002"},
    {"id-without-approval", "UPDATE application SET decided_on = NULL WHERE user_id = 2", "U000002"},
    {"departure-residual-done",
     "UPDATE departure_step SET impossible = NULL, done_on = '2026-03-13' WHERE impossible IS NOT NULL", "U000003"},
    {"left-without-departure", "UPDATE departure SET state = 'cancelled' WHERE user_id = 3", "U000003"},
    {"left-in-group", "INSERT INTO group_member (group_id, user_id, since) VALUES (1, 3, '2026-03-15')", "G0001"},
    {"review-asks-twice",
     "INSERT INTO review (review_id, scope, opened_on, due_on) VALUES (2025000000001, 'users', '2026-03-20', '2026-03-31');"
     " INSERT INTO review_item (review_id, subject, office_id, user_id, membership_id) SELECT 2025000000001, 'membership',"
     " m.office_id, m.user_id, m.membership_id FROM membership m JOIN office o ON o.office_id < 3 WHERE m.user_id = 2",
     "R2025-01"},
    {"usage-rollup",
     "INSERT INTO import_job VALUES (1, 'usage', 'u.csv', printf('%064d', 1), 'utf-8', '2026-04-01T09:00:00+09:00', 1, 1, 0, 0, "
     "0,"
     " NULL); INSERT INTO usage_load VALUES (1, '2026-03', 'user', 1, 'posts', 1, 1, '2026-04-01', NULL, printf('%064d', 1));"
     " INSERT INTO usage_load_body VALUES (1, CAST('[[1,null,null,5]]' AS BLOB)); INSERT INTO usage_unmatched (usage_load_id, "
     "line,"
     " key, posts, user_id, matched_on) VALUES (1, 3, 'x', 2, 2, '2026-04-01'); INSERT INTO usage_cell (month, posts) VALUES"
     " ('2026-03', 5)",
     "2026-03"},
    {"usage-unmatched",
     "INSERT INTO import_job VALUES (1, 'usage', 'u.csv', printf('%064d', 1), 'utf-8', '2026-04-01T09:00:00+09:00', 1, 1, 0, 0, "
     "0,"
     " NULL); INSERT INTO usage_load VALUES (1, '2026-01', 'user', 1, 'posts', 0, 1, '2026-01-30', NULL, printf('%064d', 1));"
     " INSERT INTO usage_load_body VALUES (1, CAST('[]' AS BLOB)); INSERT INTO usage_unmatched (usage_load_id, line, key, posts)"
     " VALUES (1, 2, 'x', 2)",
     "2026-01"},
    {"usage-gap",
     "INSERT INTO import_job VALUES (1, 'usage', 'u.csv', printf('%064d', 1), 'utf-8', '2026-04-01T09:00:00+09:00', 1, 1, 0, 0, "
     "0,"
     " NULL); INSERT INTO usage_load VALUES (1, '2025-12', 'network', 1, 'posts', 0, 0, '2026-04-01', NULL, printf('%064d', 1)),"
     " (2, '2026-02', 'network', 1, 'posts', 0, 0, '2026-04-01', NULL, printf('%064d', 2)); INSERT INTO usage_load_body VALUES"
     " (1, CAST('[]' AS BLOB)), (2, CAST('[]' AS BLOB))",
     "2026-01"},
    {"future-record", "UPDATE \"group\" SET confirmed_on = '2026-04-02'", "G0001"},
    {"member-of-closed-office", "UPDATE office SET closed_on = '2026-03-31' WHERE office_id = 2", "O0002"},
    {"mail-twice", "UPDATE user SET mail_key = (SELECT mail_key FROM user WHERE user_id = 1) WHERE user_id = 2", "U000002"},
    {"login-twice", "UPDATE user SET login_key = (SELECT login_key FROM user WHERE user_id = 1) WHERE user_id = 2", "U000002"},
    {"office-without-admin",
     "UPDATE membership SET role = 'staff', since = '2026-03-20' WHERE user_id = 1; INSERT INTO membership (user_id, office_id,"
     " role, since, until) VALUES (1, 2, 'admin', '2026-03-05', '2026-03-20')",
     "O0002"},
    {"mail-not-free", "UPDATE user SET mail_key = (SELECT mail_key FROM user WHERE user_id = 3) WHERE user_id = 2", "U000002"},
    {"join-without-effect",
     "UPDATE application SET user_id = 1 WHERE user_id = 2 AND kind = 'join'; UPDATE application SET"
     " office_id = 1 WHERE application_id = 2025000000002; UPDATE attendance SET application_id = NULL",
     "A2025-0002"},
    {"reissue-without-effect",
     "INSERT INTO application (application_id, kind, state, user_id, name, received_on, received_by,"
     " name_key) VALUES (2025000000009, 'reissue', 'completed', 2, 'x', '2026-03-20', 'x', 'x')",
     "A2025-0009"},
    {"transfer-without-effect",
     "INSERT INTO application (application_id, kind, state, user_id, office_id, name, received_on,"
     " received_by, name_key) VALUES (2025000000009, 'transfer', 'completed', 2, 1, 'x', '2026-03-20', 'x', 'x')",
     "A2025-0009"},
    {"withdrawal-without-effect",
     "INSERT INTO application (application_id, kind, state, user_id, name, received_on, received_by,"
     " name_key) VALUES (2025000000009, 'withdraw', 'completed', 2, 'x', '2026-03-20', 'x', 'x')",
     "A2025-0009"},
    {"approved-waiting",
     "INSERT INTO application (application_id, kind, state, user_id, name, received_on, received_by, decided_on,"
     " name_key) VALUES (2025000000009, 'join', 'approved', 2, 'x', '2026-03-01', 'x', '2026-03-01', 'x')",
     "A2025-0009"},
    {"issue-broke-off", "UPDATE credential SET state = 'pending' WHERE user_id = 2", "U000002"},
    {"reissue-broke-off", "UPDATE credential SET state = 'pending', kind = 'reissue' WHERE user_id = 2", "U000002"},
    {"password-expired", "UPDATE credential SET changed_on = NULL WHERE user_id = 2", "U000002"},
    {"no-rules", "UPDATE document SET effective_on = '2026-05-01' WHERE kind = 'rules'; DELETE FROM acknowledgement", ""},
    {"no-policy", "UPDATE document SET effective_on = '2026-05-01' WHERE kind = 'policy'; DELETE FROM acknowledgement", ""},
    {"draft-acknowledged", "UPDATE document SET effective_on = NULL WHERE document_id = 2", "D0002"},
    {"document-without-file", "DELETE FROM document_file_body; DELETE FROM document_file", "D0007"},
    {"acknowledged-too-early", "UPDATE acknowledgement SET acknowledged_on = '2017-01-01' WHERE acknowledgement_id = 1",
     "U000001"},
    {"history-gap", "UPDATE dated SET until = '2026-03-09' WHERE user_id = 2 AND value = 'registered'", "U000002"},
    {"history-state", "UPDATE user SET state = 'suspended' WHERE user_id = 2", "U000002"},
    {"history-profession", "UPDATE user SET profession = 'doctor' WHERE user_id = 2", "U000002"},
    {"history-type", "UPDATE office SET type = 'clinic' WHERE office_id = 2", "O0002"},
    {"leaving-without-departure", "UPDATE departure SET state = 'cancelled' WHERE user_id = 4", "U000004"},
    {"departure-without-leaving",
     "UPDATE user SET state = 'active' WHERE user_id = 4; UPDATE dated SET value = 'active' WHERE"
     " user_id = 4 AND until IS NULL AND field = 'state'; UPDATE credential SET changed_on = issued_on",
     "U000004"},
    {"departure-steps-missing", "DELETE FROM departure_step WHERE step = 'group-leave'", "U000003"},
    {"departure-step-early", "UPDATE departure_step SET done_on = '2026-03-01' WHERE step = 'group-leave'", "U000003"},
    {"departure-residual", "UPDATE departure SET residual = 0", "U000003"},
    {"future-day", "UPDATE membership SET since = '2026-04-02' WHERE user_id = 2", "U000002"},
    {"unknown-profession",
     "UPDATE user SET profession = 'wizard' WHERE user_id = 2; UPDATE dated SET value = 'wizard' WHERE"
     " user_id = 2 AND field = 'profession'",
     "U000002"},
    {"unknown-office-type",
     "UPDATE office SET type = 'castle' WHERE office_id = 2; UPDATE dated SET value = 'castle' WHERE"
     " office_id = 2",
     "O0002"},
    {"unknown-service", "INSERT INTO service (office_id, type, number) VALUES (2, '999', '0471500082')", "O0002"},
    {"service-of-no-type", "UPDATE code SET type = 'castle' WHERE list = 'service' AND token = '110'", "110"},
    {"password-days", "UPDATE profile SET value = '60' WHERE key = 'rules.credential_valid_days'", "rules.credential_valid_days"},
    {"no-papers", "UPDATE profile SET value = NULL WHERE key = 'papers.join'", "papers.join"},
    {"no-area", "UPDATE profile SET value = NULL WHERE key = 'network.area'", "network.area"},
    {"letter-head", "UPDATE office SET phone = NULL WHERE secretariat = 1", "O0001"},
    {"no-admin", "UPDATE operator SET roles = 'clerk'", ""},
    {"trained-ahead", "UPDATE training SET held_on = '2026-04-02'", "T2018-01"},
    {"attendance-of-another",
     "UPDATE attendance SET application_id = NULL; UPDATE attendance SET application_id = 2025000000001 WHERE user_id = 2",
     "T2018-01"},
    {"id-without-training", "DELETE FROM attendance WHERE user_id = 2", "U000002"},
    {"review-left-undone",
     "INSERT INTO review (review_id, scope, opened_on, due_on, closed_on) VALUES (2025000000001, 'users', '2026-03-20',"
     " '2026-03-31', '2026-03-31'); INSERT INTO review_item (review_id, subject, office_id, user_id, membership_id, answer,"
     " answered_on) SELECT 2025000000001, 'membership', office_id, user_id, membership_id, 'left', '2026-03-25' FROM membership"
     " WHERE user_id = 2",
     "R2025-01"},
    {"review-closed-silent",
     "INSERT INTO review (review_id, scope, opened_on, due_on, closed_on) VALUES (2025000000001, 'users', '2026-03-20',"
     " '2026-03-31', '2026-03-31'); INSERT INTO review_item (review_id, subject, office_id, user_id, membership_id) SELECT"
     " 2025000000001, 'membership', office_id, user_id, membership_id FROM membership WHERE user_id = 2",
     "R2025-01"},
    {"review-answer-outside",
     "INSERT INTO review (review_id, scope, opened_on, due_on) VALUES (2025000000001, 'users', '2026-03-20', '2026-03-31');"
     " INSERT INTO review_item (review_id, subject, office_id, user_id, membership_id, answer, answered_on) SELECT"
     " 2025000000001, 'membership', office_id, user_id, membership_id, 'confirmed', '2026-03-19' FROM membership"
     " WHERE user_id = 2",
     "Q000001"},
    {"owner-of-archived-group", "UPDATE \"group\" SET archived_on = '2026-03-31'", "G0001"},
    {"owner-twice", "INSERT INTO group_member (group_id, user_id, since, until) VALUES (1, 1, '2026-03-15', '2026-03-25')",
     "G0001"},
    {"owner-before-group", "UPDATE group_owner SET since = '2026-03-14'", "G0001"},
    {"group-of-closed-office",
     "INSERT INTO office (name, name_key, type, secretariat, opened_on, closed_on) VALUES ('x', 'x', 'clinic', 0, '2026-01-01',"
     " '2026-03-20'); INSERT INTO dated (office_id, field, value, since) VALUES (last_insert_rowid(), 'type', 'clinic',"
     " '2026-01-01'); UPDATE \"group\" SET office_id = (SELECT max(office_id) FROM office)",
     "G0001"},
    {"group-without-owner", "UPDATE group_owner SET until = '2026-03-31'", "G0001"},
    {"incident-first-report",
     "INSERT INTO incident (incident_id, kind, summary, found_on, first_due, final_due) VALUES (2025000000001, 'leak', 'x',"
     " '2026-03-26', '2026-03-31', '2026-04-24')",
     "I2025-01"},
    {"incident-final-report",
     "INSERT INTO incident (incident_id, kind, summary, found_on, first_due, final_due) VALUES (2025000000001, 'leak', 'x',"
     " '2026-03-01', '2026-03-06', '2026-03-30'); INSERT INTO incident_step (incident_id, step, done_on) VALUES (2025000000001,"
     " 'first-report', '2026-03-03')",
     "I2025-01"},
    {"incident-step-early",
     "INSERT INTO incident (incident_id, kind, summary, found_on, reportable) VALUES (2025000000001, 'leak', 'x',"
     " '2026-03-26', 0); INSERT INTO incident_step (incident_id, step, done_on) VALUES (2025000000001, 'other', '2026-03-25')",
     "I2025-01"},
    {"incident-without-outcome",
     "INSERT INTO incident (incident_id, kind, summary, found_on, reportable, closed_on, outcome) VALUES (2025000000001, 'leak',"
     " 'x', '2026-03-26', 0, '2026-03-27', '')",
     "I2025-01"},
    {"incident-closed-owing",
     "INSERT INTO incident (incident_id, kind, summary, found_on, first_due, final_due, closed_on, outcome) VALUES"
     " (2025000000001, 'leak', 'x', '2026-03-26', '2026-03-31', '2026-04-24', '2026-03-27', 'x')",
     "I2025-01"},
    {"incident-deadline",
     "INSERT INTO incident (incident_id, kind, summary, found_on, wrongful, first_due, final_due) VALUES (2025000000001, 'leak',"
     " 'x', '2026-03-30', 1, '2026-04-04', '2026-04-28')",
     "I2025-01"},
    {"word-twice", "UPDATE code SET aliases = '看護師' WHERE list = 'profession' AND token = 'doctor'", "K004"},
    {"ordered-without-measure",
     "INSERT INTO committee (committee_id, decided_on, kind, subject, decision, about, recorded_by) VALUES "
     "(2025000000001, '2026-03-19', 'supervision', 'x', 'x', 'U000004', 'x'); UPDATE departure SET committee_id = "
     "2025000000001 WHERE user_id = 4",
     "U000004"},
    {"order-before-outcome",
     "INSERT INTO committee (committee_id, decided_on, kind, subject, decision, about, recorded_by) VALUES "
     "(2025000000001, '2026-03-19', 'supervision', 'x', 'x', 'U000002', 'x'); INSERT INTO guidance (guidance_id, "
     "user_id, measure, ground, facts, given_on, outcome, outcome_on, committee_id) VALUES (2025000000001, 2, "
     "'caution', 'rules', 'x', '2026-03-12', 'not-followed', '2026-03-20', 2025000000001)",
     "K2025-01"},
    {"guided-before-registered",
     "INSERT INTO guidance (guidance_id, user_id, measure, ground, facts, given_on, outcome, outcome_on) VALUES "
     "(2025000000001, 2, 'caution', 'rules', 'x', '2026-03-01', 'not-followed', '2026-03-20')",
     "K2025-01"},
    {"decision-about-nothing",
     "INSERT INTO committee (committee_id, decided_on, kind, subject, decision, about, recorded_by) VALUES "
     "(2025000000001, '2026-03-19', 'supervision', 'x', 'x', 'K2025-09', 'x')",
     "C2025-01"},
};

}  // namespace

TEST_CASE("a register kept by the verbs of the desk is clean") {
    Desk desk;
    CHECK(found(desk.reg).empty());
    CHECK(examine_register(desk.reg.view()).checks == static_cast<std::int64_t>(std::size(cases)));
}

TEST_CASE("a new register lacks the rules of use and what the head of a letter names, and nothing else") {
    Register reg;
    CHECK(found(reg) == std::set<std::string>{"letter-head", "no-rules"});
}

TEST_CASE("what is made wrong past the library is found by its name, with its number and the next command") {
    for (const auto& [check, statements, number] : cases) {
        CAPTURE(check);
        Desk desk;
        desk.spoil(statements);
        const auto report = examine_register(desk.reg.view());
        REQUIRE(!report.findings.empty());
        CHECK(found(desk.reg) == std::set<std::string>{std::string(check)});
        const auto& finding = report.findings.front();
        CHECK(finding.number == number);
        CHECK(finding.command.find("{}") == std::string::npos);
        CHECK(finding.text.english().find("{}") == std::string::npos);
    }
}

TEST_CASE("every check has a case") {
    std::set<std::string_view> tried;
    for (const auto& one : cases) tried.insert(one.check);
    for (const auto& check : doctor_checks()) {
        CAPTURE(check.name);
        CHECK(tried.contains(check.name));
    }
}
