#include "osaki/domain/takeover.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::string_view old_number_word = "旧番号 ";
constexpr std::string_view between_remarks = "、";

std::vector<std::string> remarks_of(std::string_view note) {
    std::vector<std::string> remarks;
    for (auto rest = trim(note); !rest.empty();) {
        const auto end = std::min(rest.find(between_remarks), rest.size());
        remarks.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + between_remarks.size(), rest.size()));
    }
    return remarks;
}

// The numbers of the old ledger that stood in the note stay when the rest of it is replaced.
std::string note_of(std::string_view known, const LedgerRow& row) {
    std::vector<std::string> numbers;
    std::string rest;
    const auto take = [&](std::string_view note, bool with_rest) {
        for (auto& remark : remarks_of(note)) {
            if (!remark.starts_with(old_number_word)) {
                if (with_rest) rest += (rest.empty() ? "" : std::string(between_remarks)) + remark;
            } else if (std::ranges::find(numbers, remark) == numbers.end()) {
                numbers.push_back(std::move(remark));
            }
        }
    };
    take(known, trim(row.note).empty());
    if (!trim(row.old_number).empty()) take(std::string(old_number_word) + std::string(trim(row.old_number)), false);
    take(row.note, true);
    std::string note;
    for (const auto& number : numbers) note += (note.empty() ? "" : std::string(between_remarks)) + number;
    return rest.empty() || note.empty() ? note + rest : note + std::string(between_remarks) + rest;
}

User user_from(const Basis& basis, const LedgerRow& row) {
    User user;
    user.name = trim(row.name);
    user.kana = stored_kana(row.kana);
    user.profession = basis.codes.find("profession", row.profession)->token;
    user.mail = normalise(trim(row.mail));
    user.phone = stored_number(row.phone);
    user.login = trim(row.login);
    user.two_factor = row.two_factor.value_or(false);
    user.note = note_of({}, row);
    user.takeover = true;
    return user;
}

UserId add_from_ledger(Change& change, const Basis& basis, const LedgerRow& row, Date since) {
    auto user = user_from(basis, row);
    if (has_left(row)) return add_left_user(change, std::move(user), since, *row.until);
    user.state = UserState::active;
    const auto id = add_user(change, std::move(user), since);
    // since when is not in the ledger
    if (row.state == UserState::suspended) suspend_user(change, id, change.today(), std::nullopt);
    return id;
}

// What a further row says of somebody known is kept beside what is there.
void add_remarks(Change& change, const Basis& basis, const LedgerRow& row, UserId id) {
    const auto user = get_user(change, id);
    fill_in(change, basis, user, row, false);
    const auto remarks = note_of({}, row);
    if (user.note.empty() || remarks.empty() || user.note.find(remarks) != std::string::npos) return;
    correct_user(change, basis.profile, id, {.note = user.note + std::string(between_remarks) + remarks});
}

}  // namespace

UserId take_over(Change& change, const Basis& basis, const LedgerRow& row) {
    refuse(faults_of(change, basis, row));
    const auto since = first_day(change, row);
    auto known = find_known(change, row);
    const auto id = known ? known->user_id : add_from_ledger(change, basis, row, since);
    const bool knew = known.has_value();
    if (known && known->state == UserState::left && !has_left(row))
        set_state(change, std::move(*known), UserState::active, since, "come-back");
    if (knew) add_remarks(change, basis, row, id);
    if (!row.office) return id;
    begin_membership(change, id, *row.office, row.role.value_or(MemberRole::staff), since);
    if (has_left(row)) end_membership(change, *find_open(change, id, *row.office), *row.until);
    return id;
}

User corrected(const User& known, const LedgerRow& row, bool replace) {
    auto user = known;
    const auto take = [&](std::string& to, std::string from) {
        if (!from.empty() && (replace || to.empty())) to = std::move(from);
    };
    take(user.kana, stored_kana(row.kana));
    take(user.phone, stored_number(row.phone));
    take(user.login, std::string(trim(row.login)));
    take(user.note, note_of(known.note, row));
    // "no" was said too: it is not empty
    if (row.two_factor && replace) user.two_factor = *row.two_factor;
    return user;
}

bool fill_in(Change& change, const Basis& basis, const User& known, const LedgerRow& row, bool replace) {
    const auto user = corrected(known, row, replace);
    UserEdit edit;
    bool differs = false;
    for (const auto& [to, text] : {std::pair{&UserEdit::kana, &User::kana},
                                   {&UserEdit::phone, &User::phone},
                                   {&UserEdit::login, &User::login},
                                   {&UserEdit::note, &User::note}}) {
        if (user.*text == known.*text) continue;
        edit.*to = user.*text;
        differs = true;
    }
    if (user.two_factor != known.two_factor) {
        edit.two_factor = user.two_factor;
        differs = true;
    }
    if (differs) correct_user(change, basis.profile, known.user_id, edit);
    return differs;
}

}  // namespace osaki
