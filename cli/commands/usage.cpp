// usage: monthly figures of use, loaded from files, matched to people, closed by the month (art. 8-2(4)).
#include "importing.hpp"
#include "labels.hpp"
#include "words.hpp"

#include "osaki/domain/report_month.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace osaki::cli {

namespace {

struct Words {
    Importing file = {};
    UsageQuestion question = {};
};

void open_files(Words& words) {
    words.file.kind = "usage";
    words.file.make = [question = words.question](const View& view) { return usage_import(view, question); };
    open_all(words.file);
}

Message loaded_line(const View& view, const UsageLoad& load) {
    const auto before = replaced_by(view, load);
    if (before && before->import_job_id != load.import_job_id)
        return message(N_("{} {} loaded; rows: {}, unmatched: {}; this takes the place of {}"), load.month, load.scope, load.rows,
                       load.unmatched, before->import_job_id);
    return message(N_("{} {} loaded; rows: {}, unmatched: {}"), load.month, load.scope, load.rows, load.unmatched);
}

Message next_line(const View& view, const std::vector<UsageLoad>& loads) {
    for (const auto& load : loads)
        if (load.open > 0) return message(N_("next: osaki-mcs usage unmatched"));
    std::string months;
    for (const auto& load : loads) {
        const auto month = ' ' + to_text(load.month);
        if (last_day(load.month) < view.today() && !months.ends_with(month)) months += month;
    }
    if (months.empty()) return message(N_("next: osaki-mcs usage list"));
    return message(N_("next: osaki-mcs usage close{}"), months);
}

// Beside tables it is said as a warning.
Output loaded(Change& change, const Words& words) {
    auto output = run_all(change, words.file);
    auto& said = output.said.empty() ? output.warnings : output.said;
    std::vector<UsageLoad> loads;
    for (const auto& number : output.numbers)
        for (auto& load : usage_loads_of(change, number_of<ImportJobTag>(number))) {
            said.push_back(loaded_line(change, load));
            loads.push_back(std::move(load));
        }
    if (!loads.empty()) said.push_back(next_line(change, loads));
    return output;
}

}  // namespace

Action define_usage_import(Options& options) {
    auto words = std::make_shared<Words>();
    name_files(options, words->file);
    options.month("--month", words->question.month,
                  N_("the month of a file that does not say it; of a file with months: load this one only"));
    options.fiscal_year("--fy", words->question.year, N_("the fiscal year of headings like 4月"));
    options.choice("--metric", words->question.metric, N_("what is counted under headings that are a month and nothing else"));
    name_map(options, words->file);
    name_reading(options, words->file);
    return Write([words](Change& change) { return loaded(change, *words); }, [words] { open_files(*words); });
}

Action define_usage_list(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query](const View& view) -> Output {
        Output output{.tables = {coded_table(table_of(list_usage_loads(view, *query)), "metrics", "metric")}};
        for (const auto month : months_without_usage(view))
            output.warnings.push_back(
                message(N_("{} is over, and nothing of it is loaded; osaki-mcs usage import FILE --month {}"), month, month));
        return output;
    });
}

Action define_usage_show(Options& options) {
    struct Asked {
        std::vector<std::string> what;
        Query query;
    };
    auto words = std::make_shared<Asked>();
    options.texts("WHAT", words->what, N_("months (2026-04), users (U000001) or offices (O0002)")).completes = "usage";
    options.query(words->query);
    return Read([words](const View& view) -> Output {
        std::vector<Usage> rows;
        for (const auto& what : words->what)
            for (auto& row : list_usage(view, what, words->query)) rows.push_back(std::move(row));
        return {.tables = {table_of(rows)}};
    });
}

namespace {

// Rows that are not offered, for nothing of them can be matched.
void say_closed(Output& output, const View& view) {
    const auto closed = closed_usage_unmatched(view);
    if (closed.rows > 0)
        output.said.push_back(
            message(N_("unmatched rows of closed months: {} ({}); they are shown and matched once their month is "
                       "open again: osaki-mcs usage reopen MONTH --reason TEXT"),
                    closed.rows, closed.months));
}

}  // namespace

Action define_usage_unmatched(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query](const View& view) -> Output {
        const auto rows = list_usage_unmatched(view, *query);
        Output output{.tables = {table_of(rows)}};
        for (const auto& row : rows)
            for (const auto& user : likely_users(view, row))
                output.said.push_back(message(N_("{} is likely {} {}: osaki-mcs usage match {} --user {}"),
                                              row.usage_unmatched_id, user.user_id, user.name, row.usage_unmatched_id,
                                              user.user_id));
        if (!rows.empty())
            output.said.push_back(
                message(N_("next: osaki-mcs usage match NUMBER --user USER, or --none --reason TEXT when it is "
                           "nobody of this network; osaki-mcs usage match --all looks again by address")));
        say_closed(output, view);
        return output;
    });
}

namespace {

struct Matching {
    std::vector<UsageUnmatchedId> ids = {};
    UsageMatch to = {};
    bool none = false, all = false;
};

void check_words(const Matching& words) {
    const int said = (words.to.user ? 1 : 0) + (words.to.office ? 1 : 0) + (words.none ? 1 : 0) + (words.all ? 1 : 0);
    if (said != 1) fail(Code::usage, N_("say one of --user USER, --office OFFICE, --none and --all"));
    if (words.all && !words.ids.empty()) fail(Code::usage, N_("--all is about every row; numbers do not go with it"));
    if (!words.all && words.ids.empty())
        fail(Code::usage, N_("which row is not said; osaki-mcs usage unmatched shows their numbers"));
}

Message matched_line(const View& view, const UsageUnmatched& row) {
    const auto id = row.usage_unmatched_id;
    if (row.user_id)
        return message(N_("{} {} of {}: {} {}"), id, row.key, row.month, *row.user_id, get_user(view, *row.user_id).name);
    if (row.office_id)
        return message(N_("{} {} of {}: {} {}"), id, row.key, row.month, *row.office_id, get_office(view, *row.office_id).name);
    return message(N_("{} {} of {}: nobody of this network"), id, row.key, row.month);
}

// Figures that somebody has already may be the same ones under another address.
void ask_before_adding(Output& output, const View& view, const UsageUnmatched& row) {
    auto beside = figures_beside(view, row);
    const auto known =
        std::ranges::find_if(names<Metric>, [&](const auto& name) { return figure_of(beside, name.value).has_value(); });
    if (known == names<Metric>.end()) return;
    const auto whose = row.user_id ? to_text(*row.user_id) + ' ' + get_user(view, *row.user_id).name
                                   : to_text(*row.office_id) + ' ' + get_office(view, *row.office_id).name;
    output.questions.push_back(
        message(N_("{} has figures of {} already ({}: {}; all of them: osaki-mcs usage show {}); add those of {} ({}) to them?"),
                whose, row.month, Argument{known->label, true}, *figure_of(beside, known->value),
                whose.substr(0, whose.find(' ')), row.usage_unmatched_id, row.key));
}

Output matched(Change& change, const Matching& words) {
    check_words(words);
    const auto rows = words.all ? match_known_usage(change) : match_usage(change, words.ids, words.to);
    Output output{.tables = {table_of(rows)}};
    for (const auto& row : rows) {
        output.said.push_back(matched_line(change, row));
        ask_before_adding(output, change, row);
        output.numbers.push_back(to_text(row.usage_unmatched_id));
    }
    const auto open = list_usage_unmatched(change, {}).size();
    if (rows.empty() && open == 0) output.said.push_back(message(N_("no row is unmatched")));
    else if (rows.empty())
        output.said.push_back(message(N_("none of the {} unmatched rows is anybody's who is registered"), open));
    else if (open > 0) output.said.push_back(message(N_("still unmatched: {}; osaki-mcs usage unmatched"), open));
    else output.said.push_back(message(N_("no row is unmatched any more; next: osaki-mcs usage close MONTH")));
    if (words.all) say_closed(output, change);
    return output;
}

}  // namespace

Action define_usage_match(Options& options) {
    auto words = std::make_shared<Matching>();
    auto& ids = options.ids("NUMBER", words->ids, N_("rows of usage unmatched; - reads numbers from stdin"));
    ids.required = false;
    ids.completes = "usage_unmatched";
    options.id("--user", words->to.user, "USER", N_("they are this user's")).completes = "user";
    options.id("--office", words->to.office, "OFFICE", N_("they are this office's")).completes = "office";
    options.flag("--none", words->none, N_("they are nobody's of this network; needs --reason"));
    options.flag("--all", words->all, N_("every row whose address somebody has by now"));
    return Write([words](Change& change) { return matched(change, *words); });
}

namespace {

// What would be missing from its figures for ever.
void ask_before_closing(Output& output, const View& view, Month month) {
    if (!find_usage_load(view, month, UsageScope::user))
        output.questions.push_back(
            message(N_("{}: no usage by user is loaded, and active users stay unknown; close it all the same?"), month));
    std::int64_t open = 0;
    for (const auto scope : {UsageScope::user, UsageScope::office})
        if (const auto load = find_usage_load(view, month, scope)) open += load->open;
    if (open > 0)
        output.questions.push_back(
            message(N_("{}: unmatched rows: {}, and their figures are not counted; close it all the same?"), month, open));
}

Output closed(Change& change, const std::vector<Month>& months) {
    Output output;
    std::vector<UsageMonth> rows;
    for (const auto month : months) {
        ask_before_closing(output, change, month);
        close_month(change, month);
        rows.push_back(*find_usage_month(change, month));
        output.said.push_back(
            message(N_("{} closed; its figures stay as they are now; next: osaki-mcs report monthly --month {}"), month, month));
        output.numbers.push_back(to_text(month));
    }
    output.tables = {table_of(rows)};
    return output;
}

}  // namespace

Action define_usage_close(Options& options) {
    auto months = std::make_shared<std::vector<Month>>();
    options.months("MONTH", *months, N_("the month, like 2026-04 or last-month")).completes = "usage_month.open";
    return Write([months](Change& change) { return closed(change, *months); });
}

Action define_usage_reopen(Options& options) {
    auto months = std::make_shared<std::vector<Month>>();
    options.months("MONTH", *months, N_("the month, like 2026-04")).completes = "usage_month.closed";
    return Write([months](Change& change) -> Output {
        Output output;
        std::vector<UsageMonth> rows;
        for (const auto month : *months) {
            reopen_month(change, month, change.actor().reason);
            rows.push_back(*find_usage_month(change, month));
            output.said.push_back(message(N_("{} open again; next: osaki-mcs usage close {}"), month, month));
            output.numbers.push_back(to_text(month));
        }
        output.tables = {table_of(rows)};
        return output;
    });
}

}  // namespace osaki::cli
