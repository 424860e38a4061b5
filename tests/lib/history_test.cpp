// History by business day: what somebody was on a day, around every border.
#include "osaki/domain/history.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

UserId somebody(Register& reg, Date since) {
    return reg.act([&](Change& c) {
        User user;
        user.name = "佐藤　花子";
        user.profession = "nurse";
        user.mail = "hanako@example.jp";
        return add_user(c, user, since);
    });
}

void record(Register& reg, UserId user, const char* value, Date on) {
    reg.act([&](Change& c) { record_value(c, user, "profession", value, on); });
}

std::string intervals(Register& reg, UserId user) {
    std::string text;
    for (const auto& one : history_of(reg.view(), user))
        if (one.field == "profession")
            text += one.value + " " + to_text(one.since) + ".." + (one.until ? to_text(*one.until) : "") + "\n";
    return text;
}

}  // namespace

TEST_CASE("a value holds from its first day to the day before the next one") {
    Register reg;
    const auto user = somebody(reg, day(2024, 2, 28));
    record(reg, user, "public-health-nurse", day(2024, 3, 1));
    record(reg, user, "care-manager", day(2026, 4, 1));
    CHECK(intervals(reg, user) ==
          "nurse 2024-02-28..2024-03-01\n"
          "public-health-nurse 2024-03-01..2026-04-01\n"
          "care-manager 2026-04-01..\n");
    const std::pair<Date, const char*> days[] = {{day(1999, 1, 1), "-"},
                                                 {day(2024, 2, 27), "-"},
                                                 {day(2024, 2, 28), "nurse"},
                                                 {day(2024, 2, 29), "nurse"},
                                                 {day(2024, 3, 1), "public-health-nurse"},
                                                 {day(2026, 3, 31), "public-health-nurse"},
                                                 {day(2026, 4, 1), "care-manager"},
                                                 {day(2100, 1, 1), "care-manager"}};
    for (const auto& [on, value] : days) {
        CAPTURE(on);
        CHECK(value_on(reg.view(), user, "profession", on).value_or("-") == value);
    }
    CHECK_FALSE(value_on(reg.view(), user, "type", day(2026, 4, 1)).has_value());
    CHECK_FALSE(value_on(reg.view(), UserId{77}, "profession", day(2026, 4, 1)).has_value());
}

TEST_CASE("of several values on one day the last one is true") {
    Register reg;
    const auto user = somebody(reg, day(2026, 3, 1));
    record(reg, user, "doctor", day(2026, 3, 10));
    record(reg, user, "dentist", day(2026, 3, 10));
    record(reg, user, "midwife", day(2026, 3, 10));
    CHECK(value_on(reg.view(), user, "profession", day(2026, 3, 9)) == "nurse");
    CHECK(value_on(reg.view(), user, "profession", day(2026, 3, 10)) == "midwife");
    CHECK(value_on(reg.view(), user, "profession", day(2026, 3, 11)) == "midwife");
}

TEST_CASE("the same value again writes nothing, and nothing begins before what it follows") {
    Register reg;
    const auto user = somebody(reg, day(2026, 3, 1));
    const auto before = reg.contents();
    reg.act([&](Change& c) { record_value(c, user, "profession", "nurse", day(2026, 3, 20)); });
    CHECK(reg.contents() == before);
    const auto early = reg.refused([&](Change& c) { record_value(c, user, "profession", "doctor", day(2026, 2, 28)); });
    CHECK(early.code == Code::invalid);
    CHECK(early.said == "2026-02-28 lies before 2026-03-01, the day nurse began");
}

TEST_CASE("the life of a user can be read again for any day of the past") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり"), other = reg.office("すみれ薬局");
    const auto user = reg.active(office);
    reg.act([&](Change& c) {
        transfer(c, Basis(c), {.user = user, .from = office, .to = other, .on = day(2026, 3, 15)});
        suspend_user(c, user, day(2026, 3, 17), {});
        restore_user(c, user, day(2026, 3, 19));
        withdraw(c, user, {.received_on = day(2026, 3, 22)});
        cancel_departure(c, user);
    });
    const std::pair<Date, const char*> days[] = {
        {day(2026, 3, 4), "-"},          {day(2026, 3, 5), "registered"}, {day(2026, 3, 10), "active"},
        {day(2026, 3, 15), "active"},    {day(2026, 3, 16), "active"},    {day(2026, 3, 17), "suspended"},
        {day(2026, 3, 18), "suspended"}, {day(2026, 3, 19), "active"},    {day(2026, 3, 21), "active"},
        {day(2026, 3, 22), "leaving"},   {day(2026, 3, 31), "leaving"},   {day(2026, 4, 1), "active"}};
    for (const auto& [on, state] : days) {
        CAPTURE(on);
        CHECK(value_on(reg.view(), user, "state", on).value_or("-") == state);
    }
}
