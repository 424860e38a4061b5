// Applications as an office sends them: the roster (登録名簿), one person a row.
#include "osaki/domain/registration.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/place.hpp"
#include "osaki/exchange/kinds/take.hpp"

namespace osaki {

namespace {

struct RosterRow {
    NewApplication application = {};
    std::string service = {};
    std::string number = {};
    std::string office_name = {};
};
using New = NewApplication;

std::vector<FieldOf<RosterRow>> roster_fields() {
    constexpr auto row = &RosterRow::application;
    return {
        {{"received_on", "受付日", "受付年月日|申込日", false, {}, "E_DATE"}, take_date<row, &New::received_on>},
        {{"channel", "受付方法"}, take_name<Channel, row, &New::channel>},
        {{"kind", "申込種別", "申請種別"}, take_name<ApplicationKind, row, &New::kind>},
        {{"service", "サービス種類", "サービスの種類|サービス"}, take_text<&RosterRow::service>},
        {{"number", "事業所番号", "介護保険事業所番号|医療機関コード", false, "office|office_id"}, take_text<&RosterRow::number>},
        {{"office", "事業所ID", "事業所登録番号"}, take_id<OfficeTag, row, &New::office>},
        {{"office_name", "事業所名", "事業所の名称|施設名"}, take_text<&RosterRow::office_name>},
        {{"office_type", "事業所種別", "施設種別"}, take_text<row, &New::office_type>},
        {{"name", "氏名", "名前|利用者氏名", true}, take_text<row, &New::name>},
        {{"kana", "フリガナ", "カナ|氏名カナ|氏名フリガナ"}, take_text<row, &New::kana>},
        {{"profession", "職種", "資格", true}, take_text<row, &New::profession>},
        {{"mail", "メールアドレス", "メール|E-mail|mail address|電子メール", true}, take_text<row, &New::mail>},
        {{"phone", "電話番号", "電話|TEL"}, take_text<row, &New::phone>},
        {{"role", "権限", "権限区分|役割"}, take_name<MemberRole, row, &New::role>},
        {{"ground", "根拠", "利用の根拠|利用者の区分"}, take_name<Ground, row, &New::ground>},
        {{"ground_reason", "根拠の理由", "理由"}, take_text<row, &New::ground_reason>},
        {{"purpose", "利用目的", "目的"}, take_text<row, &New::purpose>},
        {{"explained_on", "説明日", "説明年月日", false, {}, "E_DATE"}, take_date<row, &New::explained_on>},
        {{"papers", "提出書類", "書類"}, take_list<row, &New::papers>},
        {{"note", "備考", "摘要"}, take_text<row, &New::note>},
    };
}

std::vector<Fault> resolve_office(const View& view, const Codes& codes, RosterRow& row) {
    auto& application = row.application;
    if (application.kind == ApplicationKind::new_office) {
        application.office_name = row.office_name;
        return {};
    }
    if (application.office || row.number.empty()) return {};
    auto placed = office_by_number(view, codes, {row.service, row.number, row.office_name});
    application.office = placed.office;
    return std::move(placed.faults);
}

std::vector<Fault> roster_faults(const View& view, const Basis& basis, const NewApplication& application) {
    if (application.kind != ApplicationKind::join && application.kind != ApplicationKind::new_office)
        return {{"kind", "E_KIND", message(N_("an application of kind {} does not come in a roster"), application.kind),
                 message(N_("known are join and new-office"))}};
    return faults_of(view, basis, application);
}

std::vector<RowKey> roster_keys(const RosterRow& row) {
    const auto& a = row.application;
    const auto mail = mail_key(a.mail);
    if (mail.empty()) return {};
    const auto person = search_key(a.name);
    const auto place = a.office ? to_text(*a.office) : search_key(row.office_name);
    return {{"mail", "E_MAIL_DUP", mail, person}, {"name", "E_ROW_DUP", mail + " " + person + " " + place, {}}};
}

}  // namespace

ImportKind application_import(const View& view) {
    const auto basis = std::make_shared<const Basis>(view);
    KindOf<RosterRow> kind{"application", roster_fields(), {"No", "No.", "番号", "連番"}};
    kind.resolve = [basis](const RowContext& context, RosterRow& row) { return resolve_office(context.view, basis->codes, row); };
    kind.check = [basis](const RowContext& context, const RosterRow& row) {
        return roster_faults(context.view, *basis, row.application);
    };
    kind.keys = roster_keys;
    kind.apply = [basis](Change& change, const RowContext&, const RosterRow& row) {
        return RowResult{Applied::added, to_text(receive(change, *basis, row.application))};
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
