// Pass 2: cells, rows, keys across rows, the register.
#include "osaki/exchange/import_check.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

namespace osaki {

namespace {

struct SeenKey {
    std::uint64_t hash;
    std::int64_t line;
    auto operator<=>(const SeenKey&) const = default;
};

std::uint64_t hash_of(const RowKey& key) {
    return std::hash<std::string>{}(std::string(key.field) + '\0' + key.text);
}

bool covers(const ImportField& field, std::string_view name) {
    if (field.name == name) return true;
    for (auto rest = field.covers; !rest.empty();) {
        const auto bar = rest.find('|');
        if (rest.substr(0, bar) == name) return true;
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
    }
    return false;
}

// The field people see a fault in; the number of fields when there is none.
std::size_t seen_in(const ImportKind& kind, std::string_view name) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
        if (kind.fields[i].name == name) return i;
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
        if (covers(kind.fields[i], name)) return i;
    return kind.fields.size();
}

// Where a key stands again.
struct Place {
    std::int64_t line;
    std::int64_t record;
    std::string value;
    RowKey key;
};

Message repeated(std::string_view code, const RowKey& key, std::int64_t line) {
    if (code == "W_LIKELY_DUPLICATE") return message(N_("likely the same person as on line {}"), line);
    if (code == "W_SAME_PERSON")
        return message(N_("the same person as on line {}: a further membership, no second account"), line);
    if (code == "W_MAIL_OTHER") return message(N_("another person with the same mail stands on line {}"), line);
    if (code == "E_STATE_OTHER") return message(N_("the same person has another state on line {}; write one in both"), line);
    return message(N_("{} stands on line {} too"), key.text, line);
}

class Checker {
public:
    Checker(const ImportSource& source, const RowContext& context, const ImportOptions& options)
        : source_(source), context_(context), options_(options) {}
    CheckedFile run();

private:
    void take_header(const RawRow& row);
    void take_row(const RawRow& row);
    RowVerdict judge(const RawRow& row, std::vector<Fault>& faults);
    void report(const RawRow& row, const Fault& fault);
    void report_row(const RawRow& row, std::vector<Fault> cell_faults, const RowVerdict& verdict);
    void find_repeated();
    void report_repeated(const std::vector<Place>& places);
    std::vector<std::int64_t> repeated_lines();
    void report_sheet();
    std::string header_of(std::size_t field) const;
    std::string value_in(const RawRow& row, std::size_t field) const;
    void note_progress(std::int64_t bytes) const;

    const ImportSource& source_;
    const RowContext& context_;
    const ImportOptions& options_;
    CheckedFile result_;
    std::optional<RowDecoder> decoder_;
    std::vector<SeenKey> seen_;
    std::vector<std::pair<std::int64_t, int>> order_;  // of findings: line, column
};

std::string Checker::header_of(std::size_t field) const {
    if (field >= source_.kind.fields.size()) return {};
    const auto column = result_.layout.column_of_field[field];
    return column < 0 ? std::string(source_.kind.fields[field].header) : result_.layout.headers[static_cast<std::size_t>(column)];
}

std::string Checker::value_in(const RawRow& row, std::size_t field) const {
    if (field >= source_.kind.fields.size()) return {};
    const auto column = result_.layout.column_of_field[field];
    if (column < 0 || static_cast<std::size_t>(column) >= row.cells.size()) return {};
    const auto bytes = row.cells[static_cast<std::size_t>(column)];
    return decode(source_.encoding.encoding, bytes).value_or(printable(bytes));
}

void Checker::note_progress(std::int64_t bytes) const {
    if (options_.progress && result_.rows % 1000 == 0) options_.progress({false, result_.rows, bytes, source_.facts.size});
}

void Checker::report(const RawRow& row, const Fault& fault) {
    const auto field = seen_in(source_.kind, fault.field);
    const auto record = row.record > 0 ? std::optional(row.record) : std::nullopt;
    result_.findings.push_back({source_.file.path(), row.line, record, header_of(field), value_in(row, field),
                                fault.warning ? Severity::warning : Severity::error, std::string(fault.code), fault.text,
                                fault.hint});
    const auto column = field < result_.layout.column_of_field.size() ? result_.layout.column_of_field[field] : -1;
    order_.emplace_back(row.line, column);
    if (!fault.warning) result_.bad_lines.push_back(row.line);
}

void Checker::take_header(const RawRow& row) {
    const auto headers = header_cells(source_, row);
    std::vector<HeaderFault> faults;
    if (headers) result_.layout = read_header(source_.kind, *headers, faults);
    if (!headers || !has_mostly_known(source_.kind, *headers)) look_elsewhere(source_, headers.has_value(), faults);
    for (const auto& [column, fault] : faults) {
        report(row, fault);
        result_.findings.back().column = column;
        result_.is_unusable = true;
    }
    decoder_.emplace(source_, result_.layout);
}

RowVerdict Checker::judge(const RawRow& row, std::vector<Fault>& faults) {
    return source_.kind.judge(context_, decoder_->decode(row, faults));
}

// A cell that could not be read says so once: what the rules find missing because of it is not said again.
void Checker::report_row(const RawRow& row, std::vector<Fault> cell_faults, const RowVerdict& verdict) {
    std::vector<std::size_t> told;
    const auto report_new = [&](const Fault& fault, bool is_of_cell) {
        const auto field = seen_in(source_.kind, fault.field);
        if (std::find(told.begin(), told.end(), field) != told.end()) return;
        report(row, fault);
        if (is_of_cell && !fault.warning && field < source_.kind.fields.size()) told.push_back(field);
    };
    for (const auto& fault : cell_faults) report_new(fault, true);
    for (std::size_t i = 0; i < verdict.faults.size(); ++i) report_new(verdict.faults[i], i < verdict.told);
}

void Checker::take_row(const RawRow& row) {
    ++result_.rows;
    if (row.cells.size() != result_.layout.columns())
        return report(row, wrong_width(source_, row.cells.size(), result_.layout.columns()));
    std::vector<Fault> faults;
    const auto verdict = judge(row, faults);
    report_row(row, std::move(faults), verdict);
    for (const auto& key : verdict.keys)
        if (!key.text.empty()) seen_.push_back({hash_of(key), row.line});
}

std::vector<std::int64_t> Checker::repeated_lines() {
    std::sort(seen_.begin(), seen_.end());
    std::vector<std::int64_t> lines;
    for (std::size_t i = 1; i < seen_.size(); ++i) {
        if (seen_[i].hash != seen_[i - 1].hash) continue;
        lines.push_back(seen_[i - 1].line);
        lines.push_back(seen_[i].line);
    }
    seen_ = {};
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

void Checker::report_repeated(const std::vector<Place>& places) {
    const auto& first = places.front();
    const auto is_same = [&](const Place& p) { return !p.key.unless_same.empty() && p.key.unless_same == first.key.unless_same; };
    const auto code = std::all_of(places.begin(), places.end(), is_same) ? first.key.code_if_same : first.key.code;
    if (code.empty()) return;
    const bool warning = code.starts_with('W');
    for (const auto& place : places) {
        // of people who both use it the row is refused already
        if (code == "W_MAIL_OTHER" && std::ranges::find(result_.bad_lines, place.line) != result_.bad_lines.end()) continue;
        const auto& other = place.line == first.line ? places[1] : first;
        const auto field = seen_in(source_.kind, place.key.field);
        result_.findings.push_back({source_.file.path(),
                                    place.line,
                                    place.record,
                                    header_of(field),
                                    place.value,
                                    warning ? Severity::warning : Severity::error,
                                    std::string(code),
                                    repeated(code, place.key, other.line),
                                    {}});
        order_.emplace_back(place.line,
                            field < result_.layout.column_of_field.size() ? result_.layout.column_of_field[field] : -1);
        if (!warning) result_.bad_lines.push_back(place.line);
    }
}

// Hashes only suspect; the suspected lines are read again and their keys compared as text.
void Checker::find_repeated() {
    const auto lines = repeated_lines();
    if (lines.empty()) return;
    std::map<std::pair<std::string_view, std::string>, std::vector<Place>> places;
    for_each_raw_row(source_, [&](const RawRow& row, std::int64_t) {
        if (row.record == 0 || row.cells.size() != result_.layout.columns()) return;
        if (!std::binary_search(lines.begin(), lines.end(), row.line)) return;
        std::vector<Fault> ignored;
        for (auto& key : judge(row, ignored).keys) {
            if (key.text.empty()) continue;
            const auto name = std::pair(key.field, key.text);
            places[name].push_back({row.line, row.record, value_in(row, seen_in(source_.kind, key.field)), std::move(key)});
        }
    });
    for (const auto& [key, found] : places)
        if (found.size() > 1) report_repeated(found);
}

void Checker::report_sheet() {
    auto findings = sheet_findings(*source_.sheet);
    if (decoder_)
        for (auto& one : reading_findings(source_, result_.layout, decoder_->readings())) findings.push_back(std::move(one));
    for (auto& one : findings) {
        report({one.line, 0, {}, {}}, one.fault);
        result_.findings.back().column = std::move(one.column);
    }
}

CheckedFile Checker::run() {
    bool has_header = false;
    const auto broken = for_each_raw_row(source_, [&](const RawRow& row, std::int64_t bytes) {
        if (!has_header) take_header(row);
        else if (!result_.is_unusable) take_row(row);
        has_header = true;
        note_progress(bytes);
    });
    if (!has_header && !broken) fail(Code::invalid, N_("{} is empty; nothing was changed"), source_.file.path());
    if (broken) {
        report({broken->line, 0, {}, {}}, broken_csv(*broken));
        result_.is_unusable = true;
    }
    if (source_.sheet) report_sheet();
    find_repeated();
    sort_findings(result_, order_);
    return std::move(result_);
}

}  // namespace

std::optional<std::vector<std::string>> header_cells(const ImportSource& source, const RawRow& row) {
    std::vector<std::string> headers;
    for (const auto bytes : row.cells) {
        const auto text = decode(source.encoding.encoding, bytes);
        if (!text) return std::nullopt;
        headers.emplace_back(trim(*text));
    }
    return headers;
}

namespace {

// A title is often written above the headings.
std::optional<std::int64_t> line_of_headings(const ImportSource& source) {
    std::optional<std::int64_t> found;
    for_each_raw_row(source, [&](const RawRow& row, std::int64_t) {
        if (found || row.record > 10) return;
        const auto headers = header_cells(source, row);
        if (headers && has_mostly_known(source.kind, *headers)) found = row.line;
    });
    return found;
}

}  // namespace

void look_elsewhere(const ImportSource& source, bool is_decoded, std::vector<HeaderFault>& faults) {
    if (const auto below = line_of_headings(source))
        faults = {{{},
                   {{},
                    "E_HEADER_UNKNOWN",
                    message(N_("the headings seem to be on line {}"), *below),
                    message(N_("delete the lines above it"))}}};
    else if (source.encoding.is_inferred && (!is_decoded || !faults.empty()))
        fail(Code::file,
             N_("{} is not UTF-8, and its first line is no header of {} in CP932; name the --encoding; nothing was changed"),
             source.file.path(), source.kind.name);
}

void sort_findings(CheckedFile& file, const std::vector<std::pair<std::int64_t, int>>& places) {
    std::vector<std::size_t> by_place(places.size());
    for (std::size_t i = 0; i < by_place.size(); ++i) by_place[i] = i;
    std::stable_sort(by_place.begin(), by_place.end(), [&](auto a, auto b) { return places[a] < places[b]; });
    std::vector<ImportFinding> sorted;
    sorted.reserve(by_place.size());
    for (const auto i : by_place) sorted.push_back(std::move(file.findings[i]));
    file.findings = std::move(sorted);
    auto& lines = file.bad_lines;
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
}

BulkFile check_source(const ImportSource& source, const RowContext& context, const ImportOptions& options) {
    if (source.kind.read_whole) return source.kind.read_whole(source, context, options);
    return {check_rows(source, context, options)};
}

CheckedFile check_rows(const ImportSource& source, const RowContext& context, const ImportOptions& options) {
    return Checker(source, context, options).run();
}

}  // namespace osaki
