// group: which groups there are, where, and who answers for each (art. 8-2(3)).
#include "words.hpp"

#include "osaki/domain/group_check.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

namespace {

Output answer(const View& view, const std::vector<GroupId>& ids, std::vector<Message> said) {
    Output output{.said = std::move(said)};
    std::vector<Group> groups;
    std::vector<GroupOwner> owners;
    std::vector<GroupMember> members;
    for (const auto id : ids) {
        groups.push_back(get_group(view, id));
        for (auto& owner : owners_of(view, id)) owners.push_back(std::move(owner));
        for (auto& member : members_of(view, id)) members.push_back(std::move(member));
        output.numbers.push_back(to_text(id));
    }
    output.tables = {table_of(groups, groups.size() == 1), table_of(owners), table_of(members)};
    return output;
}

// "U000001 佐藤花子, U000002 三浦誠"
std::vector<std::string> names_of_users(const View& view, const std::vector<UserId>& users) {
    std::vector<std::string> named;
    for (const auto user : users) named.push_back(to_text(user) + ' ' + get_user(view, user).name);
    return named;
}

void name_group(Options& options, GroupId& id) {
    options.the_id("GROUP", id, N_("number of the group")).completes = "group.open";
}
void name_groups(Options& options, std::vector<GroupId>& ids) {
    options.ids("GROUP", ids, N_("number of the group")).completes = "group.open";
}
void name_users(Options& options, std::vector<UserId>& ids) {
    options.ids("USER", ids, N_("number of the user; - reads numbers from stdin")).completes = "user.live";
}

}  // namespace

Action define_group_list(Options& options) {
    return list_of(options, &list_groups);
}

Action define_group_show(Options& options) {
    auto id = std::make_shared<GroupId>();
    options.the_id("GROUP", *id, N_("number of the group")).completes = "group";
    return Read([id](const View& view) -> Output { return answer(view, {*id}, {}); });
}

Action define_group_add(Options& options) {
    struct Words {
        NewGroup group;
        std::vector<UserId> owners, members;
    };
    auto words = std::make_shared<Words>();
    options.choice("--kind", words->group.kind, N_("kind of group")).required = true;
    options
        .text("--label", words->group.label, "TEXT",
              N_("its name in MCS; of a patient group a code such as P-0012, never a name"))
        .required = true;
    auto& host = options.id("--host", words->group.host, "OFFICE", N_("host office (連携ホスト)"));
    host.completes = "office.open";
    host.required = true;
    options.id_list("--owner", words->owners, "USERS", N_("who answers for it (グループ管理者)")).completes = "user.live";
    options.id_list("--member", words->members, "USERS", N_("who else is in it")).completes = "user.live";
    options.date("--on", words->group.opened_on, N_("day it was opened; today when not said"));
    options.text("--note", words->group.note, "TEXT", N_("remark; nothing about the patient"));
    return Write([words](Change& change) {
        const auto id = add_group(change, words->group);
        const auto on = words->group.opened_on.value_or(change.today());
        for (const auto user : words->owners) add_owner(change, id, user, on);
        for (const auto user : words->members) add_member(change, id, user, on);
        const auto group = get_group(change, id);
        return answer(change, {id},
                      {words->owners.empty() ? message(N_("group {} {} added at {}; next: osaki-mcs group owner add {} USER"), id,
                                                       group.label, group.office_name, id)
                                             : message(N_("group {} {} added at {}; owners: {}"), id, group.label,
                                                       group.office_name, names_of_users(change, words->owners))});
    });
}

Action define_group_edit(Options& options) {
    struct Words {
        std::vector<GroupId> ids;
        GroupEdit edit;
    };
    auto words = std::make_shared<Words>();
    name_groups(options, words->ids);
    options.choice("--kind", words->edit.kind, N_("kind of group"));
    options.text("--label", words->edit.label, "TEXT",
                 N_("its name in MCS; of a patient group a code such as P-0012, never a name"));
    options.id("--host", words->edit.host, "OFFICE", N_("host office (連携ホスト)")).completes = "office.open";
    options.date("--confirmed", words->edit.confirmed_on, N_("day an owner or the host said that all is as written here"));
    options.text("--note", words->edit.note, "TEXT", N_("remark; nothing about the patient"));
    return Write([words](Change& change) {
        std::vector<Message> said;
        for (const auto id : words->ids) {
            edit_group(change, id, words->edit);
            const auto label = get_group(change, id).label;
            said.push_back(words->edit.confirmed_on
                               ? message(N_("group {} {} confirmed on {}"), id, label, *words->edit.confirmed_on)
                               : message(N_("group {} {} corrected"), id, label));
        }
        return answer(change, words->ids, std::move(said));
    });
}

Action define_group_archive(Options& options) {
    struct Words {
        std::vector<GroupId> ids;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    name_groups(options, words->ids);
    options.date("--on", words->on, N_("day it was archived; today when not said"));
    return Write([words](Change& change) {
        std::vector<Message> said;
        for (const auto id : words->ids) {
            const auto before = get_group(change, id);
            const auto on = words->on.value_or(change.today());
            archive_group(change, id, on);
            said.push_back(message(N_("group {} {} archived on {}; {} owners and {} members leave it"), id, before.label, on,
                                   before.owners, before.members));
        }
        return answer(change, words->ids, std::move(said));
    });
}

Action define_group_check(Options& options) {
    auto host = std::make_shared<std::optional<OfficeId>>();
    options.id("--host", *host, "OFFICE", N_("only the groups of this host office")).completes = "office";
    return Read([host](const View& view) {
        if (*host) get_office(view, **host);
        const auto findings = check_groups(view, *host);
        Output output{.tables = {table_of(findings)}};
        if (std::ranges::any_of(findings, [](const auto& one) { return must_be_seen_to(one.finding); }))
            output.outcome = Code::findings;
        return output;
    });
}

namespace {

struct Persons {
    GroupId group;
    std::vector<UserId> users;
    std::optional<UserId> successor;
    std::optional<Date> on;
};
using Act = void (*)(Change& change, const Persons& words, UserId user, Date on);

// One person after another, and one line for each; `text` has the places for person, group and day.
Action act_on_persons(std::shared_ptr<Persons> words, Act act, const char* text) {
    return Write([words, act, text](Change& change) {
        const auto on = words->on.value_or(change.today());
        std::vector<Message> said;
        for (const auto user : words->users) {
            act(change, *words, user, on);
            const auto group = get_group(change, words->group);
            said.push_back(message(text, user, get_user(change, user).name, group.group_id, group.label, on));
        }
        return answer(change, {words->group}, std::move(said));
    });
}

std::shared_ptr<Persons> name_persons(Options& options) {
    auto words = std::make_shared<Persons>();
    name_group(options, words->group);
    name_users(options, words->users);
    return words;
}

}  // namespace

Action define_group_owner_add(Options& options) {
    auto words = name_persons(options);
    options.date("--on", words->on, N_("first day; today when not said"));
    return act_on_persons(
        words, [](Change& change, const Persons& persons, UserId user, Date on) { add_owner(change, persons.group, user, on); },
        N_("{} {} is an owner of group {} {} from {}"));
}

Action define_group_owner_remove(Options& options) {
    auto words = name_persons(options);
    options.id("--successor", words->successor, "USER", N_("becomes an owner in that place")).completes = "user.live";
    options.date("--on", words->on, N_("first day without it; today when not said"));
    return act_on_persons(
        words,
        [](Change& change, const Persons& persons, UserId user, Date on) {
            remove_owner(change, persons.group, user, persons.successor, on);
        },
        N_("{} {} is no owner of group {} {} from {}"));
}

Action define_group_member_add(Options& options) {
    auto words = name_persons(options);
    options.date("--on", words->on, N_("first day; today when not said"));
    return act_on_persons(
        words, [](Change& change, const Persons& persons, UserId user, Date on) { add_member(change, persons.group, user, on); },
        N_("{} {} is a member of group {} {} from {}"));
}

Action define_group_member_remove(Options& options) {
    auto words = name_persons(options);
    options.date("--on", words->on, N_("first day without it; today when not said"));
    return act_on_persons(
        words,
        [](Change& change, const Persons& persons, UserId user, Date on) { remove_member(change, persons.group, user, on); },
        N_("{} {} is no member of group {} {} from {}"));
}

Action define_group_member_list(Options& options) {
    struct Words {
        GroupId group;
        Query query;
    };
    auto words = std::make_shared<Words>();
    options.the_id("GROUP", words->group, N_("number of the group")).completes = "group";
    options.query(words->query);
    return Read([words](const View& view) -> Output {
        const auto id = get_group(view, words->group).group_id;
        return {.tables = {table_of(list_group_members(view, id, words->query))}};
    });
}

Action define_group_owner_hand_over(Options& options) {
    struct Words {
        std::vector<GroupId> ids;
        bool all = false;
        UserId from, to;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    auto& groups = options.ids("GROUP", words->ids, N_("number of the group"));
    groups.completes = "group.open";
    groups.required = false;
    options.flag("--all", words->all, N_("every group that the one owns"));
    const auto person = [&](const char* name, UserId& to, const char* help) {
        auto& option = options.id(name, to, "USER", help);
        option.required = true;
        option.completes = "user.live";
    };
    person("--from", words->from, N_("owner until that day"));
    person("--to", words->to, N_("owner from that day"));
    options.date("--on", words->on, N_("the day; today when not said"));
    return Write([words](Change& change) {
        if (words->all == !words->ids.empty())
            fail(Code::usage, N_("name the groups, or --all for every group that {} owns"), words->from);
        auto ids = words->ids;
        if (words->all)
            for (const auto& owned : ownerships_of(change, words->from))
                if (!owned.until) ids.push_back(owned.group_id);
        const auto on = words->on.value_or(change.today());
        const auto from = get_user(change, words->from), to = get_user(change, words->to);
        if (ids.empty()) fail(Code::conflict, N_("{} {} owns no group"), from.user_id, from.name);
        std::vector<Message> said;
        for (const auto id : ids) {
            hand_over(change, id, words->from, words->to, on);
            said.push_back(message(N_("group {} {}: {} {} -> {} {} from {}"), id, get_group(change, id).label, from.user_id,
                                   from.name, to.user_id, to.name, on));
        }
        return answer(change, ids, std::move(said));
    });
}

}  // namespace osaki::cli
