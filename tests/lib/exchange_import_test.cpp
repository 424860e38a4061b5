// The engine, with a kind of its own that knows no noun: every finding in one pass, all or nothing, the same file never twice.
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/kinds/take.hpp"
#include "osaki/store/sql.hpp"
#include "support/show_texts.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace osaki;

namespace {

struct Person {
    std::string name = {};
    std::string mail = {};
    std::optional<Date> born = {};
};

// Loads persons into a list of the test; "taken@example.jp" stands for what the register knows.
ImportKind person_kind(std::vector<Person>& loaded) {
    KindOf<Person> kind{"person",
                        {{{"name", "氏名", "名前", true}, take_text<&Person::name>},
                         {{"mail", "メールアドレス", "メール|E-mail", true}, take_text<&Person::mail>},
                         {{"born", "生年月日", "誕生日", false, {}, "E_DATE"}, take_date<&Person::born>}},
                        {"備考"}};
    kind.check = [](const RowContext&, const Person& person) {
        std::vector<Fault> faults;
        if (person.mail == "taken@example.jp") faults.push_back({"mail", "E_MAIL_DUP", message(N_("taken"))});
        if (person.name == "同姓")
            faults.push_back({"name", "W_LIKELY_DUPLICATE", message(N_("likely the same person")), {}, true});
        if (!person.born) faults.push_back({"born", "W_BORN", message(N_("no day of birth")), {}, true});
        return faults;
    };
    kind.keys = [](const Person& person) {
        return std::vector<RowKey>{{"mail", "E_MAIL_DUP", mail_key(person.mail), person.name, "W_SAME_PERSON"}};
    };
    kind.apply = [&loaded](Change&, const RowContext&, const Person& person) {
        if (person.name == "規則") fail(Code::conflict, N_("a rule met while writing"));
        loaded.push_back(person);
        return RowResult{Applied::added, "X" + std::to_string(loaded.size())};
    };
    return kind_of(std::move(kind));
}

class Desk {
public:
    // Findings as "line column code", in their order.
    std::vector<std::string> found(std::string_view bytes, ImportOptions options = {}) {
        auto change = store_.change({"jimukyoku", 1000, "import run", {}, now_});
        report = run_import(change, person_kind(loaded), file(bytes), options);
        change.commit();
        std::vector<std::string> texts;
        for (const auto& f : report.findings) texts.push_back(std::to_string(f.line) + " " + f.column + " " + f.code);
        return texts;
    }
    Code code_of(std::string_view bytes, ImportOptions options = {}) {
        try {
            found(bytes, std::move(options));
            return report.outcome.value_or(Code::findings);
        } catch (const Error& error) {
            message_ = error.message.english();
            return error.code;
        }
    }
    const std::string& said() const { return message_; }
    std::size_t jobs() {
        const auto view = store_.view(now_);
        return list_import_jobs(view, {}).size();
    }
    std::string path(const std::string& name) const { return directory_ / name; }
    std::string read(const std::string& name) const {
        std::ifstream in(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::vector<Person> loaded;
    ImportReport report;

private:
    InputFile file(std::string_view bytes) const {
        std::ofstream(path("in.csv"), std::ios::binary | std::ios::trunc) << bytes;
        return InputFile::open(path("in.csv"));
    }
    test::TemporaryDirectory directory_;
    Store store_ = Store::create(":memory:");
    Timestamp now_ = *parse_timestamp("2026-04-01T09:00:00+09:00");
    std::string message_;
};

using Texts = std::vector<std::string>;
constexpr std::string_view header = "氏名,メールアドレス,生年月日\r\n";

std::string with_header(std::string_view rows) {
    return std::string(header) += rows;
}

}  // namespace

TEST_CASE("a good file is loaded as one job that remembers its bytes") {
    Desk desk;
    CHECK(desk.found(with_header("佐藤,a@example.jp,1980-01-02\r\n鈴木,b@example.jp,昭和55年1月3日\r\n")).empty());
    REQUIRE(desk.loaded.size() == 2);
    CHECK(desk.loaded[1].name == "鈴木");
    CHECK(to_text(*desk.loaded[1].born) == "1980-01-03");
    const auto& summary = desk.report.summary;
    CHECK(summary.rows == 2);
    CHECK(summary.added == 2);
    CHECK(to_text(*summary.job) == "J0001");
    CHECK(summary.first_number == "X1");
    CHECK(summary.last_number == "X2");
    CHECK_FALSE(desk.report.outcome);
}

TEST_CASE("every finding of a file is told at once, by line and column, and nothing is loaded") {
    Desk desk;
    const auto found =
        desk.found(with_header("佐藤,,1980-01-02\r\n"
                               ",taken@example.jp,1980-13-02\r\n"
                               "\"鈴\r\n木\",b@example.jp,1980-01-02\r\n"
                               "田中,c@example.jp\r\n"
                               "高橋,D@example.jp,1980-01-02\r\n"
                               "\r\n"
                               "伊藤,ｄ@example.jp,1980-01-02\r\n"
                               "同姓,e@example.jp,1980-01-02\r\n"));
    CHECK(found == Texts{"2 メールアドレス E_MISSING", "3 氏名 E_MISSING", "3 メールアドレス E_MAIL_DUP", "3 生年月日 E_DATE",
                         "4 氏名 E_CONTROL", "6  E_CELLS", "7 メールアドレス E_MAIL_DUP", "9 メールアドレス E_MAIL_DUP",
                         "10 氏名 W_LIKELY_DUPLICATE"});
    CHECK(desk.report.outcome == Code::invalid);
    CHECK(desk.report.summary.rows == 7);
    CHECK(desk.report.summary.refused == 6);
    CHECK(desk.report.findings[3].value == "1980-13-02");
    CHECK(desk.report.findings[3].record == 2);
    CHECK(desk.report.findings[6].text.english() == "d@example.jp stands on line 9 too");
    CHECK(desk.loaded.empty());
    CHECK(desk.jobs() == 0);
}

TEST_CASE("the same key twice is a warning when it is the same person") {
    Desk desk;
    CHECK(desk.found(with_header("佐藤,a@example.jp,1980-01-02\n佐藤,A@example.jp,1980-01-02\n")) ==
          Texts{"2 メールアドレス W_SAME_PERSON", "3 メールアドレス W_SAME_PERSON"});
    CHECK(desk.report.summary.warnings == 2);
    CHECK(desk.loaded.size() == 2);
}

TEST_CASE("columns are found by their heading, in any order, width and known spelling") {
    for (const std::string_view head :
         {"E-mail,名前,誕生日", "Ｅ－ｍａｉｌ,氏 名,誕生日", " メール ,\"氏名\",生年月日", "mail,name,born"}) {
        CAPTURE(head);
        Desk desk;
        CHECK(desk.found(std::string(head) + "\na@example.jp,佐藤,1980-01-02\n").empty());
        REQUIRE(desk.loaded.size() == 1);
        CHECK(desk.loaded[0].mail == "a@example.jp");
    }
}

TEST_CASE("a header that is unknown, missing, double or empty loads nothing and is named") {
    struct Case {
        std::string_view head;
        Texts found;
    };
    const std::vector<Case> cases{
        {"氏名,メールアドレス,電話", {"1 電話 E_HEADER_UNKNOWN"}},
        {"氏名,電話", {"1 メールアドレス E_HEADER_MISSING", "1 電話 E_HEADER_UNKNOWN"}},
        {"氏名,名前,メール", {"1 名前 E_HEADER_TWICE"}},
        {"氏名,メール,", {"1  E_HEADER_EMPTY"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.head);
        Desk desk;
        auto found = desk.found(std::string(c.head) + "\n佐藤,a@example.jp,x\n", {.mode = ImportMode::skip_bad});
        std::sort(found.begin(), found.end());
        CHECK(found == c.found);
        CHECK(desk.report.outcome == Code::invalid);
        CHECK(desk.loaded.empty());
    }
}

TEST_CASE("the same bytes are loaded once and the job that did it is named") {
    Desk desk;
    const auto file = with_header("佐藤,a@example.jp,1980-01-02\n");
    CHECK(desk.code_of(file) == Code::findings);
    CHECK(desk.code_of(file) == Code::conflict);
    CHECK(desk.said().find("J0001") != std::string::npos);
    CHECK(desk.loaded.size() == 1);
    CHECK(desk.jobs() == 1);
}

TEST_CASE("skip-bad loads the good rows and keeps the others, which load once corrected") {
    Desk desk;
    const auto errors = desk.path("errors.csv");
    desk.found("\xEF\xBB\xBF" + with_header("佐藤,a@example.jp,1980-01-02\r\n\"鈴,木\",,昭和64年1月8日\r\n"),
               {.mode = ImportMode::skip_bad, .errors_file = errors});
    CHECK(desk.report.outcome == Code::partly);
    CHECK(desk.loaded.size() == 1);
    auto text = desk.read("errors.csv");
    CHECK(
        text.starts_with("\xEF\xBB\xBF氏名,メールアドレス,生年月日,誤り_行,誤り_列,誤り_内容\r\n\"鈴,木\",,昭和64年1月8日,3,"
                         "メールアドレス / 生年月日,"));
    // a file that stays from here would be taken for that of the next
    CHECK(desk.code_of("\n" + with_header("佐藤,x@example.jp,\n"), {.mode = ImportMode::skip_bad, .errors_file = errors}) ==
          Code::conflict);

    text.replace(text.find(",,昭和64年1月8日"), std::string_view(",,昭和64年1月8日").size(), ",b@example.jp,昭和64年1月7日");
    CHECK(desk.found(text).empty());
    REQUIRE(desk.loaded.size() == 2);
    CHECK(desk.loaded[1].name == "鈴,木");
    CHECK(desk.jobs() == 2);
}

TEST_CASE("an errors file never replaces a file unless that is wanted") {
    Desk desk;
    std::ofstream(desk.path("errors.csv")) << "mine";
    const auto file = with_header("佐藤,,\n");
    const auto errors = desk.path("errors.csv");
    CHECK(desk.code_of(file, {.errors_file = errors}) == Code::conflict);
    CHECK(desk.read("errors.csv") == "mine");
    CHECK(desk.code_of(file, {.errors_file = errors, .force = true}) == Code::invalid);
    CHECK(desk.read("errors.csv") != "mine");
}

TEST_CASE("a CP932 file is taken by its header and never by chance") {
    Desk desk;
    const auto head = *encode(Encoding::cp932, header);
    const auto row = *encode(Encoding::cp932, "髙﨑,a@example.jp,1980-01-02\r\n鈴木,,\r\n");
    CHECK(desk.code_of(head + row, {.mode = ImportMode::skip_bad, .errors_file = desk.path("errors.csv")}) == Code::partly);
    CHECK(desk.loaded.at(0).name == "髙﨑");
    CHECK(desk.read("errors.csv").starts_with(head.substr(0, head.size() - 2) + *encode(Encoding::cp932, ",誤り_行")));
    CHECK(desk.code_of("name,mail\r\n\xB1\xB2\xB3,a@example.jp\r\n") == Code::findings);
    CHECK(desk.code_of("\xB1\xB2\xB3,mail\r\nx,a@example.jp\r\n") == Code::file);
    CHECK(desk.said().find("--encoding") != std::string::npos);
    CHECK(desk.code_of("\xB1\xB2\xB3,mail\r\nx,a@example.jp\r\n", {.encoding = "cp932"}) == Code::invalid);
}

TEST_CASE("a file that is no CSV further down loads nothing, bad rows skipped or not") {
    Desk desk;
    CHECK(desk.found(with_header("佐藤,a@example.jp,1980-01-02\n鈴木,\"b@example.jp,\n"), {.mode = ImportMode::skip_bad}) ==
          Texts{"3  E_CSV"});
    CHECK(desk.report.outcome == Code::invalid);
    CHECK(desk.loaded.empty());
}

TEST_CASE("a rule that only the writing meets names the line and takes everything back") {
    Desk desk;
    CHECK(desk.code_of(with_header("佐藤,a@example.jp,1980-01-02\n規則,b@example.jp,1980-01-02\n")) == Code::invalid);
    CHECK(desk.said().find("line 3") != std::string::npos);
    CHECK(desk.jobs() == 0);
}

TEST_CASE("what export guarded against spreadsheets is itself again") {
    Desk desk;
    desk.found(with_header("'＝佐藤,'@example.jp,1980-01-02\n'佐藤,b@example.jp,1980-01-02\n"));
    REQUIRE(desk.loaded.size() == 2);
    CHECK(desk.loaded[0].name == "＝佐藤");
    CHECK(desk.loaded[0].mail == "@example.jp");
    CHECK(desk.loaded[1].name == "'佐藤");
}

TEST_CASE("files without a row, a mark only, or nothing at all each say so") {
    Desk desk;
    CHECK(desk.code_of("") == Code::invalid);
    CHECK(desk.code_of("\xEF\xBB\xBF") == Code::invalid);
    CHECK(desk.code_of("\r\n\r\n") == Code::invalid);
    CHECK(desk.code_of(header) == Code::findings);  // no rows, loaded as such
    CHECK(desk.report.summary.rows == 0);
}
