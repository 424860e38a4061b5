#include "osaki/domain/history.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<Dated> dated_columns[] = {
    column<&Dated::dated_id>("dated_id", N_("Number")).detail(),
    column<&Dated::user_id>("user_id", N_("User")).detail(),
    column<&Dated::office_id>("office_id", N_("Office")).detail(),
    column<&Dated::field>("field", N_("What")).required(),
    column<&Dated::value>("value", N_("Value")).required(),
    column<&Dated::since>("since", N_("Since")),
    column<&Dated::until>("until", N_("Until")),
};

// Ends the open interval; true when the new value must be written.
bool end_open(Change& change, std::optional<Dated> open, std::string_view value, Date on) {
    if (!open) return true;
    if (open->value == value) return false;
    if (on < open->since) fail(Code::invalid, N_("{} lies before {}, the day {} began"), on, open->since, open->value);
    open->until = on;
    change.update("end", *open);
    return true;
}

}  // namespace

const Description<Dated>& describe(const Dated*) {
    static constexpr Description<Dated> description{"dated", N_("history"), dated_columns};
    return description;
}

void record_value(Change& change, UserId user, std::string_view field, std::string_view value, Date on) {
    auto open = sql::find<Dated>(change, "SELECT * FROM dated WHERE user_id = ? AND field = ? AND until IS NULL", user, field);
    if (!end_open(change, std::move(open), value, on)) return;
    Dated dated{{}, user, {}, std::string(field), std::string(value), on, {}};
    change.insert("begin", dated);
}

void record_value(Change& change, OfficeId office, std::string_view field, std::string_view value, Date on) {
    auto open =
        sql::find<Dated>(change, "SELECT * FROM dated WHERE office_id = ? AND field = ? AND until IS NULL", office, field);
    if (!end_open(change, std::move(open), value, on)) return;
    Dated dated{{}, {}, office, std::string(field), std::string(value), on, {}};
    change.insert("begin", dated);
}

std::vector<Dated> history_of(const View& view, UserId user) {
    return sql::list<Dated>(view, "SELECT * FROM dated WHERE user_id = ? ORDER BY field, since, dated_id", user);
}

std::vector<Dated> history_of(const View& view, OfficeId office) {
    return sql::list<Dated>(view, "SELECT * FROM dated WHERE office_id = ? ORDER BY field, since, dated_id", office);
}

std::optional<std::string> value_on(const View& view, UserId user, std::string_view field, Date day) {
    return sql::value<std::string>(
        view,
        "SELECT value FROM dated WHERE user_id = ? AND field = ? AND since <= ? AND (until IS NULL OR until > ?)"
        " ORDER BY dated_id DESC LIMIT 1",
        user, field, day, day);
}

}  // namespace osaki
