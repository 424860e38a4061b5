// A list of a report (offices, months, people with findings) as a table of its page: the columns of its records, put into words.
#include "report_charts.hpp"
#include "report_sections.hpp"
#include "report_words.hpp"

namespace osaki::cli {

namespace {

struct InWords {
    const Wording& wording;
    const ColumnInfo& column;

    std::string labelled(const std::string& token) const {
        return column.codes.empty() ? token : wording.label_of(column.codes, token);
    }

    PageCell operator()(std::monostate) const { return {}; }
    PageCell operator()(bool yes) const { return text_cell(say(wording, yes ? N_("yes") : N_("no"))); }
    PageCell operator()(std::int64_t number) const { return number_cell(number); }
    PageCell operator()(double number) const { return number_cell(number, column.name.ends_with("percent")); }
    PageCell operator()(const std::string& text) const {
        // as on the axis of a chart, which is then drawn from the table
        if (column.name == "month") return text_cell(short_month(wording, parse_month(text, {})));
        return text_cell(labelled(text));
    }
    PageCell operator()(Date day) const { return day_cell(wording, day); }
    PageCell operator()(Timestamp instant) const { return day_cell(wording, date_of(instant)); }
    PageCell operator()(const Label& label) const { return text_cell(wording.translate(label.label)); }
    PageCell operator()(const Message& message) const { return text_cell(to_text(message, wording.translate)); }
    PageCell operator()(const std::vector<std::string>& parts) const {
        std::string text;
        for (const auto& part : parts) text += (text.empty() ? "" : ", ") + labelled(part);
        return text_cell(std::move(text));
    }
};

bool is_number(ColumnType type) {
    return type == ColumnType::integer || type == ColumnType::real;
}

bool says_something(const Table& list, std::size_t column) {
    for (const auto& row : list.rows)
        if (!std::holds_alternative<std::monostate>(row[column])) return true;
    return false;
}

PageTable table_of(const Table& list, const Wording& wording) {
    PageTable table{say(wording, list.label), {}, std::vector<PageRow>(list.rows.size())};
    for (std::size_t c = 0; c < list.columns.size(); ++c) {
        const auto& column = list.columns[c];
        if (column.show == Show::never || !says_something(list, c)) continue;
        table.columns.push_back({say(wording, column.label), is_number(column.type)});
        for (std::size_t r = 0; r < list.rows.size(); ++r)
            table.rows[r].cells.push_back(std::visit(InWords{wording, column}, list.rows[r][c]));
    }
    return table;
}

}  // namespace

PageSection list_section(const ReportParts& parts, const Wording& wording) {
    if (!parts.list || parts.list->rows.empty()) return {};
    PageSection section{say(wording, parts.list->label), {}, {}, {table_of(*parts.list, wording)}};
    for (const auto chart : {&active_chart, &movement_chart, &training_chart, &posts_chart})
        if (auto made = (*chart)(parts, wording)) section.charts.push_back(std::move(*made));
    return section;
}

}  // namespace osaki::cli
