// Hashes against known answers (Python's hashlib), passwords against their rule.
#include "osaki/base/crypto.hpp"

#include "osaki/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>

using namespace osaki;

TEST_CASE("BLAKE2b agrees with other programs, with and without a key") {
    CHECK(to_hex(blake2b("abc")) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(to_hex(blake2b("abc", "k")) == "12f0b4a482a321476483eac3387d86e810573152916fb35bf7a6b9951f221db3");
    CHECK(Hasher().add("a").add("").add("bc").finish() == blake2b("abc"));
    CHECK(Hasher("k").add("ab").add("c").finish() == blake2b("abc", "k"));
    CHECK(Hasher().finish() == blake2b(""));
    CHECK_NOTHROW(blake2b("", std::string(64, 'k')));
}

TEST_CASE("a key that the hash cannot take is a bug, not a shorter key") {
    const std::string key(65, 'k');
    CHECK_THROWS_AS(blake2b("abc", key), Error);
    CHECK_THROWS_AS(Hasher{key}, Error);
    CHECK_THROWS_AS(lookup_hash("abc", key), Error);
}

TEST_CASE("SHA-256 agrees with sha256sum") {
    CHECK(to_hex(Sha256().add("abc").finish()) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(Sha256().add("a").add("").add("bc").finish()) == to_hex(Sha256().add("abc").finish()));
}

TEST_CASE("a look-up key is the first 63 bits of BLAKE2b-128") {
    CHECK(lookup_hash("sato@example.jp", "key") == 832272286165982635);
    for (int i = 0; i < 1000; ++i) CHECK(lookup_hash(std::to_string(i), "key") >= 0);
    CHECK(lookup_hash("a", "key") != lookup_hash("a", "other"));
}

TEST_CASE("random bytes do not repeat") {
    CHECK(random_bytes(0).empty());
    CHECK(random_bytes(16).size() == 16);
    CHECK(random_bytes(16) != random_bytes(16));
}

TEST_CASE("a password has four groups of four unambiguous characters of all three classes") {
    std::set<std::string> seen;
    std::set<char> letters;
    for (int i = 0; i < 2000; ++i) {
        const auto password = new_password();
        const std::string text(password.reveal());
        CAPTURE(text);
        REQUIRE(text.size() == 19);
        int upper = 0, lower = 0, digit = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char c = text[at];
            if (at % 5 == 4) {
                CHECK(c == '-');
                continue;
            }
            letters.insert(c);
            upper += c >= 'A' && c <= 'Z';
            lower += c >= 'a' && c <= 'z';
            digit += c >= '0' && c <= '9';
        }
        CHECK(upper + lower + digit == 16);
        CHECK(std::min({upper, lower, digit}) >= 1);
        CHECK(seen.insert(text).second);
    }
    CHECK(letters.size() == 56);
    for (const char c : {'I', 'O', 'l', 'o', '0', '1'}) CHECK(!letters.contains(c));
}

TEST_CASE("a secret moves and never copies") {
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
    static_assert(std::is_nothrow_move_constructible_v<Secret>);
    Secret first(4);
    std::copy_n("abcd", 4, first.bytes().begin());
    const Secret second(std::move(first));
    CHECK(second.reveal() == "abcd");
    CHECK(first.reveal().empty());
    CHECK(Secret(0).reveal().empty());
}
