// Reviews: who is asked, until when he is known, and what each answer leads to.
#include "osaki/domain/answering.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/desk.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/review_report.hpp"
#include "osaki/domain/undo.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

// A group past the library: its own noun stands above.
GroupId group(Register& reg, OfficeId host, std::optional<UserId> owner, Date since = day(2026, 3, 15)) {
    return reg.act([&](Change& c) {
        sql::execute(c, "INSERT INTO \"group\" (kind, label, office_id, opened_on) VALUES ('patient', 'P-0001', ?, ?)", host,
                     since);
        const auto id = *sql::value<GroupId>(c, "SELECT max(group_id) FROM \"group\"");
        if (owner) sql::execute(c, "INSERT INTO group_owner (group_id, user_id, since) VALUES (?, ?, ?)", id, *owner, since);
        c.note("test", "group", id.value);
        return id;
    });
}

ReviewId opened(Register& reg, const NewReview& wanted = {}) {
    return reg.act([&](Change& c) { return open_review(c, wanted); });
}

ReviewItem item_about(Register& reg, UserId user, ReviewSubject subject = ReviewSubject::membership) {
    for (const auto& item : review_items_of(reg.view(), user))
        if (item.subject == subject) return item;
    FAIL("nobody asks about that");
    return {};
}

ReviewItem answered(Register& reg, const ReviewItem& item, ReviewAnswer answer, const char* reason = "") {
    return reg.act(
        [&](Change& c) {
            return answer_item(c, item.review_item_id, {answer, c.today(), "", "電話番号"}, !c.actor().reason.empty());
        },
        reason);
}

std::string subjects(Register& reg, ReviewId id) {
    std::string text;
    for (const auto& item : items_of(reg.view(), id, {})) text += (text.empty() ? "" : " ") + std::string(token_of(item.subject));
    return text;
}

}  // namespace

TEST_CASE("a scope says whom a review asks about") {
    using enum ReviewSubject;
    const struct {
        ReviewScope scope;
        bool membership, admin, owner, group;
    } cases[] = {{ReviewScope::all, true, true, true, true},
                 {ReviewScope::users, true, true, false, false},
                 {ReviewScope::admins, false, true, true, true},
                 {ReviewScope::owners, false, false, true, true}};
    for (const auto& c : cases) {
        CAPTURE(token_of(c.scope));
        CHECK(asks(c.scope, membership) == c.membership);
        CHECK(asks(c.scope, admin) == c.admin);
        CHECK(asks(c.scope, owner) == c.owner);
        CHECK(asks(c.scope, group) == c.group);
    }
}

TEST_CASE("members are confirmed again after 92 days, admins and owners after 31, over month ends and leap days") {
    using enum ReviewSubject;
    const struct {
        ReviewSubject subject;
        Date known;
        const char* due;
    } cases[] = {{membership, day(2026, 4, 1), "2026-07-02"}, {membership, day(2027, 12, 1), "2028-03-02"},
                 {group, day(2026, 4, 1), "2026-07-02"},      {admin, day(2026, 4, 1), "2026-05-02"},
                 {admin, day(2028, 1, 31), "2028-03-02"},     {owner, day(2026, 12, 31), "2027-01-31"}};
    for (const auto& c : cases) {
        CAPTURE(c.due);
        CHECK(to_text(next_due({}, c.subject, c.known)) == c.due);
    }
    Profile often;
    often.review_user_days = 7;
    CHECK(to_text(next_due(often, membership, day(2026, 4, 1))) == "2026-04-08");
}

TEST_CASE("a second answer is no news, a contradiction, or takes the first one's place") {
    using enum ReviewAnswer;
    const struct {
        std::optional<ReviewAnswer> before;
        ReviewAnswer now;
        bool may_replace;
        SecondAnswer is;
    } cases[] = {{std::nullopt, left, false, SecondAnswer::first},      {std::nullopt, left, true, SecondAnswer::first},
                 {confirmed, confirmed, false, SecondAnswer::same},     {confirmed, confirmed, true, SecondAnswer::same},
                 {confirmed, left, false, SecondAnswer::contradiction}, {left, changed, false, SecondAnswer::contradiction},
                 {confirmed, left, true, SecondAnswer::replacement},    {changed, confirmed, true, SecondAnswer::replacement}};
    for (const auto& c : cases) {
        CAPTURE(token_of(c.now));
        CHECK(second_answer(c.before, c.now, c.may_replace) == c.is);
    }
}

TEST_CASE("the snapshot holds every live membership, open group and owner, and nobody who is leaving") {
    Register reg;
    const auto office = reg.office("ひまわり"), other = reg.office("すみれ");
    const auto head = reg.active(office, MemberRole::admin);
    reg.active(office);
    const auto going = reg.active(office);
    reg.active(other);
    group(reg, office, head);
    reg.act([&](Change& c) { withdraw(c, going, {.received_on = day(2026, 3, 20)}); });
    const auto all = opened(reg);
    CHECK(to_text(all) == "R2026-01");
    CHECK(subjects(reg, all) == "admin group membership owner membership");
    CHECK(get_review(reg.view(), all).offices == 2);
    CHECK(subjects(reg, opened(reg, {.scope = ReviewScope::owners})) == "group owner");
    CHECK(reg.refused([](Change& c) { open_review(c, {}); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { open_review(c, {.offices = {other}}); }).names("R2026-01"));
    CHECK(subjects(reg, opened(reg, {.scope = ReviewScope::users, .offices = {other}})) == "membership");
    CHECK(reg.refused([&](Change& c) { open_review(c, {.scope = ReviewScope::admins, .offices = {other}}); }).code ==
          Code::conflict);
}

TEST_CASE("who is gone leaves one office of two, or the network; the only admin or owner waits for a successor") {
    Register reg;
    const auto office = reg.office("ひまわり"), other = reg.office("すみれ");
    const auto head = reg.active(office, MemberRole::admin), member = reg.active(office), owner = reg.active(office),
               busy = reg.active(office);
    reg.act([&](Change& c) { begin_membership(c, busy, other, MemberRole::staff, day(2026, 3, 20)); });
    const auto care = group(reg, office, owner);
    opened(reg);

    CHECK_FALSE(answered(reg, item_about(reg, member), ReviewAnswer::left).waiting);
    CHECK(reg.user(member).state == UserState::leaving);
    CHECK_FALSE(answered(reg, item_about(reg, busy), ReviewAnswer::left).waiting);
    CHECK(reg.user(busy).state == UserState::active);
    CHECK(open_memberships(reg.view(), busy).size() == 1);

    const auto head_item = answered(reg, item_about(reg, head, ReviewSubject::admin), ReviewAnswer::left);
    CHECK(head_item.waiting);
    CHECK(reg.user(head).state == UserState::active);
    CHECK(hindrance(reg.view(), head_item, reg.today())->english().find("only admin") != std::string::npos);
    const auto owner_item = answered(reg, item_about(reg, owner), ReviewAnswer::left);
    CHECK(owner_item.waiting);
    CHECK(hindrance(reg.view(), owner_item, reg.today())->english().find("only owner of group G0001") != std::string::npos);
    CHECK(answered(reg, item_about(reg, owner, ReviewSubject::owner), ReviewAnswer::left).waiting);

    reg.act([&](Change& c) {
        sql::execute(c, "INSERT INTO group_owner (group_id, user_id, since) VALUES (?, ?, '2026-04-01')", care, head);
        c.note("test", "group", care.value);
        withdraw(c, owner, {.received_on = c.today()});
    });
    CHECK_FALSE(item_about(reg, owner).waiting);
    CHECK_FALSE(item_about(reg, owner, ReviewSubject::owner).waiting);
}

TEST_CASE("an answer about a group says that it lives, or that somebody has to archive it") {
    Register reg;
    const auto office = reg.office("ひまわり");
    reg.active(office, MemberRole::admin);
    const auto care = group(reg, office, std::nullopt);
    const auto id = opened(reg, {.scope = ReviewScope::owners});
    const auto item = items_of(reg.view(), id, {}).front();
    const auto confirmed = answered(reg, item, ReviewAnswer::confirmed);
    CHECK(sql::value<Date>(reg.view(), "SELECT confirmed_on FROM \"group\" WHERE group_id = ?", care) == reg.today());
    CHECK(answered(reg, confirmed, ReviewAnswer::left, "電話で訂正").waiting);
}

TEST_CASE("an answer stands unless somebody says why, is not given before the question, and not after the end") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto user = reg.active(office, MemberRole::admin);
    const auto id = opened(reg);
    const auto item = item_about(reg, user, ReviewSubject::admin).review_item_id;
    const auto reply = [&](ReviewAnswer answer, Date on, bool may_replace = false) {
        return [=](Change& c) { answer_item(c, item, {answer, on, "", "x"}, may_replace); };
    };
    CHECK(reg.refused(reply(ReviewAnswer::confirmed, day(2026, 3, 31))).found() == "answered_on E_TOO_EARLY");
    CHECK(reg.refused(reply(ReviewAnswer::confirmed, day(2026, 4, 2))).found() == "answered_on E_FUTURE");
    reg.act(reply(ReviewAnswer::changed, reg.today()));
    CHECK(reg.refused(reply(ReviewAnswer::confirmed, reg.today())).found() == "answer E_ANSWERED");
    CHECK(get_review_item(reg.view(), item).waiting);
    reg.act([&](Change& c) { finish_item(c, item, c.today()); });
    CHECK(reg.refused([&](Change& c) { finish_item(c, item, c.today()); }).code == Code::conflict);
    reg.act(reply(ReviewAnswer::confirmed, reg.today(), true));
    CHECK_FALSE(get_review_item(reg.view(), item).done_on);
    reg.act([&](Change& c) { close_review(c, id); });
    CHECK(reg.refused(reply(ReviewAnswer::left, reg.today(), true)).found().find("E_REVIEW_CLOSED") != std::string::npos);
}

TEST_CASE("a review with silence closes only with a reason, and the silence stays") {
    Register reg;
    const auto office = reg.office("ひまわり");
    reg.active(office, MemberRole::admin);
    const auto id = opened(reg);
    CHECK(reg.refused([&](Change& c) { close_review(c, id); }).code == Code::forbidden);
    reg.pass_days(20);
    reg.act([&](Change& c) { close_review(c, id); }, "回答なし");
    const auto review = get_review(reg.view(), id);
    CHECK(review.silent == 1);
    CHECK(review.closed_for == "回答なし");
    const auto offices = review_offices(reg.view(), review, true);
    REQUIRE(offices.size() == 1);
    CHECK(offices[0].overdue == 6);
}

TEST_CASE("who is overdue is counted from the last answer, else from the beginning, by the days of the profile") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto head = reg.active(office, MemberRole::admin), member = reg.active(office);
    const auto care = group(reg, office, member);
    const auto overdue = [&] {
        std::string text;
        for (const auto& due : overdue_reviews(reg.view(), {}))
            text += to_text(due.user_id) + " " + std::string(token_of(due.role)) + " " + to_text(due.due_on) + "\n";
        return text;
    };
    CHECK(overdue().empty());
    const auto known_since = open_memberships(reg.view(), head).front().since;
    reg.pass_days(31);
    const auto admin_due = to_text(next_due({}, ReviewSubject::admin, known_since));
    const auto owner_due = to_text(next_due({}, ReviewSubject::owner, day(2026, 3, 15)));
    CHECK(overdue() == to_text(head) + " admin " + admin_due + "\n" + to_text(member) + " owner " + owner_due + "\n");
    opened(reg);
    answered(reg, item_about(reg, head, ReviewSubject::admin), ReviewAnswer::confirmed);
    answered(reg, item_about(reg, member, ReviewSubject::owner), ReviewAnswer::changed);
    CHECK(overdue().empty());
    const auto again = to_text(next_due({}, ReviewSubject::admin, reg.today()));
    reg.act([](Change& c) { set_profile(c, "rules.review_user_days", "5"); });
    CHECK(overdue().find(to_text(member) + " staff ") == 0);
    reg.act([](Change& c) { set_profile(c, "rules.review_user_days", "3650"); });
    reg.pass_days(32);
    CHECK(overdue() == to_text(head) + " admin " + again + "\n" + to_text(member) + " owner " + again + "\n");
    CHECK(care.value == 1);
}

TEST_CASE("items of a merged number go to the one that stays") {
    Register reg;
    const auto office = reg.office("ひまわり");
    reg.active(office, MemberRole::admin);
    const auto keep = reg.active(office), gone = reg.active(office);
    opened(reg);
    reg.act([&](Change& c) { merge_users(c, {keep, gone, {}}); }, "同じ方");
    CHECK(review_items_of(reg.view(), keep).size() == 2);
    CHECK(review_items_of(reg.view(), gone).empty());
}

TEST_CASE("the desk names what a review left to do, each with the command that clears it") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto head = reg.active(office, MemberRole::admin), member = reg.active(office);
    group(reg, office, head);
    reg.pass_days(92);
    const auto commands = [&](std::initializer_list<Task> tasks) {
        std::string text;
        for (const auto& line : todays_desk(reg.view()))
            if (std::ranges::find(tasks, line.task) != tasks.end()) text += line.number + ": " + line.command + "\n";
        return text;
    };
    CHECK(commands({Task::review_users, Task::review_admins}) ==
          ": osaki-mcs review open --scope admins\n: osaki-mcs review open --scope users\n");
    const auto id = opened(reg);
    CHECK(commands({Task::review_users, Task::review_admins}).empty());
    CHECK(commands({Task::review_answers}) == "R2026-01: osaki-mcs review show R2026-01 --silent\n");
    answered(reg, item_about(reg, head, ReviewSubject::admin), ReviewAnswer::left);
    answered(reg, item_about(reg, head, ReviewSubject::owner), ReviewAnswer::left);
    answered(reg, item_about(reg, member), ReviewAnswer::changed);
    CHECK(commands({Task::review_left, Task::review_changed}) ==
          "U000001: osaki-mcs withdraw U000001 --office O0002 --received 2026-07-02 --successor USER\n"
          "G0001: osaki-mcs group owner remove G0001 U000001\n"
          "Q000003: osaki-mcs review answer R2026-01 Q000003 --done\n");
    reg.pass_days(15);
    CHECK(commands({Task::review_silent}) == "R2026-01: osaki-mcs review show R2026-01 --silent\n");
    const auto last = items_of(reg.view(), id, {.where = "answer is null"});
    REQUIRE(last.size() == 1);
    answered(reg, last.front(), ReviewAnswer::left);
    CHECK(commands({Task::review_close}) == "R2026-01: osaki-mcs review close R2026-01\n");
    CHECK(commands({Task::review_left}).ends_with("G0001: osaki-mcs group archive G0001\n"));
}

TEST_CASE("who is gone from an office and still answers for a group there is pointed out, whichever answer came first") {
    Register reg;
    const auto office = reg.office("ひまわり");
    reg.active(office, MemberRole::admin);
    const auto nurse = reg.active(office), other = reg.active(office);
    group(reg, office, nurse);
    group(reg, office, other);
    opened(reg);
    const auto member = item_about(reg, nurse), owner = item_about(reg, nurse, ReviewSubject::owner);
    const struct {
        const ReviewItem& first;
        ReviewAnswer answer;
        const ReviewItem& second;
        ReviewAnswer now;
        bool expected;
    } cases[] = {{member, ReviewAnswer::left, owner, ReviewAnswer::confirmed, true},
                 {owner, ReviewAnswer::confirmed, member, ReviewAnswer::left, true},
                 {member, ReviewAnswer::left, owner, ReviewAnswer::left, false},
                 {member, ReviewAnswer::confirmed, owner, ReviewAnswer::left, false},
                 {member, ReviewAnswer::left, item_about(reg, other, ReviewSubject::owner), ReviewAnswer::confirmed, false}};
    for (const auto& [first, answer, second, now, expected] : cases) {
        CAPTURE(token_of(answer));
        CAPTURE(token_of(now));
        CHECK(contradict(second, now, first, answer) == expected);
    }
    answered(reg, owner, ReviewAnswer::confirmed);
    const auto faults = faults_of(reg.view(), member, {ReviewAnswer::left, day(2026, 4, 1)}, false);
    REQUIRE_FALSE(faults.empty());
    CHECK(faults.front().code == "W_CONTRADICTION");
}

TEST_CASE("a late answer ends what it is about, and nothing that began after it") {
    Register reg;
    const auto office = reg.office("ひまわり"), other = reg.office("すみれ");
    reg.active(office, MemberRole::admin);
    const auto back = reg.active(office), here = reg.active(office), restored = reg.active(office);
    opened(reg);
    const auto asked = day(2026, 4, 3);
    reg.pass_days(7);
    const auto moved = [&](OfficeId from, OfficeId to, Date on) {
        reg.act([&](Change& c) { transfer(c, Basis(c), {.user = back, .from = from, .to = to, .on = on}); });
    };
    moved(office, other, day(2026, 4, 2));
    moved(other, office, day(2026, 4, 6));
    reg.act([&](Change& c) { suspend_user(c, restored, day(2026, 4, 5), {}); }, "紛失");
    const auto answer = [&](UserId user, Date on) {
        const auto item = item_about(reg, user);
        return [=](Change& c) { answer_item(c, item.review_item_id, {ReviewAnswer::left, on, "", ""}, false); };
    };
    reg.act(answer(here, asked));
    CHECK(departures_of(reg.view(), here).front().opened_on == asked);
    CHECK(faults_of(reg.view(), item_about(reg, back), {ReviewAnswer::left, asked}, false).front().code == "W_CAME_SINCE");
    reg.act(answer(back, asked));
    CHECK(reg.user(back).state == UserState::active);
    CHECK_FALSE(item_about(reg, back).waiting);
    CHECK(reg.refused(answer(restored, asked)).found() == "answered_on E_TOO_EARLY");
    CHECK_FALSE(item_about(reg, restored).answer);
    reg.act(answer(restored, day(2026, 4, 5)));
    CHECK(reg.user(restored).state == UserState::leaving);
}

TEST_CASE("who is leaving and what is archived is not asked about again") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto head = reg.active(office, MemberRole::admin), member = reg.active(office);
    const auto care = group(reg, office, head);
    const auto id = opened(reg);
    const auto asked = [&] {
        std::string text;
        for (const auto& item : items_of(reg.view(), id, {})) text += is_asked_again(reg.view(), item) ? 'y' : 'n';
        return text;
    };
    CHECK(asked() == "yyyy");
    reg.act([&](Change& c) { withdraw(c, member, {.received_on = c.today()}); });
    CHECK(asked() == "yyny");
    reg.act([&](Change& c) { archive_group(c, care, c.today()); });
    CHECK(asked() == "ynnn");
}

TEST_CASE("an answer that the end of a review rests on is not taken back alone, nor an end put before an answer") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto head = reg.active(office, MemberRole::admin);
    const auto id = opened(reg);
    const auto newest = [&] { return *sql::value<std::int64_t>(reg.view(), "SELECT max(operation_id) FROM operation"); };
    answered(reg, item_about(reg, head, ReviewSubject::admin), ReviewAnswer::confirmed);
    const auto answer = newest();
    reg.act([&](Change& c) { close_review(c, id); });
    const auto end = newest();
    CHECK(reg.refused([&](Change& c) { undo(c, answer); }).found() == "closed_on E_UNANSWERED");
    reg.act([&](Change& c) { undo(c, end); });
    const auto reopening = newest();
    reg.act([&](Change& c) { undo(c, answer); });
    reg.pass_days(2);
    answered(reg, item_about(reg, head, ReviewSubject::admin), ReviewAnswer::confirmed);
    CHECK(reg.refused([&](Change& c) { undo(c, reopening); }).found() == "closed_on E_ANSWERED_AFTER");
    CHECK_FALSE(get_review(reg.view(), id).closed_on);
}
