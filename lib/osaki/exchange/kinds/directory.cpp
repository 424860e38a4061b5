// The ministry's open data of care facilities: a snapshot that replaces the rows of the services in it.
#include "osaki/domain/directory.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/facility.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

namespace osaki {

namespace {

struct FacilityRow {
    NewDirectoryRow facility = {};
    std::string building = {};
};
using New = NewDirectoryRow;

// What a file holds, refused rows too: a facility with a bad telephone number has not gone away.
struct Snapshot {
    Codes codes;
    std::set<std::string> services = {};
    std::set<std::string> seen = {};
};

std::vector<FieldOf<FacilityRow>> facility_fields() {
    using namespace headings;
    constexpr auto row = &FacilityRow::facility;
    return {
        {{"service", "サービスの種類", service_aliases, true},
         take_text<row, &New::service>,
         {N_("one service a row; the same office may stand in several rows"), "訪問看護", "service"}},
        {{"number", "事業所番号", number_aliases, true},
         take_text<row, &New::number>,
         {N_("ten characters, or seven digits of a medical institution; as text, so that zeros in front stay"), "0471500001"}},
        {{"name", "事業所名", "事業所の名称", true},
         take_text<row, &New::name>,
         {N_("name of the office"), "見本訪問看護ステーション", {}, nullptr, true}},
        {{"kana", "事業所名カナ", "事業所カナ|事業所の名称（カナ）", false, {}, "E_VALUE", "name"},
         take_text<row, &New::kana>,
         {N_("reading in kana"), ""}},
        {{"municipality", municipality, municipality_aliases, true},
         take_text<row, &New::municipality>,
         {N_("six digits; decides whether ground 1 of art. 9 holds"), "042153"}},
        {{"address", "住所", "所在地"}, take_text<row, &New::address>, {N_("without the building"), "宮城県大崎市古川1-1"}},
        {{"building", building, building_aliases}, take_text<&FacilityRow::building>, {N_("joined to the address"), ""}},
        {{"phone", "電話番号", "電話|TEL"},
         take_text<row, &New::phone>,
         {N_("as text, so that zeros in front stay"), "0229-00-0000"}},
        {{"fax", "FAX番号", fax_aliases}, take_text<row, &New::fax>, {N_("as text, so that zeros in front stay"), ""}},
        {{"corporation", "法人の名称", corporation_aliases},
         take_text<row, &New::corporation>,
         {N_("who runs it"), "医療法人見本会"}},
    };
}

std::string key_of(const Codes& codes, const NewDirectoryRow& facility) {
    const auto* service = codes.find("service", facility.service);
    if (!service || facility.number.empty()) return {};
    return service->token + " " + stored_number(facility.number);
}

std::vector<Fault> note_seen(Snapshot& snapshot, FacilityRow& row) {
    auto& facility = row.facility;
    auto faults = join_building(facility.address, row.building);
    if (auto key = key_of(snapshot.codes, facility); !key.empty()) {
        snapshot.services.insert(key.substr(0, key.find(' ')));
        snapshot.seen.insert(std::move(key));
    }
    return faults;
}

RowResult result_of(Loaded loaded) {
    switch (loaded) {
        case Loaded::added:
            return {Applied::added};
        case Loaded::changed:
            return {Applied::changed};
        case Loaded::same:
            return {Applied::unchanged};
    }
    return {Applied::unchanged};
}

Foresight foresee_facility(const View& view, const Codes& codes, const NewDirectoryRow& facility) {
    switch (foresee_directory_row(view, codes, facility)) {
        case Loaded::added:
            return {Applied::added, message(N_("would add facility {} {} to the directory"), facility.number, facility.name)};
        case Loaded::changed:
            return {Applied::changed,
                    message(N_("would change facility {} {} in the directory"), facility.number, facility.name)};
        case Loaded::same:
            break;
    }
    return {Applied::unchanged, message(N_("facility {} is the same in the directory already"), facility.number)};
}

}  // namespace

ImportKind directory_import(const View& view) {
    const auto snapshot = std::make_shared<Snapshot>(Snapshot{Codes(view)});
    KindOf<FacilityRow> kind{"directory", facility_fields(), headings::unused_open_data()};
    kind.resolve = [snapshot](const RowContext&, FacilityRow& row) { return note_seen(*snapshot, row); };
    kind.check = [snapshot](const RowContext&, const FacilityRow& row) { return faults_of(snapshot->codes, row.facility); };
    kind.keys = [snapshot](const FacilityRow& row) {
        return std::vector<RowKey>{{"number", "E_NUMBER_DUP", key_of(snapshot->codes, row.facility)}};
    };
    kind.apply = [snapshot](Change& change, const RowContext&, const FacilityRow& row) {
        return result_of(load_directory_row(change, snapshot->codes, row.facility));
    };
    kind.foresee = [snapshot](const RowContext& context, const FacilityRow& row) {
        return foresee_facility(context.view, snapshot->codes, row.facility);
    };
    kind.finish = [snapshot](Change& change) { return drop_missing(change, snapshot->services, snapshot->seen); };
    return kind_of(std::move(kind));
}

}  // namespace osaki
