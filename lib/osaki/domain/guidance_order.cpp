// A departure that the committee ordered: what it rests on, and what alone takes it back (art. 11 (guidance) 2).
#include "osaki/domain/guidance.hpp"

#include <algorithm>

namespace osaki {

namespace {

// The step that is missing, and whose turn it is.
[[noreturn]] void refuse_order(const std::vector<Guidance>& measures, UserId user, CommitteeId committee) {
    const auto at = [&](Rung rung) {
        return std::ranges::find(measures, rung, [](const Guidance& guidance) { return rung_of(guidance); });
    };
    for (const auto& guidance : measures)
        if (guidance.committee_id == committee && rung_of(guidance) == Rung::taken_back)
            fail(Code::forbidden,
                 N_("what {} ordered for {} was taken back (art. 11 (guidance) 2); the committee decides anew: osaki-mcs "
                    "committee "
                    "add --about {}"),
                 committee, user, guidance.guidance_id);
    if (const auto found = at(Rung::ordered); found != measures.end())
        fail(Code::forbidden,
             N_("the deletion of {} was ordered by {}, not by {} (art. 11 (guidance) 2): osaki-mcs withdraw {} --committee {}"),
             user, *found->committee_id, committee, user, *found->committee_id);
    if (const auto found = at(Rung::not_followed); found != measures.end())
        fail(Code::forbidden,
             N_("{} does not yet order the deletion of {} for {} (art. 11 (guidance) 2); the committee's turn: osaki-mcs guide "
                "escalate {} --committee {}"),
             committee, user, found->guidance_id, found->guidance_id, committee);
    if (const auto found = at(Rung::open); found != measures.end())
        fail(Code::forbidden,
             N_("{} of {} is open: a deletion needs a measure that was not followed (art. 11 (guidance) 2): osaki-mcs guide "
                "outcome {} --outcome not-followed"),
             found->guidance_id, user, found->guidance_id);
    fail(Code::forbidden,
         N_("no measure against {} was left unheeded (art. 11 (guidance) 2); the committee's turn: osaki-mcs guide add {}"), user,
         user);
}

}  // namespace

Guidance require_order(const View& view, UserId user, CommitteeId committee) {
    const auto measures = guidances_of(view, user);
    const auto found = std::ranges::find_if(measures, [&](const Guidance& guidance) {
        return guidance.committee_id == committee && after(rung_of(guidance), Climb::carry_out);
    });
    if (found == measures.end()) refuse_order(measures, user, committee);
    return *found;
}

Departure put_under(Change& change, Departure departure, CommitteeId committee) {
    departure.committee_id = committee;
    change.update("order", departure);
    return departure;
}

Departure cancel_ordered(Change& change, UserId user, CommitteeId committee_id) {
    const auto committee = get_committee(change, committee_id);
    const auto departure = find_open_departure(change, user);
    if (!departure || !departure->committee_id)
        fail(Code::conflict, N_("{} is not leaving by a decision of the committee"), user);
    const auto order = get_committee(change, *departure->committee_id);
    const auto measures = guidances_under(change, order.committee_id);
    const bool is_meant = std::ranges::any_of(measures, [&](const Guidance& guidance) {
        if (guidance.user_id != user) return false;
        const auto decisions = committees_about(change, guidance);
        return std::ranges::find(decisions, committee_id, &Committee::committee_id) != decisions.end();
    });
    if (committee_id == order.committee_id || committee.decided_on < order.decided_on || !is_meant)
        fail(Code::forbidden,
             N_("{} does not take back what {} ordered for {} (art. 11 (guidance) 2); it takes a later decision about {}: "
                "osaki-mcs committee add --about {}"),
             committee_id, order.committee_id, user, user, user);
    return cancel_departure(change, user);
}

}  // namespace osaki
