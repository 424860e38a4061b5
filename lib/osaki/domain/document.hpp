// Policy, rules, guidelines, laws and forms in their versions (規程), and who acknowledged which (確認) (art. 5, 6, 10).
#pragma once

#include "osaki/domain/person.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct DocumentTag {
    static constexpr IdForm form{'D', 4, false};
};
using DocumentId = Id<DocumentTag>;

enum class DocumentKind { policy, rules, guideline, law, form };
constexpr std::array<Name<DocumentKind>, 5> names_of(DocumentKind) {
    return {{{DocumentKind::policy, "policy", N_("policy"), "運用ポリシー|ポリシー"},
             {DocumentKind::rules, "rules", N_("rules"), "運用ルール|ルール"},
             {DocumentKind::guideline, "guideline", N_("guideline"), "ガイドライン"},
             {DocumentKind::law, "law", N_("law"), "法令"},
             {DocumentKind::form, "form", N_("form"), "様式"}}};
}
enum class AcknowledgedHow { signed_paper, meeting, mail, online };
constexpr std::array<Name<AcknowledgedHow>, 4> names_of(AcknowledgedHow) {
    return {{{AcknowledgedHow::signed_paper, "signed", N_("signed"), "署名|書面"},
             {AcknowledgedHow::meeting, "meeting", N_("at a meeting"), "研修|会議|説明会"},
             {AcknowledgedHow::mail, "mail", N_("by mail"), "メール"},
             {AcknowledgedHow::online, "online", N_("online"), "オンライン|Web"}}};
}

struct Document {
    DocumentId document_id;
    DocumentKind kind = DocumentKind::policy;
    std::string title;
    std::string version;
    std::optional<Date> effective_on;
    bool carried_over = false;        // the acknowledgement of the version before still binds
    std::optional<Date> replaced_on;  // the day the next version took effect
    bool founded = false;             // came with the profile: its text is published elsewhere
};
const Description<Document>& describe(const Document*);
std::string title_of(const Document& document);  // with its version, where it has one
extern const std::string_view documents_sql;     // all of them with what is joined, in no order

struct AcknowledgementTag {
    static constexpr IdForm form{'N', 6, false};
};
struct Acknowledgement {
    Id<AcknowledgementTag> acknowledgement_id;
    DocumentId document_id;
    std::optional<UserId> user_id;
    std::optional<ApplicationId> application_id;
    Date acknowledged_on;
    AcknowledgedHow how = AcknowledgedHow::signed_paper;
    std::string title;
    std::string version;
};
const Description<Acknowledgement>& describe(const Acknowledgement*);
extern const std::string_view acknowledgements_sql;  // all of them with what is joined, in no order

Document get_document(const View& view, DocumentId id);  // Code::not_found
std::vector<Document> list_documents(const View& view, const Query& query);
std::vector<Document> all_documents(const View& view);  // by effective day
// By kind, title or version as people write it ("R8.4.1", 運用ポリシー); the newest that fits and is in force on the day.
std::optional<Document> find_document(const View& view, std::string_view title, std::string_view version, Date day);

// Policy and rules bind (art. 5, 6): a gate asks for them. Guidelines and laws are reported (art. 10), forms neither.
constexpr bool is_binding(DocumentKind kind) {
    return kind == DocumentKind::policy || kind == DocumentKind::rules;
}
// A policy or rules without an effective day bind nobody.
constexpr bool is_draft(const Document& document) {
    return is_binding(document.kind) && !document.effective_on;
}
// Those of all in force on a day; a guideline or law without a day is, until a dated version of it is.
std::vector<Document> in_force_on(const std::vector<Document>& all, Date day);
std::vector<Document> documents_in_force(const View& view, Date day);  // policy and rules

// Publishing, document_publish.cpp. Code::conflict when that version is there or takes effect the same day as another,
// Code::invalid without title, or policy and rules without version or day.
DocumentId publish_document(Change& change, Document document);
DocumentId add_document(Change& change, Document document);  // without a day; policy and rules are a draft then
// Code::conflict when it is published, Code::forbidden when somebody was given it or acknowledged it.
void edit_draft(Change& change, DocumentId id, std::string_view title, std::string_view version);
void publish_draft(Change& change, DocumentId id, Date effective_on, bool carried_over);

// Acknowledging, document_acknowledgement.cpp.
// Those of all_versions (any order) whose acknowledgement satisfies `current`: itself, and older ones while carried over.
std::vector<DocumentId> satisfying(const Document& current, std::vector<Document> all_versions);
// Documents in force that the person has acknowledged under neither number.
std::vector<Document> unacknowledged(const View& view, const Person& person, Date day);
// Why nobody can acknowledge it on that day: a draft, not yet in force, replaced.
std::optional<Fault> acknowledgement_fault(const Document& document, Date on);
struct Acknowledging {
    DocumentId document;
    Date on;
    AcknowledgedHow how = AcknowledgedHow::signed_paper;
};
// Code::conflict when acknowledged before, a draft or replaced; Code::invalid when on lies before the document took effect.
void acknowledge(Change& change, const Acknowledging& what, const Person& person);
std::optional<Acknowledgement> find_acknowledgement(const View& view, DocumentId id, const Person& person);
struct Acknowledged {
    std::size_t now = 0, before = 0;
};
// Who has done so before is left as is, and counted.
Acknowledged acknowledge_all(Change& change, const Acknowledging& what, const std::vector<Person>& people);
// On approval: what the applicant acknowledged becomes the user's, who may have acknowledged the same before.
void hand_over_acknowledgements(Change& change, ApplicationId application, UserId user);
std::vector<Acknowledgement> acknowledgements_of(const View& view, UserId user);
std::vector<Acknowledgement> acknowledgements_of(const View& view, ApplicationId application);

}  // namespace osaki
