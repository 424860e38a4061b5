#include "osaki/domain/usage_subjects.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <utility>

namespace osaki {

namespace {

// Those that are open come first, and closed ones are asked only when none is; of several nobody knows which is meant.
UsageSubject only_office(const View& view, std::string_view text, std::string_view key) {
    sql::Statement rows(view, text);
    rows.bind(1, key);
    if (!rows.step()) return {};
    const auto number = std::get<std::int64_t>(rows.cell(0)), is_open = std::get<std::int64_t>(rows.cell(1));
    const bool has_rival = rows.step() && std::get<std::int64_t>(rows.cell(1)) == is_open;
    return {has_rival ? 0 : number};
}

UsageSubject find_office_subject(const View& view, UsageKey key, std::string_view text) {
    if (key == UsageKey::office_name)
        return only_office(view,
                           "SELECT office_id, closed_on IS NULL AS is_open FROM office WHERE name_key = ? ORDER BY is_open DESC,"
                           " office_id",
                           search_key(text));
    if (const auto id = parse_id<OfficeTag>(text)) return {find_office(view, *id) ? id->value : 0};
    return only_office(view,
                       "SELECT office_id, max(until IS NULL) AS is_open FROM service WHERE number = ? GROUP BY office_id"
                       " ORDER BY is_open DESC, office_id",
                       normalise(trim(text)));
}

}  // namespace

std::string unknown_key(UsageScope scope, std::string_view key, std::string_view name) {
    return scope == UsageScope::office ? mail_key(key) + '\n' + search_key(name) : mail_key(key);
}

void UsageSubjects::read_users() {
    if (std::exchange(has_users_, true)) return;
    const auto put = [](ByKey& to, const Cell& key, std::int64_t number) {
        const auto* text = std::get_if<std::string_view>(&key);
        if (text == nullptr || text->empty()) return;
        auto& known = to[std::string(*text)];
        if (known.number == 0) known.number = number;
        else if (known.other == 0) known.other = number;
    };
    // who is there comes before who has left
    sql::Statement rows(view_, "SELECT user_id, mail_key, login_key FROM user ORDER BY state = 'left', user_id DESC");
    while (rows.step()) {
        const auto number = std::get<std::int64_t>(rows.cell(0));
        put(by_mail_, rows.cell(1), number);
        put(by_login_, rows.cell(2), number);
    }
}

void UsageSubjects::read_matches() {
    if (std::exchange(has_matches_, true)) return;
    sql::for_each<UsageUnmatched>(
        view_,
        [&](const UsageUnmatched& row) {
            said_[{row.scope, unknown_key(row.scope, row.key, row.name)}] = {row.user_id, row.office_id};
        },
        std::string(usage_unmatched_sql) + " WHERE x.matched_on IS NOT NULL ORDER BY x.usage_unmatched_id");
}

std::optional<UsageMatch> UsageSubjects::said_before(UsageScope scope, std::string_view key, std::string_view name) {
    read_matches();
    const auto found = said_.find({scope, unknown_key(scope, key, name)});
    return found == said_.end() ? std::nullopt : std::optional(found->second);
}

UsageSubject UsageSubjects::find(UsageKey key, std::string_view text) {
    if (key == UsageKey::office || key == UsageKey::office_name) return find_office_subject(view_, key, text);
    if (key == UsageKey::user) {
        const auto id = parse_id<UserTag>(text);
        return {id && find_user(view_, *id) ? id->value : 0};
    }
    read_users();
    const auto find_in = [&](const ByKey& users) {
        const auto found = users.find(mail_key(text));
        return found == users.end() ? UsageSubject{} : found->second;
    };
    // a login is the mail address unless MCS says otherwise
    const auto found = find_in(key == UsageKey::login ? by_login_ : by_mail_);
    return found.number != 0 ? found : find_in(key == UsageKey::login ? by_mail_ : by_login_);
}

}  // namespace osaki
