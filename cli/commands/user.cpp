// user: one human, one account, one number: listed, shown, corrected, changed from a day on.
#include "words.hpp"

#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/duplicates.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/incident_handling.hpp"
#include "osaki/domain/merge.hpp"
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
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read([query](const View& view) -> Output { return {.tables = {table_of(list_users(view, *query))}}; });
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
    options.add({.name = "TEXT",
                 .placeholder = "",
                 .help = N_("name, kana, mail, login, telephone, number or office; all of several words must fit"),
                 .take = [words](const std::string& text) { words->text.push_back(text); },
                 .positional = true,
                 .required = true,
                 .repeatable = true});
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

Action define_user_duplicates(Options& options) {
    auto limit = std::make_shared<std::int64_t>(-1);
    options.number("--limit", *limit, "N", N_("at most so many groups"));
    return Read([limit](const View& view) -> Output {
        const auto most = *limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(*limit);
        return {.tables = {table_of(list_duplicates(view, most))}};
    });
}

namespace {

Take take_of(const std::string& text) {
    const auto what = parse_name<Take>(text);
    if (!what) fail(Code::usage, N_("{} is none of {}"), text, "name, kana, mail, phone, login, profession");
    return *what;
}

}  // namespace

Action define_user_merge(Options& options) {
    struct Words {
        Merge merge;
        std::vector<std::string> take;
    };
    auto words = std::make_shared<Words>();
    options.the_id("KEEP", words->merge.keep, N_("number that is kept")).completes = "user";
    options.the_id("GONE", words->merge.gone, N_("number of the second record of the same human")).completes = "user";
    options.list("--take", words->take, "FIELDS", N_("what the kept record takes over from the other although it has its own"));
    return Write([words](Change& change) -> Output {
        for (const auto& text : words->take) words->merge.take.push_back(take_of(text));
        const auto merged = merge_users(change, words->merge);
        Output output{
            .tables = {table_of<User>({merged.keep, merged.gone})},
            .said = {message(N_("{} {} is {} now: {} memberships, {} applications, {} IDs, {} acknowledgements and {} "
                                "departures moved; next: osaki-mcs user show {}"),
                             merged.gone.user_id, merged.gone.name, merged.keep.user_id, merged.memberships, merged.applications,
                             merged.credentials, merged.acknowledgements, merged.departures, merged.keep.user_id)},
            .numbers = {to_text(merged.keep.user_id)},
            .questions = {message(N_("merge {} {} into {} {}?"), merged.gone.user_id, merged.gone.name, merged.keep.user_id,
                                  merged.keep.name)}};
        output.foreseen = {message(N_("{} {} would be {}: {} memberships, {} applications, {} IDs, {} acknowledgements and {} "
                                      "departures would move"),
                                   merged.gone.user_id, merged.gone.name, merged.keep.user_id, merged.memberships,
                                   merged.applications, merged.credentials, merged.acknowledgements, merged.departures)};
        if (!merged.second_login.empty())
            output.warnings.push_back(
                message(N_("login {} is a second account of {} in MCS; have the holder delete it (art. 8-2(1))"),
                        merged.second_login, merged.keep.user_id));
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
        return {.tables = {table_of<User>({get_user(view, *id)}, true), table_of(memberships_of(view, *id)),
                           table_of(credentials_of(view, *id)), table_of(acknowledgements_of(view, *id)), table_of(departures),
                           table_of(steps), table_of(incidents_of(view, *id))}};
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
            suspend_user(change, id, words->on.value_or(change.today()), words->until);
            users.push_back(get_user(change, id));
            output.numbers.push_back(to_text(id));
            output.said.push_back(message(N_("{} {}: {} -> {}; next: osaki-mcs restore {}"), id, users.back().name, before,
                                          users.back().state, id));
            for (const auto office : alone)
                output.warnings.push_back(
                    message(N_("{} is the only admin of office {}; name another: osaki-mcs office admin {} --user USER"), id,
                            office, office));
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
