// import template: an empty file of a kind, for an office to fill in.
#include "words.hpp"

#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/template.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    std::string kind;
    Encoding encoding = Encoding::utf8_bom;
    const Settings* settings = nullptr;
};

// The name of the file says what it is.
bool is_workbook(const std::string& path) {
    if (path.ends_with(".xlsx")) return true;
    if (path.empty() || path == "-" || path.ends_with(".csv")) return false;
    fail(Code::usage, N_("{} is neither .xlsx nor .csv; name the template's file so"), path);
}

Output template_for(const View& view, const Words& words) {
    const auto columns = template_of(import_kind(view, words.kind), Codes(view), words.settings->translate);
    if (is_workbook(words.settings->output)) return {.text = template_workbook(words.kind, columns, view.now())};
    return {.text = template_csv(columns, words.encoding)};
}

}  // namespace

Action define_import_template(Options& options) {
    const auto words = std::make_shared<Words>();
    words->settings = options.settings();
    Option kind{"KIND", {}, N_("what the rows are"), [words](const std::string& text) { words->kind = text; }};
    kind.positional = kind.required = true;
    kind.choices.assign(import_kinds().begin(), import_kinds().end());
    options.add(std::move(kind));
    options.choice("--encoding", words->encoding, N_("of a CSV file; with the mark, Excel reads it right"));
    return Read([words](const View& view) { return template_for(view, *words); });
}

}  // namespace osaki::cli
