#include "osaki/domain/usage_active.hpp"

#include <algorithm>

namespace osaki {

bool tells_active(const UsageLoad& load) {
    return std::ranges::any_of(load.metrics, [](const std::string& metric) {
        return metric == token_of(Metric::login_days) || metric == token_of(Metric::logins);
    });
}

std::optional<std::vector<bool>> active_people(const View& view, const People& people, Month month) {
    const auto load = find_usage_load(view, month, UsageScope::user);
    if (!load || !tells_active(*load)) return std::nullopt;
    std::vector<bool> active(people.size());
    for (const auto& row : usage_rows(view, *load))
        if (const auto person = people.find(UserId{row.number}))
            if (is_active(row.figures.login_days, row.figures.logins).value_or(false)) active[*person] = true;
    return active;
}

Period dormancy(Date day) {
    return {month_of(day + -dormant_days), month_of(day)};
}

bool is_use_known(const View& view, Period period) {
    for (auto month = period.from; month <= period.to; ++month.months)
        if (const auto load = find_usage_load(view, month, UsageScope::user); load && tells_active(*load)) return true;
    return false;
}

Dormant dormant_on(const View& view, const People& people, Date day) {
    std::vector<bool> used(people.size());
    const auto period = dormancy(day);
    for (auto month = period.from; month <= period.to; ++month.months)
        if (const auto active = active_people(view, people, month))
            for (std::size_t person = 0; person < used.size(); ++person) used[person] = used[person] || (*active)[person];
    Dormant dormant;
    for (std::size_t person = 0; person < people.size(); ++person) {
        const auto standing = people.on(person, day);
        if (!standing || standing->state != UserState::active) continue;
        const auto held = people.held_since(person, day);
        if (held && *held > day + -dormant_days) continue;
        ++dormant.of;
        if (!used[person]) dormant.people.push_back(person);
    }
    return dormant;
}

}  // namespace osaki
