#include "osaki/domain/attachment.hpp"

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
    const auto file = kept_file(file_name, body);
    Faults faults;
    check_text(faults, "paper", paper);
    refuse(faults);
    for (const auto& kept : attachments_of(change, id))
        if (kept.sha256 == file.sha256)
            fail(Code::conflict, N_("{} is kept with {} already as {}"), file_name, id, kept.attachment_id);
    Attachment attachment{{}, id, std::string(paper), file.name, file.media_type, file.size, file.sha256, change.today()};
    change.insert("attach", attachment);
    sql::execute(change, "INSERT INTO attachment_body (attachment_body_id, body) VALUES (?, ?)", attachment.attachment_id,
                 sql::Blob{body});
    return attachment.attachment_id;
}

}  // namespace osaki
