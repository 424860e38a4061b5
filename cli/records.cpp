#include "records.hpp"

#include "osaki/domain/nouns.hpp"

namespace osaki::cli {

namespace {

constexpr Column<DatabaseStatus> database_columns[] = {
    column<&DatabaseStatus::path>("path", N_("File")).required(),
    column<&DatabaseStatus::version>("version", N_("Version")),
    column<&DatabaseStatus::newest>("newest", N_("Newest version")),
};
constexpr Column<Version> version_columns[] = {
    column<&Version::version>("version", N_("Version")).required(),
    column<&Version::sqlite>("sqlite", N_("SQLite")).required(),
    column<&Version::schema>("schema", N_("Schema of the register")),
};
constexpr Column<Schema> schema_columns[] = {
    column<&Schema::kind>("kind", N_("Kind")).required(),
};
// A member of the entry as one of the line.
template <auto M>
constexpr auto entry(std::string_view name, const char* label) {
    const ColumnInfo info = column<M>(name, label);
    Column<AuditLine> line;
    static_cast<ColumnInfo&>(line) = info;
    line.value = [](const AuditLine& from) { return column<M>({}, "").value(from); };
    return line;
}
constexpr Column<AuditLine> audit_columns[] = {
    entry<&AuditEntry::seq>("seq", N_("Entry")),
    entry<&AuditEntry::op>("op", N_("Operation")),
    entry<&AuditEntry::kind>("kind", N_("Kind")).required().detail(),
    entry<&AuditEntry::verb>("verb", N_("Verb")).required(),
    entry<&AuditEntry::subject>("subject", N_("Subject")).required(),
    entry<&AuditEntry::subject_id>("subject_id", N_("Number in the register")).detail(),
    column<&AuditLine::number>("number", N_("Number")),
    entry<&AuditEntry::at>("at", N_("At")),
    entry<&AuditEntry::actor>("operator", N_("Operator")).required(),
    entry<&AuditEntry::command>("command", N_("Command")).required(),
    entry<&AuditEntry::reason>("reason", N_("Reason")).detail(),
    entry<&AuditEntry::hash>("hash", N_("Hash")).required().detail(),
};

}  // namespace

const Description<DatabaseStatus>& describe(const DatabaseStatus*) {
    static constexpr Description<DatabaseStatus> description{"database", N_("database"), database_columns};
    return description;
}
const Description<Version>& describe(const Version*) {
    static constexpr Description<Version> description{"version", N_("version"), version_columns};
    return description;
}
const Description<Schema>& describe(const Schema*) {
    static constexpr Description<Schema> description{"schema", N_("schemas"), schema_columns};
    return description;
}
const Description<AuditLine>& describe(const AuditLine*) {
    static constexpr Description<AuditLine> description{"audit", N_("audit"), audit_columns};
    return description;
}

std::vector<AuditLine> audit_lines(const std::vector<AuditEntry>& entries) {
    std::vector<AuditLine> lines;
    for (const auto& entry_ : entries) lines.push_back({entry_, printed_number(entry_.subject, entry_.subject_id)});
    return lines;
}

}  // namespace osaki::cli
