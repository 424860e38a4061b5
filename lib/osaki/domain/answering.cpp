#include "osaki/domain/answering.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

// Its host or an owner said that it lives.
void confirm_group(Change& change, GroupId id, Date on) {
    const auto group = get_group(change, id);
    if (group.archived_on || on < group.opened_on || (group.confirmed_on && *group.confirmed_on >= on)) return;
    edit_group(change, id, {.confirmed_on = on});
}

bool is_of_member(const ReviewItem& item) {
    return item.subject == ReviewSubject::membership || item.subject == ReviewSubject::admin;
}

bool is_going(const View& view, UserId user) {
    const auto state = get_user(view, user).state;
    return state == UserState::leaving || state == UserState::left;
}

// Who asked about is still there, perhaps in another role.
std::optional<Membership> open_membership(const View& view, const ReviewItem& item) {
    if (!is_of_member(item) || is_going(view, *item.user_id)) return std::nullopt;
    return find_open(view, *item.user_id, item.office_id);
}

// The membership that the answer of that day is about: who came, or came back, after it stays.
std::optional<Membership> answered_membership(const View& view, const ReviewItem& item, Date on) {
    auto membership = open_membership(view, item);
    return membership && membership->since <= on ? membership : std::nullopt;
}

// A departure cannot begin before the state in which it finds the user.
void check_gone(std::vector<Fault>& faults, const View& view, const ReviewItem& item, Date on) {
    const auto membership = open_membership(view, item);
    if (!membership) return;
    const auto user = membership->user_id;
    if (membership->since > on) {
        faults.push_back({"answer", "W_CAME_SINCE",
                          message(N_("{} {} belongs to {} as {} since {}, after the answer of {}, and stays"), user,
                                  item.user_name, item.office_id, membership->role, membership->since, on),
                          message(N_("ask the office; who is gone all the same leaves with osaki-mcs withdraw {} --office {} "
                                     "--received DATE"),
                                  user, item.office_id),
                          true});
        return;
    }
    const auto since =
        sql::value<Date>(view, "SELECT since FROM dated WHERE user_id = ? AND field = 'state' AND until IS NULL", user);
    if (since && on < *since && open_memberships(view, user).size() == 1)
        faults.push_back({"answered_on", "E_TOO_EARLY",
                          message(N_("{} {} is {} since {}; an answer of {} cannot end that"), user, item.user_name,
                                  get_user(view, user).state, *since, on),
                          message(N_("ask the office again, and say the day of that answer"))});
}

std::optional<Message> hindrance_of(const View& view, const Membership& membership) {
    const auto user = membership.user_id;
    if (is_sole_admin(view, membership))
        return message(N_("{} is the only admin of office {} (art. 8-2(1)); name a successor: osaki-mcs withdraw {} --office {} "
                          "--received DATE --successor USER"),
                       user, membership.office_id, user, membership.office_id);
    for (const auto& group : solely_owned(view, std::array{user}))
        return message(N_("{} is the only owner of group {} (art. 8-2(3)); name a successor: osaki-mcs group owner hand-over {} "
                          "--from {} --to USER"),
                       user, group.group_id, group.group_id, user);
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

bool contradict(const ReviewItem& item, ReviewAnswer answer, const ReviewItem& other, ReviewAnswer other_answer) {
    const auto is_gone = [](const ReviewItem& one, ReviewAnswer said) { return is_of_member(one) && said == ReviewAnswer::left; };
    const auto still_owns = [](const ReviewItem& one, ReviewAnswer said) {
        return one.subject == ReviewSubject::owner && said == ReviewAnswer::confirmed;
    };
    return item.review_id == other.review_id && item.office_id == other.office_id && item.user_id &&
           item.user_id == other.user_id &&
           ((is_gone(item, answer) && still_owns(other, other_answer)) ||
            (is_gone(other, other_answer) && still_owns(item, answer)));
}

Fault contradiction(const ReviewItem& item, ReviewItemId other) {
    return {"answer", "W_CONTRADICTION",
            message(N_("{} and {} contradict each other: {} {} is answered as gone from {} and as owner of a group there"),
                    std::min(item.review_item_id, other), std::max(item.review_item_id, other), *item.user_id, item.user_name,
                    item.office_id),
            message(N_("ask the office")), true};
}

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
    if (item.user_id)
        for (const auto& other : review_items_of(view, *item.user_id))
            if (other.answer && contradict(item, reply.answer, other, *other.answer))
                faults.push_back(contradiction(item, other.review_item_id));
    if (reply.answer == ReviewAnswer::left) {
        check_gone(faults, view, item, reply.on);
        if (auto why = hindrance(view, item, reply.on)) faults.push_back({"answer", "W_SUCCESSOR", std::move(*why), {}, true});
    }
    return faults;
}

std::optional<Message> hindrance(const View& view, const ReviewItem& item, Date on) {
    const auto membership = answered_membership(view, item, on);
    return membership ? hindrance_of(view, *membership) : std::nullopt;
}

std::optional<Membership> would_end(const View& view, const ReviewItem& item, Date on) {
    const auto membership = answered_membership(view, item, on);
    return membership && !hindrance_of(view, *membership) ? membership : std::nullopt;
}

bool is_asked_again(const View& view, const ReviewItem& item) {
    if (is_of_member(item)) return open_membership(view, item).has_value();
    const auto group = get_group(view, *item.group_id);
    if (group.archived_on || item.subject == ReviewSubject::group) return !group.archived_on;
    const auto owners = owners_of(view, group.group_id);
    return !is_going(view, *item.user_id) &&
           std::ranges::any_of(owners, [&](const GroupOwner& owner) { return owner.user_id == item.user_id && !owner.until; });
}

ReviewItem answer_item(Change& change, ReviewItemId id, const ReviewReply& reply, bool may_replace) {
    auto item = get_review_item(change, id);
    refuse(faults_of(change, item, reply, may_replace));
    const auto ended = reply.answer == ReviewAnswer::left ? would_end(change, item, reply.on) : std::nullopt;
    item.answer = reply.answer;
    item.answered_on = reply.on;
    item.answered_by = trim(reply.by);
    item.note = trim(reply.note);
    item.done_on.reset();
    change.update("answer", item);
    if (item.group_id && reply.answer != ReviewAnswer::left) confirm_group(change, *item.group_id, reply.on);
    if (ended) withdraw(change, ended->user_id, {.office = ended->office_id, .received_on = reply.on});
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
