// The directory of all facilities of the area: rows come, change and go with each load; offices are copied from it.
#include "osaki/domain/directory.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

NewDirectoryRow row(const std::string& service, const std::string& number, const std::string& name) {
    NewDirectoryRow row;
    row.service = service;
    row.number = number;
    row.name = name;
    row.municipality = "042153";
    row.phone = "0229-11-1111";
    return row;
}

Loaded load(Register& reg, const NewDirectoryRow& facility) {
    return reg.act([&](Change& c) { return load_directory_row(c, Codes(c), facility); });
}

std::string all(Register& reg) {
    std::string text;
    for (const auto& one : list_directory(reg.view(), {}))
        text += one.service + " " + one.number + " " + one.name + " " + one.type + " " + to_text(one.snapshot_on) + "\n";
    return text;
}

}  // namespace

TEST_CASE("a row is added, recognised, and changed when a fact differs") {
    Register reg;
    auto facility = row("訪問入浴介護", "０４６１２３４５６７", " ｱｻﾋ入浴 ");
    CHECK(load(reg, facility) == Loaded::added);
    CHECK(all(reg) == "120 0461234567 アサヒ入浴 home-bathing 2026-04-01\n");
    reg.pass_days(30);
    CHECK(load(reg, facility) == Loaded::same);
    CHECK(all(reg) == "120 0461234567 アサヒ入浴 home-bathing 2026-04-01\n");
    facility.phone = "0229-22-2222";
    CHECK(load(reg, facility) == Loaded::changed);
    CHECK(all(reg) == "120 0461234567 アサヒ入浴 home-bathing 2026-05-01\n");
}

TEST_CASE("the same number under two services is two rows") {
    Register reg;
    load(reg, row("120", "0461234567", "アサヒ"));
    load(reg, row("140", "0461234567", "アサヒ"));
    CHECK(get_directory(reg.view(), "0461234567").size() == 2);
    CHECK(get_directory(reg.view(), "０４６１２３４５６７").size() == 2);
}

TEST_CASE("a load takes away what its services no longer have, and nothing of other services") {
    Register reg;
    for (const auto& [service, number] :
         {std::pair("120", "0400000001"), {"120", "0400000002"}, {"140", "0400000001"}, {"140", "0400000003"}})
        load(reg, row(service, number, "施設"));
    const auto dropped = reg.act([](Change& c) { return drop_missing(c, {"120"}, {"120 0400000002"}); });
    CHECK(dropped == 1);
    CHECK(all(reg) ==
          "120 0400000002 施設 home-bathing 2026-04-01\n"
          "140 0400000001 施設 home-rehabilitation 2026-04-01\n"
          "140 0400000003 施設 home-rehabilitation 2026-04-01\n");
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("an unknown service, a missing name or municipality is a finding") {
    Register reg;
    const Codes codes(reg.view());
    CHECK(codes_of(faults_of(codes, row("120", "0461234567", "アサヒ"))).empty());
    CHECK(codes_of(faults_of(codes, row("宇宙介護", "0461234567", ""))) == "service E_UNKNOWN_CODE, name E_MISSING");
    auto nowhere = row("120", "0461234567", "アサヒ");
    nowhere.municipality = " ";
    CHECK(codes_of(faults_of(codes, nowhere)) == "municipality E_MISSING");
    CHECK(reg.refused([&](Change& c) { load_directory_row(c, Codes(c), nowhere); }).code == Code::invalid);
}

TEST_CASE("an office copied from the directory has all services of its number") {
    Register reg;
    load(reg, row("120", "0461234567", "アサヒ"));
    load(reg, row("140", "0461234567", "アサヒ"));
    const auto id = reg.act([](Change& c) {
        OfficeId made;
        NewOffice said;
        said.mail = "info@example.jp";
        for (const auto& office : offices_of(get_directory(c, "0461234567"), said)) made = add_office(c, Codes(c), office);
        return made;
    });
    const auto office = get_office(reg.view(), id);
    CHECK(office.name == "アサヒ");
    CHECK(office.municipality == "042153");
    CHECK(office.phone == "0229-11-1111");
    CHECK(office.mail == "info@example.jp");
    CHECK(list_services(reg.view(), id).size() == 2);
    const auto missing = reg.refused([](Change& c) { get_directory(c, "0469999999"); });
    CHECK(missing.code == Code::not_found);
    CHECK(missing.names("0469999999"));
}
