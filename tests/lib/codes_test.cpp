// Code lists: what people write for a profession, an office type or a service, and the token it is stored as.
#include "osaki/domain/codes.hpp"

#include "support/register.hpp"

#include <set>

using namespace osaki;
using namespace osaki::test;

TEST_CASE("words people write are understood in any width and case, by token, label and alias") {
    Register reg;
    const Codes codes(reg.view());
    const struct {
        const char* list;
        const char* text;
        const char* token;
    } words[] = {{"profession", "nurse", "nurse"},
                 {"profession", "看護師", "nurse"},
                 {"profession", "Ns", "nurse"},
                 {"profession", "ＮＳ", "nurse"},
                 {"profession", "准看護師", "assistant-nurse"},
                 {"profession", "ケアマネ", "care-manager"},
                 {"profession", "ｹｱﾏﾈｼﾞｬｰ", "care-manager"},
                 {"profession", "ケアマネージャ", "care-manager"},
                 {"profession", "介護支援専門員", "care-manager"},
                 {"office_type", "薬局", "pharmacy"},
                 {"office_type", "特別養護老人ホーム", "special-nursing-home"},
                 {"office_type", "その他", "other"},
                 {"profession", "その他", "other"},
                 {"service", "120", "120"},
                 {"service", "１２０", "120"},
                 {"service", "訪問入浴介護", "120"},
                 {"service", "看護小規模多機能型居宅介護", "770"},
                 {"service", "医療機関コード", "medical"},
                 {"profession", "薬局", ""},
                 {"profession", "騎士", ""},
                 {"profession", "", ""},
                 {"service", "999", ""}};
    for (const auto& [list, text, token] : words) {
        CAPTURE(list);
        CAPTURE(text);
        const auto* entry = codes.find(list, text);
        CHECK((entry ? entry->token : "") == token);
    }
}

TEST_CASE("a mistyped word gets the nearest one, a strange one none") {
    Register reg;
    const Codes codes(reg.view());
    CHECK(codes.nearest("profession", "看獲師") == "看護師");
    CHECK(codes.nearest("profession", "nurs") == "nurse");
    CHECK(codes.nearest("service", "訪問入浴看護") == "訪問入浴介護");
    CHECK(codes.nearest("profession", "宇宙飛行士") != "看護師");
    CHECK(codes.label("profession", "care-manager") == "介護支援専門員");
    CHECK(codes.label("profession", "unheard-of") == "unheard-of");
}

TEST_CASE("the built-in lists have every office type, profession and service, each word with one meaning") {
    Register reg;
    const Codes codes(reg.view());
    std::map<std::string, int> counts;
    std::set<std::string> words;
    for (const auto& entry : codes.all()) {
        CAPTURE(entry.list);
        CAPTURE(entry.label);
        ++counts[entry.list];
        for (const auto& word : {entry.token, entry.label}) CHECK(codes.find(entry.list, word) == &entry);
        for (const auto& alias : entry.aliases) CHECK(codes.find(entry.list, alias) == &entry);
        if (entry.list == "service") CHECK(codes.find("office_type", entry.type) != nullptr);
    }
    CHECK(counts["profession"] == 22);
    CHECK(counts["office_type"] == 35);
    // the ministry's codes that the area has, and the medical institutions
    for (const auto* service :
         {"110", "120", "130", "140", "150", "155", "160", "170", "210", "220", "230", "320", "331", "332", "334", "361",
          "362", "364", "410", "430", "510", "520", "540", "550", "551", "710", "720", "730", "760", "770", "780", "medical"}) {
        CAPTURE(service);
        CHECK(codes.find("service", service) != nullptr);
    }
}
