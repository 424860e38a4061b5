// Trainings: how long each kind holds, and what is written down of one.
#include "osaki/domain/training.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("a training holds for ever, until the end of the fiscal year, or for months") {
    constexpr Validity forever{Lasting::forever}, year{Lasting::fiscal_year};
    const auto months = [](int n) { return Validity{Lasting::months, n}; };
    const struct {
        Validity validity;
        Date held_on;
        std::optional<Date> until;
    } cases[] = {
        {forever, day(2018, 4, 1), {}},
        {year, day(2026, 3, 31), day(2026, 3, 31)},
        {year, day(2026, 4, 1), day(2027, 3, 31)},
        {year, day(2026, 12, 31), day(2027, 3, 31)},
        {year, day(2027, 1, 1), day(2027, 3, 31)},
        {months(1), day(2026, 1, 31), day(2026, 2, 28)},
        {months(1), day(2024, 1, 30), day(2024, 2, 29)},
        {months(12), day(2026, 4, 15), day(2027, 4, 14)},
        {months(12), day(2024, 2, 29), day(2025, 2, 28)},
        {months(6), day(2026, 8, 31), day(2027, 2, 28)},
        {months(24), day(2026, 4, 1), day(2028, 3, 31)},
        {months(120), day(2026, 12, 31), day(2036, 12, 30)},
    };
    for (const auto& one : cases) {
        CAPTURE(to_text(one.held_on));
        CAPTURE(one.validity.months);
        CHECK(valid_until(one.validity, one.held_on) == one.until);
    }
}

TEST_CASE("each kind of training has its own rule") {
    Profile profile;
    CHECK(validity_of(profile, TrainingKind::initial) == Validity{Lasting::forever});
    CHECK(validity_of(profile, TrainingKind::annual) == Validity{Lasting::fiscal_year});
    CHECK(validity_of(profile, TrainingKind::admin) == Validity{Lasting::fiscal_year});
    CHECK(validity_of(profile, TrainingKind::special) == Validity{Lasting::forever});
    profile.admin_training = {Lasting::months, 24};
    CHECK(validity_of(profile, TrainingKind::admin) == Validity{Lasting::months, 24});
}

namespace {

Training planned(Date on) {
    Training training;
    training.topic = "　運用ポリシー研修 ";
    training.held_on = on;
    training.place = "大崎市民会館";
    return training;
}

}  // namespace

TEST_CASE("a training is numbered by the fiscal year it is held in") {
    Register reg;
    const auto add = [&](Date on) { return to_text(reg.act([&](Change& c) { return add_training(c, planned(on), {}); })); };
    CHECK(add(day(2026, 3, 31)) == "T2025-01");
    CHECK(add(day(2026, 4, 1)) == "T2026-01");
    CHECK(add(day(2027, 3, 31)) == "T2026-02");  // planned ahead
    CHECK(add(day(2027, 4, 1)) == "T2027-01");
    CHECK(get_training(reg.view(), TrainingId{2026 * yearly_base + 1}).topic == "運用ポリシー研修");
}

TEST_CASE("what a training covered is kept by version") {
    Register reg;
    const auto id = reg.act([&](Change& c) { return add_training(c, planned(day(2026, 4, 1)), {DocumentId{3}, DocumentId{4}}); });
    CHECK(documents_of(reg.view(), id).size() == 2);
    reg.act([&](Change& c) { edit_training(c, id, {.topic = "改訂研修", .documents = {DocumentId{2}}}); });
    REQUIRE(documents_of(reg.view(), id).size() == 1);
    CHECK(documents_of(reg.view(), id).front().version == "R3.3.1");
    CHECK(get_training(reg.view(), id).topic == "改訂研修");
    CHECK(get_training(reg.view(), id).place == "大崎市民会館");
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("a training that cannot be is refused") {
    Register reg;
    const auto add = [&](const Training& training, std::vector<DocumentId> documents) {
        return reg.refused([&](Change& c) { add_training(c, training, documents); });
    };
    auto nameless = planned(day(2026, 4, 1));
    nameless.topic = "　";
    CHECK(add(nameless, {}).found() == "topic E_MISSING");
    CHECK(add(planned(day(2026, 4, 1)), {DocumentId{99}}).code == Code::not_found);
    CHECK(add(planned(day(2026, 4, 1)), {DocumentId{3}, DocumentId{3}}).said == "D0003 is named twice");
}
