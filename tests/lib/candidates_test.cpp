// What may be typed where a number or a word of the register is due.
#include "osaki/domain/candidates.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

// "U000001 who, U000002 who"
std::string offered(Register& reg, std::string_view source, std::string_view prefix) {
    std::string text;
    for (const auto& candidate : candidates(reg.view(), source, prefix))
        text += (text.empty() ? "" : ", ") + candidate.text + (candidate.label.empty() ? "" : " " + candidate.label);
    return text;
}

}  // namespace

TEST_CASE("numbers are offered newest first, and to a command those it can work on") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto first = reg.active(office, MemberRole::admin);
    reg.active(office);
    reg.ready(reg.form(office));
    reg.act([&](Change& c) { suspend_user(c, first, day(2026, 3, 20), {}); });
    struct Case {
        std::string_view source, prefix, wanted;
    };
    for (const auto& [source, prefix, wanted] : {
             Case{"user", "", "U000002 試験　2子, U000001 試験　1子"},
             Case{"user", "U000001", "U000001 試験　1子"},
             Case{"user", "u000001", "U000001 試験　1子"},
             Case{"user", "O", ""},
             Case{"user.active", "", "U000002 試験　2子"},
             Case{"user.suspended", "", "U000001 試験　1子"},
             Case{"application.checked", "", "A2025-0003 試験　3子"},
             Case{"application.open", "A2025-0003", "A2025-0003 試験　3子"},
             Case{"to-issue", "U", "U000002 試験　2子"},
             Case{"to-withdraw", "O0002", "O0002 ひまわり"},
             Case{"office", "O0002", "O0002 ひまわり"},
             Case{"document", "D0003", "D0003 MCS運用ポリシー R8.4.1"},
             Case{"profession", "nur", "nurse 看護師"},
             Case{"profession", "看護", "看護師 nurse"},
             Case{"profession", "ケアマネジャー", "ケアマネジャー 介護支援専門員"},
             Case{"paper", "連携", "連携守秘誓約書"},
             Case{"operator", "", "jimukyoku jimukyoku"},
             Case{"profile", "rules.four", "rules.four_eyes= false"},
             Case{"nothing", "", ""},
         }) {
        CAPTURE(source);
        CAPTURE(prefix);
        CHECK(offered(reg, source, prefix) == wanted);
        CHECK(is_source(source) == (source != "nothing"));
    }
}

TEST_CASE("never more than 200 are offered, however many there are") {
    Register reg;
    reg.act([](Change& c) {
        for (int i = 0; i < 300; ++i) {
            NewOffice office;
            office.name = "事業所" + std::to_string(i);
            office.type = "clinic";
            add_office(c, Codes(c), office);
        }
    });
    CHECK(candidates(reg.view(), "office", "").size() == 200);
    CHECK(candidates(reg.view(), "office", "").front().text == "O0301");
    CHECK(candidates(reg.view(), "office", "O001").size() == 10);
}
