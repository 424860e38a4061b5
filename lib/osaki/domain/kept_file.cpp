#include "osaki/domain/kept_file.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/domain/check.hpp"

namespace osaki {

namespace {

std::string media_type_of(std::string_view body) {
    using namespace std::string_view_literals;
    if (body.starts_with("%PDF-"sv)) return "application/pdf";
    if (body.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (body.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (body.starts_with("II*\0"sv) || body.starts_with("MM\0*"sv)) return "image/tiff";
    return "application/octet-stream";
}

}  // namespace

std::string sha256_hex(std::string_view body) {
    return to_hex(Sha256().add(body).finish());
}

KeptFile kept_file(std::string_view name, std::string_view body) {
    if (body.empty()) fail(Code::invalid, N_("{} is empty; nothing was kept"), name);
    if (body.size() > most_kept_bytes)
        fail(Code::invalid, N_("{} is larger than 20 MB; scan it again with fewer dots per inch"), name);
    Faults faults;
    check_text(faults, "file_name", name);
    refuse(faults);
    return {std::string(name), media_type_of(body), static_cast<std::int64_t>(body.size()), sha256_hex(body)};
}

}  // namespace osaki
