// help: on a command, a word, the global options, the exit statuses; --man is for the build of the man pages.
#include "help.hpp"

#include "options.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

Action define_help(Options& options) {
    struct Wish {
        std::vector<std::string> words;
        std::string man;
        std::string fields;
    };
    auto wish = std::make_shared<Wish>();
    auto& words = options.list("WORD", wish->words, {}, N_("a command, options, or exit-status"));
    words.positional = true;
    words.completes = "command";
    options.text("--man", wish->man, "WORD", N_("the options of all commands of this word, as scdoc"));
    options.text("--man-fields", wish->fields, "KIND", N_("the columns of a file that can be imported, as scdoc"));
    const auto* settings = options.settings();
    return Plain{[wish, settings] {
        if (!wish->man.empty()) return Output{.text = man_of(wish->man, settings->translate)};
        if (!wish->fields.empty()) return Output{.text = man_of_fields(wish->fields, settings->translate)};
        return Output{.text = help_on(wish->words, settings->translate)};
    }};
}

}  // namespace osaki::cli
