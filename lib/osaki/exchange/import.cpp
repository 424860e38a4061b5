// Checking and loading one file as one job.
#include "osaki/exchange/import.hpp"

#include "osaki/exchange/import_check.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace osaki {

const Description<ImportFinding>& describe(const ImportFinding*) {
    static constexpr std::array columns{
        column<&ImportFinding::file>("file", N_("File")).required(),
        column<&ImportFinding::line>("line", N_("Line")),
        column<&ImportFinding::record>("record", N_("Record")).detail(),
        column<&ImportFinding::column>("column", N_("Column")),
        column<&ImportFinding::value>("value", N_("Value")),
        column<&ImportFinding::severity>("severity", N_("Severity")),
        column<&ImportFinding::code>("code", N_("Code")).required(),
        column<&ImportFinding::text>("text", N_("What is the case")),
        column<&ImportFinding::hint>("hint", N_("Hint")),
    };
    static constexpr Description<ImportFinding> description{"import_finding", N_("Finding"), columns};
    return description;
}

const Description<ImportSummary>& describe(const ImportSummary*) {
    static constexpr std::array columns{
        column<&ImportSummary::kind>("kind", N_("Kind")).required(),
        column<&ImportSummary::file>("file", N_("File")).required(),
        column<&ImportSummary::encoding>("encoding", N_("Encoding")).required(),
        column<&ImportSummary::rows>("rows", N_("Rows")),
        column<&ImportSummary::errors>("errors", N_("Errors")),
        column<&ImportSummary::warnings>("warnings", N_("Warnings")),
        column<&ImportSummary::refused>("refused", N_("Refused")),
        column<&ImportSummary::added>("added", N_("Added")),
        column<&ImportSummary::changed>("changed", N_("Changed")),
        column<&ImportSummary::unchanged>("unchanged", N_("Unchanged")),
        column<&ImportSummary::removed>("removed", N_("Removed")),
        column<&ImportSummary::job>("job", N_("Job")),
        column<&ImportSummary::first_number>("first_number", N_("First number")).detail(),
        column<&ImportSummary::last_number>("last_number", N_("Last number")).detail(),
    };
    static constexpr Description<ImportSummary> description{"import_summary", N_("Import"), columns};
    return description;
}

namespace {

// A file as far as it was checked.
struct Checked {
    ImportSource source;
    CheckedFile file;
    BulkFile whole;  // without its file
    ImportReport report;
};

void refuse_loaded(const View& view, const ImportSource& source) {
    if (const auto job = find_import_job(view, source.kind.name, to_hex(source.sha256.get())))
        throw loaded_already(source.file.path(), *job);
}

Checked check(const View& view, const ImportKind& kind, const InputFile& file, const ImportOptions& options) {
    if (options.update != Update::none && !kind.updates)
        fail(Code::usage, N_("a file of kind {} only adds; --update is for other kinds"), kind.name);
    check_error_file(file, options);
    Checked checked{open_source(kind, file, options), {}, {}, {}};
    // a file that is read in one pass is read while its hash is made
    if (!kind.read_whole) refuse_loaded(view, checked.source);
    checked.whole = check_source(checked.source, {view, options.update}, options);
    if (kind.read_whole) checked.whole.refuse_loaded(to_hex(checked.source.sha256.get()));
    checked.file = std::move(checked.whole.checked);
    auto& summary = checked.report.summary;
    summary.kind = kind.name;
    summary.file = file.name();
    summary.encoding = form_of(checked.source);
    summary.rows = checked.file.rows;
    for (const auto& finding : checked.file.findings) ++(finding.severity == Severity::error ? summary.errors : summary.warnings);
    summary.refused = checked.file.is_unusable ? summary.rows : static_cast<std::int64_t>(checked.file.bad_lines.size());
    if (summary.errors > 0) checked.report.outcome = checked.whole.outcome;
    if (!options.errors_file.empty() && summary.errors > 0 && !checked.file.is_unusable)
        write_error_file(checked.source, checked.file, options);
    else checked.report.dropped_errors = drop_error_file(options);
    checked.report.findings = std::move(checked.file.findings);
    return checked;
}

void count(ImportSummary& summary, const RowResult& result) {
    switch (result.how) {
        case Applied::added:
            ++summary.added;
            break;
        case Applied::changed:
            ++summary.changed;
            break;
        case Applied::unchanged:
            ++summary.unchanged;
            break;
    }
    if (result.how == Applied::unchanged || result.number.empty()) return;
    if (summary.first_number.empty()) summary.first_number = result.number;
    summary.last_number = result.number;
}

// A rule that only the writing meets, say between two rows of the file.
[[noreturn]] void refuse_row(const ImportSource& source, const RawRow& row, const Error& why) {
    Error error(
        why.code == Code::bug ? Code::bug : Code::invalid,
        message(N_("line {} of {} passed the check but cannot be loaded; nothing was changed"), row.line, source.file.path()),
        why.faults.empty() ? std::vector<Fault>{{{}, "E_RULE", why.message}} : why.faults);
    error.details = {{"file", source.file.path()}, {"line", std::to_string(row.line)}};
    throw error;
}

bool is_about_the_row(Code code) {
    return code == Code::invalid || code == Code::conflict || code == Code::forbidden || code == Code::not_found;
}

void load_row(Change& change, const Checked& checked, RowDecoder& decoder, const RawRow& row, const ImportOptions& options,
              ImportSummary& summary) {
    std::vector<Fault> told;
    const auto& cells = decoder.decode(row, told);
    try {
        count(summary, checked.source.kind.apply(change, {change, options.update}, cells));
    } catch (const Error& error) {
        if (!is_about_the_row(error.code)) throw;
        refuse_row(checked.source, row, error);
    }
}

// What a file lacks has gone away only when the file holds everything: none of it was refused, and it is no file of refused rows.
bool is_whole(const CheckedFile& file) {
    return file.bad_lines.empty() && std::ranges::none_of(file.layout.is_remark, std::identity{});
}

[[noreturn]] void refuse_changed(const ImportSource& source) {
    fail(Code::file, N_("{} changed while it was read; nothing was changed in the register; run it again"), source.file.path());
}

ImportJobId remember_job(Change& change, const Checked& checked) {
    const auto& s = checked.report.summary;
    return add_import_job(change, {{},
                                   s.kind,
                                   s.file,
                                   to_hex(checked.source.sha256.get()),
                                   s.encoding,
                                   change.now(),
                                   s.rows,
                                   s.added,
                                   s.changed,
                                   s.unchanged,
                                   s.refused,
                                   {}});
}

// The job comes first: what is loaded names it.
void load_whole(Change& change, Checked& checked) {
    auto& summary = checked.report.summary;
    summary.added = checked.whole.added;
    summary.changed = checked.whole.changed;
    summary.unchanged = checked.whole.unchanged;
    summary.removed = checked.whole.removed;
    summary.job = remember_job(change, checked);
    checked.whole.load(change, *summary.job);
    if (checked.source.file.has_changed()) refuse_changed(checked.source);
}

void load_rows(Change& change, Checked& checked, const ImportOptions& options) {
    auto& summary = checked.report.summary;
    RowDecoder decoder(checked.source, checked.file.layout);
    std::int64_t rows = 0;
    auto bad = checked.file.bad_lines.begin();
    for_each_raw_row(checked.source, [&](const RawRow& row, std::int64_t bytes) {
        if (row.record == 0) return;
        ++rows;
        if (options.progress && rows % 1000 == 0) options.progress({true, rows, bytes, checked.source.facts.size});
        if (bad != checked.file.bad_lines.end() && *bad == row.line) ++bad;
        else load_row(change, checked, decoder, row, options, summary);
    });
    if (rows != summary.rows || checked.source.file.has_changed()) refuse_changed(checked.source);
    if (checked.source.kind.finish && is_whole(checked.file)) summary.removed = checked.source.kind.finish(change);
}

}  // namespace

Error loaded_already(const std::string& path, const ImportJob& job) {
    Error error(Code::conflict,
                message(N_("{} is loaded already, as {} on {}; nothing was changed"), path, job.import_job_id, date_of(job.at)));
    error.details.emplace_back("import_job", to_text(job.import_job_id));
    return error;
}

ImportReport check_import(const View& view, const ImportKind& kind, const InputFile& file, const ImportOptions& options) {
    return check(view, kind, file, options).report;
}

ImportReport run_import(Change& change, const ImportKind& kind, const InputFile& file, const ImportOptions& options) {
    auto checked = check(change, kind, file, options);
    auto& report = checked.report;
    const bool has_refused = report.summary.errors > 0;
    const bool has_good = kind.read_whole
                              ? checked.whole.added + checked.whole.changed > 0  // rows of other months are not loaded
                              : report.summary.refused < report.summary.rows;
    const bool may_skip = options.mode == ImportMode::skip_bad && !checked.file.is_unusable && has_good;
    if (has_refused && !may_skip) return std::move(report);
    if (kind.finish && !is_whole(checked.file)) {
        report.findings.push_back(
            {file.path(),
             1,
             {},
             {},
             {},
             Severity::warning,
             "W_NOT_WHOLE",
             message(N_("rows were refused, or these are refused rows; nothing that the file lacks is taken away")),
             message(N_("load the whole file once more when it is corrected"))});
        ++report.summary.warnings;
    }
    if (kind.read_whole) {
        load_whole(change, checked);
    } else {
        load_rows(change, checked, options);
        report.summary.job = remember_job(change, checked);
    }
    report.outcome = has_refused ? std::optional(Code::partly) : std::nullopt;
    return std::move(report);
}

}  // namespace osaki
