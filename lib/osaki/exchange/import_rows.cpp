// Header by name, rows by field.
#include "osaki/exchange/import_rows.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/guard.hpp"

#include <algorithm>
#include <utility>

namespace osaki {

namespace {

bool is_erase_word(std::string_view text) {
    static const auto key = search_key("(消去)");
    return search_key(text) == key;
}

bool is_remark(std::string_view header) {
    return std::ranges::any_of(remark_headers, [&](std::string_view name) { return is_named(header, name, name, {}); });
}

}  // namespace

std::optional<int> field_named(const ImportKind& kind, std::string_view header) {
    for (const auto& own : kind.own_headings) {
        if (!is_named(header, own.heading, own.heading, {})) continue;
        const auto field = std::ranges::find(kind.fields, std::string_view(own.field), &ImportField::name);
        return field == kind.fields.end() ? -1 : static_cast<int>(field - kind.fields.begin());
    }
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
        if (is_named(header, kind.fields[i].name, kind.fields[i].header, kind.fields[i].aliases)) return static_cast<int>(i);
    const auto is_it = [&](std::string_view name) { return is_named(header, name, name, {}); };
    return std::ranges::any_of(kind.ignored, is_it) || is_remark(header) ? std::optional(-1) : std::nullopt;
}

bool has_mostly_known(const ImportKind& kind, const std::vector<std::string>& headers) {
    std::ptrdiff_t known = 0;
    std::ptrdiff_t filled = 0;
    for (const auto& header : headers) {
        if (header.empty()) continue;
        ++filled;
        if (field_named(kind, header)) ++known;
    }
    return known > 1 && known * 2 > filled;
}

std::string known_headers(const ImportKind& kind) {
    std::string names;
    for (const auto& field : kind.fields) {
        if (!names.empty()) names += ' ';
        names += field.header;
    }
    return names;
}

namespace {

HeaderFault unknown_header(const ImportKind& kind, const std::string& header, bool is_first) {
    std::vector<std::string_view> titles;
    for (const auto& field : kind.fields) titles.push_back(field.header);
    const auto near = closest(header, titles);
    auto hint = near.empty()
                    ? message(N_("a heading of the office's own is kept with: osaki-mcs import map NAME --kind {} --column "
                                 "'{}=FIELD' or --ignore '{}'; the fields: osaki-mcs import template {}"),
                              kind.name, header, header, kind.name)
                    : message(N_("is {} meant; then: osaki-mcs import map NAME --kind {} --column '{}={}'"), near, kind.name,
                              header, near);
    if (near.empty() && !is_first) hint = {};
    if (header.empty())
        return {header,
                {{}, "E_HEADER_EMPTY", message(N_("a column has no heading")), message(N_("known are {}"), known_headers(kind))}};
    return {header, {{}, "E_HEADER_UNKNOWN", message(N_("no column is called {}"), header), std::move(hint)}};
}

}  // namespace

namespace {

bool has_column(const ImportKind& kind, const ImportLayout& layout, std::string_view name) {
    const auto field = std::ranges::find(kind.fields, name, &ImportField::name);
    return field != kind.fields.end() && layout.column_of_field[static_cast<std::size_t>(field - kind.fields.begin())] >= 0;
}

}  // namespace

ImportLayout read_header(const ImportKind& kind, const std::vector<std::string>& headers, std::vector<HeaderFault>& faults) {
    ImportLayout layout{headers, {}, std::vector<int>(kind.fields.size(), -1), {}};
    bool is_told = false;  // how an own heading is kept
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto field = field_named(kind, headers[i]);
        layout.field_of_column.push_back(field.value_or(-1));
        layout.is_remark.push_back(is_remark(headers[i]));
        if (!field) faults.push_back(unknown_header(kind, headers[i], !std::exchange(is_told, is_told || !headers[i].empty())));
        if (field.value_or(-1) < 0) continue;
        auto& column = layout.column_of_field[static_cast<std::size_t>(*field)];
        if (column >= 0)
            faults.push_back(
                {headers[i],
                 {{},
                  "E_HEADER_TWICE",
                  message(N_("column {} is there twice, as {} too"), headers[i], headers[static_cast<std::size_t>(column)])}});
        column = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (field.required && layout.column_of_field[i] < 0 && !has_column(kind, layout, field.unless))
            faults.push_back(
                {std::string(field.header),
                 {field.name, "E_HEADER_MISSING", message(N_("column {} is missing"), field.header),
                  message(N_("if the file calls it otherwise: osaki-mcs import map NAME --kind {} --column 'HEADING={}'"),
                          kind.name, field.header)}});
    }
    return layout;
}

ImportSource open_source(const ImportKind& kind, const InputFile& file, const ImportOptions& options) {
    ImportSource source{kind, file};
    source.sha256 = hash_beside(file);
    source.facts = scan_text(file);
    if (workbook_form(file) == WorkbookForm::none) {
        if (!options.sheet.empty()) fail(Code::usage, N_("{} is no workbook; --sheet is for workbooks"), file.path());
        source.encoding = choose_encoding(file, source.facts, options.encoding);
        return source;
    }
    if (!options.encoding.empty()) fail(Code::usage, N_("{} is a workbook; --encoding is for CSV"), file.path());
    source.sheet = std::make_shared<const SheetRows>(file, options.sheet);
    return source;
}

std::string_view form_of(const ImportSource& source) {
    return source.sheet ? "xlsx" : token_of(source.encoding.encoding);
}

namespace {

void for_each_row_of_sheet(const ImportSource& source, const std::function<void(const RawRow&, std::int64_t bytes)>& each) {
    const auto size = static_cast<double>(source.facts.size);
    std::int64_t record = 0;
    source.sheet->for_each([&](std::int64_t number, auto cells, auto marks, double part) {
        each({number, record++, cells, marks}, static_cast<std::int64_t>(part * size));
    });
}

}  // namespace

std::optional<CsvFault> for_each_raw_row(const ImportSource& source,
                                         const std::function<void(const RawRow&, std::int64_t bytes)>& each) {
    if (source.sheet) {
        for_each_row_of_sheet(source, each);
        return std::nullopt;
    }
    std::int64_t record = 0;
    std::int64_t bytes = 0;
    bool has_header = false;
    CsvReader reader([&](const CsvRow& row) {
        const auto is_blank = [](std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; };
        if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
        if (has_header) ++record;
        has_header = true;
        each({row.line, record, row.cells, {}}, bytes);
        return true;
    });
    std::size_t mark = source.facts.has_mark ? utf8_mark.size() : 0;
    source.file.for_each_chunk([&](std::string_view chunk) {
        bytes += static_cast<std::int64_t>(chunk.size());
        const auto skipped = std::min(mark, chunk.size());
        mark -= skipped;
        return reader.add(chunk.substr(skipped));
    });
    reader.finish();
    return reader.fault();
}

Fault undecodable(Encoding encoding) {
    return {{}, "E_ENCODING", message(N_("the cell cannot be decoded as {}"), token_of(encoding))};
}

Fault control_in_cell() {
    return {{}, "E_CONTROL", message(N_("the cell holds a control character")), message(N_("type the cell again without it"))};
}

Fault error_in_cell(std::string_view shown) {
    return {{},
            "E_CELL_ERROR",
            message(N_("the cell shows the error {}"), shown),
            message(N_("type the value in place of the formula"))};
}

Fault wrong_width(const ImportSource& source, std::size_t cells, std::size_t columns) {
    return {{},
            "E_CELLS",
            message(N_("{} cells under {} columns"), cells, columns),
            source.sheet ? message(N_("give the column a heading or empty its cells"))
                         : message(N_("a comma in a cell needs quotes around it"))};
}

Fault broken_csv(const CsvFault& broken) {
    return {{}, "E_CSV", broken.text, message(N_("the rest of the file was not read"))};
}

RowDecoder::RowDecoder(const ImportSource& source, const ImportLayout& layout)
    : source_(source), layout_(layout), texts_(source.kind.fields.size()), readings_(texts_.size()), cells_{texts_} {}

void RowDecoder::take(std::size_t field, std::string_view bytes, std::vector<Fault>& faults) {
    const auto& info = source_.kind.fields[field];
    const auto encoding = source_.encoding.encoding;
    // the scan has seen that all of a UTF-8 file is strict
    const auto decoded = encoding == Encoding::cp932 ? osaki::decode(encoding, bytes) : std::nullopt;
    const auto refuse = [&](Fault fault) {
        fault.field = info.name;
        faults.push_back(std::move(fault));
    };
    if (encoding == Encoding::cp932 && !decoded) return refuse(undecodable(encoding));
    const auto trimmed = trim(decoded ? std::string_view(*decoded) : bytes);
    // a workbook says itself what is text
    const auto shown = source_.sheet ? trimmed : trim(without_guard(trimmed));
    if (has_control(shown)) {
        refuse(control_in_cell());
    } else if (is_erase_word(shown)) {
        cells_.erased.push_back(info.name);
    } else {
        texts_[field] = shown;
    }
}

const CellMark* mark_of(const RawRow& row, std::size_t column) {
    const auto mark = std::ranges::lower_bound(row.marks, column, {}, &CellMark::column);
    return mark != row.marks.end() && mark->column == column ? &*mark : nullptr;
}

std::string reading_for(const ImportSource& source, const ImportLayout& layout, std::size_t field, const RawRow& row) {
    const auto& fields = source.kind.fields;
    const auto of = std::ranges::find(fields, fields[field].reading_of, &ImportField::name);
    if (row.marks.empty() || of == fields.end()) return {};
    const auto own = layout.column_of_field[field];
    if (own >= 0 && static_cast<std::size_t>(own) < row.cells.size() && !trim(row.cells[static_cast<std::size_t>(own)]).empty())
        return {};
    const auto column = layout.column_of_field[static_cast<std::size_t>(of - fields.begin())];
    const auto* mark = column < 0 ? nullptr : mark_of(row, static_cast<std::size_t>(column));
    if (mark == nullptr || mark->is_error || mark->reading.empty()) return {};
    return to_katakana(trim(mark->reading)).value_or("");
}

void RowDecoder::take_readings(const RawRow& row) {
    for (std::size_t f = 0; f < texts_.size(); ++f) {
        if (source_.kind.fields[f].reading_of.empty() || !texts_[f].empty()) continue;
        texts_[f] = reading_for(source_, layout_, f, row);
        readings_[f] += texts_[f].empty() ? 0 : 1;
    }
}

const RowCells& RowDecoder::decode(const RawRow& row, std::vector<Fault>& faults) {
    for (auto& text : texts_) text.clear();
    cells_.erased.clear();
    for (std::size_t i = 0; i < row.cells.size() && i < layout_.columns(); ++i) {
        const auto field = layout_.field_of_column[i];
        if (field < 0) continue;
        const auto* mark = mark_of(row, i);
        if (mark == nullptr || !mark->is_error) {
            take(static_cast<std::size_t>(field), row.cells[i], faults);
            continue;
        }
        faults.push_back(error_in_cell(row.cells[i]));
        faults.back().field = source_.kind.fields[static_cast<std::size_t>(field)].name;
    }
    if (!row.marks.empty()) take_readings(row);
    take_missing(faults);
    return cells_;
}

void RowDecoder::take_missing(std::vector<Fault>& faults) const {
    const auto& fields = source_.kind.fields;
    const auto is_filled = [&](std::string_view name) {
        const auto field = std::ranges::find(fields, name, &ImportField::name);
        return field != fields.end() && !texts_[static_cast<std::size_t>(field - fields.begin())].empty();
    };
    for (std::size_t f = 0; f < texts_.size(); ++f) {
        const auto& info = fields[f];
        if (!info.required || !texts_[f].empty() || is_filled(info.unless) ||
            std::ranges::find(cells_.erased, info.name) != cells_.erased.end())
            continue;
        if (std::ranges::none_of(faults, [&](const Fault& fault) { return fault.field == info.name; }))
            faults.push_back({info.name, "E_MISSING", message(N_("{} is empty"), info.header)});
    }
}

}  // namespace osaki
