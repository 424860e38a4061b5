// The text of a version as it was published (規程の本文): bytes, SHA-256, media type, at most 20 MB.
#pragma once

#include "osaki/domain/document.hpp"
#include "osaki/domain/kept_file.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace osaki {

struct DocumentFileTag {
    static constexpr IdForm form{'V', 4, false};
};

struct DocumentFile {
    Id<DocumentFileTag> document_file_id;
    DocumentId document_id;
    std::string file_name;
    std::string media_type;
    std::int64_t size = 0;  // bytes
    std::string sha256;
    Date kept_on;
};
const Description<DocumentFile>& describe(const DocumentFile*);

std::optional<DocumentFile> find_document_file(const View& view, DocumentId id);
// Code::not_found when the version has none, Code::wrong_file when the bytes are not those that were kept.
std::string get_document_file_body(const View& view, DocumentId id);
// Code::conflict when there is one already; Code::invalid when empty or over the limit.
DocumentFile keep_document_file(Change& change, DocumentId id, std::string_view name, std::string_view body);
// Code::forbidden once somebody was given the version or acknowledged it: what they read must stay to be seen.
void refuse_read(const View& view, const Document& document);
DocumentFile replace_document_file(Change& change, DocumentId id, std::string_view name, std::string_view body);

}  // namespace osaki
