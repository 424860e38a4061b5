// Users by number, mail address or login; offices by number, facility number or name.
#include "osaki/exchange/usage_file.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

// The only office that is meant; of several nobody knows which.
Subject only_office(const View& view, std::string_view sql, std::string_view text) {
    sql::Statement rows(view, sql);
    rows.bind(1, text);
    Subject subject;
    if (rows.step()) subject.number = std::get<std::int64_t>(rows.cell(0));
    return rows.step() ? Subject{} : subject;
}

Subject find_office_subject(const View& view, UsageRole role, const std::string& text) {
    if (role == UsageRole::office_name)
        return only_office(view, "SELECT office_id FROM office WHERE name_key = ?", search_key(text));
    if (const auto id = parse_id<OfficeTag>(text)) return {find_office(view, *id) ? id->value : 0};
    return only_office(view, "SELECT DISTINCT office_id FROM service WHERE number = ?", normalise(text));
}

}  // namespace

UsageSubjects::UsageSubjects(const View& view) : view_(view) {}

// Once for the file: a question for each of many rows would take longer.
void UsageSubjects::read_users() {
    has_users_ = true;
    sql::Statement rows(view_, "SELECT user_id, mail_key, login_key FROM user ORDER BY state = 'left', user_id DESC");
    for (std::int64_t rank = 0; rows.step(); ++rank) {
        const Known known{std::get<std::int64_t>(rows.cell(0)), rank};
        by_mail_.emplace(std::get<std::string_view>(rows.cell(1)), known);
        if (const auto login = rows.cell(2); std::holds_alternative<std::string_view>(login))
            by_login_.emplace(std::get<std::string_view>(login), known);
    }
}

Subject UsageSubjects::of_key(const ByKey& users, const std::string& key) const {
    auto [at, end] = users.equal_range(key);
    if (at == end) return {};
    Subject subject{at->second.number};
    auto rank = at->second.rank;
    while (++at != end) {
        const bool is_better = at->second.rank < rank;
        subject = is_better ? Subject{at->second.number, subject.number} : Subject{subject.number, at->second.number};
        rank = std::min(rank, at->second.rank);
    }
    return subject;
}

std::string UsageSubjects::name_of_user(std::int64_t number) const {
    const auto user = find_user(view_, UserId{number});
    return user ? user->name : std::string();
}

Subject UsageSubjects::find(UsageRole role, const std::string& text) {
    if (role == UsageRole::office || role == UsageRole::office_name) {
        const auto found = find_office_subject(view_, role, text);
        return found.number != 0 ? found : Subject{matched_before(view_, text).office.value_or(OfficeId{}).value};
    }
    if (role == UsageRole::user) {
        const auto id = parse_id<UserTag>(text);
        return {id && find_user(view_, *id) ? id->value : 0};
    }
    if (!has_users_) read_users();
    auto found = of_key(by_mail_, mail_key(text));
    if (found.number == 0) found = of_key(by_login_, mail_key(text));
    if (found.number == 0) found.number = matched_before(view_, text).user.value_or(UserId{}).value;
    return found;
}

}  // namespace osaki
