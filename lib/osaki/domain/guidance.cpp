#include "osaki/domain/guidance.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view guidances_sql =
    "SELECT g.*, u.name AS user_name, (SELECT d.state FROM departure d WHERE d.user_id = g.user_id"
    "  AND d.committee_id = g.committee_id ORDER BY d.departure_id DESC LIMIT 1) AS departure"
    " FROM guidance g JOIN user u USING (user_id)";

namespace {

constexpr Column<Guidance> guidance_columns[] = {
    column<&Guidance::guidance_id>("guidance_id", N_("Number")),
    column<&Guidance::user_id>("user_id", N_("User")),
    column<&Guidance::measure>("measure", N_("Measure")),
    column<&Guidance::ground>("ground", N_("Against")),
    column<&Guidance::facts>("facts", N_("Facts")).required().detail(),
    column<&Guidance::given_on>("given_on", N_("Given")),
    column<&Guidance::due_on>("due_on", N_("Due")),
    column<&Guidance::outcome>("outcome", N_("Outcome")),
    column<&Guidance::outcome_on>("outcome_on", N_("Outcome on")),
    column<&Guidance::outcome_note>("outcome_note", N_("Outcome note")).detail(),
    column<&Guidance::committee_id>("committee_id", N_("Deletion by")),
    column<&Guidance::departure>("departure", N_("Departure")).joined().detail(),
    column<&Guidance::user_name>("user_name", N_("Name")).joined(),
};

// A merged number stands for the person who goes on under another one.
bool is_about_user(const View& view, const Committee& committee, UserId user) {
    return std::ranges::any_of(committee.about, [&](const std::string& text) {
        const auto id = parse_id<UserTag>(text);
        return id && find_user(view, *id) && standing_number(view, *id) == user;
    });
}

bool concerns(const View& view, const Committee& committee, const Guidance& guidance) {
    return is_about(committee, to_text(guidance.guidance_id)) || is_about_user(view, committee, guidance.user_id);
}

void require_unheeded(const Guidance& guidance) {
    const auto rung = rung_of(guidance);
    if (after(rung, Climb::order)) return;
    if (rung == Rung::open)
        fail(Code::forbidden,
             N_("{} is open: a deletion needs a measure that was not followed (art. 11 (guidance) 2): osaki-mcs guide outcome {} "
                "--outcome not-followed"),
             guidance.guidance_id, guidance.guidance_id);
    if (rung == Rung::followed)
        fail(Code::forbidden,
             N_("{} was followed on {}: nothing is left unheeded (art. 11 (guidance) 2); a new measure: osaki-mcs guide add {}"),
             guidance.guidance_id, *guidance.outcome_on, guidance.user_id);
    fail(Code::conflict, N_("the deletion for {} was ordered by {} already; next: osaki-mcs withdraw {} --committee {}"),
         guidance.guidance_id, *guidance.committee_id, guidance.user_id, *guidance.committee_id);
}

}  // namespace

const Description<Guidance>& describe(const Guidance*) {
    static constexpr Description<Guidance> description{"guidance", N_("guidance"), guidance_columns};
    return description;
}

Rung rung_of(const Guidance& guidance) {
    if (guidance.outcome == Outcome::open) return Rung::open;
    if (guidance.outcome == Outcome::followed) return Rung::followed;
    if (!guidance.committee_id) return Rung::not_followed;
    if (!guidance.departure) return Rung::ordered;
    return guidance.departure == DepartureState::cancelled ? Rung::taken_back : Rung::carried_out;
}

Guidance get_guidance(const View& view, GuidanceId id) {
    auto guidance = sql::find<Guidance>(view, std::string(guidances_sql) + " WHERE g.guidance_id = ?", id);
    if (!guidance) fail(Code::not_found, N_("there is no measure {}; osaki-mcs guide list"), id);
    return *guidance;
}

std::vector<Guidance> list_guidances(const View& view, const Query& query) {
    return sql::list<Guidance>(view, std::string(guidances_sql) + " ORDER BY g.guidance_id", query);
}

std::vector<Guidance> guidances_of(const View& view, UserId user) {
    return sql::list<Guidance>(
        view, std::string(guidances_sql) + " WHERE g.user_id = ? ORDER BY g.given_on DESC, g.guidance_id DESC", user);
}

std::vector<Guidance> guidances_under(const View& view, CommitteeId id) {
    return sql::list<Guidance>(view, std::string(guidances_sql) + " WHERE g.committee_id = ? ORDER BY g.guidance_id", id);
}

std::vector<Departure> departures_under(const View& view, CommitteeId id) {
    return sql::list<Departure>(view, std::string(departures_sql) + " WHERE d.committee_id = ? ORDER BY d.departure_id", id);
}

std::vector<Committee> committees_about(const View& view, const Guidance& guidance) {
    auto decisions = list_committees(view, {});
    std::erase_if(decisions, [&](const Committee& committee) { return !concerns(view, committee, guidance); });
    std::ranges::reverse(decisions);
    return decisions;
}

std::optional<CommitteeId> left_under(const View& view, UserId user) {
    return sql::value<CommitteeId>(
        view,
        "SELECT d.committee_id FROM departure d JOIN user u USING (user_id) WHERE user_id = ? AND d.state = 'closed'"
        " AND u.state = 'left' ORDER BY d.departure_id DESC LIMIT 1",
        user);
}

GuidanceId add_guidance(Change& change, Guidance guidance) {
    require_standing(change, guidance.user_id);
    const auto user = get_user(change, guidance.user_id);
    if (!is_live(user.state)) fail(Code::conflict, N_("user {} is already {}"), user.user_id, user.state);
    guidance.facts = trim(guidance.facts);
    Faults faults;
    check_name(faults, "facts", guidance.facts);
    check_not_future(faults, "given_on", guidance.given_on, change.today());
    refuse(faults);
    if (!value_on(change, user.user_id, "state", guidance.given_on))
        fail(Code::invalid, N_("{} {} was not registered on {}"), user.user_id, user.name, guidance.given_on);
    if (guidance.due_on && *guidance.due_on < guidance.given_on)
        fail(Code::invalid, N_("the measure is given on {}; it cannot be due on {}"), guidance.given_on, *guidance.due_on);
    guidance.guidance_id = {next_number(change, "guidance", fiscal_year_of(guidance.given_on).year)};
    change.insert("guide", guidance);
    return guidance.guidance_id;
}

Guidance record_outcome(Change& change, GuidanceId id, const Finding& finding) {
    auto guidance = get_guidance(change, id);
    if (finding.outcome == Outcome::open)
        fail(Code::usage, N_("an outcome is followed or not-followed; what was entered wrongly is taken back: osaki-mcs undo"));
    if (!after(rung_of(guidance), finding.outcome == Outcome::followed ? Climb::follow : Climb::ignore))
        fail(Code::conflict, N_("{} is {} since {} already"), id, guidance.outcome, *guidance.outcome_on);
    if (finding.on < guidance.given_on)
        fail(Code::invalid, N_("{} was given on {}; its outcome cannot be of {}"), id, guidance.given_on, finding.on);
    Faults faults;
    check_text(faults, "outcome_note", finding.note);
    check_not_future(faults, "outcome_on", finding.on, change.today());
    refuse(faults);
    guidance.outcome = finding.outcome;
    guidance.outcome_on = finding.on;
    guidance.outcome_note = trim(finding.note);
    change.update("outcome", guidance);
    return guidance;
}

Guidance escalate(Change& change, GuidanceId id, CommitteeId committee_id) {
    auto guidance = get_guidance(change, id);
    const auto committee = get_committee(change, committee_id);
    const auto user = get_user(change, guidance.user_id);
    if (!is_live(user.state)) fail(Code::conflict, N_("user {} is already {}"), user.user_id, user.state);
    require_unheeded(guidance);
    if (!concerns(change, committee, guidance))
        fail(Code::forbidden,
             N_("{} is neither about {} nor about {} (art. 11 (guidance) 2); the committee decides anew: osaki-mcs committee add "
                "--kind supervision --about {} --subject TEXT --decision TEXT"),
             committee_id, id, guidance.user_id, id);
    if (committee.kind != DecisionKind::supervision)
        fail(Code::forbidden,
             N_("{} is no decision on the supervision of users and orders no deletion (art. 7-2, 11 (guidance) 2); the "
                "committee's "
                "turn: osaki-mcs committee add --kind supervision --about {} --subject TEXT --decision TEXT"),
             committee_id, id);
    if (committee.decided_on < *guidance.outcome_on)
        fail(
            Code::forbidden,
            N_("{} was decided on {}, before {} was found not followed on {} (art. 11 (guidance) 2); the committee decides anew: "
               "osaki-mcs committee add --about {}"),
            committee_id, committee.decided_on, id, *guidance.outcome_on, id);
    if (guidance.committee_id == committee_id)
        fail(Code::forbidden,
             N_("what {} ordered for {} was taken back (art. 11 (guidance) 2); the committee decides anew: osaki-mcs committee "
                "add --about {}"),
             committee_id, id, id);
    guidance.committee_id = committee_id;
    guidance.departure.reset();
    change.update("escalate", guidance);
    return guidance;
}

}  // namespace osaki
