// The register's file as it lies on the disk: what health says about its neighbours, its pages and the clock.
#include "osaki/store/health.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

using namespace osaki;
using namespace osaki::test;

namespace {

const auto now = *parse_timestamp("2026-04-01T09:00:00+09:00");

std::set<std::string> found(Store& store, Timestamp at) {
    std::set<std::string> names;
    for (const auto& ailment : ailments_of_file(store.view(at))) names.insert(std::string(ailment.check));
    return names;
}

Store made(const std::string& path) {
    return Store::create(path, {}, [](Store& store) { store.record_event({"sato", 1000, "test", {}, now}, "test", "user", 0); });
}

}  // namespace

TEST_CASE("a new register is in health, and a neighbour that is open or left over is not") {
    const TemporaryDirectory directory;
    const auto path = directory.path() + "/my register.db";
    auto store = made(path);
    CHECK(found(store, now).empty());
    std::ofstream(path + ".before-v2") << "a copy";
    chmod((path + ".before-v2").c_str(), 0644);
    std::ofstream(directory.path() + "/scan.pdf") << "somebody's";
    CHECK(found(store, now) == std::set<std::string>{"open-to-others"});
    chmod((path + ".before-v2").c_str(), 0600);
    CHECK(found(store, now).empty());
    std::ofstream(path + ".before-v3.part") << "half";
    chmod((path + ".before-v3.part").c_str(), 0600);
    CHECK(found(store, now) == std::set<std::string>{"remains"});
    CHECK(ailments_of_file(store.view(now)).front().command == "rm '" + path + ".before-v3.part'");
}

TEST_CASE("a clock before the newest entry of the audit is an error") {
    const TemporaryDirectory directory;
    auto store = made(directory.path() + "/register.db");
    CHECK(found(store, {now.seconds - 60}) == std::set<std::string>{"clock"});
}
