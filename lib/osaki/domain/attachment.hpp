// Scans kept with an application (申請書の保管, art. 8-2(1)): bytes, SHA-256, media type, at most 20 MB each.
#pragma once

#include "osaki/domain/application.hpp"
#include "osaki/domain/kept_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct AttachmentTag {
    static constexpr IdForm form{'B', 4, false};
};
using AttachmentId = Id<AttachmentTag>;

struct Attachment {
    AttachmentId attachment_id;
    ApplicationId application_id;
    std::string paper;
    std::string file_name;
    std::string media_type;
    std::int64_t size = 0;  // bytes
    std::string sha256;
    Date kept_on;
};
const Description<Attachment>& describe(const Attachment*);

constexpr std::size_t most_attachment_bytes = most_kept_bytes;

std::vector<Attachment> attachments_of(const View& view, ApplicationId id);
Attachment get_attachment(const View& view, AttachmentId id);  // Code::not_found
std::string get_attachment_body(const View& view,
                                AttachmentId id);  // Code::wrong_file when the bytes are not those that were kept
// Code::invalid when empty or over the limit; Code::conflict when the same bytes are kept with it already.
AttachmentId attach(Change& change, ApplicationId id, std::string_view file_name, std::string_view paper, std::string_view body);

}  // namespace osaki
