// Files that a person names: read whole within a limit, written once and for the operator's eyes only. `-` is stdin or stdout.
#pragma once

#include "osaki/base/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace osaki::cli {

std::string base_name(const std::string& path);  // of "-": "stdin"
Argument spoken_name(const std::string& path);   // for messages; of "-": standard input
// At most limit bytes are read. Code::file with the system's reason.
std::string read_file(const std::string& path, std::size_t limit);
// Code::conflict when the file is there already; Code::file when its directory cannot be written.
void require_new_file(const std::string& path);
// A new file, 0600, O_EXCL, fsynced with its directory. Code::file when it exists or cannot be written; then nothing is left
// behind.
void write_new_file(const std::string& path, std::string_view text);

}  // namespace osaki::cli
