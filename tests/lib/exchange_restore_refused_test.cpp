// What no register is made from: a directory that somebody touched, that another program wrote, or whose rows no register can
// have.
#include "support/exported.hpp"

#include <nlohmann/json.hpp>

using namespace osaki;
using namespace osaki::test;

namespace {

// A directory as one that is out for harm, or a careless hand, would leave it.
class Copy {
public:
    explicit Copy(ExportFormat format = ExportFormat::ndjson)
        : ending_('.' + std::string(token_of(format))), path_(exported(reg_, directory_, {.format = format})) {}

    const std::string& path() const { return path_; }
    std::string file(std::string_view kind) const { return path_ + "/" + std::string(kind) + ending_; }

    // Puts something in another's place, and makes the manifest agree with it.
    void change(std::string_view kind, const std::string& from, const std::string& to, int more_records = 0) {
        auto text = content_of(file(kind));
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        write(file(kind), text);
        edit_manifest([&](nlohmann::ordered_json& manifest) {
            for (auto& entry : manifest["file"]) {
                if (entry["kind"] != kind) continue;
                entry["sha256"] = to_hex(Sha256().add(text).finish());
                entry["records"] = entry["records"].get<int>() + more_records;
            }
        });
    }
    template <class Edit>
    void edit_manifest(Edit edit) {
        auto manifest = nlohmann::ordered_json::parse(content_of(path_ + "/manifest.json"));
        edit(manifest);
        write(path_ + "/manifest.json", manifest.dump());
    }
    // "12 copy/user.ndjson cannot be read ..."
    std::string refusal() const {
        try {
            made_again(path_, reg_.now);
            return "made";
        } catch (const Error& error) {
            auto said = error.message.english();
            for (auto at = said.find(path_); at != std::string::npos; at = said.find(path_))
                said.replace(at, path_.size(), "copy");
            return std::string(error.code == Code::invalid      ? "invalid"
                               : error.code == Code::file       ? "file"
                               : error.code == Code::wrong_file ? "wrong_file"
                                                                : "other") +
                   ": " + said;
        }
    }

private:
    Register reg_;
    TemporaryDirectory directory_;
    std::string ending_;
    std::string path_;
};

}  // namespace

TEST_CASE("a file that is not the one that was exported makes no register") {
    Copy copy;
    write(copy.file("office"), content_of(copy.file("office")) + " ");
    CHECK(
        copy.refusal() ==
        "invalid: copy/office.ndjson is not the file that was exported: its SHA-256 is not that of the manifest; no register was "
        "made");
    std::filesystem::remove(copy.file("office"));
    CHECK(copy.refusal() == "file: copy/office.ndjson cannot be read (No such file or directory); nothing was changed");
    std::filesystem::create_directory(copy.file("office"));
    CHECK(copy.refusal() == "file: copy/office.ndjson cannot be read (Is a directory); nothing was changed");
}

TEST_CASE("a manifest that makes no sense, or another program wrote, makes no register") {
    using Json = nlohmann::ordered_json;
    const auto newest = Store::newest_version();
    const std::pair<std::function<void(Json&)>, std::string> cases[] = {
        {[&](Json& m) { m["manifest"][0]["schema"] = newest + 1; }, "wrong_file: copy was exported from a register of version " +
                                                                        std::to_string(newest + 1) + ", this program knows " +
                                                                        std::to_string(newest) + "; install a newer osaki-mcs"},
        {[](Json& m) { m["format"] = 2; }, "invalid: copy/manifest.json is no manifest of an export; no register was made"},
        {[](Json& m) { m["manifest"][0]["schema"] = "new"; }, "is no manifest of an export"},
        {[](Json& m) { m["manifest"][0].erase("register"); }, "is no manifest of an export"},
        {[](Json& m) { m["manifest"][0]["register"] = "x\x1b[2J"; }, "is no manifest of an export"},
        {[](Json& m) { m["manifest"][0]["at"] = "yesterday"; }, "is no manifest of an export"},
        {[](Json& m) { m["file"] = 1; }, "is no manifest of an export"},
        {[](Json& m) { m["file"][0] = 1; }, "is no manifest of an export"},
        {[](Json& m) { m["file"][0]["file"] = "../profile.ndjson"; }, "is no manifest of an export"},
        {[](Json& m) { m["file"][0]["kind"] = "patient"; },
         "invalid: copy/manifest.json names a kind of record that there is not: patient; no register was made"},
        {[](Json& m) { m["file"].erase(0); },
         "invalid: copy/manifest.json has no records of profile, not even none; no register was made"},
        {[](Json& m) { m["file"].push_back(m["file"][0]); },
         "invalid: copy/manifest.json names profile twice; no register was made"},
        {[](Json& m) { m["file"][0]["records"] = 1; }, "records, and its manifest says 1; no register was made"},
        {[](Json& m) {
             m["file"][0]["file"] = "profile.xlsx";
             m["file"][0]["encoding"] = "xlsx";
         },
         "invalid: profile.xlsx is no NDJSON, JSON or CSV in UTF-8, and a register is made of nothing else: osaki-mcs export all "
         "--format ndjson; no register was made"},
        {[](Json& m) { m["file"][0]["encoding"] = "cp932"; }, "profile.ndjson is no NDJSON, JSON or CSV in UTF-8"},
    };
    for (const auto& [edit, said] : cases) {
        CAPTURE(said);
        Copy copy;
        copy.edit_manifest(edit);
        const auto refusal = copy.refusal();
        CHECK_MESSAGE(refusal.find(said) != std::string::npos, refusal);
    }
    const Copy copy;
    write(copy.path() + "/manifest.json", "{\"format\":1,");
    CHECK(copy.refusal() == "invalid: copy/manifest.json is no manifest of an export; no register was made");
    std::filesystem::remove(copy.path() + "/manifest.json");
    CHECK(copy.refusal() == "file: copy/manifest.json cannot be read (No such file or directory); nothing was changed");
}

TEST_CASE("an older program had fewer columns and kinds: what is not known is as in a new record") {
    Copy copy;
    copy.edit_manifest([](nlohmann::ordered_json& manifest) {
        manifest["manifest"][0]["schema"] = Store::newest_version() - 1;
        auto& files = manifest["file"];
        for (auto entry = files.begin(); entry != files.end();)
            entry = (*entry)["kind"] == "review_item" ? files.erase(entry) : entry + 1;
    });
    for (int i = 0; i < 6; ++i) copy.change("document", ",\"founded\":true", "");
    CHECK(copy.refusal() == "made");
}

TEST_CASE("a row that no register can have is named with file and line, and makes no register") {
    struct Case {
        const char* kind;
        const char* from;
        const char* to;
        const char* said;
        int more = 0;
    };
    const Case cases[] = {
        {"document", "\"D0001\"", "\"U000001\"", "copy/document.ndjson:1: document_id cannot be 'U000001'; no register was made"},
        {"document", "\"D0001\"", "null", "copy/document.ndjson:1: document_id is missing; no register was made"},
        {"document", "\"document_id\":\"D0001\",", "", "copy/document.ndjson:1: document_id is missing"},
        {"document", "\"carried_over\":false,", "", "copy/document.ndjson:1: carried_over is missing; no register was made"},
        {"document", "\"kind\":\"policy\"", "\"kind\":\"novel\"", "copy/document.ndjson:1: kind cannot be 'novel'"},
        {"document", "\"2018-04-01\"", "\"2018-02-30\"", "copy/document.ndjson:1: effective_on cannot be '2018-02-30'"},
        {"document", "\"carried_over\":false", "\"carried_over\":\"maybe\"",
         "copy/document.ndjson:1: carried_over cannot be 'maybe'"},
        {"document", "\"carried_over\":false", "\"carried_over\":7", "copy/document.ndjson:1: carried_over cannot be '7'"},
        {"document", "\"title\":\"MCS運用ポリシー\"", "\"title\":null", "copy/document.ndjson:1: title is missing"},
        {"document",
         "\"title\":", "\"heading\":", "copy/document.ndjson:1: records of document have no field heading; no register was made"},
        {"document", "\"version\":", "\"title\":", "copy/document.ndjson:1: title is there twice"},
        {"document", "\"D0002\"", "\"D0001\"",
         "copy/document.ndjson:2: no register can have this row (UNIQUE constraint failed: document.document_id); no register "
         "was made"},
        {"document", "\"record\":\"document\"", "\"record\":\"office\"",
         "copy/document.ndjson:1: this is no JSON of document records"},
        {"document", "\"version\":", "\"version\":{}, \"x\":", "copy/document.ndjson:1: this is no JSON of document records"},
        {"document", "\"carried_over\":false", "\"carried_over\":99999999999999999999",
         "copy/document.ndjson:1: carried_over cannot be '1e+20'"},
        {"document", "}\n", "\n", "copy/document.ndjson:1: this is no JSON of document records"},
        {"last_number", "{\"record\":\"summary\"",
         "{\"record\":\"last_number\",\"last_number_id\":1,\"subject\":\"user\",\"series\":\"many\",\"number\":5}\n{\"record\":"
         "\"summary\"",
         "copy/last_number.ndjson:1: series cannot be 'many'", 1},
        {"last_number", "{\"record\":\"summary\"",
         "{\"record\":\"last_number\",\"last_number_id\":0,\"subject\":\"user\",\"series\":0,\"number\":5}\n{\"record\":"
         "\"summary\"",
         "copy/last_number.ndjson:1: last_number_id cannot be '0'", 1},
        {"service", "{\"record\":\"summary\"",
         "{\"record\":\"service\",\"service_id\":\"S0001\",\"office_id\":\"O0009\",\"type\":\"110\",\"number\":\"0471500082\","
         "\"until\":"
         "null}\n"
         "{\"record\":\"summary\"",
         "copy: service S0001 refers to a record that is not there; no register was made", 1},
        {"office", "\"secretariat\":true", "\"secretariat\":false", "copy: no office is the secretariat; no register was made"},
    };
    for (const auto& c : cases) {
        CAPTURE(std::string(c.said));
        Copy copy;
        copy.change(c.kind, c.from, c.to, c.more);
        const auto refusal = copy.refusal();
        CHECK_MESSAGE(refusal.starts_with(std::string("invalid: ") + c.said), refusal);
    }
}

TEST_CASE("a file that is no CSV or JSON of its kind is named with its line") {
    struct Case {
        ExportFormat format;
        const char* from;
        const char* to;
        const char* said;
    };
    const auto csv = ExportFormat::csv, json = ExportFormat::json;
    const Case cases[] = {
        {csv, "D0001,", "D0001", "copy/document.csv:2: the row has 7 cells and the header 8; no register was made"},
        {csv, "D0001", "\"D0001", "copy/document.csv:2: this is no CSV; no register was made"},
        {csv, "D0001", "", "copy/document.csv:2: document_id is missing; no register was made"},
        {csv, "document_id", "number", "copy/document.csv:2: records of document have no field number; no register was made"},
        {csv, "false", "no", "copy/document.csv:2: carried_over cannot be 'no'; no register was made"},
        {json, "\"format\":1", "\"format\":2", "copy/document.json:1: this is no JSON of document records; no register was made"},
        {json, "\"document\":[", "\"office\":[", "copy/document.json:1: this is no JSON of document records"},
        {json, "\"D0002\"", "[[1]]", "copy/document.json:3: this is no JSON of document records"},
        {json, "{\"document_id\":\"D0002\"", "[\"document_id\",\"D0002\"", "copy/document.json:3: this is no JSON"},
        {json, "]}", "]", "copy/document.json:8: this is no JSON of document records"},
        {json, "]}", "]} {", "copy/document.json:7: this is no JSON of document records"},
        {json, "\"MCS", "\"\\u12MCS", "copy/document.json:2: this is no JSON of document records"},
    };
    for (const auto& c : cases) {
        CAPTURE(std::string(c.said));
        Copy copy(c.format);
        copy.change("document", c.from, c.to);
        const auto refusal = copy.refusal();
        CHECK_MESSAGE(refusal.starts_with(std::string("invalid: ") + c.said), refusal);
    }
    Copy latin;
    latin.change("document", "MCS", "\xFF");
    CHECK(latin.refusal().starts_with("file: copy/document.ndjson is not UTF-8 (at byte "));
}
