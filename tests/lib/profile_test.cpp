// The network profile: every key and what it means to the rules; what does not fit is refused with the reason.
#include "osaki/domain/profile.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

Profile with(Register& reg, std::string_view key, std::string_view value) {
    reg.act([&](Change& c) { set_profile(c, key, value); });
    return get_profile(reg.view());
}

}  // namespace

TEST_CASE("the built-in profile is the one of the osaki network") {
    Register reg;
    const auto profile = get_profile(reg.view());
    CHECK(profile.network == "おおさき地区医介連ネットワークシステム");
    CHECK(profile.area == std::vector<std::string>{"042153"});
    CHECK(profile.in_area("042153"));
    CHECK_FALSE(profile.in_area("042056"));
    CHECK_FALSE(profile.in_area(""));
    CHECK(profile.mail_free_after_days == 30);
    CHECK(profile.credential_valid_days == 14);
    CHECK_FALSE(profile.four_eyes);
    CHECK(profile.papers.size() == names<ApplicationKind>.size());
}

TEST_CASE("every key of the profile reaches the rules") {
    Register reg;
    CHECK(with(reg, "network.name", "隣町ネット").network == "隣町ネット");
    CHECK(with(reg, "network.operator", "医師会").network_operator == "医師会");
    CHECK(with(reg, "network.committee", "委員会").committee == "委員会");
    CHECK(with(reg, "network.area", "042153;042056").in_area("042056"));
    CHECK(with(reg, "network.login_url", "https://example.jp/").login_url == "https://example.jp/");
    CHECK_FALSE(with(reg, "gates.papers", "false").gate_papers);
    CHECK_FALSE(with(reg, "gates.explanation", "false").gate_explanation);
    CHECK_FALSE(with(reg, "gates.acknowledgement", "false").gate_acknowledgement);
    CHECK_FALSE(with(reg, "gates.mail", "false").gate_mail);
    CHECK_FALSE(with(reg, "gates.training", "false").gate_training);
    CHECK(with(reg, "training.initial", "fiscal-year").initial_training == Validity{Lasting::fiscal_year});
    CHECK(with(reg, "training.annual", "12-months").annual_training == Validity{Lasting::months, 12});
    CHECK(with(reg, "training.admin", "forever").admin_training == Validity{Lasting::forever});
    CHECK(with(reg, "training.special", "120-months").special_training == Validity{Lasting::months, 120});
    CHECK(with(reg, "rules.four_eyes", "true").four_eyes);
    CHECK(with(reg, "rules.mail_free_after_days", "60").mail_free_after_days == 60);
    CHECK(with(reg, "rules.credential_valid_days", "21").credential_valid_days == 21);
    CHECK(with(reg, "papers.join", "申込書;誓約書").papers.at("join") == std::vector<std::string>{"申込書", "誓約書"});
    CHECK(with(reg, "papers.join", "").papers.at("join").empty());
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("an unknown key and a value that does not fit are refused") {
    Register reg;
    const struct {
        const char* key;
        const char* value;
        Code code;
        const char* said;
    } wrong[] = {{"gates.paper", "true", Code::usage, "did you mean gates.papers"},
                 {"colour", "blue", Code::usage, "the profile has no key colour; `osaki-mcs profile show` lists them"},
                 {"papers.wedding", "申込書", Code::usage, "the profile has no key papers.wedding"},
                 {"gates.papers", "yes", Code::invalid, "gates.papers is true or false, not yes"},
                 {"rules.credential_valid_days", "22", Code::invalid,
                  "rules.credential_valid_days is a number of days from 1 to 21, not 22"},
                 {"rules.credential_valid_days", "0", Code::invalid, "not 0"},
                 {"rules.credential_valid_days", "-1", Code::invalid, "not -1"},
                 {"rules.credential_valid_days", "14 days", Code::invalid, "not 14 days"},
                 {"rules.credential_valid_days", "", Code::invalid, "from 1 to 21"},
                 {"rules.credential_valid_days", "99999999999999999999", Code::invalid, "from 1 to 21"},
                 {"training.annual", "yearly", Code::invalid,
                  "training.annual is forever, fiscal-year or a number of months as 12-months, up to 120, not yearly"},
                 {"training.annual", "12", Code::invalid, "not 12"},
                 {"training.annual", "0-months", Code::invalid, "not 0-months"},
                 {"training.annual", "121-months", Code::invalid, "not 121-months"},
                 {"training.annual", "-months", Code::invalid, "not -months"},
                 {"training.annual", "12 -months", Code::invalid, "not 12 -months"},
                 {"training.yearly", "forever", Code::usage, "the profile has no key training.yearly"},
                 {"network.name", "\x1b[31m", Code::invalid, "a control character stands in the text"},
                 {"rules.mail_free_after_days", "3651", Code::invalid, "from 1 to 3650"}};
    for (const auto& [key, value, code, said] : wrong) {
        CAPTURE(key);
        CAPTURE(value);
        const auto refusal = reg.refused([&, k = key, v = value](Change& c) { set_profile(c, k, v); });
        CHECK(refusal.code == code);
        CHECK_MESSAGE(refusal.names(said), refusal.said);
    }
}

TEST_CASE("a region whose mails are free after 60 days waits 60 days") {
    Register reg;
    with(reg, "rules.mail_free_after_days", "60");
    const auto user = reg.active(reg.office("ひまわり"));
    reg.act([&](Change& c) {
        withdraw(c, user, {.received_on = day(2026, 3, 20)});
        for (const auto step :
             {DepartureStep::staff_release, DepartureStep::group_leave, DepartureStep::mcs_delete, DepartureStep::portal_delete})
            advance_departure(c, user, step, day(2026, 3, 21), "");
    });
    const auto view = reg.view();
    const auto use = use_of_mail(view, get_profile(view), "person1@example.jp", "別人");
    REQUIRE(use.faults.size() == 1);
    CHECK(use.faults.front().text.english() ==
          "mail person1@example.jp of the departed U000001 is free from 2026-05-20 (art. 8-2(1))");
}

TEST_CASE("a register older than the trainings is under the rules that a new one begins with") {
    Register reg;
    reg.act([&](Change& c) {
        for (const auto& entry : list_profile(c))
            if (entry.key == "gates.training" || entry.key.starts_with("training.")) c.remove("test", entry);
    });
    const auto profile = get_profile(reg.view());
    CHECK(profile.gate_training);
    CHECK(profile.initial_training == Validity{Lasting::forever});
    CHECK(profile.annual_training == Validity{Lasting::fiscal_year});
    CHECK(with(reg, "training.annual", "12-months").annual_training == Validity{Lasting::months, 12});
}
