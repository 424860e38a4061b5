#include "report_page.hpp"

#include "report_sections.hpp"
#include "report_words.hpp"

#include <algorithm>

namespace osaki::cli {

namespace {

using enum ReportFigure;

bool is_of_year(const ReportParts& parts) {
    return parts.head.report == ReportKind::yearly || parts.head.report == ReportKind::committee;
}

std::string span_of(const ReportParts& parts, const Wording& wording) {
    const auto& head = parts.head;
    switch (head.report) {
        case ReportKind::yearly:
        case ReportKind::committee:
            return spoken(wording, parts.year);
        case ReportKind::trend:
            return say(wording, N_("{} to {}"), spoken(wording, month_of(head.from)), spoken(wording, month_of(head.to)));
        case ReportKind::participation:
        case ReportKind::compliance:
            return spoken(wording, head.day);
        case ReportKind::monthly:
        case ReportKind::roster:
            return spoken(wording, parts.month);
    }
    return {};
}

std::string title_of(const ReportParts& parts, const Wording& wording) {
    const auto period = span_of(parts, wording);
    return say(wording, N_("{}, {}"), Argument{name_of(parts.head.report).label, true}, period);
}

std::vector<PageFact> facts_of(const ReportParts& parts, const Wording& wording) {
    const auto& head = parts.head;
    std::vector<PageFact> facts;
    const auto add = [&](const char* label, std::string text) { facts.push_back({say(wording, label), std::move(text)}); };
    add(N_("Period"), say(wording, N_("{} to {}"), spoken(wording, head.from), spoken(wording, head.to)));
    add(N_("Register as of"), spoken(wording, head.day));
    if (head.closed)
        add(N_("Month closed"), say(wording, *head.closed ? N_("yes, the figures are as they were reported")
                                                          : N_("no, the figures may still be corrected")));
    if (!head.without_usage.empty()) add(N_("No usage loaded"), spoken(wording, head.without_usage));
    if (head.directory_on) add(N_("Directory as of"), spoken(wording, *head.directory_on));
    return facts;
}

std::string note_of(const Wording& wording, const Figure& figure) {
    const auto form = form_of(figure.figure);
    const Amount now{figure.n, figure.of};
    const auto month = difference(wording, form, now, {figure.previous_n, figure.previous_of});
    const auto year = difference(wording, form, now, {figure.year_ago_n, figure.year_ago_of});
    if (!month.empty() && !year.empty()) return say(wording, N_("{} on the month before, {} on a year ago"), month, year);
    if (!month.empty()) return say(wording, N_("{} on the month before"), month);
    if (!year.empty()) return say(wording, N_("{} on a year ago"), year);
    return {};
}

std::vector<KeyFigure> key_figures_of(const ReportParts& parts, const Wording& wording) {
    std::vector<KeyFigure> key_figures;
    for (const auto kind : {offices, users, active, posts_per_active, trained, acknowledged, groups_without_owner}) {
        const auto* figure = whole_figure(parts, kind);
        if (!figure) continue;
        const auto text = written(form_of(kind), {figure->n, figure->of});
        key_figures.push_back(
            {label(wording, kind), text.empty() ? say(wording, N_("not known")) : text, note_of(wording, *figure)});
    }
    if (parts.participation.empty()) return key_figures;
    const auto& all = parts.participation.back();
    if (all.percent)
        key_figures.push_back({say(wording, N_("participation")), written(FigureForm::share, {all.covered, all.facilities}), {}});
    return key_figures;
}

std::vector<PageSection> sections_of(const ReportParts& parts, const Wording& wording) {
    if (parts.list) {
        std::vector<PageSection> sections{compliance_section(parts, wording), list_section(parts, wording)};
        std::erase_if(sections, [](const PageSection& section) { return section.tables.empty(); });
        return sections;
    }
    std::vector<PageSection> sections{
        summary_section(parts, wording), year_section(parts, wording),          people_section(parts, wording),
        usage_section(parts, wording),   participation_section(parts, wording), training_section(parts, wording),
        groups_section(parts, wording),  compliance_section(parts, wording),    matters_section(parts, wording)};
    // the year is what a report of a year begins with
    if (is_of_year(parts)) std::swap(sections[0], sections[1]);
    std::erase_if(sections, [](const PageSection& section) { return section.charts.empty() && section.tables.empty(); });
    return sections;
}

}  // namespace

ReportPage page_of(const ReportParts& parts, const Wording& wording) {
    ReportPage page;
    page.language = wording.language;
    page.title = title_of(parts, wording);
    page.network = parts.head.network;
    page.facts = facts_of(parts, wording);
    page.key_figures = key_figures_of(parts, wording);
    page.sections = sections_of(parts, wording);
    page.definitions_heading = say(wording, N_("what the figures mean"));
    for (const auto& definition : parts.definitions)
        page.definitions.push_back({wording.label_of("report", definition.figure), to_text(definition.text, wording.translate)});
    page.page_words = say(wording, N_("{{}} / {{}}"));
    page.no_data = say(wording, N_("no data"));
    page.created = wording.now;
    return page;
}

}  // namespace osaki::cli
