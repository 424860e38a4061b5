// audit verify: nothing of the file is believed that can be recomputed. Findings are collected, never thrown.
#include "osaki/store/audit.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/image.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

using Findings = std::vector<AuditFinding>;

void check_schema_text(Engine& engine, Findings& findings) {
    const auto add = [&](std::string text) { findings.push_back({"schema", "schema_text", 1, std::move(text)}); };
    const auto hash = schema_hash(engine);
    {
        sql::Statement stated(engine,
                              "SELECT hash FROM schema_text WHERE (SELECT count(*) FROM schema_text) = 1 AND schema_text_id = 1");
        if (!stated.step() || std::get<std::string_view>(stated.cell(0)) != hash)
            add("the tables are not those of the stated hash");
    }
    // whoever changes the tables can state a new hash; so they are also compared with what the migrations make
    Engine reference(":memory:", {});
    reference.file = ":memory:";
    reference.connect();
    for (const auto& migration : migrations())
        if (migration.number <= engine.version) apply(reference, migration);
    if (schema_hash(reference) != hash) add("the tables are not those that this program makes");
}

void check_integrity(Engine& engine, Findings& findings) {
    {
        sql::Statement rows(engine, "PRAGMA integrity_check");
        while (rows.step()) {
            const auto text = std::get<std::string_view>(rows.cell(0));
            if (text != "ok") findings.push_back({"integrity", "file", 0, std::string(text)});
        }
    }
    sql::Statement rows(engine, "PRAGMA foreign_key_check");
    while (rows.step()) {
        // NULL reads as 0
        findings.push_back(
            {"integrity", std::string(std::get<std::string_view>(rows.cell(0))), sqlite3_column_int64(rows.handle(), 1),
             "it refers to a row of " + std::string(std::get<std::string_view>(rows.cell(2))) + " that is not there"});
    }
}

// The chain from its first entry on. Columns are read as SQLite has them: a value of another type is taken as empty and found.
class Walk {
public:
    Walk(Engine& engine, AuditReport& report)
        : engine_(engine),
          report_(report),
          entries_(
              engine,
              "SELECT a.seq, a.op, a.kind, a.verb, a.subject, a.subject_id, a.payload_commit, a.prev, a.hash, p.salt, p.body "
              "FROM audit a LEFT JOIN audit_payload p ON p.seq = a.seq ORDER BY a.seq"),
          operations_(engine,
                      "SELECT operation_id, request_id, at, operator, os_uid, command, reason FROM operation ORDER BY 1") {}

    void run() {
        next_operation();
        while (entries_.step()) entry();
        while (has_operation_) {
            if (!operation_used_) found("sequence", "operation", operation_id_, "the operation has no entry");
            next_operation();
        }
        report_.summary.head = to_hex({reinterpret_cast<const unsigned char*>(head_.data()), head_.size()});
    }

private:
    void found(const char* check, const char* subject, std::int64_t id, const char* text) {
        report_.findings.push_back({check, subject, id, text});
    }
    std::int64_t integer(sql::Statement& row, int column) { return sqlite3_column_int64(row.handle(), column); }

    void next_operation() {
        const auto before = operation_id_;
        has_operation_ = operations_.step();
        operation_used_ = false;
        if (!has_operation_) return;
        ++report_.summary.operations;
        operation_id_ = integer(operations_, 0);
        if (operation_id_ != before + 1) found("sequence", "operation", operation_id_, "operations before it are missing");
        const auto at = operations_.bytes(2);
        is_clock_back_ = at < newest_at_;
        clock_operation_ = operation_id_;
        newest_at_ = at;
    }

    void entry() {
        const auto seq = integer(entries_, 0);
        const auto op = integer(entries_, 1);
        ++report_.summary.entries;
        if (seq != last_seq_ + 1) found("sequence", "audit", seq, "entries before it are missing");
        last_seq_ = seq;
        while (has_operation_ && operation_id_ < op) {
            if (!operation_used_) found("sequence", "operation", operation_id_, "the operation has no entry");
            next_operation();
        }
        const bool is_known = has_operation_ && operation_id_ == op;
        const bool is_first = is_known && !operation_used_;
        if (!is_known) found("sequence", "audit", seq, "its operation is missing");
        operation_used_ = operation_used_ || is_known;
        check_clock(op, is_first);
        check_hash(seq, op, is_first);
        check_commitment(seq);
    }

    // The first entry of an operation says that an earlier time was accepted.
    void check_clock(std::int64_t op, bool is_first) {
        if (!is_first || !is_clock_back_ || clock_operation_ != op) return;
        if (entries_.bytes(3) != "accept-clock") found("sequence", "operation", op, "it is earlier than the operation before it");
    }

    void check_hash(std::int64_t seq, std::int64_t op, bool is_first) {
        EntryFields fields{
            seq, op, entries_.bytes(2), entries_.bytes(3), entries_.bytes(4), integer(entries_, 5), {}, entries_.bytes(7)};
        if (sqlite3_column_type(entries_.handle(), 6) != SQLITE_NULL) fields.payload_commit = entries_.bytes(6);
        OperationFields operation;
        if (is_first)
            operation = {operation_id_,           operations_.bytes(1), operations_.bytes(2), operations_.bytes(3),
                         integer(operations_, 4), operations_.bytes(5), operations_.cell(6)};
        const auto hash = entry_hash(fields, is_first ? &operation : nullptr);
        if (fields.prev != head_) found("chain", "audit", seq, "it does not follow the entry before it");
        if (entries_.bytes(8) != bytes_of(hash)) found("chain", "audit", seq, "its fields are not those that were hashed");
        head_ = entries_.bytes(8);
    }

    void check_commitment(std::int64_t seq) {
        const bool has_payload = sqlite3_column_type(entries_.handle(), 9) != SQLITE_NULL;
        const bool has_commit = sqlite3_column_type(entries_.handle(), 6) != SQLITE_NULL;
        if (has_payload != has_commit)
            found("commitment", "audit_payload", seq, has_commit ? "the image is missing" : "an event has an image");
        else if (has_commit && (entries_.bytes(9).size() != 16 ||
                                entries_.bytes(6) != bytes_of(commitment(entries_.bytes(9), entries_.bytes(10)))))
            found("commitment", "audit_payload", seq, "the image is not the one that was committed to");
    }

    Engine& engine_;
    AuditReport& report_;
    sql::Statement entries_;
    sql::Statement operations_;
    bool has_operation_ = false;
    bool operation_used_ = false;
    bool is_clock_back_ = false;
    std::int64_t operation_id_ = 0;
    std::int64_t clock_operation_ = 0;
    std::int64_t last_seq_ = 0;
    std::string newest_at_;
    std::string head_ = std::string(32, '\0');
};

void check_orphans(Engine& engine, Findings& findings) {
    sql::Statement rows(engine, "SELECT seq FROM audit_payload WHERE seq NOT IN (SELECT seq FROM audit) ORDER BY seq");
    while (rows.step())
        findings.push_back({"sequence", "audit_payload", std::get<std::int64_t>(rows.cell(0)), "the image has no entry"});
}

void check_rows(Engine& engine, AuditReport& report) {
    for (auto& row : stale_rows(engine, &report.summary.rows))
        report.findings.push_back({"replay", std::move(row.table), row.id, std::move(row.text)});
}

// What should be in lookup and what is, both sorted, side by side.
void check_lookups(Engine& engine, AuditReport& report) {
    load_lookup_key(engine);
    std::vector<std::pair<std::int64_t, std::int64_t>> wanted;
    {
        sql::Statement source(engine, "SELECT kind, text, id FROM lookup_source WHERE text <> ''");
        while (source.step())
            for (const auto key : lookup_keys_of(engine, source.bytes(0), source.bytes(1)))
                wanted.emplace_back(key, sqlite3_column_int64(source.handle(), 2));
    }
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    const auto add = [&](std::int64_t id, const char* text) { report.findings.push_back({"derived", "lookup", id, text}); };
    sql::Statement rows(engine, "SELECT key, id FROM lookup ORDER BY key, id");
    auto want = wanted.begin();
    while (rows.step()) {
        const std::pair<std::int64_t, std::int64_t> have{std::get<std::int64_t>(rows.cell(0)),
                                                         std::get<std::int64_t>(rows.cell(1))};
        for (; want != wanted.end() && *want < have; ++want) add(want->second, "a key is missing");
        ++report.summary.derived;
        if (want != wanted.end() && *want == have) ++want;
        else add(have.second, "a key belongs to no row");
    }
    for (; want != wanted.end(); ++want) add(want->second, "a key is missing");
}

// Table x_body holds the bytes whose SHA-256 stands in table x.
void check_bodies(Engine& engine, AuditReport& report) {
    std::vector<std::string> tables;
    {
        sql::Statement names(
            engine, "SELECT name FROM table_class JOIN sqlite_schema USING (name) WHERE type = 'table' AND name GLOB '*_body'");
        while (names.step()) tables.emplace_back(std::get<std::string_view>(names.cell(0)));
    }
    for (const auto& table : tables) {
        const auto owner = table.substr(0, table.size() - 5);
        const auto add = [&](std::int64_t id, const char* text) { report.findings.push_back({"derived", table, id, text}); };
        sql::Statement rows(engine, "SELECT o." + owner + "_id, b." + table + "_id, o.sha256, b.body FROM " + owner +
                                        " o FULL JOIN " + table + " b ON b." + table + "_id = o." + owner + "_id ORDER BY 1, 2");
        while (rows.step()) {
            const bool has_owner = sqlite3_column_type(rows.handle(), 0) != SQLITE_NULL;
            const bool has_body = sqlite3_column_type(rows.handle(), 1) != SQLITE_NULL;
            const auto id = std::int64_t{sqlite3_column_int64(rows.handle(), has_owner ? 0 : 1)};
            if (has_body) ++report.summary.derived;
            if (!has_owner) add(id, "the bytes belong to no row");
            else if (!has_body) add(id, "the bytes are missing");
            else if (to_hex(Sha256().add(rows.bytes(3)).finish()) != rows.bytes(2))
                add(id, "the bytes are not those that were kept");
        }
    }
}

// A damaged page stops one check, not the others.
template <class Check>
void guarded(AuditReport& report, const char* subject, Check check) {
    try {
        check();
    } catch (const Error& error) {
        report.findings.push_back({"integrity", subject, 0, error.what()});
    } catch (const std::bad_variant_access&) {
        report.findings.push_back({"integrity", subject, 0, "a value is of another type than its column"});
    }
}

}  // namespace

AuditReport verify_audit(const View& view) {
    auto& engine = view.engine();
    AuditReport report;
    guarded(report, "schema_text", [&] { check_schema_text(engine, report.findings); });
    guarded(report, "file", [&] { check_integrity(engine, report.findings); });
    guarded(report, "audit", [&] { Walk(engine, report).run(); });
    guarded(report, "audit_payload", [&] { check_orphans(engine, report.findings); });
    guarded(report, "table", [&] { check_rows(engine, report); });
    guarded(report, "lookup", [&] { check_lookups(engine, report); });
    guarded(report, "body", [&] { check_bodies(engine, report); });
    return report;
}

}  // namespace osaki
