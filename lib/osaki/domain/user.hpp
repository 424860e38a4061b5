// One human, one account, for ever one number (利用者). Knows no noun that knows it.
#pragma once

#include "osaki/domain/codes.hpp"
#include "osaki/store/query.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct UserTag {
    static constexpr IdForm form{'U', 6, false};
};
using UserId = Id<UserTag>;

enum class UserState { registered, active, suspended, leaving, left };
constexpr std::array<Name<UserState>, 5> names_of(UserState) {
    return {{{UserState::registered, "registered", N_("registered"), "登録済"},
             {UserState::active, "active", N_("active"), "利用中"},
             {UserState::suspended, "suspended", N_("suspended"), "停止中"},
             {UserState::leaving, "leaving", N_("leaving"), "退会手続中"},
             {UserState::left, "left", N_("left"), "退会済"}}};
}
constexpr bool is_live(UserState state) {
    return state != UserState::left;
}

// Lives of a user (mission.md): which event leads where; nothing when it may not happen.
enum class UserEvent { deliver, suspend, restore, leave, depart, come_back };
constexpr std::optional<UserState> after(UserState state, UserEvent event) {
    using enum UserState;
    switch (event) {
        case UserEvent::deliver:
            return state == registered || state == active ? std::optional(active) : std::nullopt;
        case UserEvent::suspend:
            return state == active ? std::optional(suspended) : std::nullopt;
        case UserEvent::restore:
            return state == suspended ? std::optional(active) : std::nullopt;
        case UserEvent::leave:
            return is_live(state) && state != leaving ? std::optional(leaving) : std::nullopt;
        case UserEvent::depart:
            return state == leaving ? std::optional(left) : std::nullopt;
        case UserEvent::come_back:
            return state == left ? std::optional(registered) : std::nullopt;
    }
    return std::nullopt;
}

struct User {
    UserId user_id;
    std::string name;
    std::string kana;
    std::string profession;  // token
    std::string mail;
    std::string phone;
    std::string login;
    bool two_factor = false;
    UserState state = UserState::registered;
    std::optional<Date> suspended_until;
    bool takeover = false;
    std::string note;
    std::optional<UserId> merged_into;  // the same human, kept under another number
    std::string name_key;
    std::string mail_key;
    std::string login_key;
    std::string offices;  // names of the offices of open memberships
};
const Description<User>& describe(const User*);
extern const std::string_view users_sql;  // all of them with what is joined, in no order

User get_user(const View& view, UserId id);  // Code::not_found
// The number under which a merged user goes on; its own when it was not merged. Code::not_found.
UserId standing_number(const View& view, UserId id);
// Code::conflict for a merged number: what is written on it would be missing from the person.
void require_standing(const View& view, UserId id);
std::optional<User> find_user(const View& view, UserId id);
std::vector<User> list_users(const View& view, const Query& query);
// Live or not, compared by mail_key / search_key.
std::vector<User> find_users_by_mail(const View& view, std::string_view mail);
std::vector<User> find_users_by_login(const View& view, std::string_view login);
std::vector<User> find_users_by_name(const View& view, std::string_view name);
// Same name, kana and profession: a likely duplicate, only ever a warning.
std::vector<User> likely_duplicates(const View& view, std::string_view name, std::string_view kana, std::string_view profession);

// Inserts with its history from `since`; keys are made here. Code::conflict when mail or login is taken by a live user.
UserId add_user(Change& change, User user, Date since);
// Somebody who was active from one day to another and has left: the mail and the login may be another's by now.
UserId add_left_user(Change& change, User user, Date since, Date until);
// Writes the row and its keys; a correction, no history.
void save_user(Change& change, std::string_view verb, User user);

// Corrections: a member that is not empty replaces what is there.
struct UserEdit {
    std::string name = {}, kana = {}, mail = {}, phone = {}, login = {}, note = {};
    std::optional<bool> two_factor = {};
};
void edit_user(Change& change, UserId id, const UserEdit& edit);
// From a day on; the past keeps the old profession.
void change_profession(Change& change, const Codes& codes, UserId id, std::string_view profession, Date on);

// Code::conflict naming the state when the event may not happen; history from `on`.
User move_user(Change& change, UserId id, UserEvent event, Date on, std::string_view verb);
User set_state(Change& change, User user, UserState to, Date on, std::string_view verb);
// Code::invalid when until lies before on.
void suspend_user(Change& change, UserId id, Date on, std::optional<Date> until);
void restore_user(Change& change, UserId id, Date on);

}  // namespace osaki
