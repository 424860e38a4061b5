// transcript FILE...: replays each file and shows where the answers differ. OSAKI_ACCEPT=1 writes the answers of now into it;
// OSAKI_JSON_DIR keeps every JSON answer. Exit 77 when the shared sample data is not on this machine (a failure on CI).
#include "support/transcript.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace {

using namespace osaki::test;

constexpr int skipped = 77;

void show(char mark, const std::string& text) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) std::cout << mark << ' ' << line << '\n';
}

// 0 the same, 1 different.
int replay_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    const std::string document{std::istreambuf_iterator<char>(in), {}};
    const auto* json = std::getenv("OSAKI_JSON_DIR");
    if (json != nullptr) std::filesystem::create_directories(json);
    const std::filesystem::path file(path);
    const auto name = file.stem().string();
    const Places places{.shared = OSAKI_SHARED_DATA,
                        .samples = OSAKI_SOURCE_DIR "/scripts/samples",
                        .year = OSAKI_BUILT_DIR "/year/" + name,
                        .kept = OSAKI_BUILT_DIR "/kept/" + name,
                        .json = json != nullptr ? json : "",
                        .name = name};
    const auto result = replay(document, file.extension() == ".md", places);
    if (std::getenv("OSAKI_ACCEPT") != nullptr) {
        if (result.document != document) std::ofstream(path, std::ios::binary) << result.document;
        return 0;
    }
    for (const auto& difference : result.differences) {
        std::cout << path << ":" << difference.line << ": $ " << difference.command << "\n";
        show('-', difference.expected);
        show('+', difference.actual);
    }
    return result.differences.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    int status = argc > 1 ? 0 : 2;
    for (int i = 1; i < argc; ++i) try {
            status |= replay_file(std::filesystem::absolute(argv[i]).string());
        } catch (const Missing& missing) {
            std::cout << argv[i] << ": not run, there is no " << missing.path << "\n";
            return std::getenv("CI") != nullptr ? 1 : skipped;
        } catch (const std::exception& error) {
            std::cout << argv[i] << ": " << error.what() << "\n";
            status = 1;
        }
    return status;
}
