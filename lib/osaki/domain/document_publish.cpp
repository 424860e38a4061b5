// How versions come into being: drafts, what is published, and that no two bind at once.
#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/document_file.hpp"

#include <algorithm>

namespace osaki {

namespace {

// A blank more or a full-width digit is no other document.
bool is_same(const Document& a, const Document& b) {
    return a.kind == b.kind && search_key(a.title) == search_key(b.title);
}

void refuse_twin(const View& view, const Document& document) {
    for (const auto& known : all_documents(view)) {
        if (!is_same(known, document) || known.document_id == document.document_id) continue;
        if (search_key(known.version) == search_key(document.version))
            fail(Code::conflict, N_("{} {} is there already as {}"), document.title, document.version, known.document_id);
        if (document.effective_on && known.effective_on == document.effective_on)
            fail(Code::conflict, N_("{} {} takes effect on {} too; two versions cannot bind at once"), known.title, known.version,
                 *known.effective_on);
    }
}

Faults name_faults(Document& document) {
    document.title = trim(document.title);
    document.version = trim(document.version);
    Faults faults;
    check_name(faults, "title", document.title);
    is_binding(document.kind) ? check_name(faults, "version", document.version) : check_text(faults, "version", document.version);
    return faults;
}

// The next version goes on under the title as it stands.
void take_title(const View& view, Document& document) {
    for (const auto& known : all_documents(view))
        if (is_same(known, document) && known.document_id != document.document_id) document.title = known.title;
}

Document get_draft(const View& view, DocumentId id) {
    auto document = get_document(view, id);
    if (document.effective_on)
        fail(Code::conflict,
             N_("{} was published to take effect on {}, and stays as it is; a change is a new version: osaki-mcs document "
                "publish"),
             title_of(document), *document.effective_on);
    return document;
}

}  // namespace

DocumentId publish_document(Change& change, Document document) {
    auto faults = name_faults(document);
    if (is_draft(document)) faults.push_back({"effective_on", "E_MISSING", message(N_("nothing is entered, and it is needed"))});
    refuse(faults);
    refuse_twin(change, document);
    take_title(change, document);
    change.insert("publish", document);
    return document.document_id;
}

DocumentId add_document(Change& change, Document document) {
    document.effective_on.reset();
    refuse(name_faults(document));
    refuse_twin(change, document);
    take_title(change, document);
    change.insert("add", document);
    return document.document_id;
}

void edit_draft(Change& change, DocumentId id, std::string_view title, std::string_view version) {
    auto document = get_draft(change, id);
    refuse_read(change, document);
    if (!title.empty()) document.title = title;
    if (!version.empty()) document.version = version;
    refuse(name_faults(document));
    refuse_twin(change, document);
    take_title(change, document);
    change.update("edit", document);
}

void publish_draft(Change& change, DocumentId id, Date effective_on, bool carried_over) {
    auto document = get_draft(change, id);
    document.effective_on = effective_on;
    document.carried_over = carried_over;
    refuse_twin(change, document);
    change.update("publish", document);
}

}  // namespace osaki
