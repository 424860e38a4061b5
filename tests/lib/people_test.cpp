// Who was what on a day, read from the dated history: borders of intervals, second offices, merged numbers, closed offices.
#include "osaki/domain/people.hpp"

#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

// People whose lives are written down directly, day by day.
struct Lives {
    Register reg;
    int people = 0;

    UserId user(Date since, UserState state = UserState::registered, const std::string& profession = "nurse") {
        return reg.act([&](Change& c) {
            User user;
            user.name = "試験　" + std::to_string(++people) + "子";
            user.kana = "シケン　ハナコ";
            user.profession = profession;
            user.mail = "life" + std::to_string(people) + "@example.jp";
            user.state = state;
            return add_user(c, user, since);
        });
    }
    void state(UserId id, UserState to, Date on) {
        reg.act([&](Change& c) { set_state(c, get_user(c, id), to, on, "test"); });
    }
    void profession(UserId id, const std::string& to, Date on) {
        reg.act([&](Change& c) { change_profession(c, Codes(c), id, to, on); });
    }
    void belongs(UserId id, OfficeId office, Date since, std::optional<Date> until = {}) {
        reg.act([&](Change& c) {
            begin_membership(c, id, office, MemberRole::staff, since);
            if (until) end_membership(c, *find_open(c, id, office), *until);
        });
    }
    // Only the pointer, as merge_users leaves it: the histories stay each its own.
    void merge(UserId gone, UserId keep, Date on) {
        reg.act([&](Change& c) {
            auto user = get_user(c, gone);
            user.merged_into = keep;
            set_state(c, user, UserState::left, on, "merge");
        });
    }
    // "active O0002 home-nursing nurse", "-" for who is not there
    std::string on(UserId id, Date day) {
        const People people_read(reg.view());
        const auto person = people_read.find(id);
        if (!person) return "?";
        const auto standing = people_read.on(*person, day);
        if (!standing) return "-";
        const auto& [state, office, place] = *standing;
        return std::string(token_of(state)) + ' ' + (office.value == 0 ? "-" : to_text(office)) + ' ' +
               std::string(people_read.word(place.office_type)) + ' ' + std::string(people_read.word(place.profession));
    }
    // "1 joined, 0 left", of the days from and to and between
    std::string moves(UserId id, Date from, Date to) {
        const People people_read(reg.view());
        const auto person = *people_read.find(id);
        return std::to_string(people_read.times_joined(person, from, to)) + " joined, " +
               std::to_string(people_read.times_left(person, from, to)) + " left";
    }
};

}  // namespace

TEST_CASE("a state holds from its first day up to the day before the next") {
    Lives lives;
    const auto id = lives.user(day(2025, 4, 10));
    lives.state(id, UserState::active, day(2025, 5, 1));
    lives.state(id, UserState::suspended, day(2025, 6, 1));
    lives.state(id, UserState::active, day(2025, 6, 15));
    lives.state(id, UserState::left, day(2025, 9, 30));
    const struct {
        Date day;
        const char* state;
    } cases[] = {{day(2025, 4, 9), "-"},
                 {day(2025, 4, 10), "registered -  nurse"},
                 {day(2025, 4, 30), "registered -  nurse"},
                 {day(2025, 5, 1), "active -  nurse"},
                 {day(2025, 5, 31), "active -  nurse"},
                 {day(2025, 6, 1), "suspended -  nurse"},
                 {day(2025, 6, 14), "suspended -  nurse"},
                 {day(2025, 6, 15), "active -  nurse"},
                 {day(2025, 9, 29), "active -  nurse"},
                 {day(2025, 9, 30), "-"},
                 {day(2026, 3, 31), "-"}};
    for (const auto& one : cases) {
        CAPTURE(to_text(one.day));
        CHECK(lives.on(id, one.day) == one.state);
    }
    CHECK(lives.on({999}, day(2025, 5, 1)) == "?");
    CHECK(lives.on({0}, day(2025, 5, 1)) == "?");
}

TEST_CASE("the office is the one that somebody belongs to for longest of those on the day, with its type of that day") {
    Lives lives;
    const auto first = lives.reg.office("ひまわり"), second = lives.reg.office("すみれ");
    const auto id = lives.user(day(2025, 4, 1), UserState::active);
    lives.belongs(id, second, day(2025, 5, 1), day(2025, 8, 1));
    lives.belongs(id, first, day(2025, 6, 1));
    lives.reg.act([&](Change& c) { record_value(c, second, "type", "hospital", day(2025, 7, 1)); });
    lives.profession(id, "doctor", day(2025, 7, 15));
    const struct {
        Date day;
        std::string text;
    } cases[] = {{day(2025, 4, 30), "active -  nurse"},
                 {day(2025, 5, 1), "active " + to_text(second) + " home-nursing nurse"},
                 {day(2025, 6, 30), "active " + to_text(second) + " home-nursing nurse"},
                 {day(2025, 7, 1), "active " + to_text(second) + " hospital nurse"},
                 {day(2025, 7, 14), "active " + to_text(second) + " hospital nurse"},
                 {day(2025, 7, 15), "active " + to_text(second) + " hospital doctor"},
                 {day(2025, 7, 31), "active " + to_text(second) + " hospital doctor"},
                 {day(2025, 8, 1), "active " + to_text(first) + " home-nursing doctor"}};
    for (const auto& one : cases) {
        CAPTURE(to_text(one.day));
        CHECK(lives.on(id, one.day) == one.text);
    }
}

TEST_CASE("who came and who went is counted by days, and who is back on the day never went") {
    Lives lives;
    const auto moved = [&](std::vector<std::pair<UserState, Date>> states) {
        const auto id = lives.user(states.front().second, states.front().first);
        for (std::size_t i = 1; i < states.size(); ++i) lives.state(id, states[i].first, states[i].second);
        return lives.moves(id, day(2025, 10, 1), day(2025, 10, 31));
    };
    using enum UserState;
    CHECK(moved({{registered, day(2025, 9, 30)}}) == "0 joined, 0 left");
    CHECK(moved({{registered, day(2025, 10, 1)}}) == "1 joined, 0 left");
    CHECK(moved({{registered, day(2025, 10, 31)}}) == "1 joined, 0 left");
    CHECK(moved({{registered, day(2025, 11, 1)}}) == "0 joined, 0 left");
    // an ID on the day of registration, and later, are no second coming
    CHECK(moved({{registered, day(2025, 10, 5)}, {active, day(2025, 10, 5)}}) == "1 joined, 0 left");
    CHECK(moved({{registered, day(2025, 10, 5)}, {active, day(2025, 10, 9)}, {leaving, day(2025, 10, 20)}}) ==
          "1 joined, 0 left");
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 10, 1)}}) == "0 joined, 1 left");
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 10, 31)}}) == "0 joined, 1 left");
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 9, 30)}}) == "0 joined, 0 left");
    CHECK(moved({{registered, day(2025, 10, 5)}, {left, day(2025, 10, 25)}}) == "1 joined, 1 left");
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 10, 5)}, {registered, day(2025, 10, 20)}}) == "1 joined, 1 left");
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 9, 5)}, {registered, day(2025, 10, 20)}}) == "1 joined, 0 left");
    // the same day: left and back, and the other way round
    CHECK(moved({{active, day(2025, 4, 1)}, {left, day(2025, 10, 5)}, {registered, day(2025, 10, 5)}}) == "0 joined, 0 left");
    CHECK(moved({{registered, day(2025, 10, 5)}, {left, day(2025, 10, 5)}}) == "1 joined, 1 left");
}

TEST_CASE("somebody who left is counted where the last office was, with the type it had on the last day there") {
    Lives lives;
    const auto one = lives.reg.office("ひまわり"), two = lives.reg.office("すみれ");
    lives.reg.act([&](Change& c) { record_value(c, two, "type", "hospital", day(2025, 1, 1)); });
    const auto id = lives.user(day(2024, 4, 1), UserState::active);
    lives.belongs(id, one, day(2024, 4, 1), day(2025, 2, 1));
    lives.belongs(id, two, day(2024, 6, 1), day(2025, 5, 1));
    lives.state(id, UserState::left, day(2025, 5, 1));
    lives.reg.act([&](Change& c) { record_value(c, two, "type", "clinic", day(2025, 5, 10)); });
    const auto around = [&](Date on) {
        const People people(lives.reg.view());
        return std::string(people.word(people.place_around(*people.find(id), on).office_type));
    };
    CHECK(around(day(2024, 3, 31)) == "");
    CHECK(around(day(2024, 12, 31)) == "home-nursing");
    CHECK(around(day(2025, 2, 1)) == "hospital");
    CHECK(around(day(2025, 5, 31)) == "hospital");
    // a membership that ended on its first day is one too
    const auto short_one = lives.user(day(2025, 3, 1), UserState::active);
    lives.belongs(short_one, two, day(2025, 3, 1), day(2025, 3, 1));
    const People people(lives.reg.view());
    CHECK(people.word(people.place_around(*people.find(short_one), day(2025, 3, 31)).office_type) == "hospital");
}

TEST_CASE("two numbers of one human are one person on every day, over as many merges as there were") {
    Lives lives;
    const auto office = lives.reg.office("ひまわり");
    const auto keep = lives.user(day(2024, 4, 1)), second = lives.user(day(2024, 2, 1), UserState::active, "doctor"),
               third = lives.user(day(2023, 4, 1), UserState::active, "pharmacist");
    lives.belongs(second, office, day(2024, 2, 1), day(2024, 7, 1));
    lives.merge(third, second, day(2024, 6, 10));
    lives.merge(second, keep, day(2024, 8, 20));
    const People people(lives.reg.view());
    const auto founders = people.find(third);
    REQUIRE(founders);
    CHECK(people.id(*founders) == keep);
    CHECK(people.standing(second) == keep);
    CHECK(people.standing({999}) == UserId{999});
    // the number that stands says what somebody is as soon as it says anything
    CHECK(lives.on(third, day(2023, 3, 31)) == "-");
    CHECK(lives.on(keep, day(2023, 5, 1)) == "active -  pharmacist");
    CHECK(lives.on(keep, day(2024, 2, 2)) == "active " + to_text(office) + " home-nursing doctor");
    CHECK(lives.on(keep, day(2024, 5, 1)) == "active " + to_text(office) + " home-nursing nurse");
    CHECK(lives.on(keep, day(2024, 9, 1)) == "registered -  nurse");
    // nobody came or went by it
    CHECK(lives.moves(keep, day(2024, 1, 1), day(2024, 12, 31)) == "0 joined, 0 left");
    CHECK(lives.moves(keep, day(2023, 4, 1), day(2023, 4, 30)) == "1 joined, 0 left");
    std::size_t there = 0;
    for (std::size_t person = 0; person < people.size(); ++person)
        if (people.on(person, day(2024, 5, 1))) ++there;
    CHECK(there == 1);
}

TEST_CASE("offices are counted from the day their type is known until they close, the secretariat's own never") {
    Lives lives;
    const auto open = lives.reg.office("ひまわり", "042153", day(2020, 4, 1));
    const auto shut = lives.reg.office("すみれ", "042153", day(2020, 4, 1));
    lives.reg.act([&](Change& c) { close_office(c, shut, day(2025, 7, 1)); });
    const People people(lives.reg.view());
    const auto on = [&](Date day) {
        std::string text;
        for (const auto& [office, type] : people.offices_on(day))
            text += (text.empty() ? "" : " ") + to_text(office) + "=" + std::string(people.word(type));
        return text;
    };
    const auto both = to_text(open) + "=home-nursing " + to_text(shut) + "=home-nursing";
    CHECK(on(day(2020, 3, 31)) == "");
    CHECK(on(day(2020, 4, 1)) == both);
    CHECK(on(day(2025, 6, 30)) == both);
    CHECK(on(day(2025, 7, 1)) == to_text(open) + "=home-nursing");
}

TEST_CASE("an office of which nobody knows since when it is there is counted with its first member, and has its type for ever") {
    Lives lives;
    const auto office = lives.reg.act([](Change& c) {
        NewOffice unknown;
        unknown.name = "ひまわり";
        unknown.type = "home-nursing";
        return add_office(c, Codes(c), unknown);
    });
    const auto nurse = lives.user(day(2020, 4, 1), UserState::active);
    lives.belongs(nurse, office, day(2020, 4, 1));
    const People people(lives.reg.view());
    CHECK(people.offices_on(day(2020, 3, 31)).empty());
    REQUIRE(people.offices_on(day(2020, 4, 1)).size() == 1);
    CHECK(people.word(people.on(*people.find(nurse), day(2020, 4, 1))->place.office_type) == "home-nursing");
}

TEST_CASE("a register of nobody has no people") {
    Register reg;
    const People people(reg.view());
    CHECK(people.size() == 0);
    CHECK_FALSE(people.find({1}));
    CHECK(people.offices_on(day(2026, 4, 1)).empty());
}
