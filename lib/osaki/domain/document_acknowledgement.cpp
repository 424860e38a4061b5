// Who acknowledged which version, and whose acknowledgement still binds.
#include "osaki/domain/document.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

std::vector<DocumentId> satisfying(const Document& current, std::vector<Document> all) {
    if (!current.effective_on) return {current.document_id};
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
    const auto versions = all_documents(view);
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

std::optional<Fault> acknowledgement_fault(const Document& document, Date on) {
    if (is_draft(document))
        return Fault{"document",
                     "E_DRAFT",
                     message(N_("{} is a draft and binds nobody yet; publish it first: osaki-mcs document publish {} "
                                "--effective DATE"),
                             title_of(document), document.document_id),
                     {},
                     false,
                     Code::conflict};
    if (document.effective_on && document.replaced_on && *document.replaced_on <= on)
        return Fault{"document",
                     "E_REPLACED",
                     message(N_("{} {} was replaced on {}; have the version in force acknowledged"), document.title,
                             document.version, *document.replaced_on),
                     {},
                     false,
                     Code::conflict};
    if (document.effective_on && on < *document.effective_on)
        return Fault{"on", "E_TOO_EARLY",
                     message(N_("{} {} takes effect on {}; it cannot be acknowledged on {}"), document.title, document.version,
                             *document.effective_on, on)};
    return std::nullopt;
}

namespace {

std::optional<Date> acknowledged_on(const View& view, DocumentId id, const Addressee& who) {
    return sql::value<Date>(
        view, "SELECT acknowledged_on FROM acknowledgement WHERE document_id = ? AND (user_id = ? OR application_id = ?)", id,
        who.user, who.application);
}

}  // namespace

void acknowledge(Change& change, DocumentId id, std::optional<UserId> user, std::optional<ApplicationId> application, Date on,
                 AcknowledgedHow how) {
    const auto document = get_document(change, id);
    if (user) require_standing(change, *user);
    if (const auto fault = acknowledgement_fault(document, on)) throw Error(fault->status, fault->text);
    if (on > change.today()) fail(Code::invalid, N_("{} lies in the future; today is {}"), on, change.today());
    if (const auto before = acknowledged_on(change, id, {user, application}))
        fail(Code::conflict, N_("{} {} was acknowledged by {} on {} already"), document.title, document.version,
             user ? to_text(*user) : to_text(*application), *before);
    Acknowledgement acknowledgement{{}, id, user, application, on, how, {}, {}};
    change.insert("acknowledge", acknowledgement);
}

Acknowledged acknowledge_all(Change& change, const Acknowledging& what, const std::vector<Addressee>& people) {
    Acknowledged count;
    for (auto who : people) {
        if (who.user) who.user = standing_number(change, *who.user);
        if (acknowledged_on(change, what.document, who)) {
            ++count.before;
            continue;
        }
        acknowledge(change, what.document, who.user, who.application, what.on, what.how);
        ++count.now;
    }
    return count;
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
