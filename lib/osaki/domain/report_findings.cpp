// Findings about people who hold an ID: training, acknowledgement, use, and the gates that the ledger's people never passed.
#include "osaki/domain/report_findings.hpp"

#include "osaki/domain/gates.hpp"
#include "osaki/domain/usage_active.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

using enum ComplianceFinding;

// Calls each(person) for everybody who holds an ID on the day; returns how many they are.
template <class Each>
std::int64_t for_each_holder(Inspection& inspection, Each each) {
    const auto& people = inspection.book.people();
    std::int64_t holders = 0;
    for (std::size_t person = 0; person < people.size(); ++person) {
        const auto standing = people.on(person, inspection.day);
        if (!standing || standing->state == UserState::registered) continue;
        ++holders;
        each(person, *standing);
    }
    return holders;
}

// The newest training of a kind that counted, by person.
std::vector<std::optional<Date>> newest_training(Inspection& inspection, TrainingKind kind) {
    const auto& people = inspection.book.people();
    std::vector<std::optional<Date>> newest(people.size());
    sql::Statement rows(
        inspection.view,
        "SELECT a.user_id, max(t.held_on) FROM attendance a JOIN training t USING (training_id) WHERE a.user_id IS"
        " NOT NULL AND a.result IN ('attended', 'passed') AND t.kind = ?1 AND t.held_on <= ?2 GROUP BY a.user_id");
    sql::bind_all(rows, token_of(kind), inspection.day);
    while (rows.step()) {
        const auto person = people.find(UserId{std::get<std::int64_t>(rows.cell(0))});
        if (!person) continue;
        const auto held_on = detail::stored_date(std::get<std::string_view>(rows.cell(1)));
        newest[*person] = std::max(newest[*person].value_or(held_on), held_on);
    }
    return newest;
}

// A training of that kind does not hold: since it ran out, or since the ID was given.
Found find_lacking(Inspection& inspection, ComplianceFinding finding, TrainingKind kind) {
    Found found;
    const auto& people = inspection.book.people();
    const auto newest = newest_training(inspection, kind);
    const auto& validity = validity_of(inspection.profile, kind);
    found.of = for_each_holder(inspection, [&](std::size_t person, const Standing&) {
        const auto until = newest[person] ? valid_until(validity, *newest[person]) : std::nullopt;
        if (newest[person] && (!until || *until >= inspection.day)) return;
        const auto user = people.id(person);
        auto line = compliance_line(inspection, finding, user, until ? *until + 1 : people.held_since(person, inspection.day));
        line.command = "osaki-mcs train record TRAINING " + to_text(user);
        found.lines.push_back(std::move(line));
    });
    return found;
}

}  // namespace

Found find_untrained(Inspection& inspection) {
    return find_lacking(inspection, untrained, TrainingKind::initial);
}

Found find_annual_overdue(Inspection& inspection) {
    return find_lacking(inspection, annual_overdue, TrainingKind::annual);
}

Found find_unacknowledged(Inspection& inspection) {
    Found found;
    const auto& people = inspection.book.people();
    found.is_known = inspection.book.has_documents(inspection.day);
    found.of = for_each_holder(inspection, [&](std::size_t person, const Standing&) {
        if (inspection.book.has_acknowledged(person, inspection.day).value_or(true)) return;
        const auto documents = inspection.book.unacknowledged(person, inspection.day);
        const auto user = people.id(person);
        const auto held = people.held_since(person, inspection.day);
        auto line =
            compliance_line(inspection, ComplianceFinding::unacknowledged, user, std::max(held, documents.front().effective_on));
        for (const auto& document : documents) line.open += (line.open.empty() ? "" : ",") + to_text(document.document_id);
        line.command = "osaki-mcs document ack " + to_text(documents.front().document_id) + ' ' + to_text(user);
        found.lines.push_back(std::move(line));
    });
    return found;
}

namespace {

// The months back are asked until it is known when somebody was active last.
class LastUse {
public:
    LastUse(Inspection& inspection)
        : inspection_(inspection),
          first_(sql::value<Month>(inspection.view, "SELECT min(month) FROM usage_load WHERE replaced_on IS NULL")) {}

    // The first day after the last month with a login; of who had none, since the ID was given or usage is known.
    std::optional<Date> unused_since(std::size_t person) {
        const auto held = inspection_.book.people().held_since(person, inspection_.day);
        if (!first_) return held;
        for (auto month = dormancy(inspection_.day).from; month >= *first_; --month.months)
            if (is_active_in(person, month)) return last_day(month) + 1;
        return std::max(held.value_or(first_day(*first_)), first_day(*first_));
    }

private:
    bool is_active_in(std::size_t person, Month month) {
        const auto [found, is_new] = months_.try_emplace(month);
        if (is_new) found->second = active_people(inspection_.view, inspection_.book.people(), month);
        return found->second && (*found->second)[person];
    }

    Inspection& inspection_;
    std::optional<Month> first_;
    std::map<Month, std::optional<std::vector<bool>>> months_;
};

}  // namespace

Found find_dormant(Inspection& inspection) {
    Found found;
    found.is_known = is_use_known(inspection.view, dormancy(inspection.day));
    if (!found.is_known) return found;
    const auto& people = inspection.book.people();
    const auto unused = dormant_on(inspection.view, people, inspection.day);
    found.of = unused.of;
    LastUse use(inspection);
    for (const auto person : unused.people) {
        auto line = compliance_line(inspection, dormant, people.id(person), use.unused_since(person));
        line.command = "osaki-mcs suspend " + to_text(line.user_id) + " --reason TEXT";
        found.lines.push_back(std::move(line));
    }
    return found;
}

namespace {

// What the applications of each person say of the gates, by the day.
class Passed {
public:
    explicit Passed(const Inspection& inspection) : people_(inspection.book.people()), day_(inspection.day) {
        papers_ = any(inspection.view, "state IN ('approved', 'completed') AND decided_on <= ?1");
        explained_ = any(inspection.view, "explained_on <= ?1");
        mail_ = any(inspection.view, "mail_reached_on <= ?1");
        waived_.resize(people_.size());
        sql::Statement rows(
            inspection.view,
            "SELECT p.user_id, w.gate FROM waiver w JOIN application p USING (application_id) WHERE p.user_id IS NOT"
            " NULL AND w.waived_on <= ?1 ORDER BY w.waiver_id");
        sql::bind_all(rows, day_);
        while (rows.step()) {
            const auto person = people_.find(UserId{std::get<std::int64_t>(rows.cell(0))});
            const auto gate = parse_name<Gate>(std::get<std::string_view>(rows.cell(1)));
            if (person && gate) waived_[*person].push_back(*gate);
        }
    }
    GateFacts facts_of(std::size_t person) const {
        GateFacts facts;
        facts.papers_complete = papers_[person];
        facts.explained = explained_[person];
        facts.mail_reached = mail_[person];
        facts.waived = waived_[person];
        return facts;
    }

private:
    std::vector<bool> any(const View& view, std::string_view condition) const {
        std::vector<bool> found(people_.size());
        sql::Statement rows(view, "SELECT user_id FROM application WHERE user_id IS NOT NULL AND " + std::string(condition));
        sql::bind_all(rows, day_);
        while (rows.step())
            if (const auto person = people_.find(UserId{std::get<std::int64_t>(rows.cell(0))})) found[*person] = true;
        return found;
    }

    const People& people_;
    Date day_;
    std::vector<bool> papers_, explained_, mail_;
    std::vector<std::vector<Gate>> waived_;
};

std::string command_for(const std::vector<Gate>& gates, UserId user) {
    const auto has = [&](Gate gate) { return std::ranges::find(gates, gate) != gates.end(); };
    if (has(Gate::training)) return "osaki-mcs train record TRAINING " + to_text(user);
    if (has(Gate::acknowledgement)) return "osaki-mcs document ack DOCUMENT " + to_text(user);
    return "osaki-mcs user show " + to_text(user);
}

}  // namespace

Found find_ungated(Inspection& inspection) {
    Found found;
    const auto& people = inspection.book.people();
    std::vector<bool> is_taken_over(people.size());
    sql::Statement rows(inspection.view, "SELECT user_id FROM user WHERE takeover = 1");
    while (rows.step())
        if (const auto person = people.find(UserId{std::get<std::int64_t>(rows.cell(0))})) is_taken_over[*person] = true;
    const Passed passed(inspection);
    for_each_holder(inspection, [&](std::size_t person, const Standing&) {
        if (!is_taken_over[person]) return;
        ++found.of;
        auto facts = passed.facts_of(person);
        facts.acknowledged = inspection.book.has_acknowledged(person, inspection.day).value_or(true);
        facts.trained = inspection.book.is_trained(person, inspection.day);
        const auto gates = missing_gates(inspection.profile, facts);
        if (gates.empty()) return;
        const auto user = people.id(person);
        auto line = compliance_line(inspection, no_gate, user, people.held_since(person, inspection.day));
        for (const auto gate : gates) line.open += (line.open.empty() ? "" : ",") + std::string(token_of(gate));
        line.command = command_for(gates, user);
        found.lines.push_back(std::move(line));
    });
    return found;
}

}  // namespace osaki
