#include "report_sections.hpp"

#include "report_charts.hpp"
#include "report_words.hpp"

#include <algorithm>
#include <array>

namespace osaki::cli {

namespace {

using enum ReportFigure;

constexpr std::size_t most_columns = 24;  // of a cross table, so that it fits a sheet of paper

PageColumn named(std::string heading) {
    return {std::move(heading), false};
}
PageColumn numbered(std::string heading) {
    return {std::move(heading), true};
}

Amount now_of(const Figure& figure) {
    return {figure.n, figure.of};
}

struct Names {
    std::string office_type = {}, profession = {}, group_kind = {};
    bool operator==(const Names&) const = default;
};
Names names_of(const Figure& figure) {
    return {figure.office_type, figure.profession, figure.group_kind};
}

const Figure* find_figure(const ReportParts& parts, ReportFigure kind, const Names& names) {
    const auto found = std::ranges::find_if(
        parts.figures, [&](const Figure& figure) { return figure.figure == kind && names_of(figure) == names; });
    return found == parts.figures.end() ? nullptr : &*found;
}

// What a known figure has no row of is nobody, not something unknown.
PageCell cell_of(const ReportParts& parts, ReportFigure kind, const Names& names) {
    if (const auto* figure = find_figure(parts, kind, names))
        return amount_cell(form_of(kind), now_of(*figure), figure->suppressed);
    const auto* whole = find_figure(parts, kind, {});
    return whole && whole->n ? amount_cell(form_of(kind), {0, 0}, false) : PageCell{};
}

void add(PageSection& section, std::optional<Chart> chart) {
    if (chart) section.charts.push_back(std::move(*chart));
}

void add(PageSection& section, PageTable table) {
    if (!table.rows.empty()) section.tables.push_back(std::move(table));
}

// The tokens that the figures have in one of their slices, in their order.
std::vector<std::string> tokens_in(const ReportParts& parts, std::string Figure::*member) {
    std::vector<std::string> tokens;
    for (const auto& figure : parts.figures)
        if (const auto& token = figure.*member; !token.empty() && std::ranges::find(tokens, token) == tokens.end())
            tokens.push_back(token);
    return tokens;
}

Names slice_of(std::string Figure::*member, const std::string& token) {
    if (member == &Figure::office_type) return {token, {}, {}};
    if (member == &Figure::profession) return {{}, token, {}};
    return {{}, {}, token};
}

// A row for each slice, a column for each figure, and all of them last.
struct Sliced {
    const char* caption;
    std::string Figure::*member;
    std::string_view codes;
    std::vector<ReportFigure> figures;
};
PageTable slice_table(const ReportParts& parts, const Wording& wording, const Sliced& sliced) {
    PageTable table{say(wording, sliced.caption), {named({})}, {}};
    for (const auto figure : sliced.figures) table.columns.push_back(numbered(label(wording, figure)));
    const auto row = [&](std::string name, const Names& names, bool is_total) {
        PageRow made{{text_cell(std::move(name))}, is_total};
        for (const auto figure : sliced.figures) made.cells.push_back(cell_of(parts, figure, names));
        return made;
    };
    for (const auto& token : tokens_in(parts, sliced.member))
        table.rows.push_back(row(wording.label_of(sliced.codes, token), slice_of(sliced.member, token), false));
    if (!table.rows.empty()) table.rows.push_back(row(say(wording, N_("all")), {}, true));
    return table;
}

// Office types down, professions across.
PageTable cross_table(const ReportParts& parts, const Wording& wording, const std::vector<std::string>& professions,
                      const std::string& part) {
    PageTable table{say(wording, N_("users by office type and profession{}"), part), {named({})}, {}};
    for (const auto& profession : professions) table.columns.push_back(numbered(wording.label_of("profession", profession)));
    table.columns.push_back(numbered(say(wording, N_("all"))));
    const auto row = [&](const std::string& name, const std::string& type, bool is_total) {
        PageRow made{{text_cell(name)}, is_total};
        for (const auto& profession : professions) made.cells.push_back(cell_of(parts, users, {type, profession, {}}));
        made.cells.push_back(cell_of(parts, users, {type, {}, {}}));
        return made;
    };
    for (const auto& type : tokens_in(parts, &Figure::office_type))
        if (find_figure(parts, users, {type, {}, {}}))
            table.rows.push_back(row(wording.label_of("office_type", type), type, false));
    if (!table.rows.empty()) table.rows.push_back(row(say(wording, N_("all")), {}, true));
    return table;
}

void add_cross_tables(PageSection& section, const ReportParts& parts, const Wording& wording) {
    const auto professions = tokens_in(parts, &Figure::profession);
    const auto tables = (professions.size() + most_columns - 1) / most_columns;
    for (std::size_t i = 0; i < tables; ++i) {
        const auto from = professions.begin() + static_cast<std::ptrdiff_t>(i * most_columns);
        const auto count = std::min(most_columns, professions.size() - i * most_columns);
        const auto part = tables > 1 ? say(wording, N_(" ({} of {})"), i + 1, tables) : std::string();
        add(section, cross_table(parts, wording, {from, from + static_cast<std::ptrdiff_t>(count)}, part));
    }
}

void add_blanked(PageSection& section, const ReportParts& parts, const Wording& wording) {
    if (const auto& least = parts.head.small_cell)
        section.paragraphs.push_back(say(
            wording, N_("{} stands for figures of fewer than {} people, and for those that would tell them."), blanked, *least));
}

std::vector<ReportFigure> sliced_figures(const ReportParts& parts, ReportBy by, std::vector<ReportFigure> figures) {
    if (parts.head.by == by) figures.insert(figures.end(), {joined, left, posts, posts_per_active, trained, acknowledged});
    return figures;
}

}  // namespace

const Figure* whole_figure(const ReportParts& parts, ReportFigure figure) {
    return find_figure(parts, figure, {});
}

PageSection summary_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("the month at a glance"))};
    PageTable table{
        say(wording, N_("figures of {}"), spoken(wording, parts.month)),
        {named(say(wording, N_("Figure"))), numbered(spoken(wording, parts.month)), numbered(say(wording, N_("Month before"))),
         numbered(say(wording, N_("Change"))), numbered(say(wording, N_("Year ago"))), numbered(say(wording, N_("Change")))},
        {}};
    for (const auto& name : names<ReportFigure>) {
        const auto* figure = whole_figure(parts, name.value);
        if (!figure) continue;
        const auto form = form_of(name.value);
        const Amount now = now_of(*figure), before{figure->previous_n, figure->previous_of},
                     ago{figure->year_ago_n, figure->year_ago_of};
        table.rows.push_back({{text_cell(label(wording, name.value)), amount_cell(form, now, false),
                               amount_cell(form, before, false), text_cell(difference(wording, form, now, before)),
                               amount_cell(form, ago, false), text_cell(difference(wording, form, now, ago))},
                              false});
    }
    add(section, std::move(table));
    return section;
}

PageSection people_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("offices and users"))};
    add_blanked(section, parts, wording);
    add(section, profession_chart(parts, wording));
    add(section, movement_chart(parts, wording));
    add(section, slice_table(parts, wording,
                             {N_("by office type"), &Figure::office_type, "office_type",
                              sliced_figures(parts, ReportBy::office_type, {offices, users, active})}));
    add(section, slice_table(parts, wording,
                             {N_("by profession"), &Figure::profession, "profession",
                              sliced_figures(parts, ReportBy::profession, {users, active})}));
    add_cross_tables(section, parts, wording);
    return section;
}

PageSection usage_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("use"))};
    if (const auto& months = parts.head.without_usage; !months.empty())
        section.paragraphs.push_back(
            say(wording, N_("No usage by user is loaded of {}; who was active then is not known."), spoken(wording, months)));
    add(section, active_chart(parts, wording));
    add(section, posts_chart(parts, wording));
    return section;
}

PageSection participation_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("participation"))};
    if (parts.head.directory_on)
        section.paragraphs.push_back(
            say(wording, N_("Facilities of the area: the directory as of {}."), spoken(wording, *parts.head.directory_on)));
    add(section, participation_chart(parts, wording));
    PageTable table{say(wording, N_("participation by office type")), {named({})}, {}};
    for (const auto* heading :
         {N_("Registered"), N_("Month before"), N_("Year ago"), N_("Taking part"), N_("In use"), N_("Users")})
        table.columns.push_back(numbered(say(wording, heading)));
    for (const auto& row : parts.participation) {
        const bool is_total = row.office_type.empty();
        auto name = is_total ? say(wording, N_("all")) : wording.label_of("office_type", row.office_type);
        table.rows.push_back(
            {{text_cell(std::move(name)), number_cell(row.registered), number_cell(row.previous_registered),
              number_cell(row.year_ago_registered), amount_cell(FigureForm::share, {row.covered, row.facilities}, false),
              amount_cell(FigureForm::share, {row.active_offices, row.registered}, false),
              row.users ? number_cell(row.users) : text_cell(blanked)},
             is_total});
    }
    add(section, std::move(table));
    return section;
}

PageSection training_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("training and acknowledgement"))};
    add(section, training_chart(parts, wording));
    return section;
}

PageSection groups_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("groups"))};
    add(section,
        slice_table(parts, wording, {N_("by kind of group"), &Figure::group_kind, "group_kind", {groups, groups_without_owner}}));
    return section;
}

PageSection compliance_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("compliance"))};
    PageTable table{say(wording, N_("findings")), {named(say(wording, N_("Finding"))), numbered(say(wording, N_("People")))}, {}};
    for (const auto& share : parts.compliance)
        table.rows.push_back(
            {{text_cell(label(wording, share.finding)), amount_cell(FigureForm::share, {share.n, share.of}, false)}});
    add(section, std::move(table));
    return section;
}

PageSection matters_section(const ReportParts& parts, const Wording& wording) {
    PageSection section{say(wording, N_("measures, incidents, decisions, reviews, departures"))};
    PageTable table{{},
                    {named(say(wording, N_("Matter"))), named(say(wording, N_("Kind"))),
                     numbered(say(wording, N_("In the period"))), numbered(say(wording, N_("Open")))},
                    {}};
    for (const auto& matter : parts.matters) {
        const bool is_total = matter.kind.empty();
        table.rows.push_back({{text_cell(label(wording, matter.matter)),
                               text_cell(is_total ? say(wording, N_("all")) : wording.label_of("matter", matter.kind)),
                               number_cell(matter.n), number_cell(matter.open)},
                              is_total});
    }
    table.caption = say(wording, N_("from {} to {}"), spoken(wording, parts.head.from), spoken(wording, parts.head.day));
    add(section, std::move(table));
    return section;
}

}  // namespace osaki::cli
