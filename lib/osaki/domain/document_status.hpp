// Which version binds whom on a day, and who has acknowledged it (art. 5, 6, 10).
#pragma once

#include "osaki/domain/distribution.hpp"
#include "osaki/domain/membership.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

// A live user and a version in force.
struct DocumentStatus {
    UserId user_id;
    std::string user_name;
    UserState state = UserState::registered;  // that day
    std::string offices;                      // that day
    DocumentId document_id;
    std::string title;
    std::string version;
    std::optional<Date> effective_on;
    std::optional<Date> acknowledged_on;
    std::optional<AcknowledgedHow> how;
    std::optional<DocumentId> acknowledged_id;  // an older version when its acknowledgement was carried over
    std::string acknowledged_version;
    std::optional<Date> distributed_on;
};
const Description<DocumentStatus>& describe(const DocumentStatus*);

enum class DocumentsAsked { binding, all };  // all: guidelines and laws too
enum class PeopleAsked { live, with_id };    // with_id: whose ID was issued; before it the gate asks
struct StatusQuestion {
    std::optional<DocumentId> document = {};  // this version, in force or not
    std::optional<Date> on = {};              // today when not said
    std::optional<OfficeId> office = {};      // its members that day
    DocumentsAsked asked = DocumentsAsked::binding;
    PeopleAsked people = PeopleAsked::live;
    bool open_only = false;  // who has not acknowledged
};
// Code::not_found for a document or office that is not there.
std::vector<DocumentStatus> document_status(const View& view, const StatusQuestion& question, const Query& query);

struct Tally {
    Document document;
    std::int64_t users = 0;
    std::int64_t acknowledged = 0;
};
// Per version asked for; one that nobody is bound by is left out.
std::vector<Tally> acknowledgement_tally(const View& view, const StatusQuestion& question);
// Whole percent; 100 only when nobody lacks.
std::int64_t percent_of(const Tally& tally);

}  // namespace osaki
