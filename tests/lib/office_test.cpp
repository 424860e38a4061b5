// Offices: one organisation at one place, its services and numbers, its type from a day on, its end.
#include "osaki/domain/office.hpp"

#include "osaki/domain/history.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

NewOffice facility(const std::string& name, const std::string& service = "", const std::string& number = "") {
    NewOffice office;
    office.name = name;
    office.service = service;
    office.number = number;
    if (service.empty()) office.type = "薬局";
    return office;
}

OfficeId add(Register& reg, const NewOffice& office) {
    return reg.act([&](Change& c) { return add_office(c, Codes(c), office); });
}

std::string found(Register& reg, const NewOffice& office) {
    const auto view = reg.view();
    return codes_of(faults_of(view, Codes(view), office));
}

}  // namespace

TEST_CASE("an office's type is what people write, or what its service says") {
    Register reg;
    const struct {
        const char* type;
        const char* service;
        const char* token;
    } cases[] = {{"薬局", "", "pharmacy"},
                 {"", "訪問看護", "home-nursing"},
                 {"", "130", "home-nursing"},
                 {"", "訪問入浴介護", "home-bathing"},
                 {"病院", "医療機関コード", "hospital"},
                 {"", "medical", "clinic"},
                 {"その他", "", "other"}};
    int serial = 0;
    for (const auto& [type, service, token] : cases) {
        CAPTURE(token);
        const auto digit = std::to_string(++serial);
        auto office = facility("施設" + digit, service, *service ? "046000000" + digit : "");
        office.type = type;
        CHECK(get_office(reg.view(), add(reg, office)).type == token);
    }
}

TEST_CASE("what is wrong with an office is said all at once") {
    Register reg;
    auto office = facility("", "訪問看後", "12345");
    office.kana = "\x1b";
    office.mail = "no mail";
    office.phone = "call me";
    office.opened_on = day(2026, 4, 2);
    office.type = "宇宙港";
    CHECK(found(reg, office) ==
          "name E_MISSING, kana E_CONTROL, mail E_MAIL, phone W_PHONE, opened_on E_FUTURE, type E_UNKNOWN_CODE, "
          "service E_UNKNOWN_CODE, number E_NUMBER");
    CHECK(reg.refused([&](Change& c) { add_office(c, Codes(c), office); }).code == Code::invalid);
    CHECK(found(reg, NewOffice{}) == "name E_MISSING, type E_MISSING");
}

TEST_CASE("a facility number has ten characters, or seven digits of a medical institution") {
    Register reg;
    const std::pair<const char*, bool> numbers[] = {
        {"0461234567", true}, {"04B1100017", true},   {"０４６１２３４５６７", true}, {" 0461234567 ", true}, {"0412345", true},
        {"046123456", false}, {"04612345678", false}, {"04b1100017", false},          {"046-123456", false},  {"", false}};
    for (const auto& [number, fits] : numbers) {
        CAPTURE(number);
        CHECK(found(reg, facility("ひまわり", "130", number)).empty() == fits);
    }
}

TEST_CASE("services of the same number and the same name are one office, another name is another office with a warning") {
    Register reg;
    const auto one = add(reg, facility("ひまわりケアセンター", "110", "0461234567"));
    CHECK(add(reg, facility("ひまわり ｹｱセンター", "130", "0461234567")) == one);
    CHECK(list_services(reg.view(), one).size() == 2);
    CHECK(found(reg, facility("すみれ", "140", "0461234567")) == "name W_NUMBER_OTHER_NAME");
    const auto two = add(reg, facility("すみれ", "140", "0461234567"));
    CHECK(two != one);
    const auto view = reg.view();
    const Codes codes(view);
    CHECK(find_office(view, codes, "訪問看護", "０４６１２３４５６７") == one);
    CHECK(find_office(view, codes, "140", "0461234567") == two);
    CHECK_FALSE(find_office(view, codes, "150", "0461234567").has_value());
    CHECK(find_services(view, "0461234567").size() == 3);
}

TEST_CASE("a number is registered once under a service") {
    Register reg;
    const auto one = add(reg, facility("ひまわり", "130", "0461234567"));
    const auto twice = reg.refused([&](Change& c) { add_office(c, Codes(c), facility("すみれ", "訪問看護", "0461234567")); });
    CHECK(twice.code == Code::conflict);
    CHECK(twice.said == "訪問看護 0461234567 is office O0002 already");
    const auto other = add(reg, facility("すみれ"));
    CHECK(reg.refused([&](Change& c) { add_service(c, Codes(c), other, "130", "0461234567"); }).found() == "number E_NUMBER_DUP");
    CHECK(reg.refused([&](Change& c) { add_service(c, Codes(c), other, "130", "046"); }).code == Code::invalid);
    CHECK(reg.refused([&](Change& c) { add_service(c, Codes(c), other, "", "0461234568"); }).code == Code::invalid);
    reg.act([&](Change& c) { add_service(c, Codes(c), one, "140", "0461234567"); });
    CHECK(list_services(reg.view(), one).size() == 2);
}

TEST_CASE("a correction replaces what is named and keeps the rest, the type and its history included") {
    Register reg;
    auto office = facility("ひまわり薬局");
    office.phone = "0229-11-1111";
    office.opened_on = day(2020, 1, 1);
    const auto id = add(reg, office);
    NewOffice to;
    to.name = "あおば薬局";
    to.kana = "ｱｵﾊﾞﾔｯｷｮｸ（本店）";
    to.postal_code = "９８９－６１００";
    reg.act([&](Change& c) { edit_office(c, Codes(c), id, to); });
    const auto now = get_office(reg.view(), id);
    CHECK(now.name == "あおば薬局");
    CHECK(now.kana == "アオバヤッキョク（本店）");
    CHECK(now.postal_code == "989-6100");
    CHECK(now.phone == "0229-11-1111");
    CHECK(now.type == "pharmacy");
    CHECK(now.opened_on == day(2020, 1, 1));
    CHECK(history_of(reg.view(), id).size() == 1);
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("the type changes from a day on and the past keeps the old one") {
    Register reg;
    const auto id = reg.office("ひまわり", "042153", day(2020, 1, 1));
    reg.act([&](Change& c) { change_office_type(c, Codes(c), id, "看多機", day(2026, 3, 1)); });
    CHECK(get_office(reg.view(), id).type == "nursing-small-multifunctional");
    const auto history = history_of(reg.view(), id);
    REQUIRE(history.size() == 2);
    CHECK(history[0].value == "home-nursing");
    CHECK(history[0].since == day(2020, 1, 1));
    CHECK(history[0].until == day(2026, 3, 1));
    CHECK(history[1].value == "nursing-small-multifunctional");
    CHECK_FALSE(history[1].until.has_value());
    CHECK(reg.refused([&](Change& c) { change_office_type(c, Codes(c), id, "病院", day(2026, 2, 28)); }).code == Code::invalid);
    CHECK(reg.refused([&](Change& c) { change_office_type(c, Codes(c), id, "宇宙港", day(2026, 3, 2)); }).code == Code::invalid);
}

TEST_CASE("an office is closed once, empty, not before it opened, and never the secretariat") {
    Register reg;
    const auto id = reg.office("ひまわり", "042153", day(2020, 1, 1)), full = reg.office("すみれ");
    reg.active(full);
    const auto close = [&](OfficeId office, Date on) { return reg.refused([&](Change& c) { close_office(c, office, on); }); };
    CHECK(close(id, day(2019, 12, 31)).code == Code::invalid);
    CHECK(close(full, day(2026, 3, 31)).code == Code::forbidden);
    CHECK(close(full, day(2026, 3, 31)).said ==
          "office O0003 still has members: 1; transfer or withdraw them first (art. 8-2(1)): osaki-mcs withdraw O0003");
    const auto secretariat = secretariat_of(reg.view());
    CHECK(close(secretariat, day(2026, 3, 31)).code == Code::forbidden);
    reg.act([&](Change& c) { close_office(c, id, day(2026, 3, 31)); });
    CHECK(get_office(reg.view(), id).closed_on == day(2026, 3, 31));
    CHECK(close(id, day(2026, 4, 1)).code == Code::conflict);
    CHECK(close(id, day(2026, 4, 1)).said == "office O0002 was closed on 2026-03-31");
}

TEST_CASE("a closed office is not touched any more") {
    Register reg;
    const auto id = reg.office("ひまわり");
    reg.act([&](Change& c) { receive_pledge(c, id, day(2026, 3, 1)); });
    CHECK(get_office(reg.view(), id).pledge_on == day(2026, 3, 1));
    reg.act([&](Change& c) { close_office(c, id, day(2026, 3, 31)); });
    NewOffice to;
    to.name = "別名";
    CHECK(reg.refused([&](Change& c) { edit_office(c, Codes(c), id, to); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { receive_pledge(c, id, day(2026, 4, 1)); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { change_office_type(c, Codes(c), id, "病院", day(2026, 4, 1)); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { add_service(c, Codes(c), id, "130", "0461234567"); }).code == Code::conflict);
    CHECK(reg.refused([&](Change& c) { receive_pledge(c, OfficeId{99}, day(2026, 4, 1)); }).said == "there is no office O0099");
}

TEST_CASE("a number passes on when its office has closed") {
    Register reg;
    const auto old = add(reg, facility("ひまわり", "130", "0461234567"));
    reg.act([&](Change& c) { close_office(c, old, day(2026, 3, 31)); });
    CHECK(list_services(reg.view(), old).front().until == day(2026, 3, 31));
    CHECK(find_services(reg.view(), "0461234567").empty());
    const auto next = add(reg, facility("ひまわり", "130", "0461234567"));
    CHECK(next != old);
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("an office opened on a day that nobody knows, or before which nobody belongs to it") {
    Register reg;
    const auto unknown = add(reg, facility("すみれ薬局"));
    CHECK_FALSE(get_office(reg.view(), unknown).opened_on.has_value());
    const auto user = reg.active(unknown);
    const auto young = reg.office("わかば薬局", "042153", day(2026, 3, 15));
    const auto early = reg.refused([&](Change& c) { begin_membership(c, user, young, MemberRole::staff, day(2026, 3, 14)); });
    CHECK(early.code == Code::invalid);
    CHECK(early.said == "office O0003 was opened on 2026-03-15, after 2026-03-14");
    reg.act([&](Change& c) { begin_membership(c, user, young, MemberRole::staff, day(2026, 3, 15)); });
    reg.act([&](Change& c) { end_membership(c, *find_open(c, user, young), day(2026, 3, 25)); });
    const auto closing = reg.refused([&](Change& c) { close_office(c, young, day(2026, 3, 24)); });
    CHECK(closing.code == Code::invalid);
    CHECK(closing.said == "office O0003 had a member until 2026-03-25, after 2026-03-24");
    const auto overlapping =
        reg.refused([&](Change& c) { begin_membership(c, user, young, MemberRole::staff, day(2026, 3, 24)); });
    CHECK(overlapping.said == "U000001 belonged to O0003 until 2026-03-25, after 2026-03-24");
}

TEST_CASE("open offices are found by their name in whatever writing") {
    Register reg;
    const auto one = add(reg, facility("アサヒ薬局"));
    const auto closed = add(reg, facility("アサヒ薬局"));
    reg.act([&](Change& c) { close_office(c, closed, day(2026, 4, 1)); });
    const auto found = find_offices_by_name(reg.view(), "ｱｻﾋ 薬局");
    REQUIRE(found.size() == 1);
    CHECK(found.front().office_id == one);
    CHECK(find_offices_by_name(reg.view(), "ヒノデ薬局").empty());
}
