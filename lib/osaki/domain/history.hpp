// Intervals by business day: what a user or an office was when (状態・職種・種別の履歴).
#pragma once

#include "osaki/domain/office.hpp"
#include "osaki/domain/user.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct DatedTag {
    static constexpr IdForm form{'H', 6, false};
};

struct Dated {
    Id<DatedTag> dated_id;
    std::optional<UserId> user_id;
    std::optional<OfficeId> office_id;
    std::string field;  // state | profession | type
    std::string value;
    Date since;
    std::optional<Date> until;  // the first day it no longer holds
};
const Description<Dated>& describe(const Dated*);

// Ends the open interval on `on` and begins one; the same value again does nothing.
// Code::invalid when `on` lies before the open interval began.
void record_value(Change& change, UserId user, std::string_view field, std::string_view value, Date on);
void record_value(Change& change, OfficeId office, std::string_view field, std::string_view value, Date on);

std::vector<Dated> history_of(const View& view, UserId user);
std::vector<Dated> history_of(const View& view, OfficeId office);
// The value on a day, or nothing.
std::optional<std::string> value_on(const View& view, UserId user, std::string_view field, Date day);

}  // namespace osaki
