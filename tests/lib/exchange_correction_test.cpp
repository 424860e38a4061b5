// The round that a roster goes with its office: refused rows in a file of their own, corrected there, loaded as they are, nobody
// twice.
#include "osaki/domain/founding.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "support/shared_data.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>

using namespace osaki;

namespace {

class Desk {
public:
    Desk() {
        auto change = begin();
        found_register(change, osaki_profile(), "osaki.toml");
        change.commit();
    }
    ImportReport run(std::string_view kind, const std::string& path, const ImportOptions& options = {}) {
        auto change = begin();
        auto report = run_import(change, import_kind(change, kind), InputFile::open(path), options);
        change.commit();
        return report;
    }
    Code refusal(const std::string& path) {
        try {
            run("application", path);
        } catch (const Error& error) {
            return error.code;
        }
        return Code::bug;
    }
    std::vector<Application> applications() { return list_applications(store_.view(now_), {}); }
    std::string path(const std::string& name) const { return directory_ / name; }

private:
    Change begin() { return store_.change({"jimukyoku", 1000, "import run", {}, now_}); }
    test::TemporaryDirectory directory_;
    Store store_ = Store::create(":memory:");
    Timestamp now_ = *parse_timestamp("2026-04-01T09:00:00+09:00");
};

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// What a person would type over what is wrong in roster_bad_utf8.csv, cell by cell.
constexpr std::array<std::array<std::string_view, 2>, 14> corrections{{
    {"看護師,,0229-22-1043", "看護師,user001@example.jp,0229-22-1043"},
    {"user002@@example.jp", "user102@example.jp"},
    {"令和8年2月29日", "令和8年2月28日"},
    {"平成40年4月1日", "令和8年3月1日"},
    {"0471509999", "0471500082"},
    {"外科部長", "医師"},
    {"訪問介護員,user006@example.jp,0229-28-2576,職員,2,,", "訪問介護員,user006@example.jp,0229-28-2576,職員,2,隣の市から,"},
    {"看護師,user008@example.jp", "看護師,user108@example.jp"},
    {"\"'=HYPERLINK(\"\"http://example.invalid\"\",\"\"佐藤\"\")\"", "高橋美咲"},
    {"山田\x1b[2J太郎", "山田太郎"},
    {"やまだ Taro", "ハヤサカ マユミ"},
    {"社長", "管理者"},
    {"令和88年4月1日", "令和8年3月1日"},
    {"user013@example.jp", "user013@example.jp"},
}};

std::string corrected(std::string text) {
    for (const auto& [wrong, right] : corrections) {
        CAPTURE(wrong);
        const auto at = text.find(wrong);
        REQUIRE(at != std::string::npos);
        text.replace(at, wrong.size(), right);
    }
    return text;
}

std::vector<std::string> errors_of(const ImportReport& report) {
    std::vector<std::string> errors;
    for (const auto& finding : report.findings)
        if (finding.severity == Severity::error) errors.push_back(finding.column + " " + finding.code + " " + finding.value);
    return errors;
}

}  // namespace

TEST_CASE("refused rows are corrected in their own file and loaded, in UTF-8 and CP932, and nobody comes twice") {
    const auto facilities = test::shared_file("directory/jigyosho_120_miyagi.csv");
    if (!facilities) return;
    const auto roster = read(*test::shared_file("roster_bad_utf8.csv"));
    for (const auto encoding : {Encoding::utf8, Encoding::utf8_bom, Encoding::cp932}) {
        CAPTURE(token_of(encoding));
        Desk desk;
        desk.run("office", *facilities);
        const auto file = desk.path("roster.csv");
        const std::string mark(encoding == Encoding::utf8_bom ? utf8_mark : "");
        write(file, mark + *encode(encoding, roster));
        CHECK(desk.run("application", file).outcome == Code::invalid);
        CHECK(desk.applications().empty());
        const auto first = desk.run("application", file, {.mode = ImportMode::skip_bad, .errors_file = desk.path("e.csv")});
        CHECK(first.outcome == Code::partly);
        CHECK(desk.applications().size() == 2);

        const auto errors = read(desk.path("e.csv"));
        CHECK(errors.starts_with(mark));
        const auto text = *decode(encoding, errors);
        CHECK(text.find("\"'=HYPERLINK") != std::string::npos);
        write(desk.path("fixed.csv"), *encode(encoding, corrected(text)));
        const auto second = desk.run("application", desk.path("fixed.csv"));
        CHECK(errors_of(second).empty());
        CHECK(second.summary.added == 14);
        CHECK(desk.applications().size() == 16);
        CHECK(desk.refusal(desk.path("fixed.csv")) == Code::conflict);
        CHECK(desk.refusal(file) == Code::conflict);
    }
}

TEST_CASE("an errors file that nobody corrected is refused for the same reasons, with the cells as they first came") {
    const auto facilities = test::shared_file("directory/jigyosho_120_miyagi.csv");
    if (!facilities) return;
    Desk desk;
    desk.run("office", *facilities);
    const auto first = desk.run("application", *test::shared_file("roster_bad_utf8.csv"),
                                {.mode = ImportMode::skip_bad, .errors_file = desk.path("e.csv")});
    auto wanted = errors_of(first);
    for (auto& error : wanted)
        if (error.find("E_FORMULA") != std::string::npos) error.replace(error.find('='), 1, "'=");
    CHECK(errors_of(desk.run("application", desk.path("e.csv"), {.errors_file = desk.path("e2.csv")})) == wanted);
    // guards are not doubled; the line numbers are those of the file it came from
    const auto guards = [](const std::string& text) {
        return text.find("''=") == std::string::npos && text.find("'=") != std::string::npos;
    };
    CHECK(guards(read(desk.path("e2.csv"))));
}
