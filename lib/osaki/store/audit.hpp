// The audit: one operation per writing command, a chain of entries, and after-images that can be purged (safety.md in the tree's
// man page osaki-mcs-audit(1) for readers). Append-only by trigger.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace osaki {

// One entry, joined with its operation.
struct AuditEntry {
    std::int64_t seq = 0;
    std::int64_t op = 0;
    std::string kind;  // change | event
    std::string verb;
    std::string subject;  // the table
    std::int64_t subject_id = 0;
    Timestamp at = {};
    std::string actor;  // column "operator"
    std::string command;
    std::string reason;
    std::string hash;  // hex
};
const Description<AuditEntry>& describe(const AuditEntry*);

struct Query;
std::vector<AuditEntry> list_audit(const View& view, const Query& query);  // newest first
AuditEntry get_audit(const View& view, std::int64_t seq);                  // Code::not_found

// One column of an after-image.
struct ImageField {
    std::string column;
    std::string value;  // as text; empty for NULL
};
const Description<ImageField>& describe(const ImageField*);
std::vector<ImageField> get_image(const View& view, std::int64_t seq);  // empty when purged or an event

// Something verify found.
struct AuditFinding {
    std::string check;    // schema integrity sequence chain commitment replay derived
    std::string subject;  // table or "audit"
    std::int64_t subject_id = 0;
    std::string text;
};
const Description<AuditFinding>& describe(const AuditFinding*);

struct AuditSummary {
    std::int64_t entries = 0;
    std::int64_t operations = 0;
    std::int64_t rows = 0;     // recorded rows compared
    std::int64_t derived = 0;  // derived rows recomputed
    std::string head;          // hash of the newest entry, hex
};
const Description<AuditSummary>& describe(const AuditSummary*);

struct AuditReport {
    AuditSummary summary;
    std::vector<AuditFinding> findings;
};
// Schema hash, integrity_check, sequence, chain, commitments, replay of the images against every recorded table, derived tables.
AuditReport verify_audit(const View& view);

}  // namespace osaki
