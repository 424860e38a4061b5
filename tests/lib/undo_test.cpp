// Taking back: what was done is as if it had not been, and what must stay stays.
#include "osaki/domain/undo.hpp"

#include "osaki/domain/attachment.hpp"
#include "support/life.hpp"

#include <sqlite3.h>

#include <sstream>

using namespace osaki;
using namespace osaki::test;

namespace {

// Every recorded row and every derived one, byte for byte.
std::string everything(Register& reg) {
    const auto view = reg.view();
    std::vector<std::string> tables;
    sql::Statement names(
        view,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN (SELECT name FROM table_class WHERE "
        "class = 'audit') AND name NOT IN ('last_number', 'import_job') ORDER BY name");
    while (names.step()) tables.emplace_back(std::get<std::string_view>(names.cell(0)));
    std::string text;
    for (const auto& table : tables) {
        text += "\n" + table + "\n";
        sql::Statement rows(view, "SELECT * FROM \"" + table + "\" ORDER BY 1, 2");
        while (rows.step()) {
            for (int i = 0; i < 40 && sqlite3_column_name(rows.handle(), i) != nullptr; ++i)
                text += std::string(rows.bytes(i)) + "|";
            text += "\n";
        }
    }
    return text;
}

// The first line that is not the same in both; empty when all are.
std::string difference(const std::string& a, const std::string& b) {
    std::istringstream one(a), other(b);
    std::string left, right, table;
    while (std::getline(one, left) && std::getline(other, right)) {
        if (left != right) return table + ": " + left + " <> " + right;
        if (left.find('|') == std::string::npos) table = left;
    }
    return a == b ? "" : table + " has more rows";
}

std::int64_t newest(Register& reg) {
    return *sql::value<std::int64_t>(reg.view(), "SELECT max(operation_id) FROM operation");
}

Undone take_back(Register& reg, std::int64_t operation) {
    return reg.act([&](Change& change) { return undo(change, operation); });
}

Undoable state_of(Register& reg, std::int64_t operation) {
    for (const auto& one : list_operations(reg.view(), -1))
        if (one.operation_id == operation) return one.undo;
    return Undoable::never;
}

void check_audit(Register& reg) {
    for (const auto& finding : verify_audit(reg.view()).findings)
        FAIL_CHECK(finding.check, " ", finding.subject, " ", finding.subject_id, " ", finding.text);
}

}  // namespace

TEST_CASE("whatever was done last is taken back to the byte, done again and taken back again") {
    LivelyDesk desk(7);
    auto& reg = desk.reg();
    int taken_back = 0;
    for (int i = 0; i < 500; ++i) {
        CAPTURE(i);
        if (i % 4 == 0) reg.pass_days(1);
        const auto before = everything(reg);
        const auto newest_before = newest(reg);
        if (!desk.step() || newest(reg) == newest_before || desk.below(3) == 0) continue;
        const auto after = everything(reg);
        const auto operation = newest(reg);
        CAPTURE(operation);
        if (state_of(reg, operation) != Undoable::yes) continue;
        const auto first = take_back(reg, operation).as_operation;
        REQUIRE(difference(everything(reg), before) == "");
        if (desk.below(3) != 0) continue;
        const auto again = take_back(reg, first).as_operation;
        REQUIRE(difference(everything(reg), after) == "");
        take_back(reg, again);
        REQUIRE(difference(everything(reg), before) == "");
        ++taken_back;
    }
    CHECK(taken_back > 15);
    desk.check_invariants();
    check_audit(reg);
}

TEST_CASE("whatever is taken back at any time, the rules that hold everywhere hold") {
    for (unsigned seed = 11; seed <= 12; ++seed) {
        CAPTURE(seed);
        LivelyDesk desk(seed);
        auto& reg = desk.reg();
        int done = 0;
        for (int i = 0; i < 500; ++i) {
            CAPTURE(i);
            if (i % 5 == 0) reg.pass_days(1);
            desk.step();
            if (i % 2 != 0) continue;
            const auto operation = newest(reg) - desk.below(40);
            CAPTURE(operation);
            try {
                take_back(reg, operation);
                desk.forget_admins();
                ++done;
            } catch (const Error& error) {
                CAPTURE(error.what());
                const auto expected = {Code::not_found, Code::conflict, Code::forbidden};
                REQUIRE(std::ranges::find(expected, error.code) != expected.end());
            }
            desk.check_invariants();
        }
        CHECK(done > 20);
        check_audit(reg);
    }
}

TEST_CASE("taking back asks for the role that the command asked for, and some things stay whatever happens") {
    const std::tuple<std::vector<WrittenRow>, Right, bool> cases[] = {
        {{{"application", 1, "receive"}}, Right::work, false},
        {{{"membership", 1, "begin"}, {"application", 1, "approve"}}, Right::decide, false},
        {{{"application", 1, "reject"}}, Right::decide, false},
        {{{"waiver", 1, "waive"}}, Right::decide, false},
        {{{"document", 1, "publish"}}, Right::govern, false},
        {{{"user", 1, "deliver"}, {"credential", 1, "deliver"}}, Right::work, true},
        {{{"operator", 1, "edit"}}, Right::work, true},
        {{{"profile", 1, "edit"}}, Right::work, true},
        {{{"provision", 1, "export"}}, Right::work, true},
        {{{"user", 1, "migrate"}}, Right::work, true},
    };
    for (const auto& [rows, right, stays] : cases) {
        CAPTURE(rows.front().table);
        CHECK(right_to_undo(rows) == right);
        CHECK(stays_for_ever(rows).has_value() == stays);
    }
}

TEST_CASE("a number that was taken back is given to nobody else") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto first = reg.received(reg.form(office));
    take_back(reg, newest(reg));
    CHECK(reg.received(reg.form(office)).value == first.value + 1);
    const auto user = reg.approved(reg.form(office));
    take_back(reg, newest(reg));
    CHECK(reg.approved(reg.form(office)).value == user.value + 1);
    check_audit(reg);
}

TEST_CASE("a scan goes with its attachment, and only the file itself brings it back") {
    Register reg;
    const auto application = reg.received(reg.form(reg.office("ひまわり")));
    const auto file = reg.act([&](Change& c) { return attach(c, application, "a.pdf", "", "%PDF-1.7"); });
    const auto undone = take_back(reg, newest(reg)).as_operation;
    check_audit(reg);
    const auto refusal = reg.refused([&](Change& c) { undo(c, undone); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.names(to_text(file)));
    CHECK(reg.act([&](Change& c) { return attach(c, application, "a.pdf", "", "%PDF-1.7"); }).value == file.value + 1);
    check_audit(reg);
}

TEST_CASE("a mail that somebody else has by now keeps a correction from being taken back") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto user = reg.active(office);
    const auto mail = reg.user(user).mail;
    reg.act([&](Change& c) { edit_user(c, user, {.mail = "new@example.jp"}); });
    const auto correction = newest(reg);
    auto form = reg.form(office);
    form.mail = mail;
    reg.approved(form);
    const auto refusal = reg.refused([&](Change& c) { undo(c, correction); });
    CHECK(refusal.code == Code::conflict);
    CHECK(refusal.names(mail));
}

TEST_CASE("what was taken back in one order is done again in the other") {
    Register reg;
    const auto office = reg.office("ひまわり");
    const auto pledge = [&](Date on) {
        reg.act([&](Change& c) { receive_pledge(c, office, on); });
        return newest(reg);
    };
    const auto first = pledge(day(2026, 3, 1));
    const auto second = pledge(day(2026, 3, 2));
    const auto second_undone = take_back(reg, second).as_operation;
    const auto first_undone = take_back(reg, first).as_operation;
    CHECK(reg.refused([&](Change& c) { undo(c, second_undone); }).names(std::to_string(first_undone)));
    take_back(reg, first_undone);
    take_back(reg, second_undone);
    CHECK(get_office(reg.view(), office).pledge_on == day(2026, 3, 2));
    CHECK(last_operation(reg.view(), reg.login).operation == second);
}
