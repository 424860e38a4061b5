#include "osaki/domain/people.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace osaki {

namespace {

constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();
constexpr auto left_state = static_cast<std::int16_t>(UserState::left);
constexpr auto registered_state = static_cast<std::int16_t>(UserState::registered);

std::int64_t integer(const sql::Statement& row, int column) {
    return std::get<std::int64_t>(row.cell(column));
}

std::string_view text(const sql::Statement& row, int column) {
    return std::get<std::string_view>(row.cell(column));
}

// Two columns: since and until.
std::pair<std::int32_t, std::int32_t> days_in(const sql::Statement& row, int column) {
    const auto until = row.cell(column + 1);
    const auto* end = std::get_if<std::string_view>(&until);
    return {detail::stored_date(text(row, column)).days,
            end == nullptr ? std::numeric_limits<std::int32_t>::max() : detail::stored_date(*end).days};
}

// Of what two numbers of one human were on one day the higher holds: an ID, a registration, nothing.
int weight_of(std::int16_t state) {
    return state == left_state ? 0 : state == registered_state ? 1 : 2;
}

}  // namespace

template <class T>
People::Lists<T>::Lists(std::size_t people, const std::vector<Said<T>>& sorted) {
    items.reserve(sorted.size());
    auto next = sorted.begin();
    for (std::uint32_t person = 0; person < people; ++person) {
        begins.push_back(static_cast<std::uint32_t>(items.size()));
        for (; next != sorted.end() && next->person == person; ++next) items.push_back(next->item);
    }
    begins.push_back(static_cast<std::uint32_t>(items.size()));
}

People::People(const View& view) {
    read_ids(view);
    for (const auto& name : names<UserState>) index_of(name.token);  // so that a state is the index of its word
    states_ = read_spans(view, "state");
    professions_ = read_spans(view, "profession");
    read_stays(view);
    read_offices(view);
}

std::int16_t People::index_of(std::string_view word) {
    const auto [found, is_new] = index_.try_emplace(std::string(word), static_cast<std::int16_t>(words_.size()));
    if (is_new) words_.emplace_back(word);
    return found->second;
}

void People::read_ids(const View& view) {
    std::map<std::int64_t, std::int64_t> merged;
    sql::Statement rows(view, "SELECT user_id, merged_into FROM user ORDER BY user_id");
    while (rows.step()) {
        const auto id = integer(rows, 0);
        person_of_.resize(static_cast<std::size_t>(id) + 1, nobody);
        if (const auto into = rows.cell(1); std::holds_alternative<std::int64_t>(into))
            merged.emplace(id, std::get<std::int64_t>(into));
        else {
            person_of_.back() = static_cast<std::uint32_t>(ids_.size());
            ids_.push_back({id});
        }
    }
    // who was merged may have been merged into before; a circle, which doctor finds, leads to nobody
    for (const auto& [id, into] : merged) {
        auto standing = merged.find(id);
        std::int64_t last = into;
        for (std::size_t steps = 0; standing != merged.end() && steps <= merged.size(); ++steps) {
            last = standing->second;
            standing = merged.find(last);
        }
        if (standing == merged.end()) person_of_[static_cast<std::size_t>(id)] = person_of_[static_cast<std::size_t>(last)];
    }
}

// The first column is the number of the user.
template <class T, class Read>
std::vector<People::Said<T>> People::said(sql::Statement& rows, Read read) const {
    std::vector<Said<T>> all;
    while (rows.step()) {
        const UserId id{integer(rows, 0)};
        if (const auto person = find(id)) all.push_back({static_cast<std::uint32_t>(*person), ids_[*person] == id, read(rows)});
    }
    return all;
}

// What the number that stands says comes last, and so before what another said.
People::Lists<People::Span> People::read_spans(const View& view, std::string_view field) {
    sql::Statement rows(view,
                        "SELECT user_id, since, until, value FROM dated WHERE user_id IS NOT NULL AND field = ?"
                        " ORDER BY user_id, since, dated_id");
    rows.bind(1, field);
    auto spans = said<Span>(rows, [&](const sql::Statement& row) {
        const auto [since, until] = days_in(row, 1);
        return Span{since, until, index_of(text(row, 3))};
    });
    std::ranges::stable_sort(spans, {}, [](const Said<Span>& one) { return std::tuple(one.person, one.is_own, one.item.since); });
    return Lists<Span>(ids_.size(), spans);
}

void People::read_stays(const View& view) {
    sql::Statement rows(view, "SELECT user_id, since, until, office_id FROM membership ORDER BY user_id, since, membership_id");
    auto stays = said<Stay>(rows, [](const sql::Statement& row) {
        const auto [since, until] = days_in(row, 1);
        return Stay{{since, until}, OfficeId{integer(row, 3)}};
    });
    std::ranges::stable_sort(stays, {}, [](const Said<Stay>& one) { return std::pair(one.person, one.item.span.since); });
    stays_ = Lists<Stay>(ids_.size(), stays);
}

void People::read_offices(const View& view) {
    sql::for_each<Office>(
        view,
        [&](const Office& office) {
            offices_.resize(static_cast<std::size_t>(office.office_id.value) + 1);
            offices_.back().is_secretariat = office.secretariat;
            if (office.closed_on) offices_.back().closed = office.closed_on->days;
        },
        "SELECT * FROM office ORDER BY office_id");
    sql::Statement rows(view,
                        "SELECT office_id, since, until, value FROM dated WHERE office_id IS NOT NULL AND field = 'type'"
                        " ORDER BY office_id, since, dated_id");
    while (rows.step()) {
        const auto [since, until] = days_in(rows, 1);
        auto& office = offices_[static_cast<std::size_t>(integer(rows, 0))];
        office.since = std::min(office.since, since);
        office.types.push_back({since, until, index_of(text(rows, 3))});
    }
    for (const auto& stay : stays_.items) {
        auto& office = offices_[static_cast<std::size_t>(stay.office.value)];
        office.since = std::min(office.since, stay.span.since);
    }
}

std::optional<std::size_t> People::find(UserId id) const {
    if (id.value <= 0 || id.value >= static_cast<std::int64_t>(person_of_.size())) return std::nullopt;
    const auto person = person_of_[static_cast<std::size_t>(id.value)];
    return person == nobody ? std::nullopt : std::optional<std::size_t>(person);
}

UserId People::standing(UserId id) const {
    const auto person = find(id);
    return person ? ids_[*person] : id;
}

std::optional<std::int16_t> People::office_type(OfficeId office, Date day) const {
    const auto at = static_cast<std::size_t>(office.value);
    if (office.value <= 0 || at >= offices_.size()) return std::nullopt;
    std::optional<std::int16_t> type;
    for (const auto& span : offices_[at].types)
        if (!type || span.since <= day.days) type = span.value;
    return type;
}

std::vector<std::pair<OfficeId, std::int16_t>> People::offices_on(Date day) const {
    std::vector<std::pair<OfficeId, std::int16_t>> found;
    for (std::size_t i = 1; i < offices_.size(); ++i) {
        const auto& office = offices_[i];
        if (office.is_secretariat || day.days < office.since || day.days >= office.closed) continue;
        const OfficeId id{static_cast<std::int64_t>(i)};
        if (const auto type = office_type(id, day)) found.emplace_back(id, *type);
    }
    return found;
}

// Before the first interval, as when the ledger is younger than the person, the first word holds.
Place People::place_of(std::size_t person, Date day, const Stay* stay) const {
    Place place;
    for (const auto& span : professions_.at(person))
        if (place.profession < 0 || span.since <= day.days) place.profession = span.value;
    if (stay) place.office_type = office_type(stay->office, day).value_or(-1);
    return place;
}

std::optional<Standing> People::on(std::size_t person, Date day) const {
    auto state = left_state;
    for (const auto& span : states_.at(person))
        if (span.covers(day) && weight_of(span.value) >= weight_of(state)) state = span.value;
    if (state == left_state) return std::nullopt;
    const auto stays = stays_.at(person);
    const auto stay = std::ranges::find_if(stays, [&](const Stay& one) { return one.span.covers(day); });
    const auto* found = stay == stays.end() ? nullptr : &*stay;
    return Standing{static_cast<UserState>(state), found ? found->office : OfficeId{}, place_of(person, day, found)};
}

std::optional<Date> People::held_since(std::size_t person, Date day) const {
    const auto holds = [](const Span& span) { return span.value != left_state && span.value != registered_state; };
    std::optional<Date> held;
    for (const auto& span : states_.at(person))
        if (holds(span) && span.covers(day)) held = Date{std::min(span.since, held.value_or(day).days)};
    // what was held until that day, under this number or another, goes on
    for (bool goes_back = held.has_value(); goes_back;) {
        goes_back = false;
        for (const auto& span : states_.at(person))
            if (holds(span) && span.since < held->days && span.until >= held->days) {
                held = Date{span.since};
                goes_back = true;
            }
    }
    return held;
}

bool People::was_there(std::size_t person, Date from, Date to) const {
    return std::ranges::any_of(states_.at(person), [&](const Span& span) {
        return span.value != left_state && span.since <= to.days && span.until > from.days;
    });
}

int People::times_joined(std::size_t person, Date from, Date to) const {
    std::set<std::int32_t> days;
    for (const auto& span : states_.at(person)) {
        if (span.value == left_state || span.since < from.days || span.since > to.days) continue;
        const Date before{span.since - 1};
        if (!was_there(person, before, before)) days.insert(span.since);
    }
    return static_cast<int>(days.size());
}

// A number that was merged is left too, and somebody who comes back on the day stays.
int People::times_left(std::size_t person, Date from, Date to) const {
    std::set<std::int32_t> days;
    for (const auto& span : states_.at(person))
        if (span.value == left_state && span.since >= from.days && span.since <= to.days &&
            !was_there(person, {span.since}, {span.since}))
            days.insert(span.since);
    return static_cast<int>(days.size());
}

Place People::place_around(std::size_t person, Date day) const {
    const Stay* last = nullptr;
    for (const auto& stay : stays_.at(person)) {
        if (stay.span.since > day.days) continue;
        if (stay.span.covers(day)) return place_of(person, day, &stay);
        if (!last || stay.span.until > last->span.until) last = &stay;
    }
    auto place = place_of(person, day, nullptr);
    // the office may have closed since: its type is that of the last day there
    if (last) {
        const auto& span = last->span;
        place.office_type = office_type(last->office, Date{std::max(span.since, span.until - 1)}).value_or(-1);
    }
    return place;
}

}  // namespace osaki
