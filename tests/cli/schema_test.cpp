// Every kind of record against its JSON Schema: the file is what others rely on, the description is what the program writes.
// OSAKI_ACCEPT=1 writes the files from the descriptions; the diff is the review.
#include "config.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/attendance_status.hpp"
#include "osaki/domain/desk.hpp"
#include "osaki/domain/directory.hpp"
#include "osaki/domain/doctor.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/domain/document_status.hpp"
#include "osaki/domain/duplicates.hpp"
#include "osaki/domain/group_check.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/import_job.hpp"
#include "osaki/domain/import_map.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/report_roster.hpp"
#include "osaki/domain/report_trend.hpp"
#include "osaki/domain/review_report.hpp"
#include "osaki/domain/search.hpp"
#include "osaki/domain/story.hpp"
#include "osaki/domain/undo.hpp"
#include "osaki/domain/usage_rollup.hpp"
#include "osaki/exchange/import.hpp"
#include "osaki/exchange/import_explain.hpp"
#include "osaki/store/audit.hpp"
#include "osaki/store/number.hpp"
#include "records.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

using namespace osaki;
using nlohmann::ordered_json;

namespace {

const std::string folder = OSAKI_SOURCE_DIR "/schemas/json/";

ordered_json schema_of(const ColumnInfo& c) {
    ordered_json schema;
    schema["description"] = c.label;
    const auto type = [&](const char* name) { schema["type"] = c.nullable ? ordered_json{name, "null"} : ordered_json(name); };
    switch (c.type) {
        case ColumnType::boolean:
            type("boolean");
            break;
        case ColumnType::integer:
            type("integer");
            break;
        case ColumnType::real:
            type("number");
            break;
        case ColumnType::text:
            type("string");
            break;
        case ColumnType::date:
            type("string");
            schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
            break;
        case ColumnType::timestamp:
            type("string");
            schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\+09:00$";
            break;
        case ColumnType::id:
            type("string");
            schema["pattern"] = std::string("^") + c.form.prefix + (c.form.yearly ? "[0-9]{4}-" : "") + "[0-9]{" +
                                std::to_string(c.form.digits) + ",}$";
            break;
        case ColumnType::token:
            schema["enum"] = ordered_json::array();
            for (const auto token : c.tokens()) schema["enum"].push_back(token);
            if (c.nullable) schema["enum"].push_back(nullptr);
            break;
        case ColumnType::list:
            schema["type"] = "array";
            schema["items"] = {{"type", "string"}};
            break;
    }
    return schema;
}

template <class R>
std::pair<std::string, ordered_json> described() {
    const auto& d = description<R>();
    ordered_json schema;
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["$id"] = std::string(d.kind) + ".schema.json";
    schema["title"] = d.label;
    schema["type"] = "object";
    schema["additionalProperties"] = false;
    schema["required"] = ordered_json::array();
    schema["properties"] = ordered_json::object();
    for (const auto& c : d.columns) {
        if (c.show == Show::never) continue;
        schema["required"].push_back(c.name);
        schema["properties"][std::string(c.name)] = schema_of(c);
    }
    return {std::string(d.kind), schema};
}

template <class... R>
std::vector<std::pair<std::string, ordered_json>> all_described() {
    return {described<R>()...};
}

std::vector<std::pair<std::string, ordered_json>> every_kind() {
    auto kinds =
        all_described<Office, Service, DirectoryRow, User, Dated, Membership, Application, Waiver, Attachment, Document,
                      Acknowledgement, Credential, Departure, DepartureStepRow, Group, GroupOwner, GroupMember, GroupFinding,
                      DeskLine, DoctorFinding, CodeEntry, ProfileEntry, Operator, ImportJob, Provision, Incident, IncidentUser,
                      IncidentOffice, IncidentStepRow, IncidentDeadline, AffectedUser, StoryLine, LastNumber, ImportMap,
                      ImportFinding, ImportSummary, Operation, Restoration, ImportOutlook, ImportCell, cli::AuditLine, ImageField,
                      AuditFinding, AuditSummary, Match, Duplicate, Committee, Guidance, cli::DatabaseStatus, cli::Version,
                      cli::Schema, cli::Setting, Review, ReviewItem, ReviewOffice, ReviewDue, Training, TrainingDocument,
                      Attendance, TrainedUser, TrainingDue, DocumentFile, Distribution, DocumentStatus, UsageLoad, UsageUnmatched,
                      UsageMonth, UsageCell, UsageCount, Usage>();
    std::ranges::move(all_described<ReportHead, Figure, Definition, YearFigure, TrendMonth, Participation, RosterOffice,
                                    ComplianceShare, ComplianceLine, Matter>(),
                      std::back_inserter(kinds));
    return kinds;
}

}  // namespace

TEST_CASE("every kind of record has the schema that its columns describe") {
    const bool accept = std::getenv("OSAKI_ACCEPT") != nullptr;
    std::set<std::string> kinds;
    for (const auto& [kind, wanted] : every_kind()) {
        CAPTURE(kind);
        kinds.insert(kind);
        const auto path = folder + kind + ".schema.json";
        if (accept) std::ofstream(path) << wanted.dump(2) << '\n';
        std::ifstream file(path);
        REQUIRE(file);
        CHECK(ordered_json::parse(file) == wanted);
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto name = file.path().filename().string();
        CAPTURE(name);
        CHECK(kinds.contains(name.substr(0, name.find('.'))));
    }
}
