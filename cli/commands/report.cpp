// report: figures for the committee and for cron (art. 8-2(4)): what a report is about is said here, what it says in the library.
#include "words.hpp"

#include "osaki/base/file.hpp"
#include "report_parts.hpp"
#include "report_tables.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>
#include <span>

namespace osaki::cli {

namespace {

struct Words {
    std::optional<Month> month = {}, from = {}, to = {};
    std::optional<FiscalYear> year = {};
    ReportQuestion question = {};
    std::vector<ReportCondition> conditions = {};
    std::vector<ComplianceFinding> findings = {};  // which people are listed; none: all
    std::string directory = {};
    bool if_missing = false;
    Date today = {};
    const Settings* settings = nullptr;

    // html where the report is a page, xlsx where not, when nobody says what the file is to be
    std::string format(ReportKind kind) const {
        if (directory.empty()) return settings->value("format");
        if (!settings->asked_format.empty()) return settings->asked_format;
        return has_page(kind) ? "html" : "xlsx";
    }
    static bool has_page(ReportKind kind) {
        return kind == ReportKind::monthly || kind == ReportKind::yearly || kind == ReportKind::committee;
    }
    bool wants_page(ReportKind kind) const {
        const auto wanted = format(kind);
        if (wanted == "xlsx") return settings->fields.empty();
        return has_page(kind) && (wanted == "html" || wanted == "pdf");
    }

    Month last_month() const { return {month_of(today).months - 1}; }
    Month the_month() const { return month.value_or(last_month()); }
    Month the_to() const { return to.value_or(last_month()); }
    Month the_from() const { return from.value_or(Month{the_to().months - 23}); }
    FiscalYear the_year() const { return year.value_or(fiscal_year_of(first_day(last_month()))); }
    Date the_day() const { return question.day.value_or(today); }
};

std::shared_ptr<Words> words_of(Options& options) {
    const auto words = std::make_shared<Words>();
    words->today = options.today();
    words->settings = options.settings();
    return words;
}

void name_month(Options& options, Words& words) {
    options.month("--month", words.month, N_("which month; the last one when not said"));
}

void name_year(Options& options, Words& words) {
    options.fiscal_year("--fy", words.year, N_("which fiscal year; that of last month when not said"));
}

void name_day(Options& options, Words& words, const char* help) {
    options.date("--as-of", words.question.day, help);
}

void name_slices(Options& options, Words& words) {
    options.choice("--by", words.question.by, N_("every figure also by office type or by profession"));
}

void name_small_cell(Options& options, Words& words) {
    options.add({"--small-cell", "N", N_("blank figures of fewer than so many people, and those that would tell them"),
                 [&words](const std::string& text) {
                     const auto least = whole_number(text);
                     if (least < 2) fail(Code::usage, N_("{} blanks nothing; take 2 or more"), text);
                     words.question.small_cell = least;
                 }});
}

void name_answer(Options& options, Words& words) {
    Option condition{"--fail-on", "FIGURE", N_("exit 10 when this holds: untrained, untrained>3, trained<80"),
                     [&words](const std::string& text) { words.conditions.push_back(parse_report_condition(text)); }};
    condition.repeatable = true;
    options.add(std::move(condition));
    options.file("--output-dir", words.directory, N_("write a file into this directory, named after report and period"))
        .placeholder = "DIR";
    options.flag("--if-missing", words.if_missing, N_("with --output-dir: do nothing when the file is there"));
}

void name_findings(Options& options, Words& words) {
    Option option{"--finding", "FINDING,...", N_("list only people with these findings"), {}};
    for (const auto& name : names<ComplianceFinding>) {
        option.choices.push_back(name.token);
        option.labels.push_back(name.label);
    }
    option.repeatable = true;
    option.take = [&words](const std::string& text) {
        const auto finding = parse_name<ComplianceFinding>(text);
        if (!finding) fail(Code::usage, N_("there is no finding {}; --help lists them"), text);
        words.findings.push_back(*finding);
    };
    options.add(std::move(option));
}

Face face_of(const Words& words, ReportKind kind) {
    const auto format = words.format(kind);
    const bool has_fields = !words.settings->fields.empty();
    if (format == "table") return has_fields ? Face::columns : Face::people;
    if (has_fields) return Face::all;
    return format == "csv" ? Face::csv : Face::all;
}

// Of the tables those that have all the fields asked for, where there are such; of a list the first.
void keep_asked(std::vector<Table>& tables, const std::vector<std::string>& fields, bool is_list) {
    if (fields.empty()) return;
    const auto lacks = [&](const Table& table) {
        return std::ranges::any_of(fields, [&](const std::string& field) {
            return std::ranges::find(table.columns, field, &ColumnInfo::name) == table.columns.end();
        });
    };
    if (std::ranges::all_of(tables, lacks)) return;
    std::erase_if(tables, lacks);
    if (is_list) tables.resize(1);
}

void warn_of_usage(Output& output, const std::vector<std::string>& months) {
    constexpr std::size_t most_named = 3;
    if (months.empty()) return;
    if (months.size() > most_named)
        output.warnings.push_back(message(
            N_("no usage by user is loaded of {} months, {} to {}; who was active is not known: osaki-mcs usage import FILE"),
            months.size(), months.front(), months.back()));
    else
        output.warnings.push_back(
            message(N_("no usage by user is loaded of {}; who was active is not known: osaki-mcs usage import FILE"), months));
}

void judge_all(Output& output, const std::vector<ReportCondition>& conditions, std::span<const Fact> facts) {
    for (const auto& condition : conditions) {
        auto verdict = judge(condition, facts);
        if (verdict.holds == false) continue;
        if (verdict.holds) output.outcome = Code::findings;
        output.warnings.push_back(std::move(verdict.text));
    }
}

template <class Report, class Figures>
Output answer(const Words& words, const Report& report, const Figures& judged) {
    Output output{.tables = tables_of(report, face_of(words, report.head.report))};
    const auto format = words.format(report.head.report);
    keep_asked(output.tables, words.settings->fields, format == "table" || format == "csv");
    warn_of_usage(output, report.head.without_usage);
    judge_all(output, words.conditions, facts_of(judged));
    return output;
}

// The report as a page too, where one is asked for.
template <class Report, class Figures>
Output paged(const View& view, const Words& words, const Report& report, const Figures& judged) {
    auto output = answer(words, report, judged);
    if (words.wants_page(report.head.report))
        output.page = std::make_shared<const ReportPage>(page_of(parts_of(view, report), wording_of(view, *words.settings)));
    return output;
}

// monthly-2026-10, monthly-2026-11-to-2026-11-20, yearly-FY2026-to-2026-10: what the file is called, without its ending. A report
// of what runs on has another name than that of the whole.
std::string until(std::string name, const Words& words, const std::string& end) {
    if (words.question.day) return name + "-to-" + to_text(*words.question.day);
    return end.empty() ? name : name + "-to-" + end;
}

std::string month_name(const Words& words) {
    const auto month = words.the_month();
    return until(to_text(month), words, last_day(month) < words.today ? "" : to_text(words.today));
}

std::string year_name(const Words& words) {
    const auto year = words.the_year();
    const auto end = day_of_year(year, words.today);
    return until(to_text(year), words, end < last_day(year) ? to_text(month_of(end)) : "");
}

using NameOf = std::string (*)(const Words& words);

// Named by the program, in a directory that somebody looks into.
Action read_report(const std::shared_ptr<Words>& words, std::function<Output(const View&)> act, ReportKind kind, NameOf name_of) {
    const auto filed = [words, kind, name_of]() -> Filed {
        if (words->directory.empty() && words->if_missing) fail(Code::usage, N_("--if-missing goes with --output-dir DIR"));
        if (words->directory.empty()) return {};
        if (!words->settings->output.empty()) fail(Code::usage, N_("--output and --output-dir are two places; say one"));
        if (words->if_missing && words->settings->force)
            fail(Code::usage, N_("--if-missing and --force say opposite things; say one"));
        if (!is_directory(words->directory)) fail(Code::file, N_("{} is no directory; make it first"), words->directory);
        return {words->directory + '/' + std::string(token_of(kind)) + '-' + name_of(*words), words->format(kind),
                words->if_missing};
    };
    return Read{std::move(act), {}, filed};
}

}  // namespace

Action define_report_monthly(Options& options) {
    const auto words = words_of(options);
    name_month(options, *words);
    name_day(options, *words, N_("the register as of this day of the month instead of its last"));
    name_slices(options, *words);
    name_small_cell(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = monthly_report(view, words->the_month(), words->question);
        return paged(view, *words, report, report.figures);
    };
    return read_report(words, act, ReportKind::monthly, month_name);
}

Action define_report_yearly(Options& options) {
    const auto words = words_of(options);
    name_year(options, *words);
    name_day(options, *words, N_("the year until this day; until the end of last month when not said"));
    name_slices(options, *words);
    name_small_cell(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = yearly_report(view, words->the_year(), words->question);
        return paged(view, *words, report, report.figures);
    };
    return read_report(words, act, ReportKind::yearly, year_name);
}

Action define_report_trend(Options& options) {
    const auto words = words_of(options);
    options.month("--from", words->from, N_("first month; two years before the last when not said"));
    options.month("--to", words->to, N_("last month; last month when not said"));
    name_slices(options, *words);
    name_small_cell(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = trend_report(view, words->the_from(), words->the_to(), words->question);
        return paged(view, *words, report, report.newest);
    };
    return read_report(words, act, ReportKind::trend, [](const Words& w) {
        const bool is_over = last_day(w.the_to()) < w.today;
        return to_text(w.the_from()) + "-to-" + (is_over ? to_text(w.the_to()) : to_text(w.today));
    });
}

Action define_report_participation(Options& options) {
    const auto words = words_of(options);
    name_day(options, *words, N_("as of this day; today when not said"));
    name_small_cell(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = participation_report(view, words->question);
        return paged(view, *words, report, report.rows);
    };
    return read_report(words, act, ReportKind::participation, [](const Words& w) { return to_text(w.the_day()); });
}

Action define_report_roster(Options& options) {
    const auto words = words_of(options);
    name_month(options, *words);
    name_day(options, *words, N_("the register as of this day of the month instead of its last"));
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = roster_report(view, words->the_month(), words->question);
        return paged(view, *words, report, report.offices);
    };
    return read_report(words, act, ReportKind::roster, month_name);
}

Action define_report_compliance(Options& options) {
    const auto words = words_of(options);
    name_day(options, *words, N_("as of this day; today when not said"));
    name_findings(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        auto report = compliance_report(view, words->question);
        const auto& wanted = words->findings;
        std::erase_if(report.lines, [&](const ComplianceLine& line) {
            return !wanted.empty() && std::ranges::find(wanted, line.finding) == wanted.end();
        });
        return paged(view, *words, report, report.shares);
    };
    return read_report(words, act, ReportKind::compliance, [](const Words& w) { return to_text(w.the_day()); });
}

Action define_report_committee(Options& options) {
    const auto words = words_of(options);
    name_year(options, *words);
    name_day(options, *words, N_("the year until this day; until the end of last month when not said"));
    name_small_cell(options, *words);
    name_answer(options, *words);
    const auto act = [words](const View& view) {
        const auto report = committee_report(view, words->the_year(), words->question);
        return paged(view, *words, report, report);
    };
    return read_report(words, act, ReportKind::committee, year_name);
}

}  // namespace osaki::cli
