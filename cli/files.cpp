#include "files.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace osaki::cli {

namespace {

struct Descriptor {
    explicit Descriptor(int number) : fd(number) {}
    ~Descriptor() {
        if (fd > STDERR_FILENO) close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int fd;
};

// O_NONBLOCK, because opening a pipe that nobody writes to would wait for ever.
int open_readable(const std::string& path) {
    if (path == "-") return STDIN_FILENO;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    return fd;
}

}  // namespace

Argument spoken_name(const std::string& path) {
    return path == "-" ? Argument{N_("standard input"), true} : Argument{path};
}

std::string base_name(const std::string& path) {
    if (path == "-") return "stdin";
    return path.substr(path.rfind('/') + 1);
}

std::string read_file(const std::string& path, std::size_t limit) {
    const Descriptor file(open_readable(path));
    struct stat facts {};
    if (file.fd < 0 || fstat(file.fd, &facts) != 0)
        fail(Code::file, N_("{} cannot be read: {}; nothing was changed"), spoken_name(path), std::strerror(errno));
    if (S_ISDIR(facts.st_mode)) fail(Code::file, N_("{} is a directory; nothing was changed"), spoken_name(path));
    std::string text;
    std::array<char, 65536> buffer{};
    while (text.size() < limit) {
        const auto count = read(file.fd, buffer.data(), std::min(buffer.size(), limit - text.size()));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            fail(Code::file, N_("{} cannot be read: {}; nothing was changed"), spoken_name(path), std::strerror(errno));
        if (count == 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return text;
}

void require_new_file(const std::string& path) {
    if (faccessat(AT_FDCWD, path.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        fail(Code::conflict, N_("{} is there already; name a new file"), path);
    if (access(directory_of(path).c_str(), W_OK | X_OK) != 0)
        fail(Code::file, N_("{} cannot be written: {}; nothing was changed"), path, std::strerror(errno));
}

void write_new_file(const std::string& path, std::string_view text) {
    const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.fd < 0) fail(Code::file, N_("{} cannot be written: {}"), path, std::strerror(errno));
    if (fchmod(file.fd, 0600) == 0 && write_all(file.fd, text) && fsync(file.fd) == 0) {
        sync_directory_of(path);
        return;
    }
    const int reason = errno;
    unlink(path.c_str());
    fail(Code::file, N_("{} cannot be written: {}"), path, std::strerror(reason));
}

}  // namespace osaki::cli
