// The checks of doctor as data. A new one is a row; its test makes a register wrong and finds exactly it.
#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/doctor.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;
constexpr auto warning = Gravity::warning;
constexpr auto note = Gravity::note;
constexpr IdForm words{'\0', 0, false};
constexpr auto user = UserTag::form;
constexpr auto office = OfficeTag::form;
constexpr auto application = ApplicationTag::form;

constexpr DoctorCheck people[] = {
    {"active-without-office", error, "art. 8-2(1)", user, N_("user {} {} is active and belongs to no office"),
     "osaki-mcs register --user {} --office OFFICE",
     "SELECT user_id, name FROM user u WHERE state = 'active' AND NOT EXISTS"
     " (SELECT 1 FROM membership m WHERE m.user_id = u.user_id AND m.until IS NULL) ORDER BY user_id"},
    {"member-who-left", error, "art. 8-2(1)", user, N_("user {} {} has left and is still a member of {}"),
     "osaki-mcs user show {}",
     "SELECT user_id, u.name, group_concat(o.name, ', ') FROM user u JOIN membership m USING (user_id) JOIN office o USING"
     " (office_id) WHERE u.state = 'left' AND m.until IS NULL GROUP BY user_id ORDER BY user_id"},
    {"member-twice", error, "art. 8-2(1)", user, N_("user {} {} belongs to {} twice at the same time"), "osaki-mcs user show {}",
     "SELECT DISTINCT a.user_id, u.name, o.name FROM membership a JOIN membership b ON b.user_id = a.user_id AND b.office_id ="
     " a.office_id AND b.membership_id > a.membership_id AND (b.until IS NULL OR a.since < b.until) AND (a.until IS NULL OR"
     " b.since < a.until) JOIN user u ON u.user_id = a.user_id JOIN office o ON o.office_id = a.office_id"
     " ORDER BY a.user_id, o.name"},
    {"merged-not-left", error, "art. 8-2(1)", user, N_("user {} {} was merged into another number and is {}"),
     "osaki-mcs user show {}",
     "SELECT user_id, name, state AS token FROM user WHERE merged_into IS NOT NULL AND state <> 'left' ORDER BY user_id"},
    // Who asks for the number that stands would never be answered.
    {"merged-in-circle", error, "art. 8-2(1)", user, N_("user {} is merged into {}, which is merged into it again"),
     "osaki-mcs audit verify",
     "SELECT a.user_id, printf('U%06d', b.user_id) FROM user a JOIN user b ON b.user_id = a.merged_into"
     " WHERE b.merged_into = a.user_id ORDER BY a.user_id"},
    {"merged-acknowledged", error, "art. 5, 6", user, N_("user {} acknowledged {}, and {}, into which it was merged, did not"),
     "osaki-mcs user show {}",
     "SELECT u.user_id, d.title || coalesce(' ' || d.version, ''), printf('U%06d', k.user_id) FROM user u JOIN user k ON "
     "k.user_id"
     " = u.merged_into AND k.merged_into IS NULL JOIN acknowledgement a ON a.user_id = u.user_id JOIN document d USING"
     " (document_id) WHERE NOT EXISTS (SELECT 1 FROM acknowledgement m WHERE m.user_id = k.user_id AND m.document_id ="
     " a.document_id) ORDER BY u.user_id, a.acknowledgement_id"},
    // A merge brings memberships that are older than the number.
    {"member-before-registered", error, "art. 8-2(1)", user,
     N_("user {} {} belongs to {} since {}, before being in the register"), "osaki-mcs user show {}",
     "SELECT m.user_id, u.name, o.name, m.since FROM membership m JOIN user u USING (user_id) JOIN office o USING (office_id)"
     " WHERE u.takeover = 0 AND NOT EXISTS (SELECT 1 FROM dated d WHERE d.user_id = m.user_id AND d.field = 'state' AND d.since"
     " <= m.since) AND NOT EXISTS (SELECT 1 FROM user g WHERE g.merged_into = m.user_id) ORDER BY m.membership_id"},
    {"suspension-left-over", error, "art. 8-2(1)", user, N_("user {} {} is {} and would be suspended until {}"),
     "osaki-mcs user show {}",
     "SELECT user_id, name, state AS token, suspended_until FROM user WHERE suspended_until IS NOT NULL AND state IN"
     " ('registered', 'active') ORDER BY user_id"},
    {"active-without-id", error, "art. 8-2(1)", user, N_("user {} {} is active and was never given an ID"),
     "osaki-mcs user history {}",
     "SELECT user_id, name FROM user u WHERE state = 'active' AND takeover = 0 AND NOT EXISTS (SELECT 1 FROM credential c WHERE"
     " c.user_id = u.user_id) ORDER BY user_id"},
    {"member-of-closed-office", error, "art. 8-2(1)", office, N_("office {} {} was closed on {} and still has {} members"),
     "osaki-mcs office show {}",
     "SELECT office_id, o.name, o.closed_on, count(*) FROM office o JOIN membership m USING (office_id)"
     " WHERE o.closed_on IS NOT NULL AND m.until IS NULL GROUP BY office_id ORDER BY office_id"},
    {"mail-twice", error, "art. 8-2(1)", user, N_("users {} and {} both live under the mail address {}"),
     "osaki-mcs user edit {} --mail ADDRESS",
     "SELECT max(user_id), printf('U%06d', min(user_id)), min(mail) FROM user WHERE state <> 'left'"
     " GROUP BY mail_key HAVING count(*) > 1 ORDER BY 1"},
    {"login-twice", error, "art. 8-2(1)", user, N_("users {} and {} both live under the login {}"),
     "osaki-mcs user edit {} --login LOGIN",
     "SELECT max(user_id), printf('U%06d', min(user_id)), min(login) FROM user WHERE state <> 'left' AND login_key IS NOT NULL"
     " GROUP BY login_key HAVING count(*) > 1 ORDER BY 1"},
    {"office-without-admin", warning, "art. 8-2(1)", office, N_("office {} {} had an admin and has none now"),
     "osaki-mcs office admin {} --user USER",
     "SELECT office_id, name FROM office o WHERE closed_on IS NULL AND EXISTS (SELECT 1 FROM membership m JOIN dated d USING"
     " (user_id) WHERE m.office_id = o.office_id AND m.role = 'admin' AND d.field = 'state' AND d.value = 'active'"
     " AND (d.until IS NULL OR d.until > m.since) AND (m.until IS NULL OR m.until > d.since)) AND NOT EXISTS (SELECT 1 FROM"
     " membership m JOIN user u USING (user_id) WHERE m.office_id = o.office_id AND m.until IS NULL AND m.role = 'admin'"
     " AND u.state IN ('registered', 'active')) ORDER BY office_id"},
    {"mail-not-free", warning, "art. 8-2(1)", user, N_("user {} {} has the mail address {}, which is not yet free after {} left"),
     "osaki-mcs user edit {} --mail ADDRESS",
     "SELECT u.user_id, u.name, u.mail, printf('U%06d', d.user_id) FROM user u JOIN departure d ON d.mail_key = u.mail_key"
     " AND d.user_id <> u.user_id AND (d.state = 'closed' OR d.state = 'open' AND EXISTS (SELECT 1 FROM user g WHERE"
     " g.user_id = d.user_id AND g.merged_into IS NOT NULL)) LEFT JOIN departure_step m ON m.departure_id = d.departure_id"
     " AND m.step = 'mcs-delete' LEFT JOIN departure_step p ON p.departure_id = d.departure_id AND p.step = 'portal-delete'"
     " WHERE u.state <> 'left' AND (p.done_on IS NULL OR m.done_on IS NULL OR date(m.done_on, '+' || coalesce((SELECT value"
     " FROM profile WHERE key = 'rules.mail_free_after_days'), '30') || ' days') > ?1) ORDER BY u.user_id"},
};

constexpr DoctorCheck papers[] = {
    {"decided-before-received", error, "art. 8-2(1)", application,
     N_("application {} of {} was decided on {}, before it was received on {}"), "osaki-mcs application history {}",
     "SELECT application_id, name, decided_on, received_on FROM application WHERE decided_on < received_on"
     " ORDER BY application_id"},
    {"id-without-approval", error, "art. 8-2(1)", user, N_("user {} {} was given an ID on {}, and nobody had approved it"),
     "osaki-mcs user history {}",
     "SELECT c.user_id, u.name, c.issued_on FROM credential c JOIN user u USING (user_id) WHERE c.kind = 'issue' AND c.state ="
     " 'delivered' AND NOT EXISTS (SELECT 1 FROM application a WHERE (a.application_id = c.application_id OR a.user_id ="
     " c.user_id) AND a.kind IN ('join', 'new-office') AND a.decided_on <= c.issued_on) ORDER BY c.credential_id"},
    {"join-without-effect", error, "art. 8-2(1)", application,
     N_("application {} of {} is completed, and nobody became a member"), "osaki-mcs application history {}",
     "SELECT application_id, name FROM application a WHERE state = 'completed' AND kind IN ('join', 'new-office') AND NOT EXISTS"
     " (SELECT 1 FROM membership m WHERE m.user_id = a.user_id AND m.office_id = a.office_id) ORDER BY application_id"},
    {"reissue-without-effect", error, "art. 8-2(1)", application,
     N_("application {} of {} is completed, and no ID was issued again"), "osaki-mcs application history {}",
     "SELECT application_id, name FROM application a WHERE state = 'completed' AND kind = 'reissue' AND NOT EXISTS"
     " (SELECT 1 FROM credential c WHERE c.application_id = a.application_id) ORDER BY application_id"},
    {"transfer-without-effect", error, "art. 8-2(1)", application, N_("application {} of {} is completed, and nobody moved"),
     "osaki-mcs application history {}",
     "SELECT application_id, name FROM application a WHERE state = 'completed' AND kind = 'transfer' AND NOT EXISTS"
     " (SELECT 1 FROM membership m WHERE m.user_id = a.user_id AND m.office_id = a.office_id) ORDER BY application_id"},
    {"withdrawal-without-effect", error, "art. 8-2(1)", application, N_("application {} of {} is completed, and nobody left"),
     "osaki-mcs application history {}",
     "SELECT application_id, name FROM application a WHERE state = 'completed' AND kind = 'withdraw' AND NOT EXISTS"
     " (SELECT 1 FROM departure d WHERE d.user_id = a.user_id) AND NOT EXISTS"
     " (SELECT 1 FROM membership m WHERE m.user_id = a.user_id AND m.until IS NOT NULL) ORDER BY application_id"},
    {"approved-waiting", note, "art. 8-2(1)", application, N_("application {} of {} was approved on {} and waits for its ID"),
     "osaki-mcs issue-credentials {} --letter FILE",
     "SELECT application_id, name, decided_on FROM application WHERE state = 'approved' AND kind IN ('join', 'new-office')"
     " AND decided_on < date(?1, '-14 days') ORDER BY application_id"},
    {"issue-broke-off", warning, "art. 8-2(1)", user, N_("the ID of {} {} was begun on {} and never handed out"),
     "osaki-mcs issue-credentials {} --letter FILE",
     "SELECT c.user_id, u.name, c.issued_on FROM credential c JOIN user u USING (user_id) WHERE c.state = 'pending'"
     " AND c.kind = 'issue' ORDER BY c.user_id"},
    {"reissue-broke-off", warning, "art. 8-2(1)", user, N_("the new password of {} {} was begun on {} and never handed out"),
     "osaki-mcs issue-credentials {} --reset --reason TEXT --letter FILE",
     "SELECT c.user_id, u.name, c.issued_on FROM credential c JOIN user u USING (user_id) WHERE c.state = 'pending'"
     " AND c.kind = 'reissue' ORDER BY c.user_id"},
    {"password-expired", warning, "art. 8-2(1)", user, N_("the first password of {} {} expired on {} and was never changed"),
     "osaki-mcs issue-credentials {} --reset --reason TEXT --letter FILE",
     "SELECT c.user_id, u.name, c.expires_on FROM credential c JOIN user u USING (user_id) WHERE c.state = 'delivered'"
     " AND c.changed_on IS NULL AND c.expires_on < ?1 AND u.state IN ('registered', 'active') ORDER BY c.user_id"},
    {"no-rules", warning, "art. 5, 6", words, N_("no rules of use are in force: there is nothing to acknowledge but the policy"),
     "osaki-mcs document publish --kind rules --title TITLE --version VERSION --effective DATE",
     "SELECT '' WHERE NOT EXISTS (SELECT 1 FROM document WHERE kind = 'rules' AND effective_on <= ?1)"},
    {"no-policy", warning, "art. 5, 6", words, N_("no policy is in force: there is nothing to acknowledge"),
     "osaki-mcs document publish --kind policy --title TITLE --version VERSION --effective DATE",
     "SELECT '' WHERE NOT EXISTS (SELECT 1 FROM document WHERE kind = 'policy' AND effective_on <= ?1)"},
    {"acknowledged-too-early", error, "art. 5, 6", words, N_("{} acknowledged {} on {}, before it took effect on {}"),
     "osaki-mcs audit verify",
     "SELECT CASE WHEN a.user_id IS NOT NULL THEN printf('U%06d', a.user_id) ELSE printf('A%04d-%04d', a.application_id /"
     " 1000000000, a.application_id % 1000000000) END, d.title || coalesce(' ' || d.version, ''), a.acknowledged_on,"
     " d.effective_on FROM acknowledgement a JOIN document d USING (document_id) WHERE a.acknowledged_on < d.effective_on"
     " ORDER BY a.acknowledgement_id"},
};

constexpr DoctorCheck lives[] = {
    {"history-gap", error, "art. 8-2(1)", words, N_("{}: the history of {} ends on {} and goes on from {}"),
     "osaki-mcs audit verify",
     "SELECT CASE WHEN user_id IS NOT NULL THEN printf('U%06d', user_id) ELSE printf('O%04d', office_id) END, "
     "upper(substr(field, 1, 1)) || substr(field, 2) AS token,"
     " coalesce(ended, '-'), since FROM (SELECT *, lag(until) OVER w AS ended, row_number() OVER w AS place FROM dated"
     " WINDOW w AS (PARTITION BY user_id, office_id, field ORDER BY dated_id)) WHERE place > 1 AND ended IS NOT since"
     " ORDER BY dated_id"},
    {"history-state", error, "art. 8-2(1)", user, N_("user {} {} is {}, and the history does not end so"),
     "osaki-mcs audit verify",
     "SELECT user_id, name, state AS token FROM user u WHERE NOT EXISTS (SELECT 1 FROM dated d WHERE d.user_id = u.user_id"
     " AND d.field = 'state' AND d.until IS NULL AND d.value = u.state) ORDER BY user_id"},
    {"history-profession", error, "art. 8-2(1)", user, N_("user {} {} has the profession {}, and the history does not end so"),
     "osaki-mcs audit verify",
     "SELECT user_id, name, profession FROM user u WHERE NOT EXISTS (SELECT 1 FROM dated d WHERE d.user_id = u.user_id"
     " AND d.field = 'profession' AND d.until IS NULL AND d.value = u.profession) ORDER BY user_id"},
    {"history-type", error, "art. 8-2(1)", office, N_("office {} {} has the type {}, and the history does not end so"),
     "osaki-mcs audit verify",
     "SELECT office_id, name, type FROM office o WHERE NOT EXISTS (SELECT 1 FROM dated d WHERE d.office_id = o.office_id"
     " AND d.field = 'type' AND d.until IS NULL AND d.value = o.type) ORDER BY office_id"},
    {"leaving-without-departure", error, "art. 8-2(1)", user, N_("user {} {} is leaving, and no departure is open"),
     "osaki-mcs user show {}",
     "SELECT user_id, name FROM user u WHERE state = 'leaving' AND NOT EXISTS (SELECT 1 FROM departure d"
     " WHERE d.user_id = u.user_id AND d.state = 'open') ORDER BY user_id"},
    {"departure-without-leaving", error, "art. 8-2(1)", user, N_("a departure of {} {} is open, and the user is {}"),
     "osaki-mcs user show {}",
     "SELECT user_id, u.name, u.state AS token FROM user u JOIN departure d USING (user_id) WHERE d.state = 'open'"
     " AND u.state <> 'leaving' AND NOT (u.state = 'left' AND u.merged_into IS NOT NULL) ORDER BY user_id"},
    {"departure-steps-missing", error, "art. 8-2(1)", user, N_("the departure of {} {} is closed with {} of 5 steps"),
     "osaki-mcs user show {}",
     "SELECT d.user_id, u.name, count(s.step) FROM departure d JOIN user u USING (user_id) LEFT JOIN departure_step s USING"
     " (departure_id) WHERE d.state = 'closed' GROUP BY d.departure_id HAVING count(s.step) < 5 ORDER BY d.departure_id"},
    {"departure-step-early", error, "art. 8-2(1)", user, N_("the departure of {} {} was opened on {}, after its step {} of {}"),
     "osaki-mcs user show {}",
     "SELECT d.user_id, u.name, d.opened_on, s.step, s.done_on FROM departure d JOIN user u USING (user_id) JOIN departure_step"
     " s USING (departure_id) WHERE s.done_on < d.opened_on ORDER BY s.departure_step_id"},
    {"departure-residual", error, "art. 8-2(1)", user,
     N_("the departure of {} {} has an impossible step and is not kept as residual"), "osaki-mcs user show {}",
     "SELECT d.user_id, u.name FROM departure d JOIN user u USING (user_id) WHERE d.state = 'closed' AND d.residual = 0"
     " AND EXISTS (SELECT 1 FROM departure_step s WHERE s.departure_id = d.departure_id AND s.impossible IS NOT NULL)"
     " ORDER BY d.departure_id"},
    {"departure-residual-done", error, "art. 8-2(1)", user,
     N_("the departure of {} {} is kept as residual, and every step was done"), "osaki-mcs user show {}",
     "SELECT d.user_id, u.name FROM departure d JOIN user u USING (user_id) WHERE d.residual = 1 AND NOT EXISTS (SELECT 1 FROM"
     " departure_step s WHERE s.departure_id = d.departure_id AND s.impossible IS NOT NULL) ORDER BY d.departure_id"},
    {"left-without-departure", error, "art. 8-2(1)", user, N_("user {} {} has left, and no departure was closed"),
     "osaki-mcs user history {}",
     "SELECT user_id, name FROM user u WHERE state = 'left' AND takeover = 0 AND merged_into IS NULL AND NOT EXISTS (SELECT 1"
     " FROM departure d WHERE d.user_id = u.user_id AND d.state = 'closed') ORDER BY user_id"},
    {"future-day", error, "", words, N_("{} holds the day {} as {}, which lies in the future"), "osaki-mcs audit verify",
     "SELECT number, day, field FROM (SELECT printf('A%04d-%04d', application_id / 1000000000, application_id % 1000000000)"
     " AS number, received_on AS day, 'received_on' AS field FROM application"
     " UNION ALL SELECT printf('A%04d-%04d', application_id / 1000000000, application_id % 1000000000), decided_on, 'decided_on'"
     " FROM application UNION ALL SELECT printf('U%06d', user_id), since, 'since' FROM membership"
     " UNION ALL SELECT printf('U%06d', user_id), until, 'until' FROM membership"
     " UNION ALL SELECT printf('U%06d', user_id), issued_on, 'issued_on' FROM credential"
     " UNION ALL SELECT printf('U%06d', d.user_id), s.done_on, s.step FROM departure_step s JOIN departure d USING"
     " (departure_id)) WHERE day > ?1 ORDER BY number, field"},
};

constexpr DoctorCheck lists[] = {
    {"unknown-profession", error, "", user, N_("user {} {} has the profession {}, which is in no code list"),
     "osaki-mcs user change {} --profession PROFESSION",
     "SELECT user_id, name, profession FROM user WHERE profession NOT IN (SELECT token FROM code WHERE list = 'profession')"
     " ORDER BY user_id"},
    {"unknown-office-type", error, "", office, N_("office {} {} has the type {}, which is in no code list"),
     "osaki-mcs office change {} --type TYPE",
     "SELECT office_id, name, type FROM office WHERE type NOT IN (SELECT token FROM code WHERE list = 'office_type')"
     " ORDER BY office_id"},
    {"unknown-service", error, "", office, N_("office {} has a service {}, which is in no code list"), "osaki-mcs office show {}",
     "SELECT office_id, type FROM service WHERE type NOT IN (SELECT token FROM code WHERE list = 'service')"
     " ORDER BY service_id"},
    {"service-of-no-type", warning, "", words, N_("the service {} counts as the office type {}, which is in no code list"),
     "osaki-mcs profile show",
     "SELECT token, coalesce(type, '-') FROM code WHERE list = 'service' AND (type IS NULL OR type NOT IN (SELECT token FROM"
     " code WHERE list = 'office_type')) ORDER BY code_id"},
    {"password-days", error, "", words, N_("{} is {}: a first password is good for 21 days at most"),
     "osaki-mcs profile edit {}=14 --yes",
     "SELECT key, value FROM profile WHERE key = 'rules.credential_valid_days' AND CAST(value AS INTEGER) NOT BETWEEN 1 AND 21"},
    {"no-papers", warning, "art. 8-2(1)", words, N_("the gate of the papers is on, and {} names none"),
     "osaki-mcs profile edit {}=PAPER --yes",
     "SELECT 'papers.join' WHERE NOT EXISTS (SELECT 1 FROM profile WHERE key = 'papers.join' AND value <> '')"
     " AND NOT EXISTS (SELECT 1 FROM profile WHERE key = 'gates.papers' AND value = 'false')"},
    {"no-area", warning, "art. 9", words, N_("{} names no municipality: nobody can apply on ground 1"),
     "osaki-mcs profile edit {}=CODE --yes",
     "SELECT 'network.area' WHERE NOT EXISTS (SELECT 1 FROM profile WHERE key = 'network.area' AND value <> '')"},
    {"letter-head", note, "", office, N_("letters lack the telephone or the address of the secretariat {} {}"),
     "osaki-mcs office edit {} --phone NUMBER --address TEXT",
     "SELECT office_id, name FROM office WHERE secretariat = 1 AND (coalesce(phone, '') = '' OR coalesce(address, '') = '')"},
    {"no-admin", error, "", words, N_("no operator is admin: nobody can give a right or migrate"), "osaki-mcs audit verify",
     "SELECT '' WHERE NOT EXISTS (SELECT 1 FROM operator WHERE until IS NULL AND ';' || roles || ';' LIKE '%;admin;%')"},
};

}  // namespace

std::span<const DoctorCheck> doctor_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : {std::span<const DoctorCheck>(people), std::span<const DoctorCheck>(papers),
                                std::span<const DoctorCheck>(lives), std::span<const DoctorCheck>(lists), policy_checks()})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
