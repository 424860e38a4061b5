#include "osaki/domain/report_month.hpp"

#include "osaki/domain/profile.hpp"
#include "osaki/domain/training.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace osaki {

namespace {

struct AcknowledgedOn {
    DocumentId document;
    Date on;
};

// A document in force, and the versions one of which has to be acknowledged.
struct Binding {
    Document document;
    std::vector<DocumentId> any_of;
};

// Of each person, in the order they were read.
template <class T>
using ByPerson = std::vector<std::vector<T>>;

// Calls each(row) with the place of the person among people.
template <class Each>
void for_each_of_people(const View& view, const People& people, std::string_view text, Each each) {
    sql::Statement rows(view, text);
    while (rows.step())
        if (const auto person = people.find(UserId{std::get<std::int64_t>(rows.cell(0))})) each(*person, rows);
}

Date day_in(const sql::Statement& rows, int column) {
    return detail::stored_date(std::get<std::string_view>(rows.cell(column)));
}

// Open groups and the owners of each; no owner is a row too.
constexpr std::string_view owners_sql_on =
    "SELECT g.kind, g.group_id, w.user_id FROM \"group\" g LEFT JOIN group_owner w ON w.group_id = g.group_id AND w.since <= ?1 "
    "AND"
    " (w.until IS NULL OR w.until > ?1) WHERE g.opened_on <= ?1 AND (g.archived_on IS NULL OR g.archived_on > ?1)"
    " ORDER BY g.kind, g.group_id";

struct Groups {
    std::set<std::int64_t> open = {}, owned = {};
};

// By kind. Who was merged owns as the number that stands, which has all their past.
std::map<std::string, Groups> groups_on(const View& view, const People& people, Date day) {
    std::map<std::string, Groups> groups;
    sql::Statement rows(view, owners_sql_on);
    sql::bind_all(rows, day);
    while (rows.step()) {
        auto& of_kind = groups[std::string(std::get<std::string_view>(rows.cell(0)))];
        const auto group = std::get<std::int64_t>(rows.cell(1));
        of_kind.open.insert(group);
        const auto owner = rows.cell(2);
        const auto* number = std::get_if<std::int64_t>(&owner);
        const auto person = number ? people.find(UserId{*number}) : std::nullopt;
        const auto standing = person ? people.on(*person, day) : std::nullopt;
        if (standing && (standing->state == UserState::registered || standing->state == UserState::active))
            of_kind.owned.insert(group);
    }
    return groups;
}

UsageCell cell_at(const People& people, Month month, Place place) {
    UsageCell cell;
    cell.month = month;
    cell.office_type = people.word(place.office_type);
    cell.profession = people.word(place.profession);
    return cell;
}

void count_up(std::optional<std::int64_t>& to, std::int64_t more = 1) {
    to = to.value_or(0) + more;
}

}  // namespace

struct MonthBook::Read {
    explicit Read(const View& view) : people(view), documents(all_documents(view)), validity(get_profile(view).initial_training) {
        trained.resize(people.size());
        for_each_of_people(
            view, people,
            "SELECT a.user_id, t.held_on FROM attendance a JOIN training t USING (training_id) WHERE a.user_id IS NOT"
            " NULL AND t.kind = 'initial' AND a.result IN ('attended', 'passed')",
            [&](std::size_t person, const sql::Statement& rows) { trained[person].push_back(day_in(rows, 1)); });
        acknowledged.resize(people.size());
        for_each_of_people(
            view, people, "SELECT user_id, acknowledged_on, document_id FROM acknowledgement WHERE user_id IS NOT NULL",
            [&](std::size_t person, const sql::Statement& rows) {
                acknowledged[person].push_back({DocumentId{std::get<std::int64_t>(rows.cell(2))}, day_in(rows, 1)});
            });
    }
    // What has to be acknowledged on a day.
    const std::vector<Binding>& binding_on(Date day) {
        if (binding_day == day) return binding;
        binding_day = day;
        binding.clear();
        for (const auto& document : in_force_on(documents, day))
            if (is_binding(document.kind)) binding.push_back({document, satisfying(document, documents)});
        return binding;
    }
    bool has_acknowledged(std::size_t person, const Binding& what, Date day) const {
        return std::ranges::any_of(acknowledged[person], [&](const AcknowledgedOn& one) {
            return one.on <= day && std::ranges::find(what.any_of, one.document) != what.any_of.end();
        });
    }

    People people;
    std::vector<Document> documents;
    Validity validity;
    ByPerson<Date> trained;
    ByPerson<AcknowledgedOn> acknowledged;
    std::optional<Date> binding_day = {};
    std::vector<Binding> binding = {};
};

MonthBook::MonthBook(const View& view) : view_(view) {}
MonthBook::~MonthBook() = default;

MonthBook::Read& MonthBook::read() {
    if (!read_) read_ = std::make_unique<Read>(view_);
    return *read_;
}

// A closed month is known, and asks for nothing to be read.
bool MonthBook::knows(Month month) {
    if (is_closed(view_, month)) return true;
    if (!first_day_) first_day_ = sql::value<Date>(view_, "SELECT min(since) FROM dated WHERE user_id IS NOT NULL");
    return *first_day_ && month_of(**first_day_) <= month;
}

const People& MonthBook::people() {
    return read().people;
}

bool MonthBook::has_documents(Date day) {
    return !read().binding_on(day).empty();
}

bool MonthBook::is_trained(std::size_t person, Date day) {
    return std::ranges::any_of(read().trained[person], [&](Date held_on) {
        const auto until = valid_until(read().validity, held_on);
        return held_on <= day && (!until || *until >= day);
    });
}

std::optional<bool> MonthBook::has_acknowledged(std::size_t person, Date day) {
    const auto& all = read().binding_on(day);
    if (all.empty()) return std::nullopt;
    return std::ranges::all_of(all, [&](const Binding& one) { return read_->has_acknowledged(person, one, day); });
}

std::vector<Document> MonthBook::unacknowledged(std::size_t person, Date day) {
    std::vector<Document> open;
    for (const auto& one : read().binding_on(day))
        if (!read_->has_acknowledged(person, one, day)) open.push_back(one.document);
    return open;
}

namespace {

using Cells = std::map<Place, UsageCell>;

UsageCell& cell_in(Cells& cells, const People& people, Month month, Place place) {
    const auto [found, is_new] = cells.try_emplace(place);
    if (is_new) found->second = cell_at(people, month, place);
    return found->second;
}

void count_people(MonthBook& book, Cells& cells, MonthFigures& of) {
    const auto& people = book.people();
    const auto first = first_day(of.month);
    for (std::size_t person = 0; person < people.size(); ++person) {
        const int joined = people.times_joined(person, first, of.day), left = people.times_left(person, first, of.day);
        if (joined + left > 0) {
            auto& cell = cell_in(cells, people, of.month, people.place_around(person, of.day));
            count_up(cell.joined, joined);
            count_up(cell.leavers, left);
        }
        const auto standing = people.on(person, of.day);
        if (!standing) continue;
        auto& cell = cell_in(cells, people, of.month, standing->place);
        count_up(cell.users);
        if (standing->state == UserState::registered) continue;
        count_up(cell.holders);
        if (book.is_trained(person, of.day)) count_up(cell.trained);
        if (book.has_acknowledged(person, of.day).value_or(false)) count_up(cell.acknowledged);
    }
}

// People are counted: where there is nobody, that is known.
void fill_zeros(UsageCell& cell, bool has_documents) {
    for (const auto member :
         {&UsageCell::users, &UsageCell::holders, &UsageCell::joined, &UsageCell::leavers, &UsageCell::trained})
        cell.*member = (cell.*member).value_or(0);
    if (has_documents) cell.acknowledged = cell.acknowledged.value_or(0);
}

void add_cells(MonthBook& book, const View& view, MonthFigures& of) {
    Cells cells;
    of.has_documents = book.has_documents(of.day);
    count_people(book, cells, of);
    std::map<std::pair<std::string, std::string>, UsageCell> by_name;
    for (auto& [place, cell] : cells) by_name.emplace(std::pair(cell.office_type, cell.profession), std::move(cell));
    const bool is_kept = of.day == last_day(of.month) && is_rolled(view, of.month);
    const auto usages = is_kept ? usage_cells(view, of.month) : rolled_cells(view, book.people(), of.month, of.day);
    for (const auto& usage : usages) {
        auto& cell = by_name[{usage.office_type, usage.profession}];
        cell.month = of.month;
        cell.office_type = usage.office_type;
        cell.profession = usage.profession;
        cell.active = usage.active;
        put_figures(cell, figures_in(usage));
    }
    if (by_name.empty()) by_name[{}].month = of.month;
    for (auto& [name, cell] : by_name) {
        fill_zeros(cell, of.has_documents);
        if (of.has_usage) cell.active = cell.active.value_or(0);
        of.cells.push_back(std::move(cell));
    }
}

void add_counts(MonthBook& book, const View& view, MonthFigures& of) {
    const auto add = [&](std::string_view figure, std::string_view key, std::int64_t n) {
        of.counts.push_back({0, of.month, std::string(figure), std::string(key), n});
    };
    std::map<std::string_view, std::int64_t> offices;
    for (const auto& [office, type] : book.people().offices_on(of.day)) ++offices[book.people().word(type)];
    for (const auto& [type, n] : offices) add("offices", type, n);
    for (const auto& [kind, groups] : groups_on(view, book.people(), of.day)) {
        add("groups", kind, std::ssize(groups.open));
        add("groups_without_owner", kind, std::ssize(groups.open) - std::ssize(groups.owned));
    }
    add("departures_open", "",
        *sql::value<std::int64_t>(
            view, "SELECT count(*) FROM departure WHERE opened_on <= ?1 AND (state = 'open' OR closed_on > ?1)", of.day));
    add("residual", "",
        *sql::value<std::int64_t>(
            view, "SELECT count(*) FROM departure WHERE residual = 1 AND state = 'closed' AND closed_on <= ?1", of.day));
}

void require_over(const View& view, Month month) {
    if (last_day(month) >= view.today())
        fail(Code::forbidden, N_("{} is not over; it can be closed from {} on (art. 8-2(4))"), month, last_day(month) + 1);
}

}  // namespace

MonthFigures MonthBook::of(Month month, std::optional<Date> day) {
    const auto known = find_usage_month(view_, month);
    MonthFigures of{month, day.value_or(last_day(month))};
    of.closed = known && known->closed_on && of.day == last_day(month);
    const auto load = find_usage_load(view_, month, UsageScope::user);
    of.has_usage = load && tells_active(*load);
    if (of.closed) {
        of.cells = usage_cells(view_, month);
        of.counts = usage_counts(view_, month);
        of.has_documents = std::ranges::any_of(of.cells, [](const UsageCell& cell) { return cell.acknowledged.has_value(); });
        return of;
    }
    add_cells(*this, view_, of);
    add_counts(*this, view_, of);
    return of;
}

void close_month(Change& change, Month month) {
    require_over(change, month);
    auto known = find_usage_month(change, month);
    if (known && known->closed_on) fail(Code::conflict, N_("{} was closed on {}"), month, *known->closed_on);
    MonthBook book(change);
    // whatever was corrected since the file was loaded counts
    roll_usage(change, book.people(), month);
    auto figures = book.of(month);
    save_cells(change, month, std::move(figures.cells));
    save_counts(change, month, std::move(figures.counts));
    UsageMonth row = known.value_or(UsageMonth{0, month, {}, {}});
    row.closed_on = change.today();
    row.reason.clear();
    known ? change.update("close", row) : change.insert("close", row);
}

void reopen_month(Change& change, Month month, std::string_view reason) {
    auto known = find_usage_month(change, month);
    if (!known || !known->closed_on) fail(Code::conflict, N_("{} is not closed"), month);
    if (reason.empty()) fail(Code::usage, N_("what was reported of {} would change; say why with --reason"), month);
    known->closed_on.reset();
    known->reason = reason;
    change.update("reopen", *known);
    save_counts(change, month, {});
    roll_usage(change, People(change), month);
}

}  // namespace osaki
