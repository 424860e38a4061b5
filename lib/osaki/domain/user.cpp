#include "osaki/domain/user.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

const std::string_view users_sql =
    "SELECT u.*,"
    " (SELECT group_concat(o.name, ', ') FROM membership m JOIN office o USING (office_id)"
    "  WHERE m.user_id = u.user_id AND m.until IS NULL) AS offices"
    " FROM user u";

namespace {

constexpr Column<User> user_columns[] = {
    column<&User::user_id>("user_id", N_("Number")),
    column<&User::name>("name", N_("Name")).required().keyed("name_key", search_key),
    column<&User::kana>("kana", N_("Kana")).detail().keyed("kana", kana_key),
    column<&User::profession>("profession", N_("Profession")).required().coded("profession"),
    column<&User::mail>("mail", N_("Mail")).required().keyed("mail_key", mail_key),
    column<&User::phone>("phone", N_("Telephone")).detail(),
    column<&User::login>("login", N_("Login")).detail().keyed("login_key", mail_key),
    column<&User::two_factor>("two_factor", N_("Two-factor")).detail(),
    column<&User::state>("state", N_("State")),
    column<&User::suspended_until>("suspended_until", N_("Suspended until")).detail(),
    column<&User::takeover>("takeover", N_("Taken over")).detail(),
    column<&User::note>("note", N_("Note")).detail(),
    column<&User::merged_into>("merged_into", N_("Merged into")).detail(),
    column<&User::name_key>("name_key", "").hidden(),
    column<&User::mail_key>("mail_key", "").hidden(),
    column<&User::login_key>("login_key", "").hidden(),
    column<&User::offices>("offices", N_("Offices")).joined(),
};

std::vector<User> find_by(const View& view, std::string_view kind, const std::string& key, std::string User::*member) {
    std::vector<User> found;
    for (const auto id : find_lookup(view, kind, key))
        if (auto user = get_user(view, UserId{id}); user.*member == key) found.push_back(std::move(user));
    return found;
}

void refuse_taken(const std::vector<User>& holders, UserId self, const char* text, const std::string& what) {
    for (const auto& holder : holders)
        if (is_live(holder.state) && holder.user_id != self) fail(Code::conflict, text, what, holder.user_id, holder.name);
}

void make_keys(User& user) {
    user.name_key = search_key(user.name);
    user.mail_key = mail_key(user.mail);
    user.login_key = mail_key(user.login);
}

void refuse_taken(const View& view, const User& user) {
    if (!is_live(user.state)) return;
    refuse_taken(find_users_by_mail(view, user.mail), user.user_id, N_("mail {} is taken by {} {}"), user.mail);
    if (!user.login.empty())
        refuse_taken(find_users_by_login(view, user.login), user.user_id, N_("login {} is taken by {} {}"), user.login);
}

}  // namespace

const Description<User>& describe(const User*) {
    static constexpr Description<User> description{"user", N_("user"), user_columns};
    return description;
}

std::optional<User> find_user(const View& view, UserId id) {
    static const auto sql = std::string(users_sql) + " WHERE u.user_id = ?";
    return sql::find<User>(view, sql, id);
}

User get_user(const View& view, UserId id) {
    auto user = find_user(view, id);
    if (!user) fail(Code::not_found, N_("there is no user {}"), id);
    return *user;
}

UserId standing_number(const View& view, UserId id) {
    auto user = get_user(view, id);
    while (user.merged_into) user = get_user(view, *user.merged_into);
    return user.user_id;
}

std::vector<User> list_users(const View& view, const Query& query) {
    return sql::list<User>(view, std::string(users_sql) + " ORDER BY u.user_id", coded(view, query));
}

std::vector<User> find_users_by_mail(const View& view, std::string_view mail) {
    return find_by(view, "user_mail", mail_key(mail), &User::mail_key);
}
std::vector<User> find_users_by_login(const View& view, std::string_view login) {
    return find_by(view, "user_login", mail_key(login), &User::login_key);
}
std::vector<User> find_users_by_name(const View& view, std::string_view name) {
    return find_by(view, "user_name", search_key(name), &User::name_key);
}

std::vector<User> likely_duplicates(const View& view, std::string_view name, std::string_view kana, std::string_view profession) {
    auto found = find_users_by_name(view, name);
    std::erase_if(found,
                  [&](const User& user) { return user.profession != profession || search_key(user.kana) != search_key(kana); });
    return found;
}

namespace {

void insert_user(Change& change, User& user) {
    make_keys(user);
    refuse_taken(change, user);
    change.insert("add", user);
    renew_lookups(change, "user", user.user_id.value, {});
}

}  // namespace

UserId add_user(Change& change, User user, Date since) {
    insert_user(change, user);
    record_value(change, user.user_id, "state", token_of(user.state), since);
    record_value(change, user.user_id, "profession", user.profession, since);
    return user.user_id;
}

UserId add_left_user(Change& change, User user, Date since, Date until) {
    user.state = UserState::left;
    insert_user(change, user);
    record_value(change, user.user_id, "state", token_of(UserState::active), since);
    record_value(change, user.user_id, "state", token_of(UserState::left), until);
    record_value(change, user.user_id, "profession", user.profession, since);
    return user.user_id;
}

void save_user(Change& change, std::string_view verb, User user) {
    const auto texts = lookup_texts(change, "user", user.user_id.value);
    make_keys(user);
    refuse_taken(change, user);
    change.update(verb, user);
    renew_lookups(change, "user", user.user_id.value, texts);
}

void require_standing(const View& view, UserId id) {
    if (const auto standing = standing_number(view, id); standing != id)
        fail(Code::conflict, N_("{} is {} now; name that number instead"), id, standing);
}

void edit_user(Change& change, UserId id, const UserEdit& edit) {
    auto user = get_user(change, id);
    require_standing(change, id);
    Faults faults;
    if (!edit.name.empty()) check_name(faults, "name", edit.name), user.name = trim(edit.name);
    if (!edit.kana.empty()) check_kana(faults, "kana", edit.kana), user.kana = stored_kana(edit.kana);
    if (!edit.mail.empty()) check_mail(faults, "mail", edit.mail), user.mail = normalise(trim(edit.mail));
    if (!edit.phone.empty()) check_phone(faults, "phone", edit.phone), user.phone = stored_number(edit.phone);
    if (!edit.login.empty()) check_text(faults, "login", edit.login), user.login = trim(edit.login);
    if (!edit.note.empty()) check_text(faults, "note", edit.note), user.note = trim(edit.note);
    if (edit.two_factor) user.two_factor = *edit.two_factor;
    refuse(faults);
    save_user(change, "edit", std::move(user));
}

void change_profession(Change& change, const Codes& codes, UserId id, std::string_view profession, Date on) {
    auto user = get_user(change, id);
    require_standing(change, id);
    Faults faults;
    const auto* entry = check_code(faults, "profession", codes, "profession", profession);
    refuse(faults);
    record_value(change, id, "profession", entry->token, on);
    user.profession = entry->token;
    save_user(change, "change", std::move(user));
}

User set_state(Change& change, User user, UserState to, Date on, std::string_view verb) {
    user.state = to;
    record_value(change, user.user_id, "state", token_of(to), on);
    save_user(change, verb, user);
    return user;
}

namespace {

UserState state_after(const User& user, UserEvent event) {
    const auto state = after(user.state, event);
    if (!state) fail(Code::conflict, N_("user {} is {}"), user.user_id, user.state);
    return *state;
}

}  // namespace

User move_user(Change& change, UserId id, UserEvent event, Date on, std::string_view verb) {
    auto user = get_user(change, id);
    const auto state = state_after(user, event);
    return set_state(change, std::move(user), state, on, verb);
}

void suspend_user(Change& change, UserId id, Date on, std::optional<Date> until) {
    auto user = get_user(change, id);
    const auto state = state_after(user, UserEvent::suspend);
    if (until && *until < on) fail(Code::invalid, N_("{} lies before {}, the first day of the suspension"), *until, on);
    user.suspended_until = until;
    set_state(change, std::move(user), state, on, "suspend");
}

void restore_user(Change& change, UserId id, Date on) {
    auto user = get_user(change, id);
    const auto state = state_after(user, UserEvent::restore);
    user.suspended_until.reset();
    set_state(change, std::move(user), state, on, "restore");
}

}  // namespace osaki
