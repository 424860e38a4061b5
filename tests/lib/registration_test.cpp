// The main job: receive, approve, reject, issue (art. 8-2(1), 9).
#include "osaki/domain/registration.hpp"

#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

std::string faults(Register& reg, const NewApplication& form) {
    const auto view = reg.view();
    return codes_of(faults_of(view, Basis(view), form));
}

Refusal refused(Register& reg, const NewApplication& form) {
    return reg.refused([&](Change& c) { receive(c, Basis(c), form); });
}

Application decide(Register& reg, ApplicationId id, const Decision& decision = {}) {
    return reg.act([&](Change& c) { return approve(c, Basis(c), id, decision); });
}

}  // namespace

TEST_CASE("everything wrong with an application is said at once") {
    Register reg;
    CHECK(faults(reg, NewApplication{}) ==
          "name E_MISSING, profession E_MISSING, mail E_MISSING, office_id E_OFFICE, ground E_MISSING");
    auto form = reg.form(reg.office("訪問看護ステーションひまわり"));
    CHECK(faults(reg, form).empty());
    form.kana = "漢字";
    form.profession = "騎士";
    form.mail = "a@b";
    form.ground = Ground::outside;
    form.papers.push_back("登録名簿");
    form.received_on = day(2026, 4, 2);
    form.explained_on = day(2026, 4, 3);
    form.purpose = "\x1b";
    CHECK(faults(reg, form) ==
          "kana E_KANA, profession E_UNKNOWN_CODE, mail E_MAIL, ground_reason E_GROUND_REASON, papers E_PAPER, received_on "
          "E_FUTURE, "
          "explained_on E_FUTURE, purpose E_CONTROL");
    const auto refusal = refused(reg, form);
    CHECK(refusal.code == Code::invalid);
    CHECK(refusal.said == "8 things are wrong");
    CHECK(refusal.faults.size() == 8);
}

TEST_CASE("the three grounds of art. 9: in the area, elsewhere with a reason, or found necessary with a reason") {
    Register reg;
    const auto here = reg.office("ひまわり"), there = reg.office("隣町薬局", "042056");
    const auto unknown = reg.office("住所不明薬局", "");
    const struct {
        std::optional<OfficeId> office;
        std::optional<Ground> ground;
        const char* reason;
        const char* faults;
    } cases[] = {{here, {}, "", "ground E_MISSING"},
                 {here, Ground::in_area, "", ""},
                 {there, Ground::in_area, "", "ground E_GROUND_AREA"},
                 {unknown, Ground::in_area, "", ""},
                 {there, Ground::outside, "", "ground_reason E_GROUND_REASON"},
                 {there, Ground::outside, " 　", "ground_reason E_GROUND_REASON"},
                 {there, Ground::outside, "大崎市の患者を訪問", ""},
                 {here, Ground::secretariat, "", "ground_reason E_GROUND_REASON"},
                 {here, Ground::secretariat, "研修講師", ""},
                 {{}, Ground::in_area, "", "office_id E_OFFICE"},
                 {{}, Ground::outside, "訪問", "office_id E_OFFICE"},
                 {{}, Ground::secretariat, "研修講師", ""}};
    for (const auto& one : cases) {
        CAPTURE(one.faults);
        CAPTURE(one.reason);
        auto form = reg.form(here);
        form.office = one.office;
        form.ground = one.ground;
        form.ground_reason = one.reason;
        CHECK(faults(reg, form) == one.faults);
    }
}

TEST_CASE("a ground 3 user without an office belongs to the secretariat") {
    Register reg;
    auto form = reg.form(OfficeId{});
    form.office.reset();
    form.ground = Ground::secretariat;
    form.ground_reason = "研修講師";
    const auto secretariat = secretariat_of(reg.view());
    CHECK(reg.application(reg.ready(form)).office_id == secretariat);
    CHECK(refused(reg, form).found() == "mail E_APPLICATION_DUP");
    const auto user = *decide(reg, ApplicationId{2025 * yearly_base + 1}).user_id;
    CHECK(find_open(reg.view(), user, secretariat).has_value());
}

TEST_CASE("an application is kept as it was written, read and numbered") {
    Register reg;
    auto form = reg.form(reg.office("ひまわり"));
    form.name = "　髙橋　花子 ";
    form.kana = "たかはし ﾊﾅｺ";
    form.profession = "ケアマネジャー";
    form.mail = " Hanako@Example.JP ";
    form.phone = "０９０-1234-５６７８";
    form.papers = {"連携守秘誓約書", "利用申込書"};
    const auto kept = reg.application(reg.received(form));
    CHECK(kept.name == "髙橋　花子");
    CHECK(kept.kana == "タカハシ　ハナコ");
    CHECK(kept.profession == "care-manager");
    CHECK(kept.mail == "Hanako@Example.JP");
    CHECK(kept.phone == "090-1234-5678");
    CHECK(kept.papers == std::vector<std::string>{"利用申込書", "連携守秘誓約書"});
    CHECK(kept.state == ApplicationState::received);
    CHECK(kept.received_by == "jimukyoku");
    CHECK(kept.role == MemberRole::staff);
}

TEST_CASE("only newcomers apply by register; the other kinds open their own application") {
    Register reg;
    for (const auto kind :
         {ApplicationKind::change, ApplicationKind::transfer, ApplicationKind::withdraw, ApplicationKind::reissue}) {
        CAPTURE(kind);
        auto form = reg.form(reg.office("ひまわり" + std::string(token_of(kind))));
        form.kind = kind;
        form.papers.clear();
        CHECK(refused(reg, form).code == Code::usage);
    }
    auto lost = reg.form(OfficeId{99});
    CHECK(refused(reg, lost).code == Code::not_found);
    lost.user = UserId{99};
    CHECK(refused(reg, lost).said == "there is no user U000099");
}

TEST_CASE("approval makes the user, the membership and the history; the ID makes the user active") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto id = reg.ready(reg.form(office, MemberRole::admin));
    const auto approved = reg.act(
        [&](Change& c) { return approve(c, Basis(c), id, {.decided_by = "運営委員長", .on = day(2026, 3, 5)}); }, "定例会で承認");
    CHECK(approved.state == ApplicationState::approved);
    CHECK(approved.decided_by == "運営委員長");
    CHECK(approved.decision_reason == "定例会で承認");
    const auto user = reg.user(*approved.user_id);
    CHECK(user.state == UserState::registered);
    CHECK(user.login.empty());
    CHECK(find_open(reg.view(), user.user_id, office)->role == MemberRole::admin);
    CHECK(find_open(reg.view(), user.user_id, office)->since == day(2026, 3, 5));
    reg.issue(user.user_id, day(2026, 3, 10));
    CHECK(value_on(reg.view(), user.user_id, "state", day(2026, 3, 9)) == "registered");
    CHECK(value_on(reg.view(), user.user_id, "state", day(2026, 3, 10)) == "active");
    CHECK(reg.application(id).state == ApplicationState::completed);
}

TEST_CASE("a new office is made when its application is approved, and its applicant is its admin") {
    Register reg;
    auto form = reg.form(OfficeId{});
    form.kind = ApplicationKind::new_office;
    form.office.reset();
    form.role.reset();
    form.papers.push_back("登録名簿");
    CHECK(faults(reg, form) == "office_name E_MISSING, office_type E_MISSING");
    form.office_name = "あおば薬局";
    form.office_type = "薬局";
    const auto id = reg.ready(form);
    CHECK_FALSE(reg.application(id).office_id.has_value());
    CHECK(refused(reg, form).found() == "mail E_APPLICATION_DUP");
    auto second = form;
    second.office_name = "わかば薬局";
    CHECK(faults(reg, second).empty());  // the same person may found two
    const auto approved = decide(reg, id, {.on = day(2026, 3, 5)});
    const auto office = get_office(reg.view(), *approved.office_id);
    CHECK(office.name == "あおば薬局");
    CHECK(office.type == "pharmacy");
    CHECK(office.opened_on == day(2026, 3, 5));
    CHECK(office.admins == 1);
}

TEST_CASE(
    "an application is approved once, checked, not before it was received, by another pair of eyes where the profile says so") {
    Register reg;
    const auto office = reg.office("ひまわり");
    auto form = reg.form(office);
    form.papers.clear();
    const auto unchecked = reg.received(form), id = reg.ready(reg.form(office));
    const auto refused_approval = [&](ApplicationId which, const Decision& decision) {
        return reg.refused([&](Change& c) { approve(c, Basis(c), which, decision); });
    };
    CHECK(refused_approval(unchecked, {}).said ==
          "application A2025-0001 is received, not yet checked; osaki-mcs check A2025-0001");
    CHECK(refused_approval(id, {.on = day(2026, 3, 1)}).code == Code::invalid);
    CHECK(refused_approval(ApplicationId{5}, {}).code == Code::not_found);
    reg.act([](Change& c) { set_profile(c, "rules.four_eyes", "true"); });
    const auto same_eyes = refused_approval(id, {.decided_by = "別の人"});
    CHECK(same_eyes.code == Code::no_right);
    CHECK(same_eyes.names("A2025-0002 was received by jimukyoku"));
    reg.login = "shounin";
    decide(reg, id, {.on = day(2026, 3, 5)});
    const auto twice = refused_approval(id, {});
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "application A2025-0002 is already approved, decided on 2026-03-05 by shounin");
}

TEST_CASE("a rejection needs its reason and lasts") {
    Register reg;
    const auto id = reg.ready(reg.form(reg.office("ひまわり")));
    const auto no = [&](Change& c) { return reject(c, id, {.decided_by = "運営委員長", .on = day(2026, 3, 6)}); };
    CHECK(reg.refused(no).code == Code::usage);
    CHECK(reg.refused([&](Change& c) { reject(c, id, {.on = day(2026, 3, 1)}); }, "対象外").code == Code::invalid);
    const auto rejected = reg.act(no, "第9条の対象外");
    CHECK(rejected.state == ApplicationState::rejected);
    CHECK(rejected.decision_reason == "第9条の対象外");
    CHECK(reg.refused(no, "再度").said == "application A2025-0001 is already rejected, decided on 2026-03-06 by 運営委員長");
    CHECK(reg.refused([&](Change& c) { approve(c, Basis(c), id, {}); }).code == Code::conflict);
    CHECK(list_users(reg.view(), {}).empty());
}

TEST_CASE("an ID is not issued before the decision, without one, or twice") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto waiting = reg.ready(reg.form(office));
    const auto issue = [&](const Issue& how) { return reg.refused([&](Change& c) { begin_issue(c, Basis(c), waiting, how); }); };
    CHECK(issue({}).said == "application A2025-0001 is checked, not approved; osaki-mcs approve A2025-0001");
    const auto user = *decide(reg, waiting, {.on = day(2026, 3, 5)}).user_id;
    CHECK(issue({.on = day(2026, 3, 4)}).code == Code::invalid);
    reg.issue(user, day(2026, 3, 10));
    CHECK(issue({}).code == Code::conflict);
    CHECK(issue({}).names("U000001 was issued an ID on 2026-03-10 already"));
}

TEST_CASE("a new office that is known by name already is warned of, and not made twice") {
    Register reg;
    auto form = reg.form(OfficeId{});
    form.kind = ApplicationKind::new_office;
    form.office.reset();
    form.office_name = "あおば薬局";
    form.office_type = "薬局";
    form.papers.push_back("登録名簿");
    const auto id = reg.ready(form);
    reg.office("ｱｵﾊﾞ薬局");
    auto other = reg.form(OfficeId{});
    other.kind = ApplicationKind::new_office;
    other.office.reset();
    other.office_name = "アオバ 薬局";
    other.office_type = "薬局";
    CHECK(faults(reg, other) == "office_name W_OFFICE_KNOWN");
    const auto refusal = reg.refused([&](Change& c) { approve(c, Basis(c), id, {.on = day(2026, 3, 5)}); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.names("office O0002 already; cancel A2025-0001 and register with --office O0002"));
}

TEST_CASE("a gate may still be waived after the approval, and nothing is approved twice by it") {
    Register reg;
    auto form = reg.form(reg.office("ひまわり"));
    form.explained_on.reset();
    const auto id = reg.received(form);
    reg.act([&](Change& c) { check_application(c, get_profile(c), id, {}); });
    const auto approved = decide(reg, id, {.on = day(2026, 3, 5)});
    CHECK(reg.refused([&](Change& c) { approve(c, Basis(c), id, {.waive = {Gate::mail}}); }).code == Code::usage);
    const auto waived = reg.act(
        [&](Change& c) {
            return approve(c, Basis(c), id, {.waive = {Gate::mail, Gate::explanation}});
        },
        "電話で確認");
    CHECK(waived.state == ApplicationState::approved);
    CHECK(waived.decided_on == approved.decided_on);
    const auto refusal = reg.refused([&](Change& c) { begin_issue(c, Basis(c), id, {}); });
    CHECK(refusal.found() == "acknowledgement E_GATE_ACKNOWLEDGEMENT, training E_GATE_TRAINING");
    CHECK(refusal.faults.front().hint.english() ==
          "or by decision: osaki-mcs approve A2025-0001 --waive acknowledgement --reason TEXT");
}
