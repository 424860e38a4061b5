// Who came to a training: sign-in sheets with name and mail address, result lists with scores (art. 8-2(2)).
#include "osaki/domain/attendance.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <charconv>

namespace osaki {

namespace {

struct AttendanceRow {
    std::optional<TrainingId> training = {};
    std::optional<Date> on = {};
    std::optional<UserId> user = {};
    std::optional<ApplicationId> application = {};
    std::string mail = {};
    std::string name = {};
    std::optional<Attended> attended = {};
    std::optional<std::int64_t> score = {};
    std::optional<Training> held = {};  // what training or on name
    std::optional<Trainee> trainee = {};
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
    return {
        {{"training", "研修番号", "研修ID"},
         take_id<TrainingTag, &Row::training>,
         {N_("number in the register, like T2026-01; may be empty when only one training was held that day"), "T2026-01"}},
        {{"on", "受講日", "実施日|開催日|研修日|日付", false, {}, "E_DATE"},
         take_date<&Row::on>,
         {N_("compared with the day it was held"), "2026-04-01"}},
        {{"user", "利用者番号", "利用者ID"}, take_id<UserTag, &Row::user>, {N_("number in the register, like U000123"), ""}},
        {{"application", "申込番号", "受付番号"},
         take_id<ApplicationTag, &Row::application>,
         {N_("number of an open application, like A2026-0001"), ""}},
        {{"mail", "メールアドレス", "メール|E-mail"},
         take_text<&Row::mail>,
         {N_("as it is registered; one of number and address is needed"), "mihon@example.jp", {}, nullptr, true}},
        {{"name", "氏名", "名前|受講者氏名"},
         take_text<&Row::name>,
         {N_("compared with the register"), "見本 太郎", {}, nullptr, true}},
        {{"result", "結果", "受講結果|出欠|合否"},
         take_name<Attended, &Row::attended>,
         {N_("attended when empty"), "受講", {}, &known_words<Attended>}},
        {{"score", "点数", "得点|スコア"}, take_score, {N_("0 to 100; may be empty"), ""}},
    };
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

// The person behind a mail: a live user, else the one whose application is open.
std::optional<Trainee> by_mail(const View& view, const std::string& mail) {
    for (const auto& user : find_users_by_mail(view, mail))
        if (is_live(user.state)) return Trainee{user.user_id, {}};
    const auto open = open_applications_by_mail(view, mail);
    if (open.empty()) return std::nullopt;
    return Trainee{open.front().user_id, open.front().application_id};
}

std::vector<Fault> find_trainee(const View& view, Row& row) {
    const auto hint = message(N_("give 利用者番号, 申込番号 or the mail address that is registered"));
    try {
        if (row.user) row.trainee = trainee_of(view, to_text(*row.user));
        else if (row.application) row.trainee = trainee_of(view, to_text(*row.application));
        else if (!row.mail.empty()) row.trainee = by_mail(view, row.mail);
        else return {{"mail", "E_MISSING", message(N_("nobody is named: 利用者番号, 申込番号 or メールアドレス is needed"))}};
    } catch (const Error& e) {
        if (e.code != Code::not_found) throw;
        return {{row.user ? "user" : "application", "E_PERSON_UNKNOWN", e.message, hint}};
    }
    if (row.trainee) return {};
    return {{"mail", "E_PERSON_UNKNOWN", message(N_("no live user and no open application has {}"), row.mail), hint}};
}

std::vector<Fault> resolve_attendance(const View& view, Row& row) {
    auto faults = find_held(view, row);
    detail::append(faults, find_trainee(view, row));
    return faults;
}

struct Person {
    std::string name, mail;
    std::optional<Fault> fault;
};
Person person_of(const View& view, const Trainee& trainee) {
    if (trainee.user) {
        const auto user = get_user(view, *trainee.user);
        if (!user.merged_into) return {user.name, user.mail, {}};
        return {user.name, user.mail,
                Fault{"user", "E_PERSON_OTHER",
                      message(N_("{} is {} now; name that number instead"), user.user_id, *user.merged_into)}};
    }
    const auto application = get_application(view, *trainee.application);
    if (is_open(application.state)) return {application.name, application.mail, {}};
    return {application.name, application.mail,
            Fault{"application", "E_PERSON_OTHER",
                  message(N_("application {} is {}; nobody can be trained on it"), *trainee.application, application.state)}};
}

std::vector<Fault> person_faults(const View& view, const Row& row) {
    std::vector<Fault> faults;
    const auto hint = message(N_("is it the right person"));
    auto [name, mail, fault] = person_of(view, *row.trainee);
    if (fault) faults.push_back(std::move(*fault));
    if (row.user && row.application && row.trainee->user &&
        (list_applications(view, {.where = "application_id=" + to_text(*row.application)}).empty() ||
         get_application(view, *row.application).user_id != row.user))
        faults.push_back(
            {"application", "E_PERSON_OTHER", message(N_("{} is no application of {}"), *row.application, *row.user), hint});
    if (!row.mail.empty() && mail_key(row.mail) != mail_key(mail))
        faults.push_back(
            {"mail", "E_PERSON_OTHER", message(N_("{} has the address {}, not {}"), *row.trainee, mail, row.mail), hint});
    if (!row.name.empty() && search_key(name) != search_key(row.name))
        faults.push_back({"name", "E_NAME_OTHER", message(N_("{} is {} in the register"), *row.trainee, name), hint});
    return faults;
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
    if (row.score && row.attended == Attended::absent)
        faults.push_back({"score", "E_SCORE", message(N_("who was absent has no score; leave out {}"), *row.score)});
    if (row.trainee) detail::append(faults, person_faults(context.view, row));
    if (!row.held || !row.trainee) return faults;
    const auto known = find_attendance(context.view, row.held->training_id, *row.trainee);
    if (known && known->result != row.attended.value_or(Attended::attended) && context.update != Update::all)
        faults.push_back({"result", "E_KNOWN_OTHER", message(N_("{} is recorded as {} already"), *row.trainee, known->result),
                          message(N_("load with --update all to replace what differs")), false, Code::conflict});
    return faults;
}

// What loading the row would do to what is there.
Applied effect_of(const View& view, const Row& row) {
    const auto known = find_attendance(view, row.held->training_id, *row.trainee);
    if (!known) return Applied::added;
    const bool same = known->result == row.attended.value_or(Attended::attended) && (!row.score || known->score == row.score);
    return same ? Applied::unchanged : Applied::changed;
}

RowResult load_attendance(Change& change, const RowContext& context, const Row& row) {
    const auto effect = effect_of(change, row);
    if (effect == Applied::unchanged || (effect == Applied::changed && context.update == Update::none))
        return {Applied::unchanged};
    record_attendance(change, row.held->training_id, *row.trainee,
                      {.attended = row.attended.value_or(Attended::attended), .score = row.score, .update = true});
    return {effect, to_text(*row.trainee)};
}

}  // namespace

ImportKind attendance_import(const View&) {
    KindOf<Row> kind{"attendance", attendance_fields(), {"No", "No.", "番号", "所属", "事業所名", "職種", "署名", "備考"}};
    kind.updates = true;
    kind.resolve = [](const RowContext& context, Row& row) { return resolve_attendance(context.view, row); };
    kind.check = attendance_faults;
    kind.keys = [](const Row& row) -> std::vector<RowKey> {
        if (!row.held || !row.trainee) return {};
        return {{"mail", "E_ROW_DUP", to_text(*row.trainee) + " " + to_text(row.held->training_id)}};
    };
    kind.apply = load_attendance;
    kind.foresee = [](const RowContext& context, const Row& row) -> Foresight {
        const auto effect = effect_of(context.view, row);
        if (effect == Applied::unchanged)
            return {effect, message(N_("{} is recorded at {}; nothing would change"), *row.trainee, row.held->training_id)};
        return {effect, message(N_("would record at {}: {} {}"), row.held->training_id, *row.trainee,
                                row.attended.value_or(Attended::attended))};
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
