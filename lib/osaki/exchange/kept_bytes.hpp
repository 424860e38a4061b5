// Bytes that are kept beside a row, as a scan beside its attachment: a table x_body whose SHA-256 stands in x. An export has each
// as a file of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace osaki {

struct KeptBytes {
    std::string_view kind;
    std::string_view folder;
    std::string_view named_by;  // the column whose number is the file's name
    std::string_view ending = {};
};
std::span<const KeptBytes> kept_bytes();
// Nothing for a kind whose rows are all there is of it.
const KeptBytes* find_kept_bytes(std::string_view kind);
// "scans/B0001"
std::string exported_name(const KeptBytes& kept, std::int64_t number);

}  // namespace osaki
