// The story of a person (経過): everything dated that the register knows of them, oldest first.
#pragma once

#include "osaki/domain/user.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Happening {
    applied,
    decided,
    joined,
    left_office,
    issued,
    receipt,
    first_login,
    acknowledged,
    departure_step,
    owns_group,
    left_owner,
    incident,
    trained,
    handed_out,
    joined_group,
    left_group,
    guided,
    guidance_outcome,
    escalated,
    reviewed
};
constexpr std::array<Name<Happening>, 20> names_of(Happening) {
    return {{{Happening::applied, "applied", N_("application received")},
             {Happening::decided, "decided", N_("application decided")},
             {Happening::joined, "joined", N_("joined an office")},
             {Happening::left_office, "left-office", N_("membership ended")},
             {Happening::issued, "issued", N_("ID or password issued")},
             {Happening::receipt, "receipt", N_("receipt confirmed")},
             {Happening::first_login, "first-login", N_("initial password changed")},
             {Happening::acknowledged, "acknowledged", N_("document acknowledged")},
             {Happening::departure_step, "departure-step", N_("departure step")},
             {Happening::owns_group, "owns-group", N_("began to own a group")},
             {Happening::left_owner, "left-owner", N_("no longer owns a group")},
             {Happening::incident, "incident", N_("named in an incident")},
             {Happening::trained, "trained", N_("training")},
             {Happening::handed_out, "handed-out", N_("document handed out")},
             {Happening::joined_group, "joined-group", N_("joined a group")},
             {Happening::left_group, "left-group", N_("left a group")},
             {Happening::guided, "guided", N_("caution or instruction")},
             {Happening::guidance_outcome, "guidance-outcome", N_("outcome of a measure")},
             {Happening::escalated, "escalated", N_("deletion ordered")},
             {Happening::reviewed, "reviewed", N_("answered in a review")}}};
}

struct StoryLine {
    Date on;
    Happening what = Happening::applied;
    std::string number;  // of the record that says so
    std::string text;    // which office, document, step; before ": " a token
};
const Description<StoryLine>& describe(const StoryLine*);

// State and profession are intervals and stand in history_of().
std::vector<StoryLine> story_of(const View& view, UserId user);

}  // namespace osaki
