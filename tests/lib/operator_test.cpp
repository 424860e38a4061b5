// The people at the desk and what each may do.
#include "osaki/domain/operator.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("each role may do its own work and no other's") {
    const struct {
        Role role;
        std::vector<Right> rights;
    } table[] = {{Role::clerk, {Right::report, Right::read, Right::work}},
                 {Role::approver, {Right::report, Right::read, Right::decide}},
                 {Role::committee, {Right::report, Right::read, Right::govern}},
                 {Role::auditor, {Right::report, Right::read, Right::audit}},
                 {Role::reporter, {Right::report}},
                 {Role::admin, {Right::report, Right::read, Right::audit, Right::manage}}};
    CHECK(std::size(table) == names<Role>.size());
    for (const auto& [role, rights] : table)
        for (const auto right :
             {Right::report, Right::read, Right::work, Right::decide, Right::govern, Right::audit, Right::manage}) {
            CAPTURE(token_of(role));
            CAPTURE(static_cast<int>(right));
            CHECK(may({role}, right) == (std::ranges::find(rights, right) != rights.end()));
        }
    CHECK(may({}, Right::nobody));
    CHECK(!may({}, Right::report));
    CHECK(may({Role::reporter, Role::approver}, Right::decide));
}

TEST_CASE("whoever makes the register holds all roles") {
    Register reg;
    const auto op = get_operator(reg.view(), "jimukyoku");
    CHECK(roles_of(op).size() == names<Role>.size());
    CHECK(op.since == reg.today());
}

TEST_CASE("an operator is added, changed and removed, and can come back") {
    Register reg;
    reg.act([](Change& c) { add_operator(c, "sato", "佐藤 花子", {"承認者", "clerk", "clerk"}); });
    CHECK(get_operator(reg.view(), "sato").roles == std::vector<std::string>{"clerk", "approver"});
    reg.act([](Change& c) { edit_operator(c, "sato", "", {"auditor"}); });
    CHECK(get_operator(reg.view(), "sato").roles == std::vector<std::string>{"auditor"});
    CHECK(get_operator(reg.view(), "sato").name == "佐藤 花子");
    reg.act([](Change& c) { edit_operator(c, "sato", "鈴木 花子", {}); });
    CHECK(get_operator(reg.view(), "sato").name == "鈴木 花子");
    reg.pass_days(3);
    reg.act([](Change& c) { remove_operator(c, "sato"); });
    CHECK(!find_operator(reg.view(), "sato"));
    reg.act([](Change& c) { add_operator(c, "sato", "鈴木 花子", {"clerk"}); });
    const auto all = list_operators(reg.view(), {.where = "login=sato"});
    REQUIRE(all.size() == 2);
    CHECK(!all[0].until);
    CHECK(all[1].until == reg.today());
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("what an operator cannot be is refused and changes nothing") {
    Register reg;
    const struct {
        const char* login;
        const char* name;
        std::vector<std::string> roles;
        Code code;
    } cases[] = {{"jimukyoku", "佐藤", {"clerk"}, Code::conflict},
                 {"sato", "佐藤", {"boss"}, Code::invalid},
                 {"sato", "佐藤", {}, Code::invalid},
                 {"", "佐藤", {"clerk"}, Code::invalid},
                 {"sato", " ", {"clerk"}, Code::invalid},
                 {"sa\x1b[2Jto", "佐藤", {"clerk"}, Code::invalid}};
    for (const auto& [login, name, roles, code] : cases) {
        CAPTURE(login);
        CHECK(reg.refused([&, l = login, n = name, &r = roles](Change& c) { add_operator(c, l, n, r); }).code == code);
    }
    CHECK(reg.refused([](Change& c) { edit_operator(c, "nobody", "x", {}); }).code == Code::not_found);
    CHECK(reg.refused([](Change& c) { remove_operator(c, "nobody"); }).code == Code::not_found);
}

TEST_CASE("the last admin stays until there is another") {
    Register reg;
    reg.act([](Change& c) { add_operator(c, "sato", "佐藤", {"clerk"}); });
    const auto refusal = reg.refused([](Change& c) { remove_operator(c, "jimukyoku"); });
    CHECK(refusal.code == Code::forbidden);
    CHECK(refusal.said == "jimukyoku is the only admin; give the role admin to another operator first");
    CHECK(reg.refused([](Change& c) { edit_operator(c, "jimukyoku", "", {"clerk"}); }).code == Code::forbidden);
    reg.act([](Change& c) { edit_operator(c, "sato", "", {"clerk", "admin"}); });
    reg.act([](Change& c) { remove_operator(c, "jimukyoku"); });
    CHECK(!find_operator(reg.view(), "jimukyoku"));
}
