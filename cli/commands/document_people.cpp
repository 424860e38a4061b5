// document distribute, document ack: what is handed to people, and what they acknowledge.
#include "words.hpp"

#include "osaki/domain/attendance.hpp"
#include "osaki/domain/distribution.hpp"

#include <memory>

namespace osaki::cli {

namespace {

void name_people(Options& options, std::vector<std::string>& numbers, const char* help) {
    auto& people = options.texts("PERSON", numbers, help);
    people.required = false;
    people.completes = "person";
}

}  // namespace

Action define_document_distribute(Options& options) {
    struct Words {
        Handing handing;
        std::vector<std::string> people;
        bool all = false;
    };
    auto words = std::make_shared<Words>();
    options.the_id("DOCUMENT", words->handing.document, N_("number of the document")).completes = "document";
    name_people(options, words->people, N_("users or applications it was handed to; - reads numbers from stdin"));
    options.flag("--all", words->all, N_("every live user who has not had it"));
    options.date("--on", words->handing.on, N_("day it was handed out; today when not said"));
    options.choice("--how", words->handing.how, N_("how it was handed out"));
    return Write([words](Change& change) {
        const auto& handing = words->handing;
        if (words->all != words->people.empty()) fail(Code::usage, N_("say to whom: numbers of people, or --all"));
        const auto document = get_document(change, handing.document);
        const auto on = handing.on.value_or(change.today());
        Output output{.tables = {table_of<Document>({document}, true)}};
        if (words->all) {
            const auto count = distribute_to_all(change, handing);
            output.said = {
                message(N_("{} handed to {} users on {}; {} had it before"), title_of(document), count.now, on, count.before)};
            output.numbers = {to_text(handing.document)};
        }
        for (const auto& number : words->people) {
            const auto person = person_of(change, number);
            distribute(change, handing, person);
            output.said.push_back(
                message(N_("{} {} was handed {} on {}"), person, name_of(change, person), title_of(document), on));
            output.numbers.push_back(to_text(person));
        }
        return output;
    });
}

namespace {

struct AckWords {
    DocumentId document;
    std::vector<std::string> people;
    std::optional<TrainingId> training;
    std::optional<Date> on;
    std::optional<AcknowledgedHow> how;
};

Output acknowledge_named(Change& change, const AckWords& words) {
    const auto document = get_document(change, words.document);
    const auto on = words.on.value_or(change.today());
    Output output;
    std::vector<Acknowledgement> all;
    for (const auto& number : words.people) {
        const auto person = person_of(change, number);
        acknowledge(change, {words.document, on, words.how.value_or(AcknowledgedHow::signed_paper)}, person);
        all.push_back(*find_acknowledgement(change, words.document, person));
        output.said.push_back(
            message(N_("{} {} acknowledged {} on {}"), person, name_of(change, person), title_of(document), on));
        output.numbers.push_back(to_text(person));
    }
    output.tables = {table_of(all)};
    return output;
}

Output acknowledge_at(Change& change, const AckWords& words) {
    if (words.on || words.how)
        fail(Code::usage, N_("the day and the way are those of {}; leave out --on and --how"), *words.training);
    const auto training = get_training(change, *words.training);
    const auto count = acknowledge_all(change, {words.document, training.held_on, AcknowledgedHow::meeting},
                                       attendees_of(change, training.training_id));
    const auto document = get_document(change, words.document);
    return {.tables = {table_of<Document>({document}, true)},
            .said = {message(N_("{} people acknowledged {} at {} on {}; {} had done so before"), count.now, title_of(document),
                             training.training_id, training.held_on, count.before)},
            .numbers = {to_text(words.document)}};
}

}  // namespace

Action define_document_ack(Options& options) {
    auto words = std::make_shared<AckWords>();
    options.the_id("DOCUMENT", words->document, N_("number of the document")).completes = "document";
    name_people(options, words->people, N_("users or applications that acknowledged it; - reads numbers from stdin"));
    options.id("--training", words->training, "TRAINING", N_("everybody who attended this training"));
    options.date("--on", words->on, N_("day of the acknowledgement; today when not said"));
    options.choice("--how", words->how, N_("how it was acknowledged; signed when not said"));
    return Write([words](Change& change) {
        if (words->training.has_value() != words->people.empty())
            fail(Code::usage, N_("say who acknowledged it: numbers of people, or --training"));
        return words->training ? acknowledge_at(change, *words) : acknowledge_named(change, *words);
    });
}

}  // namespace osaki::cli
