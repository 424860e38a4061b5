#include "osaki/domain/document.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view documents_sql =
    "SELECT d.*, (SELECT min(n.effective_on) FROM document n"
    "  WHERE n.kind = d.kind AND n.title = d.title AND n.effective_on > d.effective_on) AS replaced_on"
    " FROM document d";

const std::string_view acknowledgements_sql =
    "SELECT a.*, d.title, d.version FROM acknowledgement a JOIN document d USING (document_id)";

namespace {

constexpr Column<Document> document_columns[] = {
    column<&Document::document_id>("document_id", N_("Number")),
    column<&Document::kind>("kind", N_("Kind")),
    column<&Document::title>("title", N_("Title")).required(),
    column<&Document::version>("version", N_("Version")),
    column<&Document::effective_on>("effective_on", N_("Effective")),
    column<&Document::carried_over>("carried_over", N_("Carried over")).detail(),
    column<&Document::replaced_on>("replaced_on", N_("Replaced")).joined(),
    column<&Document::founded>("founded", N_("Came with the profile")).detail(),
};

constexpr Column<Acknowledgement> acknowledgement_columns[] = {
    column<&Acknowledgement::acknowledgement_id>("acknowledgement_id", N_("Number")).detail(),
    column<&Acknowledgement::document_id>("document_id", N_("Document")),
    column<&Acknowledgement::user_id>("user_id", N_("User")),
    column<&Acknowledgement::application_id>("application_id", N_("Application")),
    column<&Acknowledgement::acknowledged_on>("acknowledged_on", N_("Acknowledged")),
    column<&Acknowledgement::how>("how", N_("How")),
    column<&Acknowledgement::title>("title", N_("Title")).joined(),
    column<&Acknowledgement::version>("version", N_("Version")).joined(),
};

}  // namespace

const Description<Document>& describe(const Document*) {
    static constexpr Description<Document> description{"document", N_("document"), document_columns};
    return description;
}
const Description<Acknowledgement>& describe(const Acknowledgement*) {
    static constexpr Description<Acknowledgement> description{"acknowledgement", N_("acknowledgement"), acknowledgement_columns};
    return description;
}

std::string title_of(const Document& document) {
    return document.title + (document.version.empty() ? "" : " ") + document.version;
}

Document get_document(const View& view, DocumentId id) {
    auto document = sql::find<Document>(view, std::string(documents_sql) + " WHERE d.document_id = ?", id);
    if (!document) fail(Code::not_found, N_("there is no document {}"), id);
    return *document;
}

std::vector<Document> list_documents(const View& view, const Query& query) {
    return sql::list<Document>(view, std::string(documents_sql) + " ORDER BY d.kind, d.title, d.effective_on", query);
}

// A version ends where the next of the same kind and title begins.
std::vector<Document> all_documents(const View& view) {
    return sql::list<Document>(view, std::string(documents_sql) + " ORDER BY d.effective_on, d.document_id");
}

namespace {

bool is_dated_in_force(const Document& document, Date day) {
    return document.effective_on && *document.effective_on <= day && (!document.replaced_on || *document.replaced_on > day);
}

bool is_in_force(const Document& document, const std::vector<Document>& all, Date day) {
    if (document.effective_on || is_binding(document.kind)) return is_dated_in_force(document, day);
    return std::ranges::none_of(all, [&](const Document& other) {
        return other.kind == document.kind && other.title == document.title && is_dated_in_force(other, day);
    });
}

}  // namespace

std::vector<Document> in_force_on(const std::vector<Document>& all, Date day) {
    std::vector<Document> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](const Document& one) { return is_in_force(one, all, day); });
    return found;
}

std::optional<Document> find_document(const View& view, std::string_view title, std::string_view version, Date day) {
    const auto wanted = search_key(title);
    const auto kind = parse_name<DocumentKind>(title);
    const auto all = all_documents(view);
    std::optional<Document> found;
    for (const auto& document : version.empty() ? in_force_on(all, day) : all) {
        const bool named = title.empty() || document.kind == kind || search_key(document.title) == wanted;
        if (named && (version.empty() || search_key(document.version) == search_key(version))) found = document;
    }
    return found;
}

std::vector<Document> documents_in_force(const View& view, Date day) {
    auto documents = in_force_on(all_documents(view), day);
    std::erase_if(documents, [](const Document& document) { return !is_binding(document.kind); });
    return documents;
}

}  // namespace osaki
