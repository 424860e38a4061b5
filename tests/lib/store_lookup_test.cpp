// Finding rows by a normalised text.
#include "store_ground.hpp"

#include <doctest/doctest.h>

using namespace osaki;
using namespace osaki::test;

using Ids = std::vector<std::int64_t>;

TEST_CASE("what was added is found at once, after the commit, and no longer when it was taken away") {
    auto store = Store::create(":memory:");
    auto write = [&](auto act) {
        auto change = store.change(actor());
        change.note("look", "lookup", 0);
        act(change);
        change.commit();
    };
    write([&](Change& change) {
        add_lookup(change, "user_mail", "a@example.jp", 2);
        add_lookup(change, "user_mail", "a@example.jp", 1);
        add_lookup(change, "user_mail", "a@example.jp", 1);
        add_lookup(change, "user_name", "a@example.jp", 3);
        add_lookup(change, "user_name", "", 4);
        CHECK(find_lookup(change, "user_mail", "a@example.jp") == Ids{1, 2});
        add_lookup(change, "user_mail", "b@example.jp", 5);
        remove_lookup(change, "user_mail", "b@example.jp", 5);
        CHECK(find_lookup(change, "user_mail", "b@example.jp").empty());
    });
    CHECK(find_lookup(store.view(actor().now), "user_mail", "a@example.jp") == Ids{1, 2});
    CHECK(find_lookup(store.view(actor().now), "user_name", "a@example.jp") == Ids{3});
    CHECK(find_lookup(store.view(actor().now), "user_name", "").empty());
    write([&](Change& change) { remove_lookup(change, "user_mail", "a@example.jp", 2); });
    CHECK(find_lookup(store.view(actor().now), "user_mail", "a@example.jp") == Ids{1});
}

TEST_CASE("more than one batch is found whole") {
    auto store = Store::create(":memory:");
    auto change = store.change(actor());
    change.note("look", "lookup", 0);
    for (std::int64_t i = 1; i <= 40'000; ++i) add_lookup(change, "user_name", std::to_string(i % 20'000), i);
    CHECK(find_lookup(change, "user_name", "7") == Ids{7, 20'007});
    CHECK(find_lookup(change, "user_name", "19999") == Ids{19'999, 39'999});
    change.commit();
    CHECK(find_lookup(store.view(actor().now), "user_name", "7") == Ids{7, 20'007});
}

TEST_CASE("what was not committed is not found") {
    auto store = Store::create(":memory:");
    add_desk(store, "sato");
    {
        auto change = store.change(actor());
        add_lookup(change, "user_name", "x", 1);
    }
    CHECK(find_lookup(store.change(actor()), "user_name", "x").empty());
}

TEST_CASE("a part of a name is found by its letters, one letter where a part begins or ends") {
    auto store = Store::create(":memory:");
    auto change = store.change(actor());
    change.note("look", "lookup", 0);
    add_lookup(change, "user_letters", "高橋誠 タカハシマコト", 1);
    add_lookup(change, "user_letters", "橋高誠 ハシタカマコト", 2);
    add_lookup(change, "user_letters", "林", 3);
    const auto find = [&](const std::vector<std::string>& texts, std::size_t limit = 10) {
        return find_letters(change, "user_letters", texts, limit);
    };
    CHECK(find({"高橋"}) == Ids{1});
    CHECK(find({"タカ"}) == Ids{1, 2});
    CHECK(find({"タカ"}, 1) == Ids{1});
    CHECK(find({"タカ", "橋誠"}) == Ids{1});
    CHECK(find({"誠"}) == Ids{1, 2});
    CHECK(find({"林"}) == Ids{3});
    CHECK(find({"カ"}).empty());
    CHECK(find({"田中"}).empty());
    CHECK(find({""}).empty());
    remove_lookup(change, "user_letters", "高橋誠 タカハシマコト", 1);
    CHECK(find({"タカ"}) == Ids{2});
}
