// A gate passed by decision instead of by paper; kept, and carried to the issue of the ID.
#pragma once

#include "osaki/domain/application.hpp"

#include <array>
#include <string>
#include <vector>

namespace osaki {

enum class Gate { papers, explanation, acknowledgement, mail, training };
constexpr std::array<Name<Gate>, 5> names_of(Gate) {
    return {{{Gate::papers, "papers", N_("papers"), "書類"},
             {Gate::explanation, "explanation", N_("explanation"), "説明"},
             {Gate::acknowledgement, "acknowledgement", N_("acknowledgement"), "確認"},
             {Gate::mail, "mail", N_("mail answered"), "メール到達"},
             {Gate::training, "training", N_("initial training"), "研修"}}};
}

struct WaiverTag {
    static constexpr IdForm form{'W', 4, false};
};
struct Waiver {
    Id<WaiverTag> waiver_id;
    ApplicationId application_id;
    Gate gate = Gate::papers;
    Date waived_on;
    std::string waived_by;
    std::string reason;
};
const Description<Waiver>& describe(const Waiver*);

std::vector<Waiver> waivers_of(const View& view, ApplicationId id);
bool is_waived(const View& view, ApplicationId id, Gate gate);
// Code::usage without --reason, Code::conflict when waived before.
void waive(Change& change, ApplicationId id, Gate gate);

}  // namespace osaki
