// Applications: their lives, the papers of each kind, numbers by fiscal year, what a check and a return may do.
#include "osaki/domain/application.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("an application leads its life by the book: every state and every step") {
    const struct {
        ApplicationState state;
        const char* check;
        const char* give_back;
        const char* papers_in;
        const char* approve;
        const char* reject;
        const char* cancel;
        const char* complete;
    } lives[] = {{ApplicationState::received, "checked", "returned", "-", "-", "rejected", "cancelled", "-"},
                 {ApplicationState::checked, "-", "returned", "-", "approved", "rejected", "cancelled", "-"},
                 {ApplicationState::approved, "-", "-", "-", "-", "-", "-", "completed"},
                 {ApplicationState::rejected, "-", "-", "-", "-", "-", "-", "-"},
                 {ApplicationState::returned, "checked", "-", "received", "-", "rejected", "cancelled", "-"},
                 {ApplicationState::cancelled, "-", "-", "-", "-", "-", "-", "-"},
                 {ApplicationState::completed, "-", "-", "-", "-", "-", "-", "-"}};
    CHECK(std::size(lives) == names<ApplicationState>.size());
    for (const auto& life : lives) {
        CAPTURE(life.state);
        CHECK(token(after(life.state, Step::check)) == life.check);
        CHECK(token(after(life.state, Step::give_back)) == life.give_back);
        CHECK(token(after(life.state, Step::papers_in)) == life.papers_in);
        CHECK(token(after(life.state, Step::approve)) == life.approve);
        CHECK(token(after(life.state, Step::reject)) == life.reject);
        CHECK(token(after(life.state, Step::cancel)) == life.cancel);
        CHECK(token(after(life.state, Step::complete)) == life.complete);
    }
}

TEST_CASE("an application waits for somebody until it is rejected, cancelled or completed") {
    const std::pair<ApplicationState, bool> states[] = {{ApplicationState::received, true},  {ApplicationState::checked, true},
                                                        {ApplicationState::approved, true},  {ApplicationState::returned, true},
                                                        {ApplicationState::rejected, false}, {ApplicationState::cancelled, false},
                                                        {ApplicationState::completed, false}};
    for (const auto& [state, open] : states) {
        CAPTURE(state);
        CHECK(is_open(state) == open);
    }
}

TEST_CASE("a step that may not happen is refused with the number, the state and whose turn it is") {
    Application application;
    application.application_id = *parse_id<ApplicationTag>("A2026-0001");
    const auto said = [&](ApplicationState state, Step step) {
        application.state = state;
        try {
            state_after(application, step);
            return std::string("done");
        } catch (const Error& error) {
            CHECK(error.code == Code::conflict);
            return error.message.english();
        }
    };
    CHECK(said(ApplicationState::received, Step::approve) ==
          "application A2026-0001 is received, not yet checked; osaki-mcs check A2026-0001");
    CHECK(said(ApplicationState::returned, Step::approve) ==
          "application A2026-0001 is returned, not yet checked; osaki-mcs check A2026-0001");
    CHECK(said(ApplicationState::cancelled, Step::approve) == "application A2026-0001 is already cancelled");
    CHECK(said(ApplicationState::checked, Step::approve) == "done");
    application.decided_on = day(2026, 4, 2);
    application.decided_by = "運営委員長";
    CHECK(said(ApplicationState::rejected, Step::approve) ==
          "application A2026-0001 is already rejected, decided on 2026-04-02 by 運営委員長");
}

TEST_CASE("the papers of each kind come from the profile, and what is missing keeps the form's order") {
    Register reg;
    const auto profile = get_profile(reg.view());
    const struct {
        ApplicationKind kind;
        std::vector<std::string> arrived;
        std::string missing;
    } cases[] = {{ApplicationKind::join, {}, "利用申込書;施設誓約書;連携守秘誓約書"},
                 {ApplicationKind::join, {"施設誓約書"}, "利用申込書;連携守秘誓約書"},
                 {ApplicationKind::join, {"連携守秘誓約書", "利用申込書", "施設誓約書"}, ""},
                 {ApplicationKind::new_office, {"利用申込書", "施設誓約書", "連携守秘誓約書"}, "登録名簿"},
                 {ApplicationKind::withdraw, {}, ""},
                 {ApplicationKind::transfer, {}, ""}};
    for (const auto& [kind, arrived, missing] : cases) {
        CAPTURE(kind);
        Application application;
        application.kind = kind;
        application.papers = arrived;
        CHECK(join_list(missing_papers(profile, application)) == missing);
    }
    CHECK(papers_of(Profile{}, ApplicationKind::join).empty());
}

TEST_CASE("numbers count up within the fiscal year of the day of receipt, April to March") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const std::pair<Date, const char*> days[] = {{day(2026, 3, 30), "A2025-0001"}, {day(2026, 4, 1), "A2026-0001"},
                                                 {day(2026, 3, 31), "A2025-0002"}, {day(2026, 4, 1), "A2026-0002"},
                                                 {day(2025, 3, 31), "A2024-0001"}, {day(2025, 4, 1), "A2025-0003"}};
    for (const auto& [on, number] : days) {
        CAPTURE(on);
        auto form = reg.form(office);
        form.received_on = on;
        form.explained_on.reset();
        CHECK(to_text(reg.received(form)) == number);
    }
}

namespace {

NewApplication without_papers(NewApplication form) {
    form.papers.clear();
    return form;
}

Application check(Register& reg, ApplicationId id, const Ticks& ticks) {
    return reg.act([&](Change& c) { return check_application(c, get_profile(c), id, ticks); });
}

}  // namespace

TEST_CASE("a check ticks off what arrived and becomes checked with the last paper") {
    Register reg;
    const auto id = reg.received(without_papers(reg.form(reg.office("訪問看護ステーションひまわり"))));
    CHECK(check(reg, id, {}).state == ApplicationState::received);
    CHECK(check(reg, id, {.papers = {"利用申込書", "利用申込書"}}).papers == std::vector<std::string>{"利用申込書"});
    CHECK(check(reg, id, {.papers = {"施設誓約書"}, .mail_reached_on = day(2026, 3, 2)}).state == ApplicationState::received);
    CHECK(check(reg, id, {.papers = {"連携守秘誓約書"}}).state == ApplicationState::checked);
    CHECK(reg.application(id).mail_reached_on == day(2026, 3, 2));
}

TEST_CASE("a check that does not fit is refused and changes nothing") {
    Register reg;
    const auto id = reg.received(without_papers(reg.form(reg.office("訪問看護ステーションひまわり"))));
    const struct {
        Ticks ticks;
        const char* said;
    } wrong[] = {
        {{.papers = {"登録名簿"}}, "A2025-0001 has no paper 登録名簿"},
        {{.papers = {"履歴書"}}, "A2025-0001 has no paper 履歴書; its papers are 利用申込書, 施設誓約書, 連携守秘誓約書"},
        {{.explained_on = day(2026, 4, 2)}, "2026-04-02 lies in the future"},
        {{.mail_reached_on = day(2026, 4, 2)}, "2026-04-02 lies in the future"},
        {{.mail_reached_on = day(2026, 3, 1)}, "was received on 2026-03-02"}};
    for (const auto& [ticks, said] : wrong) {
        const auto refusal = reg.refused([&, &given = ticks](Change& c) { check_application(c, get_profile(c), id, given); });
        CHECK(refusal.code == Code::invalid);
        CHECK_MESSAGE(refusal.names(said), refusal.said);
    }
    reg.act([&](Change& c) { cancel_application(c, id); });
    CHECK(reg.refused([&](Change& c) { check_application(c, get_profile(c), id, {}); })
              .names("application A2025-0001 is already cancelled"));
    CHECK(reg.refused([&](Change& c) { check_application(c, get_profile(c), ApplicationId{5}, {}); }).code == Code::not_found);
}

TEST_CASE("an explanation may come before the application") {
    Register reg;
    const auto id = reg.received(reg.form(reg.office("訪問看護ステーションひまわり")));
    CHECK(check(reg, id, {.explained_on = day(2026, 2, 1)}).explained_on == day(2026, 2, 1));
}

TEST_CASE("papers are sent back for, with a day, and arrive again one by one") {
    Register reg;
    const auto id = reg.ready(reg.form(reg.office("訪問看護ステーションひまわり")));
    auto returned = reg.act([&](Change& c) {
        return return_application(c, get_profile(c), id, {"施設誓約書", "利用申込書"}, day(2026, 4, 20));
    });
    CHECK(returned.state == ApplicationState::returned);
    CHECK(returned.missing == std::vector<std::string>{"施設誓約書", "利用申込書"});
    CHECK(returned.papers == std::vector<std::string>{"連携守秘誓約書"});
    CHECK(returned.due_on == day(2026, 4, 20));
    CHECK(reg.refused([&](Change& c) { return_application(c, get_profile(c), id, {}, {}); }).names("already returned"));
    CHECK(check(reg, id, {}).state == ApplicationState::returned);
    CHECK(check(reg, id, {.papers = {"施設誓約書"}}).state == ApplicationState::received);
    const auto complete = check(reg, id, {.papers = {"利用申込書"}});
    CHECK(complete.state == ApplicationState::checked);
    CHECK(complete.missing.empty());
    CHECK_FALSE(complete.due_on.has_value());
}

TEST_CASE("a return names what is missing: all that has not arrived when nothing is said, never nothing") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto bare = reg.received(without_papers(reg.form(office)));
    const auto full = reg.received(reg.form(office));
    const auto refused = [&](ApplicationId id, std::vector<std::string> missing, std::optional<Date> due) {
        const auto refusal = reg.refused([&](Change& c) { return_application(c, get_profile(c), id, missing, due); });
        CHECK(refusal.code == Code::invalid);
        return refusal.said;
    };
    CHECK(refused(full, {}, {}) == "A2025-0002 lacks no paper; name with --missing what it is returned for");
    CHECK(refused(bare, {}, day(2026, 3, 31)) == "2026-03-31 lies in the past; papers of A2025-0001 cannot be due then");
    CHECK(refused(bare, {"登録名簿"}, {}).starts_with("A2025-0001 has no paper 登録名簿"));
    const auto returned = reg.act([&](Change& c) { return return_application(c, get_profile(c), bare, {}, day(2026, 4, 1)); });
    CHECK(join_list(returned.missing) == "利用申込書;施設誓約書;連携守秘誓約書");
}

TEST_CASE("an open application is corrected; what leans on a mail that changed is asked for again") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto id = reg.ready(reg.form(office));
    const auto edit = [&](const ApplicationEdit& to) {
        return reg.act([&](Change& c) { return edit_application(c, Basis(c), id, to); });
    };
    CHECK(edit({.name = "佐藤　花子", .profession = "Ns", .phone = "０９０"}).mail_reached_on.has_value());
    CHECK(reg.application(id).profession == "nurse");
    CHECK(reg.application(id).phone == "090");
    CHECK_FALSE(edit({.mail = "new@example.jp"}).mail_reached_on.has_value());
    CHECK(open_applications_by_mail(reg.view(), "NEW@example.jp").size() == 1);
    CHECK(open_applications_by_mail(reg.view(), "person1@example.jp").empty());
    const auto no_reason = reg.refused([&](Change& c) { edit_application(c, Basis(c), id, {.ground = Ground::outside}); });
    CHECK(no_reason.code == Code::invalid);
    CHECK(no_reason.names("ground 2 needs a written reason (art. 9)"));
    CHECK(edit({.ground = Ground::outside, .ground_reason = "隣接市から訪問"}).ground == Ground::outside);
    reg.act([&](Change& c) { cancel_application(c, id); });
    const auto closed = reg.refused([&](Change& c) { edit_application(c, Basis(c), id, {.name = "別人"}); });
    CHECK(closed.code == Code::conflict);
    CHECK(closed.names("A2025-0001 is cancelled"));
    CHECK(open_applications_by_mail(reg.view(), "new@example.jp").empty());
}
