// A file from outside as bytes that can be read more than once: what is not a plain file (stdin, a pipe) is first copied to a
// temporary file that has no name.
#pragma once

#include "osaki/exchange/encoding.hpp"

#include <cstdint>
#include <functional>
#include <future>
#include <span>
#include <string>
#include <string_view>

namespace osaki {

class InputFile {
public:
    // "-" is standard input. Code::file when it cannot be read, is a directory or a device without end.
    static InputFile open(const std::string& path);
    ~InputFile();
    InputFile(InputFile&& other) noexcept;
    InputFile& operator=(InputFile&&) = delete;

    const std::string& path() const { return path_; }
    std::string name() const;  // without directories, "stdin" for "-"

    // From the beginning, in chunks; `false` from each ends it.
    void for_each_chunk(const std::function<bool(std::string_view)>& each) const;
    // The bytes from there on, as many as there are and have room; none at the end.
    std::string_view read_at(std::int64_t offset, std::span<char> room) const;
    // True when the path means this very file, by whatever name.
    bool is_at(const std::string& path) const;
    // True when size or time of change differ from those at open().
    bool has_changed() const;

private:
    InputFile(std::string path, int fd);
    std::string path_;
    int fd_;
    std::int64_t size_ = 0;
    std::int64_t changed_at_ = 0;  // nanoseconds
};

// One pass over all of it; the second without the hash, which takes longer than all else and is made beside.
ByteFacts scan_bytes(const InputFile& file);
ByteFacts scan_text(const InputFile& file);
std::shared_future<Digest> hash_beside(const InputFile& file);  // which must outlive it
// The encoding asked for, or the one the bytes show. Code::file naming --encoding when there is none.
struct EncodingChoice {
    Encoding encoding = Encoding::utf8;
    bool is_inferred = false;  // CP932 that nobody asked for: the header must confirm it
};
EncodingChoice choose_encoding(const InputFile& file, const ByteFacts& facts, std::string_view asked);

}  // namespace osaki
