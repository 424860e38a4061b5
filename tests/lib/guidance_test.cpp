// Guidance: the ladder from a caution to a deletion that the committee ordered, and every rung that may not be left out.
#include "osaki/domain/guidance.hpp"

#include "osaki/domain/desk.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/nouns.hpp"
#include "osaki/domain/undo.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

GuidanceId given(Register& reg, UserId user, Date on = day(2026, 3, 12), Measure measure = Measure::caution) {
    return reg.act([&](Change& c) {
        Guidance guidance;
        guidance.user_id = user;
        guidance.measure = measure;
        guidance.facts = "業務に関係のない連絡に使った";
        guidance.given_on = on;
        return add_guidance(c, guidance);
    });
}
void found(Register& reg, GuidanceId id, Outcome outcome, Date on = day(2026, 3, 20)) {
    reg.act([&](Change& c) { record_outcome(c, id, {outcome, on, "期日後の確認"}); });
}
CommitteeId decided(Register& reg, std::vector<std::string> about, Date on = day(2026, 3, 25)) {
    return reg.act([&](Change& c) {
        Committee committee;
        committee.decided_on = on;
        committee.subject = "登録の削除";
        committee.decision = "事務局に登録を削除させる";
        committee.about = std::move(about);
        return add_committee(c, committee);
    });
}
void ordered(Register& reg, GuidanceId id, CommitteeId by) {
    reg.act([&](Change& c) { escalate(c, id, by); });
}
void carried_out(Register& reg, UserId user, CommitteeId by, Date on = day(2026, 3, 26)) {
    reg.act([&](Change& c) { withdraw_ordered(c, get_profile(c), user, {by, on}); });
}
std::vector<std::string> desk(Register& reg) {
    std::vector<std::string> lines;
    for (const auto& line : todays_desk(reg.view()))
        if (line.task == Task::guidance_due || line.task == Task::guidance_unheeded || line.task == Task::deletion_ordered)
            lines.push_back(line.number + " | " + line.command);
    return lines;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the ladder of art. 11 (guidance) is climbed rung by rung: every rung with every step") {
    using enum Rung;
    const struct {
        Rung rung;
        Climb climb;
        Rung to;
    } allowed[] = {{open, Climb::follow, followed},          {open, Climb::ignore, not_followed},
                   {not_followed, Climb::order, ordered},    {taken_back, Climb::order, ordered},
                   {ordered, Climb::carry_out, carried_out}, {carried_out, Climb::take_back, taken_back}};
    for (const auto rung : {open, followed, not_followed, ordered, carried_out, taken_back})
        for (const auto climb : {Climb::follow, Climb::ignore, Climb::order, Climb::carry_out, Climb::take_back}) {
            CAPTURE(static_cast<int>(rung));
            CAPTURE(static_cast<int>(climb));
            std::optional<Rung> expected;
            for (const auto& one : allowed)
                if (one.rung == rung && one.climb == climb) expected = one.to;
            CHECK(after(rung, climb) == expected);
        }
}

TEST_CASE("what is recorded of a measure says on which rung it stands") {
    const CommitteeId by{1};
    const struct {
        Outcome outcome;
        std::optional<CommitteeId> committee;
        std::optional<DepartureState> departure;
        Rung rung;
    } cases[] = {{Outcome::open, {}, {}, Rung::open},
                 {Outcome::followed, {}, {}, Rung::followed},
                 {Outcome::not_followed, {}, {}, Rung::not_followed},
                 {Outcome::not_followed, by, {}, Rung::ordered},
                 {Outcome::not_followed, by, DepartureState::open, Rung::carried_out},
                 {Outcome::not_followed, by, DepartureState::closed, Rung::carried_out},
                 {Outcome::not_followed, by, DepartureState::cancelled, Rung::taken_back}};
    for (const auto& one : cases) {
        Guidance guidance;
        guidance.outcome = one.outcome;
        guidance.committee_id = one.committee;
        guidance.departure = one.departure;
        CAPTURE(static_cast<int>(one.rung));
        CHECK(rung_of(guidance) == one.rung);
    }
}

TEST_CASE("what a decision may be about has the numbers that these records print") {
    for (const auto* table : {"application", "document", "guidance", "office", "user"}) {
        const bool is_yearly = std::string_view(table) == "application" || std::string_view(table) == "guidance";
        const auto number = printed_number(table, is_yearly ? 2026 * yearly_base + 12 : 12);
        CAPTURE(number);
        CHECK(reference_of(number) == number);
    }
    CHECK(reference_of("ｋ2026-1") == "K2026-01");
    CHECK(reference_of("g7") == "G0007");
    for (const auto* text : {"C2026-01", "M000001", "U", "", "T2026-01"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(reference_of(text), Error);
    }
}

TEST_CASE("numbers begin anew each fiscal year") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    CHECK(to_text(given(reg, user, day(2026, 3, 31))) == "K2025-01");
    CHECK(to_text(given(reg, user, day(2026, 4, 1))) == "K2026-01");
    CHECK(to_text(given(reg, user, day(2026, 3, 31))) == "K2025-02");
    CHECK(to_text(decided(reg, {}, day(2026, 3, 31))) == "C2025-01");
    CHECK(to_text(decided(reg, {}, day(2026, 4, 1))) == "C2026-01");
}

TEST_CASE("a measure is given to who is there, for facts, on a day that was") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto refused = [&](const std::string& facts, Date on, std::optional<Date> due) {
        return reg.refused([&](Change& c) {
            Guidance guidance;
            guidance.user_id = user;
            guidance.facts = facts;
            guidance.given_on = on;
            guidance.due_on = due;
            add_guidance(c, guidance);
        });
    };
    CHECK(refused("", day(2026, 3, 12), {}).code == Code::invalid);
    CHECK(refused("投稿", day(2026, 4, 2), {}).code == Code::invalid);
    CHECK(refused("投稿", day(2026, 3, 12), day(2026, 3, 11)).names("cannot be due on 2026-03-11"));
    CHECK(refused("投稿", day(2026, 3, 1), {}).names("was not registered on 2026-03-01"));
    const auto id = given(reg, user);
    CHECK(reg.refused([&](Change& c) { record_outcome(c, id, {Outcome::followed, day(2026, 3, 11)}); }).code == Code::invalid);
    found(reg, id, Outcome::followed);
    CHECK(reg.refused([&](Change& c) {
                 record_outcome(c, id, {Outcome::not_followed, day(2026, 3, 21)});
             })
              .code == Code::conflict);
}

TEST_CASE("a deletion is ordered for a measure that was not followed, by a later decision about it or the person") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office), other = reg.active(office);
    const auto id = given(reg, user);
    const auto number = to_text(id), person = to_text(user);
    const auto before = decided(reg, {number}, day(2026, 3, 19));
    const auto foreign = decided(reg, {to_text(other)});
    const auto order = [&](CommitteeId by) { return reg.refused([&](Change& c) { escalate(c, id, by); }); };
    CHECK(order(before).names("is open: a deletion needs a measure that was not followed (art. 11 (guidance) 2)"));
    found(reg, id, Outcome::not_followed);
    CHECK(order(before).names("before K2025-01 was found not followed on 2026-03-20"));
    CHECK(order(foreign).names("is neither about K2025-01 nor about U000001"));
    CHECK(order(foreign).code == Code::forbidden);
    CHECK(order(CommitteeId{9}).code == Code::not_found);
    ordered(reg, id, decided(reg, {person}));
    CHECK(order(foreign).code == Code::conflict);
    const auto second = given(reg, user);
    found(reg, second, Outcome::followed);
    const auto again = decided(reg, {person});
    CHECK(reg.refused([&](Change& c) { escalate(c, second, again); }).names("K2025-02 was followed on 2026-03-20"));
}

TEST_CASE("a forced departure says which piece is missing, and is stopped by no office that loses its only admin") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto head = reg.active(office, MemberRole::admin), other = reg.active(office);
    const auto by = decided(reg, {to_text(head), to_text(other)});
    const auto refused = [&](UserId user, CommitteeId id) {
        return reg.refused([&](Change& c) { withdraw_ordered(c, get_profile(c), user, {id, day(2026, 3, 26)}); });
    };
    CHECK(refused(head, by).names("osaki-mcs guide add U000001"));
    const auto id = given(reg, head);
    CHECK(refused(head, by).names("osaki-mcs guide outcome K2025-01"));
    found(reg, id, Outcome::not_followed);
    CHECK(refused(head, by).names("osaki-mcs guide escalate K2025-01 --committee C2025-01"));
    CHECK(refused(head, by).code == Code::forbidden);
    ordered(reg, id, by);
    CHECK(refused(other, by).names("no measure against U000002 was left unheeded"));
    CHECK(refused(head, decided(reg, {to_text(head)})).names("osaki-mcs withdraw U000001 --committee C2025-01"));
    CHECK(reg.refused([&](Change& c) {
                 withdraw_ordered(c, get_profile(c), head, {by, day(2026, 3, 24)});
             })
              .code == Code::invalid);
    carried_out(reg, head, by);
    CHECK(reg.user(head).state == UserState::leaving);
    const auto departure = departures_of(reg.view(), head).front();
    CHECK(departure.committee_id == by);
    CHECK(reg.application(*departure.application_id).decision_reason == "art. 11 (guidance) 2, C2025-01");
    CHECK(steps_of(reg.view(), departure.departure_id).front().done_on == day(2026, 3, 26));
    CHECK(refused(head, by).code == Code::conflict);
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("who left by a notice goes on leaving under the decision, and cannot cancel any more") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto id = given(reg, user);
    found(reg, id, Outcome::not_followed);
    const auto by = decided(reg, {to_text(id)});
    ordered(reg, id, by);
    reg.act([&](Change& c) { withdraw(c, user, {.received_on = day(2026, 3, 25)}); });
    carried_out(reg, user, by);
    CHECK(departures_of(reg.view(), user).size() == 1);
    CHECK(reg.refused([&](Change& c) { cancel_withdrawal(c, user, {}); }).names("--cancel --committee DECISION"));
    CHECK(reg.refused([&](Change& c) { cancel_withdrawal(c, user, by); }).code == Code::forbidden);
    const auto earlier = decided(reg, {to_text(user)}, day(2026, 3, 1));
    CHECK(reg.refused([&](Change& c) { cancel_withdrawal(c, user, earlier); }).code == Code::forbidden);
    const auto later = decided(reg, {to_text(user)}, day(2026, 3, 27));
    reg.act([&](Change& c) { cancel_withdrawal(c, user, later); });
    CHECK(reg.user(user).state == UserState::active);
    CHECK(rung_of(get_guidance(reg.view(), id)) == Rung::taken_back);
    CHECK(reg.refused([&](Change& c) { withdraw_ordered(c, get_profile(c), user, {by, reg.today()}); }).names("was taken back"));
}

TEST_CASE("with four eyes, who recorded the decision does not carry it out") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto id = given(reg, user);
    found(reg, id, Outcome::not_followed);
    const auto by = decided(reg, {to_text(id)});
    ordered(reg, id, by);
    reg.act([](Change& c) {
        set_profile(c, "rules.four_eyes", "true");
        add_operator(c, "sato", "佐藤", {"clerk"});
    });
    CHECK(reg.refused([&](Change& c) { withdraw_ordered(c, get_profile(c), user, {by, reg.today()}); }).code == Code::no_right);
    reg.login = "sato";
    carried_out(reg, user, by);
    CHECK(reg.user(user).state == UserState::leaving);
}

TEST_CASE("an order cannot be taken back while the departure rests on it") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto id = given(reg, user);
    const auto undo_last = [&](Change& c) { undo(c, last_operation(c, reg.login).operation); };
    const auto newest = [&] { return *sql::value<std::int64_t>(reg.view(), "SELECT max(operation_id) FROM operation"); };
    found(reg, id, Outcome::not_followed);
    const auto by = decided(reg, {to_text(id)});
    ordered(reg, id, by);
    const auto order = newest();
    carried_out(reg, user, by);
    CHECK(reg.refused([&](Change& c) { undo(c, order); }).names("no unheeded measure would rest on it"));
    reg.act(undo_last);
    CHECK(reg.user(user).state == UserState::active);
    reg.act([&](Change& c) { undo(c, order); });
    CHECK(rung_of(get_guidance(reg.view(), id)) == Rung::not_followed);
}

TEST_CASE("a measure cannot be taken back while a decision is about it") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    const auto id = given(reg, user);
    const auto operation = *sql::value<std::int64_t>(reg.view(), "SELECT max(operation_id) FROM operation");
    decided(reg, {to_text(id)});
    CHECK(reg.refused([&](Change& c) { undo(c, operation); }).names("decision C2025-01 is about K2025-01"));
    CHECK(right_to_undo({{"guidance", 1, "guide"}}) == Right::govern);
    CHECK(right_to_undo({{"guidance", 1, "escalate"}}) == Right::govern);
    CHECK(right_to_undo({{"guidance", 1, "outcome"}}) == Right::work);
    CHECK(right_to_undo({{"committee", 1, "decide"}}) == Right::govern);
}

TEST_CASE("the desk asks after a measure, after what the committee does about it, and after what it ordered") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"), MemberRole::admin);
    const auto id = given(reg, user, day(2026, 3, 12));
    CHECK(desk(reg).empty());
    reg.pass_days(11);  // 31 days after it was given
    CHECK(desk(reg) == Lines{"K2025-01 | osaki-mcs guide outcome K2025-01 --outcome OUTCOME"});
    found(reg, id, Outcome::not_followed, reg.today());
    CHECK(desk(reg) ==
          Lines{"K2025-01 | osaki-mcs committee add --kind supervision --about K2025-01 --subject TEXT --decision TEXT"});
    const auto by = decided(reg, {to_text(id)}, reg.today());
    CHECK(desk(reg) == Lines{"K2025-01 | osaki-mcs guide escalate K2025-01 --committee C2026-01"});
    ordered(reg, id, by);
    CHECK(desk(reg) == Lines{"U000001 | osaki-mcs withdraw U000001 --committee C2026-01"});
    carried_out(reg, user, by, reg.today());
    CHECK(desk(reg).empty());
    CHECK(open_departures(reg.view()).front().number == "U000001");
}

TEST_CASE("a further measure answers one that was not followed") {
    Register reg;
    const auto user = reg.active(reg.office("訪問看護ステーションひまわり"));
    found(reg, given(reg, user), Outcome::not_followed);
    CHECK(desk(reg).size() == 1);
    given(reg, user, day(2026, 3, 20), Measure::instruction);
    CHECK(desk(reg).empty());
}

TEST_CASE("measures go with a merged record, and a decision about the old number is about the person") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto keep = reg.active(office), gone = reg.active(office);
    const auto id = given(reg, gone);
    found(reg, id, Outcome::not_followed);
    const auto by = decided(reg, {to_text(gone)});
    reg.act([&](Change& c) { merge_users(c, {keep, gone}); }, "同じ人");
    CHECK(get_guidance(reg.view(), id).user_id == keep);
    ordered(reg, id, by);
    carried_out(reg, keep, by, reg.today());
    CHECK(reg.user(keep).state == UserState::leaving);
}

TEST_CASE("who left by a decision is met with a warning that names it, and who left by a notice is not") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto user = reg.active(office), other = reg.active(office);
    const auto id = given(reg, user);
    found(reg, id, Outcome::not_followed);
    const auto by = decided(reg, {to_text(id)});
    ordered(reg, id, by);
    carried_out(reg, user, by);
    reg.act([&](Change& c) { withdraw(c, other, {.received_on = day(2026, 3, 26)}); });
    for (const auto one : {user, other})
        for (const auto step :
             {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
            reg.act([&](Change& c) { advance_departure(c, one, step, day(2026, 3, 26), ""); });
    CHECK(left_under(reg.view(), user) == by);
    CHECK(!left_under(reg.view(), other));
    NewApplication again;
    again.office = office;
    again.ground = Ground::in_area;
    again.user = user;
    const auto is_warned = [&] {
        const auto view = reg.view();
        return codes_of(faults_of(view, Basis(view), again)).find("W_ORDERED") != std::string::npos;
    };
    CHECK(is_warned());
    again.user = other;
    CHECK(!is_warned());
}

TEST_CASE("a measure of a merged number was given to somebody in the register") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto gone = reg.active(office);
    given(reg, gone);
    reg.pass_days(40);
    const auto keep = reg.active(office);
    reg.act([&](Change& c) { merge_users(c, {keep, gone, {}}); }, "同じ方");
    CHECK(guidances_of(reg.view(), keep).size() == 1);
    for (const auto& finding : examine_register(reg.view()).findings) CHECK(finding.check != "guided-before-registered");
}
