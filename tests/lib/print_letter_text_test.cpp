// The words of the letters: what is known stands there, what is not leaves no trace.
#include "osaki/print/letter_text.hpp"

#include <doctest/doctest.h>

using namespace osaki;

namespace {

CredentialLetter credential(bool is_reissue) {
    return {.name = "髙橋﨑子",
            .user = "U000001",
            .login = "saki@example.jp",
            .password = new_password(),
            .login_url = "https://mcs.example.jp/",
            .is_reissue = is_reissue};
}

std::string labels_of(const DecisionLetter& letter) {
    std::string text;
    for (const auto& fact : facts_of(letter)) text += fact.label + " ";
    return text;
}

}  // namespace

TEST_CASE("only a letter with a receipt asks for it back") {
    for (const bool is_reissue : {false, true}) {
        CAPTURE(is_reissue);
        const auto letter = credential(is_reissue);
        CHECK(steps_of(letter, true).size() == steps_of(letter, false).size() + 1);
        CHECK(steps_of(letter, true).front().find("https://mcs.example.jp/") != std::string::npos);
        CHECK((title_of(letter).find("再発行") != std::string::npos) == is_reissue);
        CHECK((receipt_of(letter).find("ログインID") == std::string::npos) == is_reissue);
    }
}

TEST_CASE("no letter but the password itself holds the password") {
    const auto letter = credential(false);
    std::string all = title_of(letter) + opening_of({}, letter) + receipt_of(letter);
    for (const auto& step : steps_of(letter, true)) all += step;
    CHECK(all.find(letter.password.reveal()) == std::string::npos);
}

TEST_CASE("a decision names what was decided and by whom, a return what is missing and until when") {
    DecisionLetter letter{.application = "A2026-0001", .name = "佐藤花子", .office = "古川クリニック", .reason = "押印なし"};
    letter.received_on = make_date(2026, 4, 1);
    letter.decided_on = make_date(2026, 4, 3);
    letter.decided_by = "佐藤医師";
    letter.missing = {"施設誓約書", "連携守秘誓約書"};
    letter.due_on = make_date(2026, 5, 7);
    const struct {
        Verdict verdict;
        const char* title;
        const char* labels;
    } cases[] = {
        // why it was approved (a waived gate) is for the register
        {Verdict::approved, "MCS 利用申込 承認通知書", "申込番号 申込者 事業所 決定 決定日 決定者 "},
        {Verdict::rejected, "MCS 利用申込 不承認通知書", "申込番号 申込者 事業所 決定 決定日 決定者 理由 "},
        {Verdict::returned, "MCS 利用申込書類の補正のお願い", "申込番号 申込者 事業所 不足書類 提出期限 理由 "},
    };
    for (const auto& one : cases) {
        CAPTURE(one.title);
        letter.verdict = one.verdict;
        CHECK(title_of(letter) == one.title);
        CHECK(labels_of(letter) == one.labels);
        CHECK(opening_of({.network = "ネット"}, letter).find("令和8年4月1日") != std::string::npos);
    }
    CHECK(facts_of(letter)[3].text == "・施設誓約書\n・連携守秘誓約書");
    CHECK(facts_of(letter)[4].text == "令和8年5月7日");
}

TEST_CASE("what is not known of a decision has no empty line") {
    DecisionLetter letter{.verdict = Verdict::rejected, .application = "A2026-0001", .name = "佐藤花子"};
    CHECK(labels_of(letter) == "申込番号 申込者 決定 ");
    CHECK(closing_of({.verdict = Verdict::approved}).empty());
    CHECK(closing_of({.verdict = Verdict::approved, .id_follows = true}).find("別にお渡し") != std::string::npos);
}

TEST_CASE("the head of a letter has what is known of the secretariat") {
    const struct {
        Sender sender;
        std::vector<std::string> lines;
    } cases[] = {
        {{.network = "ネット", .office = "支援センター"}, {"ネット", "事務局　支援センター"}},
        {{.network = "ネット", .postal_code = "9896136", .address = "大崎市"}, {"ネット", "〒989-6136　大崎市"}},
        {{.network = "ネット", .address = "大崎市", .phone = "0229-23-9999"}, {"ネット", "大崎市", "電話　0229-23-9999"}},
        {{.network = "ネット", .fax = "0229-23-0000", .mail = "z@example.jp"}, {"ネット", "FAX　0229-23-0000", "z@example.jp"}},
    };
    for (const auto& one : cases) {
        CAPTURE(one.lines.back());
        CHECK(head_of(one.sender) == one.lines);
    }
}

TEST_CASE("a postal code is written as people read it") {
    const struct {
        const char *code, *mark;
    } cases[] = {{"9896136", "〒989-6136"}, {"989-6136", "〒989-6136"}, {"", ""}, {"９８９", "〒９８９"}};
    for (const auto& one : cases) {
        CAPTURE(one.code);
        CHECK(postal_mark(one.code) == one.mark);
    }
}
