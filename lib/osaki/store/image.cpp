#include "osaki/store/image.hpp"

#include <fmt/format.h>

#include <bit>

namespace osaki {

namespace {

void put_field(std::string& to, char tag, std::string_view content) {
    to += tag;
    auto length = content.size();
    for (; length >= 128; length >>= 7) to += static_cast<char>((length & 127) | 128);
    to += static_cast<char>(length);
    to += content;
}

void put_integer(std::string& to, std::int64_t value) {
    int count = 1;
    while (count < 8 && value >> (8 * count - 1) != 0 && value >> (8 * count - 1) != -1) ++count;
    to += 'i';
    to += static_cast<char>(count);
    while (count > 0) to += static_cast<char>((value >> (8 * --count)) & 255);
}

void put_real(std::string& to, double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    to += "r\x08";
    for (int shift = 56; shift >= 0; shift -= 8) to += static_cast<char>((bits >> shift) & 255);
}

}  // namespace

void put(std::string& to, const Cell& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) put_integer(to, *integer);
    else if (const auto* text = std::get_if<std::string_view>(&cell)) put_field(to, 't', *text);
    else if (const auto* real = std::get_if<double>(&cell)) put_real(to, *real);
    else put_field(to, 'n', {});
}

void put_bytes(std::string& to, std::string_view bytes) {
    put_field(to, 'b', bytes);
}

std::optional<Field> take_field(std::string_view& bytes) {
    if (bytes.size() < 2) return std::nullopt;
    const Field field{bytes[0], {}};
    std::size_t length = 0, at = 1;
    for (int shift = 0;; shift += 7, ++at) {
        if (at == bytes.size() || shift > 28) return std::nullopt;
        const auto group = static_cast<unsigned char>(bytes[at]);
        length |= static_cast<std::size_t>(group & 127) << shift;
        if (group < 128) break;
    }
    ++at;
    if (bytes.size() - at < length) return std::nullopt;
    const Field result{field.tag, bytes.substr(at, length)};
    bytes.remove_prefix(at + length);
    return result;
}

std::int64_t integer_of(const Field& field) {
    std::int64_t value = !field.content.empty() && static_cast<signed char>(field.content[0]) < 0 ? -1 : 0;
    for (const char byte : field.content) value = (value << 8) | static_cast<unsigned char>(byte);
    return value;
}

std::string text_of(const Field& field) {
    switch (field.tag) {
        case 'i':
            return std::to_string(integer_of(field));
        case 'r':
            return fmt::format("{}", std::bit_cast<double>(integer_of(field)));
        case 't':
            return std::string(field.content);
        case 'b':
            return to_hex({reinterpret_cast<const unsigned char*>(field.content.data()), field.content.size()});
        default:
            return {};
    }
}

std::string encode_image(std::string_view table, int version, const std::vector<std::string_view>& names,
                         const std::vector<Cell>& cells) {
    std::string body;
    body.reserve(512);
    put_field(body, 't', table);
    put_integer(body, version);
    for (std::size_t i = 0; i < names.size(); ++i) {
        put_field(body, 't', names[i]);
        put(body, cells[i]);
    }
    return body;
}

Digest entry_hash(const EntryFields& entry, const OperationFields* operation) {
    std::string text("osaki-mcs/audit/1\0", 18);
    put_integer(text, entry.seq);
    put_integer(text, entry.op);
    for (const auto field : {entry.kind, entry.verb, entry.subject}) put_field(text, 't', field);
    put_integer(text, entry.subject_id);
    if (entry.payload_commit) put_field(text, 'b', *entry.payload_commit);
    else put_field(text, 'n', {});
    if (operation != nullptr) {
        put_integer(text, operation->op);
        for (const auto field : {operation->request_id, operation->at, operation->actor}) put_field(text, 't', field);
        put_integer(text, operation->os_uid);
        put_field(text, 't', operation->command);
        put(text, operation->reason);
    }
    put_field(text, 'b', entry.prev);
    return blake2b(text);
}

Digest commitment(std::string_view salt, std::string_view body) {
    return blake2b(body, salt);
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace osaki
