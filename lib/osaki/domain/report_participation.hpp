// Who of the area takes part (参加率): registered offices beside all facilities of that type in the directory.
#pragma once

#include "osaki/domain/report_amounts.hpp"

#include <array>

namespace osaki {

enum class ParticipationFigure { registered, facilities, covered, active_offices };
constexpr std::array<Name<ParticipationFigure>, 4> names_of(ParticipationFigure) {
    return {{{ParticipationFigure::registered, "registered", N_("registered offices"), "登録事業所"},
             {ParticipationFigure::facilities, "facilities", N_("facilities of the area"), "圏域の事業所"},
             {ParticipationFigure::covered, "covered", N_("facilities that take part"), "参加事業所"},
             {ParticipationFigure::active_offices, "active_offices", N_("offices in use"), "利用中の事業所"}}};
}

// One office type; all of them together where none is said.
struct Participation {
    std::string office_type = {};
    std::int64_t registered = 0;
    std::optional<std::int64_t> facilities = {}, covered = {};  // nothing while the directory has no row of the type
    std::optional<double> percent = {};                         // covered of facilities
    std::optional<std::int64_t> previous_registered = {}, year_ago_registered = {};
    std::optional<std::int64_t> active_offices = {};
    std::optional<double> active_percent = {};  // of registered
    std::optional<std::int64_t> users = 0;      // nothing: blanked, too few
};
const Description<Participation>& describe(const Participation*);
std::vector<Definition> participation_definitions();

struct ParticipationReport {
    ReportHead head;                  // its period is the month whose usage counts: the last that was over on the day
    std::vector<Participation> rows;  // as the code list has the types, then all of them
};
ParticipationReport participation_report(const View& view, const ReportQuestion& question);
// The same as part of another report, counted from its book.
std::vector<Participation> participation_on(const View& view, MonthBook& book, Date day, const ReportQuestion& question);

// Pure: the last month that was over on the day, the day itself counted.
Month month_over(Date day);

}  // namespace osaki
