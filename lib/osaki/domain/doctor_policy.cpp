// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/doctor.hpp"

namespace osaki {

namespace {

constexpr DoctorCheck trainings[] = {
    {"trained-ahead", Gravity::error, "art. 8-2(2)", TrainingTag::form,
     N_("training {} is held on {}, and {} people are recorded"), "osaki-mcs train show {}",
     "SELECT training_id, held_on, count(*) FROM training JOIN attendance USING (training_id) WHERE held_on > ?1"
     " GROUP BY training_id ORDER BY training_id"},
    {"attendance-of-another", Gravity::error, "art. 8-2(2)", TrainingTag::form,
     N_("training {}: {} is recorded for an application of {}"), "osaki-mcs train show {}",
     "SELECT a.training_id, printf('U%06d', a.user_id), printf('U%06d', p.user_id) FROM attendance a JOIN application p USING"
     " (application_id) JOIN user u ON u.user_id = a.user_id WHERE a.user_id <> p.user_id AND u.merged_into IS NULL"
     " ORDER BY a.attendance_id"},
    // An ID older than the first training in the register was handed out before trainings were kept here: `train never` tells.
    {"id-without-training", Gravity::warning, "art. 8-2(2)", UserTag::form,
     N_("user {} {} was given an ID on {} without the initial training, and no decision waived it"),
     "osaki-mcs train record TRAINING {}",
     "SELECT u.user_id, u.name, c.issued_on FROM user u JOIN credential c ON c.user_id = u.user_id AND c.kind = 'issue'"
     " AND c.state = 'delivered' WHERE u.state IN ('active', 'suspended') AND u.takeover = 0"
     " AND coalesce((SELECT value FROM profile WHERE key = 'gates.training'), 'true') = 'true'"
     " AND c.issued_on >= (SELECT min(held_on) FROM training WHERE kind = 'initial')"
     " AND NOT EXISTS (SELECT 1 FROM attendance a JOIN training t USING (training_id) WHERE a.user_id = u.user_id"
     "  AND t.kind = 'initial' AND a.result IN ('attended', 'passed'))"
     " AND NOT EXISTS (SELECT 1 FROM waiver w JOIN application p USING (application_id) WHERE p.user_id = u.user_id"
     "  AND w.gate = 'training') ORDER BY u.user_id, c.credential_id"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{trainings})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
