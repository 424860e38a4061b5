// What a workbook hides from the person who looks at its rows: told as warnings, nothing is refused because of it.
#include "osaki/exchange/import_rows.hpp"

namespace osaki {

namespace {

Fault warning(std::string_view code, Message text, Message hint) {
    return {{}, code, std::move(text), std::move(hint), true};
}

std::string_view heading_of(const ImportSource& source, const ImportLayout& layout, std::size_t field) {
    const auto column = layout.column_of_field[field];
    return column < 0 ? source.kind.fields[field].header : std::string_view(layout.headers[static_cast<std::size_t>(column)]);
}

std::size_t field_called(const ImportKind& kind, std::string_view name) {
    std::size_t field = 0;
    while (kind.fields[field].name != name) ++field;
    return field;
}

}  // namespace

std::vector<SheetFinding> sheet_findings(const SheetRows& sheet) {
    const auto& facts = sheet.facts();
    const auto top = sheet.header_line();
    std::vector<SheetFinding> findings;
    if (!facts.other_sheets.empty())
        findings.push_back(
            {top,
             {},
             warning("W_OTHER_SHEETS",
                     message(N_("of this workbook sheet {} is read; not read: {}"), facts.name, facts.other_sheets),
                     message(N_("name another one with --sheet")))});
    if (!facts.hidden_columns.empty())
        findings.push_back({top,
                            {},
                            warning("W_HIDDEN_COLUMNS", message(N_("hidden columns are read too: {}"), facts.hidden_columns),
                                    message(N_("show them in Excel and look at them")))});
    if (sheet.hidden() > 0)
        findings.push_back(
            {sheet.first_hidden(),
             {},
             warning("W_HIDDEN_ROWS",
                     message(N_("hidden rows are loaded too: {}, the first is row {}"), sheet.hidden(), sheet.first_hidden()),
                     message(N_("take the filter off and look at them")))});
    for (const auto& merge : facts.merges)
        findings.push_back({merge.row,
                            {},
                            warning("W_MERGED", message(N_("the cells {} are merged"), merge.range),
                                    message(N_("only the first of them has the text; the others are empty")))});
    return findings;
}

std::vector<SheetFinding> reading_findings(const ImportSource& source, const ImportLayout& layout,
                                           const std::vector<std::int64_t>& readings) {
    std::vector<SheetFinding> findings;
    for (std::size_t field = 0; field < readings.size(); ++field) {
        if (readings[field] == 0) continue;
        const auto of = field_called(source.kind, source.kind.fields[field].reading_of);
        findings.push_back({source.sheet->header_line(), std::string(heading_of(source, layout, field)),
                            warning("W_FURIGANA",
                                    message(N_("rows in which the furigana over {} is taken: {}"), heading_of(source, layout, of),
                                            readings[field]),
                                    message(N_("Excel guesses furigana; compare them with the papers")))});
    }
    return findings;
}

}  // namespace osaki
