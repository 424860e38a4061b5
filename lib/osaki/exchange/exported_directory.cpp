// The manifest is somebody's file: what it says is looked at before it is used, and it names no path.
#include "osaki/exchange/exported_directory.hpp"

#include "osaki/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace osaki {

namespace {

using nlohmann::json;

constexpr std::size_t most_manifest_bytes = 1'048'576;

struct Manifest {
    std::string path;
    json document;
    std::string sha256;

    [[noreturn]] void refuse() const { fail(Code::invalid, N_("{} is no manifest of an export; no register was made"), path); }
    const json& member(const json& of, const char* name) const {
        const auto found = of.is_object() ? of.find(name) : of.end();
        if (!of.is_object() || found == of.end()) refuse();
        return *found;
    }
    std::string text(const json& of, const char* name) const {
        const auto& found = member(of, name);
        if (!found.is_string()) refuse();
        return found.get<std::string>();
    }
    std::int64_t number(const json& of, const char* name) const {
        const auto& found = member(of, name);
        if (!found.is_number_integer()) refuse();
        return found.get<std::int64_t>();
    }
    // Of the register it was taken from: it is kept as the ground of the new one.
    std::string register_name() const {
        constexpr std::size_t length_of_uuid = 36;
        auto name = text(head(), "register");
        if (name.size() != length_of_uuid || has_control(name)) refuse();
        return name;
    }
    std::string moment() const {
        auto at = text(head(), "at");
        if (!parse_timestamp(at)) refuse();
        return at;
    }
    const json& head() const {
        const auto& list = member(document, "manifest");
        if (!list.is_array() || list.size() != 1) refuse();
        return list[0];
    }
};

Manifest read_manifest(const std::string& directory) {
    Manifest manifest{directory + "/manifest.json", {}, {}};
    const auto file = InputFile::open(manifest.path);
    std::string text;
    file.for_each_chunk([&](std::string_view chunk) {
        text += chunk;
        return text.size() <= most_manifest_bytes;
    });
    if (text.size() > most_manifest_bytes) manifest.refuse();
    manifest.document = json::parse(text, nullptr, false);
    manifest.sha256 = to_hex(Sha256().add(text).finish());
    if (manifest.number(manifest.document, "format") != 1) manifest.refuse();
    return manifest;
}

const Catalogued& kind_named(const Manifest& manifest, std::string_view name) {
    const auto kinds = catalogue();
    const auto found = std::ranges::find(kinds, name, &Catalogued::kind);
    if (found == kinds.end())
        fail(Code::invalid, N_("{} names a kind of record that there is not: {}; no register was made"), manifest.path, name);
    return *found;
}

// Of "user.ndjson"; the name is the kind's and leads nowhere else.
ExportFormat format_of(const Manifest& manifest, const Catalogued& kind, const std::string& file, const std::string& encoding) {
    for (const auto& name : names<ExportFormat>) {
        if (file != std::string(kind.kind) + '.' + std::string(name.token)) continue;
        const auto known = parse_name<Encoding>(encoding);
        if (name.value == ExportFormat::xlsx || !known || *known == Encoding::cp932)
            fail(
                Code::invalid,
                N_("{} is no NDJSON, JSON or CSV in UTF-8, and a register is made of nothing else: osaki-mcs export all --format "
                   "ndjson; no register was made"),
                file);
        return name.value;
    }
    manifest.refuse();
}

ExportedFile open_file(const Manifest& manifest, const std::string& directory, const json& entry) {
    const auto& kind = kind_named(manifest, manifest.text(entry, "kind"));
    const auto name = manifest.text(entry, "file");
    const auto format = format_of(manifest, kind, name, manifest.text(entry, "encoding"));
    ExportedFile file{&kind, InputFile::open(directory + '/' + name), format};
    const auto facts = scan_bytes(file.bytes);
    if (to_hex(facts.sha256) != manifest.text(entry, "sha256"))
        fail(Code::invalid,
             N_("{} is not the file that was exported: its SHA-256 is not that of the manifest; no register was made"),
             file.bytes.path());
    if (facts.bad_utf8)
        fail(Code::file, N_("{} is not UTF-8 (at byte {}); no register was made"), file.bytes.path(), *facts.bad_utf8);
    file.has_mark = facts.has_mark;
    file.is_guarded = format == ExportFormat::csv && entry.value("guarded", json(false)) == json(true);
    file.records = manifest.number(entry, "records");
    return file;
}

// In an order that the catalogue has, whatever the manifest's; an older program did not have every kind.
void order_files(const Manifest& manifest, bool is_older, std::vector<ExportedFile>& files) {
    std::vector<ExportedFile> ordered;
    for (const auto& kind : catalogue()) {
        const auto count = std::ranges::count(files, &kind, &ExportedFile::kind);
        if (count > 1) fail(Code::invalid, N_("{} names {} twice; no register was made"), manifest.path, kind.kind);
        if (count == 0 && is_older) continue;
        if (count == 0)
            fail(Code::invalid, N_("{} has no records of {}, not even none; no register was made"), manifest.path, kind.kind);
        ordered.push_back(std::move(*std::ranges::find(files, &kind, &ExportedFile::kind)));
    }
    files = std::move(ordered);
}

}  // namespace

ExportedDirectory open_exported(const std::string& named) {
    const auto path = named.substr(0, named.find_last_not_of('/') + 1);
    const auto manifest = read_manifest(path);
    const auto schema = manifest.number(manifest.head(), "schema");
    if (schema > Store::newest_version())
        fail(Code::wrong_file,
             N_("{} was exported from a register of version {}, this program knows {}; install a newer osaki-mcs"), path, schema,
             Store::newest_version());
    ExportedDirectory directory{path, manifest.register_name(), manifest.moment(), manifest.sha256};
    const auto& files = manifest.member(manifest.document, "file");
    if (!files.is_array()) manifest.refuse();
    const bool is_older = schema < Store::newest_version();
    for (const auto& entry : files) {
        directory.files.push_back(open_file(manifest, path, entry));
        directory.files.back().may_lack = is_older;
        directory.records += directory.files.back().records;
    }
    order_files(manifest, is_older, directory.files);
    return directory;
}

}  // namespace osaki
