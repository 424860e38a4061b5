// Shows what would happen and asks.
#include "questions.hpp"

#include "osaki/base/text.hpp"

#include <istream>
#include <ostream>

namespace osaki::cli {

namespace {

bool is_yes(std::string_view answer) {
    const auto word = normalise(trim(answer));
    return word == "y" || word == "Y" || word == "yes" || word == "Yes" || word == "YES" || word == "はい";
}

}  // namespace

std::vector<std::string> questions_of(const Job& job, const Output& output) {
    std::vector<std::string> questions;
    for (const auto& question : output.questions) questions.push_back(printable(to_text(question, job.settings.translate)));
    return questions;
}

void ask(Job& job, const Output& output, const std::vector<std::string>& questions) {
    job.progress.wipe();
    auto& host = job.host;
    const auto translate = job.settings.translate;
    const bool can_ask = host.in_is_terminal && host.err_is_terminal && !job.globals.no_input;
    if (!can_ask && job.style.format == Format::json && !host.err_is_terminal)
        fail(Code::confirmation, N_("nothing was done; add --yes to confirm"));
    host.err << translate(N_("what would happen:")) << '\n';
    for (const auto& line : output.said) host.err << "  " << printable(to_text(line, translate)) << '\n';
    for (const auto& question : questions) {
        host.err << question;
        if (!can_ask) {
            host.err << '\n';
            continue;
        }
        host.err << " [y/N] " << std::flush;
        std::string answer;
        if (!std::getline(host.in, answer)) host.err << '\n';
        if (!is_yes(answer)) fail(Code::confirmation, N_("not confirmed, nothing was done"));
    }
    if (!can_ask) fail(Code::confirmation, N_("nothing was done; add --yes to confirm"));
}

}  // namespace osaki::cli
