#include "osaki/exchange/import_explain.hpp"

#include "osaki/domain/codes.hpp"
#include "osaki/exchange/import_check.hpp"

#include <algorithm>
#include <array>

namespace osaki {

const Description<ImportOutlook>& describe(const ImportOutlook*) {
    static constexpr std::array columns{
        column<&ImportOutlook::file>("file", N_("File")).required(),
        column<&ImportOutlook::line>("line", N_("Line")),
        column<&ImportOutlook::record>("record", N_("Record")),
        column<&ImportOutlook::kind>("kind", N_("Kind")).required(),
        column<&ImportOutlook::outlook>("outlook", N_("The line")),
        column<&ImportOutlook::text>("text", N_("What would happen")),
    };
    static constexpr Description<ImportOutlook> description{"import_outlook", N_("What one line would do"), columns};
    return description;
}

const Description<ImportCell>& describe(const ImportCell*) {
    static constexpr std::array columns{
        column<&ImportCell::column>("column", N_("Column")),
        column<&ImportCell::field>("field", N_("Field")),
        column<&ImportCell::value>("value", N_("Value")),
        column<&ImportCell::became>("became", N_("Becomes")),
    };
    static constexpr Description<ImportCell> description{"import_cell", N_("Cell"), columns};
    return description;
}

namespace {

struct Line {
    const ImportSource& source;
    const CheckedFile& checked;
    const RawRow& row;
    const RowContext& context;
};

Message stored(const Codes& codes, const ColumnInfo& info, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return message("{}", info.codes.empty() ? *text : codes.label(info.codes, *text));
    if (const auto* label = std::get_if<Label>(&value)) return message("{}", Argument{label->label, true});
    if (const auto* date = std::get_if<Date>(&value)) return message("{}", *date);
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return message("{}", *list);
    return {};
}

// The column of the stored record that a field of the file ends in.
std::optional<std::size_t> column_for(const Table& record, const ImportField& field) {
    const auto is_it = [&](const ColumnInfo& info) {
        return info.name == field.name || info.name == std::string(field.name) + "_id" ||
               ("|" + std::string(field.covers) + "|").find("|" + std::string(info.name) + "|") != std::string::npos;
    };
    const auto found = std::ranges::find_if(record.columns, is_it);
    if (record.rows.empty() || found == record.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - record.columns.begin());
}

Message became(const Line& line, const RowCells& cells, const Table& record, std::size_t field) {
    const auto& info = line.source.kind.fields[field];
    if (std::ranges::find(cells.erased, info.name) != cells.erased.end()) return message(N_("erased"));
    if (cells.at(field).empty()) return {};
    if (const auto column = column_for(record, info))
        return stored(Codes(line.context.view), record.columns[*column], record.rows.front()[*column]);
    return message("{}", cells.at(field));
}

std::string value_of(const Line& line, std::size_t column) {
    if (column >= line.row.cells.size()) return {};
    const auto bytes = line.row.cells[column];
    return decode(line.source.encoding.encoding, bytes).value_or(printable(bytes));
}

std::vector<ImportCell> explained_cells(const Line& line, const RowCells& cells, const Table& record,
                                        const std::vector<ImportFinding>& findings) {
    const auto& layout = line.checked.layout;
    std::vector<ImportCell> explained;
    for (std::size_t i = 0; i < std::max(layout.columns(), line.row.cells.size()); ++i) {
        const auto field = i < layout.columns() ? layout.field_of_column[i] : -1;
        ImportCell cell{i < layout.columns() ? layout.headers[i] : std::string(), {}, value_of(line, i), {}};
        const bool is_bad = std::ranges::any_of(findings, [&](const ImportFinding& finding) {
            return finding.column == cell.column && finding.severity == Severity::error;
        });
        if (field >= 0) cell.field = line.source.kind.fields[static_cast<std::size_t>(field)].name;
        if (field < 0) cell.became = message(N_("not used"));
        else if (line.row.record > 0 && !is_bad) cell.became = became(line, cells, record, static_cast<std::size_t>(field));
        explained.push_back(std::move(cell));
    }
    return explained;
}

Outlook outlook_of(Applied how) {
    switch (how) {
        case Applied::added:
            return Outlook::add;
        case Applied::changed:
            return Outlook::change;
        case Applied::unchanged:
            return Outlook::leave;
    }
    return Outlook::leave;
}

bool is_error(const ImportFinding& finding) {
    return finding.severity == Severity::error;
}

ImportExplanation explained(const Line& line) {
    const auto& [source, checked, row, context] = line;
    ImportExplanation to;
    for (const auto& finding : checked.findings)
        if (finding.line == row.line || (checked.is_unusable && !finding.record)) to.findings.push_back(finding);
    to.outlook = {
        source.file.path(), row.line, row.record > 0 ? std::optional(row.record) : std::nullopt, std::string(source.kind.name),
        Outlook::refuse,    {}};
    RowDecoder decoder(source, checked.layout);
    std::vector<Fault> told;
    const auto& cells = decoder.decode(row, told);
    if (row.record == 0) {
        to.outlook.outlook = Outlook::heading;
        to.outlook.text = message(N_("the headings of the file, and the field that each is"));
    } else if (checked.is_unusable) {
        to.outlook.text = message(N_("nothing of this file can be loaded as it is; its headings or its form are at fault"));
    } else if (const auto errors = std::ranges::count_if(to.findings, is_error); errors > 0) {
        to.outlook.text = message(N_("errors on this line: {}"), errors);
    } else {
        const auto foresight =
            source.kind.foresee ? source.kind.foresee(context, cells) : Foresight{Applied::added, message(N_("would be loaded"))};
        to.outlook.outlook = outlook_of(foresight.how);
        to.outlook.text = foresight.would;
    }
    const auto record = source.kind.draft && row.record > 0 ? source.kind.draft(context, cells) : Table{};
    to.cells = explained_cells(line, cells, record, to.findings);
    const bool is_bad = std::ranges::binary_search(checked.bad_lines, row.line);
    if (!checked.is_unusable) to.other_bad_lines = static_cast<std::int64_t>(checked.bad_lines.size()) - (is_bad ? 1 : 0);
    return to;
}

}  // namespace

ImportExplanation explain_line(const View& view, const ImportKind& kind, const InputFile& file, std::int64_t line,
                               const ImportOptions& options) {
    const auto source = open_source(kind, file, options);
    const RowContext context{view, options.update};
    const auto checked = check_source(source, context, options).checked;
    std::optional<ImportExplanation> found;
    for_each_raw_row(source, [&](const RawRow& row, std::int64_t) {
        if (row.line == line) found = explained({source, checked, row, context});
    });
    if (!found) fail(Code::not_found, N_("no record of {} begins on line {}"), file.path(), line);
    found->loaded = find_import_job(view, kind.name, to_hex(source.sha256.get()));
    return std::move(*found);
}

}  // namespace osaki
