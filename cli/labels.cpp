#include "labels.hpp"

#include "osaki/domain/attendance.hpp"
#include "osaki/domain/codes.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/report_roster.hpp"
#include "osaki/domain/review_report.hpp"
#include "osaki/domain/search.hpp"
#include "osaki/domain/usage.hpp"

#include <algorithm>

namespace osaki::cli {

namespace {

template <Named E>
const char* label_of_token(std::string_view token) {
    for (const auto& name : names<E>)
        if (name.token == token) return name.label;
    return nullptr;
}

template <Named... E>
const char* label_of_any(std::string_view token) {
    const char* label = nullptr;
    ((label = label ? label : label_of_token<E>(token)), ...);
    return label;
}

std::string open_labels(std::string_view text, Translate translate) {
    std::string labels;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find_first_of(",;", from), text.size());
        const auto part = std::string(text.substr(from, end - from));
        const auto* label = label_of_any<Gate, DepartureStep, ReviewRole>(part);
        labels += (labels.empty() ? "" : ", ") + (label ? std::string(translate(label)) : part);
        from = end + 1;
    }
    return labels;
}

// A kind, a step, a result, a measure or an answer, with what stands behind it; anything else as it is.
std::string story_label(std::string_view text, Translate translate) {
    const auto end = std::min(text.find(": "), text.size());
    const auto* label =
        label_of_any<ApplicationKind, DepartureStep, Attended, Measure, Outcome, ReviewAnswer>(text.substr(0, end));
    return label ? translate(label) + std::string(text.substr(end)) : std::string(text);
}

template <class R>
const char* heading(std::string_view field) {
    for (const auto& column : description<R>().columns)
        if (column.name == field && column.show != Show::never) return column.label;
    return nullptr;
}

}  // namespace

std::optional<std::string> built_in_label(std::string_view codes, std::string_view token, Translate translate) {
    if (codes == "open") return open_labels(token, translate);
    if (codes == "role") {
        const auto* label = label_of_token<Role>(token);
        return label ? std::string(translate(label)) : std::string(token);
    }
    if (codes == "matched") {
        const auto* label = label_of_token<MatchedBy>(token);
        return label ? std::string(translate(label)) : std::string(token);
    }
    if (codes == "field") {
        const auto* label = heading<User>(token);
        return label ? std::string(translate(label)) : std::string(token);
    }
    if (codes == "clause") {
        for (const auto* clause :
             {N_("art. 8-2(1)"), N_("art. 8-2(2)"), N_("art. 5, 6"), N_("art. 9"), N_("art. 11 (damages)"), N_("art. 7-2"),
              N_("art. 11 (guidance) 1"), N_("art. 11 (guidance) 2"), N_("art. 8-2(4)"), N_("art. 8-2(5)")})
            if (token == clause) return translate(clause);
        return std::string(token);
    }
    if (codes == "office_type") return token == "none" ? std::optional<std::string>(translate(N_("no office"))) : std::nullopt;
    const auto* label =
        codes == "report"
            ? label_of_any<ReportFigure, YearTotal, ParticipationFigure, RosterFigure, ComplianceFinding, MatterKind>(token)
        : codes == "matter"     ? label_of_any<Measure, IncidentKind, DecisionKind, ReviewScope, DepartureEnd>(token)
        : codes == "group_kind" ? label_of_token<GroupKind>(token)
        : codes == "metric"     ? label_of_token<Metric>(token)
                                : nullptr;
    if (label) return translate(label);
    if (codes == "story") return story_label(token, translate);
    if (codes == "source") return token == "built in" ? std::string(translate(N_("built in"))) : std::string(token);
    return std::nullopt;
}

Table coded_table(Table table, std::string_view column, std::string_view codes) {
    for (auto& info : table.columns)
        if (info.name == column) info.codes = codes;
    return table;
}

const char* label_of_field(const Fault& fault) {
    const auto field = fault.field;
    // the gate mail is no mail address
    if (fault.code.starts_with("E_GATE_")) return label_of_token<Gate>(field);
    for (const auto* label : {heading<Application>(field), heading<User>(field), heading<Office>(field), heading<Service>(field),
                              heading<Group>(field)})
        if (label) return label;
    return nullptr;
}

}  // namespace osaki::cli
