#include "osaki/exchange/export_all.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/document_file.hpp"
#include "osaki/exchange/json_text.hpp"
#include "osaki/store/sql.hpp"

namespace osaki {

namespace {

void append_member(std::string& to, std::string_view name, std::string_view text) {
    if (!to.ends_with('{')) to += ',';
    append_json(to, name);
    to += ':';
    append_json(to, text);
}

std::string manifest_head(const View& view, std::string_view program) {
    std::string text = "{\"format\":1,\"manifest\":[\n{";
    append_member(text, "register",
                  sql::value<std::string>(view, "SELECT uuid FROM register WHERE register_id = 1").value_or(""));
    append_member(text, "at", to_text(view.now()));
    append_member(text, "program", program);
    return text + ",\"schema\":" + std::to_string(Store::newest_version()) + "}],\"file\":[";
}

std::string file_line(const Exported& exported, std::string_view file) {
    std::string text = "\n{";
    append_member(text, "kind", exported.kind);
    append_member(text, "file", file);
    append_member(text, "encoding", exported.encoding);
    text += ",\"records\":" + std::to_string(exported.records);
    append_member(text, "sha256", exported.sha256);
    return text + '}';
}

void place(Draft& draft) {
    draft.finish();
    if (draft.publish(false) != 0) fail(Code::file, N_("{} cannot be written: {}"), draft.place(), "rename");
}

void copy_documents(const View& view, const DraftDirectory& to) {
    to.add_directory("documents");
    for (const auto& document : all_documents(view)) {
        if (!find_document_file(view, document.document_id)) continue;
        Draft file(to.file("documents/" + to_text(document.document_id)));
        file.add(get_document_file_body(view, document.document_id));
        place(file);
    }
}

// Under their numbers; their sums stand in the file of the kind attachment.
void copy_scans(const View& view, const DraftDirectory& to) {
    to.add_directory("scans");
    std::vector<AttachmentId> ids;
    for (const auto& attachment : sql::list<Attachment>(view, "SELECT * FROM attachment ORDER BY attachment_id"))
        ids.push_back(attachment.attachment_id);
    for (const auto id : ids) {
        Draft scan(to.file("scans/" + to_text(id)));
        scan.add(get_attachment_body(view, id));
        place(scan);
    }
}

}  // namespace

ExportedAll export_all(const View& view, const ExportOptions& options, std::string_view program, DraftDirectory& to) {
    ExportedAll all;
    auto manifest = manifest_head(view, program);
    for (const auto& kind : catalogue()) {
        const auto name = std::string(kind.kind) + '.' + std::string(token_of(options.format));
        Draft file(to.file(name));
        const auto exported = export_records(view, kind, options, file);
        place(file);
        manifest += (all.kinds.empty() ? "" : ",") + file_line(exported, name);
        all.kinds.push_back(exported.kind);
        all.records += exported.records;
    }
    copy_scans(view, to);
    copy_documents(view, to);
    manifest += "]}\n";
    all.sha256 = to_hex(Sha256().add(manifest).finish());
    Draft file(to.file("manifest.json"));
    file.add(manifest);
    place(file);
    return all;
}

}  // namespace osaki
