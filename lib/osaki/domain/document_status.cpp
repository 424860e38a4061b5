#include "osaki/domain/document_status.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<DocumentStatus> status_columns[] = {
    column<&DocumentStatus::user_id>("user_id", N_("User")),
    column<&DocumentStatus::user_name>("user_name", N_("Name")).required(),
    column<&DocumentStatus::state>("state", N_("State")).detail(),
    column<&DocumentStatus::offices>("offices", N_("Offices")),
    column<&DocumentStatus::document_id>("document_id", N_("Document")),
    column<&DocumentStatus::title>("title", N_("Title")).required(),
    column<&DocumentStatus::version>("version", N_("Version")),
    column<&DocumentStatus::effective_on>("effective_on", N_("Effective")).detail(),
    column<&DocumentStatus::distributed_on>("distributed_on", N_("Given on")),
    column<&DocumentStatus::acknowledged_on>("acknowledged_on", N_("Acknowledged")),
    column<&DocumentStatus::how>("how", N_("How")),
    column<&DocumentStatus::acknowledged_id>("acknowledged_id", N_("Acknowledged document")).detail(),
    column<&DocumentStatus::acknowledged_version>("acknowledged_version", N_("Acknowledged version")),
};

std::vector<Document> asked_for(const View& view, const StatusQuestion& question) {
    if (question.document) return {get_document(view, *question.document)};
    auto documents = in_force_on(all_documents(view), question.on.value_or(view.today()));
    std::erase_if(documents, [&](const Document& document) {
        return !is_binding(document.kind) && (question.asked == DocumentsAsked::binding || document.kind == DocumentKind::form);
    });
    return documents;
}

// [[7,7],[7,3]]: D0007 is satisfied by D0007 and by D0003, newest first; the rule is satisfying(), SQL only joins.
std::string pairs_of(const View& view, const std::vector<Document>& documents) {
    const auto all = all_documents(view);
    std::string text = "[";
    for (const auto& document : documents)
        for (const auto by : satisfying(document, all))
            text += (text.size() > 1 ? ",[" : "[") + std::to_string(document.document_id.value) + ',' + std::to_string(by.value) +
                    ']';
    return text + ']';
}

// ?1 the pairs, ?2 the day, ?3 the office or NULL, ?4 the state that is left out or NULL, ?5 whether only who lacks it is asked
// for. A merged number lives on in the one that was kept.
std::string status_sql(std::string_view columns, std::string_view end) {
    return "WITH pair AS (SELECT value ->> 0 AS document_id, value ->> 1 AS by_id, key AS place FROM json_each(?1)),"
           " lived AS (SELECT coalesce(o.merged_into, o.user_id) AS user_id, max(t.value) AS state FROM dated t JOIN user o"
           "  USING (user_id) WHERE t.field = 'state' AND t.value <> 'left' AND t.since <= ?2"
           "  AND (t.until IS NULL OR t.until > ?2) GROUP BY 1),"
           " given AS (SELECT u.user_id, u.name AS user_name, l.state, d.*, (SELECT a.acknowledgement_id FROM pair p"
           "  JOIN acknowledgement a ON a.user_id = u.user_id AND a.document_id = p.by_id WHERE p.document_id = d.document_id"
           "  AND a.acknowledged_on <= ?2 ORDER BY p.place, a.acknowledged_on LIMIT 1) AS acknowledgement_id"
           "  FROM lived l JOIN user u USING (user_id) JOIN (" +
           std::string(documents_sql) +
           ") d WHERE u.merged_into IS NULL AND l.state IS NOT ?4 AND d.document_id IN (SELECT document_id FROM pair) AND (?3 IS "
           "NULL OR EXISTS"
           "  (SELECT 1 FROM membership m WHERE m.user_id = u.user_id AND m.office_id = ?3 AND m.since <= ?2"
           "   AND (m.until IS NULL OR m.until > ?2))))"
           " SELECT " +
           std::string(columns) + " FROM given g LEFT JOIN acknowledgement a ON a.acknowledgement_id = g.acknowledgement_id" +
           " WHERE (?5 = 0 OR g.acknowledgement_id IS NULL) " + std::string(end);
}

std::string record_columns() {
    return "g.user_id, g.user_name, g.state, (SELECT group_concat(o.name, ', ') FROM membership m JOIN office o USING (office_id)"
           "  WHERE m.user_id = g.user_id AND m.since <= ?2 AND (m.until IS NULL OR m.until > ?2)) AS offices,"
           " g.document_id, g.title, g.version, g.effective_on, a.acknowledged_on, a.how, a.document_id AS acknowledged_id,"
           " (SELECT v.version FROM document v WHERE v.document_id = a.document_id) AS acknowledged_version,"
           " (SELECT day FROM (SELECT " +
           day_given_sql("g", "g") + " AS day) WHERE day <= ?2) AS distributed_on";
}

std::optional<UserState> state_left_out(const StatusQuestion& question) {
    return question.people == PeopleAsked::with_id ? std::optional(UserState::registered) : std::nullopt;
}

}  // namespace

const Description<DocumentStatus>& describe(const DocumentStatus*) {
    static constexpr Description<DocumentStatus> description{"document_status", N_("acknowledgement of documents"),
                                                             status_columns};
    return description;
}

std::vector<DocumentStatus> document_status(const View& view, const StatusQuestion& question, const Query& query) {
    if (question.office) get_office(view, *question.office);
    return sql::list<DocumentStatus>(view, status_sql(record_columns(), "ORDER BY g.kind, g.title, g.user_id"), query,
                                     pairs_of(view, asked_for(view, question)), question.on.value_or(view.today()),
                                     question.office, state_left_out(question), question.open_only);
}

std::vector<Tally> acknowledgement_tally(const View& view, const StatusQuestion& question) {
    std::vector<Tally> tallies;
    const auto documents = asked_for(view, question);
    sql::Statement rows(view, status_sql("g.document_id, count(*), count(g.acknowledgement_id)",
                                         "GROUP BY g.document_id ORDER BY g.kind, g.title, g.document_id"));
    sql::bind_all(rows, pairs_of(view, documents), question.on.value_or(view.today()), question.office, state_left_out(question),
                  false);
    const auto number = [&](int column) { return std::get<std::int64_t>(rows.cell(column)); };
    while (rows.step()) {
        const auto of = std::ranges::find(documents, DocumentId{number(0)}, &Document::document_id);
        tallies.push_back({*of, number(1), number(2)});
    }
    return tallies;
}

std::int64_t percent_of(const Tally& tally) {
    return tally.users == 0 ? 100 : tally.acknowledged * 100 / tally.users;
}

}  // namespace osaki
