// Who acknowledged which document: lists of signatures from meetings and forms (art. 5, 6, 10).
#include "osaki/domain/document.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"
#include "osaki/exchange/kinds/who.hpp"

namespace osaki {

namespace {

struct SignatureRow {
    Who who = {};
    std::string title = {};
    std::string version = {};
    std::optional<DocumentId> document = {};
    std::optional<Date> on = {};
    std::optional<AcknowledgedHow> how = {};
};
using Row = SignatureRow;

std::vector<FieldOf<Row>> signature_fields() {
    auto fields = who_fields<&Row::who>("名前");
    detail::append(
        fields,
        {
            {{"document", "規程番号", "文書番号"},
             take_id<DocumentTag, &Row::document>,
             {N_("number in the register, like D0003, in place of title and version"), ""}},
            {{"title", "規程", "規程名|文書|文書名"}, take_text<&Row::title>, {N_("title of the document"), "MCS運用ポリシー"}},
            {{"version", "版", "バージョン"}, take_text<&Row::version>, {N_("the one in force that day when empty"), ""}},
            {{"on", "確認日", "署名日|実施日", true, {}, "E_DATE"}, take_date<&Row::on>, {N_("day it was signed"), "2026-04-01"}},
            {{"how", "確認方法", "方法"},
             take_name<AcknowledgedHow, &Row::how>,
             {N_("how it was acknowledged"), "署名", {}, &known_words<AcknowledgedHow>}},
        });
    return fields;
}

std::vector<Fault> resolve_signature(const RowContext& context, Row& row) {
    auto faults = find_person(context.view, row.who);
    const auto day = row.on.value_or(context.view.today());
    if (!row.document && !row.title.empty())
        if (const auto document = find_document(context.view, row.title, row.version, day)) row.document = document->document_id;
    if (!row.document)
        faults.push_back({"title", "E_DOCUMENT_UNKNOWN",
                          message(N_("no document in force on {} is called {} {}"), day, row.title, row.version),
                          message(N_("`osaki-mcs document list` shows them"))});
    return faults;
}

bool is_known(const View& view, const Row& row) {
    return find_acknowledgement(view, *row.document, *row.who.person).has_value();
}

std::optional<Fault> closed_application(const View& view, const Person& person) {
    if (person.user || !person.application) return std::nullopt;
    const auto application = get_application(view, *person.application);
    if (application.user_id || is_open(application.state)) return std::nullopt;
    return Fault{
        "application", "E_PERSON_OTHER",
        message(N_("application {} is {}; nobody can acknowledge anything on it"), *person.application, application.state)};
}

std::optional<Fault> document_fault(const View& view, const Row& row) {
    try {
        const auto document = get_document(view, *row.document);
        if (!row.on) return std::nullopt;
        auto fault = acknowledgement_fault(document, *row.on);
        // by title, the document stands in that column
        if (fault && fault->field == "document" && !row.title.empty()) fault->field = "title";
        return fault;
    } catch (const Error& e) {
        if (e.code != Code::not_found) throw;
        return Fault{"document", "E_DOCUMENT_UNKNOWN", e.message};
    }
}

std::vector<Fault> signature_faults(const View& view, const Row& row) {
    std::vector<Fault> faults;
    check_not_future(faults, "on", row.on, view.today());
    if (row.who.person) {
        if (auto fault = closed_application(view, *row.who.person)) faults.push_back(std::move(*fault));
        detail::append(faults, who_faults(view, row.who));
    }
    if (row.document)
        if (auto fault = document_fault(view, row)) faults.push_back(std::move(*fault));
    return faults;
}

std::vector<RowKey> signature_keys(const Row& row) {
    if (!row.document || !row.who.person) return {};
    return {{"mail", "E_ROW_DUP", to_text(*row.who.person) + " " + to_text(*row.document)}};
}

Foresight foresee_signature(const View& view, const Row& row) {
    const auto& person = *row.who.person;
    if (is_known(view, row))
        return {Applied::unchanged, message(N_("{} acknowledged {} before; nothing would change"), person, *row.document)};
    return {Applied::added, message(N_("would record that {} acknowledged {} on {}"), person, *row.document, *row.on)};
}

RowResult load_signature(Change& change, const Row& row) {
    if (is_known(change, row)) return {Applied::unchanged};
    acknowledge(change, {*row.document, *row.on, row.how.value_or(AcknowledgedHow::signed_paper)}, *row.who.person);
    return {Applied::added};
}

}  // namespace

ImportKind acknowledgement_import(const View&) {
    KindOf<Row> kind{"acknowledgement", signature_fields(), {"No", "番号", "所属", "事業所名", "備考"}};
    kind.resolve = resolve_signature;
    kind.check = [](const RowContext& context, const Row& row) { return signature_faults(context.view, row); };
    kind.keys = signature_keys;
    kind.apply = [](Change& change, const RowContext&, const Row& row) { return load_signature(change, row); };
    kind.foresee = [](const RowContext& context, const Row& row) { return foresee_signature(context.view, row); };
    return kind_of(std::move(kind));
}

}  // namespace osaki
