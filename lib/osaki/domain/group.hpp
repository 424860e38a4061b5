// Groups (グループ) of MCS: which exist, where, and who answers for each (art. 8-2(3)). A label names no patient.
#pragma once

#include "osaki/domain/membership.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct GroupTag {
    static constexpr IdForm form{'G', 4, false};
};
using GroupId = Id<GroupTag>;
struct GroupOwnerTag {
    static constexpr IdForm form{'Z', 6, false};
};
struct GroupMemberTag {
    static constexpr IdForm form{'Y', 6, false};
};

enum class GroupKind { patient, free, secretariat };
constexpr std::array<Name<GroupKind>, 3> names_of(GroupKind) {
    return {{{GroupKind::patient, "patient", N_("patient group"), "患者|患者グループ|利用者グループ"},
             {GroupKind::free, "free", N_("free group"), "自由|自由グループ|フリー|一般"},
             {GroupKind::secretariat, "secretariat", N_("group of the secretariat"), "事務局|事務局グループ"}}};
}

struct Group {
    GroupId group_id;
    GroupKind kind = GroupKind::patient;
    std::string label;
    OfficeId office_id;  // 連携ホスト
    std::string office_name;
    Date opened_on;
    std::optional<Date> confirmed_on;
    std::optional<Date> archived_on;
    std::int64_t owners = 0;   // open ones
    std::int64_t members = 0;  // who are no owners
    std::string note;
};
const Description<Group>& describe(const Group*);
extern const std::string_view groups_sql;  // all of them with what is joined, in no order

// グループ管理者 and メンバー, from a day until a day; nobody is both in one group at a time.
struct GroupOwner {
    Id<GroupOwnerTag> group_owner_id;
    GroupId group_id;
    UserId user_id;
    Date since;
    std::optional<Date> until;  // the first day it no longer holds
    bool departed = false;      // left with the departure of the user: comes back when that is cancelled
    std::string group_label;
    std::string user_name;
    UserState user_state = UserState::active;
};
const Description<GroupOwner>& describe(const GroupOwner*);
extern const std::string_view group_owners_sql;
struct GroupMember {
    Id<GroupMemberTag> group_member_id;
    GroupId group_id;
    UserId user_id;
    Date since;
    std::optional<Date> until;
    bool departed = false;
    std::string group_label;
    std::string user_name;
    UserState user_state = UserState::active;
};
const Description<GroupMember>& describe(const GroupMember*);
extern const std::string_view group_members_sql;

Group get_group(const View& view, GroupId id);  // Code::not_found
std::optional<Group> find_group(const View& view, GroupId id);
std::vector<Group> list_groups(const View& view, const Query& query);
std::vector<Group> groups_of(const View& view, OfficeId host);  // open ones
// Which open group has a label at a host, compared by search_key: read once for each host, for as long as a change lasts.
class GroupLabels {
public:
    std::optional<GroupId> find(const View& view, OfficeId host, std::string_view label);
    void add(const Group& group);  // to a host that was asked for
private:
    std::map<OfficeId, std::map<std::string, GroupId, std::less<>>> hosts_;
};

// Pure: what a label may be. E_LABEL_NAME, E_LABEL_BIRTH for what a patient could be known by.
std::vector<Fault> label_faults(GroupKind kind, std::string_view label);
// Pure: as label_faults, but for words of free text and days of the last years.
std::vector<Fault> note_faults(GroupKind kind, std::string_view note, Date today);

struct NewGroup {
    GroupKind kind = GroupKind::patient;
    std::string label = {};
    OfficeId host = {};
    std::vector<UserId> owners = {};
    std::vector<UserId> members = {};
    std::optional<Date> opened_on = {};
    std::string note = {};
};
// Every fault of its own row: label, kind, host, day; owners are refused by add_owner.
std::vector<Fault> faults_of(const View& view, const NewGroup& group, GroupLabels& known);
GroupId add_group(Change& change, const NewGroup& group, GroupLabels& known);
GroupId add_group(Change& change, const NewGroup& group);

// Corrections: a member that is given replaces what is there. Code::conflict when archived.
struct GroupEdit {
    std::optional<GroupKind> kind = {};
    std::string label = {};
    std::optional<OfficeId> host = {};
    std::optional<Date> confirmed_on = {};
    std::string note = {};
};
void edit_group(Change& change, GroupId id, const GroupEdit& edit);
// Owners and members end that day. Code::invalid before somebody joined.
void archive_group(Change& change, GroupId id, Date on);
Group get_open_group(const View& view, GroupId id);  // Code::conflict when archived

}  // namespace osaki
