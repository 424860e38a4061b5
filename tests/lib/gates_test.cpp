// Rules over several nouns: what is missing before an ID is issued, who may approve, who may leave, which mail is free.
#include "osaki/domain/gates.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("a gate is missing when the profile asks for it and it is neither passed nor waived: all 32,768 cases") {
    constexpr Gate order[] = {Gate::papers, Gate::explanation, Gate::acknowledgement, Gate::mail, Gate::training};
    const auto bit = [](unsigned bits, unsigned index) { return (bits >> index & 1) != 0; };
    for (unsigned asked = 0; asked < 32; ++asked)
        for (unsigned passed = 0; passed < 32; ++passed)
            for (unsigned waived = 0; waived < 32; ++waived) {
                Profile profile;
                profile.gate_papers = bit(asked, 0);
                profile.gate_explanation = bit(asked, 1);
                profile.gate_acknowledgement = bit(asked, 2);
                profile.gate_mail = bit(asked, 3);
                profile.gate_training = bit(asked, 4);
                GateFacts facts{bit(passed, 0), bit(passed, 1), bit(passed, 2), bit(passed, 3), bit(passed, 4)};
                std::vector<Gate> expected;
                for (unsigned i = 0; i < 5; ++i) {
                    if (bit(waived, i)) facts.waived.push_back(order[i]);
                    if (bit(asked, i) && !bit(passed, i) && !bit(waived, i)) expected.push_back(order[i]);
                }
                CAPTURE(asked);
                CAPTURE(passed);
                CAPTURE(waived);
                REQUIRE(tokens(missing_gates(profile, facts)) == tokens(expected));
            }
}

TEST_CASE("every gate is on by default") {
    CHECK(tokens(missing_gates(Profile{}, GateFacts{})) == "papers explanation acknowledgement mail training");
    Register reg;
    CHECK(tokens(missing_gates(get_profile(reg.view()), GateFacts{})) == "papers explanation acknowledgement mail training");
}

TEST_CASE("under four eyes who received it does not approve it") {
    const struct {
        bool four_eyes;
        const char* received_by;
        const char* login;
        bool may;
    } cases[] = {{false, "sato", "sato", true},
                 {false, "sato", "suzuki", true},
                 {true, "sato", "sato", false},
                 {true, "sato", "suzuki", true}};
    for (const auto& one : cases) {
        CAPTURE(one.four_eyes);
        CAPTURE(one.login);
        Profile profile;
        profile.four_eyes = one.four_eyes;
        CHECK(may_approve(profile, one.received_by, one.login) == one.may);
    }
}

namespace {

Refusal refused_issue(Register& reg, ApplicationId id, const Issue& issue = {}) {
    return reg.refused([&](Change& c) { begin_issue(c, Basis(c), id, issue); });
}

// Approved with the papers waived and nothing else passed.
ApplicationId bare(Register& reg, OfficeId office) {
    auto form = reg.form(office);
    form.papers.clear();
    form.explained_on.reset();
    const auto id = reg.received(form);
    reg.act([&](Change& c) { approve(c, Basis(c), id, {.on = day(2026, 3, 5), .waive = {Gate::papers}}); }, "原本は郵送中");
    return id;
}

}  // namespace

TEST_CASE("a missing gate forbids the issue and every one is named at once, with the command that clears it") {
    Register reg;
    const auto id = bare(reg, reg.office("訪問看護ステーションひまわり"));
    const auto refusal = refused_issue(reg, id);
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.said == "U000001 may not be given an ID yet; missing gates: 4");
    CHECK(refusal.found() ==
          "explanation E_GATE_EXPLANATION, acknowledgement E_GATE_ACKNOWLEDGEMENT, mail E_GATE_MAIL, "
          "training E_GATE_TRAINING");
    std::vector<std::string> said;
    for (const auto& fault : refusal.faults) said.push_back(fault.text.english());
    CHECK(said ==
          std::vector<std::string>{
              "A2025-0001: policy and rules not explained (art. 8-2(1)); osaki-mcs check A2025-0001 --explained DATE",
              "A2025-0001: MCS運用ポリシー R8.4.1 not acknowledged (art. 5, 6); osaki-mcs check A2025-0001 --document D0003",
              "A2025-0001: mail person1@example.jp not reached (art. 8-2(1)); osaki-mcs check A2025-0001 --mail-reached DATE",
              "A2025-0001: initial training not attended (art. 8-2(2)); osaki-mcs train record TRAINING A2025-0001"});
}

TEST_CASE("each gate is cleared by its own fact, also after the approval") {
    Register reg;
    const auto id = bare(reg, reg.office("訪問看護ステーションひまわり"));
    const auto missing = [&] {
        const auto view = reg.view();
        const auto profile = get_profile(view);
        return tokens(missing_gates(profile, gate_facts(view, profile, get_application(view, id), reg.today())));
    };
    const auto tick = [&](const Ticks& ticks) { reg.act([&](Change& c) { check_application(c, get_profile(c), id, ticks); }); };
    CHECK(missing() == "explanation acknowledgement mail training");
    tick({.explained_on = reg.today()});
    CHECK(missing() == "acknowledgement mail training");
    reg.act([&](Change& c) { acknowledge(c, {DocumentId{3}, reg.today()}, person_of(get_application(c, id))); });
    CHECK(missing() == "mail training");
    tick({.mail_reached_on = reg.today()});
    CHECK(missing() == "training");
    reg.act([&](Change& c) {
        Training today;
        today.topic = "導入研修";
        today.held_on = c.today();
        record_attendance(c, add_training(c, today, {}), person_of(c, to_text(id)), {});
    });
    CHECK(missing().empty());
    CHECK(refused_issue(reg, id, {.on = day(2026, 3, 31)}).faults.size() == 4);  // none of it was there the day before
    reg.act([&](Change& c) { begin_issue(c, Basis(c), id, {}); });
}

TEST_CASE("papers without a waiver are a gate of their own") {
    Register reg;
    reg.act([](Change& c) { set_profile(c, "papers.join", "利用申込書"); });
    const auto id = reg.received([&] {
        auto form = reg.form(reg.office("訪問看護ステーションひまわり"));
        form.papers = {"利用申込書"};
        return form;
    }());
    reg.act([&](Change& c) {
        check_application(c, get_profile(c), id, {.mail_reached_on = reg.today()});
        approve(c, Basis(c), id, {});
        set_profile(c, "papers.join", "利用申込書;施設誓約書;連携守秘誓約書");
    });
    const auto refusal = refused_issue(reg, id);
    CHECK(refusal.found() == "papers E_GATE_PAPERS, acknowledgement E_GATE_ACKNOWLEDGEMENT, training E_GATE_TRAINING");
    CHECK(refusal.faults.front().text.english() ==
          "A2025-0001: 施設誓約書, 連携守秘誓約書 missing (art. 8-2(1)); osaki-mcs check A2025-0001 --paper PAPER");
}

TEST_CASE("a gate the profile switches off is not asked for") {
    Register reg;
    const auto id = bare(reg, reg.office("訪問看護ステーションひまわり"));
    for (const auto gate : {"explanation", "acknowledgement", "mail", "training"})
        reg.act([&](Change& c) { set_profile(c, std::string("gates.") + gate, "false"); });
    CHECK(reg.act([&](Change& c) { return begin_issue(c, Basis(c), id, {}).state; }) == CredentialState::pending);
}

TEST_CASE("the only admin does not go before a successor is named, and the successor is a member who stays (art. 8-2(1))") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり"), elsewhere = reg.office("すみれ薬局");
    const auto head = reg.active(office, MemberRole::admin), staff = reg.active(office), stranger = reg.active(elsewhere),
               suspended = reg.active(office);
    reg.act([&](Change& c) { suspend_user(c, suspended, day(2026, 3, 20), {}); });
    const auto require = [&](std::optional<UserId> successor) {
        return [&, successor](Change& c) { require_successor(c, *find_open(c, head, office), successor, day(2026, 3, 25)); };
    };
    const std::pair<std::optional<UserId>, const char*> wrong[] = {
        {{}, "U000001 is the only admin of office O0002; name a successor first (art. 8-2(1)): --successor USER"},
        {head, "U000001 is the only admin of office O0002; name a successor first (art. 8-2(1)): --successor USER"},
        {stranger, "U000003 is no member of office O0002 and cannot succeed U000001 there (art. 8-2(1))"},
        {suspended, "U000004 is suspended and cannot succeed U000001 in office O0002 (art. 8-2(1))"}};
    for (const auto& [successor, said] : wrong) {
        CAPTURE(said);
        const auto refusal = reg.refused(require(successor));
        CHECK(refusal.code == Code::forbidden);
        CHECK(refusal.said == said);
    }
    reg.act(require(staff));
    CHECK(find_open(reg.view(), staff, office)->role == MemberRole::admin);
    reg.act(require(std::nullopt));  // there is another admin now
}

namespace {

// "E_MAIL_DUP" or "" and whether the same person was recognised
std::string use(Register& reg, const char* mail, const char* name) {
    const auto view = reg.view();
    const auto found = use_of_mail(view, get_profile(view), mail, name);
    std::string text = found.same_person ? to_text(*found.same_person) : "-";
    for (const auto& fault : found.faults) text += " " + std::string(fault.code);
    return text;
}

void leave(Register& reg, UserId user, std::optional<Date> deleted, std::optional<Date> portal) {
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 3, 20)}); });
    reg.act([&](Change& c) {
        const auto step = [&](DepartureStep which, std::optional<Date> done) {
            advance_departure(c, user, which, done, done ? "" : "ログインできない");
        };
        step(DepartureStep::staff_release, day(2026, 3, 20));
        step(DepartureStep::group_leave, day(2026, 3, 20));
        step(DepartureStep::mcs_delete, deleted);
        step(DepartureStep::portal_delete, portal);
    });
}

}  // namespace

TEST_CASE("a mail is the same person's, another's, or free") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    reg.active(office);
    reg.received(reg.form(office));
    CHECK(use(reg, "person1@example.jp", "試験　1子") == "U000001");
    CHECK(use(reg, "PERSON1@example.jp", "試験1子") == "U000001");
    CHECK(use(reg, "person1@example.jp", "別人　太郎") == "- E_MAIL_DUP");
    CHECK(use(reg, "person2@example.jp", "試験　2子") == "-");
    CHECK(use(reg, "person2@example.jp", "別人　太郎") == "- E_MAIL_DUP");
    CHECK(use(reg, "free@example.jp", "別人　太郎") == "-");
}

TEST_CASE("the mail of somebody who left is free 30 days after mcs-delete, once portal-delete is done") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    leave(reg, reg.active(office), day(2026, 3, 21), day(2026, 3, 22));
    CHECK(use(reg, "person1@example.jp", "別人　太郎") == "- E_MAIL_BLOCKED");
    auto form = reg.form(office);
    form.mail = "person1@example.jp";
    const auto refusal = reg.refused([&](Change& c) { receive(c, Basis(c), form); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.said == "mail person1@example.jp of the departed U000001 is free from 2026-04-20 (art. 8-2(1))");
    reg.pass_days(18);
    CHECK(use(reg, "person1@example.jp", "別人　太郎") == "- E_MAIL_BLOCKED");
    reg.pass_days(1);
    CHECK(use(reg, "person1@example.jp", "別人　太郎") == "-");
    CHECK(use(reg, "person1@example.jp", "試験　1子") == "U000001");
}

TEST_CASE("the mail of an account that remains is never free") {
    for (const bool deleted : {false, true}) {
        CAPTURE(deleted);
        Register reg;
        const auto done = std::optional(day(2026, 3, 21));
        leave(reg, reg.active(reg.office("訪問看護ステーションひまわり")), deleted ? done : std::nullopt,
              deleted ? std::nullopt : done);
        reg.pass_days(3650);
        CHECK(use(reg, "person1@example.jp", "別人　太郎") == "- E_MAIL_BLOCKED");
    }
}

TEST_CASE("a correction does not hand somebody a mail that is not free yet or stands in another's application") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    leave(reg, reg.active(office), day(2026, 3, 21), day(2026, 3, 22));
    const auto user = reg.active(office);
    reg.received(reg.form(office));
    const auto correct = [&](const char* mail) {
        return [&, mail](Change& c) { correct_user(c, get_profile(c), user, {.mail = mail}); };
    };
    CHECK(reg.refused(correct("person1@example.jp")).said ==
          "mail person1@example.jp of the departed U000001 is free from 2026-04-20 (art. 8-2(1))");
    CHECK(reg.refused(correct("person1@example.jp")).code == Code::forbidden);
    CHECK(reg.refused(correct("person3@example.jp")).code == Code::conflict);
    reg.act(correct("free@example.jp"));
    reg.pass_days(19);
    reg.act(correct("person1@example.jp"));
    CHECK(reg.user(user).mail == "person1@example.jp");
}

TEST_CASE("the mail an account had when its holder left stays blocked, whatever is written into the row afterwards") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office);
    leave(reg, user, std::nullopt, day(2026, 3, 22));
    reg.act([&](Change& c) { edit_user(c, user, {.mail = "other@example.jp"}); });
    CHECK(use(reg, "person1@example.jp", "別人　太郎") == "- E_MAIL_BLOCKED");
    CHECK(use(reg, "other@example.jp", "別人　太郎") == "-");
    const auto staying = reg.active(office);
    reg.act([&](Change& c) {
        withdraw(c, staying, {.received_on = day(2026, 3, 20)});
        cancel_departure(c, staying);
        edit_user(c, staying, {.mail = "moved@example.jp"});
    });
    CHECK(use(reg, "person2@example.jp", "別人　太郎") == "-");
}

TEST_CASE("only who stays is made admin") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto suspended = reg.active(office), leaving = reg.active(office), waiting = reg.approved(reg.form(office));
    reg.act([&](Change& c) {
        suspend_user(c, suspended, day(2026, 3, 20), {});
        withdraw(c, leaving, {.received_on = day(2026, 3, 20)});
    });
    for (const auto user : {suspended, leaving}) {
        CAPTURE(user);
        const auto refusal = reg.refused([&](Change& c) { set_role(c, user, office, MemberRole::admin, day(2026, 3, 25)); });
        CHECK(refusal.code == Code::forbidden);
        CHECK(refusal.names("cannot be admin of office O0002 (art. 8-2(1))"));
    }
    reg.act([&](Change& c) { set_role(c, waiting, office, MemberRole::admin, day(2026, 3, 25)); });
}

TEST_CASE("an office that never had an active admin keeps nobody; one that had keeps an admin, even one without an ID yet") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり"), other = reg.office("すみれ薬局");
    const auto first = reg.approved(reg.form(office, MemberRole::admin));
    reg.act([&](Change& c) { transfer(c, Basis(c), {.user = first, .from = office, .to = other, .on = day(2026, 3, 6)}); });
    const auto head = reg.active(office, MemberRole::admin), coming = reg.approved(reg.form(office, MemberRole::admin));
    reg.act([&](Change& c) { withdraw(c, head, {.received_on = day(2026, 3, 20)}); });
    const auto refusal = reg.refused([&](Change& c) { withdraw(c, coming, {.received_on = day(2026, 3, 21)}); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.names("U000003 is the only admin of office O0002"));
}
