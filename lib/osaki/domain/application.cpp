#include "osaki/domain/application.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/waiver.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view applications_sql =
    "SELECT a.*, coalesce(o.name, a.office_name) AS office FROM application a LEFT JOIN office o ON o.office_id = a.office_id";

namespace {

constexpr Column<Application> application_columns[] = {
    column<&Application::application_id>("application_id", N_("Number")),
    column<&Application::kind>("kind", N_("Kind")),
    column<&Application::state>("state", N_("State")),
    column<&Application::office_id>("office_id", N_("Office")),
    column<&Application::office_name>("office_name", N_("New office")).detail(),
    column<&Application::office_type>("office_type", N_("Office type")).coded("office_type").detail(),
    column<&Application::office>("office", N_("Office name")).joined(),
    column<&Application::user_id>("user_id", N_("User")),
    column<&Application::name>("name", N_("Name")).required().keyed("name_key", search_key),
    column<&Application::kana>("kana", N_("Kana")).detail().keyed("kana", kana_key),
    column<&Application::profession>("profession", N_("Profession")).coded("profession"),
    column<&Application::mail>("mail", N_("Mail")).detail().keyed("mail_key", mail_key),
    column<&Application::phone>("phone", N_("Telephone")).detail(),
    column<&Application::role>("role", N_("Role")),
    column<&Application::ground>("ground", N_("Ground")).detail(),
    column<&Application::ground_reason>("ground_reason", N_("Reason of the ground")).detail(),
    column<&Application::purpose>("purpose", N_("Purpose")).detail(),
    column<&Application::received_on>("received_on", N_("Received")),
    column<&Application::received_by>("received_by", N_("Received by")).required().detail(),
    column<&Application::channel>("channel", N_("Channel")).detail(),
    column<&Application::papers>("papers", N_("Papers")).detail(),
    column<&Application::explained_on>("explained_on", N_("Explained")).detail(),
    column<&Application::mail_reached_on>("mail_reached_on", N_("Mail reached")).detail(),
    column<&Application::missing>("missing", N_("Missing")).detail(),
    column<&Application::due_on>("due_on", N_("Due")).detail(),
    column<&Application::decided_on>("decided_on", N_("Decided")).detail(),
    column<&Application::decided_by>("decided_by", N_("Decided by")).detail(),
    column<&Application::decision_reason>("decision_reason", N_("Reason of the decision")).detail(),
    column<&Application::notice_on>("notice_on", N_("Notice sent")).detail(),
    column<&Application::completed_on>("completed_on", N_("Completed")).detail(),
    column<&Application::note>("note", N_("Note")).detail(),
    column<&Application::name_key>("name_key", "").hidden(),
    column<&Application::mail_key>("mail_key", "").hidden(),
};

void make_keys(Application& application) {
    application.name_key = search_key(application.name);
    application.mail_key = mail_key(application.mail);
}

constexpr std::pair<const char*, std::string Application::*> lookups[] = {{"application_name", &Application::name_key},
                                                                          {"application_mail", &Application::mail_key}};

// The form's own word for a paper as somebody typed it. Code::invalid when the kind does not know it.
std::string paper_of(const Profile& profile, const Application& application, std::string_view text) {
    const auto& papers = papers_of(profile, application.kind);
    for (const auto& paper : papers)
        if (search_key(paper) == search_key(text)) return paper;
    fail(Code::invalid, N_("{} has no paper {}; its papers are {}"), application.application_id, text, papers);
}

}  // namespace

const Description<Application>& describe(const Application*) {
    static constexpr Description<Application> description{"application", N_("application"), application_columns};
    return description;
}

bool is_open(ApplicationState state) {
    using enum ApplicationState;
    return state == received || state == checked || state == returned || state == approved;
}

Application get_application(const View& view, ApplicationId id) {
    static const auto sql = std::string(applications_sql) + " WHERE a.application_id = ?";
    auto application = sql::find<Application>(view, sql, id);
    if (!application) fail(Code::not_found, N_("there is no application {}"), id);
    return *application;
}

std::vector<Application> list_applications(const View& view, const Query& query) {
    static const auto sql = std::string(applications_sql) + " ORDER BY application_id";
    return sql::list<Application>(view, sql, coded(view, query));
}

std::vector<Application> applications_of(const View& view, UserId user) {
    static const auto sql = std::string(applications_sql) + " WHERE a.user_id = ? ORDER BY a.application_id DESC";
    return sql::list<Application>(view, sql, user);
}

std::vector<Application> open_applications_by_mail(const View& view, std::string_view mail) {
    const auto key = mail_key(mail);
    std::vector<Application> found;
    for (const auto id : find_lookup(view, "application_mail", key))
        if (auto application = get_application(view, ApplicationId{id});
            application.mail_key == key && is_open(application.state))
            found.push_back(std::move(application));
    return found;
}

std::vector<Application> likely_twins(const View& view, std::string_view name, std::string_view kana,
                                      std::string_view profession) {
    constexpr std::size_t most_looked_at = 20;
    const auto key = search_key(name);
    auto ids = find_lookup(view, "application_name", key);
    if (ids.size() > most_looked_at) ids.resize(most_looked_at);
    std::vector<Application> found;
    for (const auto id : ids)
        if (auto application = get_application(view, ApplicationId{id});
            application.name_key == key && is_open(application.state) && application.profession == profession &&
            search_key(application.kana) == search_key(kana))
            found.push_back(std::move(application));
    return found;
}

const std::vector<std::string>& papers_of(const Profile& profile, ApplicationKind kind) {
    static const std::vector<std::string> none;
    const auto papers = profile.papers.find(token_of(kind));
    return papers == profile.papers.end() ? none : papers->second;
}

std::vector<std::string> missing_papers(const Profile& profile, const Application& application) {
    std::vector<std::string> missing;
    for (const auto& paper : papers_of(profile, application.kind))
        if (std::ranges::find(application.papers, paper) == application.papers.end()) missing.push_back(paper);
    return missing;
}

ApplicationId insert_application(Change& change, Application application) {
    application.application_id = {next_number(change, "application", fiscal_year_of(application.received_on).year)};
    make_keys(application);
    change.insert("receive", application);
    for (const auto& [kind, member] : lookups) add_lookup(change, kind, application.*member, application.application_id.value);
    return application.application_id;
}

void save_application(Change& change, std::string_view verb, Application application) {
    const auto before = get_application(change, application.application_id);
    make_keys(application);
    change.update(verb, application);
    for (const auto& [kind, member] : lookups) {
        if (before.*member == application.*member) continue;
        remove_lookup(change, kind, before.*member, application.application_id.value);
        add_lookup(change, kind, application.*member, application.application_id.value);
    }
}

ApplicationState state_after(const Application& application, Step step) {
    if (const auto state = after(application.state, step)) return *state;
    if (step == Step::approve &&
        (application.state == ApplicationState::received || application.state == ApplicationState::returned))
        fail(Code::conflict, N_("application {} is {}, not yet checked; osaki-mcs check {}"), application.application_id,
             application.state, application.application_id);
    if (application.decided_on)
        fail(Code::conflict, N_("application {} is already {}, decided on {} by {}"), application.application_id,
             application.state, *application.decided_on, application.decided_by);
    fail(Code::conflict, N_("application {} is already {}"), application.application_id, application.state);
}

Application check_application(Change& change, const Profile& profile, ApplicationId id, const Ticks& ticks) {
    auto application = get_application(change, id);
    if (!is_open(application.state)) state_after(application, Step::check);
    for (const auto& text : ticks.papers) {
        auto paper = paper_of(profile, application, text);
        if (std::ranges::find(application.papers, paper) == application.papers.end())
            application.papers.push_back(std::move(paper));
    }
    Faults faults;
    check_not_future(faults, "explained_on", ticks.explained_on, change.today());
    check_not_future(faults, "mail_reached_on", ticks.mail_reached_on, change.today());
    refuse(faults);
    if (ticks.mail_reached_on && *ticks.mail_reached_on < application.received_on)
        fail(Code::invalid, N_("{} was received on {}; its mail cannot have been reached on {}"), id, application.received_on,
             *ticks.mail_reached_on);
    if (ticks.explained_on) application.explained_on = ticks.explained_on;
    if (ticks.mail_reached_on) application.mail_reached_on = ticks.mail_reached_on;
    const bool complete = missing_papers(profile, application).empty() || is_waived(change, id, Gate::papers);
    if (const auto state = after(application.state, Step::check); state && complete) {
        application.state = *state;
        application.missing.clear();
        application.due_on.reset();
        application.decision_reason.clear();  // why it was returned
    } else if (application.state == ApplicationState::returned && !ticks.papers.empty()) {
        application.state = state_after(application, Step::papers_in);
    }
    save_application(change, "check", application);
    return application;
}

Application return_application(Change& change, const Profile& profile, ApplicationId id, const std::vector<std::string>& missing,
                               std::optional<Date> due) {
    auto application = get_application(change, id);
    application.state = state_after(application, Step::give_back);
    application.missing.clear();
    for (const auto& paper : missing) application.missing.push_back(paper_of(profile, application, paper));
    if (missing.empty()) application.missing = missing_papers(profile, application);
    if (application.missing.empty())
        fail(Code::invalid, N_("{} lacks no paper; name with --missing what it is returned for"), id);
    if (due && *due < change.today()) fail(Code::invalid, N_("{} lies in the past; papers of {} cannot be due then"), *due, id);
    std::erase_if(application.papers,
                  [&](const auto& paper) { return std::ranges::find(application.missing, paper) != application.missing.end(); });
    application.due_on = due;
    application.decision_reason = change.actor().reason;
    application.notice_on.reset();
    save_application(change, "return", application);
    return application;
}

Application cancel_application(Change& change, ApplicationId id) {
    auto application = get_application(change, id);
    application.state = state_after(application, Step::cancel);
    application.decision_reason = change.actor().reason;
    save_application(change, "cancel", application);
    return application;
}

}  // namespace osaki
