// Files that are written whole or not at all.
#include "osaki/base/file.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace osaki;

namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int replace(const std::string& path, std::string_view content) {
    Draft draft(path);
    draft.add(content);
    draft.finish();
    return draft.publish(true);
}

}  // namespace

TEST_CASE("a file takes another's place, whatever a killed process of the same number left beside it") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "report.csv", left = path + '.' + std::to_string(::getpid());
    std::ofstream(path) << "old";
    std::ofstream(left) << "half";
    CHECK(replace(path, "new") == 0);
    CHECK(content_of(path) == "new");
    CHECK(content_of(left) == "half");  // it may be somebody's file
    const auto files = std::distance(std::filesystem::directory_iterator(directory.path()), {});
    CHECK(files == 2);
}
