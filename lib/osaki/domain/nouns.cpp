#include "osaki/domain/nouns.hpp"

#include "osaki/domain/attachment.hpp"
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/distribution.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/import_job.hpp"
#include "osaki/domain/import_map.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/domain/usage_rollup.hpp"

#include <algorithm>

namespace osaki {

namespace {

struct Noun {
    std::string_view table;
    const char* label;
    IdForm form;
};

template <class... R>
std::vector<Noun> described() {
    return {Noun{description<R>().kind, description<R>().label, description<R>().columns[0].form}...};
}

const Noun* find_noun(std::string_view table) {
    static const auto all =
        described<Office, Service, DirectoryRow, User, Dated, Membership, Application, Waiver, Attachment, Document, DocumentFile,
                  Distribution, Acknowledgement, Credential, Departure, DepartureStepRow, Group, GroupOwner, GroupMember,
                  CodeEntry, Operator, ImportJob, ImportMap, Provision, Incident, IncidentUser, IncidentOffice, IncidentStepRow,
                  Committee, Guidance, Review, ReviewItem, Training, TrainingDocument, Attendance, UsageLoad, UsageUnmatched,
                  UsageMonth, UsageCell, UsageCount>();
    const auto found = std::ranges::find(all, table, &Noun::table);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string printed_number(std::string_view table, std::int64_t number) {
    if (number == 0) return {};
    const auto* noun = find_noun(table);
    const bool has_letter = noun != nullptr && noun->form.prefix != '\0';
    return has_letter ? format_id(noun->form, number) : std::to_string(number);
}

const char* label_of_table(std::string_view table) {
    const auto* noun = find_noun(table);
    return noun == nullptr ? N_("other record") : noun->label;
}

}  // namespace osaki
