// Header by name, rows by field.
#include "osaki/exchange/import_rows.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/guard.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::string_view erase_word = "(消去)";

bool is_called(std::string_view header, std::string_view name, std::string_view title, std::string_view aliases) {
    return is_named(header, name, title, aliases);
}

int find_field(const ImportKind& kind, std::string_view header) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
        if (is_called(header, kind.fields[i].name, kind.fields[i].header, kind.fields[i].aliases)) return static_cast<int>(i);
    return -1;
}

bool is_in(std::string_view header, std::span<const std::string_view> known) {
    return std::any_of(known.begin(), known.end(), [&](auto name) { return is_called(header, name, name, {}); });
}

std::string known_headers(const ImportKind& kind) {
    std::string names;
    for (const auto& field : kind.fields) {
        if (!names.empty()) names += ' ';
        names += field.header;
    }
    return names;
}

HeaderFault unknown_header(const ImportKind& kind, const std::string& header) {
    std::vector<std::string_view> titles;
    for (const auto& field : kind.fields) titles.push_back(field.header);
    const auto near = closest(header, titles);
    auto hint = near.empty() ? message(N_("known are {}"), known_headers(kind)) : message(N_("is {} meant"), near);
    if (header.empty()) return {header, {{}, "E_HEADER_EMPTY", message(N_("a column has no heading")), std::move(hint)}};
    return {header, {{}, "E_HEADER_UNKNOWN", message(N_("no column is called {}"), header), std::move(hint)}};
}

}  // namespace

ImportLayout read_header(const ImportKind& kind, const std::vector<std::string>& headers, std::vector<HeaderFault>& faults) {
    ImportLayout layout{headers, {}, std::vector<int>(kind.fields.size(), -1), {}};
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto field = find_field(kind, headers[i]);
        layout.field_of_column.push_back(field);
        layout.is_remark.push_back(is_in(headers[i], remark_headers));
        if (field < 0) {
            if (!layout.is_remark.back() && !is_in(headers[i], kind.ignored)) faults.push_back(unknown_header(kind, headers[i]));
            continue;
        }
        auto& column = layout.column_of_field[static_cast<std::size_t>(field)];
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
        if (field.required && layout.column_of_field[i] < 0)
            faults.push_back({std::string(field.header),
                              {field.name, "E_HEADER_MISSING", message(N_("column {} is missing"), field.header),
                               message(N_("known are {}"), known_headers(kind))}});
    }
    return layout;
}

ImportSource open_source(const ImportKind& kind, const InputFile& file, std::string_view asked_encoding) {
    ImportSource source{kind, file};
    source.facts = scan_bytes(file);
    source.encoding = choose_encoding(file, source.facts, asked_encoding);
    return source;
}

std::optional<CsvFault> for_each_raw_row(const ImportSource& source,
                                         const std::function<void(const RawRow&, std::int64_t bytes)>& each) {
    std::int64_t record = 0;
    std::int64_t bytes = 0;
    bool has_header = false;
    CsvReader reader([&](const CsvRow& row) {
        const auto is_blank = [](std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; };
        if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
        if (has_header) ++record;
        has_header = true;
        each({row.line, record, row.cells}, bytes);
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

RowDecoder::RowDecoder(const ImportSource& source, const ImportLayout& layout)
    : source_(source), layout_(layout), texts_(source.kind.fields.size()), cells_{texts_} {}

void RowDecoder::take(std::size_t field, std::string_view bytes, std::vector<Fault>& faults) {
    const auto& info = source_.kind.fields[field];
    const auto encoding = source_.encoding.encoding;
    // the scan has seen that all of a UTF-8 file is strict
    const auto decoded = encoding == Encoding::cp932 ? osaki::decode(encoding, bytes) : std::nullopt;
    if (encoding == Encoding::cp932 && !decoded) {
        faults.push_back({info.name, "E_ENCODING", message(N_("the cell cannot be decoded as {}"), token_of(encoding))});
        return;
    }
    const auto shown = trim(without_guard(trim(decoded ? std::string_view(*decoded) : bytes)));
    if (has_control(shown)) {
        faults.push_back({info.name, "E_CONTROL", message(N_("the cell holds a control character")),
                          message(N_("type the cell again without it"))});
    } else if (shown == erase_word) {
        faults.push_back({info.name, "E_ERASE", message(N_("{} erases nothing here; edit the record itself"), erase_word)});
    } else {
        texts_[field] = shown;
    }
}

const RowCells& RowDecoder::decode(const RawRow& row, std::vector<Fault>& faults) {
    for (auto& text : texts_) text.clear();
    for (std::size_t i = 0; i < row.cells.size() && i < layout_.columns(); ++i) {
        const auto field = layout_.field_of_column[i];
        if (field >= 0) take(static_cast<std::size_t>(field), row.cells[i], faults);
    }
    for (std::size_t f = 0; f < texts_.size(); ++f) {
        const auto& info = source_.kind.fields[f];
        const auto is_reported = [&](const Fault& fault) { return fault.field == info.name; };
        if (info.required && texts_[f].empty() && std::none_of(faults.begin(), faults.end(), is_reported))
            faults.push_back({info.name, "E_MISSING", message(N_("{} is empty"), info.header)});
    }
    return cells_;
}

}  // namespace osaki
