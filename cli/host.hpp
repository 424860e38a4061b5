// Everything the program learns from its machine, in one value: tests inject their own.
#pragma once

#include "osaki/base/time.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace osaki::cli {

struct Host {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int width = 80;  // columns of the terminal
    std::function<Timestamp()> now;
    std::string login;  // the operator: the real user, or SUDO_USER when running as the service account
    std::int64_t os_uid = 0;
    bool is_service_account = false;
    std::function<std::optional<std::string>(const char* name)> environment;
    int out_descriptor = -1;  // behind out, for what must stand in no buffer; -1: out itself
};

// Runs one command line (without the program's name) to its exit status. Throws nothing.
int run(const std::vector<std::string>& arguments, Host& host);

}  // namespace osaki::cli
