// What the words of each report mean, in its order.
#include "report_tables.hpp"

#include <algorithm>
#include <array>

namespace osaki::cli {

namespace {

std::vector<Definition> figure_definitions() {
    std::vector<ReportFigure> figures;
    for (const auto& name : names<ReportFigure>) figures.push_back(name.value);
    return osaki::definitions_of(figures);
}

}  // namespace

void append(std::vector<Definition>& to, std::vector<Definition> more) {
    for (auto& definition : more) {
        const auto is_same = [&](const Definition& known) {
            return known.figure == definition.figure || std::string_view(known.text.text) == definition.text.text;
        };
        if (std::ranges::none_of(to, is_same)) to.push_back(std::move(definition));
    }
}

std::vector<Definition> definitions_of(const MonthlyReport&) {
    return figure_definitions();
}
std::vector<Definition> definitions_of(const YearlyReport&) {
    auto definitions = figure_definitions();
    append(definitions, year_definitions());
    return definitions;
}
std::vector<Definition> definitions_of(const TrendReport&) {
    return figure_definitions();
}
std::vector<Definition> definitions_of(const ParticipationReport&) {
    constexpr std::array figures{ReportFigure::users};
    auto definitions = participation_definitions();
    append(definitions, osaki::definitions_of(figures));
    return definitions;
}
std::vector<Definition> definitions_of(const RosterReport&) {
    return roster_definitions();
}
std::vector<Definition> definitions_of(const ComplianceReport&) {
    return compliance_definitions();
}
std::vector<Definition> definitions_of(const CommitteeReport&) {
    auto definitions = figure_definitions();
    append(definitions, year_definitions());
    append(definitions, participation_definitions());
    append(definitions, compliance_definitions());
    append(definitions, matter_definitions());
    return definitions;
}

}  // namespace osaki::cli
