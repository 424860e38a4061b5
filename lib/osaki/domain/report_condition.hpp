// Conditions that a script puts to a report (--fail-on): `untrained`, `untrained>3`, `trained<80`.
#pragma once

#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/report_roster.hpp"
#include "osaki/domain/report_trend.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Comparison { at_least, at_most, not_equal, more, less, equal };
constexpr std::array<Name<Comparison>, 6> names_of(Comparison) {
    return {{{Comparison::at_least, ">=", N_("at least"), {}},
             {Comparison::at_most, "<=", N_("at most"), {}},
             {Comparison::not_equal, "!=", N_("not"), {}},
             {Comparison::more, ">", N_("more than"), {}},
             {Comparison::less, "<", N_("less than"), {}},
             {Comparison::equal, "=", N_("exactly"), {}}}};
}

// Without a comparison: whether n is more than 0. With % the share is compared, whatever the word usually means.
struct ReportCondition {
    std::string word = {};
    Comparison comparison = Comparison::more;
    std::int64_t tenths = 0;
    bool is_percent = false;
    bool is_bare = false;  // no comparison was said
};
// Pure. Code::usage for what is no condition.
ReportCondition parse_report_condition(std::string_view text);

// What a word of a report stands for: what is compared (percent of a share, else n or an average), the percentage there is, and
// n.
struct Fact {
    std::string_view word;
    const char* label = "";
    std::optional<double> value = {};
    std::optional<double> percent = {};
    std::optional<double> n = {};
    bool is_share = false;
};
// Pure. Nothing when the figure is not known. Code::usage for a word that is none of the facts, suggesting the nearest.
struct Judgement {
    std::optional<bool> holds;
    Message text;  // which, and by how much; or that it is not known
};
Judgement judge(const ReportCondition& condition, std::span<const Fact> facts);

// Pure: what may be asked of each report, of the network as a whole.
std::vector<Fact> facts_of(const std::vector<Figure>& figures);
std::vector<Fact> facts_of(const std::vector<YearFigure>& figures);  // the column of the year
std::vector<Fact> facts_of(const TrendMonth& month);
std::vector<Fact> facts_of(const std::vector<Participation>& rows);
std::vector<Fact> facts_of(const std::vector<RosterOffice>& offices);
std::vector<Fact> facts_of(const std::vector<ComplianceShare>& shares);
std::vector<Fact> facts_of(const CommitteeReport& report);

}  // namespace osaki
