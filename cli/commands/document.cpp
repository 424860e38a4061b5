// document: policy, rules and guidelines in their versions, and who acknowledged them (art. 5, 6, 10).
#include "words.hpp"

#include "osaki/domain/document.hpp"

#include <memory>

namespace osaki::cli {

Action define_document_list(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query](const View& view) -> Output { return {.tables = {table_of(list_documents(view, *query))}}; });
}

Action define_document_show(Options& options) {
    auto id = std::make_shared<DocumentId>();
    options.the_id("DOCUMENT", *id, N_("number of the document")).completes = "document";
    return Read([id](const View& view) -> Output { return {.tables = {table_of<Document>({get_document(view, *id)}, true)}}; });
}

Action define_document_publish(Options& options) {
    auto document = std::make_shared<Document>();
    options.choice("--kind", document->kind, N_("kind of document")).required = true;
    options.text("--title", document->title, "TEXT", N_("title; the same title as before makes a new version")).required = true;
    options.text("--version", document->version, "TEXT", N_("version, e.g. R8.4.1")).required = true;
    options.future_date("--effective", document->effective_on, N_("first day it binds")).required = true;
    options.flag("--carried-over", document->carried_over,
                 N_("a mere renaming: who acknowledged the version before is bound by this one too"));
    return Write([document](Change& change) -> Output {
        const auto id = publish_document(change, *document);
        const auto published = get_document(change, id);
        return {.tables = {table_of<Document>({published}, true)},
                .said = {published.carried_over
                             ? message(N_("{} {} {} published, in force from {}; acknowledgements are carried over"), id,
                                       published.title, published.version, *published.effective_on)
                             : message(N_("{} {} {} published, in force from {}; everybody acknowledges it anew"), id,
                                       published.title, published.version, *published.effective_on)},
                .numbers = {to_text(id)}};
    });
}

Action define_document_ack(Options& options) {
    struct Words {
        DocumentId document;
        std::vector<UserId> users;
        std::optional<Date> on;
        AcknowledgedHow how = AcknowledgedHow::signed_paper;
    };
    auto words = std::make_shared<Words>();
    options.the_id("DOCUMENT", words->document, N_("number of the document")).completes = "document";
    options.ids("USER", words->users, N_("who acknowledged it; - reads numbers from stdin")).completes = "user";
    options.date("--on", words->on, N_("day of the acknowledgement; today when not said"));
    options.choice("--how", words->how, N_("how it was acknowledged"));
    return Write([words](Change& change) {
        const auto document = get_document(change, words->document);
        const auto on = words->on.value_or(change.today());
        Output output;
        std::vector<Acknowledgement> all;
        for (const auto id : words->users) {
            const auto user = get_user(change, id);
            acknowledge(change, words->document, id, std::nullopt, on, words->how);
            for (auto& one : acknowledgements_of(change, id))
                if (one.document_id == words->document) all.push_back(one);
            output.said.push_back(
                message(N_("{} {} acknowledged {} {} on {}"), id, user.name, document.title, document.version, on));
            output.numbers.push_back(to_text(id));
        }
        output.tables = {table_of(all)};
        return output;
    });
}

}  // namespace osaki::cli
