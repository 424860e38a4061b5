#include "osaki/store/audit.hpp"

#include "osaki/store/image.hpp"
#include "store_ground.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace osaki;
using namespace osaki::test;

TEST_CASE("every field of an image comes back as it went in") {
    const Cell cells[] = {{},
                          std::int64_t{0},
                          std::int64_t{-1},
                          std::int64_t{127},
                          std::int64_t{128},
                          std::int64_t{-128},
                          std::int64_t{-129},
                          std::int64_t{2'026'000'000'045},
                          std::numeric_limits<std::int64_t>::max(),
                          std::numeric_limits<std::int64_t>::min(),
                          std::string_view(""),
                          std::string_view("髙橋"),
                          0.5};
    for (const auto& cell : cells) {
        std::string bytes;
        put(bytes, cell);
        std::string_view rest = bytes;
        const auto field = take_field(rest);
        REQUIRE(field);
        CHECK(rest.empty());
        if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
            CAPTURE(*integer);
            CHECK(field->tag == 'i');
            CHECK(integer_of(*field) == *integer);
        } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
            CHECK(field->tag == 't');
            CHECK(field->content == *text);
        } else {
            CHECK(field->tag == (std::holds_alternative<double>(cell) ? 'r' : 'n'));
        }
    }
}

TEST_CASE("a long text has a long length") {
    for (const std::size_t size : {127U, 128U, 16383U, 16384U, 3'000'000U}) {
        CAPTURE(size);
        const std::string text(size, 'x');
        std::string bytes;
        put(bytes, std::string_view(text));
        std::string_view rest = bytes;
        CHECK(take_field(rest)->content == text);
        for (const auto cut : {bytes.size() - 1, std::size_t{1}, std::size_t{0}}) {
            rest = std::string_view(bytes).substr(0, cut);
            CHECK(!take_field(rest));
        }
    }
}

TEST_CASE("the first operation says which register this is, and every row has its entry and image") {
    auto store = Store::create(":memory:");
    add_desk(store, "sato");
    const auto view = store.view(actor().now);
    const auto entries = list_audit(view, {});
    REQUIRE(entries.size() == 2);
    CHECK(entries[1].subject == "register");
    CHECK(entries[0].kind == "change");
    CHECK(entries[0].verb == "add");
    CHECK(entries[0].subject == "operator");
    CHECK(entries[0].subject_id == 1);
    CHECK(entries[0].actor == "jimukyoku");
    CHECK(entries[0].at == actor().now);
    CHECK(get_audit(view, 2).hash == entries[0].hash);
    const auto image = get_image(view, 2);
    REQUIRE(image.size() == 6);
    CHECK(image[1].column == "login");
    CHECK(image[1].value == "sato");
    CHECK(image[5].value.empty());
    CHECK(refusal([&] { get_audit(view, 3); }) == Code::not_found);
}

TEST_CASE("a clean audit says how much it looked at") {
    auto store = Store::create(":memory:");
    for (const auto* login : {"sato", "suzuki", "endo"}) add_desk(store, login);
    store.record_event(actor(), "export", "user", 0);
    const auto view = store.view(actor().now);
    const auto report = verify_audit(view);
    CHECK(report.findings.empty());
    CHECK(report.summary.entries == 5);
    CHECK(report.summary.operations == 4);
    CHECK(report.summary.rows == 4);
    CHECK(report.summary.head == list_audit(view, {})[0].hash);
}

TEST_CASE("an empty register is clean") {
    auto store = Store::create(":memory:");
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
}

TEST_CASE("the audit cannot be changed or shortened with SQL") {
    const TemporaryDirectory directory;
    const auto file = directory / "register.db";
    auto store = Store::create(file);
    add_desk(store, "sato");
    for (const auto* sql : {"UPDATE operation SET operator = 'x'", "DELETE FROM operation", "UPDATE audit SET verb = 'x'",
                            "DELETE FROM audit", "UPDATE audit_payload SET body = x''", "DELETE FROM audit_payload"}) {
        CAPTURE(sql);
        CHECK(shell(file, sql) == "the audit is append-only");
    }
    CHECK(verify_audit(store.view(actor().now)).findings.empty());
}
