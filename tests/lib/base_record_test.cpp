// A record described once: its columns read, write and show every type of member.
#include "osaki/base/error.hpp"
#include "osaki/base/record.hpp"

#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace osaki;

namespace {

struct PetTag {
    static constexpr IdForm form{'P', 3, false};
};
enum class Kind { cat, dog };
constexpr std::array<Name<Kind>, 2> names_of(Kind) {
    return {{{Kind::cat, "cat", N_("cat"), "猫"}, {Kind::dog, "dog", N_("dog"), "犬"}}};
}

struct Pet {
    Id<PetTag> pet_id;
    std::string name;
    Kind kind = Kind::cat;
    bool tame = false;
    std::int64_t weight = 0;
    Date born;
    std::optional<Date> died;
    Timestamp seen;
    std::vector<std::string> toys;
    std::string secret;
};

const Description<Pet>& describe(const Pet*) {
    static const std::array columns{
        column<&Pet::pet_id>("pet_id", N_("Number")), column<&Pet::name>("name", N_("Name")).required(),
        column<&Pet::kind>("kind", N_("Kind")),       column<&Pet::tame>("tame", N_("Tame")),
        column<&Pet::weight>("weight", N_("Weight")), column<&Pet::born>("born", N_("Born")),
        column<&Pet::died>("died", N_("Died")),       column<&Pet::seen>("seen", N_("Seen")).detail(),
        column<&Pet::toys>("toys", N_("Toys")),       column<&Pet::secret>("secret", "").hidden(),
    };
    static const Description<Pet> description{"pet", N_("Pets"), columns};
    return description;
}

const Pet tama{{7}, "タマ", Kind::cat, true, 4, make_date(2020, 2, 29), {}, Timestamp{1775001600}, {"ball", "mouse"}, "fish"};

}  // namespace

TEST_CASE("a record is stored in cells and read back the same") {
    Pet copy;
    for (const auto& c : description<Pet>().columns) {
        std::string scratch;
        c.set(copy, c.cell(tama, scratch));
    }
    CHECK(copy.pet_id == tama.pet_id);
    CHECK(copy.name == tama.name);
    CHECK(copy.kind == tama.kind);
    CHECK(copy.tame == tama.tame);
    CHECK(copy.weight == tama.weight);
    CHECK(copy.born == tama.born);
    CHECK(copy.died == tama.died);
    CHECK(copy.seen == tama.seen);
    CHECK(copy.toys == tama.toys);
    CHECK(copy.secret == tama.secret);
}

TEST_CASE("a table shows what a record shows and hides what it hides") {
    const auto table = table_of<Pet>({tama});
    CHECK(table.kind == "pet");
    REQUIRE(table.columns.size() == 9);
    REQUIRE(table.rows.at(0).size() == 9);
    CHECK(std::get<std::string>(table.rows[0][0]) == "P007");
    CHECK(std::get<Label>(table.rows[0][2]).token == "cat");
    CHECK(std::holds_alternative<std::monostate>(table.rows[0][6]));
    CHECK(table.columns[7].show == Show::detail);
}

TEST_CASE("columns know what a person meant") {
    const auto& columns = description<Pet>().columns;
    CHECK(columns[2].token_for("犬") == "dog");
    CHECK(columns[2].token_for("bird") == "");
    CHECK(columns[0].id_for("p7") == 7);
    CHECK(columns[0].id_for("x") == 0);
    CHECK(!columns[1].nullable);
    CHECK(columns[6].nullable);
}

TEST_CASE("what this program never stored is not read as something else") {
    const auto& columns = description<Pet>().columns;
    const auto refused = [&](std::size_t index, std::string_view text) {
        Pet pet;
        try {
            columns[index].set(pet, text);
        } catch (const Error& error) {
            return error.code == Code::wrong_file;
        }
        return false;
    };
    CHECK(refused(2, "bird"));
    CHECK(refused(2, "Cat"));
    for (const auto* text :
         {"", "2026-4-1", "2026-02-29", "20260401", "2026-04-01 ", "2026-13-01", "2026-00-01", "2O26-04-01", "令和8年4月1日"}) {
        CAPTURE(text);
        CHECK(refused(5, text));
        CHECK(refused(6, text));
        CHECK(refused(7, text));
    }
}
