// Bytes to encoding: found by the bytes alone, the same in pieces of any size, never guessed.
#include "osaki/base/error.hpp"
#include "osaki/exchange/input.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>

using namespace osaki;
using namespace std::string_literals;

namespace {

ByteFacts scan(std::string_view bytes, std::size_t piece) {
    ByteScan scan;
    for (std::size_t i = 0; i < bytes.size(); i += piece) scan.add(bytes.substr(i, piece));
    return scan.finish();
}
std::optional<std::int64_t> scan_cp932(std::string_view bytes, std::size_t piece) {
    Cp932Scan scan;
    for (std::size_t i = 0; i < bytes.size(); i += piece) scan.add(bytes.substr(i, piece));
    return scan.finish();
}

struct Chosen {
    Code code = Code::failed;
    std::string_view encoding;
    bool is_inferred = false;
};
Chosen choose(const test::TemporaryDirectory& directory, std::string_view bytes, std::string_view asked) {
    const auto path = directory / "file.csv";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto file = InputFile::open(path);
    try {
        const auto choice = choose_encoding(file, scan_bytes(file), asked);
        return {Code::failed, token_of(choice.encoding), choice.is_inferred};
    } catch (const Error& error) {
        return {error.code, {}, false};
    }
}

const auto cp932 = "\x8E\x81\x96\xBC,\xCC\xD8\n\x8D\x82\n"s;  // 氏名,ﾌﾘ / 高

}  // namespace

TEST_CASE("UTF-8 is recognised across the borders of pieces, and the first bad byte is found") {
    struct Case {
        std::string bytes;
        std::optional<std::int64_t> bad;
    };
    const std::vector<Case> cases{
        {"", {}},
        {"abc", {}},
        {"氏名,髙﨑,𠮷野", {}},
        {"\xEF\xBB\xBF氏名", {}},
        {"ab\xC0\xAF", 2},  // overlong
        {"ab\xE0\x80\xAF", 2},
        {"ab\xED\xA0\x80", 2},      // surrogate
        {"ab\xF4\x90\x80\x80", 2},  // beyond Unicode
        {"氏\xE5\x90", 3},          // cut off
        {"氏名\x80", 6},
        {cp932, 0},
    };
    for (const auto& c : cases)
        for (std::size_t piece = 1; piece <= 7; ++piece) {
            CAPTURE(c.bytes);
            CAPTURE(piece);
            const auto facts = scan(c.bytes, piece);
            CHECK(facts.bad_utf8 == c.bad);
            CHECK(facts.size == static_cast<std::int64_t>(c.bytes.size()));
            CHECK(facts.has_mark == c.bytes.starts_with(utf8_mark));
            CHECK(facts.sha256 == scan(c.bytes, 1000).sha256);
        }
}

TEST_CASE("a file is named by its SHA-256 as other tools name it") {
    CHECK(to_hex(scan("abc", 2).sha256) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("CP932 is recognised across the borders of pieces") {
    for (std::size_t piece = 1; piece <= 7; ++piece) {
        CAPTURE(piece);
        CHECK_FALSE(scan_cp932(cp932, piece));
        CHECK(scan_cp932(cp932 + "\x8E", piece));      // half a character
        CHECK(scan_cp932("\xFF" + cp932, piece));      // no character
        CHECK(scan_cp932("\x81\xAD" + cp932, piece));  // an empty place of the table
    }
}

TEST_CASE("the encoding is what the bytes show, or what was asked for, or nothing") {
    const test::TemporaryDirectory directory;
    struct Case {
        std::string bytes;
        std::string_view asked;
        std::string_view encoding;
        Code code;
        bool is_inferred;
    };
    const std::vector<Case> cases{
        {"name\n", "", "utf-8", Code::failed, false},
        {"氏名\n", "", "utf-8", Code::failed, false},
        {"\xEF\xBB\xBF氏名\n", "", "utf-8-bom", Code::failed, false},
        {cp932, "", "cp932", Code::failed, true},
        {cp932, "cp932", "cp932", Code::failed, false},
        {cp932, "Shift_JIS", "cp932", Code::failed, false},
        {cp932, "utf-8", "", Code::file, false},
        {"\xFF\xFE\x0F\x6C", "", "", Code::file, false},  // UTF-16
        {"\xEF\xBB\xBF" + cp932, "", "", Code::file, false},
        {"name\n", "latin1", "", Code::usage, false},
        {"", "", "", Code::invalid, false},
        {"\xEF\xBB\xBF", "", "", Code::invalid, false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.bytes);
        CAPTURE(c.asked);
        const auto chosen = choose(directory, c.bytes, c.asked);
        CHECK(chosen.encoding == c.encoding);
        CHECK(chosen.code == c.code);
        CHECK(chosen.is_inferred == c.is_inferred);
    }
}

TEST_CASE("what has no place in CP932 stops the data and becomes ? in our own remarks") {
    CHECK_FALSE(encode(Encoding::cp932, "𠮷野"));
    CHECK(encode_remark(Encoding::cp932, "𠮷野") == "?\x96\xEC");
    CHECK(encode(Encoding::utf8, "𠮷野") == "𠮷野");
    CHECK_FALSE(decode(Encoding::utf8, "\xFF"));
    CHECK(decode(Encoding::cp932, "\x8D\x82") == "高");
}

TEST_CASE("what cannot be read as a file is refused and does not wait") {
    const test::TemporaryDirectory directory;
    const auto code_of = [](const std::string& path) {
        try {
            const auto file = InputFile::open(path);
            return scan_bytes(file).size == 0 ? Code::invalid : Code::failed;
        } catch (const Error& error) {
            return error.code;
        }
    };
    CHECK(code_of(directory / "none.csv") == Code::file);
    CHECK(code_of(directory.path()) == Code::file);
    REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
    CHECK(code_of(directory / "pipe") == Code::invalid);  // nobody writes to it
    CHECK(code_of("/dev/null") == Code::invalid);
}

TEST_CASE("a pipe can be read as often as a file") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const int both = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(both >= 0);
    REQUIRE(::write(both, "abc", 3) == 3);
    const int reader = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    REQUIRE(reader >= 0);
    // without a writer the end of the pipe is reached after what is in it
    const auto through = "/proc/self/fd/" + std::to_string(reader);
    ::close(both);
    const auto file = InputFile::open(through);
    CHECK(scan_bytes(file).size == 3);
    CHECK(to_hex(scan_bytes(file).sha256) == to_hex(scan("abc", 1).sha256));
    ::close(reader);
}
