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

// The kinds that come in a roster, and the grounds as short as people write them.
std::string roster_kinds() {
    return "利用申込 新規事業所";
}
std::string grounds() {
    return "1 2 3";
}

std::vector<FieldOf<RosterRow>> roster_fields() {
    constexpr auto row = &RosterRow::application;
    return {
        {{"received_on", "受付日", "受付年月日|申込日", false, {}, "E_DATE"},
         take_date<row, &New::received_on>,
         {N_("day it arrived; today when empty. 2026-04-01 or 令和8年4月1日"), "2026-04-01"}},
        {{"channel", "受付方法"}, take_name<Channel, row, &New::channel>, {N_("how it came"), "郵送", {}, &known_words<Channel>}},
        {{"kind", "申込種別", "申請種別"},
         take_name<ApplicationKind, row, &New::kind>,
         {N_("for one person at an office that is registered, or for an office that is new; the former when empty"),
          "利用申込",
          {},
          &roster_kinds}},
        {{"service", "サービス種類", "サービスの種類|サービス"},
         take_text<&RosterRow::service>,
         {N_("service of the facility number; needed where several offices share it"), "", "service"}},
        {{"number", "事業所番号", "介護保険事業所番号|医療機関コード", false, "office|office_id"},
         take_text<&RosterRow::number>,
         {N_("ten characters, or seven digits of a medical institution; as text, so that zeros in front stay"), "0471500001"}},
        {{"office", "事業所ID", "事業所登録番号"},
         take_id<OfficeTag, row, &New::office>,
         {N_("number in the register, like O0012, in place of the facility number"), ""}},
        {{"office_name", "事業所名", "事業所の名称|施設名"},
         take_text<&RosterRow::office_name>,
         {N_("of a new office; else only compared"), ""}},
        {{"office_type", "事業所種別", "施設種別"},
         take_text<row, &New::office_type>,
         {N_("of a new office"), "", "office_type"}},
        {{"name", "氏名", "名前|利用者氏名", true},
         take_text<row, &New::name>,
         {N_("family and given name as on the form"), "見本 太郎", {}, nullptr, true}},
        {{"kana", "フリガナ", "カナ|氏名カナ|氏名フリガナ", false, {}, "E_VALUE", "name"},
         take_text<row, &New::kana>,
         {N_("reading in kana"), "ミホン タロウ"}},
        {{"profession", "職種", "資格", true}, take_text<row, &New::profession>, {N_("one of the list"), "看護師", "profession"}},
        {{"mail", "メールアドレス", "メール|E-mail|mail address|電子メール", true},
         take_text<row, &New::mail>,
         {N_("becomes the ID; one address is one person"), "mihon@example.jp", {}, nullptr, true}},
        {{"phone", "電話番号", "電話|TEL"},
         take_text<row, &New::phone>,
         {N_("as text, so that zeros in front stay"), "0229-00-0000"}},
        {{"role", "権限", "権限区分|役割"},
         take_name<MemberRole, row, &New::role>,
         {N_("staff when empty"), "職員", {}, &known_words<MemberRole>}},
        {{"ground", "根拠", "利用の根拠|利用者の区分", true},
         take_name<Ground, row, &New::ground>,
         {N_("ground of art. 9"), "1", {}, &grounds}},
        {{"ground_reason", "根拠の理由", "理由"}, take_text<row, &New::ground_reason>, {N_("needed for grounds 2 and 3"), ""}},
        {{"purpose", "利用目的", "目的"}, take_text<row, &New::purpose>, {N_("what MCS is to be used for"), "在宅療養の連携"}},
        {{"explained_on", "説明日", "説明年月日", false, {}, "E_DATE"},
         take_date<row, &New::explained_on>,
         {N_("day the policy was explained; may lie before the application"), "2026-03-30"}},
        {{"papers", "提出書類", "書類"},
         take_list<row, &New::papers>,
         {N_("papers that came with it, with ; between them"), "利用申込書;施設誓約書;連携守秘誓約書"}},
        {{"note", "備考", "摘要"}, take_text<row, &New::note>, {N_("anything else"), ""}},
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

Foresight foresee_application(const View& view, const Basis& basis, const NewApplication& given) {
    const auto application = drafted(view, basis, given);
    const auto place = application.office_id ? to_text(*application.office_id) : application.office_name;
    const auto would = [&] {
        if (!application.user_id)
            return message(N_("would add an application of {} {} at {}"), basis.codes.label("profession", application.profession),
                           application.name, place);
        if (is_live(get_user(view, *application.user_id).state))
            return message(N_("would add an application of {} {} for a further membership at {}"), *application.user_id,
                           application.name, place);
        return message(N_("would add an application of {} {}, a user before, at {}"), *application.user_id, application.name,
                       place);
    };
    return {Applied::added, would()};
}

std::vector<Fault> roster_faults(const View& view, const Basis& basis, const NewApplication& application) {
    if (application.kind != ApplicationKind::join && application.kind != ApplicationKind::new_office)
        return {{"kind", "E_KIND", message(N_("an application of kind {} does not come in a roster"), application.kind),
                 message(N_("known are join and new-office"))}};
    return faults_of(view, basis, application);
}

std::vector<RowKey> roster_keys(const Codes& codes, const RosterRow& row) {
    const auto& a = row.application;
    const auto mail = mail_key(a.mail);
    if (mail.empty()) return {};
    const auto person = search_key(a.name);
    const auto place = a.office ? to_text(*a.office) : search_key(row.office_name);
    std::vector<RowKey> keys{{"mail", "E_MAIL_DUP", mail, person, "W_SAME_PERSON"},
                             {"name", "E_ROW_DUP", mail + " " + person + " " + place, {}}};
    const auto* profession = codes.find("profession", a.profession);
    if (profession && !a.name.empty())
        keys.push_back({"name", "W_LIKELY_DUPLICATE", person + " " + search_key(a.kana) + " " + profession->token, mail});
    return keys;
}

}  // namespace

ImportKind application_import(const View& view) {
    const auto basis = std::make_shared<const Basis>(view);
    KindOf<RosterRow> kind{"application", roster_fields(), {"No", "No.", "番号", "連番"}};
    kind.resolve = [basis](const RowContext& context, RosterRow& row) { return resolve_office(context.view, basis->codes, row); };
    kind.check = [basis](const RowContext& context, const RosterRow& row) {
        return roster_faults(context.view, *basis, row.application);
    };
    kind.keys = [basis](const RosterRow& row) { return roster_keys(basis->codes, row); };
    kind.apply = [basis](Change& change, const RowContext&, const RosterRow& row) {
        return RowResult{Applied::added, to_text(receive(change, *basis, row.application))};
    };
    kind.foresee = [basis](const RowContext& context, const RosterRow& row) {
        return foresee_application(context.view, *basis, row.application);
    };
    kind.draft = [basis](const RowContext& context, const RosterRow& row) {
        return table_of<Application>({drafted(context.view, *basis, row.application)});
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
