// What a script asks of a report: conditions as they are written, and what holds.
#include "osaki/domain/report_condition.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

const std::vector<Fact> facts{{"untrained", "without training", 5.0, 12.5, 5.0},
                              {"trained", "trained", 87.5, 87.5, 7.0, true},
                              {"groups_without_owner", "groups without an owner", 0.0, 0.0, 1.0, true},
                              {"posts_per_active", "posts each", 2.5, {}, 2.5},
                              {"active", "active users", {}, {}, {}, true},
                              {"net", "net change", -3.0, {}, -3.0}};

// "yes: ...", "no: ...", "?: ..." or the code of the refusal
std::string judged(std::string_view text) {
    try {
        const auto judgement = judge(parse_report_condition(text), facts);
        return std::string(!judgement.holds ? "?" : *judgement.holds ? "yes" : "no") + ": " + judgement.text.english();
    } catch (const Error& error) {
        CHECK(error.code == Code::usage);
        return error.message.english();
    }
}

}  // namespace

TEST_CASE("a condition is a word, or a word compared with a number") {
    CHECK(judged("untrained") == "yes: without training (untrained): 5, more than 0");
    CHECK(judged("untrained>5") == "no: without training (untrained): 5, more than 5");
    CHECK(judged("untrained >= 5") == "yes: without training (untrained): 5, at least 5");
    CHECK(judged("untrained<=4") == "no: without training (untrained): 5, at most 4");
    CHECK(judged("untrained=5") == "yes: without training (untrained): 5, exactly 5");
    CHECK(judged("untrained!=5") == "no: without training (untrained): 5, not 5");
    CHECK(judged("untrained>12%") == "yes: without training (untrained): 12.5%, more than 12%");
    CHECK(judged("trained<87.6") == "yes: trained (trained): 87.5%, less than 87.6%");
    CHECK(judged("trained<87.5%") == "no: trained (trained): 87.5%, less than 87.5%");
    CHECK(judged("posts_per_active<3") == "yes: posts each (posts_per_active): 2.5, less than 3");
    CHECK(judged("net<-2") == "yes: net change (net): -3, less than -2");
    // one of two thousand is 0.0% and still one
    CHECK(judged("groups_without_owner") == "yes: groups without an owner (groups_without_owner): 1, more than 0");
    CHECK(judged("groups_without_owner>0") == "no: groups without an owner (groups_without_owner): 0.0%, more than 0%");
    CHECK(judged("net<-3.5") == "no: net change (net): -3, less than -3.5");
}

TEST_CASE("what is not known never holds, and is said") {
    CHECK(judged("active<100") == "?: active users (active) is not known, and was not judged");
    CHECK(judged("net>1%") == "?: net change (net) is not known, and was not judged");
}

TEST_CASE("a word of another report, and what is no condition, are refused") {
    CHECK(judged("trainde<80") == "this report has no figure trainde; did you mean trained?");
    CHECK(judged("zz") ==
          "this report has no figure zz; there are untrained, trained, groups_without_owner, posts_per_active, active, net");
    for (const auto* text :
         {"", ">3", "untrained>", "untrained>x", "untrained>3x", "untrained>3.55", "untrained>.", "untrained>3.", "untrained><3",
          "untrained>>3", "untrained>99999999999999999999", "untrained>9999999999", "untrained!3"})
        CHECK(judged(text) == std::string(text) + " is no condition like untrained, untrained>3 or trained<80");
}

TEST_CASE("every report has words of its own") {
    std::vector<RosterOffice> offices(2);
    offices[0].users = 4;
    offices[0].active = 3;
    offices[0].admins = 1;
    offices[1].active = 0;
    const auto value = [](const std::vector<Fact>& all, std::string_view word) {
        for (const auto& one : all)
            if (one.word == word) return one.value;
        FAIL("no such word");
        return std::optional<double>();
    };
    const auto roster = facts_of(offices);
    CHECK(value(roster, "offices") == 2);
    CHECK(value(roster, "active") == 75.0);
    CHECK(value(roster, "without_admin") == 1);
    CHECK(value(roster, "without_active") == 1);
    CHECK(value(roster, "without_pledge") == 2);
    CHECK_FALSE(value(facts_of(std::vector<RosterOffice>(1)), "without_active"));
    CHECK(value(facts_of(std::vector<ComplianceShare>{{ComplianceFinding::dormant, 3, 10, 30.0}}), "dormant") == 3);
    Participation all;
    all.facilities = 10;
    all.covered = 4;
    CHECK(value(facts_of(std::vector{all}), "covered") == 40.0);
}
