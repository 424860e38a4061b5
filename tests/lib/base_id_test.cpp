// Numbers of records, as printed and as people type them.
#include "osaki/base/id.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace osaki;

namespace {

constexpr IdForm user{'U', 6, false};
constexpr IdForm application{'A', 4, true};

}  // namespace

TEST_CASE("numbers print with their letter and at least their digits") {
    CHECK(format_id(user, 123) == "U000123");
    CHECK(format_id(user, 12345678) == "U12345678");
    CHECK(format_id(application, 2026 * yearly_base + 45) == "A2026-0045");
    CHECK(format_id(application, 2026 * yearly_base + 123456) == "A2026-123456");
    CHECK(format_id(user, 0) == "");
}

TEST_CASE("a number is read in whatever width, case and padding it was typed") {
    for (const auto* text :
         {"U000123", "u123", "U123", "Ｕ０００１２３", "ｕ１２３", " U000123 ", "\u3000U123", "U0000000000123"}) {
        CAPTURE(text);
        CHECK(parse_id(user, text) == 123);
    }
    for (const auto* text :
         {"A2026-0045", "a2026-45", "Ａ２０２６－００４５", "A2026‐45", "A2026−45", "A2026ー45", "A2026–0045"}) {
        CAPTURE(text);
        CHECK(parse_id(application, text) == 2026 * yearly_base + 45);
    }
}

TEST_CASE("what is not a number of this kind is nothing") {
    for (const auto* text : {"", "U", "123", "O0123", "U0", "U000000", "U-1", "U12x", "U 12", "UU12", "U1234567890123456789",
                             "U99999999999999999999999", "A2026-0045", "U+12", "U12\xff", "Ⅴ12"}) {
        CAPTURE(text);
        CHECK(!parse_id(user, text));
    }
    for (const auto* text : {"A", "A2026", "A2026-", "A2026-0", "A20260045", "A202-0045", "A0999-1", "A-2026-45", "A2026--45",
                             "A2026-1000000000", "A2026-4x", "U000045", "A2026 -45"}) {
        CAPTURE(text);
        CHECK(!parse_id(application, text));
    }
}

TEST_CASE("every number printed is read back") {
    for (const std::int64_t serial : {1, 9, 10, 9999, 10000, 999999, 1000000, 999999999}) {
        CAPTURE(serial);
        CHECK(parse_id(user, format_id(user, serial)) == serial);
        CHECK(parse_id(application, format_id(application, 2100 * yearly_base + serial)) == 2100 * yearly_base + serial);
    }
}
