#include "osaki/domain/usage_rollup.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<UsageCell> cell_columns[] = {
    column<&UsageCell::usage_cell_id>("usage_cell_id", N_("Number")).detail(),
    column<&UsageCell::month>("month", N_("Month")).required(),
    column<&UsageCell::office_type>("office_type", N_("Office type")).coded("office_type"),
    column<&UsageCell::profession>("profession", N_("Profession")).coded("profession"),
    column<&UsageCell::active>("active", N_("Active users")),
    column<&UsageCell::login_days>("login_days", N_("Days with a login")),
    column<&UsageCell::logins>("logins", N_("Logins")),
    column<&UsageCell::posts>("posts", N_("Posts")),
    column<&UsageCell::reads>("reads", N_("Reads")),
    column<&UsageCell::files>("files", N_("Files")),
    column<&UsageCell::groups>("groups", N_("Groups used")),
    column<&UsageCell::users>("users", N_("Registered users")),
    column<&UsageCell::holders>("holders", N_("Users with an ID")),
    column<&UsageCell::joined>("joined", N_("Joined")),
    column<&UsageCell::leavers>("leavers", N_("Left")),
    column<&UsageCell::trained>("trained", N_("Trained")),
    column<&UsageCell::acknowledged>("acknowledged", N_("Acknowledged")),
};

constexpr Column<UsageCount> count_columns[] = {
    column<&UsageCount::usage_count_id>("usage_count_id", N_("Number")).detail(),
    column<&UsageCount::month>("month", N_("Month")).required(),
    column<&UsageCount::figure>("figure", N_("Figure")).required(),
    column<&UsageCount::key>("key", N_("Of which")),
    column<&UsageCount::n>("n", N_("n")),
};

// By place, as People has the words.
struct UsageSum {
    std::optional<std::int64_t> active;
    Figures figures;
};
using UsageSums = std::map<Place, UsageSum>;

// Only those metrics that no finer scope has.
Figures without(Figures figures, const std::vector<Metric>& taken) {
    for (const auto metric : taken) figure_of(figures, metric).reset();
    return figures;
}

void take_metrics(std::vector<Metric>& taken, const UsageLoad& load) {
    for (const auto& name : names<Metric>)
        if (std::ranges::find(load.metrics, name.token) != load.metrics.end()) taken.push_back(name.value);
}

// What two numbers of one human have is that human's. Who has left counts where the last office was.
void sum_users(UsageSums& sums, const People& people, Date day, std::span<const UsageRow> rows) {
    const auto number_of = [&](const UsageRow& row) { return people.standing(UserId{row.number}).value; };
    std::vector<UsageRow> moved;
    if (std::ranges::any_of(rows, [&](const UsageRow& row) { return number_of(row) != row.number; })) {
        moved.assign(rows.begin(), rows.end());
        for (auto& row : moved) row.number = number_of(row);
        add_up(moved);
        rows = moved;
    }
    for (const auto& row : rows) {
        const auto person = people.find(UserId{row.number});
        const auto standing = person ? people.on(*person, day) : std::nullopt;
        auto& sum = sums[standing ? standing->place : person ? people.place_around(*person, day) : Place{}];
        add(sum.figures, row.figures);
        const auto active = is_active(row.figures.login_days, row.figures.logins);
        if (standing && active) sum.active = sum.active.value_or(0) + (*active ? 1 : 0);
    }
}

// Of the loads in force. With by_user given it stands for what the register holds by user.
UsageSums sum_usage(const View& view, const People& people, Month month, Date day, const std::vector<UsageRow>* by_user) {
    UsageSums sums;
    std::vector<Metric> taken;
    if (const auto users = find_usage_load(view, month, UsageScope::user)) {
        if (by_user) sum_users(sums, people, day, *by_user);
        else sum_users(sums, people, day, usage_rows(view, *users));
        take_metrics(taken, *users);
    }
    if (const auto offices = find_usage_load(view, month, UsageScope::office)) {
        for (const auto& row : usage_rows(view, *offices)) {
            const Place place{people.office_type(OfficeId{row.number}, day).value_or(-1), -1};
            add(sums[place].figures, without(row.figures, taken));
        }
        take_metrics(taken, *offices);
    }
    if (const auto network = find_usage_load(view, month, UsageScope::network))
        for (const auto& row : usage_rows(view, *network)) add(sums[Place{}].figures, without(row.figures, taken));
    return sums;
}

// A row that is replaced keeps its number.
template <class R, class Key>
void save_rows(Change& change, std::vector<R> before, std::vector<R> after, Key key, std::int64_t R::*number) {
    std::map<std::string, R> known;
    for (auto& row : before) known.emplace(key(row), std::move(row));
    for (auto& row : after) {
        const auto old = known.extract(key(row));
        if (old.empty()) {
            change.insert("count", row);
            continue;
        }
        row.*number = old.mapped().*number;
        if (row != old.mapped()) change.update("count", row);
    }
    for (const auto& [place, row] : known) change.remove("count", row);
}

}  // namespace

const Description<UsageCell>& describe(const UsageCell*) {
    static constexpr Description<UsageCell> description{"usage_cell", N_("figures of a month by office type and profession"),
                                                        cell_columns};
    return description;
}
const Description<UsageCount>& describe(const UsageCount*) {
    static constexpr Description<UsageCount> description{"usage_count", N_("further figures of a closed month"), count_columns};
    return description;
}

std::vector<UsageCell> usage_cells(const View& view, Month month) {
    return sql::list<UsageCell>(view, "SELECT * FROM usage_cell WHERE month = ? ORDER BY office_type, profession", month);
}

std::vector<UsageCount> usage_counts(const View& view, Month month) {
    return sql::list<UsageCount>(view, "SELECT * FROM usage_count WHERE month = ? ORDER BY figure, key", month);
}

void save_cells(Change& change, Month month, std::vector<UsageCell> cells) {
    const auto key = [](const UsageCell& cell) { return cell.office_type + '\n' + cell.profession; };
    save_rows(change, usage_cells(change, month), std::move(cells), key, &UsageCell::usage_cell_id);
}

void save_counts(Change& change, Month month, std::vector<UsageCount> counts) {
    const auto key = [](const UsageCount& count) { return count.figure + '\n' + count.key; };
    save_rows(change, usage_counts(change, month), std::move(counts), key, &UsageCount::usage_count_id);
}

std::vector<UsageCell> rolled_cells(const View& view, const People& people, Month month, Date day,
                                    const std::vector<UsageRow>* by_user) {
    std::vector<UsageCell> cells;
    for (const auto& [place, sum] : sum_usage(view, people, month, day, by_user)) {
        if (!sum.active && sum.figures == Figures{}) continue;  // nothing is known
        UsageCell cell;
        cell.month = month;
        cell.office_type = people.word(place.office_type);
        cell.profession = people.word(place.profession);
        cell.active = sum.active;
        put_figures(cell, sum.figures);
        cells.push_back(std::move(cell));
    }
    return cells;
}

void roll_usage(Change& change, const People& people, Month month, const std::vector<UsageRow>* by_user) {
    save_cells(change, month, rolled_cells(change, people, month, last_day(month), by_user));
}

bool is_rolled(const View& view, Month month) {
    return sql::value<std::int64_t>(
               view,
               "SELECT 1 FROM audit WHERE seq > coalesce((SELECT seq FROM audit WHERE kind = 'change' AND subject IN ('user',"
               " 'dated', 'membership', 'office') ORDER BY seq DESC LIMIT 1), 0) AND subject = 'usage_load' AND verb = 'load' AND"
               " subject_id IN"
               " (SELECT usage_load_id FROM usage_load WHERE month = ? AND replaced_on IS NULL) LIMIT 1",
               month)
        .has_value();
}

}  // namespace osaki
