// Hashes, random numbers and memory for secrets, all from libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace osaki {

using Digest = std::array<unsigned char, 32>;
std::string to_hex(std::span<const unsigned char> bytes);

// BLAKE2b-256, keyed when key is not empty.
class Hasher {
public:
    explicit Hasher(std::string_view key = {});
    Hasher& add(std::string_view bytes);
    Digest finish();

private:
    alignas(64) std::array<unsigned char, 384> state_;
};
Digest blake2b(std::string_view bytes, std::string_view key = {});
// The first 63 bits of keyed BLAKE2b-128 (first 8 bytes of digest_size 16, big-endian, top bit cleared): an integer key for
// look-ups. Keys here and above have at most 64 bytes, else Code::bug.
std::int64_t lookup_hash(std::string_view bytes, std::string_view key);

// SHA-256, for files as others name them.
class Sha256 {
public:
    Sha256();
    Sha256& add(std::string_view bytes);
    Digest finish();

private:
    alignas(8) std::array<unsigned char, 128> state_;
};

std::string random_bytes(std::size_t count);

// Text that must leave no trace: guarded pages, wiped, never copied, no formatter.
class Secret {
public:
    explicit Secret(std::size_t size);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&&) = delete;
    Secret(const Secret&) = delete;
    std::span<char> bytes() { return {data_, size_}; }
    // For the one place that writes it out.
    std::string_view reveal() const { return {data_, size_}; }

private:
    char* data_;
    std::size_t size_;
};

// 16 characters of 56 unambiguous ones in groups of four ("abCd-..."), upper, lower and digit each present.
Secret new_password();

}  // namespace osaki
