#include "osaki/domain/review.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <set>

namespace osaki {

const std::string_view reviews_sql =
    "SELECT r.*, count(DISTINCT i.office_id) AS offices,"
    " count(DISTINCT CASE WHEN i.answer IS NULL THEN i.office_id END) AS silent_offices, count(i.review_item_id) AS items,"
    " coalesce(sum(i.answer = 'confirmed'), 0) AS confirmed, coalesce(sum(i.answer = 'left'), 0) AS \"left\","
    " coalesce(sum(i.answer = 'changed'), 0) AS changed, count(i.review_item_id) - count(i.answer) AS silent,"
    " (SELECT count(*) FROM review_follow_up f WHERE f.review_id = r.review_id) AS waiting"
    " FROM review r LEFT JOIN review_item i USING (review_id) GROUP BY r.review_id";

const std::string_view review_items_sql =
    "SELECT i.*, o.name AS office_name, u.name AS user_name, u.kana AS user_kana, u.profession, g.label AS group_label,"
    " CASE i.subject WHEN 'group' THEN g.opened_on WHEN 'owner' THEN (SELECT max(since) FROM group_owner w"
    "  WHERE w.group_id = i.group_id AND w.user_id = i.user_id) ELSE m.since END AS since,"
    " CASE WHEN i.membership_id IS NULL THEN (SELECT max(p.answered_on) FROM review_item p WHERE p.group_id = i.group_id"
    "  AND p.user_id IS i.user_id AND p.review_id < i.review_id)"
    " ELSE (SELECT max(p.answered_on) FROM review_item p WHERE p.membership_id = i.membership_id AND p.review_id <"
    "  i.review_id) END AS answered_before,"
    " EXISTS (SELECT 1 FROM review_follow_up f WHERE f.review_item_id = i.review_item_id) AS waiting"
    " FROM review_item i JOIN office o USING (office_id) LEFT JOIN user u ON u.user_id = i.user_id"
    " LEFT JOIN membership m ON m.membership_id = i.membership_id LEFT JOIN \"group\" g ON g.group_id = i.group_id";

namespace {

constexpr Column<Review> review_columns[] = {
    column<&Review::review_id>("review_id", N_("Number")),
    column<&Review::title>("title", N_("Title")),
    column<&Review::scope>("scope", N_("Scope")),
    column<&Review::opened_on>("opened_on", N_("Opened")),
    column<&Review::due_on>("due_on", N_("Due")),
    column<&Review::closed_on>("closed_on", N_("Closed")),
    column<&Review::closed_for>("closed_for", N_("Closed without answers because")).detail(),
    column<&Review::offices>("offices", N_("Offices")).joined(),
    column<&Review::silent_offices>("silent_offices", N_("Silent offices")).joined(),
    column<&Review::items>("items", N_("Items")).joined(),
    column<&Review::confirmed>("confirmed", N_("Confirmed items")).joined(),
    column<&Review::left>("left", N_("Gone")).joined(),
    column<&Review::changed>("changed", N_("Changed items")).joined(),
    column<&Review::silent>("silent", N_("Unanswered")).joined(),
    column<&Review::waiting>("waiting", N_("To be acted on")).joined(),
};

constexpr Column<ReviewItem> item_columns[] = {
    column<&ReviewItem::review_item_id>("review_item_id", N_("Item")),
    column<&ReviewItem::review_id>("review_id", N_("Review")),
    column<&ReviewItem::subject>("subject", N_("About")),
    column<&ReviewItem::office_id>("office_id", N_("Office")),
    column<&ReviewItem::user_id>("user_id", N_("User")),
    column<&ReviewItem::membership_id>("membership_id", N_("Membership")).detail(),
    column<&ReviewItem::group_id>("group_id", N_("Group number")),
    column<&ReviewItem::answer>("answer", N_("Answer")),
    column<&ReviewItem::answered_on>("answered_on", N_("Answered")),
    column<&ReviewItem::answered_by>("answered_by", N_("Answered by")).detail(),
    column<&ReviewItem::note>("note", N_("Note")),
    column<&ReviewItem::done_on>("done_on", N_("Done")).detail(),
    column<&ReviewItem::office_name>("office_name", N_("Office name")).joined(),
    column<&ReviewItem::user_name>("user_name", N_("Name")).joined(),
    column<&ReviewItem::user_kana>("user_kana", N_("Kana")).joined().detail(),
    column<&ReviewItem::profession>("profession", N_("Profession")).joined().detail().coded("profession"),
    column<&ReviewItem::group_label>("group_label", N_("Group label")).joined(),
    column<&ReviewItem::since>("since", N_("Since")).joined().detail(),
    column<&ReviewItem::answered_before>("answered_before", N_("Answered before")).joined().detail(),
    column<&ReviewItem::waiting>("waiting", N_("To be acted on")).joined(),
};

// What there is to ask today; who is leaving is asked about no more.
constexpr std::string_view snapshot_sql =
    "SELECT CASE role WHEN 'admin' THEN 'admin' ELSE 'membership' END AS subject, office_id, user_id, membership_id,"
    " NULL AS group_id FROM membership JOIN user USING (user_id) WHERE until IS NULL AND state NOT IN ('leaving', 'left')"
    " UNION ALL SELECT 'group', office_id, NULL, NULL, group_id FROM \"group\" WHERE archived_on IS NULL"
    " UNION ALL SELECT 'owner', g.office_id, w.user_id, NULL, w.group_id FROM group_owner w JOIN \"group\" g USING (group_id)"
    " JOIN user USING (user_id) WHERE w.until IS NULL AND g.archived_on IS NULL AND state NOT IN ('leaving', 'left')"
    " ORDER BY office_id, subject, user_id, group_id";

constexpr int usual_days = 14;

std::vector<ReviewItem> snapshot(const View& view, const NewReview& wanted) {
    const std::set<OfficeId> offices(wanted.offices.begin(), wanted.offices.end());
    for (const auto office : offices) get_office(view, office);
    auto items = sql::list<ReviewItem>(view, snapshot_sql);
    std::erase_if(items, [&](const ReviewItem& item) {
        return !asks(wanted.scope, item.subject) || (!offices.empty() && !offices.contains(item.office_id));
    });
    return items;
}

// An office that is asked the same twice answers neither.
void refuse_twice(const View& view, ReviewScope scope, const std::vector<ReviewItem>& items) {
    const auto open =
        sql::list<Review>(view, "SELECT * FROM review WHERE closed_on IS NULL AND scope = ? ORDER BY review_id", scope);
    for (const auto& review : open)
        for (OfficeId last; const auto& item : items) {
            if (item.office_id == last) continue;
            last = item.office_id;
            if (sql::value<std::int64_t>(view, "SELECT 1 FROM review_item WHERE review_id = ? AND office_id = ? LIMIT 1",
                                         review.review_id, last))
                fail(Code::conflict, N_("{} asks {} of office {} already; close it first: osaki-mcs review close {}"),
                     review.review_id, scope, last, review.review_id);
        }
}

}  // namespace

const Description<Review>& describe(const Review*) {
    static constexpr Description<Review> description{"review", N_("review"), review_columns};
    return description;
}
const Description<ReviewItem>& describe(const ReviewItem*) {
    static constexpr Description<ReviewItem> description{"review_item", N_("review item"), item_columns};
    return description;
}

bool asks(ReviewScope scope, ReviewSubject subject) {
    const bool is_group = subject == ReviewSubject::group || subject == ReviewSubject::owner;
    switch (scope) {
        case ReviewScope::all:
            return true;
        case ReviewScope::users:
            return !is_group;
        case ReviewScope::admins:
            return is_group || subject == ReviewSubject::admin;
        case ReviewScope::owners:
            return is_group;
    }
    return false;
}

Date next_due(const Profile& profile, ReviewSubject subject, Date known_since) {
    const bool often = subject == ReviewSubject::admin || subject == ReviewSubject::owner;
    return known_since + (often ? profile.review_admin_days : profile.review_user_days);
}

Review get_review(const View& view, ReviewId id) {
    const auto found = sql::list<Review>(view, "SELECT * FROM (" + std::string(reviews_sql) + ") WHERE review_id = ?", id);
    if (found.empty()) fail(Code::not_found, N_("there is no review {}"), id);
    return found.front();
}

std::vector<Review> list_reviews(const View& view, const Query& query) {
    return sql::list<Review>(view, std::string(reviews_sql) + " ORDER BY r.review_id", query);
}

std::optional<ReviewItem> find_review_item(const View& view, ReviewItemId id) {
    static const auto sql = std::string(review_items_sql) + " WHERE i.review_item_id = ?";
    return sql::find<ReviewItem>(view, sql, id);
}

ReviewItem get_review_item(const View& view, ReviewItemId id) {
    auto item = find_review_item(view, id);
    if (!item) fail(Code::not_found, N_("there is no review item {}"), id);
    return *item;
}

std::vector<ReviewItem> items_of(const View& view, ReviewId id, Query query) {
    const auto own = "review_id=" + to_text(id);
    query.where = query.where.empty() ? own : own + " and (" + query.where + ")";
    return sql::list<ReviewItem>(view, std::string(review_items_sql) + " ORDER BY i.review_item_id", query);
}

std::vector<ReviewItem> review_items_of(const View& view, UserId user) {
    return sql::list<ReviewItem>(view, std::string(review_items_sql) + " WHERE i.user_id = ? ORDER BY i.review_item_id", user);
}

ReviewId open_review(Change& change, const NewReview& wanted) {
    Review review;
    review.review_id = {next_number(change, "review", fiscal_year_of(change.today()).year)};
    review.title = trim(wanted.title);
    review.scope = wanted.scope;
    review.opened_on = change.today();
    review.due_on = wanted.due_on.value_or(change.today() + usual_days);
    Faults faults;
    check_text(faults, "title", review.title);
    if (review.due_on < review.opened_on)
        faults.push_back({"due_on", "E_TOO_EARLY", message(N_("answers cannot be due on {}, before today"), review.due_on)});
    refuse(faults);
    auto items = snapshot(change, wanted);
    if (items.empty()) fail(Code::conflict, N_("there is nobody and no group to ask about"));
    refuse_twice(change, wanted.scope, items);
    change.insert("open", review);
    for (auto& item : items) {
        item.review_id = review.review_id;
        change.insert("ask", item);
    }
    return review.review_id;
}

std::vector<Fault> unsound_review(const View& view, ReviewId id) {
    const auto review = sql::find<Review>(view, "SELECT * FROM (" + std::string(reviews_sql) + ") WHERE review_id = ?", id);
    if (!review || !review->closed_on) return {};
    std::vector<Fault> faults;
    const auto find = [&](std::string_view code, Message text) {
        faults.push_back({"closed_on", code, std::move(text), {}, false, Code::conflict});
    };
    if (review->silent > 0 && review->closed_for.empty())
        find("E_UNANSWERED",
             message(N_("{} is closed and would have unanswered items: {}; first undo what closed it"), id, review->silent));
    const auto late = sql::value<ReviewItemId>(
        view, "SELECT min(review_item_id) FROM review_item WHERE review_id = ? AND answered_on > ?", id, *review->closed_on);
    if (late)
        find("E_ANSWERED_AFTER",
             message(N_("{} would be closed on {}, and {} was answered after that"), id, *review->closed_on, *late));
    return faults;
}

void close_review(Change& change, ReviewId id) {
    auto review = get_review(change, id);
    if (review.closed_on) fail(Code::conflict, N_("{} was closed on {} already"), id, *review.closed_on);
    if (review.silent > 0 && change.actor().reason.empty())
        fail(Code::forbidden,
             N_("{}: {} of {} items are not answered (art. 8-2(5)); osaki-mcs review show {} --silent lists them, --reason TEXT "
                "closes it all the same"),
             id, review.silent, review.items, id);
    review.closed_on = change.today();
    if (review.silent > 0) review.closed_for = change.actor().reason;
    change.update("close", review);
}

}  // namespace osaki
