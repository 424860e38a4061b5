#include "osaki/domain/answering.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

// Only what a review writes of a group: that its host or an owner said it lives.
struct ConfirmedGroup {
    ReviewedGroupId group_id;
    std::string kind, label;
    OfficeId office_id;
    Date opened_on;
    std::optional<Date> confirmed_on, archived_on;
    std::string note;
};
const Description<ConfirmedGroup>& describe(const ConfirmedGroup*) {
    static constexpr std::array columns{
        column<&ConfirmedGroup::group_id>("group_id", N_("Number")),
        column<&ConfirmedGroup::kind>("kind", N_("Kind")),
        column<&ConfirmedGroup::label>("label", N_("Group label")),
        column<&ConfirmedGroup::office_id>("office_id", N_("Office")),
        column<&ConfirmedGroup::opened_on>("opened_on", N_("Opened")),
        column<&ConfirmedGroup::confirmed_on>("confirmed_on", N_("Confirmed")),
        column<&ConfirmedGroup::archived_on>("archived_on", N_("Archived")),
        column<&ConfirmedGroup::note>("note", N_("Note")),
    };
    static constexpr Description<ConfirmedGroup> description{"group", N_("group"), columns};
    return description;
}

void confirm_group(Change& change, ReviewedGroupId id, Date on) {
    auto group = sql::find<ConfirmedGroup>(change, "SELECT * FROM \"group\" WHERE group_id = ?", id);
    if (!group || group->archived_on || on < group->opened_on || (group->confirmed_on && *group->confirmed_on >= on)) return;
    group->confirmed_on = on;
    change.update("confirm", *group);
}

bool is_of_member(const ReviewItem& item) {
    return item.subject == ReviewSubject::membership || item.subject == ReviewSubject::admin;
}

bool is_going(const View& view, UserId user) {
    const auto state = get_user(view, user).state;
    return state == UserState::leaving || state == UserState::left;
}

// The membership that an answer would end, if it has not ended.
std::optional<Membership> open_membership(const View& view, const ReviewItem& item) {
    if (!is_of_member(item) || is_going(view, *item.user_id)) return std::nullopt;
    return find_open(view, *item.user_id, item.office_id);
}

// A group that would have no owner left who can act (art. 8-2(3)).
std::optional<ReviewedGroupId> owned_alone(const View& view, UserId user) {
    return sql::value<ReviewedGroupId>(
        view,
        "SELECT group_id FROM group_owner w JOIN \"group\" g USING (group_id) WHERE w.user_id = ?1 AND w.until IS NULL"
        " AND g.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM group_owner x JOIN user u USING (user_id)"
        "  WHERE x.group_id = w.group_id AND x.until IS NULL AND x.user_id <> ?1 AND u.state IN ('registered', 'active'))"
        " ORDER BY group_id LIMIT 1",
        user);
}

std::optional<Message> hindrance_of(const View& view, const Membership& membership) {
    const auto user = membership.user_id;
    if (is_sole_admin(view, membership))
        return message(N_("{} is the only admin of office {} (art. 8-2(1)); name a successor: osaki-mcs withdraw {} --office {} "
                          "--received DATE --successor USER"),
                       user, membership.office_id, user, membership.office_id);
    if (const auto group = owned_alone(view, user))
        return message(N_("{} is the only owner of group {} (art. 8-2(3)); name a successor: osaki-mcs group owner hand-over {} "
                          "--from {} --to USER"),
                       user, *group, *group, user);
    return std::nullopt;
}

// What stands against the answer as such.
void check_reply(std::vector<Fault>& faults, const View& view, const Review& review, const ReviewReply& reply) {
    check_not_future(faults, "answered_on", reply.on, view.today());
    if (reply.on < review.opened_on)
        faults.push_back(
            {"answered_on", "E_TOO_EARLY",
             message(N_("{} was opened on {}; it cannot be answered on {}"), review.review_id, review.opened_on, reply.on)});
    check_text(faults, "answered_by", reply.by);
    check_text(faults, "note", reply.note);
    if (reply.answer == ReviewAnswer::changed && trim(reply.note).empty())
        faults.push_back(
            {"note", "W_CHANGE_UNSAID", message(N_("what has changed is not said")), message(N_("ask the office")), true});
}

std::string number_of(const ReviewItem& item) {
    return item.user_id ? to_text(*item.user_id) : to_text(*item.group_id);
}

}  // namespace

SecondAnswer second_answer(std::optional<ReviewAnswer> before, ReviewAnswer now, bool may_replace) {
    if (!before) return SecondAnswer::first;
    if (*before == now) return SecondAnswer::same;
    return may_replace ? SecondAnswer::replacement : SecondAnswer::contradiction;
}

std::vector<Fault> faults_of(const View& view, const ReviewItem& item, const ReviewReply& reply, bool may_replace) {
    std::vector<Fault> faults;
    const auto review = sql::find<Review>(view, "SELECT * FROM review WHERE review_id = ?", item.review_id);
    if (review->closed_on)
        faults.push_back({"review_item_id", "E_REVIEW_CLOSED",
                          message(N_("{} was closed on {}; its answers stay as they are"), item.review_id, *review->closed_on),
                          message(N_("ask again in the next review")), false, Code::conflict});
    check_reply(faults, view, *review, reply);
    if (item.answer && !may_replace)
        faults.push_back({"answer", "E_ANSWERED",
                          message(N_("{} was answered as {} on {}"), item.review_item_id, *item.answer, *item.answered_on),
                          message(N_("--update all (or, by hand, --reason TEXT) puts the new answer in its place")), false,
                          Code::conflict});
    const bool is_gone = is_of_member(item) && !open_membership(view, item);
    if (is_gone && reply.answer != ReviewAnswer::left)
        faults.push_back(
            {"answer", "W_GONE",
             message(N_("{} {} does not belong to {} any more, or is leaving"), *item.user_id, item.user_name, item.office_id),
             message(N_("osaki-mcs user show {} tells; a departure is taken back with withdraw --cancel"), *item.user_id), true});
    if (reply.answer == ReviewAnswer::left)
        if (auto why = hindrance(view, item)) faults.push_back({"answer", "W_SUCCESSOR", std::move(*why), {}, true});
    return faults;
}

std::optional<Message> hindrance(const View& view, const ReviewItem& item) {
    const auto membership = open_membership(view, item);
    return membership ? hindrance_of(view, *membership) : std::nullopt;
}

ReviewItem answer_item(Change& change, ReviewItemId id, const ReviewReply& reply, bool may_replace) {
    auto item = get_review_item(change, id);
    refuse(faults_of(change, item, reply, may_replace));
    const auto membership = reply.answer == ReviewAnswer::left ? open_membership(change, item) : std::nullopt;
    item.answer = reply.answer;
    item.answered_on = reply.on;
    item.answered_by = trim(reply.by);
    item.note = trim(reply.note);
    item.done_on.reset();
    change.update("answer", item);
    if (item.group_id && reply.answer != ReviewAnswer::left) confirm_group(change, *item.group_id, reply.on);
    if (membership && !hindrance_of(change, *membership))
        withdraw(change, membership->user_id,
                 {.office = membership->office_id, .received_on = std::max(reply.on, membership->since)});
    return get_review_item(change, id);
}

ReviewItem finish_item(Change& change, ReviewItemId id, Date on) {
    auto item = get_review_item(change, id);
    if (item.answer == ReviewAnswer::left && item.waiting)
        fail(Code::conflict, N_("{} was answered as gone; it is done when {} has gone: osaki-mcs status tells the command"), id,
             number_of(item));
    if (item.answer != ReviewAnswer::changed || item.done_on) fail(Code::conflict, N_("{} waits for nothing"), id);
    if (on < *item.answered_on) fail(Code::invalid, N_("{} was answered on {}, after {}"), id, *item.answered_on, on);
    item.done_on = on;
    change.update("finish", item);
    return item;
}

}  // namespace osaki
