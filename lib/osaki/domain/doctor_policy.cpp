// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/guidance.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;

constexpr DoctorCheck guidances[] = {
    {"ordered-without-measure", error, "art. 11 (guidance) 2", UserTag::form,
     N_("{} {} is leaving or left by {}, and no unheeded measure rests on that decision"), "osaki-mcs user show {}",
     "SELECT d.user_id, u.name, printf('C%04d-%02d', d.committee_id / 1000000000, d.committee_id % 1000000000) FROM departure d"
     " JOIN user u USING (user_id) WHERE d.committee_id IS NOT NULL AND d.state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM"
     " guidance g WHERE g.user_id = d.user_id AND g.committee_id = d.committee_id AND g.outcome = 'not-followed')"
     " ORDER BY d.departure_id"},
    {"order-before-outcome", error, "art. 11 (guidance) 2", GuidanceTag::form,
     N_("the deletion for {} was ordered on {}, before the measure was found not followed on {}"), "osaki-mcs guide show {}",
     "SELECT guidance_id, decided_on, outcome_on FROM guidance JOIN committee USING (committee_id) WHERE decided_on < outcome_on"
     " ORDER BY guidance_id"},
    {"guided-before-registered", error, "art. 11 (guidance) 1", GuidanceTag::form,
     N_("{} was given to {} on {}, when the user was not in the register"), "osaki-mcs guide show {}",
     "SELECT guidance_id, name, given_on FROM guidance g JOIN user USING (user_id) WHERE NOT EXISTS (SELECT 1 FROM dated d WHERE"
     " d.user_id = g.user_id AND d.field = 'state' AND d.since <= g.given_on) ORDER BY guidance_id"},
    {"decision-about-nothing", error, "art. 7-2", CommitteeTag::form, N_("decision {} is about {}, which is not in the register"),
     "osaki-mcs committee show {}", broken_references_sql},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{guidances})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
