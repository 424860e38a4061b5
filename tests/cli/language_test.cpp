#include "cli/language.hpp"

#include "cli/desk.hpp"
#include "osaki/base/embedded.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

namespace osaki {
extern const Embedded ja_messages[];
}

using namespace osaki;
using namespace osaki::cli;
using osaki::test::Machine;

namespace {

std::uint32_t word_at(std::size_t offset) {
    std::uint32_t word = 0;
    std::memcpy(&word, ja_messages[0].text.data() + offset, sizeof word);
    return word;
}

long places(const char* text) {
    const std::string_view view = text;
    return std::count(view.begin(), view.end(), '{');
}

}  // namespace

TEST_CASE("locales that say ja are Japanese") {
    for (const char* locale : {"ja", "ja_JP.UTF-8", "ja_JP", "ja.UTF-8"}) CHECK(language_of(locale) == Language::japanese);
    for (const char* locale : {"", "C", "en_US.UTF-8", "jab", "C.UTF-8"}) CHECK(language_of(locale) == Language::english);
}

TEST_CASE("every text of the catalogue is found, and has as many places for arguments as its original") {
    const auto count = word_at(8);
    const auto originals = word_at(12);
    REQUIRE(count > 100);
    const auto japanese = translator(Language::japanese);
    for (std::uint32_t i = 0; i < count; ++i) {
        const char* original = ja_messages[0].text.data() + word_at(originals + i * 8 + 4);
        if (*original == '\0') continue;
        CAPTURE(original);
        CHECK(japanese(original) != original);
        CHECK(places(japanese(original)) == places(original));
    }
}

TEST_CASE("a text without translation, an empty text and a broken catalogue give the text itself") {
    const char* text = "nobody ever said this";
    CHECK(translator(Language::japanese)(text) == text);
    CHECK(std::string_view(translator(Language::japanese)("")) == "");
    CHECK(look_up("not a catalogue", text) == text);
}

TEST_CASE("messages, headings and help come in Japanese, keys of JSON never") {
    CHECK(Machine{}.run({"version", "--lang", "ja"}).out.find("版") != std::string::npos);
    CHECK(Machine{}.run({"version", "--lang", "ja", "--json"}).out.find("\"sqlite\"") != std::string::npos);
    CHECK(Machine{}.run({"help", "--lang", "ja"}).out.find("日々の業務") != std::string::npos);
    CHECK(Machine{}.run({"--lang", "ja", "versoin"}).err.find("version") != std::string::npos);
}
