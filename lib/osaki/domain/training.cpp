#include "osaki/domain/training.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

const std::string_view trainings_sql =
    "SELECT t.*,"
    " (SELECT count(*) FROM attendance a WHERE a.training_id = t.training_id AND a.result IN ('attended', 'passed')"
    "  AND NOT EXISTS (SELECT 1 FROM user u WHERE u.user_id = a.user_id AND u.merged_into IS NOT NULL)) AS attended,"
    " (SELECT count(*) FROM attendance a WHERE a.training_id = t.training_id AND a.result IN ('failed', 'absent')"
    "  AND NOT EXISTS (SELECT 1 FROM user u WHERE u.user_id = a.user_id AND u.merged_into IS NOT NULL)) AS absent"
    " FROM training t";

const std::string_view training_documents_sql =
    "SELECT x.*, d.title, d.version FROM training_document x JOIN document d USING (document_id)";

namespace {

constexpr Column<Training> training_columns[] = {
    column<&Training::training_id>("training_id", N_("Number")),
    column<&Training::kind>("kind", N_("Kind")),
    column<&Training::topic>("topic", N_("Topic")).required(),
    column<&Training::held_on>("held_on", N_("Held on")),
    column<&Training::method>("method", N_("Method")),
    column<&Training::place>("place", N_("Place")),
    column<&Training::instructor>("instructor", N_("Instructor")).detail(),
    column<&Training::materials>("materials", N_("Materials")).detail(),
    column<&Training::note>("note", N_("Note")).detail(),
    column<&Training::attended>("attended", N_("Attended")).joined(),
    column<&Training::absent>("absent", N_("Failed or absent")).joined(),
};

constexpr Column<TrainingDocument> training_document_columns[] = {
    column<&TrainingDocument::training_document_id>("training_document_id", N_("Number")).detail(),
    column<&TrainingDocument::training_id>("training_id", N_("Training")).detail(),
    column<&TrainingDocument::document_id>("document_id", N_("Document")),
    column<&TrainingDocument::title>("title", N_("Title")).joined(),
    column<&TrainingDocument::version>("version", N_("Version")).joined(),
};

// The first day of the month so many months later.
Date month_start(Date day, int months) {
    return first_day(Month{month_of(day).months + months});
}

void check_training(const Training& training) {
    Faults faults;
    check_name(faults, "topic", training.topic);
    check_text(faults, "place", training.place);
    check_text(faults, "instructor", training.instructor);
    check_text(faults, "materials", training.materials);
    check_text(faults, "note", training.note);
    refuse(faults);
}

void add_documents(Change& change, TrainingId id, const std::vector<DocumentId>& documents) {
    for (auto at = documents.begin(); at != documents.end(); ++at) {
        get_document(change, *at);
        if (std::find(documents.begin(), at, *at) != at) fail(Code::invalid, N_("{} is named twice"), *at);
        TrainingDocument covered{0, id, *at, {}, {}};
        change.insert("cover", covered);
    }
}

}  // namespace

const Description<Training>& describe(const Training*) {
    static constexpr Description<Training> description{"training", N_("training"), training_columns};
    return description;
}
const Description<TrainingDocument>& describe(const TrainingDocument*) {
    static constexpr Description<TrainingDocument> description{"training_document", N_("document of a training"),
                                                               training_document_columns};
    return description;
}

const Validity& validity_of(const Profile& profile, TrainingKind kind) {
    switch (kind) {
        case TrainingKind::initial:
            return profile.initial_training;
        case TrainingKind::annual:
            return profile.annual_training;
        case TrainingKind::admin:
            return profile.admin_training;
        case TrainingKind::special:
            break;
    }
    return profile.special_training;
}

std::optional<Date> valid_until(const Validity& validity, Date held_on) {
    if (validity.lasting == Lasting::forever) return std::nullopt;
    if (validity.lasting == Lasting::fiscal_year) return last_day(fiscal_year_of(held_on));
    // the day before the same day of a later month, or that month's last where it has no such day
    const auto same_day = month_start(held_on, validity.months) + (parts(held_on).day - 1);
    return std::min(same_day, month_start(held_on, validity.months + 1)) + -1;
}

Training get_training(const View& view, TrainingId id) {
    auto training = sql::find<Training>(view, std::string(trainings_sql) + " WHERE t.training_id = ?", id);
    if (!training) fail(Code::not_found, N_("there is no training {}; osaki-mcs train list"), id);
    return *training;
}

std::optional<Training> find_training(const View& view, TrainingId id) {
    return sql::find<Training>(view, "SELECT * FROM training WHERE training_id = ?", id);
}

std::vector<Training> list_trainings(const View& view, const Query& query) {
    return sql::list<Training>(view, std::string(trainings_sql) + " ORDER BY t.held_on, t.training_id", query);
}

std::vector<Training> trainings_on(const View& view, Date held_on) {
    return sql::list<Training>(view, "SELECT * FROM training WHERE held_on = ? ORDER BY training_id", held_on);
}

std::vector<TrainingDocument> documents_of(const View& view, TrainingId id) {
    return sql::list<TrainingDocument>(
        view, std::string(training_documents_sql) + " WHERE x.training_id = ? ORDER BY x.training_document_id", id);
}

TrainingId add_training(Change& change, Training training, const std::vector<DocumentId>& documents) {
    training.topic = trim(training.topic);
    check_training(training);
    training.training_id = {next_number(change, "training", fiscal_year_of(training.held_on).year)};
    change.insert("add", training);
    add_documents(change, training.training_id, documents);
    return training.training_id;
}

void edit_training(Change& change, TrainingId id, const TrainingEdit& edit) {
    auto training = get_training(change, id);
    const auto take = [](std::string& to, const std::string& from) {
        if (!from.empty()) to = trim(from);
    };
    take(training.topic, edit.topic);
    take(training.place, edit.place);
    take(training.instructor, edit.instructor);
    take(training.materials, edit.materials);
    take(training.note, edit.note);
    training.kind = edit.kind.value_or(training.kind);
    training.method = edit.method.value_or(training.method);
    training.held_on = edit.held_on.value_or(training.held_on);
    check_training(training);
    if (training.held_on > change.today() && training.attended + training.absent > 0)
        fail(Code::conflict, N_("{} people are recorded at {}; it cannot be held on {}, which lies ahead"),
             training.attended + training.absent, id, training.held_on);
    change.update("edit", training);
    if (edit.documents.empty()) return;
    for (const auto& covered : documents_of(change, id)) change.remove("uncover", covered);
    add_documents(change, id, edit.documents);
}

}  // namespace osaki
