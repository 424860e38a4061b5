// Who used the network: in a month, and who has not for so long that somebody should ask.
#pragma once

#include "osaki/domain/people.hpp"
#include "osaki/domain/usage.hpp"

#include <optional>
#include <vector>

namespace osaki {

bool tells_active(const UsageLoad& load);
// By person, whether they were active in the month; nothing when no usage by user is loaded that tells.
std::optional<std::vector<bool>> active_people(const View& view, const People& people, Month month);

constexpr int dormant_days = 45;
Period dormancy(Date day);  // pure: the months that overlap the 45 days before it, or it
bool is_use_known(const View& view, Period period);
// Of who is active and has held an ID for 45 days, those of whom no login is known in these months.
struct Dormant {
    std::int64_t of = 0;
    std::vector<std::size_t> people = {};
};
Dormant dormant_on(const View& view, const People& people, Date day);

}  // namespace osaki
