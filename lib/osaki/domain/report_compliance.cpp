#include "osaki/domain/report_compliance.hpp"

#include "osaki/domain/report_findings.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <iterator>

namespace osaki {

namespace {

constexpr Column<ComplianceShare> share_columns[] = {
    column<&ComplianceShare::finding>("finding", N_("Finding")),
    column<&ComplianceShare::n>("n", N_("n")),
    column<&ComplianceShare::of>("of", N_("N")),
    column<&ComplianceShare::percent>("percent", N_("%")),
};

constexpr Column<ComplianceLine> line_columns[] = {
    column<&ComplianceLine::finding>("finding", N_("Finding")),
    column<&ComplianceLine::user_id>("user_id", N_("User")),
    column<&ComplianceLine::name>("name", N_("Name")),
    column<&ComplianceLine::offices>("offices", N_("Offices")),
    column<&ComplianceLine::open>("open", N_("Open")).coded("open"),
    column<&ComplianceLine::since>("since", N_("Since")),
    column<&ComplianceLine::days>("days", N_("Days")),
    column<&ComplianceLine::command>("command", N_("Command")),
};

Found found(Inspection& inspection, ComplianceFinding finding) {
    switch (finding) {
        case ComplianceFinding::untrained:
            return find_untrained(inspection);
        case ComplianceFinding::annual_overdue:
            return find_annual_overdue(inspection);
        case ComplianceFinding::unacknowledged:
            return find_unacknowledged(inspection);
        case ComplianceFinding::dormant:
            return find_dormant(inspection);
        case ComplianceFinding::review_overdue:
            return find_review_overdue(inspection);
        case ComplianceFinding::unconfirmed:
            return find_unconfirmed(inspection);
        case ComplianceFinding::departure_overdue:
            return find_departure_overdue(inspection);
        case ComplianceFinding::no_gate:
            return find_ungated(inspection);
        case ComplianceFinding::suspended_overdue:
            return find_suspended_overdue(inspection);
    }
    return {};
}

ComplianceShare share_of(ComplianceFinding finding, const Found& found) {
    ComplianceShare share{finding};
    if (!found.is_known) return share;
    const auto n = static_cast<std::int64_t>(found.lines.size());
    return {finding, n, found.of, percent_of({n, found.of})};
}

const char* text_of(ComplianceFinding finding) {
    using enum ComplianceFinding;
    switch (finding) {
        case untrained:
            return N_("users with an ID whose initial training does not hold on the day; N: users with an ID");
        case annual_overdue:
            return N_(
                "users with an ID whose annual training does not hold on the day, usually since the fiscal year began; N: "
                "users with an ID");
        case unacknowledged:
            return N_(
                "users with an ID who have not acknowledged every policy and rules in force on the day; N: users with an ID");
        case dormant:
            return N_(
                "active users who have held an ID for 45 days and of whom no login is known in the months that overlap these; N: "
                "active users who have held an ID for 45 days");
        case review_overdue:
            return N_(
                "users whom no review has confirmed in time, as a member, an office admin or a group owner; N: users whom a "
                "review asks about");
        case unconfirmed:
            return N_(
                "users whose first password has run out and who are not known to have changed it; N: users who were given "
                "one, neither suspended nor leaving");
        case departure_overdue:
            return N_(
                "open departures in which no step was done for more than a day; a step that cannot be done counts as settled on "
                "earlier days too; N: open departures");
        case no_gate:
            return N_(
                "users with an ID from the ledger taken over who have not passed a gate that is asked for today; N: users "
                "with an ID from the ledger");
        case suspended_overdue:
            return N_(
                "suspended users whose suspension was to end by the day; of a suspension that has ended since, the day is no "
                "longer known; N: suspended users");
    }
    return "";
}

}  // namespace

const Description<ComplianceShare>& describe(const ComplianceShare*) {
    static constexpr Description<ComplianceShare> description{"compliance", N_("compliance"), share_columns};
    return description;
}
const Description<ComplianceLine>& describe(const ComplianceLine*) {
    static constexpr Description<ComplianceLine> description{"compliance_finding", N_("findings"), line_columns};
    return description;
}

std::vector<Definition> compliance_definitions() {
    std::vector<Definition> definitions;
    for (const auto& name : names<ComplianceFinding>) definitions.push_back(definition_of(name.value, text_of(name.value)));
    return definitions;
}

ComplianceLine compliance_line(const Inspection& inspection, ComplianceFinding finding, UserId user, std::optional<Date> since) {
    ComplianceLine line;
    line.finding = finding;
    line.user_id = user;
    line.since = since;
    if (since) line.days = std::max(0, inspection.day - *since);
    sql::Statement row(inspection.view,
                       "SELECT name, (SELECT group_concat(o.name, ', ') FROM membership m JOIN office o USING (office_id) WHERE"
                       " m.user_id = u.user_id AND m.since <= ?2 AND (m.until IS NULL OR m.until > ?2)) FROM user u"
                       " WHERE user_id = ?1");
    sql::bind_all(row, user, inspection.day);
    if (!row.step()) return line;
    detail::Member<std::string>::set(line.name, row.cell(0));
    detail::Member<std::string>::set(line.offices, row.cell(1));
    return line;
}

ComplianceReport compliance_report(const View& view, const ReportQuestion& question) {
    const auto day = question.day.value_or(view.today());
    MonthBook book(view);
    Inspection inspection{view, book, day, get_profile(view)};
    ComplianceReport report{report_head(view, ReportKind::compliance, dormancy(day), day, question), {}, {}};
    // what runs on is loaded when it is over
    if (day < last_day(month_of(day))) std::erase(report.head.without_usage, to_text(month_of(day)));
    for (const auto& name : names<ComplianceFinding>) {
        auto one = found(inspection, name.value);
        report.shares.push_back(share_of(name.value, one));
        std::ranges::stable_sort(one.lines, {}, [](const ComplianceLine& line) { return -line.days.value_or(0); });
        std::ranges::move(one.lines, std::back_inserter(report.lines));
    }
    return report;
}

std::vector<ComplianceShare> compliance_shares(const View& view, MonthBook& book, Date day) {
    Inspection inspection{view, book, day, get_profile(view)};
    std::vector<ComplianceShare> shares;
    for (const auto& name : names<ComplianceFinding>) shares.push_back(share_of(name.value, found(inspection, name.value)));
    return shares;
}

}  // namespace osaki
