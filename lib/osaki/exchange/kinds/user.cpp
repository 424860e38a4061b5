// Users of a ledger that was kept before the register, one person at one office a row.
#include "osaki/domain/takeover.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/place.hpp"
#include "osaki/exchange/kinds/take.hpp"

namespace osaki {

namespace {

enum class Answer { yes, no };
constexpr std::array<Name<Answer>, 2> names_of(Answer) {
    return {{{Answer::yes, "yes", N_("yes"), "有|あり|有効|はい|済|設定済|オン|on|true|1|○"},
             {Answer::no, "no", N_("no"), "無|なし|無効|いいえ|未|未設定|オフ|off|false|0|×"}}};
}

struct Row {
    LedgerRow ledger = {};
    Place place = {};
    bool is_lost = false;     // the office it names was not found
    bool is_unknown = false;  // there is no user of that number
};

std::optional<Fault> take_answer(Row& row, std::string_view cell, const RowContext&) {
    const auto answer = parse_name<Answer>(cell);
    if (!answer)
        return Fault{
            {}, "E_UNKNOWN_WORD", message(N_("{} is not known here"), cell), message(N_("known are {}"), known_words<Answer>())};
    row.ledger.two_factor = *answer == Answer::yes;
    return std::nullopt;
}

// The words that a ledger may hold, as short as people write them.
std::string answers() {
    return "有 無";
}
std::string states() {
    return "利用中 停止中 退会済";
}

std::optional<Fault> take_state(Row& row, std::string_view cell, const RowContext&) {
    row.ledger.state = parse_name<UserState>(cell);
    if (row.ledger.state) return std::nullopt;
    return Fault{{}, "E_UNKNOWN_WORD", message(N_("{} is not known here"), cell), message(N_("known are {}"), states())};
}

std::vector<FieldOf<Row>> user_fields() {
    constexpr auto row = &Row::ledger;
    constexpr auto place = &Row::place;
    using L = LedgerRow;
    return {
        {{"user_id", "利用者番号", "利用者ID", false, "user"},
         take_id<UserTag, row, &L::user>,
         {N_("number in the register of somebody who is there, like U000123; for --update"), ""}},
        {{"name", "氏名", "名前|利用者氏名", true},
         take_text<row, &L::name>,
         {N_("family and given name as on the form"), "見本 太郎", {}, nullptr, true}},
        {{"kana", "フリガナ", "カナ|氏名カナ|氏名フリガナ", false, {}, "E_VALUE", "name"},
         take_text<row, &L::kana>,
         {N_("reading in kana"), "ミホン タロウ"}},
        {{"profession", "職種", "資格", true, {}, "E_VALUE", {}, "user_id"},
         take_text<row, &L::profession>,
         {N_("one of the list"), "看護師", "profession"}},
        {{"mail", "メールアドレス", "メール|E-mail|mail address|電子メール", true, {}, "E_VALUE", {}, "user_id"},
         take_text<row, &L::mail>,
         {N_("one address is one person"), "mihon@example.jp", {}, nullptr, true}},
        {{"phone", "電話番号", "電話|TEL"},
         take_text<row, &L::phone>,
         {N_("as text, so that zeros in front stay"), "0229-00-0000"}},
        {{"login", "ログインID", "MCSログインID|MCS ID"},
         take_text<row, &L::login>,
         {N_("MCS login ID as issued; the mail address when empty"), ""}},
        {{"two_factor", "二要素認証", "2要素認証|二段階認証|2段階認証"}, take_answer, {N_("whether it is on"), "", {}, &answers}},
        {{"service", "サービス種類", "サービスの種類|サービス"},
         take_text<place, &Place::service>,
         {N_("service of the facility number; needed where several offices share it"), "", "service"}},
        {{"number", "事業所番号", "介護保険事業所番号|医療機関コード"},
         take_text<place, &Place::number>,
         {N_("ten characters, or seven digits of a medical institution; as text, so that zeros in front stay"), "0471500001"}},
        {{"office", "事業所ID", "事業所登録番号", false, "office_id"},
         take_id<OfficeTag, row, &L::office>,
         {N_("number in the register, like O0012, in place of the facility number"), ""}},
        {{"office_name", "事業所名", "事業所の名称|施設名|所属"},
         take_text<place, &Place::name>,
         {N_("where no number is known; else only compared"), ""}},
        {{"role", "権限", "権限区分|役割"},
         take_name<MemberRole, row, &L::role>,
         {N_("staff when empty"), "職員", {}, &known_words<MemberRole>}},
        {{"state", "状態", "利用状況|ステータス"}, take_state, {N_("in use when empty"), "利用中", {}, &states}},
        {{"since", "利用開始日", "登録日|開始日", false, {}, "E_DATE"},
         take_date<row, &L::since>,
         {N_("first day of the ID; today when empty"), "2018-04-01"}},
        {{"until", "退会日", "利用終了日|退会年月日", false, {}, "E_DATE"},
         take_date<row, &L::until>,
         {N_("of somebody who left"), ""}},
        {{"old_number", "旧番号", "旧利用者番号|台帳番号|管理番号"},
         take_text<row, &L::old_number>,
         {N_("of the old ledger; kept in the note"), ""}},
        {{"note", "備考", "摘要"}, take_text<row, &L::note>, {N_("anything else"), ""}},
    };
}

std::vector<Fault> find_place(const View& view, const Codes& codes, Row& row) {
    auto& ledger = row.ledger;
    if (ledger.office || (row.place.number.empty() && row.place.name.empty())) return {};
    // the ledger may hold our own number where others write the facility's
    ledger.office = parse_id<OfficeTag>(row.place.number);
    if (ledger.office) return {};
    auto placed = row.place.number.empty() ? office_by_name(view, row.place) : office_by_number(view, codes, row.place);
    ledger.office = placed.office;
    return std::move(placed.faults);
}

std::optional<User> known_user(const RowContext& context, const LedgerRow& row) {
    return context.update == Update::none ? std::nullopt : find_known(context.view, row);
}

std::vector<Fault> resolve(const RowContext& context, const Codes& codes, Row& row) {
    row.is_unknown = row.ledger.user && !find_known(context.view, row.ledger);
    if (row.is_unknown) return {{"user_id", "E_USER_UNKNOWN", message(N_("there is no user {}"), *row.ledger.user)}};
    auto lost = find_place(context.view, codes, row);
    row.is_lost = !row.ledger.office && !lost.empty();
    // an update leaves offices alone
    if (known_user(context, row.ledger)) return {};
    return lost;
}

std::vector<Fault> not_changed(const RowContext& context, const Basis& basis, const User& known, const Row& row) {
    auto names = untouched_by(context.view, basis, known, row.ledger);
    if (row.is_lost) names.push_back("office");
    // the column that names the office
    std::ranges::replace(names, "office",
                         row.place.number.empty() ? row.place.name.empty() ? "office" : "office_name" : "number");
    std::string headers;
    for (const auto& field : user_fields())
        if (std::ranges::find(names, field.name) != names.end())
            headers += (headers.empty() ? "" : ", ") + std::string(field.header);
    if (headers.empty()) return {};
    return {{"user_id", "W_NOT_CHANGED",
             message(N_("{} {}: an update leaves these as they are: {}"), known.user_id, known.name, headers),
             message(N_("user edit, user change and the desk's commands change them")), true}};
}

std::vector<Fault> row_faults(const RowContext& context, const Basis& basis, const Row& row) {
    if (row.is_unknown) return {};
    if (const auto known = known_user(context, row.ledger)) {
        auto faults = faults_of(context.view, *known, row.ledger);
        const bool is_refused = std::ranges::any_of(faults, [](const Fault& fault) { return !fault.warning; });
        if (!is_refused) detail::append(faults, not_changed(context, basis, *known, row));
        return faults;
    }
    auto faults = faults_of(context.view, basis, row.ledger);
    if (row.is_lost) std::erase_if(faults, [](const Fault& fault) { return fault.code == "E_OFFICE"; });
    return faults;
}

std::vector<RowKey> row_keys(const Row& row) {
    const auto& ledger = row.ledger;
    const auto mail = mail_key(ledger.mail);
    if (mail.empty() || row.is_unknown) return {};
    const auto person = search_key(ledger.name);
    const auto place = ledger.office ? to_text(*ledger.office) : search_key(row.place.name);
    // where one of the two has left: only pointed out
    const RowKey former{"mail", "W_MAIL_OTHER", mail + " ", person};
    const auto once = mail + " " + person + " " + place;
    if (has_left(ledger))
        return {former, {"name", "E_ROW_DUP", once + (ledger.since && !place.empty() ? " " + to_text(*ledger.since) : ""), {}}};
    const auto look = person + " " + kana_key(ledger.kana) + " " + search_key(ledger.profession);
    return {{"mail", "E_MAIL_DUP", mail, person, "W_SAME_PERSON"},
            former,
            {"name", "E_ROW_DUP", once, {}},
            // one account has one state, however many offices
            {"state", "E_STATE_OTHER", mail + " " + person, std::string(token_of(ledger.state.value_or(UserState::active)))},
            {"login", "E_LOGIN_DUP", mail_key(ledger.login), mail},
            {"name", "W_LIKELY_DUPLICATE", look, mail}};
}

RowResult load(Change& change, const Basis& basis, Update update, const LedgerRow& row) {
    const auto known = known_user({change, update}, row);
    if (!known) return {Applied::added, to_text(take_over(change, basis, row))};
    const bool changed = fill_in(change, basis, *known, row, update == Update::all);
    return {changed ? Applied::changed : Applied::unchanged, to_text(known->user_id)};
}

Foresight foresee_user(const RowContext& context, const LedgerRow& row) {
    if (const auto known = known_user(context, row)) {
        const auto values = [](const User& user) {
            return std::tie(user.kana, user.phone, user.login, user.note, user.two_factor);
        };
        if (values(corrected(*known, row, context.update == Update::all)) == values(*known))
            return {Applied::unchanged, message(N_("nothing would change in user {} {}"), known->user_id, known->name)};
        return {Applied::changed, message(N_("would fill in or correct {} {}"), known->user_id, known->name)};
    }
    if (has_left(row)) return {Applied::added, message(N_("would take over {} as a user who left"), row.name)};
    const auto place = row.office ? to_text(*row.office) : std::string();
    return {Applied::added, message(N_("would take over {} as a user at {}"), row.name, place)};
}

// Whatever the row says, so the user will stand.
Table draft(const RowContext& context, const LedgerRow& row) {
    const auto known = known_user(context, row);
    return known ? table_of<User>({corrected(*known, row, context.update == Update::all)}) : Table{};
}

}  // namespace

ImportKind user_import(const View& view) {
    const auto basis = std::make_shared<const Basis>(view);
    KindOf<Row> kind{"user", user_fields(), {"No", "No.", "番号", "連番"}, true};
    kind.resolve = [basis](const RowContext& context, Row& row) { return resolve(context, basis->codes, row); };
    kind.check = [basis](const RowContext& context, const Row& row) { return row_faults(context, *basis, row); };
    kind.keys = row_keys;
    kind.apply = [basis](Change& change, const RowContext& context, const Row& row) {
        return load(change, *basis, context.update, row.ledger);
    };
    kind.foresee = [](const RowContext& context, const Row& row) { return foresee_user(context, row.ledger); };
    kind.draft = [](const RowContext& context, const Row& row) { return draft(context, row.ledger); };
    return kind_of(std::move(kind));
}

}  // namespace osaki
