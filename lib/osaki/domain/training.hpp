// Trainings on the policy and the rules (研修): what was held when, what it covered, and how long each kind holds (art. 8-2(2)).
// Who came stands in attendance.hpp.
#pragma once

#include "osaki/domain/document.hpp"
#include "osaki/domain/profile.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct TrainingTag {
    static constexpr IdForm form{'T', 2, true};
};
using TrainingId = Id<TrainingTag>;

enum class TrainingKind { initial, annual, admin, special };
constexpr std::array<Name<TrainingKind>, 4> names_of(TrainingKind) {
    return {{{TrainingKind::initial, "initial", N_("initial training"), "初期研修|初回研修|新規研修|導入研修|初回|初期"},
             {TrainingKind::annual, "annual", N_("annual training"), "年次研修|定期研修|年次|定期"},
             {TrainingKind::admin, "admin", N_("training of admins"), "管理者研修|管理者"},
             {TrainingKind::special, "special", N_("special training"), "特別研修|臨時研修|特別|臨時"}}};
}
enum class TrainingMethod { in_person, online, handout };
constexpr std::array<Name<TrainingMethod>, 3> names_of(TrainingMethod) {
    return {{{TrainingMethod::in_person, "in-person", N_("in person"), "集合|対面|会場"},
             {TrainingMethod::online, "online", N_("online"), "オンライン|Web|動画"},
             {TrainingMethod::handout, "handout", N_("by handout"), "資料配布|資料|書面"}}};
}

struct Training {
    TrainingId training_id;
    TrainingKind kind = TrainingKind::initial;
    std::string topic;
    Date held_on;
    TrainingMethod method = TrainingMethod::in_person;
    std::string place;
    std::string instructor;
    std::string materials;
    std::string note;
    std::int64_t attended = 0;  // who attended or passed
    std::int64_t absent = 0;    // who failed or did not come
};
const Description<Training>& describe(const Training*);
extern const std::string_view trainings_sql;  // all of them with what is joined, in no order

struct TrainingDocument {
    std::int64_t training_document_id = 0;
    TrainingId training_id;
    DocumentId document_id;
    std::string title;
    std::string version;
};
const Description<TrainingDocument>& describe(const TrainingDocument*);
extern const std::string_view training_documents_sql;

// Pure: how long a training of the kind holds by the profile, and the last day it does; nothing when it holds for ever.
const Validity& validity_of(const Profile& profile, TrainingKind kind);
std::optional<Date> valid_until(const Validity& validity, Date held_on);

Training get_training(const View& view, TrainingId id);  // Code::not_found
// Without counting who came: asked for every row of a sheet.
std::optional<Training> find_training(const View& view, TrainingId id);
std::vector<Training> trainings_on(const View& view, Date held_on);
std::vector<Training> list_trainings(const View& view, const Query& query);
std::vector<TrainingDocument> documents_of(const View& view, TrainingId id);

// Code::invalid without a topic or with a document twice; the day may lie ahead.
TrainingId add_training(Change& change, Training training, const std::vector<DocumentId>& documents);

// Corrections: what is not empty replaces what is there; documents replace all those there were.
struct TrainingEdit {
    std::optional<TrainingKind> kind = {};
    std::string topic = {};
    std::optional<Date> held_on = {};
    std::optional<TrainingMethod> method = {};
    std::string place = {}, instructor = {}, materials = {}, note = {};
    std::vector<DocumentId> documents = {};
};
// Code::conflict when people are recorded and the day would lie ahead.
void edit_training(Change& change, TrainingId id, const TrainingEdit& edit);

}  // namespace osaki
