// Decisions of the steering committee (運営委員会の決定): on policy, rules, the supervision of users, and other matters (art.
// 7-2, 12).
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct CommitteeTag {
    static constexpr IdForm form{'C', 2, true};
};
using CommitteeId = Id<CommitteeTag>;

// The topics of art. 7-2 (1) to (3), and (4) with art. 12.
enum class DecisionKind { policy, rules, supervision, other };
constexpr std::array<Name<DecisionKind>, 4> names_of(DecisionKind) {
    return {{{DecisionKind::policy, "policy", N_("policy (art. 7-2 (1))"), "運用ポリシー|ポリシー"},
             {DecisionKind::rules, "rules", N_("rules (art. 7-2 (2))"), "運用ルール|ルール"},
             {DecisionKind::supervision, "supervision", N_("supervision of users (art. 7-2 (3))"),
              "利用者の管理・監督|管理・監督|監督"},
             {DecisionKind::other, "other", N_("other matters (art. 7-2 (4), 12)"), "その他"}}};
}

struct Committee {
    CommitteeId committee_id;
    Date decided_on;
    DecisionKind kind = DecisionKind::supervision;
    std::string subject;
    std::string decision;
    std::vector<std::string> about;  // what it decides, by number: K2026-01, U000012
    std::string recorded_by;
};
const Description<Committee>& describe(const Committee*);

Committee get_committee(const View& view, CommitteeId id);  // Code::not_found
std::vector<Committee> list_committees(const View& view, const Query& query);
// Those that name the number among what they decide, newest first.
std::vector<Committee> committees_about(const View& view, std::string_view number);
bool is_about(const Committee& committee, std::string_view number);

// The number as it is printed; Code::usage for a kind of record that no decision is about.
std::string reference_of(std::string_view text);
// Code::invalid for a text that cannot be right, Code::not_found for a number that is not there.
CommitteeId add_committee(Change& change, Committee committee);

// committee_id and the number, of every reference to what is not there.
inline constexpr std::string_view broken_references_sql =
    "WITH RECURSIVE part (committee_id, item, rest) AS (SELECT committee_id, '', about || ';' FROM committee WHERE about IS NOT"
    " NULL UNION ALL SELECT committee_id, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1) FROM part"
    " WHERE rest <> ''), numbered AS (SELECT committee_id, item, substr(item, 1, 1) AS letter, CASE instr(item, '-') WHEN 0 THEN"
    " CAST(substr(item, 2) AS INTEGER) ELSE CAST(substr(item, 2, 4) AS INTEGER) * 1000000000 + CAST(substr(item, 7) AS INTEGER)"
    " END AS number FROM part WHERE item <> '') SELECT committee_id, item FROM numbered WHERE NOT CASE letter"
    " WHEN 'A' THEN EXISTS (SELECT 1 FROM application WHERE application_id = number)"
    " WHEN 'D' THEN EXISTS (SELECT 1 FROM document WHERE document_id = number)"
    " WHEN 'G' THEN EXISTS (SELECT 1 FROM \"group\" WHERE group_id = number)"
    " WHEN 'K' THEN EXISTS (SELECT 1 FROM guidance WHERE guidance_id = number)"
    " WHEN 'O' THEN EXISTS (SELECT 1 FROM office WHERE office_id = number)"
    " WHEN 'U' THEN EXISTS (SELECT 1 FROM user WHERE user_id = number) ELSE 0 END ORDER BY committee_id, item";

}  // namespace osaki
