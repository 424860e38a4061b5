#include "osaki/domain/document_file.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<DocumentFile> file_columns[] = {
    column<&DocumentFile::document_file_id>("document_file_id", N_("Number")),
    column<&DocumentFile::document_id>("document_id", N_("Document")),
    column<&DocumentFile::file_name>("file_name", N_("File")).required(),
    column<&DocumentFile::media_type>("media_type", N_("Media type")).required().detail(),
    column<&DocumentFile::size>("size", N_("Bytes")),
    column<&DocumentFile::sha256>("sha256", N_("SHA-256")).required().detail(),
    column<&DocumentFile::kept_on>("kept_on", N_("Kept on")),
};

DocumentFile get_document_file(const View& view, DocumentId id) {
    const auto document = get_document(view, id);
    auto file = find_document_file(view, id);
    if (!file) fail(Code::not_found, N_("no file is kept of {}; osaki-mcs document keep {} FILE"), title_of(document), id);
    return *file;
}

DocumentFile write_file(Change& change, DocumentId id, const KeptFile& kept, std::string_view body) {
    DocumentFile file{{}, id, kept.name, kept.media_type, kept.size, kept.sha256, change.today()};
    change.insert("keep", file);
    sql::execute(change, "INSERT INTO document_file_body (document_file_body_id, body) VALUES (?, ?)", file.document_file_id,
                 sql::Blob{body});
    return file;
}

}  // namespace

const Description<DocumentFile>& describe(const DocumentFile*) {
    static constexpr Description<DocumentFile> description{"document_file", N_("file of the document"), file_columns};
    return description;
}

void refuse_read(const View& view, const Document& document) {
    const auto read = sql::value<std::int64_t>(view,
                                               "SELECT 1 FROM distribution WHERE document_id = ?1"
                                               " UNION SELECT 1 FROM acknowledgement WHERE document_id = ?1",
                                               document.document_id);
    if (read)
        fail(Code::forbidden,
             N_("{} was given to people or acknowledged already (art. 5, 6); publish a new version instead: osaki-mcs document "
                "publish"),
             title_of(document));
}

std::optional<DocumentFile> find_document_file(const View& view, DocumentId id) {
    return sql::find<DocumentFile>(view, "SELECT * FROM document_file WHERE document_id = ?", id);
}

std::string get_document_file_body(const View& view, DocumentId id) {
    const auto file = get_document_file(view, id);
    auto body = sql::blob(view, "SELECT body FROM document_file_body WHERE document_file_body_id = ?", file.document_file_id)
                    .value_or("");
    if (sha256_hex(body) != file.sha256)
        fail(Code::wrong_file, N_("the bytes of the file of {} are not those that were kept; run `osaki-mcs audit verify`"), id);
    return body;
}

DocumentFile keep_document_file(Change& change, DocumentId id, std::string_view name, std::string_view body) {
    const auto document = get_document(change, id);
    const auto kept = kept_file(name, body);
    if (const auto known = find_document_file(change, id))
        fail(Code::conflict, N_("{} is kept of {} already; osaki-mcs document keep {} FILE --replace"), known->file_name,
             title_of(document), id);
    return write_file(change, id, kept, body);
}

DocumentFile replace_document_file(Change& change, DocumentId id, std::string_view name, std::string_view body) {
    const auto known = get_document_file(change, id);
    refuse_read(change, get_document(change, id));
    // the new one first, so that it gets a number of its own
    const auto file = write_file(change, id, kept_file(name, body), body);
    sql::execute(change, "DELETE FROM document_file_body WHERE document_file_body_id = ?", known.document_file_id);
    change.remove("replace", known);
    return file;
}

}  // namespace osaki
