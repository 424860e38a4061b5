// Documents in their versions, which of them are in force on a day, and whose acknowledgement still binds (art. 5, 6, 10).
#include "osaki/domain/document.hpp"

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
    for (const auto& document : unacknowledged(reg.view(), user, std::nullopt, on))
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
    reg.act([&](Change& c) { acknowledge(c, next, user, std::nullopt, day(2026, 10, 5), AcknowledgedHow::meeting); });
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
        return reg.refused([&](Change& c) { acknowledge(c, document, user, std::nullopt, on, AcknowledgedHow::signed_paper); });
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
    reg.act([&](Change& c) { acknowledge(c, DocumentId{1}, user, std::nullopt, day(2021, 2, 28), AcknowledgedHow::meeting); });
    reg.act([&](Change& c) { acknowledge(c, DocumentId{3}, user, std::nullopt, day(2026, 4, 1), AcknowledgedHow::online); });
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
