// Files of usage as regions have them: which column is what, what a number is, whose a row is; and that a month is loaded as a
// whole or not at all.
#include "osaki/base/text.hpp"
#include "osaki/domain/report_month.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/exchange/encoding.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/import_explain.hpp"
#include "osaki/exchange/import_headings.hpp"
#include "osaki/exchange/usage_bucket.hpp"
#include "osaki/exchange/usage_file.hpp"
#include "osaki/exchange/workbook.hpp"
#include "support/register.hpp"
#include "support/shared_data.hpp"
#include "support/show_texts.hpp"
#include "support/temporary_directory.hpp"

#include <fstream>
#include <iterator>
#include <random>

using namespace osaki;
using namespace osaki::test;

namespace {

using Texts = std::vector<std::string>;

Month month(int year, int of_year) {
    return month_of(day(year, of_year, 1));
}

struct Desk {
    Register reg;
    OfficeId office = reg.office("ひまわり");
    UserId one = reg.active(office, MemberRole::admin), two = reg.active(office);  // person1@example.jp, person2@example.jp
    TemporaryDirectory directory;
    ImportReport report = {};
    ImportMap map = {};  // laid over the kind when it has headings

    ImportReport load_path(const std::string& path, const UsageQuestion& question = {}, const ImportOptions& options = {}) {
        report = reg.act([&](Change& c) {
            c.note("test", "usage", 0);
            auto kind = usage_import(c, question);
            if (!map.headings.empty()) take_headings(kind, map);
            return run_import(c, kind, InputFile::open(path), options);
        });
        return report;
    }
    std::string path(const std::string& name) const { return directory / name; }
    std::string save(std::string_view bytes, const std::string& name = "in.csv") const {
        std::ofstream(path(name), std::ios::binary | std::ios::trunc) << bytes;
        return path(name);
    }
    std::string read(const std::string& name) const {
        std::ifstream in(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // "line column code" of every finding
    Texts load(std::string_view bytes, const UsageQuestion& question = {}, const ImportOptions& options = {}) {
        load_path(save(bytes), question, options);
        Texts texts;
        for (const auto& f : report.findings) texts.push_back(std::to_string(f.line) + " " + f.column + " " + f.code);
        return texts;
    }
    // "added changed unchanged refused"
    std::string counts() const {
        const auto& s = report.summary;
        return std::to_string(s.added) + " " + std::to_string(s.changed) + " " + std::to_string(s.unchanged) + " " +
               std::to_string(s.refused);
    }
    // "U000001 5/-/2" of a month: days, logins, posts
    Texts rows(Month of) {
        const auto text = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
        Texts texts;
        for (const auto& row : list_usage(reg.view(), to_text(of), {}))
            texts.push_back((row.number.empty() ? "" : row.number + " ") + text(row.login_days) + "/" + text(row.logins) + "/" +
                            text(row.posts));
        return texts;
    }
    std::string verified() {
        const auto found = verify_audit(reg.view()).findings;
        return found.empty() ? "" : found.front().check + ' ' + found.front().text;
    }
    std::string refusal(std::string_view bytes, const UsageQuestion& question = {}) {
        load(bytes, question);
        return report.findings.empty() ? "" : report.findings.front().text.english();
    }
};

}  // namespace

TEST_CASE("a month is written in many ways, and what is none is said to be none") {
    const auto today = day(2026, 4, 1);
    for (const auto* cell : {"2026-03", "2026/3", "2026/03", "202603", "２０２６０３", "令和8年3月", "R8.3", "2026年3月分",
                             "2026-03-01", "2026/3/31", "2026年3月", " 2026-03 "}) {
        CAPTURE(std::string(cell));
        CHECK(usage_month(cell, today) == month(2026, 3));
    }
    for (const auto* cell : {"2026-13", "3月", "2026-03-15", "三月", "2026", "260301", "合計"}) {
        CAPTURE(std::string(cell));
        CHECK_THROWS_AS(usage_month(cell, today), Error);
    }
}

TEST_CASE("a number is a whole number of times from 0, or not known") {
    const struct {
        const char* cell;
        std::int64_t number;
    } numbers[] = {{"0", 0},
                   {"7", 7},
                   {"１２", 12},
                   {"1,234", 1234},
                   {"１，２３４，５６７", 1234567},
                   {"12回", 12},
                   {" 12 回 ", 12},
                   {"3件", 3},
                   {"5日", 5},
                   {"9人", 9},
                   {"007", 7},
                   {"12.0", 12},
                   {"1000000000", most_usage}};
    for (const auto& [cell, number] : numbers) {
        CAPTURE(std::string(cell));
        CHECK(usage_number(cell) == number);
    }
    for (const auto* cell : {"", " ", "　", "-", "－", "ー", "―", "不明"}) {
        CAPTURE(std::string(cell));
        CHECK_FALSE(usage_number(cell));
    }
    for (const auto* cell : {"-1", "1.5", "12,34", ",123", "1,23", "1000000001", "9223372036854775808", "12a", "0x1F", "1e3",
                             "+5", "回", "五", "12 34"}) {
        CAPTURE(std::string(cell));
        CHECK_THROWS_AS(usage_number(cell), Error);
    }
}

TEST_CASE("a long file has a row for a user and a month; what it does not say stays unknown") {
    Desk desk;
    CHECK(desk.load("対象月,メールアドレス,氏名,ログイン日数,投稿数\n"
                    "2026-03,person1@example.jp,別人,5,2\n"
                    "2026-03,PERSON2@EXAMPLE.JP,,0,\n"
                    "2026-02,person1@example.jp,別人,31,-\n") == Texts{"2 氏名 W_NAME_OTHER", "4 ログイン日数 E_RANGE"});
    CHECK(desk.report.outcome == Code::invalid);
    CHECK(desk.load("対象月,メールアドレス,氏名,ログイン日数,投稿数\n"
                    "2026-03,person1@example.jp,試験　1子,5,2\n"
                    "2026-03,PERSON2@EXAMPLE.JP,,0,\n") == Texts{});
    CHECK(desk.counts() == "2 0 0 0");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 5/-/2", "U000002 0/-/-"});
    const auto load = find_usage_load(desk.reg.view(), month(2026, 3), UsageScope::user);
    REQUIRE(load);
    CHECK(load->metrics == Texts{"login_days", "posts"});
    CHECK(load->rows == 2);
    CHECK(desk.verified() == "");
}

TEST_CASE("the months of a wide file stand in its headings") {
    const auto april = UsageQuestion{{}, FiscalYear{2025}, {}}, posts = UsageQuestion{{}, {}, Metric::posts};
    const auto both = UsageQuestion{{}, FiscalYear{2025}, Metric::posts};
    const struct {
        const char* head;
        UsageQuestion question;
    } cases[] = {{"2026-02 投稿数,2026-03 投稿数", {}},
                 {"投稿数（令和8年2月）,投稿数（令和8年3月）", {}},
                 {"2026年2月分の投稿数,2026年3月分の投稿数", {}},
                 {"投稿件数_202602,投稿件数_202603", {}},
                 {"2月投稿数,3月投稿数", april},
                 {"投稿数（２月）,投稿数（３月）", april},
                 {"2026-02,2026-03", posts},
                 {"令和8年2月,令和8年3月", posts},
                 {"2月,3月", both},
                 {"2026/2/1,2026/3/1", posts}};
    for (const auto& [head, question] : cases) {
        CAPTURE(std::string(head));
        Desk desk;
        CHECK(desk.load("メールアドレス,職種," + std::string(head) + "\nperson1@example.jp,,,4\nperson2@example.jp,看護師,,\n",
                        question) == Texts{});
        // an empty cell is of a time before somebody came: no row, and no load of the month
        CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4"});
        CHECK_FALSE(find_usage_load(desk.reg.view(), month(2026, 2), UsageScope::user));
        CHECK(desk.counts() == "1 0 1 0");
    }
    Desk desk;
    CHECK(desk.load("ログインID,2026-03 ログイン日数,2026-03 投稿数,2026-04 ログイン日数,2026-04 投稿数\n"
                    "person1@example.jp,3,4,,1\n") == Texts{"1  W_MONTH_NOT_OVER"});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 3/-/4"});
    CHECK(desk.rows(month(2026, 4)) == Texts{"U000001 -/-/1"});
    CHECK(find_usage_load(desk.reg.view(), month(2026, 4), UsageScope::user)->metrics == Texts{"posts"});
}

TEST_CASE("a year's columns to come are empty and do no harm; a figure of a month to come does") {
    Desk desk;
    const std::string head = "メールアドレス,2026-03 投稿数,2026-05 投稿数\n";
    CHECK(desk.load(head + "person1@example.jp,4,\n") == Texts{});
    CHECK(desk.load(head + "person1@example.jp,4,0\n") == Texts{"2 2026-05 投稿数 E_FUTURE"});
    CHECK(desk.report.outcome == Code::invalid);
}

TEST_CASE("a header that leaves a question open says which") {
    const struct {
        const char* file;
        UsageQuestion question;
        Texts found;
    } cases[] = {
        {"メールアドレス,2月,3月\n", {{}, {}, Metric::posts}, {"1 2月 E_HEADER_UNKNOWN", "1 3月 E_HEADER_UNKNOWN"}},
        {"メールアドレス,2026-02\n", {}, {"1 2026-02 E_HEADER_UNKNOWN"}},
        {"メールアドレス,2026-02 発言回数\n", {}, {"1 2026-02 発言回数 E_HEADER_UNKNOWN"}},
        {"メールアドレス,発言回数\n", {{month(2026, 3)}, {}, {}}, {"1 発言回数 E_HEADER_UNKNOWN"}},
        {"メールアドレス,投稿数\n", {}, {"1  E_HEADER_MISSING"}},
        {"対象月,メールアドレス\n", {}, {"1  E_HEADER_MISSING"}},
        {"対象月,メールアドレス,2026-03 投稿数\n", {}, {"1  E_HEADER_TWICE"}},
        {"メールアドレス,投稿数,2026-03 投稿数\n", {}, {"1  E_HEADER_TWICE"}},
        {"メールアドレス,2026-03 投稿数,投稿件数（令和8年3月）\n", {}, {"1 投稿件数（令和8年3月） E_HEADER_TWICE"}},
        {"メールアドレス,投稿数,投稿件数\n", {{month(2026, 3)}, {}, {}}, {"1 投稿件数 E_HEADER_TWICE"}},
        {"対象月,氏名,投稿数\n2026-03,試験　1子,7\n", {}, {"1  E_HEADER_MISSING"}},
        {"対象月,氏名,事業所名,投稿数\n2026-03,試験　1子,ひまわり,7\n", {}, {"1  E_HEADER_MISSING"}},
        {"利用状況一覧\n対象月,メールアドレス,投稿数\n2026-03,person1@example.jp,1\n", {}, {"1  E_HEADER_UNKNOWN"}},
    };
    for (const auto& [file, question, found] : cases) {
        CAPTURE(std::string(file));
        Desk desk;
        CHECK(desk.load(std::string(file) + "x,1,2\n", question) == found);
        CHECK(desk.report.outcome == Code::invalid);
        CHECK(list_usage_loads(desk.reg.view(), {}).empty());
    }
    Desk desk;
    CHECK_THROWS_AS(desk.load(""), Error);
}

TEST_CASE("an office's own headings are understood through a map, with a month beside them too") {
    Desk desk;
    desk.map.kind = "usage";
    desk.map.headings = {"発言回数=posts", "アカウント名=login", "集計=month"};
    desk.map.ignored = {"ランク"};
    CHECK(desk.load("集計,アカウント名,発言回数,ランク\n2026-03,person1@example.jp,8,A\n") == Texts{});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/8"});
    CHECK(desk.load("アカウント名,2026-02 発言回数,2026-03 発言回数\nperson1@example.jp,1,9\n") == Texts{"2  W_NOT_REGISTERED"});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/9"});
}

TEST_CASE("a file of one month does without a column for it; with months only the one that is asked for is loaded") {
    Desk desk;
    CHECK(desk.load("メールアドレス,投稿数\nperson1@example.jp,3\n", {month(2026, 3), {}, {}}) == Texts{});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/3"});
    CHECK(desk.load("対象月,メールアドレス,投稿数\n2026-02,person1@example.jp,こわれた\n2026-03,person1@example.jp,4\n",
                    {month(2026, 3), {}, {}}) == Texts{});
    CHECK(desk.counts() == "0 1 1 0");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4"});
    CHECK(desk.rows(month(2026, 2)) == Texts{});
}

TEST_CASE("a file of several months is loaded month by month, and no month of it twice") {
    Desk desk;
    const std::string file = "対象月,メールアドレス,投稿数\n2026-02,person1@example.jp,3\n2026-03,person1@example.jp,4\n";
    const auto refusal = [&](const UsageQuestion& question) {
        const auto path = desk.save(file);
        const auto refused =
            desk.reg.refused([&](Change& c) { run_import(c, usage_import(c, question), InputFile::open(path), {}); });
        CHECK(refused.code == Code::conflict);
        return refused.said.substr(refused.said.find("is loaded already"));
    };
    const UsageQuestion february{month(2026, 2), {}, {}}, march{month(2026, 3), {}, {}};
    desk.load(file, february);
    CHECK(refusal(february) == "is loaded already, as J0001 on 2026-04-01; nothing was changed");
    CHECK(refusal({}) ==
          "is loaded already, as J0001 on 2026-04-01; nothing was changed; load another month of it with --month 2026-03");
    desk.load(file, march);
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000001 -/-/3"});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4"});
    // nor when another file took its place since: what that brought would be lost by running the command again
    desk.load("対象月,メールアドレス,投稿数\n2026-03,person1@example.jp,5\n");
    CHECK(refusal(march) == "is loaded already, as J0002 on 2026-04-01; nothing was changed");
    desk.reg.act([&](Change& c) { undo(c, operation_of(c, *desk.report.summary.job)); });
    desk.reg.act([&](Change& c) { undo(c, operation_of(c, ImportJobId{2})); });
    desk.load(file, march);
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4"});
    CHECK(desk.verified() == "");
}

TEST_CASE("every cell that is no number is found in one pass, and nothing is loaded") {
    Desk desk;
    CHECK(desk.load("対象月,メールアドレス,ログイン日数,投稿数\n"
                    "2026-03,person1@example.jp,3.5,-2\n"
                    "2026-02,person2@example.jp,29,9223372036854775808\n"
                    "2026-13,person2@example.jp,2,2\n"
                    ",person2@example.jp,2,2\n"
                    "2026-03,,2,2\n"
                    "2026-03,person2@example.jp,2\n"
                    "2026-03,person2@example.jp\x1b,2,2\n"
                    "2026-03,mihon@example.jp,2,2\n") == Texts{"2 ログイン日数 E_NUMBER", "2 投稿数 E_NUMBER",
                                                               "3 ログイン日数 E_RANGE", "3 投稿数 E_NUMBER", "4 対象月 E_MONTH",
                                                               "5 対象月 E_MISSING", "6 メールアドレス E_MISSING", "7  E_CELLS",
                                                               "8 メールアドレス E_CONTROL", "9 メールアドレス E_EXAMPLE"});
    CHECK(desk.counts() == "0 0 0 8");
    CHECK(list_usage_loads(desk.reg.view(), {}).empty());
}

TEST_CASE("a month has as many days as it has, for a user; an office has more") {
    Desk desk;
    CHECK(desk.load("対象月,メールアドレス,ログイン日数\n2024-02,person1@example.jp,29\n") == Texts{"2  W_NOT_REGISTERED"});
    CHECK(desk.load("対象月,メールアドレス,ログイン日数\n2024-02,person1@example.jp,30\n") == Texts{"2 ログイン日数 E_RANGE"});
    CHECK(desk.load("対象月,事業所名,ログイン日数\n2024-02,ひまわり,300\n") == Texts{});
    CHECK(desk.rows(month(2024, 2)) == Texts{"U000001 29/-/-", to_text(desk.office) + " 300/-/-"});
}

TEST_CASE("the same person twice in a month is refused, both rows; the same in another month is not") {
    Desk desk;
    const std::string file =
        "対象月,メールアドレス,投稿数\n"
        "2026-03,person1@example.jp,1\n"
        "2026-03,nobody@example.com,1\n"
        "2026-03,Person1@Example.jp,2\n"
        "2026-03,NOBODY@example.com,2\n"
        "2026-03,person1@example.jp,3\n"
        "2026-03,person2@example.jp,4\n";
    CHECK(desk.load(file) == Texts{"2  E_ROW_DUP", "3  E_ROW_DUP", "3 メールアドレス W_USAGE_UNKNOWN", "4  E_ROW_DUP",
                                   "5  E_ROW_DUP", "6  E_ROW_DUP"});
    CHECK(desk.report.outcome == Code::invalid);
    desk.load(file, {}, {.mode = ImportMode::skip_bad});
    CHECK(desk.report.outcome == Code::partly);
    CHECK(desk.counts() == "1 0 0 5");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000002 -/-/4"});
    CHECK(desk.load("対象月,投稿数\n2026-03,1\n2026-03,2\n") == Texts{"2  E_ROW_DUP", "3  E_ROW_DUP"});
    CHECK(desk.refusal("対象月,投稿数\n2026-03,3\n2026-03,2\n") == "figures of 2026-03 stand on line 3 too");
}

TEST_CASE("a month of which every row is refused keeps what it has, and a figure that only refused rows have is not known") {
    Desk desk;
    const ImportOptions skip{.mode = ImportMode::skip_bad};
    CHECK(desk.load("対象月,ログイン数,投稿数\n2026-03,1,5\n") == Texts{});
    CHECK(desk.load("対象月,投稿数\n2026-03,7\n2026-03,9\n2026-02,5\n", {}, skip) == Texts{"2  E_ROW_DUP", "3  E_ROW_DUP"});
    CHECK(desk.counts() == "1 0 0 2");
    CHECK(desk.rows(month(2026, 3)) == Texts{"-/1/5"});
    CHECK(desk.rows(month(2026, 2)) == Texts{"-/-/5"});
    // nothing that could be loaded is nothing loaded, though rows of other months are good
    desk.load("対象月,投稿数\n2026-03,7\n2026-03,9\n2026-02,6\n", {month(2026, 3), {}, {}}, skip);
    CHECK_FALSE(desk.report.summary.job);
    desk.load(
        "対象月,メールアドレス,ログイン数,投稿数\n2026-03,person1@example.jp,,7\n2026-03,person1@example.jp,,9\n"
        "2026-03,person2@example.jp,4,\n",
        {}, skip);
    CHECK(find_usage_load(desk.reg.view(), month(2026, 3), UsageScope::user)->metrics == Texts{"logins"});
    // a row that is refused in March is not loaded for February, where nothing else is
    desk.load(
        "メールアドレス,2026-02 投稿数,2026-03 投稿数\nperson1@example.jp,,4\nperson1@example.jp,3,5\nperson2@example.jp,,6\n",
        {}, skip);
    CHECK_FALSE(find_usage_load(desk.reg.view(), month(2026, 2), UsageScope::user));
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000002 -/-/6", "-/1/5"});
    CHECK(desk.verified() == "");
}

TEST_CASE("two accounts of one human that were merged count together") {
    Desk desk;
    const auto third = desk.reg.active(desk.office);
    desk.reg.act([&](Change& c) {
        auto user = get_user(c, third);
        user.merged_into = desk.one;
        set_state(c, user, UserState::left, c.today(), "merge");
    });
    CHECK(desk.load("対象月,メールアドレス,投稿数\n2026-03,person3@example.jp,1\n2026-03,person1@example.jp,2\n") == Texts{});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/3"});
    CHECK(find_usage_load(desk.reg.view(), month(2026, 3), UsageScope::user)->rows == 1);
    CHECK(desk.verified() == "");
}

TEST_CASE("unknown people are told once each and kept; what was said of them holds for the next month") {
    Desk desk;
    CHECK(desk.load("対象月,メールアドレス,氏名,投稿数\n"
                    "2026-02,old@example.com,試験　2子,1\n2026-02,bot@example.com,,7\n"
                    "2026-03,old@example.com,試験　2子,2\n2026-03,bot@example.com,,8\n") ==
          Texts{"2 メールアドレス W_USAGE_UNKNOWN", "3 メールアドレス W_USAGE_UNKNOWN"});
    CHECK(desk.counts() == "4 0 0 0");
    CHECK(desk.report.summary.warnings == 2);
    auto open = list_usage_unmatched(desk.reg.view(), {});
    REQUIRE(open.size() == 4);
    CHECK(open[2].line == 4);
    CHECK(open[2].key == "old@example.com");
    CHECK(likely_users(desk.reg.view(), open[2]).front().user_id == desk.two);
    const UsageUnmatchedId old[] = {open[2].usage_unmatched_id}, bot[] = {open[3].usage_unmatched_id};
    desk.reg.act([&](Change& c) { match_usage(c, old, {desk.two, {}}); });
    desk.reg.act([&](Change& c) { match_usage(c, bot, {}); }, "自動アカウント");

    // the month again: nothing is asked a second time, and the row of the old address adds to that of the new one
    CHECK(desk.load("対象月,メールアドレス,投稿数\n"
                    "2026-03,OLD@example.com,20\n2026-03,bot@example.com,80\n2026-03,person2@example.jp,3\n") == Texts{});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000002 -/-/23"});
    open = list_usage_unmatched(desk.reg.view(), {});
    CHECK(open.size() == 2);
    for (const auto& row : open) CHECK(row.month == month(2026, 2));
    CHECK(desk.verified() == "");
}

TEST_CASE("the surest column leads to somebody; one that leads to nobody lets the next") {
    Desk desk;
    CHECK(desk.load("対象月,利用者番号,メールアドレス,投稿数\n"
                    "2026-03,U000001,alt@example.com,1\n"
                    "2026-03,,person2@example.jp,2\n"
                    "2026-02,U000099,person2@example.jp,3\n"
                    "2026-02,U000098,nobody@example.com,4\n") ==
          Texts{"4  W_NOT_REGISTERED", "5 メールアドレス W_USAGE_UNKNOWN"});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/1", "U000002 -/-/2"});
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000002 -/-/3"});
    // the address is what somebody may register with later
    CHECK(list_usage_unmatched(desk.reg.view(), {}).front().key == "nobody@example.com");
}

TEST_CASE("unknown rows are told apart by all that they say, and found again by a number too") {
    Desk desk;
    CHECK(desk.load("対象月,利用者番号,メールアドレス,投稿数\n"
                    "2026-03,U000098,a@example.com,1\n2026-03,U000098,b@example.com,2\n2026-03,U000003,,3\n"
                    "2026-03,u000098,B@example.com,4\n") == Texts{"2 メールアドレス W_USAGE_UNKNOWN", "3  E_ROW_DUP",
                                                                  "3 メールアドレス W_USAGE_UNKNOWN",
                                                                  "4 利用者番号 W_USAGE_UNKNOWN", "5  E_ROW_DUP"});
    desk.load("対象月,利用者番号,メールアドレス,投稿数\n2026-03,U000098,a@example.com,1\n2026-03,U000003,,3\n");
    const auto third = desk.reg.active(desk.office);
    const auto matched = desk.reg.act([](Change& c) { return match_known_usage(c); });
    REQUIRE(matched.size() == 1);
    CHECK(matched[0].user_id == third);
    CHECK(desk.verified() == "");
}

TEST_CASE("offices that share a number are told apart by their names") {
    Desk desk;
    const std::string head = "対象月,事業所番号,事業所名,投稿数\n";
    CHECK(desk.load(head + "2026-03,9999999999,ないところ一,5\n2026-03,9999999999,鬼首みどり歯科医院,6\n") ==
          Texts{"2 事業所番号 W_USAGE_UNKNOWN", "3 事業所番号 W_USAGE_UNKNOWN"});
    CHECK(desk.report.findings[1].text.english() ==
          "no office in the register is 9999999999 鬼首みどり歯科医院; the figures are kept until it is said whose they are");
    const auto open = list_usage_unmatched(desk.reg.view(), {});
    REQUIRE(open.size() == 2);
    CHECK(open[0].name == "ないところ一");
    // the number leads to the one that is called so, and what is said of one is not said of the other
    const auto green = desk.reg.office("鬼首みどり歯科医院");
    desk.reg.act([&](Change& c) { add_service(c, Codes(c), green, "130", "9999999999"); });
    const auto matched = desk.reg.act([](Change& c) { return match_known_usage(c); });
    REQUIRE(matched.size() == 1);
    CHECK(matched[0].name == "鬼首みどり歯科医院");
    CHECK(matched[0].office_id == green);
    const UsageUnmatchedId one[] = {open[0].usage_unmatched_id};
    desk.reg.act([&](Change& c) { match_usage(c, one, {{}, desk.office}); });
    const auto view = desk.reg.view();
    UsageSubjects subjects(view);
    CHECK(subjects.said_before(UsageScope::office, "9999999999", "ないところ　一")->office == desk.office);
    CHECK(subjects.said_before(UsageScope::office, "9999999999", "鬼首みどり歯科医院")->office == green);
    CHECK_FALSE(subjects.said_before(UsageScope::office, "9999999999", "ないところ二"));
}

TEST_CASE("a row whose name cannot be read is refused, and not loaded besides") {
    Desk desk;
    CHECK(desk.load("対象月,メールアドレス,氏名,投稿数\n2026-03,person1@example.jp,\x1b,1\n2026-03,x@example.com,\x1b,1\n"
                    "2026-03,person2@example.jp,,2\n",
                    {}, {.mode = ImportMode::skip_bad}) == Texts{"2 氏名 E_CONTROL", "3 氏名 E_CONTROL"});
    CHECK(desk.counts() == "1 0 0 2");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000002 -/-/2"});
}

TEST_CASE("offices are told by number or name, and the network needs none") {
    Desk desk;
    CHECK(desk.load("対象月,事業所番号,事業所名,サービス種類,投稿数\n"
                    "2026-03," +
                    to_text(desk.office) + ",,訪問看護,5\n2026-03,,ない事業所,,6\n") == Texts{"3 事業所名 W_USAGE_UNKNOWN"});
    CHECK(desk.rows(month(2026, 3)) == Texts{to_text(desk.office) + " -/-/5"});
    CHECK(desk.load("月,ログイン数,投稿数\n2026-03,100,70\n2026-02,90,60\n") == Texts{});
    CHECK(desk.rows(month(2026, 2)) == Texts{"-/90/60"});
    const auto open = list_usage_unmatched(desk.reg.view(), {});
    REQUIRE(open.size() == 1);
    const auto other = desk.reg.office("ない事業所");
    CHECK(desk.reg.act([](Change& c) { return match_known_usage(c); }).size() == 1);
    CHECK(desk.rows(month(2026, 3)) == Texts{to_text(desk.office) + " -/-/5", to_text(other) + " -/-/6", "-/100/70"});
    CHECK(desk.verified() == "");
}

TEST_CASE("a month is loaded again as long as it is open, and what the new file lacks is said") {
    Desk desk;
    const std::string head = "対象月,メールアドレス,ログイン日数,投稿数\n";
    desk.load(head + "2026-03,person1@example.jp,5,2\n2026-03,person2@example.jp,1,1\n");
    const auto first = usage_cells(desk.reg.view(), month(2026, 3));
    CHECK(desk.load("対象月,メールアドレス,投稿数\n2026-03,person1@example.jp,9\n") == Texts{"1  W_FEWER", "1  W_FEWER"});
    CHECK(desk.counts() == "0 1 0 0");
    CHECK(desk.report.summary.removed == 1);
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/9"});
    CHECK(desk.verified() == "");
    desk.reg.act([&](Change& c) { undo(c, operation_of(c, *desk.report.summary.job)); });
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 5/-/2", "U000002 1/-/1"});
    CHECK(usage_cells(desk.reg.view(), month(2026, 3)) == first);
    CHECK(desk.verified() == "");
    // what was taken back may be loaded again
    CHECK(desk.load("対象月,メールアドレス,投稿数\n2026-03,person1@example.jp,9\n").size() == 2);
}

TEST_CASE("a closed month is refused as a conflict, told once, and nothing of the file is loaded") {
    Desk desk;
    const std::string head = "対象月,メールアドレス,投稿数\n";
    desk.load(head + "2026-02,person1@example.jp,1\n2026-02,person2@example.jp,1\n");
    desk.reg.act([&](Change& c) { close_month(c, month(2026, 2)); });
    const auto before = desk.reg.contents();
    const auto file = head + "2026-02,person1@example.jp,8\n2026-02,person2@example.jp,8\n2026-03,person1@example.jp,9\n";
    CHECK(desk.load(file) == Texts{"2 対象月 E_MONTH_CLOSED"});
    CHECK(desk.report.outcome == Code::conflict);
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000001 -/-/1", "U000002 -/-/1"});
    CHECK(desk.reg.contents().at("usage_load") == before.at("usage_load"));
    // the rest of it, if that is wanted: both rows of the closed month are refused
    desk.load(file, {}, {.mode = ImportMode::skip_bad});
    CHECK(desk.report.outcome == Code::partly);
    CHECK(desk.counts() == "1 0 0 2");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/9"});
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000001 -/-/1", "U000002 -/-/1"});
    // another fault beside it is no conflict
    CHECK(desk.load(file + "2026-03,person2@example.jp,x\n").size() == 2);
    CHECK(desk.report.outcome == Code::invalid);
    // only the other month is asked for
    CHECK(desk.load(file + "2026-03,person2@example.jp,4\n", {month(2026, 3), {}, {}}) == Texts{});
    CHECK(desk.counts() == "0 2 2 0");
}

TEST_CASE("refused rows go out, are corrected, and add to what was loaded without them") {
    Desk desk;
    const auto errors = desk.path("errors.csv");
    const ImportOptions skip{.mode = ImportMode::skip_bad, .errors_file = errors};
    const std::string head = "対象月,メールアドレス,氏名,投稿数\r\n";
    CHECK(desk.load(head + "2026-03,person1@example.jp,,4\r\n2026-03,person2@example.jp,,四\r\n2026-03,nobody@example.com,,1\r\n",
                    {}, skip) == Texts{"3 投稿数 E_NUMBER", "4 メールアドレス W_USAGE_UNKNOWN"});
    CHECK(desk.report.outcome == Code::partly);
    CHECK(desk.counts() == "2 0 0 1");
    auto refused = desk.read("errors.csv");
    CHECK(refused.starts_with(
        "対象月,メールアドレス,氏名,投稿数,誤り_行,誤り_列,誤り_内容\r\n2026-03,person2@example.jp,,四,3,投稿数,"));
    refused.replace(refused.find("四"), std::string("四").size(), "14");
    CHECK(desk.load(refused) == Texts{});
    CHECK(desk.counts() == "0 1 0 0");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4", "U000002 -/-/14"});
    CHECK(list_usage_unmatched(desk.reg.view(), {}).size() == 1);
    CHECK(desk.verified() == "");
    // what is there already is not added a second time
    refused.replace(refused.find(",14,"), 4, ",15,");
    CHECK(desk.load(refused) == Texts{"2  E_ROW_LOADED"});
    CHECK(desk.report.outcome == Code::conflict);
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/4", "U000002 -/-/14"});
}

TEST_CASE("who is unknown is not added a second time either, matched meanwhile or not") {
    Desk desk;
    const std::string head = "対象月,メールアドレス,投稿数,誤り_行\n";
    const auto row = [](const std::string& key, const std::string& posts) {
        return "2026-03," + key + "@example.com," + posts + ",2\n";
    };
    CHECK(desk.load(head + row("a", "1")) == Texts{"2 メールアドレス W_USAGE_UNKNOWN"});
    CHECK(desk.load(head + row("A", "1") + row("b", "2")) ==
          Texts{"2  E_ROW_LOADED", "2 メールアドレス W_USAGE_UNKNOWN", "3 メールアドレス W_USAGE_UNKNOWN"});
    CHECK(desk.report.outcome == Code::conflict);
    desk.load(head + row("b", "2"));
    const auto open = list_usage_unmatched(desk.reg.view(), {});
    REQUIRE(open.size() == 2);
    const UsageUnmatchedId a[] = {open[0].usage_unmatched_id}, b[] = {open[1].usage_unmatched_id};
    desk.reg.act([&](Change& c) { match_usage(c, a, {desk.two, {}}); });
    desk.reg.act([&](Change& c) { match_usage(c, b, {}); }, "市外の人");
    CHECK(desk.load(head + row("a", "1") + row("c", "4")) == Texts{"2  E_ROW_LOADED", "3 メールアドレス W_USAGE_UNKNOWN"});
    // what was matched stays known by its key through the next load
    desk.load(head + row("c", "4"));
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000002 -/-/1"});
    CHECK(desk.load(head + row("a", "5") + row("b", "6")) == Texts{"2  E_ROW_LOADED", "3  E_ROW_LOADED"});
    CHECK(list_usage_unmatched(desk.reg.view(), {}).size() == 1);
    CHECK(desk.verified() == "");
}

TEST_CASE("a row that is refused for one month of a wide file is not loaded for another") {
    Desk desk;
    const ImportOptions skip{.mode = ImportMode::skip_bad};
    desk.load(
        "メールアドレス,2026-02 投稿数,2026-03 投稿数\n"
        "person1@example.jp,1,2\nperson2@example.jp,3,\nperson2@example.jp,5,6\n",
        {}, skip);
    CHECK(desk.report.outcome == Code::partly);
    CHECK(desk.counts() == "1 0 0 2");
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000001 -/-/1"});
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 -/-/2"});
    desk.load("メールアドレス,2026-02 投稿数,2026-03 投稿数\nperson1@example.jp,1,2\nperson2@example.jp,3,x\n", {}, skip);
    CHECK(desk.counts() == "0 1 0 1");
    CHECK(desk.rows(month(2026, 2)) == Texts{"U000001 -/-/1"});
}

TEST_CASE("of one command a month comes from one file, and every file is told") {
    Desk desk;
    const std::string head = "対象月,メールアドレス,投稿数\n";
    const auto one = desk.save(head + "2026-03,person1@example.jp,1\n", "one.csv");
    const auto two = desk.save(head + "2026-03,person2@example.jp,2\n", "two.csv");
    const auto view = desk.reg.view();
    const auto kind = usage_import(view);
    CHECK(check_import(view, kind, InputFile::open(one), {}).findings.empty());
    const auto report = check_import(view, kind, InputFile::open(two), {});
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings.front().code == "E_MONTH_TWICE");
    CHECK(check_import(view, kind, InputFile::open(one), {}).findings.empty());
}

TEST_CASE("CP932 is read as it is, and a file that is neither is refused") {
    Desk desk;
    const auto bytes = encode(
        Encoding::cp932, "対象月,メールアドレス,氏名,ログイン日数,投稿数\r\n2026-03,person1@example.jp,髙橋　花子,5回,−\r\n");
    REQUIRE(bytes);
    CHECK(desk.load(*bytes) == Texts{"2 氏名 W_NAME_OTHER"});
    CHECK(desk.report.summary.encoding == "cp932");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 5/-/-"});
    // only the headings tell CP932 from other bytes
    const auto wide = encode(Encoding::cp932, "メールアドレス,2月,3月\r\nperson1@example.jp,1,2\r\n");
    CHECK(desk.load(*wide, {{}, FiscalYear{2025}, Metric::posts}).size() == 2);
    CHECK(desk.load(*wide + "\r\n", {{}, {}, Metric::posts}) == Texts{"1 2月 E_HEADER_UNKNOWN", "1 3月 E_HEADER_UNKNOWN"});
    CHECK_THROWS_AS(desk.load("\x82\xa0,\x82\xa2\r\n1,2\r\n"), Error);
    CHECK_THROWS_AS(desk.load("対象月,メール\xff\n"), Error);
}

TEST_CASE("a workbook with true dates and numbers is read as people see it") {
    Desk desk;
    const auto path = desk.path("in.xlsx");
    {
        WorkbookWriter writer(path, {});
        std::vector<SheetColumn> columns(4);
        columns[0].heading = "対象月";
        columns[1].heading = "メールアドレス";
        columns[2].heading = "ログイン日数";
        columns[3].heading = "投稿数";
        writer.begin_sheet("利用", columns);
        writer.row(
            std::vector<SheetValue>{day(2026, 3, 1), std::string("person1@example.jp"), std::int64_t{5}, std::string("1,234")});
        writer.row(std::vector<SheetValue>{std::string("令和8年3月"), std::string("person2@example.jp"), std::monostate{}, 3.0});
        writer.finish();
    }
    desk.load_path(path);
    CHECK(desk.report.findings.empty());
    CHECK(desk.report.summary.encoding == "xlsx");
    CHECK(desk.rows(month(2026, 3)) == Texts{"U000001 5/-/1234", "U000002 -/-/3"});
}

TEST_CASE("the sample loads as its region sends it, with its one unknown address in each month") {
    const auto file = shared_file("usage_2026Q1_cp932.csv");
    if (!file) return;
    Desk desk;
    desk.reg.pass_days(100);
    std::map<std::string, int> unknown;
    desk.load_path(*file);
    CHECK(desk.report.summary.errors == 0);
    CHECK(desk.report.summary.rows == 104);
    CHECK(desk.report.summary.added == 104);
    CHECK(desk.report.summary.encoding == "cp932");
    std::int64_t rows = 0;
    for (const int of_year : {4, 5, 6}) {
        const auto load = find_usage_load(desk.reg.view(), month(2026, of_year), UsageScope::user);
        REQUIRE(load);
        CHECK(load->metrics == Texts{"login_days", "posts", "reads"});
        rows += load->rows + load->unmatched;
    }
    CHECK(rows == 104);
    for (const auto& row : list_usage_unmatched(desk.reg.view(), {})) ++unknown[row.key];
    CHECK(unknown["nobody@example.jp"] == 3);
    CHECK(desk.verified() == "");
    CHECK_THROWS_AS(desk.load_path(*file), Error);
}

TEST_CASE("one line is explained: whose it is and what becomes of its cells") {
    Desk desk;
    const auto path = desk.save("対象月,メールアドレス,投稿数\n2026-03,person1@example.jp,12回\n2026-03,x@example.com,-1\n");
    const auto view = desk.reg.view();
    const auto kind = usage_import(view);
    const auto good = explain_line(view, kind, InputFile::open(path), 2, {});
    CHECK(good.findings.empty());
    CHECK(good.outlook.text.english() == "would count for U000001 試験　1子");
    const auto bad = explain_line(view, kind, InputFile::open(path), 3, {});
    CHECK(bad.findings.size() == 2);
}

TEST_CASE("a bucket gives back what was put into it, by subject") {
    std::mt19937_64 random(20260401);
    UsageBucket bucket;
    std::vector<UsageEntry> entries;
    std::int64_t line = 1;
    for (int i = 0; i < 5000; ++i) {
        UsageEntry entry;
        entry.subject = random() >> (random() % 64);
        entry.line = line += static_cast<std::int64_t>(1 + random() % 3);
        entry.record = i + 1;
        for (auto& figure : entry.figures)
            if (random() % 3 != 0) figure = static_cast<std::int32_t>(random() % (most_usage + 1));
        bucket.add(entry);
        entries.push_back(entry);
    }
    std::ranges::stable_sort(entries, {}, &UsageEntry::subject);
    const auto back = bucket.sorted();
    REQUIRE(back.size() == entries.size());
    for (std::size_t i = 0; i < back.size(); ++i) {
        CHECK(back[i].subject == entries[i].subject);
        CHECK(back[i].line == entries[i].line);
        CHECK(back[i].record == entries[i].record);
        CHECK(back[i].figures == entries[i].figures);
    }
    CHECK(UsageBucket().sorted().empty());
}
