#include "osaki/domain/membership.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

const std::string_view memberships_sql =
    "SELECT m.*, u.name AS user_name, o.name AS office_name"
    " FROM membership m JOIN user u USING (user_id) JOIN office o USING (office_id)";

namespace {

constexpr Column<Membership> membership_columns[] = {
    column<&Membership::membership_id>("membership_id", N_("Number")).detail(),
    column<&Membership::user_id>("user_id", N_("User")),
    column<&Membership::office_id>("office_id", N_("Office")),
    column<&Membership::role>("role", N_("Role")),
    column<&Membership::since>("since", N_("Since")),
    column<&Membership::until>("until", N_("Until")),
    column<&Membership::user_name>("user_name", N_("Name")).joined(),
    column<&Membership::office_name>("office_name", N_("Office name")).joined(),
};

}  // namespace

const Description<Membership>& describe(const Membership*) {
    static constexpr Description<Membership> description{"membership", N_("membership"), membership_columns};
    return description;
}

std::vector<Membership> memberships_of(const View& view, UserId user) {
    static const auto sql =
        std::string(memberships_sql) + " WHERE m.user_id = ? ORDER BY m.until IS NOT NULL, m.since DESC, m.membership_id DESC";
    return sql::list<Membership>(view, sql, user);
}

std::vector<Membership> memberships_of(const View& view, OfficeId office) {
    static const auto sql =
        std::string(memberships_sql) + " WHERE m.office_id = ? AND m.until IS NULL ORDER BY m.role, m.user_id";
    return sql::list<Membership>(view, sql, office);
}

std::vector<Membership> open_memberships(const View& view, UserId user) {
    auto all = memberships_of(view, user);
    std::erase_if(all, [](const Membership& membership) { return membership.until.has_value(); });
    return all;
}

std::optional<Membership> find_open(const View& view, UserId user, OfficeId office) {
    static const auto sql = std::string(memberships_sql) + " WHERE m.user_id = ? AND m.office_id = ? AND m.until IS NULL";
    return sql::find<Membership>(view, sql, user, office);
}

namespace {

// Before its first active admin an office only waits for one.
bool needs_admin(const View& view, OfficeId id) {
    const auto office = find_office(view, id);
    if (!office || office->closed_on) return false;
    return sql::value<std::int64_t>(
               view,
               "SELECT 1 FROM membership m JOIN dated d USING (user_id) WHERE m.office_id = ? AND m.role = 'admin' AND d.field = "
               "'state' AND d.value = 'active' AND (d.until IS NULL OR d.until > m.since) AND (m.until IS NULL OR m.until > "
               "d.since) LIMIT 1",
               id)
        .has_value();
}

}  // namespace

bool is_sole_admin(const View& view, const Membership& membership) {
    if (membership.role != MemberRole::admin || membership.until || !needs_admin(view, membership.office_id)) return false;
    const auto others = sql::value<std::int64_t>(
        view,
        "SELECT count(*) FROM membership m JOIN user u USING (user_id) WHERE m.office_id = ? AND m.until IS NULL"
        " AND m.role = 'admin' AND m.user_id <> ? AND u.state IN ('registered', 'active')",
        membership.office_id, membership.user_id);
    return others == 0;
}

bool lacks_admin(const View& view, OfficeId office) {
    if (!needs_admin(view, office)) return false;
    const auto admins = sql::value<std::int64_t>(
        view,
        "SELECT count(*) FROM membership m JOIN user u USING (user_id) WHERE m.office_id = ? AND m.until IS NULL"
        " AND m.role = 'admin' AND u.state IN ('registered', 'active', 'suspended')",
        office);
    return admins == 0;
}

void begin_membership(Change& change, UserId user, OfficeId office, MemberRole role, Date on) {
    const auto place = find_office(change, office);
    if (!place) fail(Code::not_found, N_("there is no office {}"), office);
    if (place->closed_on) fail(Code::conflict, N_("office {} was closed on {}"), office, *place->closed_on);
    if (find_open(change, user, office)) fail(Code::conflict, N_("{} is a member of {} already"), user, office);
    if (place->opened_on && on < *place->opened_on)
        fail(Code::invalid, N_("office {} was opened on {}, after {}"), office, *place->opened_on, on);
    const auto before =
        sql::value<Date>(change, "SELECT max(until) FROM membership WHERE user_id = ? AND office_id = ?", user, office);
    if (before && on < *before) fail(Code::invalid, N_("{} belonged to {} until {}, after {}"), user, office, *before, on);
    Membership membership{{}, user, office, role, on, {}, {}, {}};
    change.insert("begin", membership);
}

void end_membership(Change& change, const Membership& membership, Date on) {
    if (on < membership.since)
        fail(Code::invalid, N_("{} has belonged to {} since {}, after {}"), membership.user_id, membership.office_id,
             membership.since, on);
    auto ended = membership;
    ended.until = on;
    change.update("end", ended);
}

void change_role(Change& change, UserId user, OfficeId office, MemberRole role, Date on) {
    const auto membership = find_open(change, user, office);
    if (!membership) fail(Code::conflict, N_("{} is no member of {}"), user, office);
    if (membership->role == role) fail(Code::conflict, N_("{} has the role {} in {} already"), user, role, office);
    end_membership(change, *membership, on);
    begin_membership(change, user, office, role, on);
}

}  // namespace osaki
