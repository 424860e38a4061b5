// Which files may be a register, and how one comes to be: nobody else's, no links, no network file system.
#include "osaki/base/crypto.hpp"
#include "osaki/base/file.hpp"
#include "osaki/base/text.hpp"
#include "osaki/store/engine.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>

namespace osaki {

namespace {

constexpr mode_t others = 077;

bool is_ours(const struct stat& status) {
    return status.st_uid == geteuid() || status.st_uid == 0;
}

struct Place {
    std::string directory;
    std::string name;
};
Place place_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return {".", path};
    return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

// Nothing when there is no such directory.
std::string resolved(const std::string& directory) {
    std::array<char, PATH_MAX> buffer;
    return realpath(directory.c_str(), buffer.data()) == nullptr ? std::string() : std::string(buffer.data());
}

// File systems whose locks or syncs cannot be relied on.
bool is_foreign(const std::string& directory) {
    constexpr std::array<std::uint32_t, 7> magics{NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, 0xFF534D42,  // CIFS
                                                  0xFE534D42,                                    // SMB2
                                                  0x65735546,                                    // FUSE
                                                  V9FS_MAGIC,      CODA_SUPER_MAGIC};
    struct statfs system;
    if (statfs(directory.c_str(), &system) != 0) return true;
    return std::ranges::find(magics, static_cast<std::uint32_t>(system.f_type)) != magics.end();
}

// Every one that is missing, for us alone; whether the last one is there is for the caller to see.
void make_directories(const std::string& directory) {
    for (std::size_t end = 0; end != std::string::npos;) {
        end = directory.find('/', end + 1);
        const auto part = directory.substr(0, end);
        // chmod, because the umask may have taken away what we need
        if (mkdir(part.c_str(), 0700) == 0) chmod(part.c_str(), 0700);
    }
}

void check_directory(const std::string& directory) {
    struct stat status;
    if (stat(directory.c_str(), &status) != 0) fail(Code::file, N_("{} cannot be read ({})"), directory, reason_of(errno));
    if (!is_ours(status)) fail(Code::wrong_file, N_("directory {} belongs to somebody else; run as its owner"), directory);
    if ((status.st_mode & others) != 0)
        fail(Code::wrong_file, N_("directory {} is open to others; close it: chmod 700 {}"), directory, quoted(directory));
    if (is_foreign(directory))
        fail(Code::wrong_file,
             N_("{} is on a network file system, where locks cannot be relied on; keep the register on a local disk"), directory);
}

void check_file(const std::string& path, const struct stat& status) {
    if (S_ISLNK(status.st_mode)) fail(Code::wrong_file, N_("{} is a symbolic link; name the register itself"), path);
    if (!S_ISREG(status.st_mode)) fail(Code::wrong_file, N_("{} is no file"), path);
    if (status.st_nlink != 1) fail(Code::wrong_file, N_("{} has a second name (hard link); remove one of them"), path);
    if (!is_ours(status)) fail(Code::wrong_file, N_("{} belongs to somebody else; run as its owner"), path);
    if ((status.st_mode & others) != 0)
        fail(Code::wrong_file, N_("{} is open to others; close it: chmod 600 {}"), path, quoted(path));
}

void check_journal(const std::string& path, const std::string& journal) {
    struct stat status;
    if (lstat(journal.c_str(), &status) == 0) check_file(path + "-journal", status);
}

// SQLite's own descriptor of the main file.
sqlite3_file* main_file(Engine& engine) {
    sqlite3_file* file = nullptr;
    engine.check(sqlite3_file_control(engine.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file));
    return file;
}

}  // namespace

std::string guard_file(const std::string& path) {
    const auto place = place_of(path);
    const auto directory = resolved(place.directory);
    const auto file = (directory == "/" ? "" : directory) + "/" + place.name;
    struct stat status;
    if (directory.empty() || place.name.empty() || lstat(file.c_str(), &status) != 0)
        fail(Code::not_found, N_("there is no register {}; make one with `osaki-mcs db init`"), path);
    check_file(path, status);
    check_directory(directory);
    check_journal(path, file + "-journal");
    return file;
}

std::string guard_new_file(const std::string& path) {
    const auto place = place_of(path);
    if (place.name.empty()) fail(Code::usage, N_("{} is no name of a file"), path);
    make_directories(place.directory);
    const auto directory = resolved(place.directory);
    if (directory.empty())
        fail(Code::file, N_("directory {} cannot be made ({}); make it with mkdir -m 700"), place.directory, reason_of(errno));
    check_directory(directory);
    const auto file = (directory == "/" ? "" : directory) + "/" + place.name;
    struct stat status;
    if (lstat(file.c_str(), &status) == 0) fail(Code::conflict, N_("{} exists already; it is unchanged"), path);
    if (lstat((file + "-journal").c_str(), &status) == 0 && status.st_size > 0)
        fail(Code::conflict, N_("{}-journal is left of an earlier register; move it away first"), path);
    return file;
}

void make_private_file(const std::string& file) {
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) fail(Code::file, N_("{} cannot be written ({})"), file, reason_of(errno));
    fchmod(descriptor, 0600);
    close(descriptor);
}

void put_in_place(const std::string& from, const std::string& to, bool may_replace) {
    if (const int error = rename_file(from, to, may_replace); error != 0) {
        remove_file(from);
        if (error == EEXIST) fail(Code::conflict, N_("{} exists already; it is unchanged"), to);
        fail(Code::file, N_("{} cannot be written ({})"), to, reason_of(error));
    }
    if (!sync_directory_of(to))
        fail(Code::durability, N_("the disk failed while {} was given its name; run `osaki-mcs doctor`"), to);
}

void remove_file(const std::string& file) noexcept {
    unlink(file.c_str());
}

void check_header(Engine& engine) {
    std::array<unsigned char, 100> header{};
    auto* file = main_file(engine);
    constexpr std::string_view magic("SQLite format 3\0", 16);
    if (file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0) != SQLITE_OK ||
        !std::equal(magic.begin(), magic.end(), header.begin(),
                    [](char a, unsigned char b) { return static_cast<unsigned char>(a) == b; }))
        fail(Code::wrong_file, N_("{} is no register; it is unchanged"), engine.path);
    const auto id = header[68] << 24 | header[69] << 16 | header[70] << 8 | header[71];
    if (id != register_application_id)
        fail(Code::wrong_file, N_("{} is the database of another program; it is unchanged"), engine.path);
    if (header[18] != 1 || header[19] != 1)
        fail(Code::wrong_file, N_("{} was put into WAL mode by another program; put it back with PRAGMA journal_mode=DELETE"),
             engine.path);
}

void copy_register(Engine& engine, const std::string& to) {
    const auto part = to + ".part";
    remove_file(part);
    make_private_file(part);
    auto* file = main_file(engine);
    sqlite3_int64 size = 0;
    engine.check(file->pMethods->xFileSize(file, &size));
    const int descriptor = open(part.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    std::array<char, 65536> buffer;
    bool is_good = descriptor >= 0;
    for (sqlite3_int64 at = 0; is_good && at < size;) {
        const auto count = static_cast<int>(std::min<sqlite3_int64>(static_cast<sqlite3_int64>(buffer.size()), size - at));
        is_good = file->pMethods->xRead(file, buffer.data(), count, at) == SQLITE_OK &&
                  write_all(descriptor, {buffer.data(), static_cast<std::size_t>(count)});
        at += count;
    }
    is_good = is_good && fsync(descriptor) == 0;
    const int number = errno;
    if (descriptor >= 0) close(descriptor);
    if (!is_good) {
        remove_file(part);
        fail(Code::file, N_("the copy {} cannot be written ({}); nothing was saved"), to, reason_of(number));
    }
    put_in_place(part, to, true);
}

}  // namespace osaki
