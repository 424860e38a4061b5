#include "osaki/domain/directory.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<DirectoryRow> directory_columns[] = {
    column<&DirectoryRow::directory_id>("directory_id", N_("Number")).detail(),
    column<&DirectoryRow::service>("service", N_("Service")).required().coded("service"),
    column<&DirectoryRow::number>("number", N_("Facility number")).required(),
    column<&DirectoryRow::name>("name", N_("Office name")).required(),
    column<&DirectoryRow::kana>("kana", N_("Kana")).detail(),
    column<&DirectoryRow::type>("type", N_("Type")).required().coded("office_type"),
    column<&DirectoryRow::municipality>("municipality", N_("Municipality")).required(),
    column<&DirectoryRow::address>("address", N_("Address")).detail(),
    column<&DirectoryRow::phone>("phone", N_("Telephone")).detail(),
    column<&DirectoryRow::fax>("fax", N_("Fax")).detail(),
    column<&DirectoryRow::corporation>("corporation", N_("Corporation")).detail(),
    column<&DirectoryRow::snapshot_on>("snapshot_on", N_("As of")).detail(),
};

// Names of facilities are the ministry's, but for half-width kana and blanks at the ends.
std::string tidy(std::string_view text) {
    return widen_kana(trim(text));
}

// All but the number of the row and the day it was loaded.
bool same_facts(const DirectoryRow& a, const DirectoryRow& b) {
    return std::tie(a.name, a.kana, a.type, a.municipality, a.address, a.phone, a.fax, a.corporation) ==
           std::tie(b.name, b.kana, b.type, b.municipality, b.address, b.phone, b.fax, b.corporation);
}

}  // namespace

const Description<DirectoryRow>& describe(const DirectoryRow*) {
    static constexpr Description<DirectoryRow> description{"directory", N_("directory"), directory_columns};
    return description;
}

Faults faults_of(const Codes& codes, const NewDirectoryRow& row) {
    Faults faults;
    check_code(faults, "service", codes, "service", row.service);
    check_name(faults, "name", row.name);
    check_text(faults, "address", row.address);
    check_text(faults, "corporation", row.corporation);
    if (stored_number(row.municipality).empty())
        faults.push_back({"municipality", "E_MISSING", message(N_("nothing is entered, and it is needed"))});
    return faults;
}

namespace {

DirectoryRow row_from(const View& view, const Codes& codes, const NewDirectoryRow& from) {
    const auto* service = codes.find("service", from.service);
    return {{},
            service->token,
            stored_number(from.number),
            tidy(from.name),
            tidy(from.kana),
            service->type,
            stored_number(from.municipality),
            tidy(from.address),
            stored_number(from.phone),
            stored_number(from.fax),
            tidy(from.corporation),
            view.today()};
}

std::optional<DirectoryRow> known_row(const View& view, const DirectoryRow& row) {
    return sql::find<DirectoryRow>(view, "SELECT * FROM directory WHERE service = ? AND number = ?", row.service, row.number);
}

}  // namespace

Loaded foresee_directory_row(const View& view, const Codes& codes, const NewDirectoryRow& from) {
    const auto row = row_from(view, codes, from);
    const auto known = known_row(view, row);
    if (!known) return Loaded::added;
    return same_facts(*known, row) ? Loaded::same : Loaded::changed;
}

Loaded load_directory_row(Change& change, const Codes& codes, const NewDirectoryRow& from) {
    refuse(faults_of(codes, from));
    auto row = row_from(change, codes, from);
    const auto known = known_row(change, row);
    if (!known) {
        change.insert("load", row);
        return Loaded::added;
    }
    if (same_facts(*known, row)) return Loaded::same;
    row.directory_id = known->directory_id;
    change.update("load", row);
    return Loaded::changed;
}

std::int64_t drop_missing(Change& change, const std::set<std::string>& services, const std::set<std::string>& seen) {
    std::int64_t dropped = 0;
    for (const auto& service : services)
        for (const auto& row :
             sql::list<DirectoryRow>(change, "SELECT * FROM directory WHERE service = ? ORDER BY directory_id", service)) {
            if (seen.contains(row.service + ' ' + row.number)) continue;
            change.remove("drop", row);
            ++dropped;
        }
    return dropped;
}

std::vector<DirectoryRow> list_directory(const View& view, const Query& query) {
    return sql::list<DirectoryRow>(view, "SELECT * FROM directory ORDER BY service, number", coded(view, query));
}

bool is_in_directory(const View& view, std::string_view number) {
    return sql::value<std::int64_t>(view, "SELECT 1 FROM directory WHERE number = ? LIMIT 1", stored_number(number)).has_value();
}

std::vector<DirectoryRow> get_directory(const View& view, std::string_view number) {
    auto rows = sql::list<DirectoryRow>(view, "SELECT * FROM directory WHERE number = ? ORDER BY service", stored_number(number));
    if (rows.empty())
        fail(Code::not_found, N_("the directory has no facility {}; osaki-mcs directory import FILE loads newer data"), number);
    return rows;
}

std::vector<NewOffice> offices_of(const std::vector<DirectoryRow>& rows, const NewOffice& said) {
    std::vector<NewOffice> offices;
    for (const auto& row : rows) {
        NewOffice office;
        office.name = row.name;
        office.kana = row.kana;
        office.service = row.service;
        office.number = row.number;
        office.corporation = row.corporation;
        office.address = row.address;
        office.municipality = row.municipality;
        office.phone = row.phone;
        office.fax = row.fax;
        for (const auto member :
             {&NewOffice::name, &NewOffice::kana, &NewOffice::type, &NewOffice::corporation, &NewOffice::postal_code,
              &NewOffice::address, &NewOffice::municipality, &NewOffice::phone, &NewOffice::fax, &NewOffice::mail,
              &NewOffice::head_name, &NewOffice::head_post, &NewOffice::number_prefix})
            if (!(said.*member).empty()) office.*member = said.*member;
        office.opened_on = said.opened_on;
        offices.push_back(std::move(office));
    }
    return offices;
}

}  // namespace osaki
