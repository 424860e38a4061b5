// The first day of a register, and the profiles of other regions: what is filled in, what is refused with file and line.
#include "osaki/domain/founding.hpp"

#include "osaki/domain/operator.hpp"
#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

namespace {

constexpr std::string_view smallest = R"([secretariat]
name = "隣町事務局"
type = "other"
[[office_type]]
label = "その他"
token = "other"
)";

std::string refused_founding(const std::string& toml) {
    try {
        Register reg(toml);
        return "founded";
    } catch (const Error& error) {
        CHECK(error.code == Code::invalid);
        auto said = error.message.english();
        for (const auto& fault : error.faults) said += "; " + fault.text.english();
        return said;
    }
}

}  // namespace

TEST_CASE("a new register knows its secretariat, its documents, its lists and one person with all roles") {
    Register reg;
    const auto number = secretariat_of(reg.view());
    const auto secretariat = get_office(reg.view(), number);
    CHECK(to_text(secretariat.office_id) == "O0001");
    CHECK(secretariat.name == "大崎市在宅医療・介護連携支援センター");
    CHECK(secretariat.secretariat);
    std::string documents;
    for (const auto& document : list_documents(reg.view(), {}))
        documents += std::string(token_of(document.kind)) + " " + document.version + "\n";
    CHECK(documents == "guideline \nguideline \nguideline \npolicy H30.4.1\npolicy R3.3.1\npolicy R8.4.1\n");
    const auto op = get_operator(reg.view(), "jimukyoku");
    CHECK(roles_of(op).size() == names<Role>.size());
    CHECK(list_users(reg.view(), {}).empty());
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("the profile keeps the order of its file") {
    Register reg;
    const auto entries = list_profile(reg.view());
    CHECK(entries.front().key == "network.name");
    std::vector<std::string> gates;
    for (const auto& entry : entries)
        if (entry.key.starts_with("gates.")) gates.push_back(entry.key);
    CHECK(gates ==
          std::vector<std::string>{"gates.papers", "gates.explanation", "gates.acknowledgement", "gates.mail", "gates.training"});
}

TEST_CASE("another region founds its register with a secretariat and a type for it; all else has a default") {
    Register reg(smallest);
    const auto profile = get_profile(reg.view());
    CHECK(tokens(missing_gates(profile, {})) == "papers explanation acknowledgement mail training");
    CHECK(papers_of(profile, ApplicationKind::join).empty());
    const auto number = secretariat_of(reg.view());
    CHECK(get_office(reg.view(), number).name == "隣町事務局");
}

TEST_CASE("a region that names no papers still receives, checks and returns applications") {
    Register reg(std::string(smallest) +
                 "[[profession]]\nlabel = \"看護師\"\ntoken = \"nurse\"\n[network]\narea = [\"042056\"]\n");
    NewApplication form;
    form.office = secretariat_of(reg.view());
    form.name = "佐藤　花子";
    form.profession = "nurse";
    form.mail = "hanako@example.jp";
    form.ground = Ground::in_area;
    const auto id = reg.received(form);
    CHECK(reg.refused([&](Change& c) { check_application(c, get_profile(c), id, {.papers = {"申込書"}}); }).code ==
          Code::invalid);
    CHECK(reg.act([&](Change& c) { return check_application(c, get_profile(c), id, {}).state; }) == ApplicationState::checked);
}

TEST_CASE("a profile that cannot be used is refused with file and line") {
    const std::string base(smallest);
    const std::pair<std::string, const char*> wrong[] = {
        {"[secretariat", "osaki.toml:1:"},
        {"name = 1\n", "osaki.toml:1: unknown key name"},
        {"[network]\nname = \"x\"\n", "a table is missing: secretariat"},
        {base + "[network]\ncolour = \"blue\"\n",
         "osaki.toml:8: the profile cannot be used; the profile has no key network.colour"},
        {base + "[rules]\ncredential_valid_days = 60\n",
         "osaki.toml:8: the profile cannot be used; rules.credential_valid_days is a number of days from 1 to 21"},
        {base + "[rules]\nfour_eyes = \"maybe\"\n", "rules.four_eyes is true or false, not maybe"},
        {base + "[gates]\npapers = 2026-04-01\n", "osaki.toml:8: this value cannot be read: gates.papers"},
        {base + "[[profession]]\nlabel = \"看護師\"\n", "osaki.toml:7: label and token are needed in profession"},
        {base + "[[profession]]\nlabel = \"看護師\"\ntoken = \"nurse\"\nalias = \"Ns\"\n", "osaki.toml:10: unknown key alias"},
        {base + "[[document]]\nkind = \"novel\"\ntitle = \"x\"\n",
         "kind is one of policy, rules, guideline, law, form, not novel"},
        {base + "[[document]]\nkind = \"policy\"\ntitle = \"x\"\nversion = \"1\"\neffective = \"2026-02-30\"\n", "2026-02-30"},
        {"[secretariat]\nname = \"隣町事務局\"\ntype = \"other\"\n", "other is not in the list"},
        {base + base.substr(base.find("[[")), "osaki.toml:7: this token is there twice: other"},
        {base + "[profession]\nlabel = \"看護師\"\n", "profession"},
        {"network = \"x\"\n" + base, "osaki.toml:1: this is no table: network"},
        {"[secretariat]\ntype = \"other\"\n" + base.substr(base.find("[[")), "nothing is entered"}};
    for (const auto& [toml, said] : wrong) {
        CAPTURE(said);
        const auto refusal = refused_founding(toml);
        CHECK_MESSAGE(refusal.find(said) != std::string::npos, refusal);
    }
}
