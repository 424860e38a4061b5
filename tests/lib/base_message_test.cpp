// Messages as data, put into words late.
#include "osaki/base/error.hpp"
#include "osaki/base/time.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace osaki;

namespace {

const char* japanese(const char* text) {
    const std::string_view english = text;
    if (english == "application {} is already {}") return "申請 {0} はもう {1} です";
    if (english == "approved") return "承認済み";
    if (english == "broken {}") return "壊れた {";
    if (english == "too many {}") return "{} {} {}";
    return text;
}

}  // namespace

TEST_CASE("a message reads as English where nobody translates it") {
    CHECK(message("application {} is already {}", "A2026-0001", "approved").english() ==
          "application A2026-0001 is already approved");
    CHECK(message("{} of {} rows", 3, std::size_t{10}).english() == "3 of 10 rows");
    CHECK(message("since {}", make_date(2026, 4, 1)).english() == "since 2026-04-01");
    CHECK(message("nothing to do").english() == "nothing to do");
    CHECK(message("a {{brace}}").english() == "a {brace}");
    CHECK(Message{}.english() == "");
}

TEST_CASE("labels are translated with the sentence and words of people are not") {
    const Message said{"application {} is already {}", {{"approved"}, {"approved", true}}};
    CHECK(to_text(said, japanese) == "申請 approved はもう 承認済み です");
}

TEST_CASE("a broken translation falls back to English instead of hiding the message") {
    CHECK(to_text(message("broken {}", "pipe"), japanese) == "broken pipe");
    CHECK(to_text(message("too many {}", "cooks"), japanese) == "too many cooks");
}

TEST_CASE("braces in what people wrote are not places") {
    CHECK(message("unknown name {}", "{0} {nonsense}").english() == "unknown name {0} {nonsense}");
}

TEST_CASE("a message with too few arguments is shown as it stands") {
    CHECK(message("{} of {}", 1).english() == "{} of {}");
}

TEST_CASE("an error carries its code, its message and its English text") {
    try {
        fail(Code::not_found, "there is no user {}", "U000123");
    } catch (const Error& error) {
        CHECK(error.code == Code::not_found);
        CHECK(std::string(error.what()) == "there is no user U000123");
        CHECK(error.message.arguments.at(0).text == "U000123");
    }
}
