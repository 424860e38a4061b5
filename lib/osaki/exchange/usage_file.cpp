// One pass: cells to figures, kept by month in a few bytes a row until the file has been read to its end.
#include "osaki/base/text.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/usage_reader.hpp"

#include <algorithm>
#include <charconv>

namespace osaki {

UsageFindings::Place UsageReader::place_of(const RawRow& row, int column) const {
    const bool is_there = column >= 0 && static_cast<std::size_t>(column) < row.cells.size();
    return {row.line, row.record, column, is_there ? row.cells[static_cast<std::size_t>(column)] : std::string_view{}};
}

// As people read it; nothing, and a finding, when it cannot be read.
std::optional<std::string> UsageReader::text_in(const RawRow& row, int column) {
    const auto place = place_of(row, column);
    const auto encoding = source_.encoding.encoding;
    if (const auto* mark = mark_of(row, static_cast<std::size_t>(column)); mark != nullptr && mark->is_error) {
        findings_.report(place, error_in_cell(place.bytes));
        return std::nullopt;
    }
    const auto decoded = decode(encoding, place.bytes);
    if (!decoded) {
        findings_.report(place, undecodable(encoding));
        return std::nullopt;
    }
    const auto trimmed = trim(*decoded);
    const auto shown = source_.sheet ? trimmed : trim(without_guard(trimmed));
    if (has_control(shown)) {
        findings_.report(place, control_in_cell());
        return std::nullopt;
    }
    return std::string(shown);
}

void UsageReader::report_empty(const RawRow& row, int column) {
    const auto& heading = plan_.layout.headers[static_cast<std::size_t>(column)];
    findings_.report(place_of(row, column), {{}, "E_MISSING", message(N_("{} is empty"), heading)});
}

void UsageReader::take_header(const RawRow& row) {
    const auto headers = header_cells(source_, row);
    std::vector<HeaderFault> faults;
    if (headers) plan_ = read_usage_header(source_.kind, *headers, question_, today_, faults);
    if (!plan_.is_understood) look_elsewhere(source_, headers.has_value(), faults);
    findings_.file.layout = plan_.layout;
    for (auto& [column, fault] : faults) {
        findings_.report(row.line, column, std::move(fault));
        findings_.file.is_unusable = true;
    }
    month_column_ = plan_.column_with(UsageRole::month);
    name_column_ = plan_.column_with(UsageRole::name);
    by_key_.resize(plan_.keys.size());
    const auto& remarks = plan_.layout.is_remark;
    months_->begin(plan_.scope, std::ranges::find(remarks, true) != remarks.end());
}

UsageMonthTaken* UsageReader::month_in(const RawRow& row) {
    if (month_column_ < 0) return &months_->at(*question_.month);
    const auto place = place_of(row, month_column_);
    if (auto* known = by_month_.find(place.bytes)) return *known;
    const auto text = text_in(row, month_column_);
    if (!text) return nullptr;
    try {
        if (!text->empty()) return by_month_.put(place.bytes, &months_->at(usage_month(*text, today_)));
        report_empty(row, month_column_);
    } catch (const Error& error) {
        findings_.report(place, {{}, "E_MONTH", error.message, message(N_("write it like 2026-04"))});
    }
    return nullptr;
}

// Digits as they nearly always are; anything else by the rule for what people write.
bool UsageReader::take_number(const RawRow& row, int column, Month month, std::int32_t& to) {
    const auto bytes = row.cells[static_cast<std::size_t>(column)];
    if (bytes.empty()) return true;
    std::int32_t number = -1;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), number);
    if (error != std::errc() || end != bytes.data() + bytes.size() || number < 0 || number > most_usage) {
        const auto text = text_in(row, column);
        if (!text) return false;
        try {
            number = static_cast<std::int32_t>(usage_number(*text).value_or(-1));
        } catch (const Error& failure) {
            findings_.report(place_of(row, column), {{}, "E_NUMBER", failure.message});
            return false;
        }
    }
    to = number;
    const bool is_days = plan_.columns[static_cast<std::size_t>(column)].metric == Metric::login_days;
    if (!is_days || number <= 28 || plan_.scope != UsageScope::user) return true;
    const int days = parts(last_day(month)).day;
    if (number > days)
        findings_.report(place_of(row, column), {{}, "E_RANGE", message(N_("{} has no more than {} days"), month, days)});
    return number <= days;
}

// Figures of one month; false when the row may not be loaded.
bool UsageReader::take_part(const RawRow& row, const UsagePart& part, std::uint64_t subject) {
    auto* taken = part.month ? &months_->at(*part.month) : month_in(row);
    if (taken == nullptr) return false;
    if (!taken->is_asked) return true;
    UsageEntry entry{subject, row.line, row.record, {}};
    entry.figures.fill(-1);
    bool is_good = true, is_known = false;
    for (const auto column : part.columns) {
        auto& to = entry.figures[static_cast<std::size_t>(plan_.columns[static_cast<std::size_t>(column)].metric)];
        is_good = take_number(row, column, taken->month, to) && is_good;
        is_known = is_known || to >= 0;
    }
    // nothing of a month in a wide file may be of a time before the person came, or to come
    if (part.month && !is_known) return is_good;
    if (taken->fault) {
        if (!std::exchange(taken->is_told, true))
            findings_.report(place_of(row, part.month ? part.columns.front() : month_column_), *taken->fault);
        findings_.refuse(row.line);
        return false;
    }
    if (is_good) entries_.emplace_back(taken, entry);
    else taken->refused.insert(subject);
    return is_good;
}

void UsageReader::take_row(const RawRow& row) {
    ++findings_.file.rows;
    if (row.cells.size() != plan_.columns.size())
        return findings_.report({row.line, row.record}, wrong_width(source_, row.cells.size(), plan_.columns.size()));
    const auto subject = subject_in(row);
    if (!subject) return;
    entries_.clear();
    bool is_good = true, is_replacing = false;
    for (const auto& part : plan_.parts) is_good = take_part(row, part, *subject) && is_good;
    if (!is_good || entries_.empty()) return;
    for (const auto& [taken, entry] : entries_) {
        taken->bucket.add(entry);
        is_replacing = is_replacing || taken->before;
    }
    ++(is_replacing ? changed_ : added_);
}

BulkFile UsageReader::finish(UsageFiles& files) {
    if (!findings_.file.is_unusable) months_->finish(findings_, files);
    findings_.sort();
    const auto refused = months_->refused();
    BulkFile whole;
    whole.added = added_ - refused.fresh;
    whole.changed = changed_ - refused.replacing;
    whole.unchanged =
        findings_.file.rows - whole.added - whole.changed - static_cast<std::int64_t>(findings_.file.bad_lines.size());
    whole.removed = months_->missing();
    whole.outcome = findings_.outcome();
    whole.checked = std::move(findings_.file);
    whole.refuse_loaded = [months = months_](const std::string& sha256) { months->refuse_loaded(sha256); };
    whole.load = [months = months_, progress = options_.progress, rows = whole.checked.rows, size = source_.facts.size](
                     Change& change, ImportJobId job) {
        months->load(change, job, [&](double part) {
            if (progress) progress({true, rows, static_cast<std::int64_t>(part * static_cast<double>(size)), size});
        });
    };
    return whole;
}

BulkFile UsageReader::run(UsageFiles& files) {
    bool has_header = false;
    const auto broken = for_each_raw_row(source_, [&](const RawRow& row, std::int64_t bytes) {
        if (!has_header) take_header(row);
        else if (!findings_.file.is_unusable) take_row(row);
        has_header = true;
        const auto rows = findings_.file.rows;
        if (options_.progress && rows % 1000 == 0) options_.progress({false, rows, bytes, source_.facts.size});
    });
    if (!has_header && !broken) fail(Code::invalid, N_("{} is empty; nothing was changed"), source_.file.path());
    if (broken) {
        findings_.report(broken->line, {}, broken_csv(*broken));
        findings_.file.is_unusable = true;
    }
    if (source_.sheet)
        for (auto& one : sheet_findings(*source_.sheet)) findings_.report(one.line, std::move(one.column), std::move(one.fault));
    return finish(files);
}

BulkFile read_usage_file(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                         const UsageQuestion& question, const std::shared_ptr<UsageFiles>& files) {
    return UsageReader(source, context, options, question).run(*files);
}

}  // namespace osaki
