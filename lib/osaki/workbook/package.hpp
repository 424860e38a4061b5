// A workbook as the zip file it is: parts by name, unpacked in pieces, never more than a workbook may hold.
#pragma once

#include "osaki/exchange/input.hpp"

#include <zip.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace osaki {

class Package {
public:
    explicit Package(const InputFile& file);  // Code::file when it is no zip file

    const std::string& path() const { return path_; }
    bool has(const std::string& part) const;
    // Code::file when the part is not there, is damaged or unpacks to too much.
    void unpack(const std::string& part, const std::function<void(std::string_view)>& each);
    std::string text(const std::string& part);  // of a small one, whole

    [[noreturn]] void is_damaged(std::string_view what) const;
    [[noreturn]] void is_too_big() const;

private:
    struct Close {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    void account(std::int64_t unpacked, std::int64_t of_part, std::int64_t packed);

    std::string path_;
    std::string bytes_;
    std::unique_ptr<zip_t, Close> archive_;
    std::int64_t unpacked_ = 0;
};

}  // namespace osaki
