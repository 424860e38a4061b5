// The only file that asks the machine: streams, terminal, clock, user, environment. Everything else learns it from Host.
#include "host.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iostream>

namespace {

constexpr const char* service_account = "osaki-mcs";

// A closed stream must not become the register's file; writing to it still fails, and is told.
void open_closed_streams() {
    for (int stream = 0; stream <= 2; ++stream) {
        if (::fcntl(stream, F_GETFD) != -1) continue;
        const int file = ::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
        if (file != stream) std::_Exit(12);
    }
}

// What is in memory (a first password) never reaches a core file.
void forbid_core_files() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

std::string name_of(uid_t uid) {
    const auto* entry = ::getpwuid(uid);
    return entry ? entry->pw_name : "uid" + std::to_string(uid);
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

int terminal_width() {
    winsize size{};
    if (::ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    const int columns = std::atoi(environment("COLUMNS").value_or("80").c_str());
    return columns > 0 ? columns : 80;
}

osaki::cli::Host this_machine() {
    osaki::cli::Host host{std::cin, std::cout, std::cerr, false, false, false, 80, {}, {}, 0, false, environment};
    host.in_is_terminal = ::isatty(0) == 1;
    host.out_is_terminal = ::isatty(1) == 1;
    host.err_is_terminal = ::isatty(2) == 1;
    host.width = host.out_is_terminal ? terminal_width() : 80;
    host.out_descriptor = 1;
    host.now = [] { return osaki::Timestamp{static_cast<std::int64_t>(std::time(nullptr))}; };
    host.os_uid = static_cast<std::int64_t>(::getuid());
    host.login = name_of(::getuid());
    host.is_service_account = ::getuid() == 0 || host.login == service_account;
    // sudo sets it itself; from anybody else it is only a claim
    if (host.is_service_account) host.login = environment("SUDO_USER").value_or(host.login);
    return host;
}

}  // namespace

int main(int count, char** arguments) {
    open_closed_streams();
    forbid_core_files();
    // a reader that went away is an error to be told, not a silent end
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    auto host = this_machine();
    const int status = osaki::cli::run(std::vector<std::string>(arguments + (count > 0 ? 1 : 0), arguments + count), host);
    // everything is flushed and closed by now; taking the libraries down one by one would only cost time
    std::cout.flush();
    std::cerr.flush();
    _exit(status);
}
