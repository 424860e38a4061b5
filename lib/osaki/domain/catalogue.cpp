#include "osaki/domain/catalogue.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/codes.hpp"
#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/import_job.hpp"
#include "osaki/domain/import_map.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/membership.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/profile.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/domain/user.hpp"
#include "osaki/domain/waiver.hpp"
#include "osaki/store/number.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::string_view every_row = "*";

// The hidden column's text, as the column that is shown makes it.
template <class R>
void make_key(R& record, const Column<R>& hidden) {
    for (const auto& shown : description<R>().columns) {
        if (shown.key_column != hidden.name) continue;
        std::string scratch;
        const auto cell = shown.cell(record, scratch);
        const auto* text = std::get_if<std::string_view>(&cell);
        const auto key = text == nullptr ? std::string() : shown.key(*text);
        return hidden.set(record, Cell(std::string_view(key)));
    }
    fail(Code::bug, N_("nothing makes the key {}"), hidden.name);
}

// False when the member cannot hold it.
template <class R>
bool take_cell(R& record, const Column<R>& column, const Cell& cell) {
    // an empty list is no missing one
    if (std::holds_alternative<std::monostate>(cell) && !column.nullable) return column.type == ColumnType::list;
    try {
        column.set(record, cell);
        return true;
    } catch (const Error&) {
        return false;
    }
}

template <class R>
std::optional<std::size_t> put_back(Change& change, RowOfCells cells) {
    const auto columns = description<R>().columns;
    R record;
    std::size_t place = 0;
    for (const auto& column : columns) {
        if (column.show == Show::never) continue;
        const auto& cell = cells[place];
        if (column.stored && cell && !take_cell(record, column, *cell)) return place;
        ++place;
    }
    std::string scratch;
    if (std::get<std::int64_t>(columns[0].cell(record, scratch)) <= 0) return 0;
    for (const auto& column : columns)
        if (column.show == Show::never) make_key(record, column);
    change.insert("restore", record);
    return std::nullopt;
}

// select without its order; empty: the table as it is.
template <class R>
Catalogued entry(std::string_view personal = {}, std::string_view select = {}) {
    const auto& d = description<R>();
    Catalogued made{d.kind, d.label, {}, std::string(select), personal};
    for (const auto& column : d.columns)
        if (column.show != Show::never) made.columns.push_back(column);
    if (select.empty()) made.select = "SELECT * FROM \"" + std::string(d.kind) + "\"";
    made.select += " ORDER BY " + std::string(d.columns[0].name);
    made.put_back = put_back<R>;
    return made;
}

std::string joined_kinds() {
    std::string kinds;
    for (const auto& one : catalogue()) kinds += (kinds.empty() ? "" : ", ") + std::string(one.kind);
    return kinds;
}

bool is_listed(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const auto end = std::min(list.find('|'), list.size());
        if (list.substr(0, end) == name) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

std::span<const Catalogued> catalogue() {
    static const std::vector<Catalogued> all{
        entry<ProfileEntry>(),
        entry<CodeEntry>(),
        entry<Operator>(every_row),
        entry<Office>("head_name|head_post|mail", offices_sql),
        entry<Service>(),
        entry<DirectoryRow>(),
        entry<User>(every_row, users_sql),
        entry<Dated>(every_row),
        entry<Membership>(every_row, memberships_sql),
        entry<Application>(every_row, applications_sql),
        entry<Waiver>(every_row),
        entry<Attachment>(every_row),
        entry<Document>({}, documents_sql),
        entry<DocumentFile>(),
        entry<Distribution>(every_row, distributions_sql),
        entry<Acknowledgement>(every_row, acknowledgements_sql),
        entry<Training>("instructor|note", trainings_sql),
        entry<TrainingDocument>({}, training_documents_sql),
        entry<Attendance>(every_row, attendances_sql),
        entry<Credential>(every_row, credentials_sql),
        entry<Committee>("subject|decision|about"),
        entry<Departure>(every_row, departures_sql),
        entry<DepartureStepRow>(every_row),
        entry<Group>("note", groups_sql),
        entry<GroupOwner>(every_row, group_owners_sql),
        entry<GroupMember>(every_row, group_members_sql),
        entry<Guidance>(every_row, guidances_sql),
        entry<Incident>(every_row, incidents_sql),
        entry<IncidentUser>(every_row, incident_users_sql),
        entry<IncidentOffice>({}, incident_offices_sql),
        entry<IncidentStepRow>(every_row),
        entry<ImportJob>(),
        entry<ImportMap>(),
        entry<Provision>(),
        entry<LastNumber>(),
        entry<Review>("title|closed_for", reviews_sql),
        entry<ReviewItem>(every_row, review_items_sql),
        entry<UsageMonth>("reason"),
        entry<UsageLoad>({}, usage_loads_sql),
        entry<UsageUnmatched>(every_row, usage_unmatched_sql),
        entry<UsageCell>(),
        entry<UsageCount>(),
    };
    return all;
}

const Catalogued& catalogued(std::string_view kind) {
    for (const auto& one : catalogue())
        if (one.kind == kind) return one;
    std::vector<std::string_view> kinds;
    for (const auto& one : catalogue()) kinds.push_back(one.kind);
    const auto near = closest(kind, kinds);
    if (near.empty()) fail(Code::usage, N_("there is no kind {}; there are {}"), kind, joined_kinds());
    fail(Code::usage, N_("there is no kind {}; did you mean {}?"), kind, near);
}

std::vector<std::string> personal_fields(const Catalogued& of, const std::vector<std::string>& fields) {
    std::vector<std::string> personal;
    for (const auto& field : fields)
        if (of.is_every_row() || is_listed(of.personal, field)) personal.push_back(field);
    return personal;
}

}  // namespace osaki
