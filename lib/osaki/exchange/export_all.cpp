#include "osaki/exchange/export_all.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/domain/kept_file.hpp"
#include "osaki/exchange/json_text.hpp"
#include "osaki/exchange/kept_bytes.hpp"
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

// guarded: cells that a spreadsheet would run stand behind an apostrophe.
std::string file_line(const Exported& exported, std::string_view file, bool is_guarded) {
    std::string text = "\n{";
    append_member(text, "kind", exported.kind);
    append_member(text, "file", file);
    append_member(text, "encoding", exported.encoding);
    text += is_guarded ? ",\"guarded\":true" : ",\"guarded\":false";
    text += ",\"records\":" + std::to_string(exported.records);
    append_member(text, "sha256", exported.sha256);
    return text + '}';
}

void place(Draft& draft) {
    draft.finish();
    if (draft.publish(false) != 0) fail(Code::file, N_("{} cannot be written: {}"), draft.place(), "rename");
}

void copy_bytes(const View& view, const KeptBytes& kept, const DraftDirectory& to) {
    to.add_directory(kept.folder);
    const std::string kind(kept.kind);
    sql::Statement rows(view, "SELECT x." + std::string(kept.named_by) + ", x.sha256, b.body FROM " + kind + " x LEFT JOIN " +
                                  kind + "_body b ON b." + kind + "_body_id = x." + kind + "_id ORDER BY 1");
    while (rows.step()) {
        const auto name = exported_name(kept, std::get<std::int64_t>(rows.cell(0)));
        const auto body = rows.bytes(2);
        if (sha256_hex(body) != std::get<std::string_view>(rows.cell(1)))
            fail(Code::wrong_file, N_("the bytes of {} are not those that were kept; run `osaki-mcs audit verify`"), name);
        Draft file(to.file(name));
        file.add(body);
        place(file);
    }
}

}  // namespace

ExportedAll export_all(const View& view, const ExportOptions& options, std::string_view program, DraftDirectory& to) {
    ExportedAll all;
    auto manifest = manifest_head(view, program);
    const bool is_guarded = options.format == ExportFormat::csv && options.csv.excel;
    for (const auto& kind : catalogue()) {
        const auto name = std::string(kind.kind) + '.' + std::string(token_of(options.format));
        Draft file(to.file(name));
        const auto exported = export_records(view, kind, options, file);
        place(file);
        manifest += (all.kinds.empty() ? "" : ",") + file_line(exported, name, is_guarded);
        all.kinds.push_back(exported.kind);
        all.records += exported.records;
    }
    for (const auto& kept : kept_bytes()) copy_bytes(view, kept, to);
    manifest += "]}\n";
    all.sha256 = to_hex(Sha256().add(manifest).finish());
    Draft file(to.file("manifest.json"));
    file.add(manifest);
    place(file);
    return all;
}

}  // namespace osaki
