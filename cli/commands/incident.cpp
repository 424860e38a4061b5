// incident: what happened, which reports are due, what was done, and whom to telephone (art. 11 (damages)).
#include "words.hpp"

#include "osaki/domain/incident_handling.hpp"

#include <memory>

namespace osaki::cli {

namespace {

enum class YesNo { yes, no };
constexpr std::array<Name<YesNo>, 2> names_of(YesNo) {
    return {{{YesNo::yes, "yes", N_("yes"), "はい"}, {YesNo::no, "no", N_("no"), "いいえ"}}};
}
std::optional<bool> truth(std::optional<YesNo> said) {
    return said ? std::optional(*said == YesNo::yes) : std::nullopt;
}

void name_concerned(Options& options, Concerns& named) {
    options.id_list("--user", named.users, "USERS", N_("users whom it concerns: whose device, whose account, who did it"))
        .completes = "user";
    options.id_list("--office", named.offices, "OFFICES", N_("offices that it concerns; all who belonged to them are affected"))
        .completes = "office";
}

std::vector<Table> tables_of(const View& view, const Incident& incident) {
    const auto id = incident.incident_id;
    return {table_of<Incident>({incident}, true), table_of(deadlines_of(incident, view.today())), table_of(steps_of(view, id)),
            table_of(users_of(view, id)), table_of(offices_of(view, id))};
}

// What is still due; nothing to say when all is reported.
Message deadline_line(const Incident& incident) {
    const auto missing = missing_reports(incident);
    if (!incident.reportable) return message(N_("{}: no report is due"), incident.incident_id);
    if (missing.empty())
        return message(N_("{}: all reports are made; when it is settled: osaki-mcs incident close {} --outcome TEXT"),
                       incident.incident_id, incident.incident_id);
    if (missing.size() == 1)
        return message(N_("{}: final report to the Personal Information Protection Commission due {}"), incident.incident_id,
                       *incident.final_due);
    return message(N_("{}: first report to the Personal Information Protection Commission due {}, final report {}"),
                   incident.incident_id, *incident.first_due, *incident.final_due);
}

// A device or an account in strange hands: nobody may use it until that is settled.
void advise(Output& output, const View& view, const Incident& incident) {
    const auto id = incident.incident_id;
    if (incident.kind == IncidentKind::lost_device || incident.kind == IncidentKind::unauthorised_access)
        for (const auto& one : users_of(view, id)) {
            if (get_user(view, one.user_id).state != UserState::active) continue;
            output.said.push_back(message(
                N_("{} {} can still log in; next: osaki-mcs suspend {} --reason {}; when all is clear: osaki-mcs restore {} "
                   "and osaki-mcs issue-credentials {} --reset --reason {} --letter FILE"),
                one.user_id, one.user_name, one.user_id, id, one.user_id, one.user_id, id));
        }
    if (incident.users == 0 && incident.offices == 0)
        output.warnings.push_back(message(
            N_("{} names nobody yet, so nobody is affected: osaki-mcs incident edit {} --user USERS --office OFFICES"), id, id));
}

}  // namespace

Action define_incident_open(Options& options) {
    struct Words {
        Incident incident;
        std::optional<Date> found_on;
        bool not_reportable = false;
        Concerns named;
    };
    auto words = std::make_shared<Words>();
    options.choice("--kind", words->incident.kind, N_("what kind of incident it is")).required = true;
    options
        .text("--summary", words->incident.summary, "TEXT",
              N_("what happened, in a few words; never the name of a patient or anything about one"))
        .required = true;
    options.date("--found-on", words->found_on, N_("day it became known, from which the deadlines count; today when not said"));
    options.date("--occurred-on", words->incident.occurred_on, N_("day it happened, when it is known"));
    name_concerned(options, words->named);
    options.flag("--wrongful", words->incident.wrongful,
                 N_("a wrongful purpose is suspected: the final report is due within 60 days, not 30"));
    options.flag("--not-reportable", words->not_reportable,
                 N_("it need not be reported to the Personal Information Protection Commission; say why with --reason"));
    return Write([words](Change& change) -> Output {
        auto incident = words->incident;
        incident.found_on = words->found_on.value_or(change.today());
        incident.reportable = !words->not_reportable;
        const auto id = open_incident(change, incident, words->named);
        incident = get_incident(change, id);
        Output output{.tables = tables_of(change, incident),
                      .said = {message(N_("{} opened; whom it may have reached: osaki-mcs incident affected {}"), id, id),
                               deadline_line(incident)},
                      .numbers = {to_text(id)}};
        advise(output, change, incident);
        return output;
    });
}

Action define_incident_list(Options& options) {
    return list_of(options, &list_incidents);
}

Action define_incident_show(Options& options) {
    auto id = std::make_shared<IncidentId>();
    options.the_id("INCIDENT", *id, N_("number of the incident")).completes = "incident";
    return Read([id](const View& view) -> Output { return {.tables = tables_of(view, get_incident(view, *id))}; });
}

Action define_incident_affected(Options& options) {
    struct Words {
        IncidentId id;
        Query query;
    };
    auto words = std::make_shared<Words>();
    options.the_id("INCIDENT", words->id, N_("number of the incident")).completes = "incident";
    options.query(words->query);
    return Read(
        [words](const View& view) -> Output { return {.tables = {table_of(affected_by(view, words->id, words->query))}}; });
}

Action define_incident_step(Options& options) {
    struct Words {
        IncidentStepRow step;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.the_id("INCIDENT", words->step.incident_id, N_("number of the incident")).completes = "incident";
    options.choice("--step", words->step.step, N_("what was done")).required = true;
    options.date("--on", words->on, N_("day it was done; today when not said"));
    options.text("--text", words->step.text, "TEXT", N_("what, by whom, for whom; never anything about a patient"));
    return Write([words](Change& change) -> Output {
        words->step.done_on = words->on.value_or(change.today());
        record_step(change, words->step);
        const auto incident = get_incident(change, words->step.incident_id);
        Output output{.tables = tables_of(change, incident),
                      .said = {message(N_("{}: {} on {}"), incident.incident_id, words->step.step, words->step.done_on)},
                      .numbers = {to_text(incident.incident_id)}};
        if (!incident.closed_on) output.said.push_back(deadline_line(incident));
        return output;
    });
}

Action define_incident_edit(Options& options) {
    struct Words {
        IncidentId id;
        IncidentEdit edit;
        std::optional<YesNo> wrongful, reportable;
    };
    auto words = std::make_shared<Words>();
    options.the_id("INCIDENT", words->id, N_("number of the incident")).completes = "incident";
    options.choice("--kind", words->edit.kind, N_("what kind of incident it is"));
    options.text("--summary", words->edit.summary, "TEXT", N_("what happened, in a few words; never anything about a patient"));
    options.date("--found-on", words->edit.found_on, N_("day it became known; the deadlines follow"));
    options.date("--occurred-on", words->edit.occurred_on, N_("day it happened"));
    options.choice("--wrongful", words->wrongful, N_("whether a wrongful purpose is suspected; the final deadline follows"));
    options.choice("--reportable", words->reportable, N_("whether it has to be reported to the commission"));
    name_concerned(options, words->edit.more);
    options.id_list("--without-user", words->edit.less.users, "USERS", N_("users who were named wrongly")).completes = "user";
    options.id_list("--without-office", words->edit.less.offices, "OFFICES", N_("offices that were named wrongly")).completes =
        "office";
    return Write([words](Change& change) -> Output {
        auto& edit = words->edit;
        edit.wrongful = truth(words->wrongful);
        edit.reportable = truth(words->reportable);
        edit_incident(change, words->id, edit);
        const auto incident = get_incident(change, words->id);
        Output output{
            .tables = tables_of(change, incident),
            .said = {message(N_("{} corrected; users named: {}, offices: {}"), words->id, incident.users, incident.offices)},
            .numbers = {to_text(words->id)}};
        if (!incident.closed_on) output.said.push_back(deadline_line(incident));
        advise(output, change, incident);
        return output;
    });
}

Action define_incident_close(Options& options) {
    struct Words {
        IncidentId id;
        std::string outcome;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.the_id("INCIDENT", words->id, N_("number of the incident")).completes = "incident.open";
    options.text("--outcome", words->outcome, "TEXT", N_("how it ended, e.g. under whose rules damages were settled")).required =
        true;
    options.date("--on", words->on, N_("day it ended; today when not said"));
    return Write([words](Change& change) -> Output {
        const auto on = words->on.value_or(change.today());
        close_incident(change, words->id, words->outcome, on);
        const auto incident = get_incident(change, words->id);
        return {.tables = tables_of(change, incident),
                .said = {message(N_("{} closed on {}: {}"), words->id, on, incident.outcome)},
                .numbers = {to_text(words->id)}};
    });
}

}  // namespace osaki::cli
