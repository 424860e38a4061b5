#include "osaki/domain/operator.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<Operator> operator_columns[] = {
    column<&Operator::operator_id>("operator_id", N_("Number")),
    column<&Operator::login>("login", N_("Login")).required(),
    column<&Operator::name>("name", N_("Name")).required(),
    column<&Operator::roles>("roles", N_("Roles")),
    column<&Operator::since>("since", N_("Since")),
    column<&Operator::until>("until", N_("Until")),
};

// In the order of the enum, each once.
std::vector<std::string> checked_roles(const std::vector<std::string>& roles) {
    std::vector<Role> held;
    for (const auto& text : roles) {
        const auto role = parse_name<Role>(text);
        std::vector<std::string_view> tokens;
        for (const auto& name : names<Role>) tokens.push_back(name.token);
        const auto near = role ? std::string_view() : closest(text, tokens);
        if (!near.empty()) fail(Code::invalid, N_("{} is no role; did you mean {}?"), text, near);
        if (!role) fail(Code::invalid, N_("{} is no role; there are clerk, approver, committee, auditor, reporter, admin"), text);
        held.push_back(*role);
    }
    if (held.empty()) fail(Code::invalid, N_("an operator needs at least one role"));
    std::vector<std::string> tokens;
    for (const auto& name : names<Role>)
        if (std::ranges::find(held, name.value) != held.end()) tokens.emplace_back(name.token);
    return tokens;
}

std::string checked_text(std::string_view text, const char* message_text) {
    const auto plain = trim(text);
    if (plain.empty() || invalid_utf8(plain) || has_control(plain)) fail(Code::invalid, message_text);
    return std::string(plain);
}

bool is_admin(const Operator& op) {
    return std::ranges::find(op.roles, token_of(Role::admin)) != op.roles.end();
}

// Somebody must be left who can give rights.
void refuse_last_admin(const View& view, const Operator& leaving) {
    if (!is_admin(leaving)) return;
    for (const auto& other : list_operators(view, {}))
        if (other.login != leaving.login && !other.until && is_admin(other)) return;
    fail(Code::forbidden, N_("{} is the only admin; give the role admin to another operator first"), leaving.login);
}

}  // namespace

const Description<Operator>& describe(const Operator*) {
    static constexpr Description<Operator> description{"operator", N_("operator"), operator_columns};
    return description;
}

std::vector<Role> roles_with(Right right) {
    switch (right) {
        case Right::nobody:
            return {};
        case Right::report:
            return {Role::clerk, Role::approver, Role::committee, Role::auditor, Role::reporter, Role::admin};
        case Right::read:
            return {Role::clerk, Role::approver, Role::committee, Role::auditor, Role::admin};
        case Right::work:
            return {Role::clerk};
        case Right::decide:
            return {Role::approver};
        case Right::govern:
            return {Role::committee};
        case Right::audit:
            return {Role::auditor, Role::admin};
        case Right::manage:
            return {Role::admin};
    }
    return {};
}

bool may(const std::vector<Role>& roles, Right right) {
    const auto suffice = roles_with(right);
    return right == Right::nobody ||
           std::ranges::any_of(roles, [&](Role role) { return std::ranges::find(suffice, role) != suffice.end(); });
}

std::vector<std::string> all_roles() {
    std::vector<std::string> tokens;
    for (const auto& name : names<Role>) tokens.emplace_back(name.token);
    return tokens;
}

std::vector<Role> roles_of(const Operator& op) {
    std::vector<Role> roles;
    for (const auto& token : op.roles)
        if (const auto role = parse_name<Role>(token)) roles.push_back(*role);
    return roles;
}

std::optional<Operator> find_operator(const View& view, std::string_view login) {
    return sql::find<Operator>(view, "SELECT * FROM operator WHERE login = ? AND until IS NULL", login);
}

Operator get_operator(const View& view, std::string_view login) {
    auto op = find_operator(view, login);
    if (!op) fail(Code::not_found, N_("there is no operator {}"), login);
    return *op;
}

std::vector<Operator> list_operators(const View& view, const Query& query) {
    return sql::list<Operator>(view, "SELECT * FROM operator ORDER BY until IS NOT NULL, login, operator_id", query);
}

OperatorId add_operator(Change& change, std::string_view login, std::string_view name, const std::vector<std::string>& roles) {
    Operator op;
    op.login = checked_text(login, N_("the login of an operator is the name the machine knows, without controls"));
    op.name = checked_text(name, N_("an operator needs a name without controls"));
    op.roles = checked_roles(roles);
    op.since = change.today();
    if (find_operator(change, op.login))
        fail(Code::conflict, N_("{} is an operator already; change the roles with operator edit"), op.login);
    change.insert("add", op);
    return op.operator_id;
}

void edit_operator(Change& change, std::string_view login, std::string_view name, const std::vector<std::string>& roles) {
    auto op = get_operator(change, login);
    const auto before = op;
    if (!name.empty()) op.name = checked_text(name, N_("an operator needs a name without controls"));
    if (!roles.empty()) op.roles = checked_roles(roles);
    if (!is_admin(op)) refuse_last_admin(change, before);
    change.update("edit", op);
}

void remove_operator(Change& change, std::string_view login) {
    auto op = get_operator(change, login);
    refuse_last_admin(change, op);
    op.until = change.today();
    change.update("remove", op);
}

}  // namespace osaki
