// Where the answer goes: standard output, or --output FILE, which is complete or not there at all.
#pragma once

#include "host.hpp"

#include <csignal>
#include <iosfwd>
#include <string>
#include <string_view>

namespace osaki::cli {

// Staged before the commit, published after it, so that a full disk changes nothing.
class Answer {
public:
    // path empty or "-" is standard output, or instead what stands in its place. Code::conflict when the file exists and force
    // is false.
    Answer(Host& host, std::string path, bool force, std::ostream* instead = nullptr);
    ~Answer();  // takes an unpublished file away
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    void stage(std::string text);  // Code::file
    // Code::file, which says that the change was saved when is_saved.
    void publish(bool is_saved);

private:
    bool is_stream() const { return path_.empty() || path_ == "-"; }

    std::ostream& stream_;
    std::string path_;
    bool force_;
    std::string text_;
    std::string temporary_;
    // an interruption waits until the temporary file is gone or has its name
    sigset_t before_;
};

// Writes a file of the program's own, complete or not at all. Code::file.
void replace_file(const std::string& path, std::string_view text);

}  // namespace osaki::cli
