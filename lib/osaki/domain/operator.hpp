// The people at the desk, known by their login, and what each may do.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Role { clerk, approver, committee, auditor, reporter, admin };
constexpr std::array<Name<Role>, 6> names_of(Role) {
    return {{{Role::clerk, "clerk", N_("clerk"), "事務担当"},
             {Role::approver, "approver", N_("approver"), "承認者"},
             {Role::committee, "committee", N_("committee"), "運営委員会"},
             {Role::auditor, "auditor", N_("auditor"), "監査担当"},
             {Role::reporter, "reporter", N_("reporter"), "報告担当"},
             {Role::admin, "admin", N_("admin"), "管理担当"}}};
}

// What a command asks of its operator. Each command names one; roles_with() below is the only place that knows who holds it.
enum class Right {
    nobody,  // needs no register: help, version, schema
    report,  // figures
    read,    // everything in the register
    work,    // daily work of the secretariat
    decide,  // approve, reject, waive
    govern,  // documents, measures, decisions
    audit,   // verify
    manage,  // operators, profile, migrate
};
// Every one of them suffices; for Right::nobody none is needed.
std::vector<Role> roles_with(Right right);
bool may(const std::vector<Role>& roles, Right right);
std::vector<std::string> all_roles();  // tokens

struct OperatorTag {
    static constexpr IdForm form{'P', 3, false};
};
using OperatorId = Id<OperatorTag>;

struct Operator {
    OperatorId operator_id;
    std::string login;
    std::string name;
    std::vector<std::string> roles;  // tokens
    Date since;
    std::optional<Date> until;
};
const Description<Operator>& describe(const Operator*);

std::vector<Role> roles_of(const Operator& op);
std::optional<Operator> find_operator(const View& view, std::string_view login);  // in office today
Operator get_operator(const View& view, std::string_view login);                  // Code::not_found
std::vector<Operator> list_operators(const View& view, const Query& query);
// Code::conflict when the login is taken, Code::invalid for an unknown role.
OperatorId add_operator(Change& change, std::string_view login, std::string_view name, const std::vector<std::string>& roles);
void edit_operator(Change& change, std::string_view login, std::string_view name, const std::vector<std::string>& roles);
// Code::forbidden for the last admin.
void remove_operator(Change& change, std::string_view login);

}  // namespace osaki
