// register, check, approve, reject, return: an application from its arrival to the decision (art. 8-2(1)).
#include "words.hpp"

#include "files.hpp"
#include "issuing.hpp"
#include "labels.hpp"
#include "notices.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/registration.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

namespace {

// What it was, what it is now, and the next command.
Message moved(const Application& application, ApplicationState before, const char* next) {
    if (application.state == before)
        return message(N_("{} {}: recorded, still {}; next: {}"), application.application_id, application.name, before,
                       next + to_text(application.application_id));
    return message(N_("{} {}: {} -> {}; next: {}"), application.application_id, application.name, before, application.state,
                   next + to_text(application.application_id));
}

void add_warnings(Output& output, const std::vector<Fault>& faults) {
    for (const auto& fault : faults)
        if (fault.warning) output.warnings.push_back(fault.text);
}

struct Registration {
    NewApplication application;
    std::vector<std::string> attachments;
    std::vector<std::string> bodies = {};  // of the attachments
};

void name_applicant(Options& options, NewApplication& application) {
    options.id("--user", application.user, "USER", N_("an existing user: a further office, or somebody who comes back"))
        .completes = "user";
    options.text("--name", application.name, "NAME", N_("name of the applicant"));
    options.text("--kana", application.kana, "KANA", N_("reading of the name"));
    options.text("--profession", application.profession, "PROFESSION", N_("profession, as in the code list")).completes =
        "profession";
    options.text("--mail", application.mail, "ADDRESS", N_("mail address, unique among live accounts"));
    options.text("--phone", application.phone, "NUMBER", N_("telephone"));
    options.choice("--role", application.role, N_("role in the office"));
}

}  // namespace

Action define_register(Options& options) {
    auto words = std::make_shared<Registration>();
    auto& application = words->application;
    options.choice("--kind", application.kind, N_("new-office with its first member, or join (the default)"));
    options.id("--office", application.office, "OFFICE", N_("the applicant's office")).completes = "office.open";
    options.text("--office-name", application.office_name, "NAME", N_("with new-office: name of the office"));
    options.text("--office-type", application.office_type, "TYPE", N_("with new-office: its type, as in the code list"))
        .completes = "office_type";
    name_applicant(options, application);
    options.choice("--ground", application.ground, N_("why the applicant may use the network (art. 9)"));
    options.text("--ground-reason", application.ground_reason, "TEXT", N_("written reason of ground 2 or 3"));
    options.text("--purpose", application.purpose, "TEXT", N_("what the network is to be used for"));
    options.date("--received", application.received_on, N_("day it arrived; today when not said"));
    options.choice("--channel", application.channel, N_("how it arrived"));
    options.list("--papers", application.papers, "PAPERS", N_("papers that came with it, comma-separated")).completes = "paper";
    options.date("--explained", application.explained_on, N_("day policy and rules were explained and handed out"));
    options.text("--note", application.note, "TEXT", N_("remark"));
    options.list("--attach", words->attachments, "FILES", N_("scans to keep with it")).completes = "files";
    const auto read = [words] {
        for (const auto& file : words->attachments) words->bodies.push_back(read_file(file, most_attachment_bytes + 1));
    };
    const auto act = [words](Change& change) {
        const Basis basis(change);
        Output output;
        add_warnings(output, faults_of(change, basis, words->application));
        const auto id = receive(change, basis, words->application);
        for (std::size_t i = 0; i < words->bodies.size(); ++i)
            attach(change, id, base_name(words->attachments[i]), "", words->bodies[i]);
        const auto received = get_application(change, id);
        output.tables = {table_of<Application>({received}, true)};
        output.said = {message(N_("{} {} of {} received; next: osaki-mcs check {}"), id, received.kind, received.name, id)};
        output.numbers = {to_text(id)};
        return output;
    };
    return Write(act, read);
}

namespace {

void warn_of_order(Output& output, const View& view, UserId user) {
    if (const auto by = left_under(view, user))
        output.warnings.push_back(message(
            N_("{} left by decision {} (art. 11 (guidance) 2); ask the committee: osaki-mcs committee show {}"), user, *by, *by));
}

// What an approved application still needs for its ID, each with its command; or the command that issues it.
void add_issuable(Output& output, const View& view, const Profile& profile, const Application& application, Translate translate) {
    const auto& id = application.application_id;
    const auto faults = gate_faults(view, profile, application, view.today());
    if (faults.empty()) {
        output.said.push_back(message(N_("{} {}: recorded, still {}; next: osaki-mcs issue-credentials {} --letter FILE"), id,
                                      application.name, application.state, id));
        return;
    }
    const auto missing = missing_gates(profile, gate_facts(view, profile, application, view.today()));
    output.said.push_back(message(N_("{} {}: recorded, still {}; missing gates: {}"), id, application.name, application.state,
                                  labels_of(missing, translate)));
    for (const auto& fault : faults) output.said.push_back(fault.text);
}

}  // namespace

Action define_check(Options& options) {
    struct Words {
        std::vector<ApplicationId> ids;
        Ticks ticks;
        std::vector<DocumentId> documents;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.ids("APPLICATION", words->ids, N_("number of the application; - reads numbers from stdin")).completes =
        "application.open";
    options.list("--paper", words->ticks.papers, "PAPERS", N_("papers that arrived, comma-separated")).completes = "paper";
    options.date("--explained", words->ticks.explained_on, N_("day policy and rules were explained and handed out"));
    options.id_list("--document", words->documents, "DOCUMENTS", N_("documents whose signed acknowledgement arrived, by number"))
        .completes = "document";
    options.date("--mail-reached", words->ticks.mail_reached_on, N_("day the test mail was answered"));
    options.date("--on", words->on, N_("day of the acknowledgement; today when not said"));
    return Write([words, settings = options.settings()](Change& change) {
        const auto translate = settings->translate;
        const auto profile = get_profile(change);
        Output output;
        std::vector<Application> checked;
        for (const auto id : words->ids) {
            const auto before = get_application(change, id);
            for (const auto document : words->documents)
                acknowledge(change, {document, words->on.value_or(change.today())}, person_of(before));
            if (before.user_id) warn_of_order(output, change, *before.user_id);
            checked.push_back(check_application(change, profile, id, words->ticks));
            const auto& now = checked.back();
            output.numbers.push_back(to_text(id));
            if (now.state == ApplicationState::checked) output.said.push_back(moved(now, before.state, "osaki-mcs approve "));
            else if (now.state == ApplicationState::approved) add_issuable(output, change, profile, now, translate);
            else
                output.said.push_back(message(N_("{} {}: {}, still missing {}; waits for the applicant"), id, now.name, now.state,
                                              missing_papers(profile, now)));
        }
        output.tables = {table_of(checked)};
        return output;
    });
}

namespace {

struct Deciding {
    std::vector<ApplicationId> ids;
    Decision decision;
    std::vector<std::string> waive;
    bool all_ready = false;
    bool issue = false;
    Issuing issuing = {};
    std::string notice = {};
};

void name_decision(Options& options, Deciding& words) {
    options.text("--decided-by", words.decision.decided_by, "NAME", N_("the name on the paper; the operator when not said"));
    options.date("--on", words.decision.on, N_("day of the decision; today when not said"));
}

// Checked ones; under four eyes without those this operator received.
std::vector<ApplicationId> ready(const View& view, const std::string& login) {
    const auto profile = get_profile(view);
    std::vector<ApplicationId> ids;
    for (const auto& application : list_applications(view, {.where = "state=checked"}))
        if (may_approve(profile, application.received_by, login)) ids.push_back(application.application_id);
    return ids;
}

std::vector<std::string_view> gate_tokens() {
    std::vector<std::string_view> tokens;
    for (const auto& gate : names_of(Gate{})) tokens.push_back(gate.token);
    return tokens;
}

std::vector<Gate> gates_of(const std::vector<std::string>& texts) {
    std::vector<Gate> gates;
    for (const auto& text : texts) {
        const auto gate = parse_name<Gate>(text);
        if (!gate) fail(Code::usage, N_("{} is no gate; there are {}"), text, Options::placeholder_of(gate_tokens()));
        gates.push_back(*gate);
    }
    return gates;
}

Output approve_all(Change& change, const std::vector<ApplicationId>& ids, const Decision& decision) {
    const Basis basis(change);
    Output output;
    std::vector<Application> approved;
    for (const auto id : ids) {
        const auto before = get_application(change, id).state;
        const auto application = approve(change, basis, id, decision);
        approved.push_back(application);
        output.numbers.push_back(to_text(id));
        if (application.state == ApplicationState::completed)
            output.said.push_back(message(N_("{} {}: {} -> {}; {} is now a member of {} too"), id, application.name, before,
                                          application.state, *application.user_id, *application.office_id));
        else
            output.said.push_back(message(N_("{} {}: {} -> {} as {}; next: osaki-mcs issue-credentials {} --letter FILE"), id,
                                          application.name, before, application.state, *application.user_id, id));
    }
    if (ids.empty()) output.said.push_back(message(N_("no application is checked and waits for a decision")));
    output.tables = {table_of(approved)};
    return output;
}

// Those of the approved whose ID is still to be made.
std::vector<std::string> awaiting(const View& view, const std::vector<ApplicationId>& ids) {
    std::vector<std::string> numbers;
    for (const auto id : ids)
        if (get_application(view, id).state == ApplicationState::approved) numbers.push_back(to_text(id));
    return numbers;
}

}  // namespace

Action define_approve(Options& options) {
    auto words = std::make_shared<Deciding>();
    auto& named = options.ids("APPLICATION", words->ids, N_("number of the application; - reads numbers from stdin"));
    named.required = false;
    named.completes = "application.checked";
    name_decision(options, *words);
    options.flag("--all-ready", words->all_ready, N_("every application that is checked"));
    options
        .list("--waive", words->waive, Options::placeholder_of(gate_tokens()),
              N_("pass these gates by decision, several with commas; needs --reason"))
        .choices = gate_tokens();
    options.flag("--issue", words->issue, N_("issue the IDs at once, when no gate is missing"));
    name_place(options, words->issuing);
    name_notice(options, words->notice);
    const auto act = [words](Change& change) -> Delivery {
        words->decision.waive = gates_of(words->waive);
        const auto ids = words->all_ready ? ready(change, change.actor().login) : words->ids;
        if (ids.empty() && !words->all_ready) fail(Code::usage, N_("name an application, or --all-ready"));
        if (words->issue && !words->notice.empty())
            fail(Code::usage, N_("a credential letter tells the decision too; leave out --notice or --issue"));
        auto approved = approve_all(change, ids, words->decision);
        const auto numbers = words->issue ? awaiting(change, ids) : std::vector<std::string>{};
        if (numbers.empty()) return told(change, std::move(approved), ids, words->notice);
        words->issuing.issue.on = words->decision.on;
        return issue(change, numbers, words->issuing);
    };
    return Deliver(act, [words] { return words->issue ? std::optional(Right::work) : std::nullopt; });
}

Action define_reject(Options& options) {
    auto words = std::make_shared<Deciding>();
    options.ids("APPLICATION", words->ids, N_("number of the application")).completes = "application.undecided";
    name_decision(options, *words);
    name_notice(options, words->notice);
    return Deliver([words](Change& change) {
        Output output;
        std::vector<Application> rejected;
        for (const auto id : words->ids) {
            const auto before = get_application(change, id).state;
            rejected.push_back(reject(change, id, words->decision));
            output.numbers.push_back(to_text(id));
            output.said.push_back(
                message(N_("{} {}: {} -> {}; tell the applicant"), id, rejected.back().name, before, rejected.back().state));
            output.questions.push_back(message(N_("reject {} of {}?"), id, rejected.back().name));
        }
        output.tables = {table_of(rejected)};
        return told(change, std::move(output), words->ids, words->notice);
    });
}

Action define_return(Options& options) {
    struct Words {
        std::vector<ApplicationId> ids;
        std::vector<std::string> missing;
        std::optional<Date> due;
        std::string notice;
    };
    auto words = std::make_shared<Words>();
    options.ids("APPLICATION", words->ids, N_("number of the application")).completes = "application.undecided";
    options.list("--missing", words->missing, "PAPERS", N_("what is missing; all papers that have not arrived when not said"))
        .completes = "paper";
    options.future_date("--due", words->due, N_("until when, 2026-04-30 or +14d"));
    name_notice(options, words->notice);
    return Deliver([words](Change& change) {
        const auto profile = get_profile(change);
        Output output;
        std::vector<Application> returned;
        for (const auto id : words->ids) {
            const auto before = get_application(change, id).state;
            returned.push_back(return_application(change, profile, id, words->missing, words->due));
            const auto& now = returned.back();
            output.numbers.push_back(to_text(id));
            output.said.push_back(message(N_("{} {}: {} -> {}, missing {}; waits for the applicant"), id, now.name, before,
                                          now.state, now.missing));
        }
        output.tables = {table_of(returned)};
        return told(change, std::move(output), words->ids, words->notice);
    });
}

}  // namespace osaki::cli
