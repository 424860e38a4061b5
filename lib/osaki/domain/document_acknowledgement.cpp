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

std::vector<Document> unacknowledged(const View& view, const Person& person, Date day) {
    std::vector<Document> open;
    const auto versions = all_documents(view);
    for (auto& document : documents_in_force(view, day)) {
        const auto ids = satisfying(document, versions);
        const bool done = std::ranges::any_of(ids, [&](DocumentId id) {
            return sql::value<std::int64_t>(view,
                                            "SELECT 1 FROM acknowledgement WHERE document_id = ? AND (user_id = ? OR "
                                            "application_id = ?) AND acknowledged_on <= ?",
                                            id, person.user, person.application, day)
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

// An application that has its user brings the number along.
Person standing(const View& view, Person who) {
    if (!who.user && who.application) who.user = get_application(view, *who.application).user_id;
    if (who.user) who.user = standing_number(view, *who.user);
    return who;
}

bool is_nobody(const View& view, const Person& who) {
    return !who.user && who.application && !is_open(get_application(view, *who.application).state);
}

}  // namespace

std::optional<Acknowledgement> find_acknowledgement(const View& view, DocumentId id, const Person& person) {
    static const auto of_either = std::string(acknowledgements_sql) +
                                  " WHERE a.document_id = ? AND (a.user_id = ? OR a.application_id = ?)"
                                  " ORDER BY a.acknowledgement_id";
    const auto who = standing(view, person);
    return sql::find<Acknowledgement>(view, of_either, id, who.user, who.application);
}

void acknowledge(Change& change, const Acknowledging& what, const Person& person) {
    const auto document = get_document(change, what.document);
    if (person.user) require_standing(change, *person.user);
    const auto who = standing(change, person);
    if (is_nobody(change, who))
        fail(Code::conflict, N_("application {} is {}; nobody can acknowledge anything on it"), *who.application,
             get_application(change, *who.application).state);
    if (const auto fault = acknowledgement_fault(document, what.on)) throw Error(fault->status, fault->text);
    if (what.on > change.today()) fail(Code::invalid, N_("{} lies in the future; today is {}"), what.on, change.today());
    if (const auto before = find_acknowledgement(change, what.document, who))
        fail(Code::conflict, N_("{} {} was acknowledged by {} on {} already"), document.title, document.version, who,
             before->acknowledged_on);
    Acknowledgement acknowledgement{{}, what.document, who.user, who.application, what.on, what.how, {}, {}};
    change.insert("acknowledge", acknowledgement);
}

Acknowledged acknowledge_all(Change& change, const Acknowledging& what, const std::vector<Person>& people) {
    Acknowledged count;
    for (const auto& person : people) {
        const auto who = standing(change, person);
        if (is_nobody(change, who)) continue;
        if (find_acknowledgement(change, what.document, who)) {
            ++count.before;
            continue;
        }
        acknowledge(change, what, who);
        ++count.now;
    }
    return count;
}

void hand_over_acknowledgements(Change& change, ApplicationId application, UserId user) {
    for (auto& acknowledgement : acknowledgements_of(change, application)) {
        if (acknowledgement.user_id || find_acknowledgement(change, acknowledgement.document_id, {user, {}})) continue;
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
