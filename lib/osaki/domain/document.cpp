#include "osaki/domain/document.hpp"

#include "osaki/domain/user.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
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

// A version ends where the next of the same kind and title begins.
std::vector<Document> all_versions(const View& view) {
    return sql::list<Document>(view, std::string(documents_sql) + " ORDER BY d.effective_on, d.document_id");
}

bool in_force(const Document& document, Date day) {
    return document.effective_on && *document.effective_on <= day && (!document.replaced_on || *document.replaced_on > day);
}

}  // namespace

const Description<Document>& describe(const Document*) {
    static constexpr Description<Document> description{"document", N_("document"), document_columns};
    return description;
}
const Description<Acknowledgement>& describe(const Acknowledgement*) {
    static constexpr Description<Acknowledgement> description{"acknowledgement", N_("acknowledgement"), acknowledgement_columns};
    return description;
}

Document get_document(const View& view, DocumentId id) {
    auto document = sql::find<Document>(view, std::string(documents_sql) + " WHERE d.document_id = ?", id);
    if (!document) fail(Code::not_found, N_("there is no document {}"), id);
    return *document;
}

std::vector<Document> list_documents(const View& view, const Query& query) {
    return sql::list<Document>(view, std::string(documents_sql) + " ORDER BY d.kind, d.title, d.effective_on", query);
}

std::optional<Document> find_document(const View& view, std::string_view title, std::string_view version, Date day) {
    const auto wanted = search_key(title);
    const auto kind = parse_name<DocumentKind>(title);
    std::optional<Document> found;
    for (auto& document : all_versions(view)) {
        const bool named = title.empty() || document.kind == kind || search_key(document.title) == wanted;
        const bool fits = version.empty() ? in_force(document, day) : search_key(document.version) == search_key(version);
        if (named && fits) found = std::move(document);
    }
    return found;
}

std::vector<Document> documents_in_force(const View& view, Date day) {
    auto documents = all_versions(view);
    std::erase_if(documents, [&](const Document& document) {
        return (document.kind != DocumentKind::policy && document.kind != DocumentKind::rules) || !in_force(document, day);
    });
    return documents;
}

namespace {

// A blank more or a full-width digit is no other document.
bool is_same(const Document& a, const Document& b) {
    return a.kind == b.kind && search_key(a.title) == search_key(b.title);
}

void refuse_twin(const View& view, const Document& document) {
    for (const auto& known : all_versions(view)) {
        if (!is_same(known, document)) continue;
        if (search_key(known.version) == search_key(document.version))
            fail(Code::conflict, N_("{} {} is there already as {}"), document.title, document.version, known.document_id);
        if (document.effective_on && known.effective_on == document.effective_on)
            fail(Code::conflict, N_("{} {} takes effect on {} too; two versions cannot bind at once"), known.title, known.version,
                 *known.effective_on);
    }
}

}  // namespace

DocumentId publish_document(Change& change, Document document) {
    document.title = trim(document.title);
    document.version = trim(document.version);
    Faults faults;
    check_name(faults, "title", document.title);
    const bool binds = document.kind == DocumentKind::policy || document.kind == DocumentKind::rules;
    binds ? check_name(faults, "version", document.version) : check_text(faults, "version", document.version);
    if (binds && !document.effective_on)
        faults.push_back({"effective_on", "E_MISSING", message(N_("nothing is entered, and it is needed"))});
    refuse(faults);
    refuse_twin(change, document);
    // The next version goes on under the title as it stands.
    for (const auto& known : all_versions(change))
        if (is_same(known, document)) document.title = known.title;
    change.insert("publish", document);
    return document.document_id;
}

std::vector<DocumentId> satisfying(const Document& current, std::vector<Document> all) {
    std::erase_if(all, [&](const Document& document) {
        return document.kind != current.kind || document.title != current.title || !document.effective_on ||
               document.effective_on > current.effective_on;
    });
    std::ranges::sort(all, [](const Document& a, const Document& b) { return a.effective_on > b.effective_on; });
    std::vector<DocumentId> ids;
    for (const auto& document : all) {
        ids.push_back(document.document_id);
        if (!document.carried_over) break;
    }
    return ids;
}

std::vector<Document> unacknowledged(const View& view, std::optional<UserId> user, std::optional<ApplicationId> application,
                                     Date day) {
    std::vector<Document> open;
    const auto versions = all_versions(view);
    for (auto& document : documents_in_force(view, day)) {
        const auto ids = satisfying(document, versions);
        const bool done = std::ranges::any_of(ids, [&](DocumentId id) {
            return sql::value<std::int64_t>(view,
                                            "SELECT 1 FROM acknowledgement WHERE document_id = ? AND (user_id = ? OR "
                                            "application_id = ?) AND acknowledged_on <= ?",
                                            id, user, application, day)
                .has_value();
        });
        if (!done) open.push_back(std::move(document));
    }
    return open;
}

void acknowledge(Change& change, DocumentId id, std::optional<UserId> user, std::optional<ApplicationId> application, Date on,
                 AcknowledgedHow how) {
    const auto document = get_document(change, id);
    if (user) require_standing(change, *user);
    if (document.effective_on && document.replaced_on && *document.replaced_on <= on)
        fail(Code::conflict, N_("{} {} was replaced on {}; have the version in force acknowledged"), document.title,
             document.version, *document.replaced_on);
    if (document.effective_on && on < *document.effective_on)
        fail(Code::invalid, N_("{} {} takes effect on {}; it cannot be acknowledged on {}"), document.title, document.version,
             *document.effective_on, on);
    if (on > change.today()) fail(Code::invalid, N_("{} lies in the future; today is {}"), on, change.today());
    const auto before = sql::value<Date>(
        change, "SELECT acknowledged_on FROM acknowledgement WHERE document_id = ? AND (user_id = ? OR application_id = ?)", id,
        user, application);
    if (before)
        fail(Code::conflict, N_("{} {} was acknowledged by {} on {} already"), document.title, document.version,
             user ? to_text(*user) : to_text(*application), *before);
    Acknowledgement acknowledgement{{}, id, user, application, on, how, {}, {}};
    change.insert("acknowledge", acknowledgement);
}

void hand_over_acknowledgements(Change& change, ApplicationId application, UserId user) {
    for (auto& acknowledgement : acknowledgements_of(change, application)) {
        if (acknowledgement.user_id) continue;
        acknowledgement.user_id = user;
        change.update("hand-over", acknowledgement);
    }
}

std::vector<Acknowledgement> acknowledgements_of(const View& view, UserId user) {
    return sql::list<Acknowledgement>(
        view, std::string(acknowledgements_sql) + " WHERE a.user_id = ? ORDER BY a.acknowledged_on, a.acknowledgement_id", user);
}

std::vector<Acknowledgement> acknowledgements_of(const View& view, ApplicationId application) {
    return sql::list<Acknowledgement>(
        view, std::string(acknowledgements_sql) + " WHERE a.application_id = ? ORDER BY a.acknowledged_on, a.acknowledgement_id",
        application);
}

}  // namespace osaki
