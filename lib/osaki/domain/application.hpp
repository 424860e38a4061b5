// An application (申込), from its arrival to what it led to (art. 8-2(1), 9).
// Rests on user and office; what approval sets going stands in registration.hpp.
#pragma once

#include "osaki/domain/membership.hpp"
#include "osaki/domain/profile.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ApplicationTag {
    static constexpr IdForm form{'A', 4, true};
};
using ApplicationId = Id<ApplicationTag>;

enum class ApplicationKind { new_office, join, change, transfer, withdraw, reissue };
constexpr std::array<Name<ApplicationKind>, 6> names_of(ApplicationKind) {
    return {{{ApplicationKind::new_office, "new-office", N_("new office"), "新規事業所"},
             {ApplicationKind::join, "join", N_("join"), "利用申込|新規"},
             {ApplicationKind::change, "change", N_("change"), "変更"},
             {ApplicationKind::transfer, "transfer", N_("transfer"), "異動"},
             {ApplicationKind::withdraw, "withdraw", N_("withdrawal"), "退会"},
             {ApplicationKind::reissue, "reissue", N_("reissue"), "再発行"}}};
}
// Others open and complete their own application in one command.
constexpr bool makes_user(ApplicationKind kind) {
    return kind == ApplicationKind::join || kind == ApplicationKind::new_office;
}

enum class ApplicationState { received, checked, approved, rejected, returned, cancelled, completed };
constexpr std::array<Name<ApplicationState>, 7> names_of(ApplicationState) {
    return {{{ApplicationState::received, "received", N_("received"), "受付"},
             {ApplicationState::checked, "checked", N_("checked"), "確認済"},
             {ApplicationState::approved, "approved", N_("approved"), "承認"},
             {ApplicationState::rejected, "rejected", N_("rejected"), "却下"},
             {ApplicationState::returned, "returned", N_("returned"), "差戻し"},
             {ApplicationState::cancelled, "cancelled", N_("cancelled"), "取消"},
             {ApplicationState::completed, "completed", N_("completed"), "完了"}}};
}
// The three grounds of art. 9; (2) and (3) need a written reason.
enum class Ground { in_area, outside, secretariat };
constexpr std::array<Name<Ground>, 3> names_of(Ground) {
    return {{{Ground::in_area, "1", N_("1: works in community care in the area"), "第9条第1号|(1)|1号"},
             {Ground::outside, "2", N_("2: works elsewhere and needs to collaborate"), "第9条第2号|(2)|2号"},
             {Ground::secretariat, "3", N_("3: found necessary by the secretariat"), "第9条第3号|(3)|3号"}}};
}
enum class Channel { hand, post, fax, mail };
constexpr std::array<Name<Channel>, 4> names_of(Channel) {
    return {{{Channel::hand, "hand", N_("by hand"), "持参|窓口|手渡し"},
             {Channel::post, "post", N_("by post"), "郵送"},
             {Channel::fax, "fax", N_("by fax"), "FAX|ファックス|ファクス"},
             {Channel::mail, "mail", N_("by mail"), "メール|電子メール"}}};
}

struct Application {
    ApplicationId application_id;
    ApplicationKind kind = ApplicationKind::join;
    ApplicationState state = ApplicationState::received;
    std::optional<OfficeId> office_id;
    std::string office_name;  // of an office not yet registered; for people the registered name
    std::string office_type;
    std::optional<UserId> user_id;
    std::string name;
    std::string kana;
    std::string profession;
    std::string mail;
    std::string phone;
    std::optional<MemberRole> role;
    std::optional<Ground> ground;
    std::string ground_reason;
    std::string purpose;
    Date received_on;
    std::string received_by;
    std::optional<Channel> channel;
    std::vector<std::string> papers;
    std::optional<Date> explained_on;
    std::optional<Date> mail_reached_on;
    std::vector<std::string> missing;
    std::optional<Date> due_on;
    std::optional<Date> decided_on;
    std::string decided_by;
    std::string decision_reason;
    std::optional<Date> notice_on;
    std::optional<Date> completed_on;
    std::string note;
    std::string name_key;
    std::string mail_key;
    std::string office;  // by name, registered or not
};
const Description<Application>& describe(const Application*);
extern const std::string_view applications_sql;  // all of them with what is joined, in no order

// Lives of an application (mission.md). Nothing when the step may not happen.
enum class Step { check, give_back, papers_in, approve, reject, cancel, complete };
constexpr std::optional<ApplicationState> after(ApplicationState state, Step step) {
    using enum ApplicationState;
    const bool open = state == received || state == checked || state == returned;
    switch (step) {
        case Step::check:
            return state == received || state == returned ? std::optional(checked) : std::nullopt;
        case Step::give_back:
            return state == received || state == checked ? std::optional(returned) : std::nullopt;
        case Step::papers_in:
            return state == returned ? std::optional(received) : std::nullopt;
        case Step::approve:
            return state == checked ? std::optional(approved) : std::nullopt;
        case Step::reject:
            return open ? std::optional(rejected) : std::nullopt;
        case Step::cancel:
            return open ? std::optional(cancelled) : std::nullopt;
        case Step::complete:
            return state == approved ? std::optional(completed) : std::nullopt;
    }
    return std::nullopt;
}
bool is_open(ApplicationState state);  // received, checked, returned, approved

// As it came in: words as people wrote them.
struct NewApplication {
    ApplicationKind kind = ApplicationKind::join;
    std::optional<UserId> user;
    std::optional<OfficeId> office;
    std::string office_name;  // with new-office
    std::string office_type;
    std::string name;
    std::string kana;
    std::string profession;
    std::string mail;
    std::string phone;
    std::optional<MemberRole> role;
    std::optional<Ground> ground;
    std::string ground_reason;
    std::string purpose;
    std::optional<Date> received_on;  // today when not said
    std::optional<Channel> channel;
    std::vector<std::string> papers;
    std::optional<Date> explained_on;
    std::string note;
};

Application get_application(const View& view, ApplicationId id);  // Code::not_found
std::vector<Application> list_applications(const View& view, const Query& query);
std::vector<Application> applications_of(const View& view, UserId user);
// Open ones with that mail (compared by mail_key).
std::vector<Application> open_applications_by_mail(const View& view, std::string_view mail);
// Open ones of the same name, kana and profession: a likely duplicate, only ever a warning. The first few of a frequent name.
std::vector<Application> likely_twins(const View& view, std::string_view name, std::string_view kana,
                                      std::string_view profession);

// Papers the kind needs; a profile may name none.
const std::vector<std::string>& papers_of(const Profile& profile, ApplicationKind kind);
// Papers of the kind that have not arrived.
std::vector<std::string> missing_papers(const Profile& profile, const Application& application);

ApplicationId insert_application(Change& change, Application application);  // gives the number, makes the keys
void save_application(Change& change, std::string_view verb, Application application);
// The state after the step; Code::conflict naming the state when it may not happen.
ApplicationState state_after(const Application& application, Step step);

struct Ticks {
    std::vector<std::string> papers = {};
    std::optional<Date> explained_on = {};
    std::optional<Date> mail_reached_on = {};
};
// Ticks off what arrived; becomes checked when the papers are complete or waived. Code::invalid for a paper the kind does not
// know.
Application check_application(Change& change, const Profile& profile, ApplicationId id, const Ticks& ticks);
Application return_application(Change& change, const Profile& profile, ApplicationId id, const std::vector<std::string>& missing,
                               std::optional<Date> due);
Application cancel_application(Change& change, ApplicationId id);

struct ApplicationEdit {
    std::string name = {}, kana = {}, profession = {}, mail = {}, phone = {}, purpose = {}, note = {};
    std::optional<Ground> ground = {};
    std::string ground_reason = {};
};

}  // namespace osaki
