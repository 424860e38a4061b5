// Who came to which training: users and applicants, what counts, and who is due.
#include "osaki/domain/attendance_status.hpp"

#include "osaki/domain/merge.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

TrainingId held(Register& reg, TrainingKind kind, Date on) {
    return reg.act([&](Change& c) {
        Training training;
        training.kind = kind;
        training.topic = "研修";
        training.held_on = on;
        return add_training(c, training, {});
    });
}

Attendance record(Register& reg, TrainingId id, const Person& person, const Result& result = {}) {
    return reg.act([&](Change& c) { return record_attendance(c, id, person, result); });
}

std::vector<std::string> never(Register& reg, TrainingKind kind) {
    std::vector<std::string> numbers;
    for (const auto& one : never_trained(reg.view(), kind, {})) numbers.push_back(to_text(one.user_id));
    return numbers;
}

// A member whom nobody trained: taken over, or from before trainings were kept.
UserId untrained(Register& reg, OfficeId office) {
    reg.act([](Change& c) { set_profile(c, "gates.training", "false"); });
    const auto user = reg.active(office);
    reg.act([&](Change& c) {
        for (const auto& one : attendances_of(c, user)) c.remove("test", one);
        set_profile(c, "gates.training", "true");
    });
    return user;
}

}  // namespace

TEST_CASE("who is recorded, and what is refused") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto user = reg.active(office);
    const auto id = held(reg, TrainingKind::annual, day(2026, 4, 1)), ahead = held(reg, TrainingKind::annual, day(2026, 4, 2));
    const auto refused = [&](TrainingId training, const Person& person, const Result& result) {
        return reg.refused([&](Change& c) { record_attendance(c, training, person, result); });
    };
    const auto first = record(reg, id, {user, {}}, {.score = 80});
    CHECK(first.office_id == office);
    CHECK(first.result == Attended::attended);
    const auto again = refused(id, {user, {}}, {.attended = Attended::passed});
    CHECK(again.code == Code::conflict);
    CHECK(again.names(
        "is recorded at T2026-01 already: attended; to correct it: osaki-mcs train record T2026-01 U000001 --update"));
    CHECK(record(reg, id, {user, {}}, {.attended = Attended::passed, .score = 90, .update = true}).score == 90);
    CHECK(refused(ahead, {user, {}}, {}).said == "T2026-02 is held on 2026-04-02; nobody can be recorded before that day");
    CHECK(refused(id, {user, {}}, {.score = 101, .update = true}).code == Code::invalid);
    CHECK(refused(id, {user, {}}, {.attended = Attended::absent, .score = 5, .update = true}).code == Code::invalid);
    CHECK(refused(id, {user, {}}, {.office = reg.office("すみれ"), .update = true}).said ==
          "U000001 never belonged to office O0003");
    CHECK(reg.refused([&](Change& c) { edit_training(c, id, {.held_on = day(2026, 4, 2)}); }).code == Code::conflict);
}

TEST_CASE("an applicant who was there is the user who was there") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto id = reg.ready(reg.form(office));
    const auto training = held(reg, TrainingKind::annual, day(2026, 4, 1));
    record(reg, training, {{}, id});
    const auto user = *reg.act([&](Change& c) { return approve(c, Basis(c), id, {}).user_id; });
    const auto all = attendances_of(reg.view(), user);
    REQUIRE(all.size() == 2);
    CHECK(all.back().training_id == training);
    CHECK(all.back().office_id == office);
    CHECK(reg.refused([&](Change& c) { record_attendance(c, training, person_of(c, to_text(id)), {}); }).code == Code::conflict);
    reg.act([&](Change& c) { cancel_application(c, c.today() == c.today() ? receive(c, Basis(c), reg.form(office)) : id); });
    const auto off = list_applications(reg.view(), {.where = "state=cancelled"}).front().application_id;
    CHECK(reg.refused([&](Change& c) { record_attendance(c, training, person_of(c, to_text(off)), {}); }).code == Code::conflict);
}

TEST_CASE("a further membership does not record anybody twice") {
    Register reg;
    const auto form = reg.form(reg.office("ひまわり"));
    const auto user = reg.active(form);
    auto further = form;
    further.office = reg.office("すみれ");
    const auto id = reg.ready(further);
    reg.act([&](Change& c) { approve(c, Basis(c), id, {}); });
    CHECK(attendances_of(reg.view(), user).size() == 1);
}

TEST_CASE("only a training of the kind that was attended and still holds opens the gate") {
    Register reg;
    const auto user = untrained(reg, reg.office("ひまわり"));
    const auto initial = held(reg, TrainingKind::initial, day(2026, 3, 20));
    const auto trained = [&](const char* rule, Date on) {
        reg.act([&](Change& c) { set_profile(c, "training.initial", rule); });
        const auto view = reg.view();
        return is_trained(view, get_profile(view), {user, {}}, TrainingKind::initial, on);
    };
    record(reg, held(reg, TrainingKind::annual, day(2026, 3, 1)), {user, {}});
    CHECK_FALSE(trained("forever", day(2026, 4, 1)));
    for (const auto result : {Attended::absent, Attended::failed, Attended::passed, Attended::attended}) {
        CAPTURE(token_of(result));
        record(reg, initial, {user, {}}, {.attended = result, .update = true});
        CHECK(trained("forever", day(2026, 4, 1)) == counts(result));
    }
    CHECK_FALSE(trained("forever", day(2026, 3, 19)));
    CHECK(trained("forever", day(2026, 3, 20)));
    CHECK(trained("fiscal-year", day(2026, 3, 31)));
    CHECK_FALSE(trained("fiscal-year", day(2026, 4, 1)));
    CHECK(trained("2-months", day(2026, 5, 19)));
    CHECK_FALSE(trained("2-months", day(2026, 5, 20)));
}

TEST_CASE("the lists and the rule agree on the last day, whatever day it was held") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto user = reg.active(office);
    const auto last = reg.today();
    for (const auto* rule : {"fiscal-year", "1-months", "12-months", "18-months"}) {
        reg.act([&](Change& c) { set_profile(c, "training.annual", rule); });
        const auto id = held(reg, TrainingKind::annual, day(2023, 1, 1));
        record(reg, id, {user, {}});
        for (auto on = day(2023, 12, 1); on <= last; on = on + 13) {
            reg.act([&](Change& c) { edit_training(c, id, {.held_on = on}); });
            const auto view = reg.view();
            const auto status = training_status(view, {fiscal_year_of(last)}, {});
            CAPTURE(rule);
            CAPTURE(to_text(on));
            REQUIRE(status.size() == 1);
            REQUIRE(status.front().annual_until == valid_until(get_profile(view).annual_training, on));
        }
        reg.act([&](Change& c) {
            for (const auto& one : attendances_of(c, id)) c.remove("test", one);
        });
    }
}

TEST_CASE("who was never trained, and who holds an ID all the same") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto trained = reg.active(office, MemberRole::admin);
    const auto without = untrained(reg, office);
    const auto waiting = reg.act([&](Change& c) {
        const auto id = receive(c, Basis(c), reg.form(office));
        check_application(c, get_profile(c), id, {});
        return *approve(c, Basis(c), id, {.on = day(2026, 3, 5)}).user_id;
    });
    CHECK(never(reg, TrainingKind::initial) == std::vector<std::string>{to_text(without), to_text(waiting)});
    const auto all = never_trained(reg.view(), TrainingKind::initial, {});
    CHECK(all.front().holds_id);
    CHECK_FALSE(all.back().holds_id);
    CHECK(never_trained(reg.view(), TrainingKind::initial, {.where = "holds_id=true"}).size() == 1);
    CHECK(never(reg, TrainingKind::admin) == std::vector<std::string>{to_text(trained)});  // the others are no admins
    CHECK(never(reg, TrainingKind::annual).size() == 3);
    record(reg, held(reg, TrainingKind::annual, day(2026, 3, 1)), {trained, {}});
    CHECK(never(reg, TrainingKind::annual).size() == 3);  // of the fiscal year before
    record(reg, held(reg, TrainingKind::annual, day(2026, 4, 1)), {trained, {}});
    CHECK(never(reg, TrainingKind::annual).size() == 2);
}

TEST_CASE("whose training runs out between two days") {
    Register reg;
    const auto user = reg.active(reg.office("ひまわり"));
    record(reg, held(reg, TrainingKind::annual, day(2025, 6, 1)), {user, {}});  // until 2026-03-31
    const auto due = [&](std::int64_t from, std::int64_t to) { return trainings_due(reg.view(), {from, to}, {}); };
    REQUIRE(due(-1, 0).size() == 1);
    CHECK(due(-1, 0).front().days == -1);
    CHECK(due(-1, 0).front().valid_until == day(2026, 3, 31));
    CHECK(due(0, 364).empty());
    record(reg, held(reg, TrainingKind::annual, day(2026, 4, 1)), {user, {}});
    CHECK(due(-1, 0).empty());
    CHECK(due(0, 363).empty());
    REQUIRE(due(364, 364).size() == 1);
    CHECK(due(364, 364).front().training_id == TrainingId{2026 * yearly_base + 1});
}

TEST_CASE("the share that is trained counts live users of the office in the year") {
    Register reg;
    const auto office = reg.office("ひまわり"), other = reg.office("すみれ");
    const auto user = reg.active(office);
    untrained(reg, office);
    reg.active(other);
    record(reg, held(reg, TrainingKind::annual, day(2026, 4, 1)), {user, {}});
    const auto share = [&](int year, std::optional<OfficeId> of) {
        const auto one = share_of(training_status(reg.view(), {{year}, of}, {}));
        return std::to_string(one.initial) + "/" + std::to_string(one.annual) + "/" + std::to_string(one.users);
    };
    CHECK(share(2026, {}) == "2/1/3");
    CHECK(share(2025, {}) == "2/0/3");
    CHECK(share(2026, office) == "1/1/2");
    CHECK(share(2026, other) == "1/0/1");
}

TEST_CASE("of two records of one human the better result holds") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto keep = reg.active(office), gone = reg.active(office);
    const auto both = held(reg, TrainingKind::annual, day(2026, 4, 1)), one = held(reg, TrainingKind::special, day(2026, 3, 1));
    record(reg, both, {keep, {}}, {.attended = Attended::absent});
    record(reg, both, {gone, {}}, {.attended = Attended::passed, .score = 90});
    record(reg, one, {gone, {}});
    reg.act([&](Change& c) { merge_users(c, {.keep = keep, .gone = gone}); }, "同じ方");
    const auto all = attendances_of(reg.view(), keep);
    CHECK(all.size() == 3);  // the initial one, the one of both, the other's
    CHECK(find_attendance(reg.view(), both, {keep, {}})->result == Attended::passed);
    CHECK(find_attendance(reg.view(), both, {keep, {}})->score == 90);
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("a correction changes what it says and nothing else") {
    Register reg;
    const auto user = reg.active(reg.office("ひまわり"));
    const auto id = held(reg, TrainingKind::annual, day(2026, 4, 1));
    record(reg, id, {user, {}}, {.attended = Attended::passed, .score = 85});
    const struct {
        const char* what;
        Result said;
        Attended result;
        std::optional<std::int64_t> score;
    } cases[] = {{"nothing", {}, Attended::passed, 85},
                 {"the score", {.score = 90}, Attended::passed, 90},
                 {"the result", {.attended = Attended::failed}, Attended::failed, 90},
                 {"who was absent has no score", {.attended = Attended::absent}, Attended::absent, {}}};
    for (const auto& [what, said, result, score] : cases) {
        CAPTURE(what);
        auto correction = said;
        correction.update = true;
        const auto now = record(reg, id, {user, {}}, correction);
        CHECK(now.result == result);
        CHECK(now.score == score);
    }
    CHECK(reg.refused([&](Change& c) {
                 record_attendance(c, id, {user, {}}, {.score = 5, .update = true});
             })
              .code == Code::invalid);
}

TEST_CASE("two numbers of one person are one person at a training") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto keep = reg.active(office), gone = reg.active(office);
    const auto id = held(reg, TrainingKind::annual, day(2026, 4, 1));
    record(reg, id, {keep, {}}, {.attended = Attended::failed});
    record(reg, id, {gone, {}}, {.attended = Attended::passed});
    reg.act([&](Change& c) { merge_users(c, {.keep = keep, .gone = gone}); }, "同じ方");
    CHECK(get_training(reg.view(), id).attended == 1);
    CHECK(get_training(reg.view(), id).absent == 0);
    REQUIRE(attendances_of(reg.view(), id).size() == 1);
    CHECK(attendances_of(reg.view(), id).front().user_id == keep);
}
