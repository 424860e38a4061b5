// Where the answer goes: standard output, or --output FILE, which is complete or not there at all.
#pragma once

#include "host.hpp"
#include "osaki/base/file.hpp"

#include <csignal>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace osaki::cli {

// An interruption waits until the files under construction are gone or have their names.
class Uninterrupted {
public:
    explicit Uninterrupted(bool is_wanted = true);
    ~Uninterrupted();
    Uninterrupted(const Uninterrupted&) = delete;
    Uninterrupted& operator=(const Uninterrupted&) = delete;

private:
    sigset_t before_;
};

// Staged before the commit, published after it, so that a full disk changes nothing.
class Answer {
public:
    // path empty or "-" is standard output, or instead what stands in its place. Code::conflict when the file exists and force
    // is false.
    Answer(Host& host, std::string path, bool force, std::ostream* instead = nullptr);

    void stage(std::string text);  // Code::file
    // Code::file, which says that the change was saved when is_saved.
    void publish(bool is_saved);

private:
    bool is_stream() const { return path_.empty() || path_ == "-"; }

    std::ostream& stream_;
    std::string path_;
    bool force_;
    std::string text_;
    Uninterrupted uninterrupted_;
    std::optional<Draft> draft_;  // goes first, taking an unpublished file away
};

void require_free(const std::string& path, bool force);  // Code::conflict when the file exists, Code::file when none can be there
// Writes a file of the program's own, complete or not at all. Code::file.
void replace_file(const std::string& path, std::string_view text);

}  // namespace osaki::cli
