// Writes answers: a flushed stream whose failure is noticed, or a temporary file, fsync and rename.
#include "answer.hpp"

#include "osaki/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ostream>
#include <string_view>

namespace osaki::cli {

namespace {

[[noreturn]] void cannot_write(const std::string& path, int error) {
    fail(Code::file, N_("{} cannot be written: {}"), path, std::strerror(error));
}

[[noreturn]] void exists(const std::string& path) {
    fail(Code::conflict, N_("{} exists; --force replaces it"), path);
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

void sync_directory_of(const std::string& path) {
    const auto slash = path.rfind('/');
    const auto directory = slash == std::string::npos ? std::string(".") : path.substr(0, slash + 1);
    const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    ::fsync(file);
    ::close(file);
}

// The name of a complete temporary file beside path, 0600.
std::string temporary_beside(const std::string& path, std::string_view text) {
    auto name = path + ".XXXXXX";
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) cannot_write(path, errno);
    int error = write_all(file, text) ? 0 : errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0) return name;
    ::unlink(name.c_str());
    cannot_write(path, error);
}

// 0 or errno.
int rename_to(const std::string& from, const std::string& to, bool force) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), force ? 0 : RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL) return errno;
    // a file system without RENAME_NOREPLACE
    if (::access(to.c_str(), F_OK) == 0) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

void replace_file(const std::string& path, std::string_view text) {
    const auto temporary = temporary_beside(path, text);
    if (const int error = rename_to(temporary, path, true); error != 0) {
        ::unlink(temporary.c_str());
        cannot_write(path, error);
    }
    sync_directory_of(path);
}

Answer::Answer(Host& host, std::string path, bool force, std::ostream* instead)
    : stream_(instead ? *instead : host.out), path_(std::move(path)), force_(force) {
    struct stat facts;
    if (!is_stream() && !force_ && ::lstat(path_.c_str(), &facts) == 0) exists(path_);
    sigset_t wait;
    sigemptyset(&wait);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!is_stream()) sigaddset(&wait, signal);
    sigprocmask(SIG_BLOCK, &wait, &before_);
}

Answer::~Answer() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void Answer::stage(std::string text) {
    text_ = std::move(text);
    if (is_stream()) return;
    temporary_ = temporary_beside(path_, text_);
}

void Answer::publish(bool is_saved) {
    if (is_stream()) {
        if (text_.empty()) return;
        stream_ << text_ << std::flush;
        if (stream_) return;
        if (is_saved) fail(Code::file, N_("the change was saved, but its answer could not be written to standard output"));
        fail(Code::file, N_("the answer could not be written to standard output"));
    }
    const int error = rename_to(temporary_, path_, force_);
    if (error == 0) {
        temporary_.clear();
        sync_directory_of(path_);
        return;
    }
    if (is_saved) fail(Code::file, N_("the change was saved, but {} could not be written: {}"), path_, std::strerror(error));
    if (error == EEXIST) exists(path_);
    cannot_write(path_, error);
}

}  // namespace osaki::cli
