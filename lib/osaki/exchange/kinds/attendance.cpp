// Who came to a training: sign-in sheets with name and mail address, result lists with scores (art. 8-2(2)).
#include "osaki/domain/attendance.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"
#include "osaki/exchange/kinds/who.hpp"

#include <charconv>

namespace osaki {

namespace {

struct AttendanceRow {
    std::optional<TrainingId> training = {};
    std::optional<Date> on = {};
    Who who = {};
    std::optional<Attended> attended = {};
    std::optional<std::int64_t> score = {};
    std::optional<Training> held = {};  // what training or on name
};
using Row = AttendanceRow;

std::optional<Fault> take_score(Row& row, std::string_view cell, const RowContext&) {
    auto text = normalise(cell);
    if (text.ends_with("点")) text.erase(text.size() - std::string_view("点").size());
    std::int64_t score = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
    if (error != std::errc() || end != text.data() + text.size() || score < 0 || score > 100)
        return Fault{{}, "E_SCORE", message(N_("a score is a number from 0 to 100, not {}"), cell)};
    row.score = score;
    return std::nullopt;
}

std::vector<FieldOf<Row>> attendance_fields() {
    std::vector<FieldOf<Row>> fields{
        {{"training", "研修番号", "研修ID"},
         take_id<TrainingTag, &Row::training>,
         {N_("number in the register, like T2026-01; may be empty when only one training was held that day"), "T2026-01"}},
        {{"on", "受講日", "実施日|開催日|研修日|日付", false, {}, "E_DATE"},
         take_date<&Row::on>,
         {N_("compared with the day it was held"), "2026-04-01"}},
    };
    detail::append(fields, who_fields<&Row::who>("名前|受講者氏名"));
    detail::append(fields,
                   {
                       {{"result", "結果", "受講結果|出欠|合否"},
                        take_name<Attended, &Row::attended>,
                        {N_("attended when empty; of somebody recorded before it stays"), "受講", {}, &known_words<Attended>}},
                       {{"score", "点数", "得点|スコア"}, take_score, {N_("0 to 100; may be empty"), ""}},
                   });
    return fields;
}

std::vector<Fault> find_held(const View& view, Row& row) {
    const auto not_known = [](std::string_view field, Message text) {
        return std::vector<Fault>{
            {field, "E_TRAINING_UNKNOWN", std::move(text), message(N_("`osaki-mcs train list` shows them"))}};
    };
    if (row.training) {
        row.held = find_training(view, *row.training);
        if (!row.held) return not_known("training", message(N_("there is no training {}"), *row.training));
        return {};
    }
    if (!row.on) return not_known("training", message(N_("no training is named: 研修番号 or 受講日 is needed")));
    auto found = trainings_on(view, *row.on);
    if (found.size() == 1) row.held = std::move(found.front());
    if (found.size() == 1) return {};
    return not_known("on", message(N_("{} trainings were held on {}; fill in 研修番号"), found.size(), *row.on));
}

std::vector<Fault> resolve_attendance(const View& view, Row& row) {
    auto faults = find_held(view, row);
    detail::append(faults, find_person(view, row.who));
    return faults;
}

// Who cannot be recorded, though the register knows the number.
std::optional<Fault> standing_fault(const View& view, const Person& person) {
    if (person.user) {
        const auto user = get_user(view, *person.user);
        if (!user.merged_into) return std::nullopt;
        return Fault{"user", "E_PERSON_OTHER",
                     message(N_("{} is {} now; name that number instead"), user.user_id, *user.merged_into)};
    }
    const auto application = get_application(view, *person.application);
    if (is_open(application.state)) return std::nullopt;
    return Fault{"application", "E_PERSON_OTHER",
                 message(N_("application {} is {}; nobody can be trained on it"), *person.application, application.state)};
}

// What stands after the row: an empty cell says nothing, and what is recorded stays unless --update all replaces it.
Result wanted(const Row& row, const std::optional<Attendance>& known, Update update) {
    if (!known) return {.attended = row.attended.value_or(Attended::attended), .score = row.score};
    Result result{.attended = known->result, .score = known->score, .update = true};
    if (update == Update::all && row.attended) result.attended = row.attended;
    const bool takes_score = update == Update::all || (update == Update::empty && !known->score);
    if (takes_score && row.score) result.score = row.score;
    if (result.attended == Attended::absent) result.score.reset();
    return result;
}

std::optional<Attendance> known_of(const View& view, const Row& row) {
    if (!row.held || !row.who.person) return std::nullopt;
    return find_attendance(view, row.held->training_id, *row.who.person);
}

std::vector<Fault> attendance_faults(const RowContext& context, const Row& row) {
    std::vector<Fault> faults;
    if (row.held && row.held->held_on > context.view.today())
        faults.push_back(
            {row.training ? "training" : "on", "E_TOO_EARLY",
             message(N_("{} is held on {}; nobody can be recorded before that day"), row.held->training_id, row.held->held_on)});
    if (row.held && row.on && *row.on != row.held->held_on)
        faults.push_back({"on", "E_DAY_OTHER",
                          message(N_("{} was held on {}, not {}"), row.held->training_id, row.held->held_on, *row.on),
                          message(N_("is it the right training"))});
    const auto known = known_of(context.view, row);
    if (row.score && row.attended.value_or(known ? known->result : Attended::attended) == Attended::absent)
        faults.push_back({"score", "E_SCORE", message(N_("who was absent has no score; leave out {}"), *row.score)});
    if (row.who.person) {
        if (auto fault = standing_fault(context.view, *row.who.person)) faults.push_back(std::move(*fault));
        detail::append(faults, who_faults(context.view, row.who));
    }
    if (known && row.attended && known->result != *row.attended && context.update != Update::all)
        faults.push_back({"result", "E_KNOWN_OTHER", message(N_("{} is recorded as {} already"), *row.who.person, known->result),
                          message(N_("load with --update all to replace what differs")), false, Code::conflict});
    return faults;
}

// What loading the row would do to what is there.
Applied effect_of(const std::optional<Attendance>& known, const Result& to) {
    if (!known) return Applied::added;
    return known->result == to.attended && known->score == to.score ? Applied::unchanged : Applied::changed;
}

RowResult load_attendance(Change& change, const RowContext& context, const Row& row) {
    const auto known = known_of(change, row);
    const auto to = wanted(row, known, context.update);
    const auto effect = effect_of(known, to);
    if (effect == Applied::unchanged) return {effect};
    record_attendance(change, row.held->training_id, *row.who.person, to);
    return {effect, to_text(*row.who.person)};
}

Foresight foresee_attendance(const View& view, const Row& row, Update update) {
    const auto known = known_of(view, row);
    const auto to = wanted(row, known, update);
    const auto effect = effect_of(known, to);
    if (effect == Applied::unchanged)
        return {effect, message(N_("{} is recorded at {}; nothing would change"), *row.who.person, row.held->training_id)};
    return {effect, message(N_("would record at {}: {} {}"), row.held->training_id, *row.who.person, *to.attended)};
}

}  // namespace

ImportKind attendance_import(const View&) {
    KindOf<Row> kind{"attendance", attendance_fields(), {"No", "No.", "番号", "所属", "事業所名", "職種", "署名", "備考"}};
    kind.updates = true;
    kind.resolve = [](const RowContext& context, Row& row) { return resolve_attendance(context.view, row); };
    kind.check = attendance_faults;
    kind.keys = [](const Row& row) -> std::vector<RowKey> {
        if (!row.held || !row.who.person) return {};
        return {{"mail", "E_ROW_DUP", to_text(*row.who.person) + " " + to_text(row.held->training_id)}};
    };
    kind.apply = load_attendance;
    kind.foresee = [](const RowContext& context, const Row& row) {
        return foresee_attendance(context.view, row, context.update);
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
