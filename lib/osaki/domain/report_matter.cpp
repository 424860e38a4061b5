// What the committee and the secretariat had to do with in a period: measures, incidents, decisions, reviews, departures.
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<Matter> columns[] = {
    column<&Matter::matter>("matter", N_("Matter")),
    column<&Matter::kind>("kind", N_("Kind")).coded("matter"),
    column<&Matter::n>("n", N_("In the period")),
    column<&Matter::open>("open", N_("Open")),
};

// ?1 to ?2 is the period, ?3 a kind or empty; n, and how many are open on the last day.
constexpr std::string_view guidance_sql =
    "SELECT count(*) FILTER (WHERE given_on BETWEEN ?1 AND ?2), count(*) FILTER (WHERE given_on <= ?2 AND (outcome_on IS NULL OR"
    " outcome_on > ?2)) FROM guidance WHERE ?3 = '' OR measure = ?3";
constexpr std::string_view incident_sql =
    "SELECT count(*) FILTER (WHERE found_on BETWEEN ?1 AND ?2), count(*) FILTER (WHERE found_on <= ?2 AND (closed_on IS NULL OR"
    " closed_on > ?2)) FROM incident WHERE ?3 = '' OR kind = ?3";
constexpr std::string_view decision_sql =
    "SELECT count(*) FILTER (WHERE decided_on BETWEEN ?1 AND ?2), NULL FROM committee WHERE ?3 = '' OR kind = ?3";
constexpr std::string_view review_sql =
    "SELECT count(*) FILTER (WHERE opened_on BETWEEN ?1 AND ?2), count(*) FILTER (WHERE opened_on <= ?2 AND (closed_on IS NULL OR"
    " closed_on > ?2)) FROM review WHERE ?3 = '' OR scope = ?3";
// All: begun in the period. By kind: ended in it.
constexpr std::string_view departure_sql =
    "SELECT count(*) FILTER (WHERE CASE WHEN ?3 = '' THEN opened_on ELSE closed_on END BETWEEN ?1 AND ?2),"
    " CASE WHEN ?3 = '' THEN count(*) FILTER (WHERE opened_on <= ?2 AND (closed_on IS NULL OR closed_on > ?2)) END FROM departure"
    " WHERE ?3 = '' OR ?3 = CASE state WHEN 'cancelled' THEN 'cancelled' WHEN 'closed' THEN iif(residual = 1, 'residual',"
    " 'completed') END";

struct Within {
    const View& view;
    Date from, to;
};

Matter counted(const Within& within, MatterKind matter, std::string_view sql, std::string kind) {
    sql::Statement row(within.view, sql);
    sql::bind_all(row, within.from, within.to, kind);
    row.step();
    Matter counted{matter, std::move(kind)};
    counted.n = std::get<std::int64_t>(row.cell(0));
    detail::Member<std::optional<std::int64_t>>::set(counted.open, row.cell(1));
    return counted;
}

// Of the kinds only those of which there is something to say.
template <Named E>
void add_matter(std::vector<Matter>& matters, const Within& within, MatterKind matter, std::string_view sql) {
    matters.push_back(counted(within, matter, sql, {}));
    for (const auto& name : names<E>) {
        auto one = counted(within, matter, sql, std::string(name.token));
        if (one.n + one.open.value_or(0) > 0) matters.push_back(std::move(one));
    }
}

}  // namespace

const Description<Matter>& describe(const Matter*) {
    static constexpr Description<Matter> description{"matter", N_("measures, incidents, decisions, reviews, departures"),
                                                     columns};
    return description;
}

std::vector<Definition> matter_definitions() {
    using enum MatterKind;
    return {
        definition_of(guidance, N_("measures given in the period; open: without an outcome on its last day")),
        definition_of(incident, N_("incidents that became known in the period; open: not settled on its last day")),
        definition_of(decision, N_("decisions taken in the period")),
        definition_of(review, N_("reviews opened in the period; open: not closed on its last day")),
        definition_of(departure, N_("departures received in the period, and by kind those that ended in it; open: not ended on "
                                    "its last day"))};
}

std::vector<Matter> matters_within(const View& view, Date from, Date to) {
    const Within within{view, from, to};
    std::vector<Matter> matters;
    add_matter<Measure>(matters, within, MatterKind::guidance, guidance_sql);
    add_matter<IncidentKind>(matters, within, MatterKind::incident, incident_sql);
    add_matter<DecisionKind>(matters, within, MatterKind::decision, decision_sql);
    add_matter<ReviewScope>(matters, within, MatterKind::review, review_sql);
    add_matter<DepartureEnd>(matters, within, MatterKind::departure, departure_sql);
    return matters;
}

}  // namespace osaki
