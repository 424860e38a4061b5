// After-images and audit entries as bytes: every field is a tag (n i r t b), its length and its content, so that no two different
// rows look alike. scripts/verify-audit reads the same form.
#pragma once

#include "osaki/base/crypto.hpp"
#include "osaki/base/member.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// Tag, length in base 128 (low groups first), content; integers big-endian in the fewest bytes that keep the sign, reals as 8.
void put(std::string& to, const Cell& cell);
void put_bytes(std::string& to, std::string_view bytes);

struct Field {
    char tag = 'n';
    std::string_view content;
    bool operator==(const Field&) const = default;
};
// Takes the first field away from the bytes; nothing when they are cut or malformed.
std::optional<Field> take_field(std::string_view& bytes);
std::int64_t integer_of(const Field& field);
// As people read it; empty for NULL, hex for bytes.
std::string text_of(const Field& field);

// table, version, then name and value of every column
std::string encode_image(std::string_view table, int version, const std::vector<std::string_view>& names,
                         const std::vector<Cell>& cells);

// The fields of an operation, as its first entry holds them.
struct OperationFields {
    std::int64_t op = 0;
    std::string_view request_id, at, actor;
    std::int64_t os_uid = 0;
    std::string_view command;
    Cell reason;
};
struct EntryFields {
    std::int64_t seq = 0;
    std::int64_t op = 0;
    std::string_view kind, verb, subject;
    std::int64_t subject_id = 0;
    std::optional<std::string_view> payload_commit;
    std::string_view prev;
};
// operation is null for all but the first entry of an operation.
Digest entry_hash(const EntryFields& entry, const OperationFields* operation);
Digest commitment(std::string_view salt, std::string_view body);
std::string_view bytes_of(const Digest& digest);

}  // namespace osaki
