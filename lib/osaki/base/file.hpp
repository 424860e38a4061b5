// Files of the program's own: all of their bytes or none, under their name for good or not at all.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace osaki {

bool is_there(const std::string& path);  // a link that leads nowhere too
bool is_directory(const std::string& path);
bool write_all(int descriptor, std::string_view bytes);  // false and errno
int nameless_file();                                     // in /tmp, 0600, gone when it is closed; -1 and errno
std::string directory_of(const std::string& path);       // "." when it names none
bool sync_directory_of(const std::string& path);         // so that a name just given survives a power cut
// 0, or errno: EEXIST when the name is taken and may not be replaced.
int rename_file(const std::string& from, const std::string& to, bool may_replace);
std::string reason_of(int error);

// A file under construction, 0600, beside the name it is to have; gone unless it got that name.
class Draft {
public:
    explicit Draft(std::string path);  // Code::file
    // Without a name, for what goes to standard output once it is complete.
    static Draft nameless();
    Draft(Draft&& other) noexcept;
    Draft& operator=(Draft&&) = delete;
    ~Draft();

    void add(std::string_view bytes);                    // Code::file
    void finish();                                       // everything is on the disk. Code::file
    const std::string& place() const { return draft_; }  // where others may write it: a path of its own
    int publish(bool may_replace);                       // 0 or errno
    // Of a finished file, from the beginning.
    void for_each_chunk(const std::function<void(std::string_view)>& each) const;

private:
    Draft() = default;
    [[noreturn]] void refuse(int error) const;
    void flush();
    int give_name(const std::string& name) const;
    std::string path_ = {};
    std::string draft_ = {};
    std::string buffer_ = {};
    int file_ = -1;
    bool has_name_ = false;  // of its own, to be taken away
};

// The same of a directory, 0700: filled under another name, and gone with all of it unless it got its own. Replaces nothing.
class DraftDirectory {
public:
    explicit DraftDirectory(std::string path);  // Code::file
    DraftDirectory(const DraftDirectory&) = delete;
    DraftDirectory& operator=(const DraftDirectory&) = delete;
    ~DraftDirectory();

    std::string file(std::string_view name) const { return draft_ + '/' + std::string(name); }
    void add_directory(std::string_view name) const;  // Code::file
    int publish();                                    // 0 or errno

private:
    std::string path_;
    std::string draft_;
};

}  // namespace osaki
