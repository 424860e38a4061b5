#include "report_tables.hpp"

#include "report_marks.hpp"
#include "report_words.hpp"
#include "sparkline.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace osaki::cli {

namespace {

using Names = std::vector<std::string_view>;

std::size_t place_of(const Table& table, std::string_view column) {
    const auto found = std::ranges::find(table.columns, column, &ColumnInfo::name);
    return static_cast<std::size_t>(found - table.columns.begin());
}

bool is_nothing(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

// Those rows that have something in each of `with` and nothing in each of `without`, without the columns that are empty then.
struct Part {
    const char* label;
    Names with = {}, without = {}, columns = {};
};
Table part_of(const Table& table, const Part& part) {
    const auto has = [&](const std::vector<Value>& row, std::string_view column) {
        return !is_nothing(row[place_of(table, column)]);
    };
    std::vector<const std::vector<Value>*> rows;
    for (const auto& row : table.rows) {
        const auto is_there = [&](std::string_view column) { return has(row, column); };
        if (std::ranges::all_of(part.with, is_there) && std::ranges::none_of(part.without, is_there)) rows.push_back(&row);
    }
    Table cut{table.kind, part.label, {}, std::vector<std::vector<Value>>(rows.size())};
    for (const auto column : part.columns) {
        if (std::ranges::none_of(rows, [&](const auto* row) { return has(*row, column); })) continue;
        const auto place = place_of(table, column);
        cut.columns.push_back(table.columns[place]);
        cut.columns.back().show = Show::list;
        for (std::size_t i = 0; i < rows.size(); ++i) cut.rows[i].push_back((*rows[i])[place]);
    }
    return cut;
}

// Numbers of people and things are whole; only shares and averages have a decimal.
void make_whole(Table& table) {
    const auto measure = place_of(table, "measure");
    for (auto& row : table.rows) {
        const auto* label = std::get_if<Label>(&row[measure]);
        if (label->token != "n" && label->token != "of") continue;
        for (auto& value : row)
            if (const auto* real = std::get_if<double>(&value)) value = static_cast<std::int64_t>(*real);
    }
}

const Names month_numbers{"n",          "of",          "percent",          "average",
                          "previous_n", "previous_of", "previous_percent", "previous_average",
                          "year_ago_n", "year_ago_of", "year_ago_percent", "year_ago_average"};
const Names slice_numbers{
    "n",          "of",          "percent",         "average", "previous_n", "previous_of", "previous_percent",
    "year_ago_n", "year_ago_of", "year_ago_percent"};

Names with_first(Names first, const Names& rest) {
    std::ranges::copy(rest, std::back_inserter(first));
    return first;
}

bool is_for_people(Face face) {
    return face == Face::people || face == Face::columns;
}

Table month_table(const std::vector<Figure>& figures, const ReportHead& head, Face face) {
    auto table = table_of(figures);
    if (head.small_cell && is_for_people(face)) mark_blanked(table);
    return table;
}

std::vector<Table> month_sections(const Table& all) {
    return {
        part_of(all, {N_("figures"), {}, {"office_type", "profession", "group_kind"}, with_first({"figure"}, month_numbers)}),
        part_of(all, {N_("by kind of group"), {"group_kind"}, {}, with_first({"figure", "group_kind"}, slice_numbers)}),
        part_of(all,
                {N_("by office type"), {"office_type"}, {"profession"}, with_first({"figure", "office_type"}, slice_numbers)}),
        part_of(all, {N_("by profession"), {"profession"}, {"office_type"}, with_first({"figure", "profession"}, slice_numbers)}),
        part_of(all, {N_("by office type and profession"),
                      {"office_type", "profession"},
                      {},
                      with_first({"figure", "office_type", "profession"}, slice_numbers)})};
}

Table year_table(const std::vector<YearFigure>& figures, const ReportHead& head, Face face) {
    auto table = table_of(figures);
    make_whole(table);
    if (head.small_cell && is_for_people(face)) mark_blanked(table);
    return table;
}

std::vector<Table> year_sections(const Table& all, std::optional<ReportBy> by) {
    const Names months{"measure", "apr", "may", "jun", "jul", "aug",  "sep",           "oct",
                       "nov",     "dec", "jan", "feb", "mar", "year", "previous_year", "change"};
    std::vector<Table> tables{
        part_of(all, {N_("figures by month"), {}, {"office_type", "profession"}, with_first({"figure", "group_kind"}, months)})};
    if (by == ReportBy::office_type)
        tables.push_back(
            part_of(all, {N_("by office type"), {"office_type"}, {"profession"}, with_first({"figure", "office_type"}, months)}));
    if (by == ReportBy::profession)
        tables.push_back(
            part_of(all, {N_("by profession"), {"profession"}, {"office_type"}, with_first({"figure", "profession"}, months)}));
    return tables;
}

// One figure over the months, for people alone.
struct Spark {
    ReportFigure figure = ReportFigure::users;
    YearMeasure measure = YearMeasure::n;
    std::string shape = {};
    std::optional<double> first = {}, newest = {}, least = {}, most = {};
};
constexpr Column<Spark> spark_columns[] = {
    column<&Spark::figure>("figure", N_("Figure")), column<&Spark::measure>("measure", N_("Quantity")),
    column<&Spark::shape>("trend", N_("Trend")),    column<&Spark::first>("first", N_("First")),
    column<&Spark::newest>("newest", N_("Newest")), column<&Spark::least>("least", N_("Least")),
    column<&Spark::most>("most", N_("Most")),
};
const Description<Spark>& describe(const Spark*) {
    static constexpr Description<Spark> description{"sparkline", N_("trend"), spark_columns};
    return description;
}

Spark spark_of(const std::vector<TrendMonth>& months, ReportFigure figure, YearMeasure measure) {
    const auto members = trend_members();
    const auto member = std::ranges::find(members, figure, &TrendMember::figure);
    std::vector<std::optional<double>> values;
    for (const auto& month : months) {
        const auto n = member->n ? month.*(member->n) : std::nullopt;
        values.push_back(measure != YearMeasure::n ? month.*(member->ratio)
                         : n                       ? std::optional(static_cast<double>(*n))
                                                   : std::nullopt);
    }
    Spark spark{figure, measure, sparkline(values)};
    for (const auto& value : values) {
        if (!value) continue;
        spark.first = spark.first.value_or(*value);
        spark.newest = value;
        spark.least = std::min(spark.least.value_or(*value), *value);
        spark.most = std::max(spark.most.value_or(*value), *value);
    }
    return spark;
}

Table sparks_of(const std::vector<TrendMonth>& months) {
    using enum ReportFigure;
    std::vector<Spark> sparks;
    for (const auto figure : {offices, users, joined, left, active, posts, groups})
        sparks.push_back(spark_of(months, figure, YearMeasure::n));
    sparks.push_back(spark_of(months, posts_per_active, YearMeasure::average));
    for (const auto figure : {active, trained, acknowledged}) sparks.push_back(spark_of(months, figure, YearMeasure::percent));
    std::erase_if(sparks, [](const Spark& spark) { return !spark.newest; });
    auto table = table_of(sparks);
    make_whole(table);
    return table;
}

void drop_empty_lists(Table& table) {
    for (auto& row : table.rows)
        for (auto& value : row)
            if (const auto* parts = std::get_if<std::vector<std::string>>(&value); parts && parts->empty()) value = {};
}

// On a screen a column says something.
Table for_screen(const Table& table) {
    Part part{table.label};
    for (const auto& column : table.columns)
        if (column.show == Show::list) part.columns.push_back(column.name);
    return part_of(table, part);
}

Table participation_table(const std::vector<Participation>& rows, const ReportHead& head, Face face) {
    auto table = table_of(rows);
    if (!is_for_people(face)) return table;
    name_totals(table, "office_type");
    // the number of users is always known; it is empty only where it was blanked
    if (head.small_cell)
        for (auto& row : table.rows)
            if (auto& users = row[place_of(table, "users")]; is_nothing(users)) users = std::string(blanked);
    return face == Face::people ? for_screen(table) : table;
}

Table matter_table(const std::vector<Matter>& rows, Face face) {
    auto table = table_of(rows);
    if (is_for_people(face)) name_totals(table, "kind");
    return face == Face::people ? for_screen(table) : table;
}

std::vector<Table> month_tables(const std::vector<Figure>& figures, const ReportHead& head, Face face) {
    auto table = month_table(figures, head, face);
    return face == Face::people ? month_sections(table) : std::vector{std::move(table)};
}

std::vector<Table> year_tables(const std::vector<YearFigure>& figures, const ReportHead& head, Face face) {
    auto table = year_table(figures, head, face);
    return face == Face::people ? year_sections(table, head.by) : std::vector{std::move(table)};
}

template <class Report>
std::vector<Table> framed(const Report& report, std::vector<Table> tables, Face face) {
    if (face == Face::csv) return tables;
    tables.insert(tables.begin(), table_of<ReportHead>({report.head}, true));
    if (face == Face::people) drop_empty_lists(tables.front());
    tables.push_back(table_of(definitions_of(report)));
    return tables;
}

}  // namespace

std::vector<Table> tables_of(const MonthlyReport& report, Face face) {
    return framed(report, month_tables(report.figures, report.head, face), face);
}

std::vector<Table> tables_of(const YearlyReport& report, Face face) {
    return framed(report, year_tables(report.figures, report.head, face), face);
}

std::vector<Table> tables_of(const TrendReport& report, Face face) {
    std::vector<Table> tables{face == Face::people ? for_screen(table_of(report.months)) : table_of(report.months)};
    if (face == Face::people && !report.head.by) tables.insert(tables.begin(), sparks_of(report.months));
    return framed(report, std::move(tables), face);
}

std::vector<Table> tables_of(const ParticipationReport& report, Face face) {
    return framed(report, {participation_table(report.rows, report.head, face)}, face);
}

std::vector<Table> tables_of(const RosterReport& report, Face face) {
    return framed(report, {table_of(report.offices)}, face);
}

std::vector<Table> tables_of(const ComplianceReport& report, Face face) {
    std::vector<Table> tables{table_of(report.lines)};
    if (face != Face::csv) tables.insert(tables.begin(), table_of(report.shares));
    return framed(report, std::move(tables), face);
}

std::vector<Table> tables_of(const CommitteeReport& report, Face face) {
    auto tables = year_tables(report.year, report.head, face);
    if (face == Face::csv) return tables;
    std::ranges::move(month_tables(report.figures, report.head, face), std::back_inserter(tables));
    tables.insert(tables.end(), {participation_table(report.participation, report.head, face), table_of(report.compliance),
                                 matter_table(report.matters, face)});
    return framed(report, std::move(tables), face);
}

}  // namespace osaki::cli
