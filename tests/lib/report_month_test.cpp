// A month beside the one before: what is counted when, what is not known, and what stays as it was reported.
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/merge.hpp"
#include "osaki/domain/report_condition.hpp"
#include "osaki/domain/report_trend.hpp"
#include "osaki/domain/report_yearly.hpp"
#include "osaki/domain/takeover.hpp"
#include "support/month.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

using enum ReportFigure;
const Month april{march.months + 1};

// A home-nursing office with an admin, two nurses and somebody who has no ID yet, as of the end of March.
struct Network {
    Register reg;
    OfficeId office = reg.office("さくら訪問看護");
    UserId admin = reg.active(office, MemberRole::admin), nurse = reg.active(office), other = reg.active(office);
    UserId waiting = reg.approved(reg.form(office));
};

auto numbers(const Figure& one) {
    return std::tuple(one.n, one.of, one.percent, one.average);
}

}  // namespace

TEST_CASE("people count by what they were on the last day, and an ID is not a login") {
    Network net;
    const auto report = monthly(net.reg, march);
    CHECK(report.head.day == day(2026, 3, 31));
    CHECK(told(report, offices) == "1");
    CHECK(told(report, users) == "4");
    CHECK(told(report, holders) == "3");
    CHECK(told(report, joined) == "4");
    CHECK(told(report, left) == "0");
    CHECK(told(report, ReportFigure::net) == "4");
    CHECK(told(report, users, {"home-nursing", {}}) == "4");
    CHECK(told(report, users, {"home-nursing", "nurse"}) == "4");
    CHECK(told(report, trained) == "3/3");
    CHECK(told(report, acknowledged) == "3/3");
}

TEST_CASE("while no usage is loaded, who was active is not known, and never 0") {
    Network net;
    auto report = monthly(net.reg, march);
    for (const auto figure : {active, login_days, logins, posts, posts_per_active}) CHECK(told(report, figure) == "?");
    CHECK(find(report, active)->of == 4);
    CHECK_FALSE(find(report, active)->percent);
    CHECK(report.head.without_usage == std::vector<std::string>{"2026-03"});
    // a file without logins does not tell either
    load(net.reg, march, {{net.nurse, {}, 7}}, {"posts"});
    report = monthly(net.reg, march);
    CHECK(told(report, active) == "?");
    CHECK(told(report, posts) == "7");
    CHECK(report.head.without_usage.size() == 1);
}

TEST_CASE("active is who logged in on a day; a row of nobody's use counts nothing") {
    Network net;
    load(net.reg, march, {{net.admin, 0, 3}, {net.nurse, 4, 9}, {net.other, {}, 1}});
    const auto report = monthly(net.reg, march);
    CHECK(told(report, active) == "1/4");
    CHECK(find(report, active)->percent == 25.0);
    CHECK(told(report, login_days) == "4");
    CHECK(told(report, posts) == "13");
    CHECK(find(report, posts_per_active)->average == 13.0);
    CHECK(report.head.without_usage.empty());
}

TEST_CASE("a month stands beside the one before and the same one a year ago; before the register there is nothing") {
    Network net;
    net.reg.pass_days(30);  // the first of May
    const auto report = monthly(net.reg, april);
    const auto figure = *find(report, users);
    CHECK(figure.n == 4);
    CHECK(figure.previous_n == 4);
    CHECK_FALSE(figure.year_ago_n);
    CHECK(find(report, joined)->n == 0);
    CHECK(find(report, joined)->previous_n == 4);
    CHECK_FALSE(find(monthly(net.reg, march), users)->previous_n);
}

TEST_CASE("who left is counted in the month of leaving, and stays in the months before") {
    Network net;
    net.reg.pass_days(10);
    net.reg.act([&](Change& c) { withdraw(c, net.nurse, {.received_on = c.today()}); });
    for (const auto step : {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete})
        net.reg.act([&](Change& c) { advance_departure(c, net.nurse, step, c.today(), ""); });
    CHECK(told(monthly(net.reg, april), departures_open) == "1");
    net.reg.act([&](Change& c) { advance_departure(c, net.nurse, DepartureStep::portal_delete, {}, "IDを失念"); });
    const auto report = monthly(net.reg, april);
    CHECK(told(report, users) == "3");
    CHECK(told(report, left) == "1");
    CHECK(told(report, ReportFigure::net) == "-1");
    CHECK(told(report, departures_open) == "0");
    CHECK(told(report, residual) == "1");
    CHECK(told(monthly(net.reg, march), users) == "4");
    CHECK(told(monthly(net.reg, april, {.by = ReportBy::office_type}), left, {"home-nursing", {}}) == "1");
}

TEST_CASE("two numbers of one person count once") {
    Network net;
    auto again = net.reg.form(net.office);
    const auto second = net.reg.active(again);
    CHECK(told(monthly(net.reg, march), users) == "5");
    net.reg.act([&](Change& c) { merge_users(c, {.keep = net.nurse, .gone = second}); }, "同じ方の二重登録");
    CHECK(told(monthly(net.reg, march), users) == "4");
    CHECK(told(monthly(net.reg, march), left) == "0");
}

TEST_CASE("of an open month the figures follow what is said of its people after they were loaded") {
    Network net;
    auto again = net.reg.form(net.office);
    const auto second = net.reg.active(again);
    load(net.reg, march, {{net.nurse, 4, 9}, {second, 2, 1}});
    CHECK(is_rolled(net.reg.view(), march));
    CHECK(told(monthly(net.reg, march), active) == "2/5");
    net.reg.act([&](Change& c) { merge_users(c, {.keep = net.nurse, .gone = second}); }, "同じ方の二重登録");
    CHECK_FALSE(is_rolled(net.reg.view(), march));
    CHECK(told(monthly(net.reg, march), active) == "1/4");
    CHECK(told(monthly(net.reg, march), posts) == "10");
    load(net.reg, march, {{net.nurse, 4, 9}});
    CHECK(is_rolled(net.reg.view(), march));
    CHECK(told(monthly(net.reg, march), active) == "1/4");
}

TEST_CASE("a group that changes hands by a merge had an owner in the months before") {
    Network net;
    net.reg.act([&](Change& c) {
        const NewGroup group{.kind = GroupKind::free, .label = "勉強会", .host = net.office};
        add_owner(c, add_group(c, group), net.nurse, c.today());
    });
    net.reg.pass_days(30);
    const auto kept = net.reg.act([&](Change& c) {
        LedgerRow row;
        row.office = net.office;
        row.name = "台帳　太郎";
        row.kana = "ダイチョウ　タロウ";
        row.profession = "nurse";
        row.mail = "ledger@example.jp";
        row.since = c.today();
        return take_over(c, Basis(c), row);
    });
    CHECK(told(monthly(net.reg, april), groups_without_owner) == "0/1");
    net.reg.act([&](Change& c) { merge_users(c, {.keep = kept, .gone = net.nurse}); }, "同じ方の二重登録");
    CHECK(told(monthly(net.reg, april), groups_without_owner) == "0/1");
}

TEST_CASE("as of a day within the month those of that day are counted, and nobody active who was not there") {
    Network net;
    load(net.reg, march, {{net.admin, 4, 9}, {net.nurse, 4, 9}, {net.other, 4, 9}});
    CHECK(told(monthly(net.reg, march), active) == "3/4");
    CHECK(told(monthly(net.reg, march, {.day = day(2026, 3, 4)}), active) == "0/0");
    net.reg.act([&](Change& c) { close_month(c, march); });
    CHECK(monthly(net.reg, march).head.closed == true);
    const auto part = monthly(net.reg, march, {.day = day(2026, 3, 10)});
    CHECK(part.head.closed == false);
    CHECK(part.head.to == day(2026, 3, 10));
    CHECK_FALSE(roster_report(net.reg.view(), march, {}).head.closed);
}

TEST_CASE("of a trend by slices the whole of its newest month is judged") {
    Network net;
    load(net.reg, march, {{net.nurse, 4, 9}});
    const auto trend = trend_report(net.reg.view(), march, march, {.by = ReportBy::profession});
    CHECK(trend.newest.users == 4);
    CHECK(judge(parse_report_condition("active<50"), facts_of(trend.newest)).holds == true);
}

TEST_CASE("a closed month stays as it was reported, whatever is corrected afterwards") {
    Network net;
    load(net.reg, march, {{net.nurse, 4, 9}});
    const auto before = monthly(net.reg, march, {.by = ReportBy::profession});
    net.reg.act([&](Change& c) { close_month(c, march); });
    // one who is not in the network any more since February, as it turns out
    net.reg.act([&](Change& c) {
        sql::execute(c, "UPDATE dated SET since = '2026-02-01' WHERE user_id = ?", net.other);
        sql::execute(c, "UPDATE dated SET value = 'doctor' WHERE user_id = ? AND field = 'profession'", net.nurse);
        sql::execute(c, "DELETE FROM attendance WHERE user_id = ?", net.nurse);
        c.note("test", "user", net.nurse.value);
    });
    const auto closed = monthly(net.reg, march, {.by = ReportBy::profession});
    CHECK(closed.head.closed);
    for (const auto& one : before.figures) {
        CAPTURE(token_of(one.figure));
        if (one.group_kind.empty()) CHECK(numbers(*find(closed, one.figure, {one.office_type, one.profession})) == numbers(one));
    }
    net.reg.act([&](Change& c) { reopen_month(c, march, "訂正のため"); });
    CHECK(told(monthly(net.reg, march), users, {{}, "doctor"}) == "1");
    CHECK(told(monthly(net.reg, march), trained) == "2/3");
}

TEST_CASE("a report is of what has been, and of a day within its period") {
    Network net;
    const Month may{march.months + 2};
    const auto code = [&](auto ask) {
        try {
            ask();
        } catch (const Error& error) {
            return error.code;
        }
        return Code::bug;
    };
    CHECK(code([&] { monthly(net.reg, may); }) == Code::invalid);
    CHECK(code([&] { monthly(net.reg, march, {.day = day(2026, 4, 1)}); }) == Code::usage);
    CHECK(code([&] { yearly_report(net.reg.view(), {2027}, {}); }) == Code::invalid);
    CHECK(code([&] { yearly_report(net.reg.view(), {2025}, {.day = day(2026, 4, 1)}); }) == Code::usage);
    CHECK(code([&] { trend_report(net.reg.view(), may, march, {}); }) == Code::usage);
    CHECK(told(monthly(net.reg, march, {.day = day(2026, 3, 4)}), users) == "0");
}

TEST_CASE("a year ends with its last month that is over") {
    CHECK(day_of_year({2026}, day(2026, 12, 10)) == day(2026, 11, 30));
    CHECK(day_of_year({2026}, day(2026, 11, 30)) == day(2026, 10, 31));
    CHECK(day_of_year({2025}, day(2026, 12, 10)) == day(2026, 3, 31));
    CHECK(day_of_year({2026}, day(2026, 4, 30)) == day(2026, 4, 30));  // none is: the month that runs
}

namespace {

YearFigure of_year(const YearlyReport& report, ReportFigure figure, YearMeasure measure = YearMeasure::n) {
    for (const auto& one : report.figures)
        if (one.figure == figure && one.measure == measure && one.office_type.empty() && one.profession.empty()) return one;
    FAIL("no such figure");
    return {};
}

}  // namespace

TEST_CASE("a year adds up what comes and goes, and tells of what stands the newest month") {
    Network net;
    net.reg.pass_days(100);  // the tenth of July
    const Month april{march.months + 1}, june{march.months + 3};
    load(net.reg, april, {{net.nurse, 3, 10}, {net.other, 1, 5}});
    load(net.reg, june, {{net.nurse, 3, 20}});
    const auto report = yearly_report(net.reg.view(), {2026}, {});
    CHECK(report.head.day == day(2026, 6, 30));
    CHECK(of_year(report, users).apr == 4);
    CHECK(of_year(report, users).jun == 4);
    CHECK_FALSE(of_year(report, users).jul);  // not over
    CHECK(of_year(report, users).year == 4);
    CHECK_FALSE(of_year(report, users).previous_year);  // June 2025: there was no register
    CHECK(of_year(report, posts).year == 35);
    CHECK_FALSE(of_year(report, posts).may);
    CHECK(of_year(report, active).year == 1);
    CHECK(of_year(report, active, YearMeasure::of).year == 4);
    CHECK(of_year(report, active, YearMeasure::percent).year == 25.0);
    CHECK(of_year(report, posts_per_active, YearMeasure::average).year == 20.0);
    CHECK(report.head.without_usage == std::vector<std::string>{"2026-05"});
}

TEST_CASE("a year is compared with the same months a year ago, when all of them are known") {
    Network net;
    net.reg.pass_days(395);  // the first of May 2027
    const auto report = yearly_report(net.reg.view(), {2027}, {});
    CHECK(of_year(report, users).previous_year == 4);  // of April 2026, not of March 2027
    CHECK(of_year(report, users).change == 0);
    CHECK(of_year(report, joined).previous_year == 0);
    const Month april{march.months + 1}, next_april{march.months + 13};
    load(net.reg, next_april, {{net.nurse, 3, 20}});
    CHECK_FALSE(of_year(yearly_report(net.reg.view(), {2027}, {}), posts).previous_year);
    load(net.reg, april, {{net.nurse, 3, 12}});
    CHECK(of_year(yearly_report(net.reg.view(), {2027}, {}), posts).previous_year == 12);
    CHECK(of_year(yearly_report(net.reg.view(), {2027}, {}), posts).change == 8);
}

TEST_CASE("a blanked month is not told by its year") {
    Network net;
    net.reg.pass_days(62);  // the first of June
    const auto report = yearly_report(net.reg.view(), {2026}, {.by = ReportBy::profession, .small_cell = 5});
    for (const auto& one : report.figures) {
        if (one.figure != users || one.profession.empty()) continue;
        CHECK_FALSE(one.apr);
        CHECK_FALSE(one.year);
        CHECK_FALSE(one.change);
    }
    CHECK(of_year(report, users).year == 4);
}

TEST_CASE("a trend has every month, those before the register empty, and every slice in each") {
    Network net;
    const Month january{march.months - 2};
    const auto report = trend_report(net.reg.view(), january, march, {.by = ReportBy::profession});
    REQUIRE(report.months.size() == 3);
    CHECK_FALSE(report.months[0].users);
    CHECK(report.months[0].profession == "nurse");
    CHECK(report.months[2].users == 4);
    CHECK_FALSE(report.months[2].active);
    CHECK(report.months[2].joined == 4);
    // groups have no profession
    CHECK_FALSE(report.months[2].groups);
    CHECK(trend_report(net.reg.view(), january, march, {}).months.back().groups == 0);
}
