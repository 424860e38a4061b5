// The fiscal year as a table of twelve months.
#include "report_sections.hpp"
#include "report_words.hpp"

#include <algorithm>

namespace osaki::cli {

namespace {

// Numbers of people and things; only shares and averages have a decimal.
bool is_whole(YearMeasure measure) {
    return measure == YearMeasure::n || measure == YearMeasure::of;
}

PageCell year_cell(std::optional<double> value, YearMeasure measure) {
    if (!is_whole(measure)) return number_cell(value, measure == YearMeasure::percent);
    return number_cell(value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt);
}

PageCell change_cell(const Wording& wording, const YearFigure& figure) {
    if (!figure.change) return {};
    const auto tenths = static_cast<std::int64_t>(*figure.change * 10 + (*figure.change < 0 ? -0.5 : 0.5));
    const auto size = static_cast<double>(std::abs(tenths)) / 10;
    auto text = is_whole(figure.measure) ? grouped(static_cast<std::int64_t>(size)) : decimal(size);
    text = tenths == 0 ? "±0" : (tenths < 0 ? "-" : "+") + text;
    if (figure.measure == YearMeasure::percent) text = say(wording, N_("{} pt"), text);
    return {text, figure.change, is_whole(figure.measure) ? 0 : 1};
}

// whole: of a slice, when --small-cell blanked some; it lacks only what was taken away where its whole is known.
PageRow year_row(const Wording& wording, const YearFigure& figure, std::string name, const YearFigure* whole = nullptr) {
    PageRow row{{text_cell(std::move(name))}};
    const auto add = [&](std::optional<double> YearFigure::*member) {
        const bool is_blanked = whole && whole->*member && !(figure.*member);
        row.cells.push_back(is_blanked ? text_cell(blanked) : year_cell(figure.*member, figure.measure));
    };
    for (const auto month : year_months) add(month);
    add(&YearFigure::year);
    add(&YearFigure::previous_year);
    row.cells.push_back(change_cell(wording, figure));
    return row;
}

PageTable empty_table(const Wording& wording, std::string caption) {
    PageTable table{std::move(caption), {{say(wording, N_("Figure")), false}}, {}};
    for (const auto* heading : {N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
                                N_("Jan"), N_("Feb"), N_("Mar"), N_("Year"), N_("Year before"), N_("Change")})
        table.columns.push_back({say(wording, heading), true});
    return table;
}

// Of a share n, N and its percentage; of an average only what it is.
std::string name_of(const Wording& wording, const YearFigure& figure) {
    const auto name = label(wording, figure.figure);
    if (form_of(figure.figure) != FigureForm::share) return name;
    return name + " (" + label(wording, figure.measure) + ')';
}

bool is_whole(const YearFigure& figure) {
    return figure.office_type.empty() && figure.profession.empty() && figure.group_kind.empty();
}

// Of the slices that were asked for: users and active users, one table each.
void add_slices(PageSection& section, const ReportParts& parts, const Wording& wording, ReportFigure kind) {
    const bool by_type = parts.head.by == ReportBy::office_type;
    auto table =
        empty_table(wording, label(wording, kind) + ' ' + say(wording, by_type ? N_("by office type") : N_("by profession")));
    const auto whole = std::ranges::find_if(parts.months, [&](const YearFigure& figure) {
        return figure.figure == kind && figure.measure == YearMeasure::n && is_whole(figure);
    });
    const auto* blanking = parts.head.small_cell && whole != parts.months.end() ? &*whole : nullptr;
    for (const auto& figure : parts.months) {
        const auto& token = by_type ? figure.office_type : figure.profession;
        const auto& other = by_type ? figure.profession : figure.office_type;
        if (figure.figure != kind || figure.measure != YearMeasure::n || token.empty() || !other.empty()) continue;
        auto name = wording.label_of(by_type ? "office_type" : "profession", token);
        table.rows.push_back(year_row(wording, figure, std::move(name), blanking));
    }
    if (!table.rows.empty()) section.tables.push_back(std::move(table));
}

}  // namespace

PageSection year_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("the year by months"))};
    auto table = empty_table(wording, say(wording, N_("figures of {}"), spoken(wording, parts.year)));
    for (const auto& figure : parts.months)
        if (is_whole(figure)) table.rows.push_back(year_row(wording, figure, name_of(wording, figure)));
    if (!table.rows.empty()) section.tables.push_back(std::move(table));
    if (parts.head.by)
        for (const auto kind : {ReportFigure::users, ReportFigure::active, ReportFigure::joined, ReportFigure::left})
            add_slices(section, parts, wording, kind);
    return section;
}

}  // namespace osaki::cli
