// A machine for tests: streams, a fixed clock, a login and an environment, all in memory.
#pragma once

#include "cli/host.hpp"

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace osaki::test {

struct Answered {
    int status;
    std::string out;
    std::string err;
};

struct Machine {
    std::map<std::string, std::string> environment;
    std::string login = "jimukyoku";
    std::string input;
    bool is_terminal = false;
    int width = 80;

    // 2026-04-01 09:00 in Japan
    Answered run(const std::vector<std::string>& arguments) const {
        std::istringstream in(input);
        std::ostringstream out, err;
        const auto variable = [this](const char* name) {
            const auto found = environment.find(name);
            return found == environment.end() ? std::nullopt : std::optional(found->second);
        };
        cli::Host host{in,    out,  err,   is_terminal, is_terminal, is_terminal, width, [] { return Timestamp{1775001600}; },
                       login, 1000, false, variable};
        const int status = cli::run(arguments, host);
        return {status, out.str(), err.str()};
    }
};

}  // namespace osaki::test
