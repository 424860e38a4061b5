#include "osaki/domain/report_participation.hpp"

#include "osaki/domain/directory.hpp"
#include "osaki/domain/profile.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace osaki {

namespace {

constexpr Column<Participation> columns[] = {
    column<&Participation::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&Participation::registered>("registered", N_("Registered")),
    column<&Participation::facilities>("facilities", N_("In the area")),
    column<&Participation::covered>("covered", N_("Taking part")),
    column<&Participation::percent>("percent", N_("%")),
    column<&Participation::previous_registered>("previous_registered", N_("Month before")),
    column<&Participation::year_ago_registered>("year_ago_registered", N_("Year ago")),
    column<&Participation::active_offices>("active_offices", N_("In use")),
    column<&Participation::active_percent>("active_percent", N_("In use %")),
    column<&Participation::users>("users", N_("Users")),
};

using Rows = std::map<std::string, Participation>;
using Amounts = std::map<std::string, std::int64_t>;

Amounts registered_in(const MonthFigures& figures) {
    Amounts offices;
    for (const auto& count : figures.counts)
        if (count.figure == token_of(ReportFigure::offices)) offices[count.key] += count.n;
    return offices;
}

void add_register(Rows& rows, const MonthFigures& figures, const ReportQuestion& question) {
    for (const auto& [type, n] : registered_in(figures)) rows[type].registered = n;
    const MonthAmounts amounts(figures, {{}, {}, question.small_cell});
    std::set<AmountPlace> places;
    amounts.add_places_to(places);
    for (const auto& [figure, slice] : places)
        if (figure == ReportFigure::users && slice.profession.empty())
            rows[slice.office_type].users = amounts.at({figure, slice}).n;
}

// A type that no office had then has 0, unless nothing is known of the month.
void add_earlier(Rows& rows, MonthBook& book, Month month) {
    const std::array earlier{std::pair(Month{month.months - 1}, &Participation::previous_registered),
                             std::pair(Month{month.months - 12}, &Participation::year_ago_registered)};
    for (const auto& [before, to] : earlier)
        if (book.knows(before))
            for (const auto& [type, n] : registered_in(book.of(before))) rows[type].*to = n;
    for (const auto& [before, to] : earlier)
        if (book.knows(before))
            for (auto& [type, row] : rows) row.*to = (row.*to).value_or(0);
}

// "110 0471500123" of every service that one of the offices held on the day.
std::set<std::string> services_held(const View& view, const People& people, Date day) {
    std::set<OfficeId> registered;
    for (const auto& [office, type] : people.offices_on(day)) registered.insert(office);
    std::set<std::string> held;
    sql::for_each<Service>(
        view,
        [&](const Service& service) {
            if (registered.contains(service.office_id) && (!service.until || *service.until > day))
                held.insert(service.type + ' ' + service.number);
        },
        "SELECT * FROM service ORDER BY service_id");
    return held;
}

void add_directory(Rows& rows, const View& view, const People& people, Date day) {
    const auto profile = get_profile(view);
    const auto held = services_held(view, people, day);
    sql::for_each<DirectoryRow>(
        view,
        [&](const DirectoryRow& facility) {
            auto& row = rows[facility.type];
            row.facilities = row.facilities.value_or(0);
            row.covered = row.covered.value_or(0);
            if (!profile.in_area(facility.municipality)) return;
            ++*row.facilities;
            if (held.contains(facility.service + ' ' + facility.number)) ++*row.covered;
        },
        "SELECT * FROM directory ORDER BY directory_id");
}

void add_usage(Rows& rows, const View& view, const People& people, Date day) {
    const auto active = active_people(view, people, month_over(day));
    if (!active) return;
    std::set<OfficeId> in_use;
    for (std::size_t person = 0; person < people.size(); ++person)
        if ((*active)[person])
            if (const auto standing = people.on(person, day)) in_use.insert(standing->office);
    for (auto& [type, row] : rows) row.active_offices = 0;
    for (const auto& [office, type] : people.offices_on(day))
        if (in_use.contains(office)) ++*rows[std::string(people.word(type))].active_offices;
}

Participation all_of(const Rows& rows, std::optional<std::int64_t> users) {
    Participation all;
    all.users = users;
    for (const auto& [type, row] : rows) {
        all.registered += row.registered;
        for (const auto member : {&Participation::facilities, &Participation::covered, &Participation::previous_registered,
                                  &Participation::year_ago_registered, &Participation::active_offices})
            if (row.*member) all.*member = (all.*member).value_or(0) + *(row.*member);
    }
    return all;
}

Participation finished(std::string type, Participation row) {
    row.office_type = std::move(type);
    row.percent = percent_of({row.covered, row.facilities});
    row.active_percent = percent_of({row.active_offices, row.registered});
    return row;
}

bool says_something(const Participation& row) {
    const auto offices = row.registered + row.previous_registered.value_or(0) + row.year_ago_registered.value_or(0);
    return offices > 0 || row.facilities || row.users != 0;
}

// As the code list has them; what is in no list comes last.
std::vector<std::string> in_order(const View& view, const Rows& rows) {
    std::vector<std::string> types;
    const Codes codes(view);
    for (const auto& entry : codes.all())
        if (entry.list == "office_type" && rows.contains(entry.token)) types.push_back(entry.token);
    for (const auto& [type, row] : rows)
        if (std::ranges::find(types, type) == types.end()) types.push_back(type);
    return types;
}

}  // namespace

const Description<Participation>& describe(const Participation*) {
    static constexpr Description<Participation> description{"participation", N_("participation"), columns};
    return description;
}

std::vector<Definition> participation_definitions() {
    using enum ParticipationFigure;
    return {definition_of(registered, N_("offices in the register that are open on the day, the secretariat's own not counted")),
            definition_of(facilities, N_("facilities in the network's area by the newest directory, also for an earlier day; "
                                         "nothing where it has none of the type, and these stand in no total")),
            definition_of(covered, N_("of these, those whose number under that service a registered office holds; %: of the "
                                      "facilities of the area")),
            definition_of(active_offices, N_("registered offices of which at least one user was active in the month; %: of the "
                                             "registered offices"))};
}

Month month_over(Date day) {
    const auto month = month_of(day);
    return last_day(month) == day ? month : Month{month.months - 1};
}

std::vector<Participation> participation_on(const View& view, MonthBook& book, Date day, const ReportQuestion& question) {
    Rows rows;
    const auto month = month_of(day);
    const auto& people = book.people();
    add_register(rows, book.of(month, day), question);
    const auto users = rows.extract("").mapped().users;
    add_directory(rows, view, people, day);
    add_earlier(rows, book, month);
    add_usage(rows, view, people, day);
    std::erase_if(rows, [](const auto& row) { return !says_something(row.second); });
    std::vector<Participation> all;
    for (const auto& type : in_order(view, rows)) all.push_back(finished(type, rows.at(type)));
    all.push_back(finished({}, all_of(rows, users)));
    return all;
}

ParticipationReport participation_report(const View& view, const ReportQuestion& question) {
    const auto day = question.day.value_or(view.today());
    const auto month = month_over(day);
    MonthBook book(view);
    return {report_head(view, ReportKind::participation, {month, month}, day, question),
            participation_on(view, book, day, question)};
}

}  // namespace osaki
