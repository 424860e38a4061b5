// One organisation at one place, as MCS has it, and its services (事業所). Knows no noun that knows it.
#pragma once

#include "osaki/domain/codes.hpp"
#include "osaki/store/query.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct OfficeTag {
    static constexpr IdForm form{'O', 4, false};
};
using OfficeId = Id<OfficeTag>;
struct ServiceTag {
    static constexpr IdForm form{'S', 4, false};
};

struct Office {
    OfficeId office_id;
    std::string name;
    std::string kana;
    std::string type;  // token of office_type
    std::string corporation;
    std::string postal_code;
    std::string address;
    std::string municipality;
    std::string phone;
    std::string fax;
    std::string mail;
    std::string head_name;
    std::string head_post;
    std::optional<Date> pledge_on;
    std::string number_prefix;
    std::optional<Date> opened_on;
    std::optional<Date> closed_on;
    bool secretariat = false;
    std::string name_key;
    std::int64_t members = 0;  // open memberships
    std::int64_t admins = 0;   // of these with role admin who can act: neither suspended nor leaving
};
const Description<Office>& describe(const Office*);
extern const std::string_view offices_sql;  // all of them with what is joined, in no order

struct Service {
    Id<ServiceTag> service_id;
    OfficeId office_id;
    std::string type;  // token of service: "120"; "medical" for a medical-institution code
    std::string number;
    std::optional<Date> until;  // the office closed
};
const Description<Service>& describe(const Service*);

// What is known of an office when it is added; type and services as people write them.
struct NewOffice {
    std::string name;
    std::string kana;
    std::string type;     // may be empty when a service says it
    std::string service;  // name or code of one service
    std::string number;
    std::string corporation;
    std::string postal_code;
    std::string address;
    std::string municipality;
    std::string phone;
    std::string fax;
    std::string mail;
    std::string head_name;
    std::string head_post;
    std::string number_prefix;
    std::optional<Date> opened_on;
    std::optional<Date> pledge_on;
};
// Every fault at once; a number already registered under that service is E_NUMBER_DUP, the same number with another name a
// warning.
std::vector<Fault> faults_of(const View& view, const Codes& codes, const NewOffice& office);
// A service row joins the office of the same number and normalised name, else makes a new office. Throws what faults_of finds.
OfficeId add_office(Change& change, const Codes& codes, const NewOffice& office);
// The office that a service of that number and name would join.
std::optional<OfficeId> office_to_join(const View& view, const NewOffice& office);
// The office that is the secretariat itself, made at db init.
OfficeId add_secretariat(Change& change, const Codes& codes, const NewOffice& office);

Office get_office(const View& view, OfficeId id);                  // Code::not_found
std::optional<Office> find_office(const View& view, OfficeId id);  // its own row, members not counted
std::vector<Office> list_offices(const View& view, const Query& query);
OfficeId secretariat_of(const View& view);
std::vector<Service> list_services(const View& view, OfficeId id);
// The office holding that number under that service (name, code or alias).
std::optional<OfficeId> find_office(const View& view, const Codes& codes, std::string_view service, std::string_view number);
std::vector<Service> find_services(const View& view, std::string_view number);  // of open offices
// Open ones with that name, compared by search_key.
std::vector<Office> find_offices_by_name(const View& view, std::string_view name);

// Corrections: every member that is not empty replaces what is there, but for type, service, number and opened_on.
// Code::conflict when closed.
void edit_office(Change& change, const Codes& codes, OfficeId id, const NewOffice& to);
// Empties columns of an office. Code::invalid for one that says what the office is: name, type, opened_on and the like.
void erase_in_office(Change& change, OfficeId id, std::span<const std::string_view> columns);
// Columns that erase_in_office knows.
std::span<const std::string_view> erasable_in_office();
// A change of type from a day on; the past keeps the old one.
void change_office_type(Change& change, const Codes& codes, OfficeId id, std::string_view type, Date on);
void receive_pledge(Change& change, OfficeId id, Date on);
void add_service(Change& change, const Codes& codes, OfficeId id, std::string_view service, std::string_view number);
// Code::conflict when closed already, Code::forbidden while it has members (art. 8-2(1)) or for the secretariat.
void close_office(Change& change, OfficeId id, Date on);

}  // namespace osaki
