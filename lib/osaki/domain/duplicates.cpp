#include "osaki/domain/duplicates.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

constexpr Column<Duplicate> duplicate_columns[] = {
    column<&Duplicate::group>("group", N_("Group")),
    column<&Duplicate::user_id>("user_id", N_("Number")),
    column<&Duplicate::name>("name", N_("Name")).required(),
    column<&Duplicate::kana>("kana", N_("Kana")),
    column<&Duplicate::profession>("profession", N_("Profession")).required().coded("profession"),
    column<&Duplicate::mail>("mail", N_("Mail")).required(),
    column<&Duplicate::phone>("phone", N_("Telephone")).detail(),
    column<&Duplicate::offices>("offices", N_("Offices")),
    column<&Duplicate::why>("why", N_("Why")),
};

struct Hashed {
    std::size_t hash;
    std::int64_t user;
    auto operator<=>(const Hashed&) const = default;
};
using Group = std::vector<User>;

// One pass over the live users for all likenesses: hashes only, because a large register does not fit into memory as text.
std::map<Likeness, std::vector<Hashed>> hash_users(const View& view) {
    std::map<Likeness, std::vector<Hashed>> all;
    sql::for_each<User>(
        view,
        [&](const User& user) {
            for (const auto& why : names<Likeness>)
                if (const auto key = likeness_key(why.value, user); !key.empty())
                    all[why.value].push_back({std::hash<std::string>()(key), user.user_id.value});
        },
        "SELECT user_id, name_key, kana, profession, mail_key, phone FROM user WHERE state <> 'left' ORDER BY user_id");
    return all;
}

// A hash may lie: the rows are read and their keys compared.
std::vector<Group> split(const View& view, Likeness why, const std::vector<Hashed>& same) {
    std::map<std::string, Group> by_key;
    for (const auto& one : same) {
        auto user = get_user(view, UserId{one.user});
        by_key[likeness_key(why, user)].push_back(std::move(user));
    }
    std::vector<Group> groups;
    for (auto& [key, group] : by_key)
        if (group.size() > 1) groups.push_back(std::move(group));
    return groups;
}

// Which groups a user is in already.
using Seen = std::map<std::int64_t, std::vector<std::int64_t>>;

bool is_known(const Seen& seen, const std::vector<Hashed>& same) {
    const auto first = seen.find(same.front().user);
    if (first == seen.end()) return false;
    return std::ranges::any_of(first->second, [&](std::int64_t number) {
        return std::ranges::all_of(same, [&](const Hashed& one) {
            const auto found = seen.find(one.user);
            return found != seen.end() && std::ranges::find(found->second, number) != found->second.end();
        });
    });
}

// Runs of equal hashes with more than one user, the one with the lowest number first.
std::vector<std::vector<Hashed>> runs_of(std::vector<Hashed> hashed) {
    std::ranges::sort(hashed);
    std::vector<std::vector<Hashed>> runs;
    for (auto from = hashed.begin(); from != hashed.end();) {
        const auto to = std::find_if(from, hashed.end(), [&](const Hashed& one) { return one.hash != from->hash; });
        if (to - from > 1) runs.emplace_back(from, to);
        from = to;
    }
    std::ranges::sort(runs, {}, [](const auto& run) { return run.front().user; });
    return runs;
}

}  // namespace

const Description<Duplicate>& describe(const Duplicate*) {
    static constexpr Description<Duplicate> description{"duplicate", N_("likely duplicates"), duplicate_columns};
    return description;
}

std::string likeness_key(Likeness why, const User& user) {
    const auto kana = search_key(user.kana);
    const auto together = [](std::initializer_list<std::string_view> parts) {
        std::string key;
        for (const auto part : parts) {
            if (part.empty()) return std::string();
            key.append(part).append(" ");
        }
        return key;
    };
    switch (why) {
        case Likeness::phone_kana: {
            auto digits = user.phone;
            std::erase(digits, '-');
            return together({digits, kana});
        }
        case Likeness::mail_name:
            return together({std::string_view(user.mail_key).substr(0, user.mail_key.find('@')), user.name_key});
        case Likeness::name_kana_profession:
            return together({user.name_key, kana, user.profession});
        case Likeness::name_kana:
            return together({user.name_key, kana});
    }
    return {};
}

std::vector<Duplicate> list_duplicates(const View& view, std::size_t limit) {
    std::vector<Duplicate> list;
    Seen seen;
    std::int64_t number = 0;
    for (auto& [why, hashed] : hash_users(view)) {
        for (const auto& same : runs_of(std::move(hashed))) {
            if (is_known(seen, same)) continue;
            for (const auto& group : split(view, why, same)) {
                if (static_cast<std::size_t>(number) == limit) return list;
                ++number;
                for (const auto& user : group) {
                    seen[user.user_id.value].push_back(number);
                    list.push_back(
                        {number, user.user_id, user.name, user.kana, user.profession, user.mail, user.phone, user.offices, why});
                }
            }
        }
    }
    return list;
}

}  // namespace osaki
