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
        {{"office_id", "事業所ID", "事業所登録番号"}, take_id<OfficeTag, &OfficeRow::id>},
        {{"name", "事業所名", "事業所の名称|名称", true}, take_text<row, &New::name>},
        {{"kana", "事業所名カナ", "事業所カナ|フリガナ"}, take_text<row, &New::kana>},
        {{"type", "事業所種別", "種別"}, take_text<row, &New::type>},
        {{"service", "サービスの種類", service_aliases}, take_text<row, &New::service>},
        {{"number", "事業所番号", number_aliases}, take_text<row, &New::number>},
        {{"corporation", "法人の名称", corporation_aliases}, take_text<row, &New::corporation>},
        {{"postal_code", "郵便番号", "〒"}, take_text<row, &New::postal_code>},
        {{"municipality", municipality, municipality_aliases}, take_text<row, &New::municipality>},
        {{"address", "住所", "所在地"}, take_text<row, &New::address>},
        {{"building", building, building_aliases}, take_text<&OfficeRow::building>},
        {{"phone", "電話番号", "電話|TEL"}, take_text<row, &New::phone>},
        {{"fax", "FAX番号", fax_aliases}, take_text<row, &New::fax>},
        {{"mail", "メールアドレス", "メール|E-mail"}, take_text<row, &New::mail>},
        {{"head_name", "代表者氏名", "管理者氏名|施設長"}, take_text<row, &New::head_name>},
        {{"head_post", "代表者役職", "役職"}, take_text<row, &New::head_post>},
        {{"number_prefix", "番号接頭辞", "接頭辞"}, take_text<row, &New::number_prefix>},
        {{"opened_on", "開設日", "登録日", false, {}, "E_DATE"}, take_date<row, &New::opened_on>},
        {{"pledge_on", "誓約書", "誓約書受領日", false, {}, "E_DATE"}, take_date<row, &New::pledge_on>},
    };
}

std::vector<Fault> join_address(OfficeRow& row) {
    if (!row.building.empty()) row.office.address += " " + row.building;
    return {};
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
    Pair{&New::kana, &Office::kana, &stored_kana},
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

RowResult load_office(Change& change, const Codes& codes, Update update, const OfficeRow& row) {
    const auto id = known_office(change, codes, row);
    const auto& from = row.office;
    if (!id || update == Update::none) return {Applied::added, to_text(add_office(change, codes, from))};
    const auto to = difference(from, get_office(change, *id), update);
    if (!to) return {Applied::unchanged, to_text(*id)};
    edit_office(change, codes, *id, *to);
    return {Applied::changed, to_text(*id)};
}

std::vector<RowKey> office_keys(const Codes& codes, const NewOffice& office) {
    const auto* service = codes.find("service", office.service);
    if (!service || office.number.empty()) return {};
    return {{"number", "E_NUMBER_DUP", service->label + " " + stored_number(office.number)}};
}

}  // namespace

ImportKind office_import(const View& view) {
    const auto codes = std::make_shared<const Codes>(view);
    KindOf<OfficeRow> kind{"office", office_fields(), headings::unused_open_data(), true};
    // what an export of ours holds besides: said by other commands, or counted
    for (const std::string_view own : {"closed_on", "secretariat", "members", "admins"}) kind.ignored.push_back(own);
    kind.resolve = [](const RowContext&, OfficeRow& row) { return join_address(row); };
    kind.check = [codes](const RowContext& context, const OfficeRow& row) { return office_faults(context, *codes, row); };
    kind.keys = [codes](const OfficeRow& row) { return office_keys(*codes, row.office); };
    kind.apply = [codes](Change& change, const RowContext& context, const OfficeRow& row) {
        return load_office(change, *codes, context.update, row);
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
