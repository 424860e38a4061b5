#include "osaki/workbook/package.hpp"

#include "osaki/base/error.hpp"

#include <vector>

namespace osaki {

namespace {

constexpr std::size_t piece_size = std::size_t{256} * 1024;
constexpr std::int64_t mib = 1024 * 1024;
constexpr std::int64_t most_packed = 256 * mib;
constexpr std::int64_t most_unpacked = 1024 * mib;  // of all parts together; a million rows of a roster take 700
// Beyond the first 64 MiB. Real sheets pack to a tenth, a bomb to a thousandth.
constexpr std::int64_t most_ratio = 200;
constexpr std::int64_t ratio_from = 64 * mib;
constexpr std::size_t most_small = std::size_t{64} * 1024 * 1024;

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

Package::Package(const InputFile& file) : path_(file.path()) {
    file.for_each_chunk([&](std::string_view chunk) {
        bytes_ += chunk;
        if (static_cast<std::int64_t>(bytes_.size()) > most_packed) is_too_big();
        return true;
    });
    zip_error_t error = {};
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
    archive_.reset(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
    if (archive_) return;
    if (source != nullptr) zip_source_free(source);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    is_damaged(why);
}

bool Package::has(const std::string& part) const {
    return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

void Package::account(std::int64_t unpacked, std::int64_t of_part, std::int64_t packed) {
    unpacked_ += unpacked;
    if (unpacked_ > most_unpacked || (of_part > ratio_from && of_part / most_ratio > packed)) is_too_big();
}

void Package::unpack(const std::string& part, const std::function<void(std::string_view)>& each) {
    const auto index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
    if (index < 0) is_damaged(part);
    zip_stat_t facts = {};
    zip_stat_init(&facts);
    zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &facts);
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!file) is_damaged(part);
    std::vector<char> buffer(piece_size);
    for (std::int64_t total = 0;;) {
        const auto count = zip_fread(file.get(), buffer.data(), buffer.size());
        if (count < 0) is_damaged(part);
        if (count == 0) return;
        total += count;
        account(count, total, static_cast<std::int64_t>(facts.comp_size));
        each({buffer.data(), static_cast<std::size_t>(count)});
    }
}

std::string Package::text(const std::string& part) {
    std::string all;
    unpack(part, [&](std::string_view piece) {
        all += piece;
        if (all.size() > most_small) is_too_big();
    });
    return all;
}

void Package::is_damaged(std::string_view what) const {
    fail(Code::file, N_("{} is damaged and cannot be read as a workbook ({}); nothing was changed"), path_, what);
}

void Package::is_too_big() const {
    fail(Code::file, N_("{} unpacks to more than a workbook may hold; nothing was changed"), path_);
}

}  // namespace osaki
