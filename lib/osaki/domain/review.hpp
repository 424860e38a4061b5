// Reviews (棚卸): each office is asked who is still there and which groups still live (art. 8-2(3), 8-2(5)). A campaign is a
// snapshot; what an answer leads to stands in answering.hpp.
#pragma once

#include "osaki/domain/group.hpp"
#include "osaki/domain/profile.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ReviewTag {
    static constexpr IdForm form{'R', 2, true};
};
using ReviewId = Id<ReviewTag>;
struct ReviewItemTag {
    static constexpr IdForm form{'Q', 6, false};
};
using ReviewItemId = Id<ReviewItemTag>;

enum class ReviewScope { all, users, admins, owners };
constexpr std::array<Name<ReviewScope>, 4> names_of(ReviewScope) {
    return {{{ReviewScope::all, "all", N_("members, groups and group owners"), "全員|全部"},
             {ReviewScope::users, "users", N_("members"), "利用者"},
             {ReviewScope::admins, "admins", N_("office admins, groups and group owners"), "管理者"},
             {ReviewScope::owners, "owners", N_("groups and group owners"), "グループ"}}};
}
enum class ReviewSubject { membership, admin, owner, group };
constexpr std::array<Name<ReviewSubject>, 4> names_of(ReviewSubject) {
    return {{{ReviewSubject::membership, "membership", N_("member"), "職員"},
             {ReviewSubject::admin, "admin", N_("office admin"), "施設管理者|管理者"},
             {ReviewSubject::owner, "owner", N_("group owner"), "グループ管理者"},
             {ReviewSubject::group, "group", N_("group"), "グループ"}}};
}
enum class ReviewAnswer { confirmed, left, changed };
constexpr std::array<Name<ReviewAnswer>, 3> names_of(ReviewAnswer) {
    return {{{ReviewAnswer::confirmed, "confirmed", N_("confirmed"), "在籍・変更なし|在籍|変更なし|在籍中|使用中|使っている"},
             {ReviewAnswer::left, "left", N_("gone"), "退職・異動|退職|異動|廃止|終了|使っていない|使用していない"},
             {ReviewAnswer::changed, "changed", N_("changed"), "変更あり|変更"}}};
}

struct Review {
    ReviewId review_id;
    std::string title;
    ReviewScope scope = ReviewScope::all;
    Date opened_on;
    Date due_on;
    std::optional<Date> closed_on;
    std::string closed_for;
    std::int64_t offices = 0, silent_offices = 0;
    std::int64_t items = 0, confirmed = 0, left = 0, changed = 0, silent = 0, waiting = 0;
};
const Description<Review>& describe(const Review*);
extern const std::string_view reviews_sql;  // all of them with what is joined, in no order

struct ReviewItem {
    ReviewItemId review_item_id;
    ReviewId review_id;
    ReviewSubject subject = ReviewSubject::membership;
    OfficeId office_id;
    std::optional<UserId> user_id;
    std::optional<Id<MembershipTag>> membership_id;
    std::optional<GroupId> group_id;
    std::optional<ReviewAnswer> answer;
    std::optional<Date> answered_on;
    std::string answered_by;
    std::string note;
    std::optional<Date> done_on;
    std::string office_name, user_name, user_kana, profession, group_label;
    std::optional<Date> since;            // of the membership, the ownership, the group
    std::optional<Date> answered_before;  // in an earlier review
    bool waiting = false;                 // the answer is still to be acted on
};
const Description<ReviewItem>& describe(const ReviewItem*);
extern const std::string_view review_items_sql;

// Pure: whether a campaign of that scope asks about it.
bool asks(ReviewScope scope, ReviewSubject subject);
// Pure: the day by which it must be confirmed again, counted from the last answer, or from the beginning when nobody ever asked.
Date next_due(const Profile& profile, ReviewSubject subject, Date known_since);

Review get_review(const View& view, ReviewId id);  // Code::not_found
std::vector<Review> list_reviews(const View& view, const Query& query);
ReviewItem get_review_item(const View& view, ReviewItemId id);  // Code::not_found
std::optional<ReviewItem> find_review_item(const View& view, ReviewItemId id);
std::vector<ReviewItem> items_of(const View& view, ReviewId id, Query query);
std::vector<ReviewItem> review_items_of(const View& view, UserId user);

struct NewReview {
    ReviewScope scope = ReviewScope::all;
    std::vector<OfficeId> offices = {};  // none: every office that has something to say
    std::string title = {};
    std::optional<Date> due_on = {};  // two weeks on when not said
};
// Takes the snapshot. Code::conflict when nobody is to be asked, or an open campaign of this scope asks one of the offices.
ReviewId open_review(Change& change, const NewReview& wanted);
// What does not hold of one that is closed: every item answered or the reason known, and no answer after the end.
std::vector<Fault> unsound_review(const View& view, ReviewId id);
// Code::forbidden while answers are missing, unless a reason says why; the silence stays on record (art. 8-2(5)).
void close_review(Change& change, ReviewId id);

}  // namespace osaki
