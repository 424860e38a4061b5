// What the steering committee is shown (art. 7-2): one report with the figures of the fiscal year, the newest month, who takes
// part, who keeps the rules, and what was decided and done. No names.
#pragma once

#include "osaki/domain/report_compliance.hpp"
#include "osaki/domain/report_monthly.hpp"
#include "osaki/domain/report_participation.hpp"
#include "osaki/domain/report_yearly.hpp"

#include <array>

namespace osaki {

enum class MatterKind { guidance, incident, decision, review, departure };
constexpr std::array<Name<MatterKind>, 5> names_of(MatterKind) {
    return {{{MatterKind::guidance, "guidance", N_("cautions and instructions"), "注意・指導"},
             {MatterKind::incident, "incident", N_("incidents"), "事故"},
             {MatterKind::decision, "decision", N_("decisions of the committee"), "運営委員会の決定"},
             {MatterKind::review, "review", N_("reviews"), "棚卸"},
             {MatterKind::departure, "departure", N_("departures"), "退会手続"}}};
}
// How a departure ended.
enum class DepartureEnd { completed, residual, cancelled };
constexpr std::array<Name<DepartureEnd>, 3> names_of(DepartureEnd) {
    return {{{DepartureEnd::completed, "completed", N_("completed"), "完了"},
             {DepartureEnd::residual, "residual", N_("closed, the account remains"), "アカウント残存"},
             {DepartureEnd::cancelled, "cancelled", N_("cancelled"), "取消"}}};
}

struct Matter {
    MatterKind matter = MatterKind::guidance;
    std::string kind = {};  // a token of Measure, IncidentKind, DecisionKind, ReviewScope or DepartureEnd; empty: all
    std::int64_t n = 0;     // in the period
    std::optional<std::int64_t> open = {};  // on its last day; nothing for what is never open
};
const Description<Matter>& describe(const Matter*);
std::vector<Definition> matter_definitions();
// All of a matter, then by kind.
std::vector<Matter> matters_within(const View& view, Date from, Date to);

struct CommitteeReport {
    ReportHead head;
    std::vector<YearFigure> year;  // of the network as a whole
    Month month = {};              // the newest of the period
    std::vector<Figure> figures;
    std::vector<Participation> participation;
    std::vector<ComplianceShare> compliance;
    std::vector<Matter> matters;
};
// Until the end of the year's last month that is over, unless the question says another day.
CommitteeReport committee_report(const View& view, FiscalYear year, const ReportQuestion& question);

}  // namespace osaki
