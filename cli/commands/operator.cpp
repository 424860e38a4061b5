// operator: who works at the desk and what each may do.
#include "osaki/domain/operator.hpp"

#include "command.hpp"
#include "labels.hpp"
#include "options.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

struct Wish {
    std::string login;
    std::string name;
    std::vector<std::string> roles;
    const Settings* settings = nullptr;
};

Option& add_login(Options& options, Wish& wish) {
    wish.settings = options.settings();
    auto& login = options.text("LOGIN", wish.login, {}, N_("the person's login on this machine"));
    login.positional = login.required = true;
    return login;
}

Option& add_name(Options& options, Wish& wish) {
    return options.text("--name", wish.name, "NAME", N_("the person's name"));
}

// Tokens and what staff write alike; the library refuses the unknown.
Option& add_roles(Options& options, Wish& wish) {
    auto& roles = options.list("--role", wish.roles, "ROLE,...", N_("clerk, approver, committee, auditor, reporter, admin"));
    for (const auto& name : names<Role>) roles.choices.push_back(name.token);
    roles.take = [&wish](const std::string& text) {
        const auto role = parse_name<Role>(text);
        wish.roles.emplace_back(role ? std::string(token_of(*role)) : text);
    };
    return roles;
}

Table table_of_operators(const std::vector<Operator>& operators, bool single) {
    return coded_table(table_of(operators, single), "roles", "role");
}

Output shown(const View& view, const Wish& wish, const char* what) {
    const auto op = get_operator(view, wish.login);
    const auto roles = labels_of(roles_of(op), wish.settings->translate);
    return {.tables = {table_of_operators({op}, true)}, .said = {message(what, op.login, op.name, roles)}};
}

Output edit(Change& change, const Wish& wish) {
    const auto op = get_operator(change, wish.login);
    edit_operator(change, wish.login, wish.name.empty() ? op.name : wish.name, wish.roles.empty() ? op.roles : wish.roles);
    return shown(change, wish, N_("operator {} ({}) now has the roles {}"));
}

}  // namespace

Action define_operator_list(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read{
        [query](const View& view) { return Output{.tables = {table_of_operators(list_operators(view, *query), false)}}; }};
}

Action define_operator_add(Options& options) {
    auto wish = std::make_shared<Wish>();
    add_login(options, *wish);
    add_name(options, *wish).required = true;
    add_roles(options, *wish).required = true;
    return Write{[wish](Change& change) {
        add_operator(change, wish->login, wish->name, wish->roles);
        return shown(change, *wish, N_("operator {} ({}) is added with the roles {}"));
    }};
}

Action define_operator_edit(Options& options) {
    auto wish = std::make_shared<Wish>();
    add_login(options, *wish).completes = "operator";
    add_name(options, *wish);
    add_roles(options, *wish);
    return Write{[wish](Change& change) { return edit(change, *wish); }};
}

Action define_operator_remove(Options& options) {
    auto wish = std::make_shared<Wish>();
    add_login(options, *wish).completes = "operator";
    return Write{[wish](Change& change) {
        remove_operator(change, wish->login);
        return Output{.said = {message(N_("operator {} may no longer do anything here"), wish->login)}};
    }};
}

}  // namespace osaki::cli
