// One pass over the rows that the register gives.
#include "osaki/exchange/export.hpp"

#include "osaki/domain/codes.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/exchange/export_rows.hpp"
#include "osaki/exchange/side_hash.hpp"
#include "osaki/store/row_sql.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

const ColumnInfo* find_column(const Catalogued& kind, std::string_view name) {
    const auto found = std::ranges::find(kind.columns, name, &ColumnInfo::name);
    return found == kind.columns.end() ? nullptr : &*found;
}

// Only what is asked for is read: a joined column that nobody wants costs nothing.
std::string select_of(const Catalogued& kind, const std::vector<std::string>& fields, const std::string& rows) {
    auto sql = "SELECT " + in_quotes(kind.columns[0].name) + " AS record_number";
    for (const auto& field : fields) sql += ", " + in_quotes(field);
    return sql + " FROM (" + rows + ")";
}

std::string number_of(const Cell& cell, const ColumnInfo& column) {
    std::string scratch;
    return std::string(plain_cell(cell, column, scratch));
}

std::vector<ColumnInfo> columns_of(const Catalogued& kind, const std::vector<std::string>& fields) {
    std::vector<ColumnInfo> columns;
    for (const auto& field : fields) columns.push_back(*find_column(kind, field));
    return columns;
}

std::string_view encoding_token(const ExportOptions& options) {
    if (options.format == ExportFormat::xlsx) return "xlsx";
    return token_of(options.format == ExportFormat::csv ? encoding_of(options.csv) : Encoding::utf8);
}

struct File {
    Draft& draft;
    SideHash sha = {};
};

RowWriter writer_of(const View& view, const Catalogued& kind, const ExportOptions& options, File& file) {
    auto columns = columns_of(kind, exported_fields(kind, options));
    const Sink sink = [&file](std::string_view bytes) {
        file.sha.add(bytes);
        file.draft.add(bytes);
    };
    switch (options.format) {
        case ExportFormat::csv:
            return csv_writer(std::move(columns), options, sink);
        case ExportFormat::ndjson:
            return ndjson_writer(kind.kind, std::move(columns), sink);
        case ExportFormat::json:
            return json_writer(kind.kind, std::move(columns), sink);
        case ExportFormat::xlsx:
            return sheet_writer(kind, std::move(columns), options, view.now(), file.draft.place());
    }
    fail(Code::bug, N_("an export has no format"));
}

void copy_rows(sql::Statement& statement, const Catalogued& kind, const RowWriter& writer, const ExportOptions& options,
               Exported& exported) {
    constexpr std::int64_t told_every = 5000;
    std::vector<Cell> cells(exported.fields.size());
    std::string scratch;
    while (statement.step()) {
        const auto number = statement.cell(0);
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = statement.cell(static_cast<int>(i) + 1);
        if (exported.numbers.size() <= most_numbers) exported.numbers.push_back(number_of(number, kind.columns[0]));
        writer.row(plain_cell(number, kind.columns[0], scratch), cells);
        if (++exported.records % told_every == 0 && options.progress) options.progress(exported.records);
    }
    writer.finish(exported.records);
}

}  // namespace

std::vector<std::string> exported_fields(const Catalogued& kind, const ExportOptions& options) {
    std::vector<std::string> all;
    for (const auto& column : kind.columns) all.emplace_back(column.name);
    for (const auto& field : options.fields)
        if (!find_column(kind, field)) fail(Code::usage, N_("there is no field {}; the fields are {}"), field, all);
    return options.fields.empty() ? all : options.fields;
}

Exported export_records(const View& view, const Catalogued& kind, const ExportOptions& options, Draft& to) {
    Exported exported{std::string(kind.kind), exported_fields(kind, options), 0, {}, std::string(encoding_token(options)), {}};
    const auto bound = bind_query(kind.select, kind.columns, coded(view, options.query));
    File file{to};
    const auto writer = writer_of(view, kind, options, file);
    sql::Statement statement(view, select_of(kind, exported.fields, bound.sql));
    int index = 0;
    for (const auto& value : bound.values) statement.bind(++index, std::visit([](const auto& v) { return Cell(v); }, value));
    copy_rows(statement, kind, writer, options, exported);
    to.finish();
    if (options.format == ExportFormat::xlsx) to.for_each_chunk([&](std::string_view bytes) { file.sha.add(bytes); });
    exported.sha256 = to_hex(file.sha.finish());
    return exported;
}

}  // namespace osaki
