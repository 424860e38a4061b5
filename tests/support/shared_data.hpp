// Files of the shared sample data, which stand beside the repository and not in it.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace osaki::test {

// The path, or nothing when this machine has no shared data: the caller then returns. That is said, and on CI it is a failure,
// so that a test that did not run is never taken for one that passed.
inline std::optional<std::string> shared_file(const std::string& name) {
    const std::string path = std::string(OSAKI_SHARED_DATA) + "/" + name;
    if (std::filesystem::exists(path)) return path;
    if (std::getenv("CI") != nullptr) FAIL_CHECK("this test cannot run without ", path);
    else MESSAGE("not run, there is no ", path);
    return std::nullopt;
}

}  // namespace osaki::test
