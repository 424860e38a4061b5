#include "osaki/domain/people.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace osaki {

namespace {

constexpr auto left_state = static_cast<std::int16_t>(UserState::left);

std::int64_t integer(const sql::Statement& row, int column) {
    return std::get<std::int64_t>(row.cell(column));
}

}  // namespace

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
    sql::Statement rows(view, "SELECT user_id, merged_into FROM user ORDER BY user_id");
    while (rows.step()) {
        const UserId id{integer(rows, 0)};
        if (const auto cell = rows.cell(1); std::holds_alternative<std::int64_t>(cell))
            merged_.emplace_back(id, UserId{std::get<std::int64_t>(cell)});
        else ids_.push_back(id);
    }
}

People::Span People::span_of(const std::optional<Date>& until, Date since, std::int16_t value) {
    Span span{since.days};
    if (until) span.until = until->days;
    span.value = value;
    return span;
}

// Ordered by person; a person without any gets an empty list.
People::Lists<People::Span> People::read_spans(const View& view, std::string_view field) {
    Lists<Span> lists;
    sql::Statement rows(view,
                        "SELECT coalesce(u.merged_into, u.user_id) AS person, d.since, d.until, d.value FROM dated d JOIN user u"
                        " USING (user_id) WHERE d.field = ? ORDER BY person, d.since, d.dated_id");
    rows.bind(1, field);
    bool has_row = rows.step();
    for (const auto id : ids_) {
        lists.begins.push_back(static_cast<std::uint32_t>(lists.items.size()));
        for (; has_row && integer(rows, 0) <= id.value; has_row = rows.step()) {
            if (integer(rows, 0) < id.value) continue;
            std::optional<Date> until;
            detail::Member<std::optional<Date>>::set(until, rows.cell(2));
            lists.items.push_back(span_of(until, detail::stored_date(std::get<std::string_view>(rows.cell(1))),
                                          index_of(std::get<std::string_view>(rows.cell(3)))));
        }
    }
    lists.begins.push_back(static_cast<std::uint32_t>(lists.items.size()));
    return lists;
}

void People::read_stays(const View& view) {
    sql::Statement rows(view,
                        "SELECT coalesce(u.merged_into, u.user_id) AS person, m.since, m.until, m.office_id FROM membership m"
                        " JOIN user u USING (user_id) ORDER BY person, m.since, m.membership_id");
    bool has_row = rows.step();
    for (const auto id : ids_) {
        stays_.begins.push_back(static_cast<std::uint32_t>(stays_.items.size()));
        for (; has_row && integer(rows, 0) <= id.value; has_row = rows.step()) {
            if (integer(rows, 0) < id.value) continue;
            std::optional<Date> until;
            detail::Member<std::optional<Date>>::set(until, rows.cell(2));
            stays_.items.push_back(
                {span_of(until, detail::stored_date(std::get<std::string_view>(rows.cell(1))), 0), OfficeId{integer(rows, 3)}});
        }
    }
    stays_.begins.push_back(static_cast<std::uint32_t>(stays_.items.size()));
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
        std::optional<Date> until;
        detail::Member<std::optional<Date>>::set(until, rows.cell(2));
        offices_[static_cast<std::size_t>(integer(rows, 0))].types.push_back(
            span_of(until, detail::stored_date(std::get<std::string_view>(rows.cell(1))),
                    index_of(std::get<std::string_view>(rows.cell(3)))));
    }
}

std::optional<std::size_t> People::find(UserId id) const {
    // numbers are given one after the other: most people stand where their number says
    const auto at = static_cast<std::size_t>(id.value - 1);
    if (at < ids_.size() && ids_[at] == id) return at;
    const auto merged = std::ranges::lower_bound(merged_, id, {}, &std::pair<UserId, UserId>::first);
    if (merged != merged_.end() && merged->first == id) id = merged->second;
    const auto found = std::ranges::lower_bound(ids_, id);
    if (found == ids_.end() || *found != id) return std::nullopt;
    return static_cast<std::size_t>(found - ids_.begin());
}

std::optional<std::int16_t> People::office_type(OfficeId office, Date day) const {
    const auto at = static_cast<std::size_t>(office.value);
    if (office.value <= 0 || at >= offices_.size()) return std::nullopt;
    for (const auto& span : offices_[at].types)
        if (span.covers(day)) return span.value;
    return std::nullopt;
}

std::vector<std::pair<OfficeId, std::int16_t>> People::offices_on(Date day) const {
    std::vector<std::pair<OfficeId, std::int16_t>> found;
    for (std::size_t i = 1; i < offices_.size(); ++i) {
        if (offices_[i].is_secretariat || day.days >= offices_[i].closed) continue;
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
    std::optional<std::int16_t> state;
    for (const auto& span : states_.at(person))
        if (span.covers(day) && (!state || *state == left_state)) state = span.value;
    if (!state || *state == left_state) return std::nullopt;
    const auto stays = stays_.at(person);
    const auto stay = std::ranges::find_if(stays, [&](const Stay& one) { return one.span.covers(day); });
    const auto* found = stay == stays.end() ? nullptr : &*stay;
    return Standing{static_cast<UserState>(*state), found ? found->office : OfficeId{}, place_of(person, day, found)};
}

bool People::was_there(std::size_t person, Date from, Date to) const {
    return std::ranges::any_of(states_.at(person), [&](const Span& span) {
        return span.value != left_state && span.since <= to.days && span.until > from.days;
    });
}

int People::times_joined(std::size_t person, Date from, Date to) const {
    const auto states = states_.at(person);
    std::set<std::int32_t> days;
    for (const auto& span : states) {
        if (span.value == left_state || span.since < from.days || span.since > to.days) continue;
        const Date before{span.since - 1};
        if (std::ranges::none_of(states, [&](const Span& s) { return s.value != left_state && s.covers(before); }))
            days.insert(span.since);
    }
    return static_cast<int>(days.size());
}

int People::times_left(std::size_t person, Date from, Date to) const {
    std::set<std::int32_t> days;
    for (const auto& span : states_.at(person))
        if (span.value == left_state && span.since >= from.days && span.since <= to.days) days.insert(span.since);
    return static_cast<int>(days.size());
}

Place People::place_around(std::size_t person, Date day) const {
    const auto stays = stays_.at(person);
    const Stay* best = nullptr;
    for (const auto& stay : stays) {
        if (stay.span.since > day.days) continue;
        if (stay.span.covers(day)) return place_of(person, day, &stay);
        if (!best || stay.span.until > best->span.until) best = &stay;
    }
    if (!best) return place_of(person, day, nullptr);
    // the office may have closed since: its type is that of the last day there
    auto place = place_of(person, day, nullptr);
    place.office_type = office_type(best->office, Date{best->span.until - 1}).value_or(-1);
    return place;
}

}  // namespace osaki
