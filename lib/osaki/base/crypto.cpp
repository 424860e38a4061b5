// Hashes, random numbers and memory for secrets, over libsodium.
#include "osaki/base/crypto.hpp"

#include "osaki/base/error.hpp"

#include <cstring>
#include <new>
#include <utility>

#include <sodium.h>

namespace osaki {

namespace {

static_assert(sizeof(crypto_generichash_state) <= 384);
static_assert(sizeof(crypto_hash_sha256_state) <= 128);

void start_sodium() {
    static const int result = sodium_init();
    if (result < 0) fail(Code::failed, N_("the cryptographic library does not start"));
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void check_key(std::string_view key) {
    if (key.size() > crypto_generichash_KEYBYTES_MAX)
        fail(Code::bug, N_("a hash key has {} bytes, more than {}"), key.size(), crypto_generichash_KEYBYTES_MAX);
}

crypto_generichash_state* generic(void* state) {
    return static_cast<crypto_generichash_state*>(state);
}

crypto_hash_sha256_state* sha256(void* state) {
    return static_cast<crypto_hash_sha256_state*>(state);
}

constexpr std::string_view uppers = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view lowers = "abcdefghijkmnpqrstuvwxyz";
constexpr std::string_view digits = "23456789";
constexpr std::size_t alphabet_size = uppers.size() + lowers.size() + digits.size();
static_assert(alphabet_size == 56);

char random_letter(bool& upper, bool& lower, bool& digit) {
    std::size_t drawn = randombytes_uniform(alphabet_size);
    if (drawn < uppers.size()) {
        upper = true;
        return uppers[drawn];
    }
    drawn -= uppers.size();
    if (drawn < lowers.size()) {
        lower = true;
        return lowers[drawn];
    }
    digit = true;
    return digits[drawn - lowers.size()];
}

// False when a class is missing: drawing anew keeps all remaining passwords equally likely.
bool draw_password(std::span<char> to) {
    constexpr std::size_t group = 5;  // four characters and the dash
    bool upper = false, lower = false, digit = false;
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = i % group == group - 1 ? '-' : random_letter(upper, lower, digit);
    return upper && lower && digit;
}

}  // namespace

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view letters = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        hex.push_back(letters[byte >> 4]);
        hex.push_back(letters[byte & 15]);
    }
    return hex;
}

Hasher::Hasher(std::string_view key) {
    start_sodium();
    check_key(key);
    crypto_generichash_init(generic(state_.data()), bytes_of(key), key.size(), sizeof(Digest));
}

Hasher& Hasher::add(std::string_view bytes) {
    crypto_generichash_update(generic(state_.data()), bytes_of(bytes), bytes.size());
    return *this;
}

Digest Hasher::finish() {
    Digest digest;
    crypto_generichash_final(generic(state_.data()), digest.data(), digest.size());
    return digest;
}

Digest blake2b(std::string_view bytes, std::string_view key) {
    start_sodium();
    check_key(key);
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(), bytes_of(key), key.size());
    return digest;
}

std::int64_t lookup_hash(std::string_view bytes, std::string_view key) {
    start_sodium();
    check_key(key);
    std::array<unsigned char, 16> digest;
    crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(), bytes_of(key), key.size());
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | digest[i];
    return static_cast<std::int64_t>(value & INT64_MAX);
}

Sha256::Sha256() {
    crypto_hash_sha256_init(sha256(state_.data()));
}

Sha256& Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(sha256(state_.data()), bytes_of(bytes), bytes.size());
    return *this;
}

Digest Sha256::finish() {
    Digest digest;
    crypto_hash_sha256_final(sha256(state_.data()), digest.data());
    return digest;
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Secret::Secret(std::size_t size) : data_(nullptr), size_(size) {
    start_sodium();
    data_ = static_cast<char*>(sodium_malloc(size));
    if (!data_) throw std::bad_alloc();
    std::memset(data_, 0, size);
}

Secret::~Secret() {
    sodium_free(data_);  // wipes; nothing to do for one moved from
}

Secret::Secret(Secret&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret new_password() {
    Secret password(4 * 4 + 3);
    while (!draw_password(password.bytes())) {}
    return password;
}

}  // namespace osaki
