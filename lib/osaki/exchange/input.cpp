// Opening, spooling and reading a file from outside.
#include "osaki/exchange/input.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace osaki {

namespace {

constexpr std::size_t chunk_size = 256 * 1024;
// More than any register's file; keeps a device without end from filling the disk.
constexpr std::int64_t most_spooled = std::int64_t{4} << 30;

[[noreturn]] void cannot_read(const std::string& path, int error) {
    fail(Code::file, N_("{} cannot be read ({}); nothing was changed"), path, std::string_view(std::strerror(error)));
}

std::size_t read_some(int fd, char* to, const std::string& path) {
    for (;;) {
        const auto count = ::read(fd, to, chunk_size);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) cannot_read(path, errno);
    }
}

int spool(int from, const std::string& path) {
    const int to = nameless_file();
    if (to < 0) cannot_read(path, errno);
    std::vector<char> buffer(chunk_size);
    std::int64_t total = 0;
    try {
        for (;;) {
            const auto count = read_some(from, buffer.data(), path);
            if (count == 0) return to;
            total += static_cast<std::int64_t>(count);
            if (total > most_spooled) fail(Code::file, N_("{} does not end; nothing was changed"), path);
            if (!write_all(to, {buffer.data(), count}))
                fail(Code::file, N_("no room for a copy of {} ({}); nothing was changed"), path,
                     std::string_view(std::strerror(errno)));
        }
    } catch (...) {
        ::close(to);
        throw;
    }
}

std::int64_t change_time(const struct stat& facts) {
    return std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

// O_NONBLOCK, because opening a pipe that nobody writes to would wait for ever.
int open_readable(const std::string& path) {
    if (path == "-") return ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0) ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    return fd;
}

}  // namespace

InputFile::InputFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {
    struct stat facts = {};
    if (::fstat(fd_, &facts) == 0) {
        size_ = facts.st_size;
        changed_at_ = change_time(facts);
    }
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_), changed_at_(other.changed_at_) {}

InputFile::~InputFile() {
    if (fd_ >= 0) ::close(fd_);
}

InputFile InputFile::open(const std::string& path) {
    const int fd = open_readable(path);
    if (fd < 0) cannot_read(path, errno);
    InputFile file(path, fd);
    struct stat facts = {};
    if (::fstat(fd, &facts) != 0) cannot_read(path, errno);
    if (S_ISDIR(facts.st_mode)) cannot_read(path, EISDIR);
    if (S_ISREG(facts.st_mode)) return file;
    return {path, spool(fd, path)};
}

std::string InputFile::name() const {
    if (path_ == "-") return "stdin";
    const auto slash = path_.rfind('/');
    return slash == std::string::npos ? path_ : path_.substr(slash + 1);
}

std::string_view InputFile::read_at(std::int64_t offset, std::span<char> room) const {
    for (;;) {
        const auto count = ::pread(fd_, room.data(), room.size(), offset);
        if (count >= 0) return {room.data(), static_cast<std::size_t>(count)};
        if (errno != EINTR) cannot_read(path_, errno);
    }
}

void InputFile::for_each_chunk(const std::function<bool(std::string_view)>& each) const {
    std::vector<char> buffer(chunk_size);
    for (std::int64_t offset = 0;;) {
        const auto chunk = read_at(offset, buffer);
        if (chunk.empty() || !each(chunk)) return;
        offset += std::ssize(chunk);
    }
}

bool InputFile::is_at(const std::string& path) const {
    struct stat own = {};
    struct stat other = {};
    return ::fstat(fd_, &own) == 0 && ::stat(path.c_str(), &other) == 0 && own.st_dev == other.st_dev &&
           own.st_ino == other.st_ino;
}

bool InputFile::has_changed() const {
    struct stat facts = {};
    return ::fstat(fd_, &facts) != 0 || facts.st_size != size_ || change_time(facts) != changed_at_;
}

namespace {

template <class Scan>
auto scanned(const InputFile& file) {
    Scan scan;
    file.for_each_chunk([&](std::string_view chunk) {
        scan.add(chunk);
        return true;
    });
    return scan.finish();
}

}  // namespace

ByteFacts scan_bytes(const InputFile& file) {
    return scanned<ByteScan>(file);
}

ByteFacts scan_text(const InputFile& file) {
    return scanned<TextScan>(file);
}

std::shared_future<Digest> hash_beside(const InputFile& file) {
    return std::async(std::launch::async, [&file] { return scanned<Sha256>(file); }).share();
}

namespace {

std::optional<std::int64_t> bad_cp932(const InputFile& file) {
    return scanned<Cp932Scan>(file);
}

EncodingChoice asked_encoding(const InputFile& file, const ByteFacts& facts, std::string_view asked) {
    const auto encoding = parse_name<Encoding>(asked);
    if (!encoding) fail(Code::usage, N_("encoding {} is not known; there are utf-8, utf-8-bom and cp932"), asked);
    const auto bad = *encoding == Encoding::cp932 ? bad_cp932(file) : facts.bad_utf8;
    if (bad)
        fail(Code::file, N_("{} is not {} (at byte {}); name another --encoding; nothing was changed"), file.path(),
             token_of(*encoding), *bad);
    if (*encoding == Encoding::cp932) return {*encoding, false};
    return {facts.has_mark ? Encoding::utf8_bom : Encoding::utf8, false};
}

}  // namespace

namespace {

// A roster that was scanned or printed into a file.
void refuse_picture(const InputFile& file) {
    std::string start;
    file.for_each_chunk([&](std::string_view chunk) {
        start += chunk.substr(0, 8);
        return start.size() < 8;
    });
    if (start.starts_with("%PDF"))
        fail(Code::file, N_("{} is a PDF, not a table; ask for it as a workbook (.xlsx) or CSV; nothing was changed"),
             file.path());
    for (const std::string_view magic : {"\x89PNG", "\xff\xd8\xff", "GIF8", "II*"})
        if (start.starts_with(magic))
            fail(Code::file, N_("{} is an image, not a table; ask for it as a workbook (.xlsx) or CSV; nothing was changed"),
                 file.path());
}

}  // namespace

EncodingChoice choose_encoding(const InputFile& file, const ByteFacts& facts, std::string_view asked) {
    if (facts.size == (facts.has_mark ? 3 : 0)) fail(Code::invalid, N_("{} is empty; nothing was changed"), file.path());
    refuse_picture(file);
    if (!asked.empty()) return asked_encoding(file, facts, asked);
    if (!facts.bad_utf8) return {facts.has_mark ? Encoding::utf8_bom : Encoding::utf8, false};
    if (!facts.has_mark && !bad_cp932(file)) return {Encoding::cp932, true};
    fail(Code::file, N_("{} is neither UTF-8 nor CP932 (at byte {}); name the --encoding; nothing was changed"), file.path(),
         *facts.bad_utf8);
}

}  // namespace osaki
