// Cautions and instructions of the committee (注意・指導), what became of them, and the decision that orders the deletion of a
// registration (art. 11 (guidance)).
#pragma once

#include "osaki/domain/departure.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct GuidanceTag {
    static constexpr IdForm form{'K', 2, true};
};
using GuidanceId = Id<GuidanceTag>;

enum class Measure { caution, instruction };
constexpr std::array<Name<Measure>, 2> names_of(Measure) {
    return {
        {{Measure::caution, "caution", N_("caution"), "注意"}, {Measure::instruction, "instruction", N_("instruction"), "指導"}}};
}
// What the use went against: two articles are numbered 11, so each stands with its heading.
enum class Breach { purpose, other_use, rules, laws, damages, other_law, public_order };
constexpr std::array<Name<Breach>, 7> names_of(Breach) {
    return {{{Breach::purpose, "purpose", N_("art. 3 (purpose)"), "第3条|3|運用目的"},
             {Breach::other_use, "other-use", N_("art. 4 (other use)"), "第4条|4|目的外使用|目的外使用の禁止"},
             {Breach::rules, "rules", N_("art. 6 (rules)"), "第6条|6|運用ルール"},
             {Breach::laws, "laws", N_("art. 10 (laws and guidelines)"), "第10条|10|法令及びガイドライン|ガイドライン"},
             {Breach::damages, "damages", N_("art. 11 (damages): confidentiality"), "損害賠償|守秘|守秘義務"},
             {Breach::other_law, "other-law", N_("another law"), "その他の法令"},
             {Breach::public_order, "public-order", N_("public order and morals"), "公序良俗"}}};
}
enum class Outcome { open, followed, not_followed };
constexpr std::array<Name<Outcome>, 3> names_of(Outcome) {
    return {{{Outcome::open, "open", N_("no outcome yet"), "結果待ち|継続中"},
             {Outcome::followed, "followed", N_("followed"), "従った"},
             {Outcome::not_followed, "not-followed", N_("not followed"), "従わない"}}};
}

struct Guidance {
    GuidanceId guidance_id;
    UserId user_id;
    Measure measure = Measure::caution;
    Breach ground = Breach::rules;
    std::string facts;
    Date given_on;
    std::optional<Date> due_on;
    Outcome outcome = Outcome::open;
    std::optional<Date> outcome_on;
    std::string outcome_note;
    std::optional<CommitteeId> committee_id;  // the decision that ordered the deletion
    std::optional<DepartureState> departure;  // of the departure under that decision
    std::string user_name;
};
const Description<Guidance>& describe(const Guidance*);
extern const std::string_view guidances_sql;  // all of them with what is joined, in no order

// The ladder of art. 11 (guidance): how far a measure has come, and what may happen next; nothing when it may not.
enum class Rung { open, followed, not_followed, ordered, carried_out, taken_back };
enum class Climb { follow, ignore, order, carry_out, take_back };
constexpr std::optional<Rung> after(Rung rung, Climb climb) {
    using enum Rung;
    switch (climb) {
        case Climb::follow:
            return rung == open ? std::optional(followed) : std::nullopt;
        case Climb::ignore:
            return rung == open ? std::optional(not_followed) : std::nullopt;
        case Climb::order:
            return rung == not_followed || rung == taken_back ? std::optional(ordered) : std::nullopt;
        case Climb::carry_out:
            return rung == ordered ? std::optional(carried_out) : std::nullopt;
        case Climb::take_back:
            return rung == carried_out ? std::optional(taken_back) : std::nullopt;
    }
    return std::nullopt;
}
Rung rung_of(const Guidance& guidance);

Guidance get_guidance(const View& view, GuidanceId id);  // Code::not_found
std::vector<Guidance> list_guidances(const View& view, const Query& query);
std::vector<Guidance> guidances_of(const View& view, UserId user);          // newest first
std::vector<Guidance> guidances_under(const View& view, CommitteeId id);    // whose deletion it ordered, by number
std::vector<Departure> departures_under(const View& view, CommitteeId id);  // by number
// Decisions about the measure or the person, newest first.
std::vector<Committee> committees_about(const View& view, const Guidance& guidance);
// The decision under which a user who has left did so; nothing when it was on a notice.
std::optional<CommitteeId> left_under(const View& view, UserId user);

// Code::conflict for who has left, Code::invalid for a day before the user was registered.
GuidanceId add_guidance(Change& change, Guidance guidance);
struct Finding {
    Outcome outcome = Outcome::followed;
    Date on;
    std::string note = {};
};
// Code::conflict when it has an outcome, Code::invalid for a day before the measure.
Guidance record_outcome(Change& change, GuidanceId id, const Finding& finding);
// The committee ordered the deletion. Code::forbidden unless the measure was left unheeded and the decision is about it or the
// user (art. 11 (guidance) 2).
Guidance escalate(Change& change, GuidanceId id, CommitteeId committee);

// The ordered measure of the user that this decision rests on. Code::forbidden naming what is missing and the command that
// clears it.
Guidance require_order(const View& view, UserId user, CommitteeId committee);
// The departure goes on under the decision, and no notice of the user's own is asked for.
Departure put_under(Change& change, Departure departure, CommitteeId committee);
// The user stays, by another decision about them. Code::forbidden without one.
Departure cancel_ordered(Change& change, UserId user, CommitteeId committee);

}  // namespace osaki
