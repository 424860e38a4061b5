// document: policy, rules and guidelines in their versions, their text, and how they stand with people (art. 5, 6, 10).
#include "words.hpp"

#include "files.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/document_status.hpp"

#include <memory>

namespace osaki::cli {

Action define_document_list(Options& options) {
    return list_of(options, &list_documents);
}

Action define_document_show(Options& options) {
    auto id = std::make_shared<DocumentId>();
    options.the_id("DOCUMENT", *id, N_("number of the document")).completes = "document";
    return Read([id](const View& view) -> Output {
        std::vector<DocumentFile> files;
        if (const auto file = find_document_file(view, *id)) files.push_back(*file);
        return {.tables = {table_of<Document>({get_document(view, *id)}, true), table_of(files)}};
    });
}

namespace {

// The text of a version as a file, read before the register is held.
struct FileWords {
    std::string file, bytes;
    void read() {
        if (!file.empty()) bytes = read_file(file, most_kept_bytes + 1);
    }
    void keep(Change& change, DocumentId id) const {
        if (!file.empty()) keep_document_file(change, id, base_name(file), bytes);
    }
};

void name_file(Options& options, FileWords& words) {
    options.file("--file", words.file, N_("its text, kept with it, at most 20 MB; - reads stdin"));
}

Output one_document(const View& view, DocumentId id) {
    return {.tables = {table_of<Document>({get_document(view, id)}, true)}, .numbers = {to_text(id)}};
}

}  // namespace

Action define_document_add(Options& options) {
    struct Words {
        Document document;
        FileWords file;
    };
    auto words = std::make_shared<Words>();
    options.choice("--kind", words->document.kind, N_("kind of document")).required = true;
    options.text("--title", words->document.title, "TEXT", N_("title; the same title as before makes a new version")).required =
        true;
    options.text("--version", words->document.version, "TEXT", N_("version, e.g. R8.4.1; policy and rules need one"));
    name_file(options, words->file);
    const auto act = [words](Change& change) {
        const auto id = add_document(change, words->document);
        words->file.keep(change, id);
        auto output = one_document(change, id);
        const auto document = get_document(change, id);
        output.said = {is_draft(document)
                           ? message(N_("{} {} is a draft and binds nobody yet; next: osaki-mcs document publish {} "
                                        "--effective DATE"),
                                     id, title_of(document), id)
                           : message(N_("{} {} registered"), id, title_of(document))};
        return output;
    };
    return Write(act, [words] { words->file.read(); });
}

Action define_document_edit(Options& options) {
    struct Words {
        DocumentId id;
        std::string title, version;
    };
    auto words = std::make_shared<Words>();
    options.the_id("DOCUMENT", words->id, N_("number of the draft")).completes = "document.draft";
    options.text("--title", words->title, "TEXT", N_("title"));
    options.text("--version", words->version, "TEXT", N_("version"));
    return Write([words](Change& change) {
        edit_draft(change, words->id, words->title, words->version);
        auto output = one_document(change, words->id);
        const auto document = get_document(change, words->id);
        output.said = {message(N_("{} corrected: {}"), words->id, title_of(document))};
        return output;
    });
}

namespace {

struct PublishWords {
    std::optional<DocumentId> draft;
    std::optional<DocumentKind> kind;
    Document document;
    FileWords file;
};

DocumentId publish(Change& change, PublishWords& words) {
    auto& document = words.document;
    const bool is_described = words.kind || !document.title.empty() || !document.version.empty();
    if (words.draft.has_value() == is_described)
        fail(Code::usage, N_("say which draft is published, or give --kind, --title and --version of a new document"));
    if (words.draft) {
        publish_draft(change, *words.draft, *document.effective_on, document.carried_over);
        return *words.draft;
    }
    if (!words.kind || document.title.empty() || document.version.empty())
        fail(Code::usage, N_("a new document needs --kind, --title and --version"));
    document.kind = *words.kind;
    return publish_document(change, document);
}

}  // namespace

Action define_document_publish(Options& options) {
    auto words = std::make_shared<PublishWords>();
    auto& document = words->document;
    options.the_id("DOCUMENT", words->draft, N_("number of a draft; without it a new document")).completes = "document.draft";
    options.choice("--kind", words->kind, N_("kind of document"));
    options.text("--title", document.title, "TEXT", N_("title; the same title as before makes a new version"));
    options.text("--version", document.version, "TEXT", N_("version, e.g. R8.4.1"));
    options.future_date("--effective", document.effective_on, N_("first day it binds")).required = true;
    options.flag("--carried-over", document.carried_over,
                 N_("a mere renaming: who acknowledged the version before is bound by this one too"));
    name_file(options, words->file);
    const auto act = [words](Change& change) {
        const auto id = publish(change, *words);
        words->file.keep(change, id);
        const auto published = get_document(change, id);
        auto output = one_document(change, id);
        output.said = {published.carried_over
                           ? message(N_("{} {} {} published, in force from {}; acknowledgements are carried over"), id,
                                     published.title, published.version, *published.effective_on)
                           : message(N_("{} {} {} published, in force from {}; everybody acknowledges it anew"), id,
                                     published.title, published.version, *published.effective_on)};
        return output;
    };
    return Write(act, [words] { words->file.read(); });
}

Action define_document_keep(Options& options) {
    struct Words {
        DocumentId id;
        FileWords file;
        bool replace = false;
    };
    auto words = std::make_shared<Words>();
    options.the_id("DOCUMENT", words->id, N_("number of the document")).completes = "document";
    auto& file = options.file("FILE", words->file.file, N_("its text, at most 20 MB; - reads stdin"));
    file.positional = file.required = true;
    file.placeholder.clear();
    options.flag("--replace", words->replace, N_("in place of the file that is kept, as long as nobody was given the version"));
    const auto act = [words](Change& change) -> Output {
        const auto& [name, bytes] = words->file;
        const auto kept = words->replace ? replace_document_file(change, words->id, base_name(name), bytes)
                                         : keep_document_file(change, words->id, base_name(name), bytes);
        return {.tables = {table_of<DocumentFile>({kept}, true)},
                .said = {message(N_("{} kept with {}, {} bytes"), kept.file_name, words->id, kept.size)},
                .numbers = {to_text(kept.document_file_id)}};
    };
    return Write(act, [words] { words->file.read(); });
}

Action define_document_file(Options& options) {
    auto id = std::make_shared<DocumentId>();
    options.the_id("DOCUMENT", *id, N_("number of the document")).completes = "document";
    return Read([id](const View& view) -> Output { return {.text = get_document_file_body(view, *id)}; });
}

Action define_document_status(Options& options) {
    struct Words {
        StatusQuestion question;
        bool open_only = false, guidelines = false;
        Query query;
    };
    auto words = std::make_shared<Words>();
    options.the_id("DOCUMENT", words->question.document, N_("number of one version; without it every one in force")).completes =
        "document";
    options.flag("--not-acknowledged", words->open_only, N_("only who has not acknowledged"));
    options.flag("--guidelines", words->guidelines, N_("guidelines and laws too (art. 10)"));
    options.id("--office", words->question.office, "OFFICE", N_("only members of this office")).completes = "office";
    options.date("--on", words->question.on, N_("as it was on that day; today when not said"));
    options.query(words->query);
    return Read([words](const View& view) {
        auto& question = words->question;
        question.open_only = words->open_only;
        if (words->guidelines) question.asked = DocumentsAsked::all;
        Output output{.tables = {table_of(document_status(view, question, words->query))}};
        for (const auto& tally : acknowledgement_tally(view, question))
            output.said.push_back(message(N_("{} {}: {} of {} ({} %) acknowledged"), tally.document.document_id,
                                          title_of(tally.document), tally.acknowledged, tally.users, percent_of(tally)));
        return output;
    });
}

}  // namespace osaki::cli
