#include "osaki/store/health.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/sql.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

namespace osaki {

namespace {

using Ailments = std::vector<Ailment>;

constexpr std::uint64_t least_free = 64 << 20;

std::string text_of(const sql::Statement& row, int column) {
    const auto cell = row.cell(column);
    const auto* text = std::get_if<std::string_view>(&cell);
    return text ? std::string(*text) : std::string();
}

void check_pages(Ailments& found, const View& view) {
    sql::Statement rows(view, "PRAGMA quick_check(1)");
    if (rows.step() && text_of(rows, 0) != "ok")
        found.push_back({"pages", true, message(N_("the file is damaged ({}); restore a backup"), text_of(rows, 0)), {}});
}

void check_references(Ailments& found, const View& view) {
    sql::Statement rows(view, "PRAGMA foreign_key_check");
    std::int64_t count = 0;
    std::string table;
    for (; rows.step(); ++count) table = text_of(rows, 0);
    if (count > 0)
        found.push_back({"references", true,
                         message(N_("{} rows of {} and the like refer to rows that are not there"), count, table),
                         "osaki-mcs audit verify"});
}

void check_clock(Ailments& found, const View& view) {
    const auto newest = sql::value<std::string>(view, "SELECT max(at) FROM operation").value_or("");
    if (newest > to_text(view.now()))
        found.push_back(
            {"clock", true,
             message(N_("the newest entry of the audit is of {}, and the clock says {}: set the clock of the machine"), newest,
                     view.now()),
             "date"});
}

// What db migrate and the like left beside the register under its name.
void check_neighbours(Ailments& found, const std::filesystem::path& directory, const std::string& name) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
        struct stat status;
        const auto path = entry.path().string();
        if (!entry.path().filename().string().starts_with(name) || lstat(path.c_str(), &status) != 0) continue;
        if (S_ISREG(status.st_mode) && (status.st_mode & 077) != 0)
            found.push_back({"open-to-others", false, message(N_("{} is open to others"), path), "chmod 600 " + quoted(path)});
    }
}

void check_remains(Ailments& found, const std::filesystem::path& directory, const std::string& name) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
        const auto other = entry.path().filename().string();
        if (!other.starts_with(name + ".")) continue;
        if (other.ends_with(".part") || other.starts_with(name + ".new-"))
            found.push_back({"remains", false, message(N_("{} is left of a command that broke off"), entry.path().string()),
                             "rm " + quoted(entry.path().string())});
    }
}

// A change needs its journal, a migration or a backup a whole copy.
void check_room(Ailments& found, const std::string& file) {
    struct statvfs disk;
    struct stat status;
    if (statvfs(file.c_str(), &disk) != 0 || stat(file.c_str(), &status) != 0) return;
    const auto free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    const auto wanted = std::max(least_free, 2 * static_cast<std::uint64_t>(status.st_size));
    if (free < wanted)
        found.push_back({"disk", false, message(N_("the disk has {} MB left; {} are wanted"), free >> 20, wanted >> 20),
                         "df -h " + quoted(file)});
}

}  // namespace

std::vector<Ailment> ailments_of_file(const View& view) {
    Ailments found;
    check_pages(found, view);
    check_references(found, view);
    check_clock(found, view);
    if (view.engine().is_memory()) return found;
    const std::filesystem::path file = view.engine().file;
    check_neighbours(found, file.parent_path(), file.filename().string());
    check_remains(found, file.parent_path(), file.filename().string());
    check_room(found, file.string());
    std::ranges::stable_sort(found, {}, [](const Ailment& ailment) { return ailment.text.english(); });
    return found;
}

}  // namespace osaki
