#include "osaki/domain/distribution.hpp"

#include "osaki/store/sql.hpp"

#include <fmt/format.h>

namespace osaki {

const std::string_view distributions_sql =
    "SELECT x.*, d.title, d.version FROM distribution x JOIN document d USING (document_id)";

std::string day_given_sql(std::string_view user_alias, std::string_view document_alias) {
    return fmt::format(
        "nullif(min(coalesce((SELECT min(x.distributed_on) FROM distribution x WHERE x.user_id = {0}.user_id"
        "   AND x.document_id = {1}.document_id), 'never'),"
        "  coalesce((SELECT min(p.explained_on) FROM application p WHERE p.user_id = {0}.user_id"
        "   AND {1}.kind IN ('policy', 'rules') AND p.explained_on >= {1}.effective_on"
        "   AND ({1}.replaced_on IS NULL OR p.explained_on < {1}.replaced_on)), 'never')), 'never')",
        user_alias, document_alias);
}

namespace {

constexpr Column<Distribution> distribution_columns[] = {
    column<&Distribution::distribution_id>("distribution_id", N_("Number")).detail(),
    column<&Distribution::document_id>("document_id", N_("Document")),
    column<&Distribution::user_id>("user_id", N_("User")),
    column<&Distribution::application_id>("application_id", N_("Application")),
    column<&Distribution::distributed_on>("distributed_on", N_("Given on")),
    column<&Distribution::how>("how", N_("How")),
    column<&Distribution::title>("title", N_("Title")).joined(),
    column<&Distribution::version>("version", N_("Version")).joined(),
};

std::string version_sql(std::string_view wanted) {
    return " FROM user u JOIN (" + std::string(documents_sql) + ") d WHERE " + std::string(wanted) + " AND u.state <> 'left'";
}

// With an application both are asked: what was explained, and what was handed to the applicant.
std::optional<Date> day_given(const View& view, DocumentId id, const Person& person) {
    if (person.user)
        return sql::value<Date>(view,
                                "SELECT " + day_given_sql("u", "d") + version_sql("d.document_id = ?1") + " AND u.user_id = ?2",
                                id, *person.user);
    return sql::value<Date>(view,
                            "SELECT min(day) FROM (SELECT distributed_on AS day FROM distribution WHERE document_id = ?1"
                            " AND application_id = ?2 UNION ALL SELECT p.explained_on FROM application p, (" +
                                std::string(documents_sql) +
                                ") d WHERE d.document_id = ?1 AND p.application_id = ?2 AND d.kind IN ('policy', 'rules')"
                                " AND p.explained_on >= d.effective_on"
                                " AND (d.replaced_on IS NULL OR p.explained_on < d.replaced_on))",
                            id, person.application);
}

void require_present(const View& view, const Person& person) {
    if (person.user) {
        require_standing(view, *person.user);
        const auto user = get_user(view, *person.user);
        if (!is_live(user.state)) fail(Code::conflict, N_("{} {} has left and is given nothing more"), user.user_id, user.name);
        return;
    }
    const auto application = get_application(view, *person.application);
    if (!is_open(application.state))
        fail(Code::conflict, N_("{} of {} is {}; nothing is handed out for it"), application.application_id, application.name,
             application.state);
}

void require_day(const Change& change, const Document& document, Date on) {
    if (const auto fault = handing_fault(document, on)) throw Error(Code::conflict, *fault);
    if (on > change.today()) fail(Code::invalid, N_("{} lies in the future; today is {}"), on, change.today());
}

void write(Change& change, const Handing& what, const Person& person) {
    Distribution distribution{{}, what.document, person.user, person.application, what.on.value_or(change.today()), what.how, {},
                              {}};
    change.insert("distribute", distribution);
}

}  // namespace

const Description<Distribution>& describe(const Distribution*) {
    static constexpr Description<Distribution> description{"distribution", N_("distribution"), distribution_columns};
    return description;
}

std::optional<Message> handing_fault(const Document& document, Date on) {
    if (is_draft(document))
        return message(N_("{} is a draft; publish it before it is handed out: osaki-mcs document publish {} --effective DATE"),
                       title_of(document), document.document_id);
    if (document.replaced_on && *document.replaced_on <= on)
        return message(N_("{} was replaced on {}; hand out the version in force"), title_of(document), *document.replaced_on);
    return std::nullopt;
}

void distribute(Change& change, const Handing& what, const Person& person) {
    const auto document = get_document(change, what.document);
    const auto on = what.on.value_or(change.today());
    require_present(change, person);
    require_day(change, document, on);
    if (const auto before = day_given(change, what.document, person))
        fail(Code::conflict, N_("{} was handed to {} on {} already"), title_of(document), person, *before);
    write(change, what, person);
}

Handed distribute_to_all(Change& change, const Handing& what) {
    require_day(change, get_document(change, what.document), what.on.value_or(change.today()));
    std::vector<UserId> without;
    Handed count;
    sql::Statement rows(
        change, "SELECT u.user_id, " + day_given_sql("u", "d") + version_sql("d.document_id = ?1") + " ORDER BY u.user_id");
    sql::bind_all(rows, what.document);
    while (rows.step()) {
        if (std::holds_alternative<std::string_view>(rows.cell(1))) ++count.before;
        else without.push_back(UserId{std::get<std::int64_t>(rows.cell(0))});
    }
    for (const auto user : without) write(change, what, {user, std::nullopt});
    count.now = without.size();
    return count;
}

void hand_over_distributions(Change& change, ApplicationId application, UserId user) {
    for (auto& distribution : distributions_of(change, application)) {
        if (distribution.user_id) continue;
        distribution.user_id = user;
        change.update("hand-over", distribution);
    }
}

std::vector<Distribution> distributions_of(const View& view, UserId user) {
    return sql::list<Distribution>(
        view, std::string(distributions_sql) + " WHERE x.user_id = ? ORDER BY x.distributed_on, x.distribution_id", user);
}

std::vector<Distribution> distributions_of(const View& view, ApplicationId application) {
    return sql::list<Distribution>(
        view, std::string(distributions_sql) + " WHERE x.application_id = ? ORDER BY x.distributed_on, x.distribution_id",
        application);
}

std::vector<Undistributed> undistributed(const View& view, Date until) {
    std::vector<Undistributed> found;
    for (const auto& document : all_documents(view)) {
        if (!is_binding(document.kind) || !document.effective_on) continue;
        if (*document.effective_on <= view.today() || *document.effective_on > until) continue;
        const auto users = *sql::value<std::int64_t>(
            view, "SELECT count(*)" + version_sql("d.document_id = ?1") + " AND " + day_given_sql("u", "d") + " IS NULL",
            document.document_id);
        if (users > 0) found.push_back({document, users});
    }
    return found;
}

}  // namespace osaki
