// What each figure means, in words that stand in every report.
#include "osaki/domain/report.hpp"

namespace osaki {

namespace {

constexpr Column<Definition> definition_columns[] = {
    column<&Definition::figure>("figure", N_("Figure")).required().coded("report"),
    column<&Definition::text>("text", N_("Meaning")).required(),
};

const char* text_of(ReportFigure figure) {
    switch (figure) {
        case ReportFigure::offices:
            return N_("offices in the register that are open on the day, the secretariat's own not counted");
        case ReportFigure::users:
            return N_("people in the register on the day who have not left; of several offices the first they came to counts");
        case ReportFigure::holders:
            return N_("registered users who were given an ID");
        case ReportFigure::joined:
            return N_("people who came into the register in the period, or came back");
        case ReportFigure::left:
            return N_("people whose departure was completed in the period");
        case ReportFigure::net:
            return N_("joined less departed");
        case ReportFigure::active:
            return N_("registered users of the day with a login in the month; N: registered users of the day");
        case ReportFigure::login_days:
            return N_(
                "days of the month on which each user logged in, added up; days are not logins; from the figures by user, else "
                "those by office, else those of the network");
        case ReportFigure::logins:
            return N_("logins in the month; from the figures by user, else those by office, else those of the network");
        case ReportFigure::posts:
            return N_("messages posted in the month; from the figures by user, else those by office, else those of the network");
        case ReportFigure::posts_per_active:
            return N_(
                "messages posted in the month divided by the active users; where they are not known by user, all of the network "
                "are divided");
        case ReportFigure::reads:
            return N_("messages read in the month; from the figures by user, else those by office, else those of the network");
        case ReportFigure::files:
            return N_("files attached in the month; from the figures by user, else those by office, else those of the network");
        case ReportFigure::groups:
            return N_("groups that are open on the day");
        case ReportFigure::groups_without_owner:
            return N_("open groups none of whose owners is registered or active on the day; N: open groups");
        case ReportFigure::trained:
            return N_("users with an ID whose initial training holds on the day; N: users with an ID");
        case ReportFigure::acknowledged:
            return N_("users with an ID who acknowledged every policy and rules in force on the day; N: users with an ID");
        case ReportFigure::departures_open:
            return N_("departures received by the day and not completed");
        case ReportFigure::residual:
            return N_("accounts that remain in MCS because their holder could not delete them");
    }
    return "";
}

}  // namespace

const Description<Definition>& describe(const Definition*) {
    static constexpr Description<Definition> description{"definition", N_("what the figures mean"), definition_columns};
    return description;
}

std::vector<Definition> definitions_of(std::span<const ReportFigure> figures) {
    std::vector<Definition> definitions;
    for (const auto figure : figures) definitions.push_back(definition_of(figure, text_of(figure)));
    return definitions;
}

}  // namespace osaki
