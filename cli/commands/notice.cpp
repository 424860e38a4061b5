#include "words.hpp"

#include "files.hpp"
#include "letter.hpp"
#include "notices.hpp"
#include "osaki/domain/registration.hpp"

#include <memory>

namespace osaki::cli {

namespace {

Secret notices_of(const View& view, const std::vector<ApplicationId>& ids) {
    std::vector<DecisionLetter> letters;
    for (const auto id : ids) letters.push_back(decision_letter(view, get_application(view, id)));
    return decision_pdf(letter_file(view, get_profile(view)), letters);
}

void require_notice_file(const std::string& file) {
    if (file == "-") return;
    if (!is_pdf_name(file)) fail(Code::usage, N_("a notice is a PDF; name it like notice.pdf"));
    require_new_file(file);
}

std::function<void(const Surface&)> writing(Secret pdf, const std::string& file) {
    return [kept = std::make_shared<const Secret>(std::move(pdf)), file](const Surface& surface) {
        if (file == "-") surface.write(kept->reveal());
        else write_new_file(file, kept->reveal());
    };
}

// As they follow on a command line.
std::string numbers_of(const std::vector<ApplicationId>& ids) {
    std::string numbers;
    for (const auto id : ids) numbers += (numbers.empty() ? "" : " ") + to_text(id);
    return numbers;
}

Message when_sent(const std::vector<ApplicationId>& ids) {
    return message(ids.size() == 1 ? N_("when the notice is sent: osaki-mcs application notice {} --sent DATE")
                                   : N_("when the notices are sent: osaki-mcs application notice {} --sent DATE"),
                   numbers_of(ids));
}

struct Words {
    std::vector<ApplicationId> ids;
    std::string letter;
    std::optional<Date> sent;
};

Output answer_for(const View& view, const Words& words) {
    Output output;
    std::vector<Application> applications;
    for (const auto id : words.ids) {
        applications.push_back(get_application(view, id));
        const auto& now = applications.back();
        output.numbers.push_back(to_text(id));
        if (words.sent)
            output.said.push_back(message(N_("notice of {} {}: {}; sent on {}"), id, now.name, now.state, *words.sent));
        else output.said.push_back(message(N_("notice of {} {}: {}"), id, now.name, now.state));
    }
    if (!words.sent) output.said.push_back(when_sent(words.ids));
    output.tables = {table_of(applications)};
    return output;
}

Output recorded(Change& change, const Words& words) {
    if (words.sent)
        for (const auto id : words.ids) record_notice(change, id, *words.sent);
    return answer_for(change, words);
}

}  // namespace

void name_notice(Options& options, std::string& file) {
    options.file("--notice", file, N_("write the decision as a letter into this new PDF; - into a pipe"));
}

Delivery told(const View& view, Output decided, const std::vector<ApplicationId>& ids, const std::string& file) {
    if (file.empty() || ids.empty()) return {.pending = std::move(decided)};
    require_notice_file(file);
    decided.said.push_back(when_sent(ids));
    for (auto& warning : head_faults(view)) decided.warnings.push_back(std::move(warning));
    return {.pending = std::move(decided),
            .effect = writing(notices_of(view, ids), file),
            .takes_stdout = file == "-",
            .file = file,
            .broken = message(N_("the decision was saved, but its notice could not be written; osaki-mcs application notice {} "
                                 "--letter FILE"),
                              numbers_of(ids))};
}

Action define_application_notice(Options& options) {
    auto words = std::make_shared<Words>();
    options.ids("APPLICATION", words->ids, N_("number of the application"));
    options.file("--letter", words->letter, N_("write the letters into this new PDF; - into a pipe"));
    options.date("--sent", words->sent, N_("record the day the notice was sent"));
    return Deliver([words](Change& change) -> Delivery {
        if (words->letter.empty() && !words->sent)
            fail(Code::usage, N_("say --letter FILE for the letters, --sent DATE for the day they were sent, or both"));
        for (const auto id : words->ids) {
            const auto application = get_application(change, id);
            decision_letter(change, application);
            if (words->sent) check_notice_day(application, *words->sent);
        }
        if (words->letter.empty()) return {.pending = recorded(change, *words)};
        require_notice_file(words->letter);
        // The day is recorded last: what could not be written was not sent.
        return {.pending = {.tables = answer_for(change, *words).tables},
                .effect = writing(notices_of(change, words->ids), words->letter),
                .confirm = [words](Change& second) { return recorded(second, *words); },
                .takes_stdout = words->letter == "-",
                .file = words->letter,
                .foreseen = answer_for(change, *words),
                .broken = message(N_("the notice could not be written; nothing was changed"))};
    });
}

}  // namespace osaki::cli
