// Who keeps the rules and who does not (遵守状況), as of any day: each finding with how many of how many, and every person with
// the command that clears it (art. 5, 6, 8-2).
#pragma once

#include "osaki/domain/report_amounts.hpp"

#include <array>

namespace osaki {

enum class ComplianceFinding {
    untrained,
    annual_overdue,
    unacknowledged,
    dormant,
    review_overdue,
    unconfirmed,
    departure_overdue,
    no_gate,
    suspended_overdue
};
constexpr std::array<Name<ComplianceFinding>, 9> names_of(ComplianceFinding) {
    using enum ComplianceFinding;
    return {{{untrained, "untrained", N_("without the initial training"), "未受講"},
             {annual_overdue, "annual_overdue", N_("without the annual training"), "年次研修未受講"},
             {unacknowledged, "unacknowledged", N_("policy or rules not acknowledged"), "規程未確認"},
             {dormant, "dormant", N_("not in use for 45 days"), "休眠"},
             {review_overdue, "review_overdue", N_("not confirmed in a review"), "棚卸期限超過"},
             {unconfirmed, "unconfirmed", N_("first password not changed in time"), "初回変更未確認"},
             {departure_overdue, "departure_overdue", N_("departure at a standstill"), "退会手続停滞"},
             {no_gate, "no_gate", N_("taken over, a gate never passed"), "引継ぎ時確認未了"},
             {suspended_overdue, "suspended_overdue", N_("suspension past its end"), "停止期限超過"}}};
}
constexpr int departure_days = 1;  // so long may a departure stand still

struct ComplianceShare {
    ComplianceFinding finding = ComplianceFinding::untrained;
    std::optional<std::int64_t> n = {}, of = {};  // nothing: not known, as while no usage is loaded
    std::optional<double> percent = {};
};
const Description<ComplianceShare>& describe(const ComplianceShare*);

struct ComplianceLine {
    ComplianceFinding finding = ComplianceFinding::untrained;
    UserId user_id;
    std::string name = {};
    std::string offices = {};  // on the day
    std::string open = {};     // which gates, documents, steps: tokens and numbers with commas
    std::optional<Date> since = {};
    std::optional<std::int64_t> days = {};
    std::string command = {};
};
const Description<ComplianceLine>& describe(const ComplianceLine*);
std::vector<Definition> compliance_definitions();

struct ComplianceReport {
    ReportHead head;  // its period is the months whose usage tells who is dormant
    std::vector<ComplianceShare> shares;
    std::vector<ComplianceLine> lines;  // by finding, longest first
};
ComplianceReport compliance_report(const View& view, const ReportQuestion& question);
// Without names, counted from another report's book.
std::vector<ComplianceShare> compliance_shares(const View& view, MonthBook& book, Date day);

}  // namespace osaki
