#include "osaki/domain/desk.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/document_status.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<DeskLine> desk_columns[] = {
    column<&DeskLine::task>("task", N_("What")),          column<&DeskLine::waits_for>("waits_for", N_("Waits for")),
    column<&DeskLine::number>("number", N_("Number")),    column<&DeskLine::name>("name", N_("Name")),
    column<&DeskLine::since>("since", N_("Since")),       column<&DeskLine::due>("due", N_("Due")),
    column<&DeskLine::days>("days", N_("Days")),          column<&DeskLine::open>("open", N_("Open")),
    column<&DeskLine::command>("command", N_("Command")),
};

using Lines = std::vector<DeskLine>;

DeskLine line_for(Task task, Waiting waits_for, std::string number, std::string name, Date since) {
    DeskLine line;
    line.task = task;
    line.waits_for = waits_for;
    line.number = std::move(number);
    line.name = std::move(name);
    line.since = since;
    return line;
}

template <class E>
std::string tokens_of(const std::vector<E>& values) {
    std::string tokens;
    for (const auto value : values) tokens += (tokens.empty() ? "" : ",") + std::string(token_of(value));
    return tokens;
}

DeskLine application_line(const View& view, const Profile& profile, const Application& application) {
    const auto number = to_text(application.application_id);
    const auto line = [&](Task task, Waiting waits_for, Date since, std::string command) {
        auto made = line_for(task, waits_for, number, application.name, since);
        made.command = std::move(command);
        return made;
    };
    if (application.state == ApplicationState::returned) {
        auto made =
            line(Task::papers_due, Waiting::applicant, application.received_on, "osaki-mcs check " + number + " --paper PAPER");
        made.open = join_list(application.missing);
        made.due = application.due_on;
        return made;
    }
    if (application.state == ApplicationState::received) {
        auto made = line(Task::check, Waiting::secretariat, application.received_on, "osaki-mcs check " + number);
        made.open = join_list(missing_papers(profile, application));
        return made;
    }
    if (application.state == ApplicationState::checked)
        return line(Task::approve, Waiting::approver, application.received_on, "osaki-mcs approve " + number);
    auto made = line(Task::issue, Waiting::secretariat, application.decided_on.value_or(application.received_on),
                     "osaki-mcs issue-credentials " + number + " --letter FILE");
    made.open = tokens_of(missing_gates(profile, gate_facts(view, profile, application, view.today())));
    return made;
}

void add_applications(Lines& lines, const View& view) {
    const auto profile = get_profile(view);
    for (const auto& application :
         sql::list<Application>(view,
                                "SELECT a.* FROM application a LEFT JOIN user u USING (user_id) WHERE a.state NOT IN "
                                "('completed', 'rejected', 'cancelled')"
                                " AND NOT (a.state = 'approved' AND u.state IS 'leaving') ORDER BY a.application_id"))
        if (application.kind != ApplicationKind::reissue) lines.push_back(application_line(view, profile, application));
}

void add_credentials(Lines& lines, const View& view) {
    for (const auto& credential : unconfirmed_credentials(view, view.today())) {
        const bool pending = credential.state == CredentialState::pending;
        auto line =
            line_for(pending ? Task::issue_again : Task::first_login, pending ? Waiting::secretariat : Waiting::holder,
                     to_text(credential.user_id), credential.user_name, pending ? credential.issued_on : credential.expires_on);
        const bool reset = !pending || credential.kind == CredentialKind::reissue;
        line.command = "osaki-mcs issue-credentials " + line.number + (reset ? " --reset --reason TEXT" : "") + " --letter FILE";
        lines.push_back(std::move(line));
    }
    for (const auto& credential : unreceived_credentials(view, view.today())) {
        auto line =
            line_for(Task::receipt, Waiting::holder, to_text(credential.user_id), credential.user_name, credential.issued_on);
        line.command = "osaki-mcs issue-credentials " + line.number + " --confirm-receipt";
        lines.push_back(std::move(line));
    }
}

Waiting actor_of(DepartureStep step) {
    if (step == DepartureStep::staff_release) return Waiting::office;
    if (step == DepartureStep::notice) return Waiting::secretariat;
    return Waiting::holder;
}

void add_departures(Lines& lines, const View& view) {
    for (const auto& departure : list_departures(view, {.where = "state=open"})) {
        const auto remaining = remaining_steps(steps_of(view, departure.departure_id));
        auto line = line_for(Task::departure, actor_of(remaining.front()), to_text(departure.user_id), departure.user_name,
                             departure.opened_on);
        line.open = tokens_of(remaining);
        line.command =
            "osaki-mcs withdraw " + line.number + " --step " + std::string(token_of(remaining.front())) + " --done DATE";
        lines.push_back(std::move(line));
    }
}

// How many users stands where other lines name what is open.
void add_documents(Lines& lines, const View& view) {
    constexpr int days_ahead = 30;
    const auto add = [&](Task task, const Document& document, std::int64_t users) -> DeskLine& {
        auto& line = lines.emplace_back(
            line_for(task, Waiting::secretariat, to_text(document.document_id), title_of(document), *document.effective_on));
        line.open = std::to_string(users);
        return line;
    };
    for (const auto& tally : acknowledgement_tally(view, {.people = PeopleAsked::with_id})) {
        if (tally.acknowledged == tally.users) continue;
        auto& line = add(Task::acknowledge, tally.document, tally.users - tally.acknowledged);
        line.command = "osaki-mcs document status " + line.number + " --not-acknowledged --where 'state!=registered'";
    }
    for (const auto& [document, users] : undistributed(view, view.today() + days_ahead)) {
        auto& line = add(Task::distribute, document, users);
        line.due = line.since;
        line.since = line.since + -days_ahead;
        line.command = "osaki-mcs document distribute " + line.number + " --all";
    }
}

// One line, however many they are.
void add_unused(Lines& lines, const View& view) {
    const auto today = view.today();
    if (!is_use_known(view, dormancy(today))) return;
    const auto dormant = dormant_on(view, People(view), today);
    if (dormant.people.empty()) return;
    auto& line = lines.emplace_back(line_for(Task::unused, Waiting::secretariat, "", "", today + -dormant_days));
    line.open = std::to_string(dormant.people.size());
    line.command = "osaki-mcs report compliance --finding dormant";
}

void add_rows(Lines& lines, const View& view, const DeskRow& row) {
    sql::Statement found(view, row.sql);
    if (row.sql.find("?1") != std::string_view::npos) sql::bind_all(found, view.today());
    while (found.step()) {
        const auto text = [&](int column) {
            const auto cell = found.cell(column);
            const auto* held = std::get_if<std::string_view>(&cell);
            return held == nullptr ? std::string() : std::string(*held);
        };
        const auto day = [&](int column) {
            std::optional<Date> held;
            detail::Member<std::optional<Date>>::set(held, found.cell(column));
            return held;
        };
        auto number = row.form.prefix == '\0' ? text(0) : format_id(row.form, std::get<std::int64_t>(found.cell(0)));
        auto line = line_for(row.task, row.waits_for, std::move(number), text(1), day(2).value_or(view.today()));
        line.due = day(3);
        line.open = text(4);
        line.command = with_number(row.command, line.number);
        if (const auto whole = found.column_index("command"); whole >= 0) line.command = text(whole);
        lines.push_back(std::move(line));
    }
}

// A text of JSON; names in the register hold no controls.
std::string quoted(std::string_view text) {
    std::string to = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') to += '\\';
        to += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return to + '"';
}

// The lines as SQL can read them, so that they are chosen and ordered like every other list.
std::string rows_of(const Lines& lines) {
    std::string rows = "[", scratch;
    for (const auto& line : lines) {
        rows += rows.size() > 1 ? ",[" : "[";
        for (const auto& c : desk_columns) {
            const auto cell = c.cell(line, scratch);
            if (&c != desk_columns) rows += ',';
            if (const auto* text = std::get_if<std::string_view>(&cell)) rows += quoted(*text);
            else if (const auto* number = std::get_if<std::int64_t>(&cell)) rows += std::to_string(*number);
            else rows += "null";
        }
        rows += ']';
    }
    return rows + ']';
}

// ?1 is what rows_of() gives: a value for each column, in their order.
constexpr std::string_view lines_sql =
    "SELECT value ->> 0 AS task, value ->> 1 AS waits_for, value ->> 2 AS number, value ->> 3 AS name, value ->> 4 AS since,"
    " value ->> 5 AS due, value ->> 6 AS days, value ->> 7 AS open, value ->> 8 AS command FROM json_each(?1) ORDER BY key";

}  // namespace

const Description<DeskLine>& describe(const DeskLine*) {
    static constexpr Description<DeskLine> description{"desk", N_("desk"), desk_columns};
    return description;
}

namespace {

Lines by_age(Lines lines, const View& view) {
    for (auto& line : lines) line.days = std::max(0, view.today() - line.since);
    std::ranges::stable_sort(lines, {}, [](const DeskLine& line) { return std::pair(line.task == Task::residual, line.since); });
    return lines;
}

}  // namespace

std::vector<DeskLine> open_departures(const View& view) {
    Lines lines;
    add_departures(lines, view);
    return by_age(std::move(lines), view);
}

std::vector<DeskLine> todays_desk(const View& view) {
    Lines lines;
    add_applications(lines, view);
    add_credentials(lines, view);
    add_departures(lines, view);
    add_documents(lines, view);
    add_unused(lines, view);
    for (const auto& row : desk_rows()) add_rows(lines, view, row);
    return by_age(std::move(lines), view);
}

std::vector<DeskLine> chosen_from(const View& view, std::vector<DeskLine> lines, const DeskQuery& wanted) {
    std::erase_if(lines, [&](const DeskLine& line) {
        return (wanted.waits_for && line.waits_for != *wanted.waits_for) ||
               (wanted.overdue && (!line.due || *line.due >= view.today()));
    });
    const auto& query = wanted.query;
    if (query.where.empty() && query.sort.empty() && query.limit < 0 && query.offset == 0) return lines;
    return sql::list<DeskLine>(view, lines_sql, query, rows_of(lines));
}

}  // namespace osaki
