// What a row of the ledger lacks or contradicts, before anything of it is written.
#include "osaki/domain/takeover.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"

#include <algorithm>

namespace osaki {

namespace {

void check_texts(Faults& faults, const LedgerRow& row) {
    check_kana(faults, "kana", row.kana);
    check_phone(faults, "phone", row.phone);
    check_text(faults, "login", row.login);
    check_text(faults, "old_number", row.old_number);
    check_text(faults, "note", row.note);
}

void check_login(Faults& faults, const View& view, const LedgerRow& row, std::optional<UserId> self) {
    if (row.login.empty() || has_left(row)) return;
    for (const auto& holder : find_users_by_login(view, row.login))
        if (is_live(holder.state) && holder.user_id != self)
            faults.push_back({"login",
                              "E_LOGIN_DUP",
                              message(N_("login {} is taken by {} {}"), row.login, holder.user_id, holder.name),
                              {},
                              false,
                              Code::conflict});
}

void check_days(Faults& faults, const View& view, const LedgerRow& row) {
    check_not_future(faults, "since", row.since, view.today());
    check_not_future(faults, "until", row.until, view.today());
    if (row.since && row.until && *row.until < *row.since)
        faults.push_back({"until", "E_ORDER", message(N_("{} lies before {}, the first day"), *row.until, *row.since)});
    if (!row.since && !row.until)
        faults.push_back({"since", "W_SINCE", message(N_("since when is not said; {} stands for it"), view.today()), {}, true});
}

void check_state(Faults& faults, const LedgerRow& row) {
    if (row.state == UserState::registered || row.state == UserState::leaving)
        faults.push_back({"state", "E_STATE", message(N_("{} is no state of a ledger that is taken over"), *row.state),
                          message(N_("known are active, suspended and left"))});
    if (row.state == UserState::left && !row.until)
        faults.push_back({"until", "E_MISSING", message(N_("who has left needs the day of it"))});
    if (row.until && row.state && row.state != UserState::left)
        faults.push_back({"state", "E_STATE", message(N_("{} and a day of leaving exclude each other"), *row.state)});
}

void check_place(Faults& faults, const View& view, const LedgerRow& row) {
    if (!row.office) {
        if (!has_left(row))
            faults.push_back(
                {"office_name", "E_OFFICE", message(N_("the office is missing; nobody uses the network without one"))});
        return;
    }
    const auto office = find_office(view, *row.office);
    if (!office)
        faults.push_back({"office", "E_OFFICE", message(N_("there is no office {}"), *row.office), {}, false, Code::not_found});
    else if (office->closed_on)
        faults.push_back({"office",
                          "E_OFFICE_CLOSED",
                          message(N_("office {} was closed on {}"), *row.office, *office->closed_on),
                          {},
                          false,
                          Code::conflict});
    else if (office->opened_on && row.since && *row.since < *office->opened_on)
        faults.push_back({"since", "E_SINCE",
                          message(N_("office {} was opened on {}, after {}"), *row.office, *office->opened_on, *row.since)});
}

// Of a membership that has ended; nothing without one.
std::optional<Date> last_day_at(const View& view, UserId user, std::optional<OfficeId> office) {
    std::optional<Date> last;
    for (const auto& membership : memberships_of(view, user))
        if (membership.office_id == office && membership.until && (!last || *last < *membership.until)) last = membership.until;
    return last;
}

// Somebody the register knows: a further membership, when the register says nothing else of the person.
void check_known(Faults& faults, const View& view, const LedgerRow& row, const User& known) {
    const auto refused = [&](const char* code, Message text) {
        faults.push_back({"mail", code, std::move(text), {}, false, Code::conflict});
    };
    if (row.user) {
        refused("E_KNOWN", message(N_("{} {} is in the register; --update fills or corrects"), known.user_id, known.name));
    } else if (known.state == UserState::registered || known.state == UserState::leaving) {
        refused("E_KNOWN",
                message(N_("{} {} is {} here; the ledger cannot say otherwise"), known.user_id, known.name, known.state));
    } else if (known.state == UserState::left && !has_left(row) && !known.takeover) {
        refused("E_LEFT", message(N_("{} has left; who comes back applies again: osaki-mcs register --user {}"), known.user_id,
                                  known.user_id));
    } else if (row.office && find_open(view, known.user_id, *row.office)) {
        refused("E_MEMBER", message(N_("{} is a member of {} already"), known.user_id, *row.office));
    } else if (const auto before = last_day_at(view, known.user_id, row.office); before && first_day(view, row) < *before) {
        refused("E_MEMBER",
                message(N_("{} belonged to {} until {}, after {}"), known.user_id, *row.office, *before, first_day(view, row)));
    } else if (known.state == UserState::left && has_left(row) && !row.office) {
        refused("E_KNOWN", message(N_("{} {} is in the register already, as somebody who left"), known.user_id, known.name));
    } else {
        faults.push_back({"mail",
                          "W_SAME_PERSON",
                          message(N_("the same person as {}: the number is kept, no second account"), known.user_id),
                          {},
                          true});
    }
}

// Where both use the network, use_of_mail refuses it.
void check_former_mail(Faults& faults, const View& view, const LedgerRow& row) {
    for (const auto& holder : find_users_by_mail(view, row.mail))
        if (holder.name_key != search_key(row.name) && (has_left(row) || !is_live(holder.state)))
            faults.push_back({"mail", "W_MAIL_OTHER",
                              message(N_("the mail is that of {} {} too ({})"), holder.user_id, holder.name, holder.state),
                              message(N_("if they are one person under two names, write the name as in the register")), true});
}

void check_person(Faults& faults, const View& view, const Basis& basis, const LedgerRow& row) {
    const auto known = find_known(view, row);
    if (known) check_known(faults, view, row, *known);
    check_login(faults, view, row, known ? std::optional(known->user_id) : std::nullopt);
    if (!has_left(row))
        for (auto& fault : use_of_mail(view, basis.profile, row.mail, row.name).faults) faults.push_back(std::move(fault));
    check_former_mail(faults, view, row);
    const auto* profession = basis.codes.find("profession", row.profession);
    if (known || !profession) return;
    for (const auto& twin : likely_duplicates(view, row.name, row.kana, profession->token))
        faults.push_back({"name", "W_LIKELY_DUPLICATE",
                          message(N_("likely the same person as {} {} with another mail"), twin.user_id, twin.name),
                          message(N_("if so, write the same mail in both")), true});
}

}  // namespace

Date first_day(const View& view, const LedgerRow& row) {
    return row.since.value_or(row.until.value_or(view.today()));
}

bool has_left(const LedgerRow& row) {
    return row.until.has_value() || row.state == UserState::left;
}

std::optional<User> find_known(const View& view, const LedgerRow& row) {
    if (row.user)
        return find_user(view, *row.user) ? std::optional(get_user(view, standing_number(view, *row.user))) : std::nullopt;
    const auto key = search_key(row.name);
    std::optional<User> known;
    for (const auto& user : find_users_by_mail(view, row.mail)) {
        if (user.name_key != key || (known && is_live(known->state))) continue;
        // a number that was merged leads to the person it was merged into
        known = get_user(view, standing_number(view, user.user_id));
    }
    return known;
}

Faults faults_of(const View& view, const Basis& basis, const LedgerRow& row) {
    Faults faults;
    check_name(faults, "name", row.name);
    check_code(faults, "profession", basis.codes, "profession", row.profession);
    check_mail(faults, "mail", row.mail);
    check_texts(faults, row);
    check_days(faults, view, row);
    check_state(faults, row);
    check_place(faults, view, row);
    const auto is_name = [](const Fault& fault) { return fault.field == "mail" || fault.field == "name"; };
    // a mail that is none cannot be looked up
    if (std::ranges::none_of(faults, is_name)) check_person(faults, view, basis, row);
    return faults;
}

namespace {

// A number that was mistyped must not write on somebody else.
void check_identity(Faults& faults, const View& view, const User& known, const LedgerRow& row) {
    const auto refused = [&](const char* code, Message text) {
        faults.push_back({"user", code, std::move(text), message(N_("write the number of the person the row is about")), false,
                          Code::conflict});
    };
    const bool has_name = search_key(row.name) == known.name_key;
    const bool has_mail = !row.mail.empty() && mail_key(row.mail) == known.mail_key;
    if (has_mail && (has_name || trim(row.name).empty())) return;
    if (!has_mail && !row.mail.empty())
        for (const auto& holder : find_users_by_mail(view, row.mail))
            if (holder.user_id != known.user_id)
                return refused("E_PERSON_OTHER", message(N_("{} is {}, but the mail {} is that of {} {}"), known.user_id,
                                                         known.name, row.mail, holder.user_id, holder.name));
    if (!has_name && !has_mail)
        refused("E_PERSON_OTHER",
                message(N_("{} is {} {} in the register, not {} {}"), known.user_id, known.name, known.mail, row.name, row.mail));
}

bool says_other_place(const View& view, const User& known, const LedgerRow& row) {
    const auto memberships = memberships_of(view, known.user_id);
    return row.office && std::ranges::find(memberships, *row.office, &Membership::office_id) == memberships.end();
}

bool says_other_role(const View& view, const User& known, const LedgerRow& row) {
    const auto open = row.office ? find_open(view, known.user_id, *row.office) : std::nullopt;
    return row.role && open && open->role != *row.role;
}

bool says_other_start(const View& view, const User& known, const LedgerRow& row) {
    const auto memberships = memberships_of(view, known.user_id);
    return row.since && std::ranges::none_of(memberships, [&](const Membership& membership) {
               return membership.since == *row.since && (!row.office || membership.office_id == *row.office);
           });
}

}  // namespace

Faults faults_of(const View& view, const User& known, const LedgerRow& row) {
    Faults faults;
    if (row.user) check_identity(faults, view, known, row);
    check_texts(faults, row);
    if (is_live(known.state)) check_login(faults, view, row, known.user_id);
    return faults;
}

std::vector<std::string_view> untouched_by(const View& view, const Basis& basis, const User& known, const LedgerRow& row) {
    std::vector<std::string_view> columns;
    const auto note = [&](std::string_view column, bool differs) {
        if (differs) columns.push_back(column);
    };
    const auto* profession = basis.codes.find("profession", row.profession);
    note("name", !trim(row.name).empty() && search_key(row.name) != known.name_key);
    note("profession", !trim(row.profession).empty() && (!profession || profession->token != known.profession));
    note("mail", !trim(row.mail).empty() && mail_key(row.mail) != known.mail_key);
    note("office", says_other_place(view, known, row));
    note("role", says_other_role(view, known, row));
    note("state", row.state && *row.state != known.state);
    note("since", !says_other_place(view, known, row) && says_other_start(view, known, row));
    note("until", row.until && known.state != UserState::left);
    return columns;
}

}  // namespace osaki
