// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/review.hpp"

namespace osaki {

namespace {

constexpr DoctorCheck reviews[] = {
    {"review-left-undone", Gravity::warning, "art. 8-2(5)", ReviewTag::form,
     N_("review {} is closed, and {} people or groups that were answered as gone are still here"), "osaki-mcs status",
     "SELECT review_id, count(*) FROM review_follow_up f JOIN review r USING (review_id) WHERE r.closed_on IS NOT NULL"
     " AND f.answer = 'left' GROUP BY review_id ORDER BY review_id"},
    {"review-answer-outside", Gravity::error, "art. 8-2(5)", ReviewItemTag::form,
     N_("item {} was answered on {}, while its review lasted from {} to {}"),
     "osaki-mcs audit list --where 'subject=review_item'",
     "SELECT i.review_item_id, i.answered_on, r.opened_on, r.closed_on FROM review_item i JOIN review r USING (review_id)"
     " WHERE i.answered_on < r.opened_on OR i.answered_on > r.closed_on ORDER BY i.review_item_id"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{reviews})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
