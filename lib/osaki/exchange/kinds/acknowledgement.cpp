// Who acknowledged which document: lists of signatures from meetings and forms (art. 5, 6, 10).
#include "osaki/domain/document.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <algorithm>

namespace osaki {

namespace {

struct SignatureRow {
    std::optional<UserId> user = {};
    std::optional<ApplicationId> application = {};
    std::string mail = {};
    std::string name = {};
    std::string title = {};
    std::string version = {};
    std::optional<DocumentId> document = {};
    std::optional<Date> on = {};
    std::optional<AcknowledgedHow> how = {};
};
using Row = SignatureRow;

std::vector<FieldOf<Row>> signature_fields() {
    return {
        {{"user", "利用者番号", "利用者ID"}, take_id<UserTag, &Row::user>, {N_("number in the register, like U000123"), ""}},
        {{"application", "申込番号", "受付番号"},
         take_id<ApplicationTag, &Row::application>,
         {N_("number of an open application, like A2026-0001"), ""}},
        {{"mail", "メールアドレス", "メール|E-mail"},
         take_text<&Row::mail>,
         {N_("as it is registered; one of number and address is needed"), "mihon@example.jp", {}, nullptr, true}},
        {{"name", "氏名", "名前"}, take_text<&Row::name>, {N_("compared with the register"), "見本 太郎", {}, nullptr, true}},
        {{"document", "規程番号", "文書番号"},
         take_id<DocumentTag, &Row::document>,
         {N_("number in the register, like D0003, in place of title and version"), ""}},
        {{"title", "規程", "規程名|文書|文書名"}, take_text<&Row::title>, {N_("title of the document"), "MCS運用ポリシー"}},
        {{"version", "版", "バージョン"}, take_text<&Row::version>, {N_("the one in force that day when empty"), ""}},
        {{"on", "確認日", "署名日|実施日", true, {}, "E_DATE"}, take_date<&Row::on>, {N_("day it was signed"), "2026-04-01"}},
        {{"how", "確認方法", "方法"},
         take_name<AcknowledgedHow, &Row::how>,
         {N_("how it was acknowledged"), "署名", {}, &known_words<AcknowledgedHow>}},
    };
}

// The person behind a mail: a live user, else the one whose application is open.
void find_person(const View& view, Row& row) {
    if (row.user || row.application || row.mail.empty()) return;
    for (const auto& user : find_users_by_mail(view, row.mail))
        if (is_live(user.state)) row.user = user.user_id;
    if (row.user) return;
    const auto open = open_applications_by_mail(view, row.mail);
    if (!open.empty()) row.application = open.front().application_id;
}

std::vector<Fault> resolve_signature(const RowContext& context, Row& row) {
    find_person(context.view, row);
    const auto day = row.on.value_or(context.view.today());
    if (!row.document && !row.title.empty())
        if (const auto document = find_document(context.view, row.title, row.version, day)) row.document = document->document_id;
    std::vector<Fault> faults;
    if (!row.user && !row.application && row.mail.empty())
        faults.push_back({"mail", "E_MISSING", message(N_("nobody is named: 利用者番号, 申込番号 or メールアドレス is needed"))});
    else if (!row.user && !row.application)
        faults.push_back({"mail", "E_PERSON_UNKNOWN", message(N_("no live user and no open application has {}"), row.mail),
                          message(N_("give 利用者番号, 申込番号 or the mail address that is registered"))});
    if (!row.document)
        faults.push_back({"title", "E_DOCUMENT_UNKNOWN",
                          message(N_("no document in force on {} is called {} {}"), day, row.title, row.version),
                          message(N_("`osaki-mcs document list` shows them"))});
    return faults;
}

bool is_known(const View& view, const Row& row) {
    const auto has = [&](const std::vector<Acknowledgement>& all) {
        return std::ranges::any_of(all, [&](const auto& a) { return a.document_id == *row.document; });
    };
    return row.user ? has(acknowledgements_of(view, *row.user)) : has(acknowledgements_of(view, *row.application));
}

// A number and an address that mean two people: one of them is a slip.
struct Person {
    std::string name, mail;
};
Person person_of(const View& view, const Row& row) {
    if (row.user) {
        const auto user = get_user(view, *row.user);
        return {user.name, user.mail};
    }
    const auto application = get_application(view, *row.application);
    return {application.name, application.mail};
}

std::optional<Fault> person_fault(const View& view, const Row& row) {
    try {
        const auto [known, mail] = person_of(view, row);
        if (!row.mail.empty() && mail_key(row.mail) != mail_key(mail))
            return Fault{"mail", "E_PERSON_OTHER",
                         message(N_("{} has the address {}, not {}"), row.user ? to_text(*row.user) : to_text(*row.application),
                                 mail, row.mail),
                         message(N_("is it the right person"))};
        if (row.user && row.application && get_application(view, *row.application).user_id != row.user)
            return Fault{"application", "E_PERSON_OTHER", message(N_("{} is no application of {}"), *row.application, *row.user),
                         message(N_("is it the right person"))};
        if (row.name.empty() || search_key(known) == search_key(row.name)) return std::nullopt;
        const auto number = row.user ? to_text(*row.user) : to_text(*row.application);
        return Fault{"name", "E_NAME_OTHER", message(N_("{} is {} in the register"), number, known),
                     message(N_("is it the right person"))};
    } catch (const Error& e) {
        if (e.code != Code::not_found) throw;
        return Fault{row.user ? "user" : "application", "E_PERSON_UNKNOWN", e.message};
    }
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
    if (row.user || row.application)
        if (auto fault = person_fault(view, row)) faults.push_back(std::move(*fault));
    if (row.document)
        if (auto fault = document_fault(view, row)) faults.push_back(std::move(*fault));
    return faults;
}

std::vector<RowKey> signature_keys(const Row& row) {
    if (!row.document || (!row.user && !row.application)) return {};
    return {{"mail", "E_ROW_DUP", (row.user ? to_text(*row.user) : to_text(*row.application)) + " " + to_text(*row.document)}};
}

Foresight foresee_signature(const View& view, const Row& row) {
    const auto person = row.user ? to_text(*row.user) : to_text(*row.application);
    if (is_known(view, row))
        return {Applied::unchanged, message(N_("{} acknowledged {} before; nothing would change"), person, *row.document)};
    return {Applied::added, message(N_("would record that {} acknowledged {} on {}"), person, *row.document, *row.on)};
}

RowResult load_signature(Change& change, const Row& row) {
    if (is_known(change, row)) return {Applied::unchanged};
    acknowledge(change, *row.document, row.user, row.application, *row.on, row.how.value_or(AcknowledgedHow::signed_paper));
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
