// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/review.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;
constexpr auto warning = Gravity::warning;
constexpr auto group = GroupTag::form;

constexpr DoctorCheck groups[] = {
    {"owner-of-archived-group", error, "art. 8-2(3)", group,
     N_("group {} {} was archived on {} and still has {} owners and members"), "osaki-mcs group show {}",
     "SELECT g.group_id, g.label, g.archived_on, count(*) FROM \"group\" g JOIN (SELECT group_id, until FROM group_owner UNION"
     " ALL SELECT group_id, until FROM group_member) p ON p.group_id = g.group_id WHERE g.archived_on IS NOT NULL AND p.until IS"
     " NULL GROUP BY g.group_id ORDER BY g.group_id"},
    {"owner-twice", error, "art. 8-2(3)", group, N_("group {} has {} twice at the same time"), "osaki-mcs group show {}",
     "WITH p AS (SELECT group_id, user_id, since, until, group_owner_id AS id FROM group_owner UNION ALL SELECT group_id, "
     "user_id,"
     " since, until, -group_member_id FROM group_member) SELECT DISTINCT a.group_id, printf('U%06d', a.user_id) FROM p a JOIN p b"
     " ON b.group_id = a.group_id AND b.user_id = a.user_id AND b.id > a.id WHERE a.since IS NOT a.until AND b.since IS NOT"
     " b.until AND (b.until IS NULL OR a.since < b.until) AND (a.until IS NULL OR b.since < a.until)"
     " ORDER BY a.group_id, a.user_id"},
    {"left-in-group", warning, "art. 8-2(3)", group, N_("group {} {} still has {} {}, who has left"), "osaki-mcs group show {}",
     "SELECT g.group_id, g.label, printf('U%06d', u.user_id), u.name FROM (SELECT group_id, user_id FROM group_owner WHERE until"
     " IS NULL UNION ALL SELECT group_id, user_id FROM group_member WHERE until IS NULL) p JOIN \"group\" g ON g.group_id ="
     " p.group_id JOIN user u ON u.user_id = p.user_id WHERE u.state = 'left' AND g.archived_on IS NULL"
     " ORDER BY g.group_id, u.user_id"},
    {"owner-before-group", error, "art. 8-2(3)", group, N_("group {} was opened on {}, and {} was in it on {}"),
     "osaki-mcs group show {}",
     "SELECT g.group_id, g.opened_on, printf('U%06d', p.user_id), p.since FROM \"group\" g JOIN (SELECT group_id, user_id, since"
     " FROM group_owner UNION ALL SELECT group_id, user_id, since FROM group_member) p ON p.group_id = g.group_id AND p.since <"
     " g.opened_on ORDER BY g.group_id, p.user_id"},
    {"group-of-closed-office", error, "art. 8-2(3)", group, N_("group {} {} is hosted by {}, which was closed on {}"),
     "osaki-mcs group edit {} --host OFFICE",
     "SELECT g.group_id, g.label, o.name, o.closed_on FROM \"group\" g JOIN office o USING (office_id) WHERE g.archived_on IS"
     " NULL AND o.closed_on IS NOT NULL ORDER BY g.group_id"},
    {"group-without-owner", warning, "art. 8-2(3)", group, N_("group {} {} has no owner who can answer for it"),
     "osaki-mcs group owner add {} USER",
     "SELECT g.group_id, g.label FROM \"group\" g WHERE g.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM group_owner w JOIN"
     " user u USING (user_id) WHERE w.group_id = g.group_id AND w.until IS NULL AND u.state IN ('registered', 'active'))"
     " ORDER BY g.group_id"},
};

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

constexpr auto note = Gravity::note;

constexpr DoctorCheck documents[] = {
    {"draft-acknowledged", error, "art. 5, 6", DocumentTag::form,
     N_("{}: {} is a draft without an effective day, and was given out or acknowledged {} times"),
     "osaki-mcs document publish {} --effective DATE",
     "SELECT d.document_id, d.title || coalesce(' ' || d.version, ''), count(*) FROM document d JOIN (SELECT document_id FROM"
     " acknowledgement UNION ALL SELECT document_id FROM distribution) USING (document_id) WHERE d.effective_on IS NULL"
     " AND d.kind IN ('policy', 'rules') GROUP BY d.document_id ORDER BY d.document_id"},
    // What the register was founded with is published elsewhere.
    {"document-without-file", note, "art. 5, 6", DocumentTag::form, N_("{}: the text of {}, in force since {}, is not kept"),
     "osaki-mcs document keep {} FILE",
     "SELECT d.document_id, d.title || coalesce(' ' || d.version, ''), d.effective_on FROM document d WHERE d.kind IN ('policy',"
     " 'rules') AND d.effective_on <= ?1 AND NOT EXISTS (SELECT 1 FROM document n WHERE n.kind = d.kind AND n.title = d.title"
     " AND n.effective_on > d.effective_on AND n.effective_on <= ?1)"
     " AND NOT EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d.document_id) AND NOT d.founded"
     " ORDER BY d.document_id"},
};

constexpr DoctorCheck reviews[] = {
    {"review-left-undone", Gravity::warning, "art. 8-2(5)", ReviewTag::form,
     N_("review {} is closed, and {} people or groups that were answered as gone are still here"), "osaki-mcs status",
     "SELECT review_id, count(*) FROM review_follow_up f JOIN review r USING (review_id) WHERE r.closed_on IS NOT NULL"
     " AND f.answer = 'left' GROUP BY review_id ORDER BY review_id"},
    {"review-closed-silent", Gravity::error, "art. 8-2(5)", ReviewTag::form,
     N_("review {} was closed on {} without a reason, and {} of its items are not answered"),
     "osaki-mcs audit list --where 'subject=review'",
     "SELECT review_id, closed_on, count(*) FROM review r JOIN review_item i USING (review_id) WHERE closed_on IS NOT NULL"
     " AND coalesce(closed_for, '') = '' AND i.answer IS NULL GROUP BY review_id ORDER BY review_id"},
    {"review-asks-twice", Gravity::error, "art. 8-2(5)", ReviewTag::form, N_("review {} asks {} times about {} at {}"),
     "osaki-mcs review show {}",
     "SELECT review_id, count(*), printf('U%06d', min(i.user_id)), o.name FROM review_item i JOIN office o USING (office_id)"
     " WHERE membership_id IS NOT NULL GROUP BY review_id, membership_id HAVING count(*) > 1 ORDER BY review_id, membership_id"},
    {"review-answer-outside", Gravity::error, "art. 8-2(5)", ReviewItemTag::form,
     N_("item {} was answered on {}, while its review lasted from {} to {}"),
     "osaki-mcs audit list --where 'subject=review_item'",
     "SELECT i.review_item_id, i.answered_on, r.opened_on, r.closed_on FROM review_item i JOIN review r USING (review_id)"
     " WHERE i.answered_on < r.opened_on OR i.answered_on > r.closed_on ORDER BY i.review_item_id"},
};

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
     " d.user_id = g.user_id AND d.field = 'state' AND d.since <= g.given_on) AND NOT EXISTS (WITH RECURSIVE same(id) AS"
     " (VALUES (g.user_id) UNION SELECT o.user_id FROM user o JOIN same ON o.merged_into = same.id) SELECT 1 FROM dated d JOIN"
     " same ON d.user_id = same.id WHERE d.field = 'state' AND d.since <= g.given_on) ORDER BY guidance_id"},
    {"decision-about-nothing", error, "art. 7-2", CommitteeTag::form, N_("decision {} is about {}, which is not in the register"),
     "osaki-mcs committee show {}", broken_references_sql},
};

constexpr DoctorCheck days[] = {
    {"future-record", error, "", IdForm{'\0', 0, false}, N_("{} holds the day {} as {}, which lies in the future"),
     "osaki-mcs audit verify",
     "SELECT number, day, field FROM (SELECT printf('G%04d', group_id) AS number, max(opened_on, coalesce(confirmed_on,"
     " opened_on), coalesce(archived_on, opened_on)) AS day, 'group' AS field FROM \"group\""
     " UNION ALL SELECT printf('G%04d', group_id), max(since, coalesce(until, since)), 'owner' FROM group_owner"
     " UNION ALL SELECT printf('G%04d', group_id), max(since, coalesce(until, since)), 'member' FROM group_member"
     " UNION ALL SELECT printf('D%04d', document_id), acknowledged_on, 'acknowledged_on' FROM acknowledgement"
     " UNION ALL SELECT printf('D%04d', document_id), distributed_on, 'distributed_on' FROM distribution"
     " UNION ALL SELECT printf('K%04d-%02d', guidance_id / 1000000000, guidance_id % 1000000000), max(given_on,"
     " coalesce(outcome_on, given_on)), 'guidance' FROM guidance"
     " UNION ALL SELECT printf('C%04d-%02d', committee_id / 1000000000, committee_id % 1000000000), decided_on, 'decided_on'"
     " FROM committee UNION ALL SELECT printf('I%04d-%02d', incident_id / 1000000000, incident_id % 1000000000), max(found_on,"
     " coalesce(closed_on, found_on)), 'incident' FROM incident"
     " UNION ALL SELECT printf('I%04d-%02d', incident_id / 1000000000, incident_id % 1000000000), done_on, step"
     " FROM incident_step UNION ALL SELECT printf('R%04d-%02d', review_id / 1000000000, review_id % 1000000000), max(opened_on,"
     " coalesce(closed_on, opened_on)), 'review' FROM review"
     " UNION ALL SELECT printf('R%04d-%02d', review_id / 1000000000, review_id % 1000000000), max(answered_on, coalesce(done_on,"
     " answered_on)), 'answered_on' FROM review_item) WHERE day > ?1 ORDER BY number, field"},
};

constexpr auto incident = IncidentTag::form;

constexpr DoctorCheck incidents[] = {
    {"incident-first-report", error, "art. 11 (damages)", incident, N_("incident {} ({}) lacks the first report, due {}"),
     "osaki-mcs incident step {} --step first-report --on DATE",
     "SELECT incident_id, summary, first_due FROM incident i WHERE closed_on IS NULL AND first_due < ?1 AND NOT EXISTS"
     " (SELECT 1 FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step IN ('first-report', 'final-report'))"
     " ORDER BY incident_id"},
    {"incident-final-report", error, "art. 11 (damages)", incident, N_("incident {} ({}) lacks the final report, due {}"),
     "osaki-mcs incident step {} --step final-report --on DATE",
     "SELECT incident_id, summary, final_due FROM incident i WHERE closed_on IS NULL AND final_due < ?1 AND NOT EXISTS"
     " (SELECT 1 FROM incident_step s WHERE s.incident_id = i.incident_id AND s.step = 'final-report') ORDER BY incident_id"},
    {"incident-step-early", error, "art. 11 (damages)", incident, N_("incident {} was found on {}, after a step of {}"),
     "osaki-mcs incident edit {} --found-on DATE",
     "SELECT incident_id, found_on, min(done_on) FROM incident JOIN incident_step USING (incident_id) WHERE done_on < found_on"
     " GROUP BY incident_id ORDER BY incident_id"},
    {"incident-without-outcome", error, "art. 11 (damages)", incident, N_("incident {} was closed on {} without an outcome"),
     "osaki-mcs audit verify",
     "SELECT incident_id, closed_on FROM incident WHERE closed_on IS NOT NULL AND coalesce(outcome, '') = ''"
     " ORDER BY incident_id"},
    {"incident-closed-owing", error, "art. 11 (damages)", incident,
     N_("incident {} was closed on {} without the final report and without a reason"),
     "osaki-mcs incident step {} --step final-report --on DATE",
     "SELECT incident_id, closed_on FROM incident i WHERE closed_on IS NOT NULL AND reportable AND NOT EXISTS (SELECT 1 FROM"
     " incident_step s WHERE s.incident_id = i.incident_id AND s.step = 'final-report') AND coalesce(closed_for, '') = ''"
     " ORDER BY incident_id"},
    {"incident-deadline", error, "art. 11 (damages)", incident,
     N_("incident {} found on {} does not have the deadlines of the rule: {}, {}"), "osaki-mcs incident edit {} --found-on DATE",
     "SELECT incident_id, found_on, coalesce(first_due, '-'), coalesce(final_due, '-') FROM incident WHERE first_due IS NOT"
     " iif(reportable, date(found_on, '+5 days'), NULL) OR final_due IS NOT iif(reportable, date(found_on, iif(wrongful,"
     " '+59 days', '+29 days')), NULL) ORDER BY incident_id"},
};

constexpr IdForm words{'\0', 0, false};

constexpr DoctorCheck usages[] = {
    {"usage-rollup", error, "art. 8-2(4)", words, N_("the figures of {} by office type do not add up to those of its rows"),
     "osaki-mcs audit verify",
     "WITH l AS (SELECT usage_load_id, month FROM usage_load WHERE scope = 'user' AND replaced_on IS NULL AND month NOT IN "
     "(SELECT"
     " month FROM usage_month WHERE closed_on IS NOT NULL)), r AS (SELECT month, value ->> 1 AS a, value ->> 2 AS b, value ->> 3"
     " AS c, value ->> 4 AS d, value ->> 5 AS e, value ->> 6 AS f FROM l JOIN usage_load_body ON usage_load_body_id ="
     " usage_load_id JOIN json_each(CAST(body AS TEXT)) UNION ALL SELECT month, login_days, logins, posts, reads, files, groups"
     " FROM l JOIN usage_unmatched USING (usage_load_id) WHERE user_id IS NOT NULL),"
     " s AS (SELECT month, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(e) AS e, sum(f) AS f FROM r GROUP BY month),"
     " t AS (SELECT month, sum(login_days) AS a, sum(logins) AS b, sum(posts) AS c, sum(reads) AS d, sum(files) AS e, sum(groups)"
     " AS f FROM usage_cell GROUP BY month) SELECT s.month FROM s LEFT JOIN t USING (month) WHERE coalesce(s.a, t.a) IS NOT t.a"
     " OR coalesce(s.b, t.b) IS NOT t.b OR coalesce(s.c, t.c) IS NOT t.c OR coalesce(s.d, t.d) IS NOT t.d"
     " OR coalesce(s.e, t.e) IS NOT t.e OR coalesce(s.f, t.f) IS NOT t.f ORDER BY s.month"},
    {"usage-unmatched", warning, "art. 8-2(4)", words, N_("usage of {}: rows that belong to nobody since {}: {}"),
     "osaki-mcs usage unmatched",
     "SELECT l.month, min(l.loaded_on), count(*) FROM usage_unmatched x JOIN usage_load l USING (usage_load_id) LEFT JOIN"
     " usage_month m ON m.month = l.month WHERE l.replaced_on IS NULL AND x.matched_on IS NULL AND m.closed_on IS NULL"
     " AND l.loaded_on < date(?1, '-60 days') GROUP BY l.month ORDER BY l.month"},
    {"usage-gap", warning, "art. 8-2(4)", words, N_("usage of {}: nothing is loaded, while months before and after it are"),
     "osaki-mcs usage import FILE --month {}",
     "WITH RECURSIVE l AS (SELECT min(month) AS first, max(month) AS last FROM usage_load WHERE replaced_on IS NULL),"
     " m(month) AS (SELECT first FROM l WHERE first IS NOT NULL UNION ALL SELECT substr(date(month || '-01', '+1 month'), 1, 7) "
     "FROM m, l WHERE month <"
     " last) SELECT month FROM m WHERE month NOT IN (SELECT month FROM usage_load WHERE replaced_on IS NULL) AND month NOT IN"
     " (SELECT month FROM usage_month WHERE closed_on IS NOT NULL) ORDER BY month"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part :
             std::vector<std::span<const DoctorCheck>>{groups, trainings, documents, reviews, guidances, incidents, days, usages})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
