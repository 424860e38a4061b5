// Documents in their versions, which of them are in force on a day, and whose acknowledgement still binds (art. 5, 6, 10).
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/document_status.hpp"
#include "osaki/domain/undo.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

Document version(std::int64_t id, std::optional<Date> effective, bool carried_over = false,
                 const std::string& title = "運用ルール", DocumentKind kind = DocumentKind::rules) {
    return {{id}, kind, title, "第" + std::to_string(id) + "版", effective, carried_over, {}};
}

// "3 2" for D0003 and D0002
std::string numbers(const std::vector<DocumentId>& ids) {
    std::string text;
    for (const auto id : ids) text += (text.empty() ? "" : " ") + std::to_string(id.value);
    return text;
}

DocumentId publish(Register& reg, Document document) {
    document.document_id = {};
    return reg.act([&](Change& c) { return publish_document(c, document); });
}

std::string open_for(Register& reg, UserId user, Date on) {
    std::string text;
    for (const auto& document : unacknowledged(reg.view(), {user, {}}, on))
        text += (text.empty() ? "" : " ") + to_text(document.document_id);
    return text;
}

}  // namespace

TEST_CASE("an acknowledgement binds for its version, and for newer ones that were carried over") {
    const auto d1 = version(1, day(2018, 4, 1)), d2 = version(2, day(2021, 3, 1)), d3 = version(3, day(2026, 4, 1));
    const auto carried2 = version(2, day(2021, 3, 1), true), carried3 = version(3, day(2026, 4, 1), true);
    const struct {
        const char* what;
        Document current;
        std::vector<Document> all;
        const char* satisfied_by;
    } cases[] = {{"the only version", d1, {d1}, "1"},
                 {"a new version asks everybody anew", d3, {d1, d2, d3}, "3"},
                 {"a renaming binds who acknowledged the one before", carried3, {d1, d2, carried3}, "3 2"},
                 {"two renamings reach two back", carried3, {d1, carried2, carried3}, "3 2 1"},
                 {"a renaming reaches no further than the last real change", carried3, {carried3, d2, d1}, "3 2"},
                 {"a renaming in the past does not carry the present", d3, {d1, carried2, d3}, "3"},
                 {"a newer version that is not in force yet changes nothing", d2, {d1, d2, d3}, "2"},
                 {"the first version was carried over from nothing",
                  version(1, day(2018, 4, 1), true),
                  {version(1, day(2018, 4, 1), true)},
                  "1"},
                 {"another title is another document", carried3, {version(9, day(2021, 3, 1), false, "別の規則"), carried3}, "3"},
                 {"another kind is another document",
                  carried3,
                  {version(9, day(2021, 3, 1), false, "運用ルール", DocumentKind::policy), carried3},
                  "3"},
                 {"a version without a day binds nobody", carried3, {version(9, std::nullopt), d2, carried3}, "3 2"}};
    for (const auto& [what, current, all, satisfied_by] : cases) {
        CAPTURE(what);
        CHECK(numbers(satisfying(current, all)) == satisfied_by);
    }
}

TEST_CASE("the policy in force changes on its days: H30.4.1, R3.3.1, R8.4.1") {
    Register reg;
    const std::pair<Date, const char*> days[] = {
        {day(2018, 3, 31), ""},       {day(2018, 4, 1), "H30.4.1"}, {day(2021, 2, 28), "H30.4.1"}, {day(2021, 3, 1), "R3.3.1"},
        {day(2026, 3, 31), "R3.3.1"}, {day(2026, 4, 1), "R8.4.1"},  {day(2030, 1, 1), "R8.4.1"}};
    for (const auto& [on, name] : days) {
        CAPTURE(on);
        std::string versions;
        for (const auto& document : documents_in_force(reg.view(), on)) versions += document.version;
        CHECK(versions == name);
        const auto found = find_document(reg.view(), "運用ポリシー", "", on);
        CHECK((found ? found->version : "") == name);
    }
    CHECK(get_document(reg.view(), DocumentId{1}).replaced_on == day(2021, 3, 1));
    CHECK_FALSE(get_document(reg.view(), DocumentId{3}).replaced_on.has_value());
}

TEST_CASE("a document is found by what people call it") {
    Register reg;
    publish(reg, version(0, day(2026, 4, 1)));
    const struct {
        const char* title;
        const char* version;
        const char* number;
    } words[] = {{"MCS運用ポリシー", "", "D0003"}, {"ｍｃｓ運用ポリシー", "R3.3.1", "D0002"},
                 {"ポリシー", "", "D0003"},        {"policy", "H30.4.1", "D0001"},
                 {"", "r8.4.1", "D0003"},          {"運用ルール", "", "D0007"},
                 {"rules", "", "D0007"},           {"就業規則", "", "-"},
                 {"運用ルール", "R8.4.1", "-"}};
    for (const auto& [title, name, number] : words) {
        CAPTURE(title);
        CAPTURE(name);
        const auto found = find_document(reg.view(), title, name, reg.today());
        CHECK((found ? to_text(found->document_id) : "-") == number);
    }
}

TEST_CASE("policy and rules are gated, guidelines only reported") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);
    CHECK(open_for(reg, user, reg.today()).empty());
    publish(reg, version(0, day(2026, 4, 1), false, "個人情報の手引き", DocumentKind::guideline));
    publish(reg, version(0, day(2026, 4, 1), false, "個人情報保護法", DocumentKind::law));
    publish(reg, version(0, day(2026, 4, 1), false, "申込書", DocumentKind::form));
    CHECK(open_for(reg, user, reg.today()).empty());
    const auto rules = publish(reg, version(0, day(2026, 4, 1)));
    CHECK(open_for(reg, user, reg.today()) == to_text(rules));
    CHECK(open_for(reg, user, day(2026, 3, 31)).empty());
}

TEST_CASE("a new version is due from its first day, unless it was carried over") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    CHECK(acknowledgements_of(reg.view(), user).front().version == "R3.3.1");
    CHECK(open_for(reg, user, day(2026, 4, 1)).empty());  // R8.4.1 is a renaming
    const auto next = publish(reg, {{}, DocumentKind::policy, "MCS運用ポリシー", "R8.10.1", day(2026, 10, 1), false, {}});
    CHECK(open_for(reg, user, day(2026, 9, 30)).empty());
    CHECK(open_for(reg, user, day(2026, 10, 1)) == to_text(next));
    reg.pass_days(200);
    reg.act([&](Change& c) { acknowledge(c, {next, day(2026, 10, 5), AcknowledgedHow::meeting}, {user, {}}); });
    CHECK(open_for(reg, user, day(2026, 10, 4)) == to_text(next));
    CHECK(open_for(reg, user, day(2026, 10, 5)).empty());
}

TEST_CASE("a version is published once; policy and rules need a version and a day, all need a title") {
    Register reg;
    const auto refused = [&](Document document) { return reg.refused([&](Change& c) { publish_document(c, document); }); };
    const auto twice = refused({{}, DocumentKind::policy, "MCS運用ポリシー", "R8.4.1", day(2026, 4, 1), false, {}});
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "MCS運用ポリシー R8.4.1 is there already as D0003");
    CHECK(refused({{}, DocumentKind::rules, "", "第1版", day(2026, 4, 1), false, {}}).found() == "title E_MISSING");
    CHECK(refused({{}, DocumentKind::rules, "運用ルール", "", {}, false, {}}).found() ==
          "version E_MISSING, effective_on E_MISSING");
    CHECK(refused({{}, DocumentKind::guideline, "=1+1", "", {}, false, {}}).code == Code::invalid);
    CHECK(refused({{}, DocumentKind::guideline, "医療情報システムの安全管理に関するガイドライン", "", {}, false, {}}).code ==
          Code::conflict);
    CHECK(to_text(publish(reg, version(0, std::nullopt, false, "新しい手引き", DocumentKind::guideline))) == "D0007");
}

TEST_CASE("an acknowledgement lies in the days its version was in force, is not of tomorrow, and is given once") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto refused = [&](DocumentId document, Date on) {
        return reg.refused([&](Change& c) { acknowledge(c, {document, on}, {user, {}}); });
    };
    CHECK(refused(DocumentId{3}, day(2026, 3, 31)).code == Code::invalid);
    CHECK(refused(DocumentId{3}, day(2026, 3, 31)).said ==
          "MCS運用ポリシー R8.4.1 takes effect on 2026-04-01; it cannot be acknowledged on 2026-03-31");
    CHECK(refused(DocumentId{3}, day(2026, 4, 2)).code == Code::invalid);
    CHECK(refused(DocumentId{1}, day(2021, 3, 1)).code == Code::conflict);
    CHECK(refused(DocumentId{1}, day(2021, 3, 1)).names("was replaced on 2021-03-01"));
    CHECK(refused(DocumentId{99}, day(2026, 4, 1)).said == "there is no document D0099");
    CHECK(refused(DocumentId{2}, day(2026, 3, 20)).said ==
          "MCS運用ポリシー R3.3.1 was acknowledged by U000001 on 2026-03-02 already");
    reg.act([&](Change& c) { acknowledge(c, {DocumentId{1}, day(2021, 2, 28), AcknowledgedHow::meeting}, {user, {}}); });
    reg.act([&](Change& c) { acknowledge(c, {DocumentId{3}, day(2026, 4, 1), AcknowledgedHow::online}, {user, {}}); });
    CHECK(acknowledgements_of(reg.view(), user).size() == 3);
}

TEST_CASE("what an applicant acknowledged is the user's after approval") {
    Register reg;
    const auto id = reg.ready(reg.form(reg.office("訪問看護ステーションひまわり")));
    REQUIRE(acknowledgements_of(reg.view(), id).size() == 1);
    CHECK_FALSE(acknowledgements_of(reg.view(), id).front().user_id.has_value());
    const auto user = reg.act([&](Change& c) { return *approve(c, Basis(c), id, {.on = day(2026, 3, 5)}).user_id; });
    REQUIRE(acknowledgements_of(reg.view(), user).size() == 1);
    const auto given = acknowledgements_of(reg.view(), user).front();
    CHECK(given.application_id == id);
    CHECK(given.acknowledged_on == day(2026, 3, 2));
    CHECK(given.title == "MCS運用ポリシー");
}

TEST_CASE("a blank more or a full-width digit is no other document, and two versions never bind at once") {
    Register reg;
    const auto refused = [&](Document document) { return reg.refused([&](Change& c) { publish_document(c, document); }); };
    CHECK(refused({{}, DocumentKind::policy, "ＭＣＳ 運用ポリシー", "Ｒ８.４.１", day(2027, 4, 1), false, {}})
              .names("is there already as D0003"));
    const auto twin = refused({{}, DocumentKind::policy, "MCS運用ポリシー", "R8.4.1改", day(2026, 4, 1), false, {}});
    CHECK(twin.code == Code::conflict);
    CHECK(twin.said == "MCS運用ポリシー R8.4.1 takes effect on 2026-04-01 too; two versions cannot bind at once");
    const auto next = publish(reg, {{}, DocumentKind::policy, "ＭＣＳ 運用ポリシー", " R9.4.1 ", day(2027, 4, 1), false, {}});
    CHECK(get_document(reg.view(), next).title == "MCS運用ポリシー");
    CHECK(get_document(reg.view(), next).version == "R9.4.1");
    CHECK(get_document(reg.view(), DocumentId{3}).replaced_on == day(2027, 4, 1));
}

namespace {

// "U000001 R3.3.1, U000002 -": who acknowledged by which version.
std::string standing(Register& reg, const StatusQuestion& question) {
    std::string text;
    for (const auto& line : document_status(reg.view(), question, {}))
        text +=
            (text.empty() ? "" : ", ") + to_text(line.user_id) + " " + (line.acknowledged_on ? line.acknowledged_version : "-");
    return text;
}

}  // namespace

TEST_CASE("a guideline without a day is in force until a version with a day is; a policy without one never") {
    const auto guideline = [](std::int64_t id, std::optional<Date> from) {
        return version(id, from, false, "手引き", DocumentKind::guideline);
    };
    const struct {
        const char* what;
        std::vector<Document> all;
        const char* on_2025;
        const char* on_2026;
    } cases[] = {{"undated", {guideline(1, {})}, "1", "1"},
                 {"a dated one later", {guideline(1, {}), guideline(2, day(2026, 1, 1))}, "1", "2"},
                 {"two undated", {guideline(1, {}), guideline(2, {})}, "1 2", "1 2"},
                 {"a draft of the rules", {version(1, {})}, "", ""},
                 {"rules from a day", {version(1, day(2026, 1, 1))}, "", "1"}};
    for (const auto& [what, all, on_2025, on_2026] : cases) {
        CAPTURE(what);
        const auto numbers_on = [&](Date on) {
            std::vector<DocumentId> ids;
            for (const auto& one : in_force_on(all, on)) ids.push_back(one.document_id);
            return numbers(ids);
        };
        CHECK(numbers_on(day(2025, 12, 31)) == on_2025);
        CHECK(numbers_on(day(2026, 1, 1)) == on_2026);
    }
}

TEST_CASE("which version binds whom on a day, and whose acknowledgement counts then") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto first = reg.active(office), second = reg.active(office);
    const auto next = publish(reg, {{}, DocumentKind::policy, "MCS運用ポリシー", "R8.10.1", day(2026, 10, 1), false, {}});
    publish(reg, {{}, DocumentKind::policy, "MCS運用ポリシー", "R8.11.1", day(2026, 11, 1), true, {}});
    reg.pass_days(300);
    reg.act([&](Change& c) { acknowledge(c, {next, day(2026, 10, 5), AcknowledgedHow::meeting}, {first, {}}); });
    reg.act([&](Change& c) { withdraw(c, second, {.received_on = day(2026, 12, 1)}); });
    const struct {
        const char* what;
        Date on;
        const char* who;
    } cases[] = {{"nobody was a user yet", day(2026, 3, 4), ""},
                 {"approved that day, the policy signed with the application", day(2026, 3, 5), "U000001 R3.3.1, U000002 R3.3.1"},
                 {"R8.4.1 is a renaming", day(2026, 4, 1), "U000001 R3.3.1, U000002 R3.3.1"},
                 {"the last day before the change", day(2026, 9, 30), "U000001 R3.3.1, U000002 R3.3.1"},
                 {"due again", day(2026, 10, 1), "U000001 -, U000002 -"},
                 {"one has done so", day(2026, 10, 5), "U000001 R8.10.1, U000002 -"},
                 {"carried over", day(2026, 11, 1), "U000001 R8.10.1, U000002 -"},
                 {"who is leaving is bound until the end", day(2026, 12, 2), "U000001 R8.10.1, U000002 -"}};
    for (const auto& [what, on, who] : cases) {
        CAPTURE(what);
        CHECK(standing(reg, {.on = on}) == who);
    }
    CHECK(standing(reg, {.document = next, .on = day(2026, 12, 2)}) == "U000001 R8.10.1, U000002 -");
    CHECK(standing(reg, {.on = day(2026, 10, 5), .open_only = true}) == "U000002 -");
    CHECK(standing(reg, {.on = day(2026, 10, 5), .office = OfficeId{1}}).empty());
    const auto tally = acknowledgement_tally(reg.view(), {.on = day(2026, 10, 5)});
    REQUIRE(tally.size() == 1);
    CHECK(tally[0].acknowledged == 1);
    CHECK(tally[0].users == 2);
    CHECK(percent_of(tally[0]) == 50);
    CHECK(percent_of({{}, 1000, 999}) == 99);
}

TEST_CASE("the status of everybody says what the gate of each says") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    for (int i = 0; i < 3; ++i) reg.active(office);
    publish(reg, version(0, day(2026, 4, 1)));
    reg.act([&](Change& c) { acknowledge(c, {DocumentId{7}, day(2026, 4, 1), AcknowledgedHow::mail}, {UserId{2}, {}}); });
    for (std::int64_t user = 1; user <= 3; ++user) {
        std::string lacking;
        for (const auto& line : document_status(reg.view(), {.open_only = true}, {}))
            if (line.user_id.value == user) lacking += to_text(line.document_id);
        CHECK(lacking == open_for(reg, UserId{user}, reg.today()));
    }
}

TEST_CASE("a draft binds nobody, is handed to nobody, and is a version once it is published") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto draft = reg.act([&](Change& c) { return add_document(c, version(0, day(2026, 4, 1))); });
    CHECK(is_draft(get_document(reg.view(), draft)));
    CHECK(open_for(reg, user, reg.today()).empty());
    const auto sign = [&](Change& c) { acknowledge(c, {draft, reg.today()}, {user, {}}); };
    CHECK(reg.refused(sign).names("is a draft"));
    CHECK(reg.refused([&](Change& c) { distribute(c, {draft}, {user, {}}); }).code == Code::conflict);
    reg.act([&](Change& c) { edit_draft(c, draft, "", "R8.4.1"); });
    reg.act([&](Change& c) { publish_draft(c, draft, day(2026, 4, 1), false); });
    CHECK(open_for(reg, user, reg.today()) == to_text(draft));
    const auto published = last_operation(reg.view(), reg.login).operation;
    CHECK(reg.refused([&](Change& c) { edit_draft(c, draft, "別", ""); }).names("stays as it is"));
    CHECK(reg.refused([&](Change& c) { publish_draft(c, draft, day(2026, 5, 1), false); }).code == Code::conflict);
    reg.act(sign);
    const auto back = reg.refused([&](Change& c) { undo(c, published); });
    CHECK(back.code == Code::forbidden);
    CHECK(back.names("would be a draft again"));
}

TEST_CASE("a document is handed to a person once, and an explanation has handed out what was in force that day") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);  // R3.3.1 explained on 2026-03-02
    const auto hand = [&](DocumentId id, Person who, std::optional<Date> on = {}) {
        return [=](Change& c) { distribute(c, {id, on}, who); };
    };
    CHECK(reg.refused(hand(DocumentId{2}, {user, {}}, day(2026, 3, 10))).names("was handed to U000001 on 2026-03-02 already"));
    CHECK(reg.refused(hand(DocumentId{2}, {user, {}})).names("was replaced on 2026-04-01"));
    CHECK(reg.refused(hand(DocumentId{3}, {user, {}}, day(2026, 4, 2))).code == Code::invalid);
    reg.act(hand(DocumentId{3}, {user, {}}));
    CHECK(reg.refused(hand(DocumentId{3}, {user, {}})).code == Code::conflict);
    // an applicant has it too when a user
    const auto applicant = reg.ready(reg.form(office));
    reg.act(hand(DocumentId{3}, {{}, applicant}));
    CHECK(reg.refused(hand(DocumentId{3}, {{}, applicant})).code == Code::conflict);
    const auto later = reg.act([&](Change& c) { return *approve(c, Basis(c), applicant, {.on = reg.today()}).user_id; });
    REQUIRE(distributions_of(reg.view(), later).size() == 1);
    CHECK(reg.refused(hand(DocumentId{3}, {later, {}})).code == Code::conflict);
    const auto third = reg.active(office);
    const auto next = publish(reg, {{}, DocumentKind::policy, "MCS運用ポリシー", "R8.4.20", day(2026, 4, 20), false, {}});
    REQUIRE(undistributed(reg.view(), day(2026, 4, 30)).size() == 1);
    CHECK(undistributed(reg.view(), day(2026, 4, 30))[0].users == 3);
    CHECK(undistributed(reg.view(), day(2026, 4, 19)).empty());
    reg.act(hand(next, {third, {}}));
    const auto count = reg.act([&](Change& c) { return distribute_to_all(c, {next}); });
    CHECK(count.now == 2);
    CHECK(count.before == 1);
    CHECK(undistributed(reg.view(), day(2026, 4, 30)).empty());
}

TEST_CASE("the text of a version is kept byte for byte, and stays once somebody was given it") {
    using namespace std::string_literals;
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto body = "%PDF-1.7\n\0\xff"s;
    const auto keep = [&](const std::string& bytes) {
        return [=](Change& c) { keep_document_file(c, DocumentId{3}, "policy.pdf", bytes); };
    };
    const auto replace = [](Change& c) { replace_document_file(c, DocumentId{3}, "new.pdf", "%PDF-2"); };
    CHECK(reg.refused(replace).code == Code::not_found);
    CHECK(reg.refused(keep("")).code == Code::invalid);
    CHECK(reg.refused(keep(std::string(most_kept_bytes + 1, 'x'))).code == Code::invalid);
    reg.act(keep(body));
    CHECK(get_document_file_body(reg.view(), DocumentId{3}) == body);
    CHECK(find_document_file(reg.view(), DocumentId{3})->media_type == "application/pdf");
    CHECK(reg.refused(keep(body)).code == Code::conflict);
    reg.act(replace);
    CHECK(get_document_file_body(reg.view(), DocumentId{3}) == "%PDF-2");
    const auto back = last_operation(reg.view(), reg.login).operation;
    CHECK(reg.refused([&](Change& c) { undo(c, back); }).code == Code::conflict);
    CHECK(verify_audit(reg.view()).findings.empty());
    reg.act([&](Change& c) { distribute(c, {DocumentId{3}}, {user, {}}); });
    CHECK(reg.refused(replace).code == Code::forbidden);
}

TEST_CASE("who attended a training acknowledges at once what it was about; who has done so before is counted") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto first = reg.active(office), second = reg.active(office), absent = reg.active(office);
    const auto applicant = reg.received(reg.form(office));
    const auto training = reg.act([&](Change& c) {
        Training held;
        held.kind = TrainingKind::annual;
        held.topic = "年次研修";
        held.held_on = reg.today();
        const auto id = add_training(c, held, {DocumentId{3}});
        record_attendance(c, id, {first, {}}, {});
        record_attendance(c, id, {second, {}}, {.attended = Attended::passed, .score = 90});
        record_attendance(c, id, {absent, {}}, {.attended = Attended::absent});
        record_attendance(c, id, {{}, applicant}, {});
        acknowledge(c, {DocumentId{3}, reg.today(), AcknowledgedHow::mail}, {first, {}});
        return id;
    });
    const auto attendees = attendees_of(reg.view(), training);
    REQUIRE(attendees.size() == 3);
    const auto count = reg.act([&](Change& c) {
        return acknowledge_all(c, {DocumentId{3}, reg.today(), AcknowledgedHow::meeting}, attendees);
    });
    CHECK(count.now == 2);
    CHECK(count.before == 1);
    CHECK(acknowledgements_of(reg.view(), applicant).size() == 1);
    CHECK_THROWS_AS(attendees_of(reg.view(), TrainingId{2026000000002}), Error);
}

TEST_CASE("what is acknowledged for an application that was approved is the user's, once") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto id = reg.ready(reg.form(office));
    const auto user = reg.act([&](Change& c) { return *approve(c, Basis(c), id, {}).user_id; });
    const auto sign = [&](std::optional<UserId> by, std::optional<ApplicationId> for_one) {
        return [=](Change& c) { acknowledge(c, {DocumentId{3}, day(2026, 4, 1), AcknowledgedHow::signed_paper}, {by, for_one}); };
    };
    reg.act(sign({}, id));
    CHECK(acknowledgements_of(reg.view(), user).size() == 2);
    CHECK(reg.refused(sign({}, id)).code == Code::conflict);
    CHECK(reg.refused(sign(user, {})).code == Code::conflict);
    const auto off = reg.received(reg.form(office));
    reg.act([&](Change& c) { cancel_application(c, off); });
    CHECK(reg.refused(sign({}, off)).names("nobody can acknowledge anything on it"));
}

TEST_CASE("a guideline that somebody acknowledged is not rewritten, and a draft may be called otherwise") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    reg.act([&](Change& c) { edit_draft(c, DocumentId{4}, "", "第6.0版"); });
    reg.act([&](Change& c) { acknowledge(c, {DocumentId{4}, reg.today(), AcknowledgedHow::signed_paper}, {user, {}}); });
    CHECK(reg.refused([&](Change& c) { edit_draft(c, DocumentId{4}, "別", "9"); }).code == Code::forbidden);
    const auto draft = reg.act([](Change& c) { return add_document(c, version(0, std::nullopt, false, "ＭＣＳ運用ルール")); });
    reg.act([&](Change& c) { edit_draft(c, draft, "MCS運用ルール", ""); });
    CHECK(get_document(reg.view(), draft).title == "MCS運用ルール");
}
