#include "osaki/domain/review_report.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<ReviewOffice> office_columns[] = {
    column<&ReviewOffice::office_id>("office_id", N_("Office")),
    column<&ReviewOffice::review_id>("review_id", N_("Review")).detail(),
    column<&ReviewOffice::office_name>("office_name", N_("Office name")),
    column<&ReviewOffice::items>("items", N_("Items")),
    column<&ReviewOffice::confirmed>("confirmed", N_("Confirmed items")),
    column<&ReviewOffice::left>("left", N_("Gone")),
    column<&ReviewOffice::changed>("changed", N_("Changed items")),
    column<&ReviewOffice::silent>("silent", N_("Unanswered")),
    column<&ReviewOffice::answered_on>("answered_on", N_("Answered")),
    column<&ReviewOffice::overdue>("overdue", N_("Days overdue")),
};

constexpr Column<ReviewDue> due_columns[] = {
    column<&ReviewDue::user_id>("user_id", N_("User")),
    column<&ReviewDue::user_name>("user_name", N_("Name")),
    column<&ReviewDue::office_id>("office_id", N_("Office")),
    column<&ReviewDue::office_name>("office_name", N_("Office name")),
    column<&ReviewDue::role>("role", N_("Role")),
    column<&ReviewDue::group_id>("group_id", N_("Group number")),
    column<&ReviewDue::since>("since", N_("Since")),
    column<&ReviewDue::answered_on>("answered_on", N_("Last answer")),
    column<&ReviewDue::due_on>("due_on", N_("Due")),
    column<&ReviewDue::asked>("asked", N_("Asked")),
};

}  // namespace

const Description<ReviewOffice>& describe(const ReviewOffice*) {
    static constexpr Description<ReviewOffice> description{"review_office", N_("answers of an office"), office_columns};
    return description;
}
const Description<ReviewDue>& describe(const ReviewDue*) {
    static constexpr Description<ReviewDue> description{"review_due", N_("overdue for review"), due_columns};
    return description;
}

std::vector<ReviewOffice> review_offices(const View& view, const Review& review, bool silent_only) {
    auto offices = sql::list<ReviewOffice>(
        view,
        "SELECT i.office_id, i.review_id, o.name AS office_name, count(*) AS items, coalesce(sum(i.answer = 'confirmed'), 0) AS"
        " confirmed, coalesce(sum(i.answer = 'left'), 0) AS \"left\", coalesce(sum(i.answer = 'changed'), 0) AS changed,"
        " count(*) - count(i.answer) AS silent, max(i.answered_on) AS answered_on"
        " FROM review_item i JOIN office o USING (office_id) WHERE i.review_id = ? GROUP BY i.office_id ORDER BY i.office_id",
        review.review_id);
    for (auto& office : offices)
        if (office.silent > 0) office.overdue = std::max(0, review.closed_on.value_or(view.today()) - review.due_on);
    if (silent_only) std::erase_if(offices, [](const ReviewOffice& office) { return office.silent == 0; });
    return offices;
}

std::vector<ReviewDue> overdue_reviews(const View& view, Query query) {
    const auto over = "due_on<" + to_text(view.today());
    query.where = query.where.empty() ? over : over + " and (" + query.where + ")";
    return sql::list<ReviewDue>(view,
                                "SELECT d.*, u.name AS user_name, o.name AS office_name FROM review_due d JOIN user u USING"
                                " (user_id) JOIN office o USING (office_id) ORDER BY d.due_on, d.user_id, d.office_id",
                                query);
}

}  // namespace osaki
