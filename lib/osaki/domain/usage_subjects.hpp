// Whose figures a row is, by what a file calls people and offices.
#pragma once

#include "osaki/domain/usage.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace osaki {

// A user, an office, or with neither nobody of this network.
struct UsageMatch {
    std::optional<UserId> user = {};
    std::optional<OfficeId> office = {};
};

enum class UsageKey { user, mail, login, office, office_name };

// By the number in the register, 0 when nobody is called so.
struct UsageSubject {
    std::int64_t number = 0;
    std::int64_t other = 0;  // of another user with the same address: one has left, and it is a question of the month
};

// By what an unknown row is known again: its key, and of an office its name too, for offices share numbers.
std::string unknown_key(UsageScope scope, std::string_view key, std::string_view name);

// Reads the register when it is first asked, for many questions.
class UsageSubjects {
public:
    explicit UsageSubjects(const View& view) : view_(view) {}
    UsageSubject find(UsageKey key, std::string_view text);
    // What was said of a row of that key in an earlier month, or of one that was taken the place of.
    std::optional<UsageMatch> said_before(UsageScope scope, std::string_view key, std::string_view name = {});

private:
    using ByKey = std::unordered_map<std::string, UsageSubject>;
    void read_users();
    void read_matches();

    const View& view_;
    bool has_users_ = false, has_matches_ = false;
    ByKey by_mail_, by_login_;
    std::map<std::pair<UsageScope, std::string>, UsageMatch> said_;
};

}  // namespace osaki
