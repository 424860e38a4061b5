#include "osaki/domain/candidates.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/import_job.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/domain/training.hpp"
#include "osaki/domain/usage.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

constexpr std::size_t most = 200;
constexpr IdForm no_number{'\0', 0, false};

// One row per question; several rows of one name are asked one after the other. The first column is what is typed, the second
// who or what it is; numbers are given as stored and printed by their form, newest first. Applications are asked in the words
// of the index on the open ones.
struct Source {
    std::string_view name;
    IdForm form;
    std::string_view sql;
};
constexpr std::array sources{
    Source{"application", ApplicationTag::form, "SELECT application_id, name FROM application ORDER BY application_id DESC"},
    Source{"application.open", ApplicationTag::form,
           "SELECT application_id, name FROM application WHERE state NOT IN ('completed', 'rejected', 'cancelled')"
           " ORDER BY application_id DESC"},
    Source{"application.undecided", ApplicationTag::form,
           "SELECT application_id, name FROM application WHERE state NOT IN ('completed', 'rejected', 'cancelled')"
           " AND state <> 'approved' ORDER BY application_id DESC"},
    Source{"application.checked", ApplicationTag::form,
           "SELECT application_id, name FROM application WHERE state NOT IN ('completed', 'rejected', 'cancelled')"
           " AND state = 'checked' ORDER BY application_id DESC"},
    Source{"user", UserTag::form, "SELECT user_id, name FROM user ORDER BY user_id DESC"},
    Source{"user.active", UserTag::form, "SELECT user_id, name FROM user WHERE state = 'active' ORDER BY user_id DESC"},
    Source{"user.suspended", UserTag::form, "SELECT user_id, name FROM user WHERE state = 'suspended' ORDER BY user_id DESC"},
    Source{"user.live", UserTag::form, "SELECT user_id, name FROM user WHERE state <> 'left' ORDER BY user_id DESC"},
    Source{"office", OfficeTag::form, "SELECT office_id, name FROM office ORDER BY office_id DESC"},
    Source{"office.open", OfficeTag::form, "SELECT office_id, name FROM office WHERE closed_on IS NULL ORDER BY office_id DESC"},
    // who gets an ID or a new password; who or which office leaves
    Source{"to-issue", ApplicationTag::form,
           "SELECT application_id, name FROM application WHERE state NOT IN ('completed', 'rejected', 'cancelled')"
           " AND state = 'approved' ORDER BY application_id DESC"},
    Source{"to-issue", UserTag::form,
           "SELECT user_id, name FROM user WHERE state IN ('registered', 'active') ORDER BY user_id DESC"},
    Source{
        "to-withdraw", UserTag::form,
        "SELECT user_id, name FROM user u WHERE state <> 'left' OR EXISTS (SELECT 1 FROM departure d WHERE d.user_id = u.user_id"
        " AND d.state = 'open') ORDER BY user_id DESC"},
    Source{"to-withdraw", OfficeTag::form, "SELECT office_id, name FROM office WHERE closed_on IS NULL ORDER BY office_id DESC"},
    Source{"document", DocumentTag::form,
           "SELECT document_id, title || coalesce(' ' || version, '') FROM document ORDER BY document_id DESC"},
    Source{"group", GroupTag::form, "SELECT group_id, label FROM \"group\" ORDER BY group_id DESC"},
    Source{"group.open", GroupTag::form,
           "SELECT group_id, label FROM \"group\" WHERE archived_on IS NULL ORDER BY group_id DESC"},
    Source{"training", TrainingTag::form, "SELECT training_id, topic FROM training ORDER BY training_id DESC"},
    // applicants that wait, and users
    Source{"person", ApplicationTag::form,
           "SELECT application_id, name FROM application WHERE state NOT IN ('completed', 'rejected', 'cancelled')"
           " ORDER BY application_id DESC"},
    Source{"person", UserTag::form, "SELECT user_id, name FROM user WHERE state <> 'left' ORDER BY user_id DESC"},
    Source{"document.draft", DocumentTag::form,
           "SELECT document_id, title || coalesce(' ' || version, '') FROM document WHERE effective_on IS NULL"
           " ORDER BY document_id DESC"},
    Source{"committee", CommitteeTag::form, "SELECT committee_id, subject FROM committee ORDER BY committee_id DESC"},
    Source{"guidance", GuidanceTag::form,
           "SELECT guidance_id, name FROM guidance JOIN user USING (user_id) ORDER BY guidance_id DESC"},
    Source{"guidance.open", GuidanceTag::form,
           "SELECT guidance_id, name FROM guidance JOIN user USING (user_id) WHERE outcome = 'open' ORDER BY guidance_id DESC"},
    Source{"guidance.unheeded", GuidanceTag::form,
           "SELECT guidance_id, name FROM guidance JOIN user USING (user_id) WHERE outcome = 'not-followed'"
           " AND committee_id IS NULL ORDER BY guidance_id DESC"},
    Source{"attachment", AttachmentTag::form, "SELECT attachment_id, file_name FROM attachment ORDER BY attachment_id DESC"},
    Source{"import_job", ImportJobTag::form, "SELECT import_job_id, file FROM import_job ORDER BY import_job_id DESC"},
    Source{"import_job.undo", ImportJobTag::form,
           "SELECT import_job_id, file FROM import_job WHERE undone_at IS NULL ORDER BY import_job_id DESC"},
    Source{"review", ReviewTag::form, "SELECT review_id, coalesce(title, scope) FROM review ORDER BY review_id DESC"},
    Source{"review.open", ReviewTag::form,
           "SELECT review_id, coalesce(title, scope) FROM review WHERE closed_on IS NULL ORDER BY review_id DESC"},
    Source{
        "review_item.open", ReviewItemTag::form,
        "SELECT review_item_id, coalesce(u.name, g.label) FROM review_item i JOIN review r USING (review_id) LEFT JOIN user u"
        " ON u.user_id = i.user_id LEFT JOIN \"group\" g ON g.group_id = i.group_id WHERE r.closed_on IS NULL AND answer IS NULL"
        " ORDER BY review_item_id DESC"},
    Source{"incident", IncidentTag::form, "SELECT incident_id, summary FROM incident ORDER BY incident_id DESC"},
    Source{"incident.open", IncidentTag::form,
           "SELECT incident_id, summary FROM incident WHERE closed_on IS NULL ORDER BY incident_id DESC"},
    // whose figures; a month is typed as it is
    Source{"usage", no_number, "SELECT DISTINCT month, NULL FROM usage_load WHERE replaced_on IS NULL ORDER BY month DESC"},
    Source{"usage", UserTag::form, "SELECT user_id, name FROM user WHERE state <> 'left' ORDER BY user_id DESC"},
    Source{"usage", OfficeTag::form, "SELECT office_id, name FROM office WHERE closed_on IS NULL ORDER BY office_id DESC"},
    Source{"usage_month.open", no_number,
           "SELECT DISTINCT month, NULL FROM usage_load WHERE replaced_on IS NULL AND month NOT IN (SELECT month FROM usage_month"
           " WHERE closed_on IS NOT NULL) ORDER BY month DESC"},
    Source{"usage_month.closed", no_number,
           "SELECT month, closed_on FROM usage_month WHERE closed_on IS NOT NULL ORDER BY month DESC"},
    Source{
        "usage_unmatched", UsageUnmatchedTag::form,
        "SELECT usage_unmatched_id, l.month || ' ' || key FROM usage_unmatched JOIN usage_load l USING (usage_load_id)"
        " LEFT JOIN usage_month m ON m.month = l.month WHERE matched_on IS NULL AND replaced_on IS NULL AND m.closed_on IS NULL"
        " ORDER BY usage_unmatched_id DESC"},
    Source{"import_map.usage", no_number, "SELECT name, kind FROM import_map WHERE kind = 'usage' ORDER BY name"},
    Source{"import_map", no_number, "SELECT name, kind FROM import_map ORDER BY name"},
    Source{"operator", no_number, "SELECT login, name FROM operator WHERE until IS NULL ORDER BY login"},
    Source{"facility", no_number, "SELECT number, name FROM directory ORDER BY number, service"},
    Source{"profile", no_number, "SELECT key || '=', value FROM profile ORDER BY key"},
};
// Lists whose words stand in the register as data.
constexpr std::array<std::string_view, 3> code_lists{"profession", "office_type", "service"};

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Numbers are taken in lower case too.
bool begins(std::string_view text, std::string_view prefix) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(), [&](char a, char b) { return low(a) == low(b); });
}

void add(std::vector<Candidate>& found, std::string text, std::string_view label) {
    if (!has_control(text)) found.push_back({std::move(text), std::string(label)});
}

std::string text_of(const Cell& cell) {
    const auto* text = std::get_if<std::string_view>(&cell);
    return text ? std::string(*text) : std::string();
}

void add_rows(std::vector<Candidate>& found, const View& view, const Source& source, std::string_view prefix) {
    const bool is_numbered = source.form.prefix != '\0';
    sql::Statement rows(view, source.sql);
    while (found.size() < most && rows.step()) {
        auto text = is_numbered ? format_id(source.form, std::get<std::int64_t>(rows.cell(0))) : text_of(rows.cell(0));
        if (begins(text, prefix) && (found.empty() || found.back().text != text))
            add(found, std::move(text), text_of(rows.cell(1)));
    }
}

// Tokens are typed without an input method, so they stand for an entry until the person begins in Japanese.
void add_codes(std::vector<Candidate>& found, const View& view, std::string_view list, std::string_view prefix) {
    sql::Statement rows(view, "SELECT token, label, coalesce(aliases, '') FROM code WHERE list = ? ORDER BY code_id");
    rows.bind(1, list);
    while (found.size() < most && rows.step()) {
        const auto token = text_of(rows.cell(0)), label = text_of(rows.cell(1));
        if (is_ascii(prefix) && begins(token, prefix)) add(found, token, label);
        if (prefix.empty()) continue;
        if (begins(label, prefix)) add(found, label, token);
        for (const auto& alias : split_list(text_of(rows.cell(2))))
            if (begins(alias, prefix)) add(found, alias, label);
    }
}

// Every paper that some kind of application asks for.
void add_papers(std::vector<Candidate>& found, const View& view, std::string_view prefix) {
    sql::Statement rows(view, "SELECT value FROM profile WHERE key GLOB 'papers.*' AND value IS NOT NULL ORDER BY key");
    while (rows.step())
        for (auto& paper : split_list(text_of(rows.cell(0))))
            if (begins(paper, prefix) && std::ranges::find(found, paper, &Candidate::text) == found.end())
                add(found, std::move(paper), {});
}

}  // namespace

bool is_source(std::string_view source) {
    return source == "paper" || std::ranges::find(code_lists, source) != code_lists.end() ||
           std::ranges::find(sources, source, &Source::name) != sources.end();
}

std::vector<Candidate> candidates(const View& view, std::string_view source, std::string_view prefix) {
    std::vector<Candidate> found;
    if (source == "paper") add_papers(found, view, prefix);
    if (std::ranges::find(code_lists, source) != code_lists.end()) add_codes(found, view, source, prefix);
    for (const auto& row : sources)
        if (row.name == source) add_rows(found, view, row, prefix);
    return found;
}

}  // namespace osaki
