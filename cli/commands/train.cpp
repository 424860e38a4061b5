// train: trainings on the policy and the rules, who came, who is due (art. 8-2(2)).
#include "words.hpp"

#include "osaki/domain/attendance_status.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

void name_training(Options& options, TrainingId& id) {
    options.the_id("TRAINING", id, N_("number of the training")).completes = "training";
}

void name_facts(Options& options, TrainingEdit& edit) {
    options.text("--place", edit.place, "TEXT", N_("where it is held"));
    options.text("--instructor", edit.instructor, "NAME", N_("who teaches"));
    options.text("--materials", edit.materials, "TEXT", N_("what is handed out or shown"));
    options.text("--note", edit.note, "TEXT", N_("remark"));
    options.id_list("--document", edit.documents, "DOCUMENTS", N_("versions of documents it covers, as D0003,D0004")).completes =
        "document";
}

Output answer(const View& view, TrainingId id, Message said) {
    return {.tables = {table_of<Training>({get_training(view, id)}, true), table_of(documents_of(view, id))},
            .said = {std::move(said)},
            .numbers = {to_text(id)}};
}

// "66.7" of 100; whole thousandths, so that it is the same on every machine.
std::string percent(std::int64_t part, std::int64_t whole) {
    const auto tenths = whole == 0 ? 0 : (part * 2000 + whole) / (whole * 2);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void name_kind(Options& options, TrainingKind& kind) {
    options.choice("--kind", kind, N_("kind of training; initial when not said"));
}

}  // namespace

Action define_train_add(Options& options) {
    auto words = std::make_shared<TrainingEdit>();
    options.choice("--kind", words->kind, N_("kind of training")).required = true;
    options.text("--topic", words->topic, "TEXT", N_("what it is about")).required = true;
    options.future_date("--held-on", words->held_on, N_("day it is held; may lie ahead")).required = true;
    options.choice("--method", words->method, N_("how it is held; in-person when not said"));
    name_facts(options, *words);
    return Write([words](Change& change) {
        const auto& edit = *words;
        Training training;
        training.kind = *edit.kind;
        training.topic = edit.topic;
        training.held_on = *edit.held_on;
        training.method = edit.method.value_or(training.method);
        training.place = edit.place;
        training.instructor = edit.instructor;
        training.materials = edit.materials;
        training.note = edit.note;
        const auto id = add_training(change, training, edit.documents);
        return answer(change, id,
                      message(N_("{} {}, {} on {}; next: osaki-mcs train record {} NUMBER"), id, training.topic, training.kind,
                              training.held_on, id));
    });
}

Action define_train_edit(Options& options) {
    struct Words {
        TrainingId id;
        TrainingEdit edit;
    };
    auto words = std::make_shared<Words>();
    name_training(options, words->id);
    options.choice("--kind", words->edit.kind, N_("kind of training"));
    options.text("--topic", words->edit.topic, "TEXT", N_("what it is about"));
    options.future_date("--held-on", words->edit.held_on, N_("day it is held; may lie ahead"));
    options.choice("--method", words->edit.method, N_("how it is held"));
    name_facts(options, words->edit);
    return Write([words](Change& change) {
        edit_training(change, words->id, words->edit);
        return answer(change, words->id, message(N_("{} {} corrected"), words->id, get_training(change, words->id).topic));
    });
}

Action define_train_list(Options& options) {
    return list_of(options, &list_trainings);
}

Action define_train_show(Options& options) {
    auto id = std::make_shared<TrainingId>();
    name_training(options, *id);
    return Read([id](const View& view) -> Output {
        return {.tables = {table_of<Training>({get_training(view, *id)}, true), table_of(documents_of(view, *id)),
                           table_of(attendances_of(view, *id))}};
    });
}

namespace {

struct Recording {
    TrainingId id;
    std::vector<std::string> numbers;
    Result result;
};

Output recorded(Change& change, const Recording& words) {
    if (words.result.score && words.numbers.size() > 1)
        fail(Code::usage, N_("--score is for one person; {} are named"), words.numbers.size());
    Output output;
    std::vector<Attendance> all;
    for (const auto& number : words.numbers) {
        all.push_back(record_attendance(change, words.id, person_of(change, number), words.result));
        const auto& one = all.back();
        const Person person{one.user_id, one.application_id};
        output.said.push_back(message(N_("{} {}: {} at {} on {}"), person, one.name, one.result, words.id, one.held_on));
        output.numbers.push_back(to_text(person));
    }
    const auto is_same = [&](const Attendance& one) { return one.result == all.front().result; };
    if (all.size() > 1)
        output.said = {std::ranges::all_of(all, is_same)
                           ? message(N_("{} people: {} at {}"), all.size(), all.front().result, words.id)
                           : message(N_("{} people corrected at {}"), all.size(), words.id)};
    output.tables = {table_of(all)};
    return output;
}

}  // namespace

Action define_train_record(Options& options) {
    auto words = std::make_shared<Recording>();
    name_training(options, words->id);
    options
        .texts("NUMBER", words->numbers,
               N_("who came: users (U000001) and applications (A2026-0001); - reads numbers from stdin"))
        .completes = "person";
    options.choice("--result", words->result.attended, N_("result; attended when not said of somebody new"));
    options.add({"--score", "N", N_("score from 0 to 100, for one person"),
                 [words](const std::string& text) { words->result.score = whole_number(text); }});
    options.id("--office", words->result.office, "OFFICE", N_("office the person came from; the one of that day when not said"))
        .completes = "office";
    options.flag("--update", words->result.update, N_("correct what was recorded before; what is not said stays"));
    return Write([words](Change& change) { return recorded(change, *words); });
}

Action define_train_status(Options& options) {
    struct Words {
        std::optional<FiscalYear> year;
        std::optional<OfficeId> office;
        Query query;
    };
    auto words = std::make_shared<Words>();
    options.fiscal_year("--fy", words->year, N_("fiscal year, as FY2026 or 令和8年度; this one when not said"));
    options.id("--office", words->office, "OFFICE", N_("only members of this office")).completes = "office";
    options.query(words->query);
    return Read([words](const View& view) -> Output {
        if (words->office) get_office(view, *words->office);
        const auto year = words->year.value_or(fiscal_year_of(view.today()));
        if (first_day(year) > view.today()) fail(Code::invalid, N_("{} has not begun; today is {}"), year, view.today());
        const auto users = training_status(view, {year, words->office}, words->query);
        const auto share = share_of(users);
        return {.tables = {table_of(users)},
                .said = {message(N_("initial training: {} of {} users ({} %)"), share.initial, share.users,
                                 percent(share.initial, share.users)),
                         message(N_("annual training of {}: {} of {} users ({} %)"), year, share.annual, share.users,
                                 percent(share.annual, share.users))}};
    });
}

Action define_train_due(Options& options) {
    struct Words {
        DueDays days;
        Query query;
    };
    auto words = std::make_shared<Words>();
    options.number("--from-days", words->days.from, "N",
                   N_("first day counted from today, below zero for the past; 0 when not said"));
    options.number("--to-days", words->days.to, "N", N_("last day counted from today; 60 when not said"));
    options.query(words->query);
    return Read([words](const View& view) -> Output {
        constexpr std::int64_t most = 36'500;
        const auto& [from, to] = words->days;
        if (from < -most || to > most || from > to)
            fail(Code::usage, N_("--from-days {} and --to-days {} name no days; the first comes first, {} at most"), from, to,
                 most);
        const auto due = trainings_due(view, words->days, words->query);
        return {.tables = {table_of(due)},
                .said = {message(N_("{} trainings run out between {} and {}"), due.size(), view.today() + static_cast<int>(from),
                                 view.today() + static_cast<int>(to))}};
    });
}

Action define_train_never(Options& options) {
    struct Words {
        TrainingKind kind = TrainingKind::initial;
        Query query;
    };
    auto words = std::make_shared<Words>();
    name_kind(options, words->kind);
    options.query(words->query);
    return Read([words](const View& view) -> Output {
        const auto users = never_trained(view, words->kind, words->query);
        std::int64_t holders = 0;
        for (const auto& user : users) holders += user.holds_id;
        return {.tables = {table_of(users)},
                .said = {message(N_("{} users without a valid {}; {} of them hold an ID"), users.size(), words->kind, holders)}};
    });
}

}  // namespace osaki::cli
