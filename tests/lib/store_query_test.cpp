// --where, --sort and --limit: what they mean, and what is refused in words.
#include "store_ground.hpp"

#include <doctest/doctest.h>

using namespace osaki;
using namespace osaki::test;

namespace {

enum class Colour { red, green };
[[maybe_unused]] constexpr std::array<Name<Colour>, 2> names_of(Colour) {
    return {{{Colour::red, "red", "red", "赤"}, {Colour::green, "green", "green", "緑"}}};
}
struct ThingTag {
    static constexpr IdForm form{'U', 6, false};
};
struct Thing {
    Id<ThingTag> thing_id;
    std::string name;
    std::optional<Colour> colour;
    std::optional<std::int64_t> size;
    std::optional<Date> since;
    Timestamp at;
    bool big = false;
    std::vector<std::string> tags;
    std::string profession;
    std::string secret;
};
constexpr Column<Thing> thing_columns[] = {
    column<&Thing::thing_id>("thing_id", "Number"),
    column<&Thing::name>("name", "Name"),
    column<&Thing::colour>("colour", "Colour"),
    column<&Thing::size>("size", "Size"),
    column<&Thing::since>("since", "Since"),
    column<&Thing::at>("at", "At"),
    column<&Thing::big>("big", "Big"),
    column<&Thing::tags>("tags", "Tags"),
    column<&Thing::profession>("profession", "Profession").coded("profession"),
    column<&Thing::secret>("secret", "Secret").hidden(),
};
const Description<Thing>& describe(const Thing*) {
    static constexpr Description<Thing> description{"thing", "thing", thing_columns};
    return description;
}

// Three things, newest number first.
constexpr const char* things =
    "SELECT column1 AS thing_id, column2 AS name, column3 AS colour, column4 AS size, column5 AS since, column6 AS at, column7 "
    "AS big, "
    "column8 AS tags, column9 AS profession, 'x' AS secret FROM (VALUES "
    "(3, '髙橋 or', 'red', NULL, '2026-04-03', '2026-04-03T09:00:00+09:00', 1, 'a;bc', 'nurse'), "
    "(2, 'Sato', 'green', 20, NULL, '2026-04-02T23:59:59+09:00', 0, 'bc', 'doctor'), "
    "(1, 'it''s', NULL, -10, '2026-04-01', '2026-04-01T00:00:00+09:00', 0, '', NULL)) ORDER BY 1 DESC";

Query query(std::string where, std::string sort = "", std::int64_t limit = -1, std::int64_t offset = 0) {
    const auto code = [](std::string_view, std::string_view text) {
        if (text == "看護師" || text == "nurse") return std::string("nurse");
        return text == "doctor" ? std::string("doctor") : std::string();
    };
    return {std::move(where), std::move(sort), limit, offset, make_date(2026, 4, 3), code};
}

std::string numbers(Store& store, const Query& wanted) {
    std::string text;
    for (const auto& thing : sql::list<Thing>(store.view(actor().now), things, wanted))
        text += std::to_string(thing.thing_id.value);
    return text;
}

}  // namespace

TEST_CASE("a condition finds what it says") {
    auto store = Store::create(":memory:");
    const std::pair<const char*, const char*> cases[] = {{"", "321"},
                                                         {"  ", "321"},
                                                         {"thing_id=U000002", "2"},
                                                         {"thing_id = u2", "2"},
                                                         {"thing_id!=U2", "31"},
                                                         {"thing_id>=U2", "32"},
                                                         {"name=Sato", "2"},
                                                         {"name='Sato'", "2"},
                                                         {"name=\"it's\"", "1"},
                                                         {"name='髙橋 or'", "3"},
                                                         {"name~sat", "2"},
                                                         {"name~髙橋", "3"},
                                                         {"name~%", ""},
                                                         {"colour=red", "3"},
                                                         {"colour=緑", "2"},
                                                         {"colour!=red", "21"},
                                                         {"not colour=red", "21"},
                                                         {"colour is null", "1"},
                                                         {"colour IS NOT NULL", "32"},
                                                         {"size>0", "2"},
                                                         {"size<0", "1"},
                                                         {"size=-10", "1"},
                                                         {"size=２０", "2"},
                                                         {"not size>0", "31"},
                                                         {"since=2026-04-01", "1"},
                                                         {"since<today", "1"},
                                                         {"since=令和8年4月3日", "3"},
                                                         {"since>=2026/4/1", "31"},
                                                         {"at=2026-04-02", "2"},
                                                         {"at<=2026-04-02", "21"},
                                                         {"at>2026-04-02", "3"},
                                                         {"at=2026-04-01T00:00:00+09:00", "1"},
                                                         {"big=yes", "3"},
                                                         {"big=いいえ", "21"},
                                                         {"big=true or size=20", "32"},
                                                         {"tags=bc", "32"},
                                                         {"tags=b", ""},
                                                         {"tags!=a", "21"},
                                                         {"tags~b", "32"},
                                                         {"profession=看護師", "3"},
                                                         {"profession=nurse", "3"},
                                                         {"profession=doctor", "2"},
                                                         {"colour=red or colour=green and size=1", "3"},
                                                         {"(colour=red or colour=green) and not size=20", "3"},
                                                         {"not not big=yes", "3"},
                                                         {"not (big=yes or size=20)", "1"},
                                                         {"size<=20 AND size>=20", "2"}};
    for (const auto& [where, found] : cases) {
        CAPTURE(where);
        CHECK(numbers(store, query(where)) == found);
    }
}

TEST_CASE("a list keeps its own order unless another is asked for, and is cut where asked") {
    auto store = Store::create(":memory:");
    CHECK(numbers(store, query("big=no")) == "21");
    CHECK(numbers(store, query("", "thing_id")) == "123");
    CHECK(numbers(store, query("", "-big, size")) == "312");
    CHECK(numbers(store, query("", "big,-size")) == "213");
    CHECK(numbers(store, query("", "", 2)) == "32");
    CHECK(numbers(store, query("", "", 2, 1)) == "21");
    CHECK(numbers(store, query("", "", -1, 1)) == "21");
    CHECK(numbers(store, query("", "", 0)) == "");
}

TEST_CASE("a condition that cannot be meant is refused as usage, naming the word") {
    auto store = Store::create(":memory:");
    const std::string deep(40, '('), long_text(5000, 'x');
    std::string many = "size=1";
    for (int i = 0; i < 70; ++i) many += " or size=1";
    const std::pair<std::string, const char*> cases[] = {
        {"nome=x", "there is no column nome; did you mean name?"},
        {"altogether=x",
         "there is no column altogether; there are thing_id, name, colour, size, since, at, big, tags, profession"},
        {"secret=x", "there is no column secret"},
        {"thing_id=O0001", "O0001"},
        {"colour=blue", "blue"},
        {"size=many", "many"},
        {"size=1.5", "1.5"},
        {"big=maybe", "maybe"},
        {"since=2026-02-29", "2026"},
        {"size~1", "size"},
        {"tags<b", "tags"},
        {"name", "ends too early"},
        {"name=", "ends too early"},
        {"name=x and", "ends too early"},
        {"(name=x", "ends too early"},
        {"name=x)", ")"},
        {"name==x", "=="},
        {"name!x", "!"},
        {"name=x name=y", "name"},
        {"= x", "="},
        {"name is x", "x"},
        {"name='x", "'x"},
        {"'name'=x", "name"},
        {"name=x; DROP TABLE operator", "DROP"},
        {deep + "size=1", "deep"},
        {many, "more than 64"},
        {long_text, "longer than"}};
    for (const auto& [where, said] : cases) {
        CAPTURE(where.substr(0, 60));
        try {
            numbers(store, query(where));
            FAIL_CHECK("nothing was refused");
        } catch (const Error& error) {
            CHECK(error.code == Code::usage);
            CAPTURE(error.what());
            CHECK(std::string_view(error.what()).find(said) != std::string_view::npos);
        }
    }
    for (const auto* sort : {"nome", "name desc", ",", "secret", "-", "name;--"}) {
        CAPTURE(sort);
        CHECK(refusal([&] { numbers(store, query("", sort)); }) == Code::usage);
    }
}
