// What the secretariat asks of its reviews: which office has answered what, and who is due to be confirmed again.
#pragma once

#include "osaki/domain/review.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct ReviewOffice {
    OfficeId office_id;
    ReviewId review_id;
    std::string office_name;
    std::int64_t items = 0, confirmed = 0, left = 0, changed = 0, silent = 0;
    std::optional<Date> answered_on;  // the last answer
    std::int64_t overdue = 0;         // days after the due day, while something is silent
};
const Description<ReviewOffice>& describe(const ReviewOffice*);

// By office; silent_only: those that have not answered everything.
std::vector<ReviewOffice> review_offices(const View& view, const Review& review, bool silent_only);

enum class ReviewRole { staff, admin, owner };
constexpr std::array<Name<ReviewRole>, 3> names_of(ReviewRole) {
    return {{{ReviewRole::staff, "staff", N_("staff"), "職員|一般"},
             {ReviewRole::admin, "admin", N_("office admin"), "管理者|施設管理者"},
             {ReviewRole::owner, "owner", N_("group owner"), "グループ管理者"}}};
}

// A member or group owner whom nobody has confirmed for longer than the profile allows.
struct ReviewDue {
    UserId user_id;
    std::string user_name;
    OfficeId office_id;
    std::string office_name;
    ReviewRole role = ReviewRole::staff;
    std::optional<GroupId> group_id;
    Date since;
    std::optional<Date> answered_on;  // in the last review that asked
    bool asked = false;               // an open review asks
    Date due_on;
};
const Description<ReviewDue>& describe(const ReviewDue*);

// Longest overdue first.
std::vector<ReviewDue> overdue_reviews(const View& view, Query query);

}  // namespace osaki
