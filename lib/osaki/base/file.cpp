// Writing, syncing and naming.
#include "osaki/base/file.hpp"

#include "osaki/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace osaki {

namespace {

constexpr std::size_t buffer_size = 256 * 1024;

}  // namespace

int nameless_file() {
    const int file = ::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    std::array<char, 32> name{"/tmp/osaki-mcs-XXXXXX"};
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.data());
    return named;
}

bool is_there(const std::string& path) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0;
}

bool is_directory(const std::string& path) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string directory_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

bool sync_directory_of(const std::string& path) {
    const int directory = ::open(directory_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) return true;  // a directory that may be written and not read
    const bool is_synced = ::fsync(directory) == 0;
    ::close(directory);
    return is_synced;
}

int rename_file(const std::string& from, const std::string& to, bool may_replace) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), may_replace ? 0 : RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL || may_replace) return errno;
    // a file system without RENAME_NOREPLACE
    if (is_there(to)) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

std::string reason_of(int error) {
    return std::generic_category().message(error);
}

// Without a name where that can be: then nothing is left behind, however it ends.
Draft::Draft(std::string path) : path_(std::move(path)) {
    if (::access("/proc/self/fd", X_OK) == 0) file_ = ::open(directory_of(path_).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file_ >= 0) {
        draft_ = "/proc/self/fd/" + std::to_string(file_);
        return;
    }
    has_name_ = true;
    draft_ = path_ + ".XXXXXX";
    file_ = ::mkostemp(draft_.data(), O_CLOEXEC);
    if (file_ < 0) {
        draft_.clear();
        refuse(errno);
    }
    ::fchmod(file_, 0600);
}

Draft Draft::nameless() {
    Draft draft;
    draft.file_ = nameless_file();
    if (draft.file_ < 0) draft.refuse(errno);
    draft.draft_ = "/proc/self/fd/" + std::to_string(draft.file_);
    return draft;
}

Draft::Draft(Draft&& other) noexcept
    : path_(std::move(other.path_)),
      draft_(std::move(other.draft_)),
      buffer_(std::move(other.buffer_)),
      file_(std::exchange(other.file_, -1)),
      has_name_(other.has_name_) {}

Draft::~Draft() {
    if (file_ < 0) return;
    ::close(file_);
    if (has_name_) ::unlink(draft_.c_str());
}

void Draft::refuse(int error) const {
    if (path_.empty())
        fail(Code::file, N_("there is no room for the answer in /tmp ({}); nothing was changed"), reason_of(error));
    fail(Code::file, N_("{} cannot be written: {}; nothing was changed"), path_, reason_of(error));
}

void Draft::flush() {
    if (!write_all(file_, buffer_)) refuse(errno);
    buffer_.clear();
}

void Draft::add(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= buffer_size) flush();
}

void Draft::finish() {
    flush();
    if (!path_.empty() && ::fsync(file_) != 0) refuse(errno);
}

int Draft::give_name(const std::string& name) const {
    return ::linkat(AT_FDCWD, draft_.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

int Draft::publish(bool may_replace) {
    int error = has_name_ ? rename_file(draft_, path_, may_replace) : give_name(path_);
    if (error == EEXIST && may_replace && !has_name_) {
        // a link takes no other's place, so it gets a name beside it first: one that is free, for a killed process with this
        // number may have left its own
        auto beside = path_ + '.' + std::to_string(::getpid());
        for (int tries = 0; (error = give_name(beside)) == EEXIST && tries < 100; ++tries) beside += '_';
        if (error == 0 && (error = rename_file(beside, path_, true)) != 0) ::unlink(beside.c_str());
    }
    if (error != 0) return error;
    ::close(std::exchange(file_, -1));
    sync_directory_of(path_);
    return 0;
}

void Draft::for_each_chunk(const std::function<void(std::string_view)>& each) const {
    std::vector<char> buffer(buffer_size);
    for (off_t at = 0;;) {
        const auto count = ::pread(file_, buffer.data(), buffer.size(), at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(errno);
        if (count == 0) return;
        each({buffer.data(), static_cast<std::size_t>(count)});
        at += count;
    }
}

DraftDirectory::DraftDirectory(std::string path) : path_(std::move(path)) {
    while (path_.size() > 1 && path_.back() == '/') path_.pop_back();
    draft_ = path_ + ".XXXXXX";
    if (::mkdtemp(draft_.data()) != nullptr) return;
    fail(Code::file, N_("{} cannot be written: {}; nothing was changed"), path_, reason_of(errno));
}

DraftDirectory::~DraftDirectory() {
    std::error_code ignored;
    if (!draft_.empty()) std::filesystem::remove_all(draft_, ignored);
}

void DraftDirectory::add_directory(std::string_view name) const {
    if (::mkdir(file(name).c_str(), 0700) != 0)
        fail(Code::file, N_("{} cannot be written: {}; nothing was changed"), path_, reason_of(errno));
}

int DraftDirectory::publish() {
    if (const int error = rename_file(draft_, path_, false); error != 0) return error;
    draft_.clear();
    sync_directory_of(path_);
    return 0;
}

}  // namespace osaki
