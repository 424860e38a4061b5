// Registered offices beside all facilities of the area, and the same office by office.
#include "osaki/domain/report_participation.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/report_roster.hpp"
#include "support/month.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

void load_facility(Register& reg, const std::string& service, const std::string& number,
                   const std::string& municipality = "042153") {
    reg.act([&](Change& c) {
        NewDirectoryRow row;
        row.service = service;
        row.number = number;
        row.name = "施設" + number;
        row.municipality = municipality;
        load_directory_row(c, Codes(c), row);
    });
}

OfficeId with_service(Register& reg, const std::string& name, const std::string& number) {
    return reg.act([&](Change& c) {
        NewOffice office;
        office.name = name;
        office.service = "訪問看護";
        office.number = number;
        office.municipality = "042153";
        office.opened_on = day(2018, 4, 1);
        return add_office(c, Codes(c), office);
    });
}

Participation row(Register& reg, const std::string& type, Date on) {
    for (const auto& one : participation_report(reg.view(), {.day = on}).rows)
        if (one.office_type == type) return one;
    FAIL("no row");
    return {};
}

}  // namespace

TEST_CASE("facilities that take part are those whose number a registered office holds") {
    Register reg;
    with_service(reg, "さくら訪問看護", "0471500001");
    with_service(reg, "もみじ訪問看護", "0471500009");  // not in the directory
    for (const auto* number : {"0471500001", "0471500002", "0471500003"}) load_facility(reg, "130", number);
    load_facility(reg, "130", "0471900001", "041009");  // outside the area
    load_facility(reg, "140", "0471500004");
    const auto nursing = row(reg, "home-nursing", day(2026, 3, 31));
    CHECK(nursing.registered == 2);
    CHECK(nursing.facilities == 3);
    CHECK(nursing.covered == 1);
    CHECK(nursing.percent == 33.3);
    CHECK(row(reg, "home-rehabilitation", day(2026, 3, 31)).registered == 0);
    CHECK(row(reg, "home-rehabilitation", day(2026, 3, 31)).covered == 0);
    const auto all = row(reg, "", day(2026, 3, 31));
    CHECK(all.registered == 2);
    CHECK(all.facilities == 4);
    CHECK(all.percent == 25.0);
}

TEST_CASE("a type that the directory has no row of has no denominator; one whose rows lie outside has 0") {
    Register reg;
    reg.office("さくら訪問看護");
    load_facility(reg, "140", "0471900004", "041009");
    const auto nursing = row(reg, "home-nursing", day(2026, 3, 31));
    CHECK(nursing.registered == 1);
    CHECK_FALSE(nursing.facilities);
    CHECK_FALSE(nursing.covered);
    CHECK_FALSE(nursing.percent);
    CHECK(row(reg, "home-rehabilitation", day(2026, 3, 31)).facilities == 0);
    CHECK_FALSE(row(reg, "home-rehabilitation", day(2026, 3, 31)).percent);
}

TEST_CASE("an office counts while it is open") {
    Register reg;
    const auto id = with_service(reg, "さくら訪問看護", "0471500001");
    load_facility(reg, "130", "0471500001");
    reg.act([&](Change& c) { close_office(c, id, day(2026, 3, 20)); });
    CHECK(row(reg, "home-nursing", day(2026, 3, 19)).registered == 1);
    CHECK(row(reg, "home-nursing", day(2026, 3, 19)).covered == 1);
    CHECK(row(reg, "home-nursing", day(2026, 3, 20)).registered == 0);
    CHECK(row(reg, "home-nursing", day(2026, 3, 20)).covered == 0);
}

TEST_CASE("the month whose usage counts is the last that was over on the day") {
    CHECK(month_over(day(2026, 3, 31)) == march);
    CHECK(month_over(day(2026, 4, 1)) == march);
    CHECK(month_over(day(2026, 3, 30)) == Month{march.months - 1});
    Register reg;
    const auto office = reg.office("さくら訪問看護"), idle = reg.office("もみじ訪問看護");
    const auto nurse = reg.active(office);
    reg.active(idle);
    CHECK_FALSE(row(reg, "home-nursing", day(2026, 3, 31)).active_offices);
    load(reg, march, {{nurse, 2, 5}});
    CHECK(row(reg, "home-nursing", day(2026, 3, 31)).active_offices == 1);
    CHECK(row(reg, "home-nursing", day(2026, 4, 1)).active_percent == 50.0);
    CHECK(row(reg, "home-nursing", day(2026, 4, 1)).users == 2);
}

TEST_CASE("the roster has every open office with its people, its use and its groups") {
    Register reg;
    const auto office = reg.office("さくら訪問看護"), empty = reg.office("もみじ訪問看護");
    const auto admin = reg.active(office, MemberRole::admin), nurse = reg.active(office);
    reg.approved(reg.form(office));
    reg.act([&](Change& c) {
        begin_membership(c, nurse, empty, MemberRole::staff, day(2026, 3, 20));
        receive_pledge(c, office, day(2026, 3, 1));
        add_group(c, {.label = "P-0001", .host = office, .owners = {admin}, .opened_on = day(2026, 3, 25)});
    });
    auto roster = roster_report(reg.view(), march, {}).offices;
    REQUIRE(roster.size() == 2);  // the secretariat is none
    CHECK(roster[0].office_id == office);
    CHECK(roster[0].admins == 1);
    CHECK(roster[0].users == 3);
    CHECK(roster[0].holders == 2);
    CHECK(roster[0].trained == 2);
    CHECK(roster[0].acknowledged_percent == 100.0);
    CHECK(roster[0].groups == 1);
    CHECK(roster[0].pledge_on == day(2026, 3, 1));
    CHECK_FALSE(roster[0].active);
    CHECK_FALSE(roster[0].posts);
    // of two offices the first one counts its people, the other has a member
    CHECK(roster[1].members == 1);
    CHECK(roster[1].users == 0);
    CHECK_FALSE(roster[1].trained_percent);
    load(reg, march, {{nurse, 2, 5}, {admin, 0, 0}});
    roster = roster_report(reg.view(), march, {}).offices;
    CHECK(roster[0].active == 1);
    CHECK(roster[0].active_percent == 33.3);
    CHECK(roster[0].posts == 5);
    CHECK(roster[1].active == 0);
    CHECK(roster[1].posts == 0);
}

TEST_CASE("posts of the offices stand in where no figures of people have them") {
    Register reg;
    const auto office = reg.office("さくら訪問看護");
    reg.active(office);
    reg.act([&](Change& c) {
        Figures figures;
        figures.posts = 17;
        NewUsageLoad load{march, UsageScope::office, {"posts"}, {{office.value, figures}}, {}};
        seal(load);
        load_usage(c, People(c), usage_job(c), load);
    });
    const auto roster = roster_report(reg.view(), march, {}).offices;
    CHECK(roster.front().posts == 17);
    CHECK_FALSE(roster.front().active);
}
