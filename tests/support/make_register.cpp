// make_register FILE USERS: fills a fresh register (db init) with invented offices and active users, through the library and
// audited like any other change. The same numbers give the same register.
#include "osaki/domain/membership.hpp"

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace osaki;

constexpr std::int64_t users_per_office = 25;
constexpr std::int64_t batch = 50'000;  // changes per commit

const char* const families[] = {"佐藤", "鈴木", "髙橋", "渡邊", "菊地", "千葉", "早坂", "遊佐", "三浦", "大場", "髙﨑", "斎藤"};
const char* const family_kana[] = {"サトウ",   "スズキ", "タカハシ", "ワタナベ", "キクチ",   "チバ",
                                   "ハヤサカ", "ユサ",   "ミウラ",   "オオバ",   "タカサキ", "サイトウ"};
const char* const givens[] = {"花子", "健一", "真由美", "大輔", "美咲", "翔太", "陽子", "誠"};
const char* const given_kana[] = {"ハナコ", "ケンイチ", "マユミ", "ダイスケ", "ミサキ", "ショウタ", "ヨウコ", "マコト"};
const char* const professions[] = {"nurse", "doctor", "pharmacist", "care-manager", "care-worker"};

class Maker {
public:
    Maker(Store& store, std::int64_t users) : store_(store), users_(users) {}

    void run() {
        make_offices();
        for (std::int64_t done = 0; done < users_; done += batch) make_users(done, std::min(done + batch, users_));
    }

private:
    Actor actor() const { return {"jimukyoku", 1000, "make_register", "", *parse_timestamp("2026-04-01T09:00:00+09:00"), true}; }
    template <class T, std::size_t N>
    std::size_t any(const T (&)[N]) {
        return std::uniform_int_distribution<std::size_t>(0, N - 1)(random_);
    }

    void make_offices() {
        auto change = store_.change(actor());
        const Codes codes(change);
        for (std::int64_t i = 0; i <= users_ / users_per_office; ++i) {
            NewOffice office;
            office.name = "訪問看護ステーション第" + std::to_string(i + 1);
            office.service = "130";
            office.number = std::to_string(4'600'000'000 + i);
            office.number.insert(0, 10 - office.number.size(), '0');
            office.municipality = "042153";
            offices_.push_back(add_office(change, codes, office));
        }
        change.commit();
    }

    void make_users(std::int64_t from, std::int64_t to) {
        auto change = store_.change(actor());
        const auto since = make_date(2026, 3, 2);
        for (auto i = from; i < to; ++i) {
            const auto family = any(families), given = any(givens);
            User user;
            user.name = std::string(families[family]) + "　" + givens[given];
            user.kana = std::string(family_kana[family]) + "　" + given_kana[given];
            user.profession = professions[any(professions)];
            user.mail = "user" + std::to_string(i + 1) + "@example.jp";
            user.login = user.mail;
            user.state = UserState::active;
            const auto id = add_user(change, user, since);
            const auto role = i % users_per_office == 0 ? MemberRole::admin : MemberRole::staff;
            begin_membership(change, id, offices_[static_cast<std::size_t>(i / users_per_office)], role, since);
        }
        change.commit();
    }

    Store& store_;
    std::int64_t users_;
    std::vector<OfficeId> offices_;
    std::mt19937_64 random_{20260401};
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::cerr << "make_register FILE USERS\n";
        return 2;
    }
    auto store = Store::open(argv[1]);
    Maker(store, std::atoll(argv[2])).run();
    return 0;
} catch (const std::exception& error) {
    std::cerr << "make_register: " << error.what() << "\n";
    return 1;
}
