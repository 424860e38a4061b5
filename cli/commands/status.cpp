// status: today's desk, what waits for whom.
#include "words.hpp"

#include "labels.hpp"
#include "osaki/domain/desk.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

// So many lines that somebody looks for their own.
constexpr std::size_t many = 10;

// "secretariat 12, approver 3" of those there are.
std::string counts_of(const std::vector<DeskLine>& lines, Translate translate) {
    std::string text;
    for (const auto& name : names<Waiting>) {
        const auto count = std::ranges::count(lines, name.value, &DeskLine::waits_for);
        if (count > 0) text += (text.empty() ? "" : ", ") + std::string(translate(name.label)) + ' ' + std::to_string(count);
    }
    return text;
}

}  // namespace

Action define_status(Options& options) {
    auto wanted = std::make_shared<DeskQuery>();
    options.choice("--for", wanted->waits_for, N_("only what waits for them"));
    options.flag("--overdue", wanted->overdue, N_("only what was due before today"));
    options.query(wanted->query);
    const auto* settings = options.settings();
    return Read([wanted, settings](const View& view) -> Output {
        const auto all = todays_desk(view);
        const auto lines = chosen_from(view, all, *wanted);
        Output output{.tables = {coded_table(table_of(lines), "open", "open")}};
        for (const auto& line : lines)
            if (!line.number.empty()) output.numbers.push_back(line.number);
        if (all.empty()) output.said = {message(N_("nothing waits"))};
        if (lines.size() > many)
            output.warnings = {message(N_("{} lines: {}"), lines.size(), counts_of(lines, settings->translate))};
        if (lines.size() < all.size()) output.warnings = {message(N_("{} of {} lines shown"), lines.size(), all.size())};
        return output;
    });
}

}  // namespace osaki::cli
