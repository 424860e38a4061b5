// The audit as people read it.
#include "osaki/store/audit.hpp"

#include "osaki/store/image.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<AuditEntry> entry_columns[] = {
    column<&AuditEntry::seq>("seq", N_("Entry")),
    column<&AuditEntry::op>("op", N_("Operation")),
    column<&AuditEntry::kind>("kind", N_("Kind")).required().detail(),
    column<&AuditEntry::verb>("verb", N_("Verb")).required(),
    column<&AuditEntry::subject>("subject", N_("Subject")).required(),
    column<&AuditEntry::subject_id>("subject_id", N_("Number")),
    column<&AuditEntry::at>("at", N_("At")),
    column<&AuditEntry::actor>("operator", N_("Operator")).required(),
    column<&AuditEntry::command>("command", N_("Command")).required(),
    column<&AuditEntry::reason>("reason", N_("Reason")).detail(),
    column<&AuditEntry::hash>("hash", N_("Hash")).required().detail(),
};
constexpr Column<ImageField> image_columns[] = {
    column<&ImageField::column>("column", N_("Column")).required(),
    column<&ImageField::value>("value", N_("Value")),
};
constexpr Column<AuditFinding> finding_columns[] = {
    column<&AuditFinding::check>("check", N_("Check")).required(),
    column<&AuditFinding::subject>("subject", N_("Subject")).required(),
    column<&AuditFinding::subject_id>("subject_id", N_("Number")),
    column<&AuditFinding::text>("text", N_("Finding")).required(),
};
constexpr Column<AuditSummary> summary_columns[] = {
    column<&AuditSummary::entries>("entries", N_("Entries")),
    column<&AuditSummary::operations>("operations", N_("Operations")),
    column<&AuditSummary::rows>("rows", N_("Rows compared")),
    column<&AuditSummary::derived>("derived", N_("Derived rows compared")),
    column<&AuditSummary::head>("head", N_("Newest hash")),
};

}  // namespace

const Description<AuditEntry>& describe(const AuditEntry*) {
    static constexpr Description<AuditEntry> description{"audit", N_("audit"), entry_columns};
    return description;
}
const Description<ImageField>& describe(const ImageField*) {
    static constexpr Description<ImageField> description{"image", N_("image"), image_columns};
    return description;
}
const Description<AuditFinding>& describe(const AuditFinding*) {
    static constexpr Description<AuditFinding> description{"audit_finding", N_("finding"), finding_columns};
    return description;
}
const Description<AuditSummary>& describe(const AuditSummary*) {
    static constexpr Description<AuditSummary> description{"audit_summary", N_("summary"), summary_columns};
    return description;
}

std::vector<AuditEntry> list_audit(const View& view, const Query& query) {
    return sql::list<AuditEntry>(view,
                                 "SELECT a.seq, a.op, a.kind, a.verb, a.subject, a.subject_id, o.at, o.operator, o.command, "
                                 "o.reason, lower(hex(a.hash)) AS hash "
                                 "FROM audit a JOIN operation o ON o.operation_id = a.op ORDER BY a.seq DESC",
                                 query);
}

AuditEntry get_audit(const View& view, std::int64_t seq) {
    auto entry = sql::find<AuditEntry>(view,
                                       "SELECT a.seq, a.op, a.kind, a.verb, a.subject, a.subject_id, o.at, o.operator, "
                                       "o.command, o.reason, lower(hex(a.hash)) AS hash "
                                       "FROM audit a JOIN operation o ON o.operation_id = a.op WHERE a.seq = ?",
                                       seq);
    if (!entry) fail(Code::not_found, N_("there is no audit entry {}"), seq);
    return *entry;
}

std::vector<ImageField> get_image(const View& view, std::int64_t seq) {
    get_audit(view, seq);
    const auto body = sql::blob(view, "SELECT body FROM audit_payload WHERE seq = ?", seq).value_or("");
    std::string_view rest = body;
    take_field(rest);  // the table
    take_field(rest);  // the version of the schema
    std::vector<ImageField> fields;
    for (;;) {
        const auto name = take_field(rest);
        const auto value = take_field(rest);
        if (!name || !value) return fields;
        fields.push_back({text_of(*name), text_of(*value)});
    }
}

}  // namespace osaki
