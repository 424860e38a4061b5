#include "osaki/exchange/restore_rows.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/csv.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/json_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace osaki {

namespace {

template <class Number>
bool take_number(Cell& to, std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    to = number;
    return true;
}

// Days of a file for Excel may be written in Japanese eras.
bool take_day(Cell& to, std::string_view text, std::string& scratch) {
    to = text;
    if (!text.ends_with("日")) return true;
    try {
        to = std::string_view(scratch = to_text(parse_date(text, Date{})));
        return true;
    } catch (const Error&) {
        return false;
    }
}

bool take_text(Cell& to, const ColumnInfo& column, const std::string& text, std::string& scratch) {
    if (text.empty()) return true;
    switch (column.type) {
        case ColumnType::boolean:
            to = std::int64_t{text == "true"};
            return text == "true" || text == "false";
        case ColumnType::integer:
            return take_number<std::int64_t>(to, text);
        case ColumnType::real:
            return take_number<double>(to, text);
        case ColumnType::id: {
            const auto number = parse_id(column.form, text);
            to = number.value_or(0);
            return number.has_value();
        }
        case ColumnType::date:
            return take_day(to, text, scratch);
        case ColumnType::text:
        case ColumnType::timestamp:
        case ColumnType::token:
        case ColumnType::list:
            to = std::string_view(text);
            return true;
    }
    return false;
}

// What was given into an empty cell; false when the column cannot hold it.
bool take_value(Cell& to, const ColumnInfo& column, const GivenValue& value, std::string& scratch) {
    if (const auto* text = std::get_if<std::string>(&value)) return take_text(to, column, *text, scratch);
    if (const auto* flag = std::get_if<bool>(&value)) {
        to = std::int64_t{*flag};
        return column.type == ColumnType::boolean;
    }
    if (const auto* real = std::get_if<double>(&value)) {
        to = *real;
        return column.type == ColumnType::real;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (column.type == ColumnType::real) to = static_cast<double>(*number);
        else to = *number;
        return column.type == ColumnType::real || column.type == ColumnType::integer;
    }
    return true;
}

std::string in_words(const Cell& cell) {
    constexpr std::size_t most_columns = 40;
    if (const auto* text = std::get_if<std::string_view>(&cell)) return std::string(cut_to_width(*text, most_columns));
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    return {};
}

std::string in_words(const GivenValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return in_words(Cell(std::string_view(*text)));
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return {};
}

[[noreturn]] void refuse_value(const ExportedFile& file, std::int64_t line, std::string_view field, const std::string& value) {
    if (value.empty()) fail(Code::invalid, N_("{}:{}: {} is missing; no register was made"), file.bytes.path(), line, field);
    fail(Code::invalid, N_("{}:{}: {} cannot be '{}'; no register was made"), file.bytes.path(), line, field, value);
}

// Fields put into the places of their columns; a file names them in one order, so the next one is looked for where it was before.
class Placing {
public:
    Placing(const ExportedFile& file, const std::function<void(const ExportedRow&)>& each)
        : file_(file), columns_(file.kind->columns), each_(each), cells_(columns_.size()), scratch_(columns_.size()) {}

    void row(std::int64_t line, std::span<const GivenField> fields) {
        std::ranges::fill(cells_, std::nullopt);
        for (std::size_t nth = 0; nth < fields.size(); ++nth) {
            const auto& [name, value] = fields[nth];
            const auto place = place_of(line, name, nth);
            if (!columns_[place].stored) continue;
            if (cells_[place]) fail(Code::invalid, N_("{}:{}: {} is there twice; no register was made"), path(), line, name);
            if (!take_value(cells_[place].emplace(), columns_[place], value, scratch_[place]))
                refuse_value(file_, line, name, in_words(value));
        }
        if (!file_.may_lack) require_all(line);
        ++rows_;
        each_({line, cells_});
    }
    void finish() const {
        if (rows_ != file_.records)
            fail(Code::invalid, N_("{} has {} records, and its manifest says {}; no register was made"), path(), rows_,
                 file_.records);
        if (file_.bytes.has_changed())
            fail(Code::file, N_("{} changed while it was read; no register was made; run it again"), path());
    }

private:
    const std::string& path() const { return file_.bytes.path(); }
    std::size_t place_of(std::int64_t line, std::string_view name, std::size_t nth) {
        if (nth >= places_.size()) places_.resize(nth + 1);
        auto& place = places_[nth];
        if (columns_[place].name == name) return place;
        const auto found = std::ranges::find(columns_, name, &ColumnInfo::name);
        if (found == columns_.end())
            fail(Code::invalid, N_("{}:{}: records of {} have no field {}; no register was made"), path(), line, file_.kind->kind,
                 name);
        return place = static_cast<std::size_t>(found - columns_.begin());
    }

    void require_all(std::int64_t line) const {
        for (std::size_t place = 0; place < columns_.size(); ++place)
            if (columns_[place].stored && !cells_[place]) refuse_value(file_, line, columns_[place].name, {});
    }

    const ExportedFile& file_;
    const std::vector<ColumnInfo>& columns_;
    const std::function<void(const ExportedRow&)>& each_;
    std::vector<std::optional<Cell>> cells_;
    std::vector<std::string> scratch_;
    std::vector<std::size_t> places_;  // of the nth field
    std::int64_t rows_ = 0;
};

// The cells under the names of the first row.
class CsvRecords {
public:
    CsvRecords(const ExportedFile& file, Placing& placing) : file_(file), placing_(placing) {}

    void row(const CsvRow& row) {
        if (fields_.empty()) {
            for (const auto name : row.cells) fields_.push_back({std::string(name), {}});
            return;
        }
        if (row.cells.size() != fields_.size())
            fail(Code::invalid, N_("{}:{}: the row has {} cells and the header {}; no register was made"), file_.bytes.path(),
                 row.line, row.cells.size(), fields_.size());
        for (std::size_t i = 0; i < fields_.size(); ++i)
            fields_[i].value = std::string(file_.is_guarded ? without_guard(row.cells[i]) : row.cells[i]);
        placing_.row(row.line, fields_);
    }

private:
    const ExportedFile& file_;
    Placing& placing_;
    std::vector<GivenField> fields_;
};

void read_csv(const ExportedFile& file, Placing& placing) {
    CsvRecords records(file, placing);
    CsvReader reader([&](const CsvRow& row) {
        records.row(row);
        return true;
    });
    bool is_begin = true;
    file.bytes.for_each_chunk([&](std::string_view chunk) {
        if (is_begin && file.has_mark) chunk.remove_prefix(utf8_mark.size());
        is_begin = false;
        return reader.add(chunk);
    });
    reader.finish();
    if (const auto& fault = reader.fault())
        fail(Code::invalid, N_("{}:{}: this is no CSV; no register was made"), file.bytes.path(), fault->line);
}

}  // namespace

void refuse_cell(const ExportedFile& file, const ExportedRow& row, std::size_t column) {
    const auto& cell = row.cells[column];
    refuse_value(file, row.line, file.kind->columns[column].name, cell ? in_words(*cell) : std::string());
}

void for_each_row(const ExportedFile& file, const std::function<void(const ExportedRow&)>& each) {
    Placing placing(file, each);
    const EachRecord place = [&](std::int64_t line, std::span<const GivenField> fields) { placing.row(line, fields); };
    std::optional<std::int64_t> bad_line;
    if (file.format == ExportFormat::csv) read_csv(file, placing);
    else if (file.format == ExportFormat::json) bad_line = for_each_json_record(file.bytes, file.kind->kind, place);
    else bad_line = for_each_ndjson_record(file.bytes, file.kind->kind, place);
    if (bad_line)
        fail(Code::invalid, N_("{}:{}: this is no JSON of {} records; no register was made"), file.bytes.path(), *bad_line,
             file.kind->kind);
    placing.finish();
}

}  // namespace osaki
