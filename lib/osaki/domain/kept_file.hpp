// A file that is kept with a record: its bytes, SHA-256 and media type, at most 20 MB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace osaki {

constexpr std::size_t most_kept_bytes = 20'971'520;

struct KeptFile {
    std::string name;
    std::string
        media_type;  // from the first bytes: application/pdf, image/png, image/jpeg, image/tiff, else application/octet-stream
    std::int64_t size = 0;  // bytes
    std::string sha256;
};
// Code::invalid when empty, over the limit, or under a name with controls.
KeptFile kept_file(std::string_view name, std::string_view body);
std::string sha256_hex(std::string_view body);

}  // namespace osaki
