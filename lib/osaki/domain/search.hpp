// Finding people by whatever is known of them (検索): a part of a name, a telephone number, an office. Knows users, offices and
// memberships.
#pragma once

#include "osaki/domain/membership.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// By what one word found a person; the earlier, the better.
enum class MatchedBy { number, mail, login, name, kana, phone, office, former_office };
constexpr std::array<Name<MatchedBy>, 8> names_of(MatchedBy) {
    return {{{MatchedBy::number, "number", N_("number"), "番号"},
             {MatchedBy::mail, "mail", N_("mail"), "メール"},
             {MatchedBy::login, "login", N_("login"), "ログイン"},
             {MatchedBy::name, "name", N_("name"), "氏名"},
             {MatchedBy::kana, "kana", N_("kana"), "フリガナ"},
             {MatchedBy::phone, "phone", N_("telephone"), "電話"},
             {MatchedBy::office, "office", N_("office"), "事業所"},
             {MatchedBy::former_office, "former-office", N_("former office"), "以前の事業所"}}};
}

struct Match {
    UserId user_id;
    std::string name;
    std::string kana;
    std::string profession;  // token
    UserState state = UserState::registered;
    std::string offices;               // names of the offices of open memberships
    std::vector<std::string> matched;  // tokens of MatchedBy, one per kind
    std::optional<UserId> merged_into;
};
const Description<Match>& describe(const Match*);

struct SearchResult {
    std::vector<Match> matches;  // the best first: exact, then from the beginning, then within; who has left comes last of each
    std::size_t found = 0;       // how many there were before `limit`
    bool is_cut = false;         // so many that not all were looked at
};

// Every word of text must be found in the person: in name or kana in any spelling (one letter: first or last), as mail address,
// part before or after its @, login, telephone number or its last four digits, number of the user, name or number of an office
// the person belongs or belonged to. Code::usage when text has no letter.
SearchResult search_users(const View& view, std::string_view text, std::size_t limit);

}  // namespace osaki
