#include "osaki/domain/office.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view offices_sql =
    "SELECT o.*,"
    " (SELECT count(*) FROM membership m WHERE m.office_id = o.office_id AND m.until IS NULL) AS members,"
    " (SELECT count(*) FROM membership m JOIN user u USING (user_id) WHERE m.office_id = o.office_id AND m.until IS NULL"
    "  AND m.role = 'admin' AND u.state IN ('registered', 'active')) AS admins"
    " FROM office o";

namespace {

constexpr Column<Office> office_columns[] = {
    column<&Office::office_id>("office_id", N_("Number")),
    column<&Office::name>("name", N_("Office name")).required().keyed("name_key", search_key),
    column<&Office::kana>("kana", N_("Kana")).detail().keyed("kana", kana_key),
    column<&Office::type>("type", N_("Type")).required().coded("office_type"),
    column<&Office::corporation>("corporation", N_("Corporation")).detail(),
    column<&Office::postal_code>("postal_code", N_("Postal code")).detail(),
    column<&Office::address>("address", N_("Address")).detail(),
    column<&Office::municipality>("municipality", N_("Municipality")).detail(),
    column<&Office::phone>("phone", N_("Telephone")),
    column<&Office::fax>("fax", N_("Fax")).detail(),
    column<&Office::mail>("mail", N_("Mail")).detail(),
    column<&Office::head_name>("head_name", N_("Head")).detail(),
    column<&Office::head_post>("head_post", N_("Post")).detail(),
    column<&Office::pledge_on>("pledge_on", N_("Pledge")).detail(),
    column<&Office::number_prefix>("number_prefix", N_("Prefix")).detail(),
    column<&Office::opened_on>("opened_on", N_("Opened")).detail(),
    column<&Office::closed_on>("closed_on", N_("Closed")),
    column<&Office::secretariat>("secretariat", N_("Secretariat")).detail(),
    column<&Office::name_key>("name_key", "").hidden(),
    column<&Office::members>("members", N_("Members")).joined(),
    column<&Office::admins>("admins", N_("Admins")).joined(),
};

constexpr Column<Service> service_columns[] = {
    column<&Service::service_id>("service_id", N_("Service")).detail(),
    column<&Service::office_id>("office_id", N_("Office")).detail(),
    column<&Service::type>("type", N_("Service type")).required().coded("service"),
    column<&Service::number>("number", N_("Facility number")).required(),
    column<&Service::until>("until", N_("Until")).detail(),
};

// A medical institution's code has seven digits; the ministry's list of services knows no name for it.
const CodeEntry* find_service(const Codes& codes, std::string_view service) {
    return codes.find("service", service);
}

std::string type_of(const Codes& codes, const NewOffice& office) {
    if (const auto* type = codes.find("office_type", office.type); type && !office.type.empty()) return type->token;
    const auto* service = find_service(codes, office.service);
    return service ? service->type : std::string();
}

bool is_facility_number(std::string_view number) {
    return (number.size() == 10 || number.size() == 7) &&
           std::ranges::all_of(number, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

void insert_service(Change& change, OfficeId office, std::string_view type, std::string_view number) {
    Service service{{}, office, std::string(type), std::string(number), {}};
    change.insert("add-service", service);
    add_lookup(change, "service_number", number, service.service_id.value);
}

Office office_from(const Codes& codes, const NewOffice& from) {
    Office office;
    office.name = widen_kana(trim(from.name));
    office.kana = widen_kana(trim(from.kana));
    office.type = type_of(codes, from);
    office.corporation = trim(from.corporation);
    office.postal_code = stored_number(from.postal_code);
    office.address = trim(from.address);
    office.municipality = stored_number(from.municipality);
    office.phone = stored_number(from.phone);
    office.fax = stored_number(from.fax);
    office.mail = mail_key(from.mail);
    office.head_name = trim(from.head_name);
    office.head_post = trim(from.head_post);
    office.number_prefix = trim(from.number_prefix);
    office.opened_on = from.opened_on;
    office.pledge_on = from.pledge_on;
    office.name_key = search_key(office.name);
    return office;
}

OfficeId insert_office(Change& change, Office office) {
    change.insert("add", office);
    renew_lookups(change, "office", office.office_id.value, {});
    record_value(change, office.office_id, "type", office.type, office.opened_on.value_or(change.today()));
    return office.office_id;
}

}  // namespace

const Description<Office>& describe(const Office*) {
    static constexpr Description<Office> description{"office", N_("office"), office_columns};
    return description;
}
const Description<Service>& describe(const Service*) {
    static constexpr Description<Service> description{"service", N_("service"), service_columns};
    return description;
}

Faults faults_of(const View& view, const Codes& codes, const NewOffice& office) {
    Faults faults;
    check_name(faults, "name", office.name);
    check_text(faults, "kana", office.kana);  // as published: brackets, letters and digits stand in it
    if (!office.mail.empty()) check_mail(faults, "mail", office.mail);
    check_facility_phone(faults, "phone", office.phone);
    check_facility_phone(faults, "fax", office.fax);
    check_not_future(faults, "opened_on", office.opened_on, view.today());
    check_not_future(faults, "pledge_on", office.pledge_on, view.today());
    for (const auto& [field, text] : {std::pair<std::string_view, std::string_view>{"corporation", office.corporation},
                                      {"postal_code", office.postal_code},
                                      {"municipality", office.municipality},
                                      {"number_prefix", office.number_prefix},
                                      {"address", office.address},
                                      {"head_name", office.head_name},
                                      {"head_post", office.head_post}})
        check_text(faults, field, text);
    if (!office.type.empty() || office.service.empty()) check_code(faults, "type", codes, "office_type", office.type);
    if (office.number.empty() && office.service.empty()) return faults;
    const auto* service = check_code(faults, "service", codes, "service", office.service);
    const auto number = stored_number(office.number);
    if (!is_facility_number(number))
        faults.push_back(
            {"number", "E_NUMBER",
             message(N_("{} is not a facility number: ten characters, or seven digits of a medical institution"), office.number),
             is_facility_number("0" + number) ? message(N_("was the 0 in front lost? make the cells text and type it again"))
                                              : Message{}});
    else if (const auto taken = service ? find_office(view, codes, service->token, number) : std::nullopt)
        faults.push_back({"number",
                          "E_NUMBER_DUP",
                          message(N_("{} {} is office {} already"), service->label, number, *taken),
                          {},
                          false,
                          Code::conflict});
    else if (!find_services(view, number).empty() &&
             get_office(view, find_services(view, number).front().office_id).name_key != search_key(office.name))
        faults.push_back({"name",
                          "W_NUMBER_OTHER_NAME",
                          message(N_("{} is known under another name; this becomes an office of its own"), number),
                          {},
                          true});
    return faults;
}

std::optional<OfficeId> office_to_join(const View& view, const NewOffice& from) {
    std::optional<OfficeId> id;
    for (const auto& service : find_services(view, stored_number(from.number)))
        if (const auto known = get_office(view, service.office_id);
            known.name_key == search_key(widen_kana(trim(from.name))) && !known.closed_on)
            id = service.office_id;
    return id;
}

OfficeId add_office(Change& change, const Codes& codes, const NewOffice& from) {
    refuse(faults_of(change, codes, from));
    const auto number = stored_number(from.number);
    auto office = office_from(codes, from);
    auto id = office_to_join(change, from);
    if (!id) id = insert_office(change, office);
    if (!number.empty()) insert_service(change, *id, find_service(codes, from.service)->token, number);
    return *id;
}

OfficeId add_secretariat(Change& change, const Codes& codes, const NewOffice& from) {
    refuse(faults_of(change, codes, from));
    auto office = office_from(codes, from);
    office.secretariat = true;
    return insert_office(change, office);
}

std::optional<Office> find_office(const View& view, OfficeId id) {
    return sql::find<Office>(view, "SELECT * FROM office WHERE office_id = ?", id);
}

Office get_office(const View& view, OfficeId id) {
    auto office = sql::find<Office>(view, std::string(offices_sql) + " WHERE o.office_id = ?", id);
    if (!office) fail(Code::not_found, N_("there is no office {}"), id);
    return *office;
}

std::vector<Office> list_offices(const View& view, const Query& query) {
    return sql::list<Office>(view, std::string(offices_sql) + " ORDER BY o.office_id", coded(view, query));
}

OfficeId secretariat_of(const View& view) {
    const auto id = sql::value<OfficeId>(view, "SELECT office_id FROM office WHERE secretariat = 1");
    if (!id) fail(Code::wrong_file, N_("the register has no secretariat; run `osaki-mcs audit verify`"));
    return *id;
}

std::vector<Service> list_services(const View& view, OfficeId id) {
    return sql::list<Service>(view, "SELECT * FROM service WHERE office_id = ? ORDER BY type, number", id);
}

std::optional<OfficeId> find_office(const View& view, const Codes& codes, std::string_view service, std::string_view number) {
    const auto* type = find_service(codes, service);
    return sql::value<OfficeId>(view, "SELECT office_id FROM service WHERE type = ? AND number = ? AND until IS NULL",
                                type ? type->token : std::string(service), stored_number(number));
}

std::vector<Service> find_services(const View& view, std::string_view number) {
    std::vector<Service> found;
    if (number.empty()) return found;
    for (const auto id : find_lookup(view, "service_number", number))
        if (auto service = sql::find<Service>(view, "SELECT * FROM service WHERE service_id = ? AND until IS NULL", id);
            service && service->number == number)
            found.push_back(std::move(*service));
    return found;
}

namespace {

Office get_open_office(const View& view, OfficeId id) {
    auto office = get_office(view, id);
    if (office.closed_on) fail(Code::conflict, N_("office {} was closed on {}"), id, *office.closed_on);
    return office;
}

void replace(std::string& to, const std::string& from) {
    if (!from.empty()) to = from;
}

}  // namespace

void edit_office(Change& change, const Codes& codes, OfficeId id, const NewOffice& to) {
    auto office = get_open_office(change, id);
    auto wanted = to;
    replace(wanted.name, to.name.empty() ? office.name : to.name);
    if (wanted.type.empty()) wanted.type = office.type;
    refuse(faults_of(change, codes, wanted));
    const auto values = office_from(codes, wanted);
    const auto texts = lookup_texts(change, "office", id.value);
    for (const auto member : {&Office::name, &Office::kana, &Office::corporation, &Office::postal_code, &Office::address,
                              &Office::municipality, &Office::phone, &Office::fax, &Office::mail, &Office::head_name,
                              &Office::head_post, &Office::number_prefix, &Office::name_key})
        replace(office.*member, values.*member);
    if (to.pledge_on) office.pledge_on = to.pledge_on;
    change.update("edit", office);
    renew_lookups(change, "office", id.value, texts);
}

void change_office_type(Change& change, const Codes& codes, OfficeId id, std::string_view type, Date on) {
    auto office = get_open_office(change, id);
    Faults faults;
    const auto* entry = check_code(faults, "type", codes, "office_type", type);
    refuse(faults);
    record_value(change, id, "type", entry->token, on);
    office.type = entry->token;
    change.update("change", office);
}

void receive_pledge(Change& change, OfficeId id, Date on) {
    auto office = get_open_office(change, id);
    office.pledge_on = on;
    change.update("pledge", office);
}

void add_service(Change& change, const Codes& codes, OfficeId id, std::string_view service, std::string_view number) {
    const auto office = get_open_office(change, id);
    NewOffice facts;
    facts.name = office.name;
    facts.service = service;
    facts.number = number;
    refuse(faults_of(change, codes, facts));
    insert_service(change, id, find_service(codes, service)->token, stored_number(number));
}

std::vector<Office> find_offices_by_name(const View& view, std::string_view name) {
    const auto key = search_key(name);
    std::vector<Office> found;
    for (const auto id : find_lookup(view, "office_name", key))
        if (auto office = find_office(view, OfficeId{id}); office && office->name_key == key && !office->closed_on)
            found.push_back(std::move(*office));
    return found;
}

void close_office(Change& change, OfficeId id, Date on) {
    auto office = get_open_office(change, id);
    if (office.secretariat) fail(Code::forbidden, N_("office {} is the secretariat itself (art. 8)"), id);
    if (office.members > 0)
        fail(Code::forbidden,
             N_("office {} still has members: {}; transfer or withdraw them first (art. 8-2(1)): osaki-mcs withdraw {}"), id,
             office.members, id);
    if (office.opened_on && on < *office.opened_on)
        fail(Code::invalid, N_("office {} was opened on {}, after {}"), id, *office.opened_on, on);
    const auto last = sql::value<Date>(change, "SELECT max(until) FROM membership WHERE office_id = ?", id);
    if (last && on < *last) fail(Code::invalid, N_("office {} had a member until {}, after {}"), id, *last, on);
    office.closed_on = on;
    change.update("close", office);
    for (auto& service : list_services(change, id)) {
        service.until = on;
        change.update("end", service);
    }
}

}  // namespace osaki
