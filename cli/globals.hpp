// The options that every command understands, before or after its words.
#pragma once

#include "options.hpp"
#include "osaki/exchange/encoding.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace osaki::cli {

struct Globals {
    std::string db;
    std::string config;
    std::string lang;
    std::string reason;
    std::string format;
    std::string color;
    std::string output;
    std::string field;
    std::vector<std::string> fields;
    std::optional<std::int64_t> lock_wait;
    std::optional<Encoding> encoding;
    bool json = false;
    bool dry_run = false;
    bool yes = false;
    bool no_input = false;
    bool quiet = false;
    bool verbose = false;
    bool force = false;
    bool excel = false;
    bool no_header = false;
    bool wareki = false;
    bool porcelain = false;
    bool accept_clock = false;
};

void add_globals(Options& options, Globals& to);

}  // namespace osaki::cli
