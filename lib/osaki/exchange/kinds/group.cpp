// Groups with the people who answer for them and who are in them, one row for each person (art. 8-2(3)).
#include "osaki/domain/group_owner.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/place.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

enum class GroupPart { owner, member };
constexpr std::array<Name<GroupPart>, 2> names_of(GroupPart) {
    return {{{GroupPart::owner, "owner", N_("group owner"), "管理者|グループ管理者|オーナー"},
             {GroupPart::member, "member", N_("group member"), "メンバー|グループメンバー|参加者"}}};
}

struct GroupRow {
    std::optional<GroupId> group = {};
    std::optional<GroupKind> kind = {};
    std::string label = {};
    std::string host = {};
    std::optional<OfficeId> office = {};  // that the host is
    std::optional<Date> opened_on = {};
    std::optional<UserId> user = {};
    std::string mail = {};
    std::string name = {};
    std::optional<GroupPart> part = {};
    std::optional<Date> since = {};
    bool names_person() const { return user || !mail.empty() || !name.empty(); }
};
using Row = GroupRow;

// A group that the file makes, by its host and label: whom the first of its rows names, and the day that one of them tells.
struct MadeGroup {
    std::optional<UserId> first = {};
    std::optional<Date> opened_on = {};
};
using MadeGroups = std::map<std::string, MadeGroup>;

std::string key_of(const Row& row) {
    return to_text(*row.office) + " " + search_key(row.label);
}
const MadeGroup* find_made(const MadeGroups& groups, const Row& row) {
    const auto found = row.office ? groups.find(key_of(row)) : groups.end();
    return found == groups.end() ? nullptr : &found->second;
}
void note_made(MadeGroups& groups, const Row& row) {
    if (row.group || !row.office) return;
    auto& made = groups.try_emplace(key_of(row), MadeGroup{row.user, {}}).first->second;
    if (!made.opened_on) made.opened_on = row.opened_on;
}

std::vector<FieldOf<Row>> group_fields() {
    return {
        {{"group", "グループ番号", "グループID"},
         take_id<GroupTag, &Row::group>,
         {N_("number in the register, like G0007; empty for a new group"), ""}},
        {{"kind", "種別", "グループ種別|種類"},
         take_name<GroupKind, &Row::kind>,
         {N_("a patient group when empty"), "患者", {}, &known_words<GroupKind>}},
        {{"label", "グループ名", "グループ名称|名称|ラベル", true, {}, "E_VALUE", {}, "group"},
         take_text<&Row::label>,
         {N_("of a patient group a code, never a name"), "P-0012"}},
        {{"host",
          "連携ホスト",
          "ホスト|ホスト事業所|連携ホスト事業所",
          true,
          "office_id|number|office_name",
          "E_VALUE",
          {},
          "group"},
         take_text<&Row::host>,
         {N_("number of the office, its facility number, or its name"), "O0002"}},
        {{"opened_on", "開設日", "作成日", false, {}, "E_DATE"},
         take_date<&Row::opened_on>,
         {N_("day the group was opened in MCS; today when empty"), "2026-04-01"}},
        {{"user", "利用者番号", "利用者ID"}, take_id<UserTag, &Row::user>, {N_("number in the register, like U000123"), ""}},
        {{"mail", "メールアドレス", "メール|E-mail"},
         take_text<&Row::mail>,
         {N_("as it is registered; one of number and address is needed"), "mihon@example.jp", {}, nullptr, true}},
        {{"name", "氏名", "名前"}, take_text<&Row::name>, {N_("compared with the register"), "見本 太郎", {}, nullptr, true}},
        {{"part", "区分", "役割"},
         take_name<GroupPart, &Row::part>,
         {N_("needed where a person is named"), "管理者", {}, &known_words<GroupPart>}},
        {{"since", "開始日", "参加日", false, {}, "E_DATE"},
         take_date<&Row::since>,
         {N_("first day in the group; its first day or today when empty"), "2026-04-01"}},
    };
}

// A number of ours, a facility number, or a name.
std::vector<Fault> find_host(const View& view, const Codes& codes, Row& row) {
    if (row.host.empty()) return {};
    if (const auto id = parse_id<OfficeTag>(row.host)) {
        row.office = id;
        return {};
    }
    const auto number = stored_number(row.host);
    const bool is_number = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    const auto placed = is_number ? office_by_number(view, codes, {{}, row.host, {}}) : office_by_name(view, {{}, {}, row.host});
    row.office = placed.office;
    return placed.faults;
}

std::vector<Fault> find_person(const View& view, Row& row) {
    if (!row.names_person() || row.user) return {};
    if (row.mail.empty()) return {{"mail", "E_MISSING", message(N_("nobody is named: 利用者番号 or メールアドレス is needed"))}};
    for (const auto& user : find_users_by_mail(view, row.mail))
        if (is_live(user.state)) row.user = user.user_id;
    if (row.user) return {};
    return {{"mail", "E_PERSON_UNKNOWN", message(N_("no live user has {}"), row.mail),
             message(N_("give 利用者番号 or the mail address that is registered"))}};
}

// What rows ask again and again.
struct Known {
    explicit Known(const View& view) : codes(view) {}
    Codes codes;
    GroupLabels labels;
};

std::vector<Fault> resolve_group(const RowContext& context, Known& known, Row& row) {
    auto faults = find_host(context.view, known.codes, row);
    if (!row.group && row.office) row.group = known.labels.find(context.view, *row.office, row.label);
    detail::append(faults, find_person(context.view, row));
    return faults;
}

Date first_day(const View& view, const Row& row) {
    if (row.since) return *row.since;
    return row.group ? view.today() : row.opened_on.value_or(view.today());
}

NewGroup new_group(const View& view, const Row& row) {
    return {row.kind.value_or(GroupKind::patient),        row.label, *row.office, {}, {},
            row.opened_on.value_or(first_day(view, row)), {}};
}

bool is_in(const View& view, const Row& row, GroupPart part) {
    if (!row.group || !row.user) return false;
    return part == GroupPart::owner ? owns(view, *row.group, *row.user) : is_member(view, *row.group, *row.user);
}
bool is_known(const View& view, const Row& row) {
    return row.group && (!row.user || is_in(view, row, *row.part));
}

void check_known_group(Faults& faults, const View& view, const Row& row) {
    const auto group = find_group(view, *row.group);
    if (!group) {
        faults.push_back({"group", "E_GROUP_UNKNOWN", message(N_("there is no group {}"), *row.group),
                          message(N_("leave the number empty for a new group"))});
        return;
    }
    if (group->archived_on)
        faults.push_back(
            {"group", "E_GROUP_ARCHIVED", message(N_("group {} was archived on {}"), *row.group, *group->archived_on)});
    if (!row.label.empty() && search_key(row.label) != search_key(group->label))
        faults.push_back({"label", "E_GROUP_OTHER", message(N_("{} is {} in the register"), *row.group, group->label),
                          message(N_("is it the right group"))});
    if (row.office && *row.office != group->office_id)
        faults.push_back({"host", "E_GROUP_OTHER", message(N_("{} is hosted by {}"), *row.group, group->office_id),
                          message(N_("is it the right group"))});
    if (row.user && row.part && !is_known(view, row))
        if (auto fault = begin_fault(view, *group, *row.user, first_day(view, row))) faults.push_back(std::move(*fault));
}

void check_person(Faults& faults, const View& view, const Row& row) {
    const auto user = find_user(view, *row.user);
    if (!user) {
        faults.push_back({"user", "E_PERSON_UNKNOWN", message(N_("there is no user {}"), *row.user)});
        return;
    }
    if (!row.mail.empty() && mail_key(row.mail) != mail_key(user->mail))
        faults.push_back({"mail", "E_PERSON_OTHER", message(N_("{} has the address {}, not {}"), *row.user, user->mail, row.mail),
                          message(N_("is it the right person"))});
    if (!row.name.empty() && search_key(row.name) != user->name_key)
        faults.push_back({"name", "E_NAME_OTHER", message(N_("{} is {} in the register"), *row.user, user->name),
                          message(N_("is it the right person"))});
    if (!row.part) {
        faults.push_back({"part", "E_MISSING", message(N_("nothing is entered, and it is needed")),
                          message(N_("known are {}"), known_words<GroupPart>())});
        return;
    }
    const bool may =
        *row.part == GroupPart::owner ? can_own(user->state) : is_live(user->state) && !left_groups_on(view, user->user_id);
    if (!may && !is_known(view, row))
        faults.push_back({"user", "E_PERSON_STATE",
                          message(N_("{} {} is {} and cannot answer for a group or be in it (art. 8-2(3))"), user->user_id,
                                  user->name, user->state)});
    if (*row.part == GroupPart::member && is_in(view, row, GroupPart::owner))
        faults.push_back({"part", "E_PART_OTHER", message(N_("{} is an owner of group {} already"), *row.user, *row.group),
                          message(N_("to make an owner a member: osaki-mcs group owner remove {} {}"), *row.group, *row.user)});
}

std::vector<Fault> group_faults(const View& view, const Row& row, Known& known) {
    Faults faults;
    check_not_future(faults, "since", row.since, view.today());
    if (row.group) check_known_group(faults, view, row);
    else if (row.office) detail::append(faults, faults_of(view, new_group(view, row), known.labels));
    if (!row.group && row.since && row.opened_on && *row.since < *row.opened_on)
        faults.push_back(
            {"since", "E_TOO_EARLY", message(N_("{} lies before {}, the day the group was opened"), *row.since, *row.opened_on)});
    if (row.user) check_person(faults, view, row);
    return faults;
}

// Rows of one new group agree on what it is, and name nobody twice.
std::vector<RowKey> group_keys(const Row& row) {
    if (!row.group && !row.office) return {};
    const auto group = row.group ? to_text(*row.group) : key_of(row);
    std::vector<RowKey> keys;
    if (row.user) keys.push_back({"user", "E_ROW_DUP", group + " " + to_text(*row.user)});
    if (row.group) return keys;
    if (row.kind) keys.push_back({"kind", "E_GROUP_OTHER", group, std::string(token_of(*row.kind))});
    if (row.opened_on) keys.push_back({"opened_on", "E_GROUP_OTHER", group, to_text(*row.opened_on)});
    return keys;
}

Foresight foresee_group(const View& view, const MadeGroups& made, const Row& row) {
    if (const auto* group = find_made(made, row); group && group->first != row.user)
        return row.user
                   ? Foresight{Applied::added,
                               message(N_("would add {} to group {}, which a row above makes"), *row.user, row.label)}
                   : Foresight{Applied::unchanged, message(N_("a row above makes group {}; nothing would change"), row.label)};
    if (is_known(view, row))
        return {Applied::unchanged, message(N_("group {} has that already; nothing would change"), *row.group)};
    if (!row.group)
        return {Applied::added, row.user ? message(N_("would add group {} at {} with {}"), row.label, *row.office, *row.user)
                                         : message(N_("would add group {} at {}"), row.label, *row.office)};
    return {Applied::added, message(N_("would add {} to group {}"), *row.user, *row.group)};
}

RowResult load_group(Change& change, const MadeGroups& groups, Known& known, const Row& row) {
    const auto* made = find_made(groups, row);
    // the group may have come with a row before
    auto group = row.group ? row.group : known.labels.find(change, *row.office, row.label);
    if (is_known(change, row)) return {Applied::unchanged};
    const bool is_new = !group;
    if (is_new) {
        auto fresh = new_group(change, row);
        if (made && made->opened_on) fresh.opened_on = made->opened_on;
        group = add_group(change, fresh, known.labels);
    }
    const auto since = made && !row.since ? get_group(change, *group).opened_on : first_day(change, row);
    if (row.user && row.part == GroupPart::owner) add_owner(change, *group, *row.user, since);
    if (row.user && row.part == GroupPart::member) add_member(change, *group, *row.user, since);
    return {is_new || row.user ? Applied::added : Applied::unchanged, is_new ? to_text(*group) : std::string()};
}

}  // namespace

ImportKind group_import(const View& view) {
    const auto known = std::make_shared<Known>(view);
    KindOf<Row> kind{"group", group_fields(), {"No", "備考", "事業所名", "職種"}};
    kind.resolve = [known](const RowContext& context, Row& row) { return resolve_group(context, *known, row); };
    const auto made = std::make_shared<MadeGroups>();
    kind.check = [known, made](const RowContext& context, const Row& row) {
        note_made(*made, row);
        return group_faults(context.view, row, *known);
    };
    kind.keys = group_keys;
    kind.apply = [known, made](Change& change, const RowContext&, const Row& row) {
        return load_group(change, *made, *known, row);
    };
    kind.foresee = [made](const RowContext& context, const Row& row) { return foresee_group(context.view, *made, row); };
    return kind_of(std::move(kind));
}

}  // namespace osaki
