// import: files from outside into the register, each as one job; and the directory's own shortcut.
#include "importing.hpp"
#include "words.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/import_explain.hpp"
#include "osaki/exchange/import_headings.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

using Words = Importing;

Option& file_option(Options& options, Words& words) {
    Option option{
        "FILE", {}, N_("the file; - is standard input"), [&words](const std::string& text) { words.files.push_back(text); }};
    option.positional = option.required = true;
    option.completes = "file";
    return options.add(std::move(option));
}

void loading_options(Options& options, Words& words) {
    options.choice("--mode", words.options.mode, N_("with a bad row load nothing, or the good rows only"));
}

void kind_option(Options& options, Words& words) {
    Option kind{"KIND", {}, N_("what the rows are"), [&words](const std::string& text) { words.kind = text; }};
    kind.positional = kind.required = true;
    kind.choices.assign(import_kinds().begin(), import_kinds().end());
    options.add(std::move(kind));
}

void encoding_option(Options& options, Words& words) {
    words.settings = options.settings();
    options
        .text("--encoding", words.options.encoding, "utf-8|utf-8-bom|cp932",
              N_("the file's encoding, when its bytes do not show it"))
        .choices = {"utf-8", "utf-8-bom", "cp932"};
    options.text("--sheet", words.options.sheet, "NAME", N_("the sheet of a workbook; else the first that can be seen"));
}

void judging_options(Options& options, Words& words) {
    name_map(options, words);
    options.choice("--update", words.options.update, N_("what happens to records that are there already"));
    encoding_option(options, words);
}

// The answer goes to standard output.
void errors_option(Options& options, Words& words) {
    auto& option =
        options.file("--errors", words.options.errors_file, N_("write the refused rows here, with what is wrong with them"));
    option.take = [take = option.take](const std::string& text) {
        if (text == "-") fail(Code::usage, N_("the answer has standard output; name a file for the refused rows"));
        take(text);
    };
}

std::shared_ptr<Words> kind_and_file(Options& options) {
    auto words = std::make_shared<Words>();
    kind_option(options, *words);
    file_option(options, *words);
    judging_options(options, *words);
    errors_option(options, *words);
    return words;
}

ImportKind kind_of(const View& view, const Words& words) {
    auto kind = words.make ? words.make(view) : import_kind(view, words.kind);
    if (!words.map.empty()) take_headings(kind, get_import_map(view, words.map));
    return kind;
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
        return message(s.rows == 1 ? N_("{}: {} row of {}: {} added, {} changed, {} unchanged, {} refused")
                                   : N_("{}: {} rows of {}: {} added, {} changed, {} unchanged, {} refused"),
                       *s.job, s.rows, s.file, s.added, s.changed, s.unchanged, s.refused);
    // Numbers begin anew with the fiscal year: over two years the first and the last are no range.
    const auto year_of = [](const std::string& number) { return number.substr(0, number.find('-')); };
    if (s.first_number.find('-') != std::string::npos && year_of(s.first_number) != year_of(s.last_number))
        return message(
            N_("{}: {} rows of {}: {} added, {} changed, {} unchanged, {} refused; their numbers are of several fiscal "
               "years; osaki-mcs import show {}"),
            *s.job, s.rows, s.file, s.added, s.changed, s.unchanged, s.refused, *s.job);
    return message(s.rows == 1 ? N_("{}: {} row of {}: {} added, {} changed, {} unchanged, {} refused; number {}")
                               : N_("{}: {} rows of {}: {} added, {} changed, {} unchanged, {} refused; numbers {} to {}"),
                   *s.job, s.rows, s.file, s.added, s.changed, s.unchanged, s.refused, s.first_number, s.last_number);
}

Message refused_message(const ImportSummary& s, bool is_saved) {
    if (s.refused == 0 && s.rows == 0) return message(N_("{} cannot be taken as it is; nothing of it was written"), s.file);
    if (is_saved)
        return message(N_("{}: rows refused: {} of {}; correct them and load the errors file"), s.file, s.refused, s.rows);
    return message(N_("{}: rows with errors: {} of {}; nothing of it was written; correct them and run it again"), s.file,
                   s.refused, s.rows);
}

// As it can be typed: what was said to the check holds for the loading too.
std::string run_command(const std::string& path, const Words& words) {
    auto command = "osaki-mcs import run " + words.kind + " " + quoted(path);
    const auto add = [&](std::string_view option, const std::string& value) {
        if (!value.empty()) command += " " + std::string(option) + " " + quoted(value);
    };
    add("--map", words.map);
    add("--encoding", words.options.encoding);
    add("--sheet", words.options.sheet);
    if (words.options.update != Update::none) add("--update", std::string(token_of(words.options.update)));
    return command;
}

Message loadable_message(const ImportSummary& s, const std::string& path, const Words& words) {
    return message(N_("{}: rows that can be loaded: {}; next: {}"), s.file, s.rows, run_command(path, words));
}

// A part of a list looks like one from which most has gone.
bool takes_most_away(const ImportSummary& s) {
    return s.removed > s.rows;
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
    bool all_said = true;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto& report = reports[i];
        if (takes_most_away(report.summary))
            output.questions.push_back(
                message(N_("records in {}: {}; that it lacks and that would be taken away: {}; is it the whole list"),
                        report.summary.file, report.summary.rows, report.summary.removed));
        findings.insert(findings.end(), report.findings.begin(), report.findings.end());
        summaries.push_back(report.summary);
        if (report.outcome) output.outcome = any_saved ? Code::partly : *report.outcome;
        if (report.outcome) output.warnings.push_back(refused_message(report.summary, report.summary.job.has_value()));
        if (report.outcome && !errors_file.empty() && !dry_run && report.summary.refused > 0)
            output.warnings.push_back(message(N_("the refused rows are in {}"), errors_file));
        if (report.dropped_errors)
            output.warnings.push_back(
                message(N_("{} was of an earlier run and is taken away: nothing belongs in it"), errors_file));
        if (report.summary.job) output.numbers.push_back(to_text(*report.summary.job));
        if (!report.summary.job && !report.outcome)
            output.said.push_back(loadable_message(report.summary, words.opened[i].path(), words));
        const bool is_said = report.summary.job && report.findings.empty();
        all_said = all_said && (is_said || !report.summary.job);
        if (!is_said) continue;
        output.said.push_back(loaded_message(report.summary));
        if (report.summary.removed > 0)
            output.said.push_back(
                message(N_("records that {} no longer has, taken away: {}"), report.summary.file, report.summary.removed));
    }
    // a file with warnings is told as tables, all of it
    if (!all_said) output.said.clear();
    output.tables = {table_of(findings), table_of(summaries, summaries.size() == 1)};
    return output;
}

bool has_outcome(const std::vector<ImportReport>& reports) {
    for (const auto& report : reports)
        if (report.outcome) return true;
    return false;
}

}  // namespace

void open_all(Importing& words) {
    if (words.files.size() > 1 && !words.options.errors_file.empty())
        fail(Code::usage, N_("--errors is for one file; {} are named"), words.files.size());
    for (const auto& path : words.files) words.opened.push_back(InputFile::open(path));
    const auto output = words.settings ? words.settings->output : std::string();
    for (const auto& file : words.opened)
        if (!output.empty() && file.is_at(output))
            fail(Code::usage, N_("{} is the file to be loaded; name another for --output"), output);
}

namespace {

std::vector<ImportReport> check_all(const View& view, const ImportKind& kind, const Words& words) {
    std::vector<ImportReport> reports;
    for (const auto& file : words.opened) reports.push_back(check_import(view, kind, file, options_of(words, false)));
    return reports;
}

}  // namespace

// Several files are one act: either every one of them can be loaded, or none is. They share the kind, which has seen all of them
// before it takes away what none of them has.
Output run_all(Change& change, const Importing& words) {
    const auto kind = kind_of(change, words);
    if (words.files.size() > 1) {
        const auto checked = check_all(change, kind, words);
        if (words.options.mode == ImportMode::all_or_nothing && has_outcome(checked)) return output_of(checked, words);
    }
    std::vector<ImportReport> reports;
    for (const auto& file : words.opened) reports.push_back(run_import(change, kind, file, options_of(words, true)));
    return output_of(reports, words);
}

void name_map(Options& options, Importing& words) {
    options.text("--map", words.map, "NAME", N_("headings of the office's own, kept with import map")).completes = "import_map";
}

void name_files(Options& options, Importing& words) {
    file_option(options, words).repeatable = true;
}

void name_reading(Options& options, Importing& words) {
    encoding_option(options, words);
    errors_option(options, words);
    loading_options(options, words);
}

Action define_import_check(Options& options) {
    const auto words = kind_and_file(options);
    const auto act = [words](const View& view) { return output_of(check_all(view, kind_of(view, *words), *words), *words); };
    return Read(act, [words] { open_all(*words); });
}

Action define_import_run(Options& options) {
    const auto words = kind_and_file(options);
    loading_options(options, *words);
    return Write([words](Change& change) { return run_all(change, *words); }, [words] { open_all(*words); });
}

namespace {

struct Place {
    std::string text;
    std::optional<std::int64_t> line = {};
};

// FILE:17, or FILE when --line says it.
void split(Place& place) {
    if (place.line) return;
    const auto colon = place.text.rfind(':');
    if (colon == std::string::npos) fail(Code::usage, N_("which line is not said; write {}:LINE or add --line"), place.text);
    place.line = whole_number(place.text.substr(colon + 1));
    place.text.resize(colon);
}

Output explained(const View& view, const Words& words, std::int64_t line) {
    const auto kind = kind_of(view, words);
    const auto explained = explain_line(view, kind, words.opened.front(), line, options_of(words, false));
    Output output{
        .tables = {table_of(explained.cells), table_of(explained.findings), table_of<ImportOutlook>({explained.outlook}, true)}};
    if (explained.other_bad_lines > 0)
        output.warnings.push_back(message(
            N_("other lines with errors: {}; without --mode skip-bad nothing of the file is loaded"), explained.other_bad_lines));
    if (explained.loaded)
        output.warnings.push_back(message(N_("this very file is loaded already, as {} on {}"), explained.loaded->import_job_id,
                                          date_of(explained.loaded->at)));
    return output;
}

}  // namespace

Action define_import_explain(Options& options) {
    const auto words = std::make_shared<Words>();
    const auto place = std::make_shared<Place>();
    kind_option(options, *words);
    Option file{"FILE:LINE", {}, N_("the file, - for standard input, and the line"), [place](const std::string& text) {
                    place->text = text;
                }};
    file.positional = file.required = true;
    file.completes = "file";
    options.add(std::move(file));
    options.add({"--line", "LINE", N_("the line, for a file whose name ends like one"),
                 [place](const std::string& text) { place->line = whole_number(text); }});
    judging_options(options, *words);
    const auto open = [words, place] {
        split(*place);
        words->files = {place->text};
        open_all(*words);
    };
    return Read([words, place](const View& view) { return explained(view, *words, *place->line); }, open);
}

Action define_directory_import(Options& options) {
    const auto words = std::make_shared<Words>();
    words->kind = "directory";
    name_files(options, *words);
    name_reading(options, *words);
    return Write([words](Change& change) { return run_all(change, *words); }, [words] { open_all(*words); });
}

Action define_import_jobs(Options& options) {
    return list_of(options, &list_import_jobs);
}

Action define_import_show(Options& options) {
    auto id = std::make_shared<ImportJobId>();
    options.the_id("JOB", *id, N_("number of the job")).completes = "import_job";
    return Read(
        [id](const View& view) -> Output { return {.tables = {table_of<ImportJob>({get_import_job(view, *id)}, true)}}; });
}

}  // namespace osaki::cli
