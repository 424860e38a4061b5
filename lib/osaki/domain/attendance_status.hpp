// Who is trained and who is not (art. 8-2(2)): every live user with the newest trainings, whose run out, and who has none that
// holds.
#pragma once

#include "osaki/domain/attendance.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

// One live user in a fiscal year.
struct TrainedUser {
    UserId user_id;
    std::string name;
    std::string offices;
    UserState state = UserState::registered;
    std::optional<Date> initial_on;
    std::optional<Date> annual_on;     // within the fiscal year
    std::optional<Date> annual_until;  // the last day the newest annual training holds
};
const Description<TrainedUser>& describe(const TrainedUser*);

struct TrainingShare {
    std::int64_t users = 0;
    std::int64_t initial = 0;
    std::int64_t annual = 0;
};
TrainingShare share_of(const std::vector<TrainedUser>& users);

struct TrainingRange {
    FiscalYear year;
    std::optional<OfficeId> office = {};
};
std::vector<TrainedUser> training_status(const View& view, const TrainingRange& range, const Query& query);

// One live user whose training of a kind runs out, or who has none that holds.
struct TrainingDue {
    UserId user_id;
    std::string name;
    std::string offices;
    std::string mail;
    bool holds_id = false;  // somebody who is registered only has none yet
    TrainingKind kind = TrainingKind::initial;
    std::optional<TrainingId> training_id;  // the newest that counted
    std::optional<Date> held_on;
    std::optional<Date> valid_until;
    std::optional<std::int64_t> days;  // from today; below zero: it has run out
};
const Description<TrainingDue>& describe(const TrainingDue*);

// Whose newest training of each kind runs out within so many days from today (below zero: has run out since).
// A training of admins runs out for those who are admins now.
struct DueDays {
    std::int64_t from = 0;
    std::int64_t to = 60;
};
std::vector<TrainingDue> trainings_due(const View& view, const DueDays& days, const Query& query);
// Live users, for the kind admin only admins, without a training of the kind that holds today.
std::vector<TrainingDue> never_trained(const View& view, TrainingKind kind, const Query& query);

}  // namespace osaki
