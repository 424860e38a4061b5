// Offices, from a list of our own or straight from the ministry's open data: one service a row.
#include "osaki/domain/office.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/facility.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <algorithm>

namespace osaki {

namespace {

struct OfficeRow {
    std::optional<OfficeId> id = {};  // in what we exported ourselves
    NewOffice office = {};
    std::string building = {};
};
using New = NewOffice;

std::vector<FieldOf<OfficeRow>> office_fields() {
    using namespace headings;
    constexpr auto row = &OfficeRow::office;
    return {
        {{"office_id", "事業所ID", "事業所登録番号"},
         take_id<OfficeTag, &OfficeRow::id>,
         {N_("number in the register, like O0012, of an office that is there"), ""}},
        {{"name", "事業所名", "事業所の名称|名称", true},
         take_text<row, &New::name>,
         {N_("name of the office"), "見本訪問看護ステーション", {}, nullptr, true}},
        {{"kana", "事業所名カナ", "事業所カナ|フリガナ", false, {}, "E_VALUE", "name"},
         take_text<row, &New::kana>,
         {N_("reading in kana"), "ミホンホウモンカンゴステーション"}},
        {{"type", "事業所種別", "種別"},
         take_text<row, &New::type>,
         {N_("one of the list; may be empty when a service says it"), "", "office_type"}},
        {{"service", "サービスの種類", service_aliases},
         take_text<row, &New::service>,
         {N_("one service a row; the same office may stand in several rows"), "訪問看護", "service"}},
        {{"number", "事業所番号", number_aliases},
         take_text<row, &New::number>,
         {N_("ten characters, or seven digits of a medical institution; as text, so that zeros in front stay"), "0471500001"}},
        {{"corporation", "法人の名称", corporation_aliases},
         take_text<row, &New::corporation>,
         {N_("who runs it"), "医療法人見本会"}},
        {{"postal_code", "郵便番号", "〒"},
         take_text<row, &New::postal_code>,
         {N_("as text, so that zeros in front stay"), "989-6100"}},
        {{"municipality", municipality, municipality_aliases},
         take_text<row, &New::municipality>,
         {N_("six digits; decides whether ground 1 of art. 9 holds"), "042153"}},
        {{"address", "住所", "所在地"}, take_text<row, &New::address>, {N_("without the building"), "宮城県大崎市古川1-1"}},
        {{"building", building, building_aliases}, take_text<&OfficeRow::building>, {N_("joined to the address"), ""}},
        {{"phone", "電話番号", "電話|TEL"},
         take_text<row, &New::phone>,
         {N_("as text, so that zeros in front stay"), "0229-00-0000"}},
        {{"fax", "FAX番号", fax_aliases}, take_text<row, &New::fax>, {N_("as text, so that zeros in front stay"), ""}},
        {{"mail", "メールアドレス", "メール|E-mail"}, take_text<row, &New::mail>, {N_("of the office"), ""}},
        {{"head_name", "代表者氏名", "管理者氏名|施設長"},
         take_text<row, &New::head_name>,
         {N_("who signs for the office"), "見本 花子"}},
        {{"head_post", "代表者役職", "役職"}, take_text<row, &New::head_post>, {N_("post of who signs"), "管理者"}},
        {{"number_prefix", "番号接頭辞", "接頭辞"},
         take_text<row, &New::number_prefix>,
         {N_("in the names of its people in MCS"), ""}},
        {{"opened_on", "開設日", "登録日", false, {}, "E_DATE"}, take_date<row, &New::opened_on>, {N_("when known"), ""}},
        {{"pledge_on", "誓約書", "誓約書受領日", false, {}, "E_DATE"},
         take_date<row, &New::pledge_on>,
         {N_("day the pledge arrived"), "2026-04-01"}},
    };
}

std::optional<OfficeId> known_office(const View& view, const Codes& codes, const OfficeRow& row) {
    const auto& office = row.office;
    if (row.id) return row.id;
    if (office.number.empty()) return std::nullopt;
    return find_office(view, codes, office.service, office.number);
}

// Being there already is a fault only for those who came to add.
std::vector<Fault> office_faults(const RowContext& context, const Codes& codes, const OfficeRow& row) {
    auto faults = faults_of(context.view, codes, row.office);
    if (row.id && !find_office(context.view, *row.id))
        faults.push_back({"office_id", "E_OFFICE_UNKNOWN", message(N_("there is no office {}"), *row.id)});
    else if (row.id && context.update == Update::none)
        faults.push_back({"office_id", "E_OFFICE_DUP", message(N_("office {} is there already; --update changes it"), *row.id)});
    if (context.update != Update::none) std::erase_if(faults, [](const Fault& fault) { return fault.code == "E_NUMBER_DUP"; });
    return faults;
}

// Each text as the register would store it, so that a second load of the same file changes nothing.
struct Pair {
    std::string New::*from;
    std::string Office::*to;
    std::string (*stored)(std::string_view);
};
std::string trimmed(std::string_view text) {
    return std::string(trim(text));
}
std::string widened(std::string_view text) {
    return widen_kana(trim(text));
}
constexpr std::array pairs{
    Pair{&New::name, &Office::name, &widened},
    Pair{&New::kana, &Office::kana, &widened},
    Pair{&New::corporation, &Office::corporation, &trimmed},
    Pair{&New::postal_code, &Office::postal_code, &stored_number},
    Pair{&New::address, &Office::address, &trimmed},
    Pair{&New::municipality, &Office::municipality, &stored_number},
    Pair{&New::phone, &Office::phone, &stored_number},
    Pair{&New::fax, &Office::fax, &stored_number},
    Pair{&New::mail, &Office::mail, &mail_key},
    Pair{&New::head_name, &Office::head_name, &trimmed},
    Pair{&New::head_post, &Office::head_post, &trimmed},
    Pair{&New::number_prefix, &Office::number_prefix, &trimmed},
};

// Only what differs and may be written; nothing when that is nothing.
std::optional<NewOffice> difference(const NewOffice& from, const Office& office, Update update) {
    NewOffice to;
    bool differs = false;
    const auto may_write = [&](bool is_empty) { return update == Update::all || is_empty; };
    for (const auto& pair : pairs) {
        const auto value = pair.stored(from.*pair.from);
        if (value.empty() || value == office.*pair.to || !may_write((office.*pair.to).empty())) continue;
        to.*pair.from = value;
        differs = true;
    }
    if (from.pledge_on && from.pledge_on != office.pledge_on && may_write(!office.pledge_on)) {
        to.pledge_on = from.pledge_on;
        differs = true;
    }
    return differs ? std::optional(to) : std::nullopt;
}

// Of the columns to be emptied those that hold something.
std::vector<std::string_view> filled_of(const Office& office, std::span<const std::string_view> erased) {
    std::vector<std::string_view> filled;
    for (const auto& column : description<Office>().columns)
        if (std::ranges::find(erased, column.name) != erased.end() &&
            !std::holds_alternative<std::monostate>(column.value(office)))
            filled.push_back(column.name);
    return filled;
}

RowResult load_office(Change& change, const Codes& codes, const RowContext& context, const OfficeRow& row) {
    const auto id = known_office(change, codes, row);
    const auto& from = row.office;
    if (!id || context.update == Update::none) return {Applied::added, to_text(add_office(change, codes, from))};
    const auto office = get_office(change, *id);
    const auto to = difference(from, office, context.update);
    const auto emptied = filled_of(office, context.erased);
    if (to) edit_office(change, codes, *id, *to);
    if (!emptied.empty()) erase_in_office(change, *id, emptied);
    return {to || !emptied.empty() ? Applied::changed : Applied::unchanged, to_text(*id)};
}

// As the columns of the file would be stored.
Office stored_office(const Codes& codes, const NewOffice& from) {
    Office office;
    for (const auto& pair : pairs) office.*pair.to = pair.stored(from.*pair.from);
    const auto* type = codes.find("office_type", from.type);
    office.type = type ? type->token : std::string();
    office.opened_on = from.opened_on;
    office.pledge_on = from.pledge_on;
    return office;
}

// Headings of what an update would write, and of what it would empty.
std::string changed_headers(const Codes& codes, const std::optional<NewOffice>& to, std::vector<std::string_view> names) {
    const auto values = table_of<Office>({stored_office(codes, to.value_or(NewOffice{}))});
    for (std::size_t i = 1; i < values.columns.size(); ++i) {
        const auto* text = std::get_if<std::string>(&values.rows[0][i]);
        if (text || std::holds_alternative<Date>(values.rows[0][i])) names.push_back(values.columns[i].name);
    }
    std::string headers;
    for (const auto& field : office_fields())
        if (std::ranges::find(names, field.name) != names.end())
            headers += (headers.empty() ? "" : ", ") + std::string(field.header);
    return headers;
}

Foresight foresee_office(const RowContext& context, const Codes& codes, const OfficeRow& row) {
    Foresight to;
    const auto id = known_office(context.view, codes, row);
    const auto& from = row.office;
    if (!id || context.update == Update::none) {
        const auto joined = office_to_join(context.view, from);
        to.would = joined ? message(N_("would add the service {} to office {} {}"), from.service, *joined, from.name)
                          : message(N_("would add office {}"), from.name);
        return to;
    }
    const auto office = get_office(context.view, *id);
    const auto headers = changed_headers(codes, difference(from, office, context.update), filled_of(office, context.erased));
    to.how = headers.empty() ? Applied::unchanged : Applied::changed;
    to.would = headers.empty() ? message(N_("nothing would change in office {} {}"), *id, office.name)
                               : message(N_("would change in office {} {}: {}"), *id, office.name, headers);
    return to;
}

std::vector<RowKey> office_keys(const Codes& codes, const NewOffice& office) {
    const auto* service = codes.find("service", office.service);
    if (!service || office.number.empty()) return {};
    return {{"number", "E_NUMBER_DUP", service->label + " " + stored_number(office.number)}};
}

}  // namespace

ImportKind office_import(const View& view) {
    const auto codes = std::make_shared<const Codes>(view);
    KindOf<OfficeRow> kind{"office", office_fields(), headings::unused_open_data(), true, erasable_in_office()};
    // what an export of ours holds besides: said by other commands, or counted
    for (const std::string_view own : {"closed_on", "secretariat", "members", "admins"}) kind.ignored.push_back(own);
    kind.resolve = [](const RowContext&, OfficeRow& row) { return join_building(row.office.address, row.building); };
    kind.check = [codes](const RowContext& context, const OfficeRow& row) { return office_faults(context, *codes, row); };
    kind.keys = [codes](const OfficeRow& row) { return office_keys(*codes, row.office); };
    kind.apply = [codes](Change& change, const RowContext& context, const OfficeRow& row) {
        return load_office(change, *codes, context, row);
    };
    kind.foresee = [codes](const RowContext& context, const OfficeRow& row) { return foresee_office(context, *codes, row); };
    kind.draft = [codes](const RowContext&, const OfficeRow& row) {
        return table_of<Office>({stored_office(*codes, row.office)});
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
