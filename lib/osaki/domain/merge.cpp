#include "osaki/domain/merge.hpp"

#include "osaki/domain/attendance.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

void require_one_account(const View& view, const User& user) {
    if (user.merged_into)
        fail(Code::conflict, N_("{} {} was merged into {} already"), user.user_id, user.name, *user.merged_into);
    for (const auto& credential : credentials_of(view, user.user_id))
        if (credential.state == CredentialState::pending)
            fail(Code::conflict, N_("the ID of {} is being issued; finish it first: osaki-mcs issue-credentials {}"),
                 user.user_id, user.user_id);
}

UserState require_state(const User& keep, const User& gone) {
    const auto state = after_merge(keep.state, gone.state);
    if (state) return *state;
    if (!is_live(keep.state))
        fail(Code::conflict, N_("{} {} has left; keep {} instead: osaki-mcs user merge {} {}"), keep.user_id, keep.name,
             gone.user_id, gone.user_id, keep.user_id);
    const auto& other = keep.state == UserState::suspended || keep.state == UserState::leaving ? keep : gone;
    fail(Code::conflict, N_("{} {} is {}; settle that first"), other.user_id, other.name, other.state);
}

// Two rows of one office never overlap in time.
Date free_since(const std::vector<Membership>& kept, const Membership& row) {
    auto since = row.since;
    for (const auto& one : kept)
        if (one.office_id == row.office_id && one.until) since = std::max(since, *one.until);
    return since;
}

bool overlaps(const std::vector<Membership>& kept, const Membership& row) {
    return std::ranges::any_of(kept, [&](const Membership& one) {
        return one.office_id == row.office_id && one.since < *row.until && (!one.until || row.since < *one.until);
    });
}

// Both belong to the office: the earlier day and the higher role hold, and the other row never held at all.
void join_membership(Change& change, Membership mine, Membership theirs) {
    const auto since = std::min(mine.since, free_since(memberships_of(change, mine.user_id), theirs));
    const auto role = theirs.role;
    theirs.until = theirs.since;
    change.update("merge", theirs);
    if (since < mine.since) {
        mine.since = since;
        change.update("merge", mine);
    }
    if (role == MemberRole::admin && mine.role != role)
        change_role(change, mine.user_id, mine.office_id, role, std::max(mine.since, change.today()));
}

std::size_t move_memberships(Change& change, UserId keep, UserId gone) {
    std::size_t moved = 0;
    for (auto& row : memberships_of(change, gone)) {
        const auto kept = memberships_of(change, keep);
        if (!row.until) {
            if (auto mine = find_open(change, keep, row.office_id)) {
                join_membership(change, *mine, row);
                continue;
            }
            row.since = free_since(kept, row);
        } else if (overlaps(kept, row)) {
            continue;
        }
        row.user_id = keep;
        change.update("merge", row);
        ++moved;
    }
    return moved;
}

// Of two acknowledgements of one document the earlier is the kept one's, the later stays with the other number; so with what
// both were given.
template <class R>
std::size_t move_earlier(Change& change, std::vector<R> (*rows_of)(const View&, UserId), Date R::*day, const Merge& merge) {
    std::size_t moved = 0;
    const auto kept = rows_of(change, merge.keep);
    for (auto& row : rows_of(change, merge.gone)) {
        const auto mine = std::ranges::find(kept, row.document_id, &R::document_id);
        if (mine != kept.end()) {
            if ((*mine).*day <= row.*day) continue;
            auto later = *mine;
            later.user_id = merge.gone;
            change.update("merge", later);
        }
        row.user_id = merge.keep;
        change.update("merge", row);
        ++moved;
    }
    return moved;
}

template <class R>
std::size_t move_rows(Change& change, std::vector<R> rows, UserId keep) {
    for (auto& row : rows) {
        row.user_id = keep;
        change.update("merge", row);
    }
    return rows.size();
}

// An incident that names both names the kept one once.
std::size_t move_incidents(Change& change, UserId keep, UserId gone) {
    auto rows = sql::list<IncidentUser>(
        change,
        "SELECT * FROM incident_user WHERE user_id = ? AND incident_id NOT IN (SELECT incident_id FROM incident_user"
        " WHERE user_id = ?) ORDER BY incident_user_id",
        gone, keep);
    return move_rows(change, std::move(rows), keep);
}

// One account stays: the IDs of the other one are void.
std::size_t move_credentials(Change& change, UserId keep, UserId gone, UserId account) {
    for (auto& row : credentials_of(change, account == keep ? gone : keep)) {
        if (row.state == CredentialState::voided) continue;
        row.state = CredentialState::voided;
        change.update("void", row);
    }
    return move_rows(change, credentials_of(change, gone), keep);
}

void take(User& keep, const User& gone, const std::vector<Take>& wanted) {
    const auto takes = [&](Take what) { return std::ranges::find(wanted, what) != wanted.end(); };
    const auto fill = [&](std::string& to, const std::string& from, Take what) {
        if (!from.empty() && (to.empty() || takes(what))) to = from;
    };
    fill(keep.name, gone.name, Take::name);
    fill(keep.kana, gone.kana, Take::kana);
    fill(keep.mail, gone.mail, Take::mail);
    fill(keep.phone, gone.phone, Take::phone);
    // who has left has no account any more
    if (is_live(gone.state)) fill(keep.login, gone.login, Take::login);
    fill(keep.profession, gone.profession, Take::profession);
    if (keep.login == gone.login) keep.two_factor = keep.two_factor || gone.two_factor;
    keep.note += keep.note.empty() || gone.note.empty() ? gone.note : "; " + gone.note;
    keep.takeover = keep.takeover || gone.takeover;
}

// What waited for an ID has one now.
void complete_approved(Change& change, UserId keep) {
    for (auto& application : applications_of(change, keep)) {
        if (application.state != ApplicationState::approved || !makes_user(application.kind)) continue;
        application.state = state_after(application, Step::complete);
        application.completed_on = change.today();
        save_application(change, "complete", application);
    }
}

}  // namespace

Merged merge_users(Change& change, const Merge& merge) {
    if (change.actor().reason.empty()) fail(Code::usage, N_("records are merged with a reason; say it with --reason TEXT"));
    auto keep = get_user(change, merge.keep), gone = get_user(change, merge.gone);
    if (merge.keep == merge.gone) fail(Code::conflict, N_("{} cannot be merged with itself"), merge.keep);
    require_one_account(change, keep);
    require_one_account(change, gone);
    const auto state = require_state(keep, gone);
    Merged merged;
    const auto own_login = keep.login, own_mail = keep.mail;
    auto second = gone;
    take(keep, gone, merge.take);
    const auto account = keep.login == own_login ? merge.keep : merge.gone;
    if (is_live(gone.state) && !own_login.empty() && !gone.login.empty() && own_login != gone.login)
        merged.second_login = keep.login == own_login ? gone.login : own_login;
    // the address that nobody lives under now
    if (keep.mail == gone.mail) second.mail = own_mail;

    merged.memberships = move_memberships(change, merge.keep, merge.gone);
    merged.applications = move_rows(change, applications_of(change, merge.gone), merge.keep);
    merged.credentials = move_credentials(change, merge.keep, merge.gone, account);
    merged.acknowledgements =
        move_earlier<Acknowledgement>(change, acknowledgements_of, &Acknowledgement::acknowledged_on, merge);
    merged.distributions = move_earlier<Distribution>(change, distributions_of, &Distribution::distributed_on, merge);
    merged.attendances = move_attendances(change, merge.gone, merge.keep);
    merged.departures = move_rows(change, departures_of(change, merge.gone), merge.keep);
    merged.groups = move_groups(change, merge.keep, merge.gone);
    merged.reviews = move_rows(change, review_items_of(change, merge.gone), merge.keep);
    merged.guidances = move_rows(change, guidances_of(change, merge.gone), merge.keep);
    merged.incidents = move_incidents(change, merge.keep, merge.gone);
    // the other one first: its mail and login are free then
    gone.merged_into = merge.keep;
    merged.gone = set_state(change, std::move(gone), UserState::left, change.today(), "merge");
    record_value(change, merge.keep, "profession", keep.profession, change.today());
    merged.keep = set_state(change, std::move(keep), state, change.today(), "merge");
    if (!merged.second_login.empty()) open_second_account(change, second, change.today());
    if (merged.keep.mail != own_mail) refuse(use_of_mail(change, get_profile(change), merged.keep.mail, merged.keep.name).faults);
    if (state == UserState::active) complete_approved(change, merge.keep);
    merged.keep = get_user(change, merge.keep);
    return merged;
}

}  // namespace osaki
