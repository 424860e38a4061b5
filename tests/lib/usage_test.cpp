// Months of usage in the register: loaded, replaced, matched, rolled up, closed; and nothing of it lost on the way back.
#include "osaki/domain/usage_load.hpp"

#include "osaki/domain/candidates.hpp"
#include "osaki/domain/desk.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/report_month.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "support/register.hpp"

#include <algorithm>

using namespace osaki;
using namespace osaki::test;

namespace {

const Month march = month_of(day(2026, 3, 1)), february = month_of(day(2026, 2, 1));

Figures figures(std::optional<std::int64_t> login_days, std::optional<std::int64_t> posts = {}) {
    Figures made;
    made.login_days = login_days;
    made.posts = posts;
    return made;
}

struct Desk {
    Register reg;
    OfficeId office = reg.office("ひまわり");
    UserId one = reg.active(office, MemberRole::admin), two = reg.active(office);
    int files = 0;

    UsageLoadId load(Month month, UsageScope scope, std::vector<UsageRow> rows, std::vector<UsageUnmatched> unmatched = {}) {
        return reg.act([&](Change& c) {
            const auto sha256 = std::string(62, 'a') + (files < 10 ? "0" : "") + std::to_string(files);
            ++files;
            const auto job = add_import_job(
                c, {{}, "usage", "usage.csv", sha256, "utf-8", c.now(), std::ssize(rows), std::ssize(rows), 0, 0, 0});
            NewUsageLoad load{month, scope, {"login_days", "posts"}, std::move(rows), std::move(unmatched)};
            seal(load);
            return load_usage(c, People(c), job, load);
        });
    }
    static UsageUnmatched stranger(const std::string& key, const Figures& of, std::int64_t line = 2) {
        UsageUnmatched row;
        row.key = key;
        row.line = line;
        put_figures(row, of);
        return row;
    }
    // "home-nursing nurse: active 1, days 5, posts 2", "-" for what is not known
    std::string cells(Month month) {
        const auto text = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
        std::string all;
        for (const auto& cell : usage_cells(reg.view(), month))
            all += (all.empty() ? "" : "; ") + cell.office_type + ' ' + cell.profession + ": active " + text(cell.active) +
                   ", days " + text(cell.login_days) + ", posts " + text(cell.posts);
        return all;
    }
    std::string verified() {
        const auto report = verify_audit(reg.view());
        return report.findings.empty() ? "" : report.findings.front().check + ' ' + report.findings.front().text;
    }
    std::vector<UsageUnmatched> unmatched() { return list_usage_unmatched(reg.view(), {}); }
    void take_back() {
        reg.act([&](Change& c) { undo(c, last_operation(c, reg.login).operation); });
    }
};

}  // namespace

TEST_CASE("unknown is never 0: it stays unknown until something is known") {
    Figures sum;
    add(sum, figures({}, 3));
    add(sum, figures({}, 0));
    CHECK_FALSE(sum.login_days);
    CHECK(sum.posts == 3);
    add(sum, figures(0));
    CHECK(sum.login_days == 0);

    const auto none = std::optional<std::int64_t>();
    CHECK(is_active(none, none) == std::nullopt);
    CHECK(is_active(0, none) == false);
    CHECK(is_active(none, 1) == true);
    CHECK(is_active(0, 1) == true);
    CHECK(is_active(0, 0) == false);
}

TEST_CASE("the text of a load gives the rows back, leaves out what is unknown at the end, and takes nothing else") {
    std::vector<UsageRow> rows{{1, figures(3)}, {2, {}}, {277777, figures({}, 0)}};
    rows[1].figures.groups = 1'000'000'000;
    UsageText text;
    for (const auto& row : rows) text.add(row);
    const auto made = text.finish();
    CHECK(made == "[[1,3],\n[2,null,null,null,null,null,1000000000],\n[277777,null,null,0]]");
    const auto back = rows_of(made);
    REQUIRE(back.size() == 3);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(back[i].number == rows[i].number);
        CHECK(back[i].figures == rows[i].figures);
    }
    CHECK(UsageText().finish() == "[]");
    CHECK(rows_of("[]").empty());
    for (const auto* wrong : {"", "[", "[[1,2]", "[[1,2]]x", "[[1,2],[3,4]]", "[[1,a]]", "[[1,2,3,4,5,6,7,8]]", "null"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(rows_of(wrong), Error);
    }
}

TEST_CASE("one row is found among many by halving, whatever the numbers and the length of the lines") {
    CHECK_FALSE(find_row("[]", 1));
    CHECK_FALSE(find_row("", 1));
    for (int count = 1; count <= 40; ++count) {
        UsageText text;
        for (int i = 0; i < count; ++i)
            text.add({10 + i * 3, figures(i % 3 == 0 ? std::optional<std::int64_t>() : i * i * 1000, i)});
        const auto made = text.finish();
        CAPTURE(count);
        for (int number = 8; number < 10 + count * 3 + 2; ++number) {
            const auto row = find_row(made, number);
            const int i = (number - 10) / 3;
            CHECK(row.has_value() == (number >= 10 && i < count && number == 10 + i * 3));
            if (row) CHECK(row->figures.posts == i);
        }
    }
}

TEST_CASE("rows of one number become one") {
    std::vector<UsageRow> rows{{3, figures(1)}, {1, figures(2, 2)}, {3, figures(4, 1)}, {3, figures({}, 1)}, {2, {}}};
    add_up(rows);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].figures == figures(2, 2));
    CHECK(rows[1].number == 2);
    CHECK(rows[2].figures == figures(5, 2));
}

TEST_CASE("a month is rolled up by where people were on its last day, and who had left counts where they were last") {
    Desk desk;
    const auto gone = desk.reg.active(desk.office);
    desk.reg.act([&](Change& c) {
        auto user = get_user(c, gone);
        end_membership(c, *find_open(c, gone, desk.office), day(2026, 3, 20));
        set_state(c, user, UserState::left, day(2026, 3, 20), "test");
    });
    desk.load(march, UsageScope::user,
              {{desk.one.value, figures(5, 2)}, {desk.two.value, figures(0, {})}, {gone.value, figures(9, 4)}});
    // of the two who are there one was active
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 14, posts 6");
    // in February none of them was there
    desk.load(february, UsageScope::user, {{desk.one.value, figures(1, 1)}});
    CHECK(desk.cells(february) == " nurse: active -, days 1, posts 1");
    CHECK(desk.verified() == "");
}

TEST_CASE("figures by office and of the network fill what nobody has by user") {
    Desk desk;
    desk.load(march, UsageScope::network, {{0, figures(100, 70)}});
    CHECK(desk.cells(march) == " : active -, days 100, posts 70");
    desk.reg.act([&](Change& c) {
        const auto job = add_import_job(c, {{}, "usage", "o.csv", std::string(64, 'b'), "utf-8", c.now(), 1, 1, 0, 0, 0});
        NewUsageLoad load{march, UsageScope::office, {"posts"}, {{desk.office.value, figures({}, 30)}}};
        seal(load);
        load_usage(c, People(c), job, load);
    });
    CHECK(desk.cells(march) == " : active -, days 100, posts -; home-nursing : active -, days -, posts 30");
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5)}});
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 5, posts -");
}

TEST_CASE("another load takes the place of the first; taking it back brings the first and its sums") {
    Desk desk;
    const auto first = desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}, {desk.two.value, figures(1, 1)}});
    const auto before = desk.cells(march);
    const auto second =
        desk.load(march, UsageScope::user, {{desk.one.value, figures(7, 3)}}, {Desk::stranger("x@example.com", figures(2))});
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 7, posts 3");
    CHECK(find_usage_load(desk.reg.view(), march, UsageScope::user)->usage_load_id == second);
    {
        const auto view = desk.reg.view();
        CHECK(replaced_by(view, *find_usage_load(view, march, UsageScope::user))->usage_load_id == first);
    }
    CHECK(desk.unmatched().size() == 1);
    CHECK(desk.verified() == "");
    desk.take_back();
    CHECK(find_usage_load(desk.reg.view(), march, UsageScope::user)->usage_load_id == first);
    CHECK(desk.cells(march) == before);
    CHECK(desk.unmatched().empty());
    CHECK(list_usage(desk.reg.view(), "2026-03", {}).size() == 2);
    CHECK(desk.verified() == "");
}

TEST_CASE("a row that belonged to nobody counts once it is said whose it is, and only once") {
    Desk desk;
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}},
              {Desk::stranger("old@example.com", figures(3, 4)), Desk::stranger("bot@example.com", figures(30), 3)});
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 5, posts 2");
    const auto rows = desk.unmatched();
    REQUIRE(rows.size() == 2);
    const UsageUnmatchedId old[] = {rows[0].usage_unmatched_id}, bot[] = {rows[1].usage_unmatched_id};

    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, old, {{}, desk.office}); }).code == Code::usage);
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, bot, {}); }).names("with a reason"));
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, old, {UserId{99}, {}}); }).code == Code::not_found);
    const UsageUnmatchedId none[] = {{99}};
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, none, {desk.two, {}}); }).code == Code::not_found);

    desk.reg.act([&](Change& c) { match_usage(c, old, {desk.two, {}}); });
    CHECK(desk.cells(march) == "home-nursing nurse: active 2, days 8, posts 6");
    {
        const auto view = desk.reg.view();
        CHECK(figures_beside(view, get_usage_unmatched(view, old[0])) == Figures{});
    }
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, old, {desk.one, {}}); }).code == Code::conflict);
    desk.reg.act([&](Change& c) { match_usage(c, bot, {}); }, "監視用の自動アカウント");
    CHECK(desk.cells(march) == "home-nursing nurse: active 2, days 8, posts 6");
    CHECK(desk.unmatched().empty());
    CHECK(desk.verified() == "");

    const auto months = list_usage(desk.reg.view(), "2026-03", {});
    REQUIRE(months.size() == 2);
    CHECK(months[1].number == to_text(desk.two));
    CHECK(months[1].posts == 4);
    CHECK_FALSE(months[1].reads);

    desk.take_back();
    desk.take_back();
    CHECK(desk.unmatched().size() == 2);
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 5, posts 2");
    CHECK(desk.verified() == "");

    // whose load was replaced cannot be matched any more
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}});
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, old, {desk.two, {}}); }).code == Code::conflict);
}

TEST_CASE("what somebody has beside a row that is found to be theirs is known, other such rows and merged numbers too") {
    Desk desk;
    const auto third = desk.reg.active(desk.office);
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}, {third.value, figures(1)}},
              {Desk::stranger("old@example.com", figures(3, 4)), Desk::stranger("older@example.com", figures({}, 7), 3)});
    const auto rows = desk.unmatched();
    const UsageUnmatchedId both[] = {rows[0].usage_unmatched_id, rows[1].usage_unmatched_id};
    const auto beside = [&](UsageUnmatchedId id) {
        const auto view = desk.reg.view();
        return figures_beside(view, get_usage_unmatched(view, id));
    };
    CHECK(beside(both[0]) == Figures{});
    desk.reg.act([&](Change& c) { match_usage(c, both, {desk.one, {}}); });
    CHECK(beside(both[0]) == figures(5, 9));
    CHECK(beside(both[1]) == figures(8, 6));
    desk.reg.act([&](Change& c) { merge_users(c, {desk.one, third}); }, "二重登録");
    CHECK(beside(both[1]) == figures(9, 6));
}

TEST_CASE("who has registered since is found by the address, a login too, and in open months only") {
    Desk desk;
    const auto mail = desk.reg.user(desk.two).mail;
    desk.load(february, UsageScope::user, {}, {Desk::stranger(mail, figures(1, 1))});
    desk.load(march, UsageScope::user, {},
              {Desk::stranger(mail, figures(2, 2)), Desk::stranger("nobody@example.com", figures(3), 3)});
    desk.reg.act([&](Change& c) { close_month(c, february); });
    const auto matched = desk.reg.act([](Change& c) { return match_known_usage(c); });
    REQUIRE(matched.size() == 1);
    CHECK(matched[0].user_id == desk.two);
    CHECK(matched[0].month == march);
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 2, posts 2");
    // what is of a closed month is not offered
    REQUIRE(desk.unmatched().size() == 1);
    CHECK(desk.unmatched()[0].month == march);
    CHECK(closed_usage_unmatched(desk.reg.view()).rows == 1);
    CHECK(closed_usage_unmatched(desk.reg.view()).months == std::vector<std::string>{"2026-02"});
    CHECK(desk.verified() == "");
}

TEST_CASE("what was said of a row is remembered for the next month") {
    Desk desk;
    desk.load(march, UsageScope::user, {},
              {Desk::stranger("old@example.com", figures(3)), Desk::stranger("bot@example.com", figures(1), 3)});
    const auto rows = desk.unmatched();
    const UsageUnmatchedId old[] = {rows[0].usage_unmatched_id}, bot[] = {rows[1].usage_unmatched_id};
    desk.reg.act([&](Change& c) { match_usage(c, old, {desk.two, {}}); });
    desk.reg.act([&](Change& c) { match_usage(c, bot, {}); }, "自動アカウント");
    const auto view = desk.reg.view();
    UsageSubjects subjects(view);
    REQUIRE(subjects.said_before(UsageScope::user, "OLD@example.com"));
    CHECK(subjects.said_before(UsageScope::user, "OLD@example.com")->user == desk.two);
    REQUIRE(subjects.said_before(UsageScope::user, "bot@example.com"));
    CHECK_FALSE(subjects.said_before(UsageScope::user, "bot@example.com")->user);
    CHECK_FALSE(subjects.said_before(UsageScope::office, "bot@example.com"));
    CHECK_FALSE(subjects.said_before(UsageScope::user, "new@example.com"));
}

TEST_CASE("of two users with one address the one who was there in the month is meant") {
    Desk desk;
    const auto mail = desk.reg.user(desk.one).mail;
    const auto former = desk.reg.act([&](Change& c) {
        User user;
        user.name = "前任　太郎";
        user.kana = "ゼンニン　タロウ";
        user.profession = "nurse";
        user.mail = mail;
        return add_left_user(c, user, day(2020, 4, 1), day(2025, 4, 1));
    });
    const auto view = desk.reg.view();
    UsageSubjects subjects(view);
    const auto found = subjects.find(UsageKey::mail, ' ' + mail + ' ');
    CHECK(found.number == desk.one.value);
    CHECK(found.other == former.value);
    const People people(view);
    CHECK(number_in(people, found, march) == desk.one.value);
    CHECK(number_in(people, found, month_of(day(2025, 3, 1))) == former.value);
    CHECK(number_in(people, found, month_of(day(2025, 5, 1))) == desk.one.value);
}

TEST_CASE("offices are known by number, facility number and name, and of two of one name neither") {
    Desk desk;
    desk.reg.office("すみれ");
    desk.reg.office("すみれ");
    const auto shut = desk.reg.office("わかば");
    desk.reg.act([&](Change& c) {
        add_service(c, Codes(c), desk.office, "130", "0471500001");
        add_service(c, Codes(c), desk.office, "140", "0471500001");
        close_office(c, shut, day(2026, 3, 1));
    });
    const auto renewed = desk.reg.office("わかば");
    const auto view = desk.reg.view();
    UsageSubjects subjects(view);
    CHECK(subjects.find(UsageKey::office, to_text(desk.office)).number == desk.office.value);
    CHECK(subjects.find(UsageKey::office, "０４７１５００００１").number == desk.office.value);
    CHECK(subjects.find(UsageKey::office, "0000000000").number == 0);
    CHECK(subjects.find(UsageKey::office_name, "ひまわり").number == desk.office.value);
    CHECK(subjects.find(UsageKey::office_name, "すみれ").number == 0);
    CHECK(subjects.find(UsageKey::office_name, "わかば").number == renewed.value);
    CHECK(subjects.find(UsageKey::user, "U000001").number == 1);
    CHECK(subjects.find(UsageKey::user, "U000099").number == 0);
}

TEST_CASE("two numbers of one human are one in the figures too") {
    Desk desk;
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}, {desk.two.value, figures(4, 1)}});
    desk.reg.act([&](Change& c) { merge_users(c, {desk.one, desk.two}); }, "二重登録");
    desk.reg.act([&](Change& c) { close_month(c, march); });
    CHECK(desk.cells(march) == "home-nursing nurse: active 1, days 9, posts 3");
    for (const auto id : {desk.one, desk.two}) {
        const auto rows = list_usage(desk.reg.view(), to_text(id), {});
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].number == to_text(desk.one));
        CHECK(rows[0].login_days == 9);
    }
}

TEST_CASE("a closed month stays as it was reported, whatever happens to people afterwards") {
    Desk desk;
    CHECK(desk.reg.refused([&](Change& c) { close_month(c, month_of(c.today())); }).code == Code::forbidden);
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}}, {Desk::stranger("x@example.com", figures(1))});
    const UsageUnmatchedId row[] = {desk.unmatched().front().usage_unmatched_id};
    desk.reg.act([&](Change& c) { close_month(c, march); });
    const auto frozen = desk.cells(march);
    const auto counts = usage_counts(desk.reg.view(), march);
    CHECK(!counts.empty());
    CHECK(desk.reg.refused([&](Change& c) { close_month(c, march); }).code == Code::conflict);

    const auto fault = month_fault(desk.reg.view(), march);
    REQUIRE(fault);
    CHECK(fault->status == Code::conflict);
    CHECK(fault->code == "E_MONTH_CLOSED");
    CHECK(month_fault(desk.reg.view(), month_of(day(2026, 5, 1)))->code == "E_FUTURE");
    CHECK_FALSE(month_fault(desk.reg.view(), month_of(day(2026, 4, 1))));
    CHECK(desk.reg.refused([&](Change& c) { match_usage(c, row, {desk.two, {}}); }).code == Code::conflict);

    desk.reg.act([&](Change& c) { change_profession(c, Codes(c), desk.one, "doctor", day(2026, 3, 15)); });
    CHECK(desk.cells(march) == frozen);
    CHECK(desk.reg.refused([&](Change& c) { reopen_month(c, march, ""); }).code == Code::usage);
    CHECK(desk.reg.refused([&](Change& c) { reopen_month(c, february, "x"); }).code == Code::conflict);
    desk.reg.act([&](Change& c) { reopen_month(c, march, "訂正"); });
    CHECK(desk.cells(march) == "home-nursing doctor: active 1, days 5, posts 2");
    CHECK(usage_counts(desk.reg.view(), march).empty());
    CHECK(desk.verified() == "");
    // the opening is taken back: as it was reported
    desk.take_back();
    CHECK(desk.cells(march) == frozen);
    CHECK(usage_counts(desk.reg.view(), march) == counts);
    CHECK(is_closed(desk.reg.view(), march));
    CHECK(desk.verified() == "");
}

TEST_CASE("a month that is over and has nothing is missed from the first month on that has something") {
    Desk desk;
    CHECK(months_without_usage(desk.reg.view()).empty());
    const auto december = month_of(day(2025, 12, 1)), january = month_of(day(2026, 1, 1));
    desk.load(december, UsageScope::network, {{0, figures(1)}});
    CHECK(months_without_usage(desk.reg.view()) == std::vector{january, february, march});
    desk.load(february, UsageScope::user, {{desk.one.value, figures(1)}});
    desk.reg.act([&](Change& c) { close_month(c, january); });
    CHECK(months_without_usage(desk.reg.view()) == std::vector{march});
}

TEST_CASE("the desk asks for last month's figures, whose rows are, and a month's end, each until it is done") {
    Desk desk;
    const auto asked = [&] {
        std::string text;
        for (const auto& line : todays_desk(desk.reg.view()))
            if (line.command.find("usage") != std::string::npos)
                text += std::string(token_of(line.task)) + ' ' + line.number + ' ' + to_text(line.since) + ' ' + line.open +
                        ": " + line.command + '\n';
        return text;
    };
    CHECK(asked() == "");
    const auto january = month_of(day(2026, 1, 1));
    desk.load(january, UsageScope::user, {},
              {Desk::stranger("x@example.com", figures(1)), Desk::stranger("y@example.com", figures(2), 3)});
    CHECK(asked() ==
          "usage-close 2026-01 2026-02-01 : osaki-mcs usage close 2026-01\n"
          "usage-missing 2026-03 2026-04-01 : osaki-mcs usage import FILE --month 2026-03\n"
          "usage-match 2026-01 2026-04-01 2: osaki-mcs usage unmatched --where month=2026-01\n");
    desk.load(march, UsageScope::network, {{0, figures(1)}});
    desk.reg.act([&](Change& c) { close_month(c, january); });
    CHECK(asked() == "");
    // 45 days after its end an open month is remembered
    desk.reg.pass_days(44);
    CHECK(asked().find("2026-03") == std::string::npos);
    desk.reg.pass_days(1);
    CHECK(asked().find("usage-close 2026-03 2026-04-01") != std::string::npos);
}

TEST_CASE("what a closed month rests on is not taken back, nor a registration that has figures") {
    Desk desk;
    const auto office = desk.reg.office("すみれ");
    const auto third = desk.reg.approved(desk.reg.form(office));
    const auto approval = last_operation(desk.reg.view(), desk.reg.login).operation;
    desk.load(march, UsageScope::user, {{third.value, figures(5)}}, {Desk::stranger("x@example.com", figures(1))});
    const auto load = last_operation(desk.reg.view(), desk.reg.login).operation;
    const auto refused = desk.reg.refused([&](Change& c) { undo(c, approval); });
    CHECK(refused.code == Code::conflict);
    CHECK(refused.found() == "user_id E_USAGE");
    const UsageUnmatchedId row[] = {desk.unmatched().front().usage_unmatched_id};
    desk.reg.act([&](Change& c) { match_usage(c, row, {desk.one, {}}); });
    const auto match = last_operation(desk.reg.view(), desk.reg.login).operation;
    desk.reg.act([&](Change& c) { close_month(c, march); });
    CHECK(desk.reg.refused([&](Change& c) { undo(c, load); }).names("2026-03 is closed"));
    CHECK(desk.reg.refused([&](Change& c) { undo(c, match); }).names("2026-03 is closed"));
    desk.take_back();  // the closing itself
    desk.reg.act([&](Change& c) { undo(c, match); });
    const auto taken = desk.reg.act([&](Change& c) { return undo(c, load).as_operation; });
    CHECK(desk.cells(march) == "");
    // the figures are gone with their load: its file is loaded again instead
    CHECK(desk.reg.refused([&](Change& c) { undo(c, taken); }).names("the bytes of L00001 are gone"));
    desk.reg.act([&](Change& c) { undo(c, approval); });
    CHECK(desk.verified() == "");
}

TEST_CASE("a load is taken back after its month was closed and opened again, and what is left is counted anew") {
    Desk desk;
    desk.load(march, UsageScope::user, {{desk.one.value, figures(5, 2)}});
    const auto first = last_operation(desk.reg.view(), desk.reg.login).operation;
    desk.load(march, UsageScope::network, {{0, figures(100, 70)}});
    desk.reg.act([&](Change& c) { close_month(c, march); });
    desk.reg.act([&](Change& c) { reopen_month(c, march, "訂正"); });
    const auto opening = last_operation(desk.reg.view(), desk.reg.login).operation;
    desk.reg.act([&](Change& c) { change_profession(c, Codes(c), desk.one, "doctor", day(2026, 3, 15)); });
    const auto listed = list_operations(desk.reg.view(), -1);
    CHECK(std::ranges::find(listed, first, &Operation::operation_id)->undo == Undoable::yes);
    desk.reg.act([&](Change& c) { undo(c, first); });
    CHECK(desk.cells(march) == " : active -, days 100, posts 70");
    CHECK_FALSE(find_usage_load(desk.reg.view(), march, UsageScope::user));
    CHECK(desk.verified() == "");
    // what was reported does not come back over figures that changed since
    const auto refused = desk.reg.refused([&](Change& c) { undo(c, opening); });
    CHECK(refused.code == Code::conflict);
    CHECK_FALSE(refused.names(std::string(1, '\0')));
}

TEST_CASE("what may be typed where a month, a row or whose figures is due") {
    Desk desk;
    desk.load(february, UsageScope::user, {{desk.one.value, figures(5)}}, {Desk::stranger("w@example.com", figures(1))});
    desk.load(march, UsageScope::user, {}, {Desk::stranger("x@example.com", figures(1))});
    desk.reg.act([&](Change& c) { close_month(c, february); });
    const auto words = [&](std::string_view source, std::string_view prefix) {
        std::string text;
        for (const auto& one : candidates(desk.reg.view(), source, prefix)) text += (text.empty() ? "" : " ") + one.text;
        return text;
    };
    CHECK(words("usage_month.open", "") == "2026-03");
    CHECK(words("usage_month.closed", "2026") == "2026-02");
    CHECK(words("usage_unmatched", "n") == "N00002");
    CHECK(words("usage", "2026-0") == "2026-03 2026-02");
    CHECK(words("usage", "u000001") == "U000001");
    CHECK(words("usage", "O0002") == "O0002");
}
