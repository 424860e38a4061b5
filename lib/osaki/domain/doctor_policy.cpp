// The checks of doctor on what the policy asks beside registration: groups, training, measures, incidents, reviews.
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/document.hpp"

namespace osaki {

namespace {

constexpr auto error = Gravity::error;
constexpr auto note = Gravity::note;

constexpr DoctorCheck documents[] = {
    {"draft-acknowledged", error, "art. 5, 6", DocumentTag::form,
     N_("{}: {} is a draft without an effective day, and was given out or acknowledged {} times"),
     "osaki-mcs document publish {} --effective DATE",
     "SELECT d.document_id, d.title || coalesce(' ' || d.version, ''), count(*) FROM document d JOIN (SELECT document_id FROM"
     " acknowledgement UNION ALL SELECT document_id FROM distribution) USING (document_id) WHERE d.effective_on IS NULL"
     " AND d.kind IN ('policy', 'rules') GROUP BY d.document_id ORDER BY d.document_id"},
    // What the register was founded with is published elsewhere.
    {"document-without-file", note, "art. 5, 6", DocumentTag::form, N_("{}: the text of {}, in force since {}, is not kept"),
     "osaki-mcs document keep {} FILE",
     "SELECT d.document_id, d.title || coalesce(' ' || d.version, ''), d.effective_on FROM document d WHERE d.kind IN ('policy',"
     " 'rules') AND d.effective_on <= ?1 AND NOT EXISTS (SELECT 1 FROM document n WHERE n.kind = d.kind AND n.title = d.title"
     " AND n.effective_on > d.effective_on AND n.effective_on <= ?1)"
     " AND NOT EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d.document_id)"
     " AND EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'document' AND a.subject_id = d.document_id"
     " AND a.op > (SELECT min(operation_id) FROM operation)) ORDER BY d.document_id"},
};

}  // namespace

std::span<const DoctorCheck> policy_checks() {
    static const auto all = [] {
        std::vector<DoctorCheck> rows;
        for (const auto part : std::vector<std::span<const DoctorCheck>>{documents})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

}  // namespace osaki
