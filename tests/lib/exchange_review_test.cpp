// The answer sheet of a review: names of files, and the answers back from a workbook and from CSV as Excel saves it.
#include "osaki/exchange/review_sheet.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/encoding.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/workbook.hpp"
#include "support/register.hpp"
#include "support/temporary_directory.hpp"

#include <fstream>

using namespace osaki;
using namespace osaki::test;

namespace {

struct Desk {
    Register reg;
    OfficeId office = reg.office("ひまわり");
    UserId head = reg.active(office, MemberRole::admin), member = reg.active(office);
    ReviewId review = reg.act([](Change& c) { return open_review(c, {}); });
    TemporaryDirectory directory;

    ImportReport load(const std::string& path, const ImportOptions& options = {}) {
        return reg.act([&](Change& c) {
            c.note("test", "review", 0);
            return run_import(c, review_import(review, std::nullopt), InputFile::open(path), options);
        });
    }
    std::optional<ReviewAnswer> answer(const char* item) {
        return get_review_item(reg.view(), *parse_id<ReviewItemTag>(item)).answer;
    }
};

}  // namespace

TEST_CASE("a sheet's file is named by the office's number and name, without what a file system refuses") {
    const struct {
        std::string_view name, file;
    } cases[] = {{"さくら薬局", "O0002_さくら薬局.xlsx"},
                 {"a/b\\c:d*e?f\"g<h>i|j", "O0002_a_b_c_d_e_f_g_h_i_j.xlsx"},
                 {"改\n行", "O0002_改_行.xlsx"},
                 {"..", "O0002_...xlsx"}};
    for (const auto& [name, file] : cases) {
        CAPTURE(file);
        CHECK(sheet_file({2}, name) == file);
    }
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += "𠮷";
    const auto file = sheet_file({2}, longest);
    CHECK(file.size() < 255);
    CHECK_FALSE(invalid_utf8(file));
}

TEST_CASE("a sheet as it was written loads without an answer, and says to whom it was given") {
    Desk desk;
    const auto view = desk.reg.view();
    const auto sheets = review_sheets(view, get_review(view, desk.review), {});
    REQUIRE(sheets.size() == 1);
    const auto path = desk.directory / "sheet.xlsx";
    Draft draft(path);
    const auto given = write_sheet(view, get_review(view, desk.review), sheets[0], draft);
    CHECK(given.recipient == "O0002 ひまわり");
    CHECK(given.records == 2);
    CHECK(given.numbers == std::vector<std::string>{to_text(desk.head), to_text(desk.member)});
    REQUIRE(draft.publish(false) == 0);
    const auto sheet = read_sheet(InputFile::open(path));
    REQUIRE(sheet.rows.size() == 3);
    CHECK(sheet.rows[0].cells[0].text == "項目番号");
    CHECK(sheet.rows[1].cells[0].text == "Q000001");
    const auto report = check_import(view, review_import(desk.review, desk.office), InputFile::open(path), {});
    CHECK(report.findings.empty());
    CHECK(report.summary.rows == 2);
}

TEST_CASE("answers saved as CSV by Excel load in CP932; the same answer again is no news, another one a conflict") {
    Desk desk;
    const auto path = desk.directory / "in.csv";
    const auto save = [&](const std::string& rows) {
        const auto bytes = encode(Encoding::cp932, "項目番号,棚卸番号,氏名,回答,回答日,回答者,備考\r\n" + rows);
        REQUIRE(bytes);
        std::ofstream(path, std::ios::binary | std::ios::trunc) << *bytes;
    };
    save("Q000001,R2026-01,試験1子,在籍・変更なし,2026/4/1,髙橋,\r\nQ000002,R2026-01,,変更あり,令和8年4月1日,髙橋,電話①\r\n");
    const auto report = desk.load(path);
    CHECK(report.summary.encoding == "cp932");
    CHECK(report.summary.errors == 0);
    CHECK(report.summary.added == 2);
    CHECK(desk.answer("Q000001") == ReviewAnswer::confirmed);
    CHECK(desk.answer("Q000002") == ReviewAnswer::changed);
    save("Q000001,R2026-01,,変更なし,,,もう一度\r\nQ000002,,,在籍,,,\r\n");
    const auto again = desk.load(path);
    CHECK(again.outcome == Code::invalid);
    REQUIRE(again.findings.size() == 1);
    CHECK(again.findings[0].code == "E_ANSWERED");
    const auto replaced = desk.load(path, {.update = Update::all});
    CHECK(replaced.summary.unchanged == 1);
    CHECK(replaced.summary.changed == 1);
    CHECK(desk.answer("Q000002") == ReviewAnswer::confirmed);
}

TEST_CASE("the item tells whose answer it is: another review, another office, another person are found") {
    Desk desk;
    const auto path = desk.directory / "in.csv";
    std::ofstream(path)
        << "項目番号,棚卸番号,事業所ID,氏名,回答\nQ000001,R2026-09,O0001,別人,退職\nQ000002,,,新しい名字,変更あり\n";
    const auto report = desk.load(path);
    std::string codes;
    for (const auto& finding : report.findings) codes += finding.code + ' ';
    CHECK(codes == "E_REVIEW_OTHER E_OFFICE_OTHER E_NAME_OTHER W_SUCCESSOR W_CHANGE_UNSAID W_NAME_OTHER ");
}
