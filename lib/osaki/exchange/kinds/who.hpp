// Whom a row of a list of names is about: by number, or by mail address; number, address and name must agree.
#pragma once

#include "osaki/domain/person.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

// As the sheet has it, and the person found behind it.
struct Who {
    std::optional<UserId> user = {};
    std::optional<ApplicationId> application = {};
    std::string mail = {};
    std::string name = {};
    std::optional<Person> person = {};
};

// The columns of the member At of a row; names_of_name are the other headers the name may stand under.
template <auto At>
std::vector<FieldOf<RootOf<At>>> who_fields(const char* names_of_name) {
    return {
        {{"user", "利用者番号", "利用者ID"}, take_id<UserTag, At, &Who::user>, {N_("number in the register, like U000123"), ""}},
        {{"application", "申込番号", "受付番号"},
         take_id<ApplicationTag, At, &Who::application>,
         {N_("number of an open application, like A2026-0001"), ""}},
        {{"mail", "メールアドレス", "メール|E-mail"},
         take_text<At, &Who::mail>,
         {N_("as it is registered; one of number and address is needed"), "mihon@example.jp", {}, nullptr, true}},
        {{"name", "氏名", names_of_name},
         take_text<At, &Who::name>,
         {N_("compared with the register"), "見本 太郎", {}, nullptr, true}},
    };
}

std::vector<Fault> find_person(const View& view, Who& who);
// Of one whose person is found: a number, an address and a name that mean several people, one of them is a slip.
std::vector<Fault> who_faults(const View& view, const Who& who);

}  // namespace osaki
