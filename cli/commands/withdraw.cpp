// transfer and withdraw: who moves and who goes (art. 8-2(1), 11 (guidance) 2).
#include "words.hpp"

#include "labels.hpp"
#include "osaki/domain/desk.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/registration.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

Action define_transfer(Options& options) {
    auto words = std::make_shared<Transfer>();
    options.the_id("USER", words->user, N_("number of the user")).completes = "user";
    const auto office = [&](const char* name, OfficeId& to, const char* help) {
        auto& option = options.id(name, to, "OFFICE", help);
        option.required = true;
        option.completes = "office";
    };
    office("--from", words->from, N_("office that is left"));
    office("--to", words->to, N_("office that is joined"));
    options.choice("--role", words->role, N_("role in the new office; staff when not said"));
    options.choice("--ground", words->ground, N_("ground of art. 9, asked again when the new office lies elsewhere"));
    options.text("--ground-reason", words->ground_reason, "TEXT", N_("written reason of ground 2 or 3"));
    options.id("--successor", words->successor, "USER", N_("becomes admin of the old office and owner of its groups first"))
        .completes = "user";
    options.date("--on", words->on, N_("first day in the new office; today when not said"));
    return Write([words](Change& change) -> Output {
        const auto id = transfer(change, Basis(change), *words);
        const auto user = get_user(change, words->user);
        Output output{.tables = {table_of<User>({user}, true), table_of(memberships_of(change, user.user_id)),
                                 table_of<Application>({get_application(change, id)}, true)},
                      .said = {message(N_("{} {}: {} -> {}; kept as {}"), user.user_id, user.name, words->from, words->to, id)},
                      .numbers = {to_text(id)}};
        for (const auto& group : groups_to_leave(change, words->user, words->from))
            output.said.push_back(message(N_("{} is still in group {} {} of {}; next: {}"), words->user, group.group, group.label,
                                          words->from, group.command));
        return output;
    });
}

namespace {

struct Words {
    std::vector<std::string> numbers;
    Withdrawal withdrawal;
    std::optional<DepartureStep> step;
    std::optional<Date> done;
    std::string impossible;
    bool cancel = false;
    bool open = false;
    std::optional<CommitteeId> committee;
    std::optional<Date> on;
    const Settings* settings = nullptr;
};

Message departure_line(const View& view, const User& user, UserState before, const Departure& departure, Translate translate) {
    if (departure.state == DepartureState::closed)
        return departure.residual
                   ? message(N_("{} {}: {} -> {}; the account remains and stays on the list of residual accounts"), user.user_id,
                             user.name, before, user.state)
                   : message(N_("{} {}: {} -> {}; the departure is closed"), user.user_id, user.name, before, user.state);
    const auto remaining = remaining_steps(steps_of(view, departure.departure_id));
    return message(N_("{} {}: {} -> {}; still open: {}; next: osaki-mcs withdraw {} --step {} --done DATE"), user.user_id,
                   user.name, before, user.state, labels_of(remaining, translate), user.user_id, token_of(remaining.front()));
}

// One person: cancel, advance or begin.
Message withdraw_user(Change& change, UserId id, const Words& words) {
    const auto before = get_user(change, id).state;
    if (words.cancel) {
        cancel_withdrawal(change, id, words.committee);
        const auto user = get_user(change, id);
        return message(N_("{} {}: {} -> {}; the departure is cancelled"), id, user.name, before, user.state);
    }
    std::optional<Departure> departure;
    if (words.committee)
        departure = withdraw_ordered(change, get_profile(change), id, {*words.committee, words.on.value_or(change.today())});
    else if (words.step) departure = advance_departure(change, id, *words.step, words.done, words.impossible);
    else departure = withdraw(change, id, words.withdrawal);
    const auto user = get_user(change, id);
    if (departure) return departure_line(change, user, before, *departure, words.settings->translate);
    return message(N_("{} {} no longer belongs to {}; still a member of {}"), id, user.name, *words.withdrawal.office,
                   user.offices);
}

Message withdraw_whole(Change& change, OfficeId id, const Words& words) {
    if (words.step || words.cancel || words.withdrawal.office || words.committee)
        fail(Code::usage, N_("steps, cancellations and decisions are for users; {} is an office"), id);
    const auto office = get_office(change, id);
    withdraw_office(change, id, words.withdrawal.received_on);
    return message(N_("office {} {} closed on {}; {} members leave it; next: osaki-mcs status"), id, office.name,
                   *words.withdrawal.received_on, office.members);
}

void name_words(Options& options, Words& words) {
    words.settings = options.settings();
    auto& numbers = options.texts("NUMBER", words.numbers, N_("users (U000001), or an office (O0001) with all its members"));
    numbers.required = false;
    numbers.completes = "to-withdraw";
    options.id("--office", words.withdrawal.office, "OFFICE", N_("end only the membership in this office")).completes = "office";
    options.date("--received", words.withdrawal.received_on, N_("day the notice (退会届) arrived"));
    options.choice("--step", words.step, N_("the step of the departure that is done or impossible"));
    options.date("--done", words.done, N_("day the step was done"));
    options.text("--impossible", words.impossible, "TEXT", N_("why the step cannot be done, e.g. a lost login"));
    options.id("--successor", words.withdrawal.successor, "USER", N_("becomes admin of the office and owner of the groups first"))
        .completes = "user";
    options
        .id("--committee", words.committee, "DECISION",
            N_("decision of the committee that orders the deletion, or with --cancel takes it back"))
        .completes = "committee";
    options.date("--on", words.on, N_("day the decision is carried out; today when not said"));
    options.flag("--cancel", words.cancel, N_("the holder stays: restore the state before"));
    options.flag("--open", words.open, N_("list the departures that are open, with the steps left"));
}

// A notice of one's own and a decision of the committee are two ways, and a list is none.
void check_words(const Words& words) {
    const auto& own = words.withdrawal;
    const bool is_own = own.received_on || own.office || own.successor;
    if (words.open && (!words.numbers.empty() || is_own || words.step || words.cancel || words.committee))
        fail(Code::usage, N_("--open lists the open departures; leave out the rest"));
    if (!words.open && words.numbers.empty()) fail(Code::usage, N_("it is not said who leaves; --open lists who is leaving"));
    if (words.committee && (is_own || words.step))
        fail(Code::usage, N_("--committee goes without --received, --office, --successor and --step: the committee decides, not "
                             "a notice"));
    if (words.on && (!words.committee || words.cancel))
        fail(Code::usage, N_("--on is the day a decision is carried out; say --committee too"));
}

}  // namespace

Action define_withdraw(Options& options) {
    auto words = std::make_shared<Words>();
    name_words(options, *words);
    return Write([words](Change& change) {
        check_words(*words);
        Output output;
        if (words->open) {
            output.tables = {coded_table(table_of(open_departures(change)), "open", "open")};
            return output;
        }
        std::vector<User> users;
        for (const auto& number : words->numbers) {
            if (const auto office = parse_id<OfficeTag>(number)) {
                output.questions.push_back(message(N_("withdraw office {} with all its members?"), *office));
                output.said.push_back(withdraw_whole(change, *office, *words));
            } else {
                const auto id = number_of<UserTag>(number);
                if (!words->step && !words->cancel)
                    output.questions.push_back(words->committee ? message(N_("delete the registration of {} {} by {}?"), id,
                                                                          get_user(change, id).name, *words->committee)
                                                                : message(N_("withdraw {} {}?"), id, get_user(change, id).name));
                output.said.push_back(withdraw_user(change, id, *words));
                users.push_back(get_user(change, id));
            }
            output.numbers.push_back(number);
        }
        output.tables = {table_of(users)};
        for (const auto& user : users) output.tables.push_back(table_of(departures_of(change, user.user_id)));
        return output;
    });
}

}  // namespace osaki::cli
