// People who are likely in the register twice (重複の疑い). Only ever a hint: who is one human, a person decides.
#pragma once

#include "osaki/domain/user.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace osaki {

// Why two records look like one human; the strongest first.
enum class Likeness { phone_kana, mail_name, name_kana_profession, name_kana };
constexpr std::array<Name<Likeness>, 4> names_of(Likeness) {
    return {
        {{Likeness::phone_kana, "phone-kana", N_("same telephone and kana"), "電話番号とフリガナが同じ"},
         {Likeness::mail_name, "mail-name", N_("same name, and the same before the @ of the mail"), "氏名とメールの@の前が同じ"},
         {Likeness::name_kana_profession, "name-kana-profession", N_("same name, kana and profession"),
          "氏名とフリガナと職種が同じ"},
         {Likeness::name_kana, "name-kana", N_("same name and kana"), "氏名とフリガナが同じ"}}};
}
// Pure: users with the same key are alike in this way; empty when the user has nothing to compare.
std::string likeness_key(Likeness why, const User& user);

struct Duplicate {
    std::int64_t group = 0;  // those of one group are likely one human
    UserId user_id;
    std::string name;
    std::string kana;
    std::string profession;  // token
    std::string mail;
    std::string phone;
    std::string offices;
    Likeness why = Likeness::name_kana;
};
const Description<Duplicate>& describe(const Duplicate*);

// Live users only. Groups by strength, then by lowest number; at most `limit` of them. A group within a stronger one is left out.
std::vector<Duplicate> list_duplicates(const View& view, std::size_t limit);

}  // namespace osaki
