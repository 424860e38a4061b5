#include "osaki/domain/attachment.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

constexpr Column<Attachment> attachment_columns[] = {
    column<&Attachment::attachment_id>("attachment_id", N_("Number")),
    column<&Attachment::application_id>("application_id", N_("Application")),
    column<&Attachment::paper>("paper", N_("Paper")),
    column<&Attachment::file_name>("file_name", N_("File")).required(),
    column<&Attachment::media_type>("media_type", N_("Media type")).required().detail(),
    column<&Attachment::size>("size", N_("Bytes")),
    column<&Attachment::sha256>("sha256", N_("SHA-256")).required().detail(),
    column<&Attachment::kept_on>("kept_on", N_("Kept on")),
};

std::string sha256_hex(std::string_view body) {
    return to_hex(Sha256().add(body).finish());
}

std::string media_type_of(std::string_view body) {
    using namespace std::string_view_literals;
    if (body.starts_with("%PDF-"sv)) return "application/pdf";
    if (body.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (body.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (body.starts_with("II*\0"sv) || body.starts_with("MM\0*"sv)) return "image/tiff";
    return "application/octet-stream";
}

}  // namespace

const Description<Attachment>& describe(const Attachment*) {
    static constexpr Description<Attachment> description{"attachment", N_("attachment"), attachment_columns};
    return description;
}

std::vector<Attachment> attachments_of(const View& view, ApplicationId id) {
    return sql::list<Attachment>(view, "SELECT * FROM attachment WHERE application_id = ? ORDER BY attachment_id", id);
}

Attachment get_attachment(const View& view, AttachmentId id) {
    auto attachment = sql::find<Attachment>(view, "SELECT * FROM attachment WHERE attachment_id = ?", id);
    if (!attachment) fail(Code::not_found, N_("there is no attachment {}"), id);
    return *attachment;
}

std::string get_attachment_body(const View& view, AttachmentId id) {
    const auto attachment = get_attachment(view, id);
    auto body = sql::blob(view, "SELECT body FROM attachment_body WHERE attachment_body_id = ?", id).value_or("");
    if (sha256_hex(body) != attachment.sha256)
        fail(Code::wrong_file, N_("the bytes of attachment {} are not those that were kept; run `osaki-mcs audit verify`"), id);
    return body;
}

AttachmentId attach(Change& change, ApplicationId id, std::string_view file_name, std::string_view paper, std::string_view body) {
    get_application(change, id);
    if (body.empty()) fail(Code::invalid, N_("{} is empty; nothing was kept"), file_name);
    if (body.size() > most_attachment_bytes)
        fail(Code::invalid, N_("{} is larger than 20 MB; scan it again with fewer dots per inch"), file_name);
    Faults faults;
    check_text(faults, "file_name", file_name);
    check_text(faults, "paper", paper);
    refuse(faults);
    const auto sha256 = sha256_hex(body);
    for (const auto& kept : attachments_of(change, id))
        if (kept.sha256 == sha256)
            fail(Code::conflict, N_("{} is kept with {} already as {}"), file_name, id, kept.attachment_id);
    Attachment attachment{{},
                          id,
                          std::string(paper),
                          std::string(file_name),
                          media_type_of(body),
                          static_cast<std::int64_t>(body.size()),
                          sha256,
                          change.today()};
    change.insert("attach", attachment);
    sql::execute(change, "INSERT INTO attachment_body (attachment_body_id, body) VALUES (?, ?)", attachment.attachment_id,
                 sql::Blob{body});
    return attachment.attachment_id;
}

}  // namespace osaki
