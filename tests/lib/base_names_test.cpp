// Enums as people write them.
#include "osaki/base/names.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace osaki;

namespace {

enum class Job { doctor, care_manager };
constexpr std::array<Name<Job>, 2> names_of(Job) {
    return {{{Job::doctor, "doctor", N_("physician"), "医師|ドクター"},
             {Job::care_manager, "care-manager", N_("care manager"), "ケアマネジャー"}}};
}

}  // namespace

TEST_CASE("a value is known by token, label and alias in whatever width, case or kana") {
    for (const auto* text :
         {"doctor", "Doctor", "ＤＯＣＴＯＲ", "physician", "医師", " 医 師 ", "ドクター", "ﾄﾞｸﾀｰ", "どくたー", "ドクタ－"}) {
        CAPTURE(text);
        CHECK(parse_name<Job>(text) == Job::doctor);
    }
    for (const auto* text : {"care-manager", "care manager", "caremanager"}) {
        CAPTURE(text);
        CHECK(parse_name<Job>(text) == Job::care_manager);
    }
    for (const auto* text : {"", " ", "doc", "nurse", "医", "医師|ドクター", "|"}) {
        CAPTURE(text);
        CHECK(!parse_name<Job>(text));
    }
}

TEST_CASE("a value gives its token and its translated label") {
    CHECK(token_of(Job::care_manager) == "care-manager");
    CHECK(argument(Job::doctor).text == "physician");
    CHECK(argument(Job::doctor).is_label);
}

TEST_CASE("a value without aliases is known by token and label only") {
    CHECK(is_named("clerk", "clerk", "clerk", ""));
    CHECK(!is_named("", "clerk", "clerk", ""));
    CHECK(is_named("c", "a", "b", "x||c"));
    CHECK(!is_named("", "a", "b", "x||c"));
}
