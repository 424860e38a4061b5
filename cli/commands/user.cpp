// user: one human, one account, one number: listed, shown, corrected, changed from a day on.
#include "words.hpp"

#include "osaki/domain/attendance.hpp"
#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/group_owner.hpp"
#include "osaki/domain/guidance.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/domain/search.hpp"
#include "osaki/domain/story.hpp"

#include "labels.hpp"
#include "records.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

namespace osaki::cli {

namespace {

enum class Switch { on, off };
constexpr std::array<Name<Switch>, 2> names_of(Switch) {
    return {{{Switch::on, "on", N_("on")}, {Switch::off, "off", N_("off")}}};
}

}  // namespace

Action define_user_list(Options& options) {
    return list_of(options, &list_users);
}

namespace {

void check_limit(std::int64_t limit) {
    if (limit < 0) fail(Code::usage, N_("--limit: {} is no number from 0"), limit);
}

}  // namespace

Action define_user_search(Options& options) {
    struct Words {
        std::vector<std::string> text;
        std::int64_t limit = 50;
    };
    auto words = std::make_shared<Words>();
    options.texts("TEXT", words->text, N_("name, kana, mail, login, telephone, number or office; all of several words must fit"));
    options.number("--limit", words->limit, "N", N_("at most so many; 50 when not said"));
    return Read([words](const View& view) -> Output {
        check_limit(words->limit);
        std::string text;
        for (const auto& word : words->text) text += (text.empty() ? "" : " ") + word;
        const auto result = search_users(view, text, static_cast<std::size_t>(words->limit));
        Output output{.tables = {table_of(result.matches)}};
        if (result.matches.empty() && result.found == 0)
            output.warnings.push_back(message(
                N_("nobody is found by {}; remarks are looked through by osaki-mcs user list --where 'note~TEXT'"), text));
        if (result.is_cut) output.warnings.push_back(message(N_("too many fit {} to look at all of them; add a word"), text));
        else if (result.matches.size() < result.found)
            output.warnings.push_back(
                message(N_("{} of {} shown; add a word, or say --limit {}"), result.matches.size(), result.found, result.found));
        for (const auto& match : result.matches)
            if (match.merged_into)
                output.warnings.push_back(message(N_("{} {} is {} now"), match.user_id, match.name, *match.merged_into));
        return output;
    });
}

namespace {

// What was when, in the words of people: a value is a profession of the code list or a state.
Table history_table(const std::vector<Dated>& history) {
    auto table = coded_table(coded_table(table_of(history), "field", "field"), "value", "profession");
    const auto place = std::ranges::find(table.columns, "value", &ColumnInfo::name) - table.columns.begin();
    for (std::size_t i = 0; i < history.size(); ++i)
        if (const auto state = parse_name<UserState>(history[i].value); state && history[i].field == "state")
            table.rows[i][static_cast<std::size_t>(place)] = Label{token_of(*state), name_of(*state).label};
    return table;
}

}  // namespace

Action define_user_history(Options& options) {
    auto id = std::make_shared<UserId>();
    options.the_id("USER", *id, N_("number of the user")).completes = "user";
    return Read([id](const View& view) -> Output {
        get_user(view, *id);
        return {.tables = {history_table(history_of(view, *id)), coded_table(table_of(story_of(view, *id)), "text", "story"),
                           table_of(audit_lines(list_audit(
                               view, {.where = "subject=user and subject_id=" + std::to_string(id->value), .sort = "seq"})))}};
    });
}

Action define_user_show(Options& options) {
    auto id = std::make_shared<UserId>();
    options.the_id("USER", *id, N_("number of the user")).completes = "user";
    return Read([id](const View& view) -> Output {
        const auto departures = departures_of(view, *id);
        const auto steps = departures.empty() ? std::vector<DepartureStepRow>{} : steps_of(view, departures.front().departure_id);
        const auto measures = guidances_of(view, *id);
        Output output{.tables = {table_of<User>({get_user(view, *id)}, true), table_of(memberships_of(view, *id)),
                                 table_of(credentials_of(view, *id)), table_of(acknowledgements_of(view, *id)),
                                 table_of(attendances_of(view, *id)), table_of(departures), table_of(steps),
                                 table_of(ownerships_of(view, *id)), table_of(group_memberships_of(view, *id)),
                                 table_of(measures), table_of(incidents_of(view, *id))}};
        for (const auto& measure : measures)
            if (measure.outcome == Outcome::open)
                output.warnings.push_back(message(N_("{} of {} is open since {}: osaki-mcs guide show {}"), measure.guidance_id,
                                                  *id, measure.given_on, measure.guidance_id));
        return output;
    });
}

Action define_user_edit(Options& options) {
    struct Words {
        UserId id;
        UserEdit edit;
        std::optional<Switch> two_factor;
    };
    auto words = std::make_shared<Words>();
    options.the_id("USER", words->id, N_("number of the user")).completes = "user";
    options.text("--name", words->edit.name, "NAME", N_("name"));
    options.text("--kana", words->edit.kana, "KANA", N_("reading of the name"));
    options.text("--mail", words->edit.mail, "ADDRESS", N_("mail address, unique among live accounts"));
    options.text("--phone", words->edit.phone, "NUMBER", N_("telephone"));
    options.text("--login", words->edit.login, "LOGIN", N_("MCS login ID, unique among live accounts"));
    options.choice("--two-factor", words->two_factor, N_("two-factor authentication of the account"));
    options.text("--note", words->edit.note, "TEXT", N_("remark"));
    return Write([words](Change& change) -> Output {
        if (words->two_factor) words->edit.two_factor = *words->two_factor == Switch::on;
        correct_user(change, get_profile(change), words->id, words->edit);
        const auto user = get_user(change, words->id);
        return {.tables = {table_of<User>({user}, true)},
                .said = {message(N_("{} {} corrected"), user.user_id, user.name)},
                .numbers = {to_text(user.user_id)}};
    });
}

Action define_user_change(Options& options) {
    struct Words {
        UserId id;
        std::string profession;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.the_id("USER", words->id, N_("number of the user")).completes = "user";
    auto& profession = options.text("--profession", words->profession, "PROFESSION", N_("profession from that day on"));
    profession.completes = "profession";
    profession.required = true;
    options.date("--on", words->on, N_("first day it holds; today when not said"));
    return Write([words](Change& change) -> Output {
        const auto before = get_user(change, words->id);
        const Basis basis(change);
        const auto on = words->on.value_or(change.today());
        const auto kept = change_person(change, basis, words->id, words->profession, on);
        const auto user = get_user(change, words->id);
        return {.tables = {table_of<User>({user}, true), table_of(history_of(change, words->id))},
                .said = {message(N_("{} {}: {} -> {} from {}; kept as {}"), user.user_id, user.name,
                                 basis.codes.label("profession", before.profession),
                                 basis.codes.label("profession", user.profession), on, kept)},
                .numbers = {to_text(kept)}};
    });
}

Action define_suspend(Options& options) {
    struct Words {
        std::vector<UserId> ids;
        std::optional<Date> on, until;
    };
    auto words = std::make_shared<Words>();
    options.ids("USER", words->ids, N_("number of the user")).completes = "user.active";
    options.date("--on", words->on, N_("first day; today when not said"));
    options.future_date("--until", words->until, N_("day to look at it again"));
    return Write([words](Change& change) {
        Output output;
        std::vector<User> users;
        for (const auto id : words->ids) {
            const auto before = get_user(change, id).state;
            // looked at before: who is suspended is no admin of anything
            std::vector<OfficeId> alone;
            for (const auto& membership : open_memberships(change, id))
                if (is_sole_admin(change, membership)) alone.push_back(membership.office_id);
            const UserId going[]{id};
            const auto groups = solely_owned(change, going);
            suspend_user(change, id, words->on.value_or(change.today()), words->until);
            users.push_back(get_user(change, id));
            output.numbers.push_back(to_text(id));
            output.said.push_back(message(N_("{} {}: {} -> {}; next: osaki-mcs restore {}"), id, users.back().name, before,
                                          users.back().state, id));
            for (const auto office : alone)
                output.warnings.push_back(
                    message(N_("{} is the only admin of office {}; name another: osaki-mcs office admin {} --user USER"), id,
                            office, office));
            for (const auto& group : groups)
                output.warnings.push_back(
                    message(N_("{} is the only owner of group {}; name another (art. 8-2(3)): osaki-mcs group owner add {} USER"),
                            id, group.group_id, group.group_id));
        }
        output.tables = {table_of(users)};
        return output;
    });
}

Action define_restore(Options& options) {
    struct Words {
        std::vector<UserId> ids;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.ids("USER", words->ids, N_("number of the user")).completes = "user.suspended";
    options.date("--on", words->on, N_("first day; today when not said"));
    return Write([words](Change& change) {
        Output output;
        std::vector<User> users;
        for (const auto id : words->ids) {
            const auto before = get_user(change, id).state;
            restore_user(change, id, words->on.value_or(change.today()));
            users.push_back(get_user(change, id));
            output.numbers.push_back(to_text(id));
            output.said.push_back(message(N_("{} {}: {} -> {}"), id, users.back().name, before, users.back().state));
        }
        output.tables = {table_of(users)};
        return output;
    });
}

}  // namespace osaki::cli
