// Whom each version of a document was handed to (配布, art. 8-2(1)). An explanation that came with an application has handed out
// the policy and the rules of that day, and is counted from there.
#pragma once

#include "osaki/domain/document.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class DistributedHow { hand, post, mail, online };
constexpr std::array<Name<DistributedHow>, 4> names_of(DistributedHow) {
    return {{{DistributedHow::hand, "hand", N_("by hand"), "手渡し|手交|持参"},
             {DistributedHow::post, "post", N_("by post"), "郵送|郵便"},
             {DistributedHow::mail, "mail", N_("by mail"), "メール"},
             {DistributedHow::online, "online", N_("online"), "オンライン|Web"}}};
}

struct DistributionTag {
    static constexpr IdForm form{'E', 6, false};
};
struct Distribution {
    Id<DistributionTag> distribution_id;
    DocumentId document_id;
    std::optional<UserId> user_id;
    std::optional<ApplicationId> application_id;
    Date distributed_on;
    DistributedHow how = DistributedHow::hand;
    std::string title;
    std::string version;
};
const Description<Distribution>& describe(const Distribution*);
extern const std::string_view distributions_sql;  // all of them with what is joined, in no order
// SQL: the day a user was first given a version (of documents_sql), by whatever way; NULL when never.
std::string day_given_sql(std::string_view user_alias, std::string_view document_alias);

struct Handing {
    DocumentId document;
    std::optional<Date> on = {};  // today when not said
    DistributedHow how = DistributedHow::hand;
};
struct Handed {
    std::size_t now = 0, before = 0;
};

// Pure: why this version is not handed out on that day.
std::optional<Message> handing_fault(const Document& document, Date on);
// Code::conflict for a draft, a replaced version, somebody who has left or had it before; Code::invalid for a day to come.
void distribute(Change& change, const Handing& what, const Person& person);
// Every live user who has not had it.
Handed distribute_to_all(Change& change, const Handing& what);
// On approval: what the applicant was given, the user has.
void hand_over_distributions(Change& change, ApplicationId application, UserId user);
std::vector<Distribution> distributions_of(const View& view, UserId user);
std::vector<Distribution> distributions_of(const View& view, ApplicationId application);

// A version to come that not every live user has been given.
struct Undistributed {
    Document document;
    std::int64_t users = 0;
};
std::vector<Undistributed> undistributed(const View& view, Date until);  // taking effect after today, until that day

}  // namespace osaki
