// The global options: names, help lines and where they go.
#include "globals.hpp"

namespace osaki::cli {

namespace {

void add_word(Options& options, std::string name, std::string& to, std::vector<std::string_view> choices, const char* help) {
    std::string placeholder;
    for (const auto choice : choices) placeholder += (placeholder.empty() ? "" : "|") + std::string(choice);
    options.text(std::move(name), to, std::move(placeholder), help).choices = std::move(choices);
}

void add_answer_options(Options& options, Globals& to) {
    add_word(options, "--format", to.format, {"table", "json", "ndjson", "csv", "xlsx", "html", "pdf"},
             N_("how the answer is written"));
    options.add({"--json", "[=FIELDS]", N_("short for --format json --fields FIELDS; a value only after ="),
                 [&to](const std::string& text) {
                     to.json = true;
                     if (!text.empty()) to.fields = fields_of(text);
                 }});
    options.list("--fields", to.fields, "FIELD,...", N_("only these fields, in this order"));
    options.text("--field", to.field, "FIELD", N_("only the bare values of this field, one a line"));
    options.file("-o,--output", to.output, N_("write the answer to this file, mode 0600"));
    options.flag("--force", to.force, N_("let --output or --errors replace a file"));
    options.choice("--encoding", to.encoding, N_("the encoding of CSV"));
    options.flag("--excel", to.excel, N_("CSV that Japanese Excel opens as it is, formulas made harmless"));
    options.flag("--porcelain", to.porcelain, N_("print only numbers, one a line"));
    options.flag("--no-header", to.no_header, N_("no heading line in tables and CSV"));
    options.flag("--wareki", to.wareki, N_("show dates in Japanese eras"));
    add_word(options, "--color", to.color, {"auto", "always", "never"}, N_("colour on a terminal"));
}

}  // namespace

void add_globals(Options& options, Globals& to) {
    options.file("--db", to.db, N_("the register's file")).placeholder = "PATH";
    options.file("--config", to.config, N_("read this configuration instead of your own")).placeholder = "PATH";
    add_word(options, "--lang", to.lang, {"ja", "en"}, N_("the language of messages and headings"));
    options.flag("-n,--dry-run", to.dry_run, N_("say what would change, and save nothing"));
    options.flag("-y,--yes", to.yes, N_("answer every question with yes"));
    options.flag("--no-input", to.no_input, N_("never ask: exit 9 instead"));
    options.flag("-q,--quiet", to.quiet, N_("say nothing but errors"));
    options.flag("-v,--verbose", to.verbose, N_("say more on standard error"));
    options.text("--reason", to.reason, "TEXT", N_("why, kept in the audit"));
    add_answer_options(options, to);
    options.add({"--lock-wait", "SEC", N_("how long to wait while somebody else writes"),
                 [&to](const std::string& text) { to.lock_wait = whole_number(text); }});
    options.flag("--accept-clock", to.accept_clock, N_("go on although the clock lies before the newest entry; recorded"));
}

}  // namespace osaki::cli
