// user: one human, one account, one number: listed, shown, corrected, changed from a day on.
#include "words.hpp"

#include "osaki/domain/credential.hpp"
#include "osaki/domain/departure.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/history.hpp"
#include "osaki/domain/registration.hpp"

#include <array>
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

Action define_user_show(Options& options) {
    auto id = std::make_shared<UserId>();
    options.the_id("USER", *id, N_("number of the user")).completes = "user";
    return Read([id](const View& view) -> Output {
        const auto departures = departures_of(view, *id);
        const auto steps = departures.empty() ? std::vector<DepartureStepRow>{} : steps_of(view, departures.front().departure_id);
        return {.tables = {table_of<User>({get_user(view, *id)}, true), table_of(memberships_of(view, *id)),
                           table_of(credentials_of(view, *id)), table_of(acknowledgements_of(view, *id)), table_of(departures),
                           table_of(steps)}};
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
