#include "osaki/domain/report_roster.hpp"

#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

constexpr Column<RosterOffice> columns[] = {
    column<&RosterOffice::office_id>("office_id", N_("Office")),
    column<&RosterOffice::name>("name", N_("Office name")).required(),
    column<&RosterOffice::office_type>("office_type", N_("Office type")).required().coded("office_type"),
    column<&RosterOffice::admins>("admins", N_("Admins")),
    column<&RosterOffice::members>("members", N_("Members of the office")),
    column<&RosterOffice::users>("users", N_("Users")),
    column<&RosterOffice::holders>("holders", N_("With an ID")),
    column<&RosterOffice::active>("active", N_("Active users")),
    column<&RosterOffice::active_percent>("active_percent", N_("Active %")),
    column<&RosterOffice::posts>("posts", N_("Posts")),
    column<&RosterOffice::trained>("trained", N_("Trained")),
    column<&RosterOffice::trained_percent>("trained_percent", N_("Trained %")),
    column<&RosterOffice::acknowledged>("acknowledged", N_("Acknowledged users")),
    column<&RosterOffice::acknowledged_percent>("acknowledged_percent", N_("Acknowledged %")),
    column<&RosterOffice::groups>("groups", N_("Groups")),
    column<&RosterOffice::pledge_on>("pledge_on", N_("Pledge on")),
};

using Offices = std::map<OfficeId, RosterOffice>;

Offices offices_on(const View& view, const People& people, Date day) {
    Offices offices;
    for (const auto& [id, type] : people.offices_on(day)) {
        const auto office = find_office(view, id);
        auto& row = offices[id];
        row.office_id = id;
        row.office_type = people.word(type);
        row.name = office->name;
        if (office->pledge_on && *office->pledge_on <= day) row.pledge_on = office->pledge_on;
    }
    return offices;
}

// Every number that a query gives for an office, where the office is one of these.
void add_numbers(Offices& offices, const View& view, Date day, std::string_view sql, std::int64_t RosterOffice::*to) {
    sql::Statement rows(view, sql);
    sql::bind_all(rows, day);
    while (rows.step())
        if (const auto office = offices.find(OfficeId{std::get<std::int64_t>(rows.cell(0))}); office != offices.end())
            office->second.*to = std::get<std::int64_t>(rows.cell(1));
}

constexpr std::string_view members_sql =
    "SELECT office_id, count(*) FROM membership WHERE since <= ?1 AND (until IS NULL OR until > ?1) GROUP BY office_id";
constexpr std::string_view admins_sql =
    "SELECT office_id, count(*) FROM membership WHERE role = 'admin' AND since <= ?1 AND (until IS NULL OR until > ?1)"
    " GROUP BY office_id";
constexpr std::string_view hosted_sql =
    "SELECT office_id, count(*) FROM \"group\" WHERE opened_on <= ?1 AND (archived_on IS NULL OR archived_on > ?1)"
    " GROUP BY office_id";

void count_people(Offices& offices, MonthBook& book, Date day) {
    const auto& people = book.people();
    for (std::size_t person = 0; person < people.size(); ++person) {
        const auto standing = people.on(person, day);
        const auto found = standing ? offices.find(standing->office) : offices.end();
        if (found == offices.end()) continue;
        auto& office = found->second;
        ++office.users;
        if (standing->state == UserState::registered) continue;
        ++office.holders;
        if (book.is_trained(person, day)) ++office.trained;
        if (book.has_acknowledged(person, day).value_or(false)) office.acknowledged = office.acknowledged.value_or(0) + 1;
    }
}

bool has_posts(const std::optional<UsageLoad>& load) {
    return load && std::ranges::find(load->metrics, token_of(Metric::posts)) != load->metrics.end();
}

// The office each row counts at; of none of these: nothing. An office that stands in no row has 0; where it only has rows that do
// not tell, it is unknown.
template <class OfficeOf>
void add_posts(Offices& offices, const std::vector<UsageRow>& rows, OfficeOf office_of) {
    std::map<OfficeId, std::optional<std::int64_t>> posts;
    for (const auto& row : rows) {
        auto& sum = posts[office_of(row)];
        if (row.figures.posts) sum = sum.value_or(0) + *row.figures.posts;
    }
    for (auto& [id, office] : offices) {
        const auto found = posts.find(id);
        office.posts = found == posts.end() ? 0 : found->second;
    }
}

void add_usage(Offices& offices, const View& view, const People& people, Month month, Date day) {
    const auto office_of = [&](std::size_t person) {
        const auto standing = people.on(person, day);
        return standing ? standing->office : OfficeId{};
    };
    if (const auto active = active_people(view, people, month)) {
        for (auto& [id, office] : offices) office.active = 0;
        for (std::size_t person = 0; person < people.size(); ++person)
            if ((*active)[person])
                if (const auto office = offices.find(office_of(person)); office != offices.end()) ++*office->second.active;
    }
    const auto by_user = find_usage_load(view, month, UsageScope::user),
               by_office = find_usage_load(view, month, UsageScope::office);
    if (has_posts(by_user))
        add_posts(offices, usage_rows(view, *by_user), [&](const UsageRow& row) {
            const auto person = people.find(UserId{row.number});
            return person ? office_of(*person) : OfficeId{};
        });
    else if (has_posts(by_office))
        add_posts(offices, usage_rows(view, *by_office), [](const UsageRow& row) { return OfficeId{row.number}; });
}

RosterOffice finished(RosterOffice office, bool has_documents) {
    if (has_documents) office.acknowledged = office.acknowledged.value_or(0);
    office.active_percent = percent_of({office.active, office.users});
    office.trained_percent = percent_of({office.trained, office.holders});
    office.acknowledged_percent = percent_of({office.acknowledged, office.holders});
    return office;
}

}  // namespace

const Description<RosterOffice>& describe(const RosterOffice*) {
    static constexpr Description<RosterOffice> description{"roster", N_("roster by office"), columns};
    return description;
}

std::vector<Definition> roster_definitions() {
    using enum ReportFigure;
    constexpr std::array figures{users, holders, active, posts, trained, acknowledged};
    auto definitions = definitions_of(figures);
    definitions.push_back(definition_of(RosterFigure::admins, N_("members with the role of an office admin on the day")));
    definitions.push_back(definition_of(
        RosterFigure::members, N_("people who belong to the office on the day; who belongs to several is a user of the first")));
    definitions.push_back(definition_of(RosterFigure::groups, N_("open groups whose host the office is")));
    return definitions;
}

RosterReport roster_report(const View& view, Month month, const ReportQuestion& question) {
    const auto day = day_of_month(view, month, question);
    RosterReport report{report_head(view, ReportKind::roster, {month, month}, day, question), {}};
    MonthBook book(view);
    auto offices = offices_on(view, book.people(), day);
    add_numbers(offices, view, day, members_sql, &RosterOffice::members);
    add_numbers(offices, view, day, admins_sql, &RosterOffice::admins);
    add_numbers(offices, view, day, hosted_sql, &RosterOffice::groups);
    count_people(offices, book, day);
    add_usage(offices, view, book.people(), month, day);
    const bool has_documents = book.has_documents(day);
    for (auto& [id, office] : offices) report.offices.push_back(finished(std::move(office), has_documents));
    return report;
}

}  // namespace osaki
