// What an answer in a review leads to (art. 8-2(1), 8-2(3), 8-2(5)): who is confirmed is known again for a while, who is gone
// leaves as by a notice unless a successor must be named first, what has changed waits for the clerk.
#pragma once

#include "osaki/domain/registration.hpp"
#include "osaki/domain/review.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct ReviewReply {
    ReviewAnswer answer = ReviewAnswer::confirmed;
    Date on;
    std::string by = {};    // who at the office said so
    std::string note = {};  // what has changed
};

// Pure: the second answer to an item, given once, is no news, a contradiction, or takes the first one's place.
enum class SecondAnswer { first, same, contradiction, replacement };
SecondAnswer second_answer(std::optional<ReviewAnswer> before, ReviewAnswer now, bool may_replace);

// Every fault and warning of an answer at once; Fault::field is a column of ReviewItem.
std::vector<Fault> faults_of(const View& view, const ReviewItem& item, const ReviewReply& reply, bool may_replace);
// Why who was gone on that day cannot go yet: only admin of the office, only owner of a group. Nothing when he can, or has gone.
std::optional<Message> hindrance(const View& view, const ReviewItem& item, Date on);
// The membership that the answer of that day that he is gone ends; none when something hinders it, he has gone, or came since.
std::optional<Membership> would_end(const View& view, const ReviewItem& item, Date on);
// Whether a later review will ask about it: who is leaving or gone, and what is archived, is asked about no more.
bool is_asked_again(const View& view, const ReviewItem& item);

// Pure: whoever left the office does not answer for a group there; either answer may be the wrong one.
bool contradict(const ReviewItem& item, ReviewAnswer answer, const ReviewItem& other, ReviewAnswer other_answer);
Fault contradiction(const ReviewItem& item, ReviewItemId other);

// Throws what faults_of finds. An answer that he is gone ends the membership, the last one opens a departure with the day of
// the answer as that of the notice; where that has a hindrance, it waits on the desk.
ReviewItem answer_item(Change& change, ReviewItemId id, const ReviewReply& reply, bool may_replace);
// What was answered as changed is entered. Code::conflict for an item that waits for nothing, or for something else.
ReviewItem finish_item(Change& change, ReviewItemId id, Date on);

}  // namespace osaki
