// import: files from outside into the register, each as one job; and the directory's own shortcut.
#include "words.hpp"

#include "osaki/exchange/import.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    std::string kind;
    std::vector<std::string> files;
    ImportOptions options;
    const Settings* settings = nullptr;
    std::vector<InputFile> opened = {};
};

Option& file_option(Options& options, Words& words) {
    Option option{
        "FILE", {}, N_("the file; - is standard input"), [&words](const std::string& text) { words.files.push_back(text); }};
    option.positional = option.required = true;
    option.completes = "file";
    return options.add(std::move(option));
}

void reading_options(Options& options, Words& words) {
    words.settings = options.settings();
    options
        .text("--encoding", words.options.encoding, "utf-8|utf-8-bom|cp932",
              N_("the file's encoding, when its bytes do not show it"))
        .choices = {"utf-8", "utf-8-bom", "cp932"};
    options.file("--errors", words.options.errors_file, N_("write the refused rows here, with what is wrong with them"));
}

void loading_options(Options& options, Words& words) {
    options.choice("--mode", words.options.mode, N_("with a bad row load nothing, or the good rows only"));
}

std::shared_ptr<Words> kind_and_file(Options& options) {
    auto words = std::make_shared<Words>();
    Option kind{"KIND", {}, N_("what the rows are"), [&to = words->kind](const std::string& text) { to = text; }};
    kind.positional = kind.required = true;
    kind.choices.assign(import_kinds().begin(), import_kinds().end());
    options.add(std::move(kind));
    file_option(options, *words);
    options.choice("--update", words->options.update, N_("what happens to records that are there already"));
    reading_options(options, *words);
    return words;
}

ImportOptions options_of(const Words& words, bool is_loading) {
    auto options = words.options;
    if (!words.settings) return options;
    options.translate = words.settings->translate;
    options.force = words.settings->force;
    if (words.settings->dry_run) options.errors_file.clear();
    if (!words.settings->progress) return options;
    options.progress = [&progress = words.settings->progress, is_loading](const ImportProgress& p) {
        progress(p.bytes + (p.is_writing ? p.total_bytes : 0), p.total_bytes * (is_loading ? 2 : 1));
    };
    return options;
}

Message loaded_message(const ImportSummary& s) {
    if (s.first_number.empty())
        return message(N_("{}: {} rows of {}: {} added, {} changed, {} unchanged, {} refused"), *s.job, s.rows, s.file, s.added,
                       s.changed, s.unchanged, s.refused);
    return message(N_("{}: {} rows of {}: {} added, {} changed, {} unchanged, {} refused; numbers {} to {}"), *s.job, s.rows,
                   s.file, s.added, s.changed, s.unchanged, s.refused, s.first_number, s.last_number);
}

Message refused_message(const ImportSummary& s, bool is_saved) {
    if (s.refused == 0 && s.rows == 0) return message(N_("{} cannot be taken as it is; nothing of it was written"), s.file);
    if (is_saved)
        return message(N_("{}: rows refused: {} of {}; correct them and load the errors file"), s.file, s.refused, s.rows);
    return message(N_("{}: rows with errors: {} of {}; nothing of it was written; correct them and run it again"), s.file,
                   s.refused, s.rows);
}

// What several files have to say, in the order they were named.
Output output_of(const std::vector<ImportReport>& reports, const Words& words) {
    Output output;
    std::vector<ImportFinding> findings;
    std::vector<ImportSummary> summaries;
    const auto& errors_file = words.options.errors_file;
    const bool dry_run = words.settings && words.settings->dry_run;
    if (dry_run && !errors_file.empty()) output.warnings.push_back(message(N_("dry run: {} was not written"), errors_file));
    const bool any_saved =
        std::ranges::any_of(reports, [](const ImportReport& report) { return report.summary.job.has_value(); });
    for (const auto& report : reports) {
        findings.insert(findings.end(), report.findings.begin(), report.findings.end());
        summaries.push_back(report.summary);
        if (report.outcome) output.outcome = any_saved ? Code::partly : *report.outcome;
        if (report.outcome) output.warnings.push_back(refused_message(report.summary, report.summary.job.has_value()));
        if (report.outcome && !errors_file.empty() && !dry_run && report.summary.refused > 0)
            output.warnings.push_back(message(N_("the refused rows are in {}"), errors_file));
        if (report.summary.job) output.numbers.push_back(to_text(*report.summary.job));
        if (!report.summary.job && !report.outcome)
            output.said.push_back(message(N_("{}: rows that can be loaded: {}; next: osaki-mcs import run {} {}"),
                                          report.summary.file, report.summary.rows, report.summary.kind, report.summary.file));
        if (!report.summary.job || !report.findings.empty()) continue;
        output.said.push_back(loaded_message(report.summary));
        if (report.summary.removed > 0)
            output.said.push_back(
                message(N_("{} records that {} no longer has were taken away"), report.summary.removed, report.summary.file));
    }
    // a file with warnings is told as tables, all of it
    if (output.said.size() < reports.size()) output.said.clear();
    output.tables = {table_of(findings), table_of(summaries, summaries.size() == 1)};
    return output;
}

bool has_outcome(const std::vector<ImportReport>& reports) {
    for (const auto& report : reports)
        if (report.outcome) return true;
    return false;
}

// A pipe is read to its end here, before the register is opened for the change.
void open_all(Words& words) {
    if (words.files.size() > 1 && !words.options.errors_file.empty())
        fail(Code::usage, N_("--errors is for one file; {} are named"), words.files.size());
    for (const auto& path : words.files) words.opened.push_back(InputFile::open(path));
}

std::vector<ImportReport> check_all(const View& view, const Words& words) {
    std::vector<ImportReport> reports;
    for (const auto& file : words.opened)
        reports.push_back(check_import(view, import_kind(view, words.kind), file, options_of(words, false)));
    return reports;
}

// Several files are one act: either every one of them can be loaded, or none is.
Output run_all(Change& change, const Words& words) {
    if (words.files.size() > 1 && words.options.mode == ImportMode::all_or_nothing) {
        const auto checked = check_all(change, words);
        if (has_outcome(checked)) return output_of(checked, words);
    }
    std::vector<ImportReport> reports;
    for (const auto& file : words.opened)
        reports.push_back(run_import(change, import_kind(change, words.kind), file, options_of(words, true)));
    return output_of(reports, words);
}

}  // namespace

Action define_import_check(Options& options) {
    const auto words = kind_and_file(options);
    const auto act = [words](const View& view) { return output_of(check_all(view, *words), *words); };
    return Read(act, [words] { open_all(*words); });
}

Action define_import_run(Options& options) {
    const auto words = kind_and_file(options);
    loading_options(options, *words);
    return Write([words](Change& change) { return run_all(change, *words); }, [words] { open_all(*words); });
}

Action define_directory_import(Options& options) {
    const auto words = std::make_shared<Words>();
    words->kind = "directory";
    file_option(options, *words).repeatable = true;
    reading_options(options, *words);
    loading_options(options, *words);
    return Write([words](Change& change) { return run_all(change, *words); }, [words] { open_all(*words); });
}

Action define_import_jobs(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query](const View& view) -> Output { return {.tables = {table_of(list_import_jobs(view, *query))}}; });
}

Action define_import_show(Options& options) {
    auto id = std::make_shared<ImportJobId>();
    options.the_id("JOB", *id, N_("number of the job")).completes = "import_job";
    return Read(
        [id](const View& view) -> Output { return {.tables = {table_of<ImportJob>({get_import_job(view, *id)}, true)}}; });
}

}  // namespace osaki::cli
