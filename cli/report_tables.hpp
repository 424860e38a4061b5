// Reports as tables: whole for scripts, cut into sections for people.
#pragma once

#include "command.hpp"
#include "osaki/domain/report_condition.hpp"

#include <vector>

namespace osaki::cli {

// people: on a screen. columns: there too, those that --fields names. csv: the one table that a list is made of. all: everything,
// for JSON, NDJSON and XLSX.
enum class Face { people, columns, csv, all };

std::vector<Table> tables_of(const MonthlyReport& report, Face face);
std::vector<Table> tables_of(const YearlyReport& report, Face face);
std::vector<Table> tables_of(const TrendReport& report, Face face);
std::vector<Table> tables_of(const ParticipationReport& report, Face face);
std::vector<Table> tables_of(const RosterReport& report, Face face);
std::vector<Table> tables_of(const ComplianceReport& report, Face face);
std::vector<Table> tables_of(const CommitteeReport& report, Face face);

// Those that are not said yet, by word or by meaning.
void append(std::vector<Definition>& to, std::vector<Definition> more);
// What the words of a report mean, in its order.
std::vector<Definition> definitions_of(const MonthlyReport& report);
std::vector<Definition> definitions_of(const YearlyReport& report);
std::vector<Definition> definitions_of(const TrendReport& report);
std::vector<Definition> definitions_of(const ParticipationReport& report);
std::vector<Definition> definitions_of(const RosterReport& report);
std::vector<Definition> definitions_of(const ComplianceReport& report);
std::vector<Definition> definitions_of(const CommitteeReport& report);

}  // namespace osaki::cli
