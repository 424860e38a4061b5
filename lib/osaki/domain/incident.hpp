// Incidents (事故): what happened, whom it concerns, which reports are due by when, and what was done (art. 11 (damages); Act on
// the Protection of Personal Information art. 26). Never a word about a patient.
#pragma once

#include "osaki/domain/office.hpp"
#include "osaki/domain/user.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct IncidentTag {
    static constexpr IdForm form{'I', 2, true};
};
using IncidentId = Id<IncidentTag>;
struct IncidentUserTag {
    static constexpr IdForm form{'V', 5, false};
};
struct IncidentOfficeTag {
    static constexpr IdForm form{'Z', 5, false};
};
struct IncidentStepTag {
    static constexpr IdForm form{'Y', 5, false};
};

enum class IncidentKind { lost_device, unauthorised_access, leak, confidentiality, other };
constexpr std::array<Name<IncidentKind>, 5> names_of(IncidentKind) {
    return {{{IncidentKind::lost_device, "lost-device", N_("lost device"), "端末の紛失|紛失|盗難"},
             {IncidentKind::unauthorised_access, "unauthorised-access", N_("unauthorised access"), "不正アクセス"},
             {IncidentKind::leak, "leak", N_("leak"), "漏えい|漏洩"},
             {IncidentKind::confidentiality, "confidentiality", N_("breach of confidentiality"), "連携守秘違反|守秘違反"},
             {IncidentKind::other, "other", N_("other"), "その他"}}};
}
enum class IncidentStep {
    contained,
    password_reset,
    suspended,
    office_informed,
    holder_informed,
    first_report,
    final_report,
    damages,
    other
};
constexpr std::array<Name<IncidentStep>, 9> names_of(IncidentStep) {
    return {{{IncidentStep::contained, "contained", N_("contained"), "拡大防止"},
             {IncidentStep::password_reset, "password-reset", N_("password made anew"), "パスワード再設定"},
             {IncidentStep::suspended, "suspended", N_("account stopped"), "利用停止"},
             {IncidentStep::office_informed, "office-informed", N_("office informed"), "事業所連絡"},
             {IncidentStep::holder_informed, "holder-informed", N_("persons concerned informed"), "本人通知"},
             {IncidentStep::first_report, "first-report", N_("first report made"), "速報"},
             {IncidentStep::final_report, "final-report", N_("final report made"), "確報"},
             {IncidentStep::damages, "damages", N_("damages settled"), "損害賠償"},
             {IncidentStep::other, "other", N_("other"), "その他"}}};
}
enum class IncidentReport { first, final };
constexpr std::array<Name<IncidentReport>, 2> names_of(IncidentReport) {
    return {{{IncidentReport::first, "first", N_("first report"), "速報"},
             {IncidentReport::final, "final", N_("final report"), "確報"}}};
}

struct Incident {
    IncidentId incident_id;
    IncidentKind kind = IncidentKind::other;
    std::string summary;
    std::optional<Date> occurred_on;
    Date found_on;
    bool wrongful = false;   // 不正の目的のおそれ
    bool reportable = true;  // to 個人情報保護委員会
    std::optional<Date> first_due, final_due;
    std::optional<Date> first_reported_on, final_reported_on;
    std::optional<Date> closed_on;
    std::string outcome;
    std::string closed_for;               // why it was closed although a report was owed
    std::int64_t users = 0, offices = 0;  // named
};
const Description<Incident>& describe(const Incident*);
extern const std::string_view incidents_sql;  // all of them with what is joined, in no order

struct IncidentUser {
    Id<IncidentUserTag> incident_user_id;
    IncidentId incident_id;
    UserId user_id;
    std::string user_name;
};
const Description<IncidentUser>& describe(const IncidentUser*);
extern const std::string_view incident_users_sql;

struct IncidentOffice {
    Id<IncidentOfficeTag> incident_office_id;
    IncidentId incident_id;
    OfficeId office_id;
    std::string office_name;
};
const Description<IncidentOffice>& describe(const IncidentOffice*);
extern const std::string_view incident_offices_sql;

struct IncidentStepRow {
    Id<IncidentStepTag> incident_step_id;
    IncidentId incident_id;
    IncidentStep step = IncidentStep::other;
    Date done_on;
    std::string text;
};
const Description<IncidentStepRow>& describe(const IncidentStepRow*);

}  // namespace osaki
