// Personal data that left the register: what is kept of it, and what is about persons at all.
#include "osaki/domain/provision.hpp"

#include "osaki/domain/catalogue.hpp"
#include "osaki/store/audit.hpp"
#include "osaki/store/sql.hpp"
#include "support/register.hpp"

#include <doctest/doctest.h>

using namespace osaki;

namespace {

Provision made() {
    Provision provision;
    provision.kind = "user";
    provision.purpose = "定期監査の資料";
    provision.fields = {"user_id", "name"};
    provision.numbers = {"U000001"};
    provision.records = 1;
    provision.encoding = "utf-8";
    provision.sha256 = std::string(64, '0');
    return provision;
}

}  // namespace

TEST_CASE("who gave what to whom and when is kept with its after-image, and the audit vouches for it") {
    test::Register reg;
    reg.act([](Change& change) {
        auto provision = made();
        provision.recipient = "大崎市医師会";
        add_provision(change, provision);
    });
    const auto view = reg.view();
    const auto kept = sql::list<Provision>(view, "SELECT * FROM provision ORDER BY provision_id");
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].actor == "jimukyoku");
    CHECK(kept[0].at == reg.now);
    CHECK(kept[0].recipient == "大崎市医師会");
    CHECK(kept[0].fields == std::vector<std::string>{"user_id", "name"});
    CHECK(verify_audit(view).findings.empty());
}

TEST_CASE("of a few records it is kept whose they are, of many how many") {
    for (const auto& [count, expected] :
         {std::pair<std::size_t, std::size_t>{1, 1}, {most_numbers, most_numbers}, {most_numbers + 1, 0}}) {
        CAPTURE(count);
        test::Register reg;
        reg.act([count = count](Change& change) {
            auto provision = made();
            provision.numbers.assign(count, "U000001");
            add_provision(change, provision);
        });
        const auto view = reg.view();
        CHECK(sql::list<Provision>(view, "SELECT * FROM provision ORDER BY provision_id").at(0).numbers.size() == expected);
    }
}

TEST_CASE("without a purpose nothing is given") {
    for (const std::string purpose : {"", " 　", "改\n行"}) {
        CAPTURE(purpose);
        test::Register reg;
        CHECK_THROWS_AS(reg.act([&](Change& change) {
            auto provision = made();
            provision.purpose = purpose;
            add_provision(change, provision);
        }),
                        Error);
    }
}

TEST_CASE("which fields are about persons is known of every kind") {
    struct Case {
        const char* kind;
        std::vector<std::string> fields;
        std::vector<std::string> personal;
    };
    const std::vector<Case> cases{
        {"user", {"user_id"}, {"user_id"}},
        {"membership", {"since"}, {"since"}},
        {"office", {"office_id", "name", "type", "phone"}, {}},
        {"office", {"name", "head_name", "mail"}, {"head_name", "mail"}},
        {"directory", {"name", "phone"}, {}},
        {"provision", {"purpose", "numbers"}, {}},
        {"training", {"topic", "instructor", "materials", "note"}, {"instructor", "note"}},
        {"group", {"label", "note"}, {"note"}},
        {"review", {"title", "scope", "closed_for"}, {"title", "closed_for"}},
    };
    for (const auto& [kind, fields, personal] : cases) {
        CAPTURE(kind);
        CHECK(personal_fields(catalogued(kind), fields) == personal);
    }
}
