// export: records as a file. What is about persons says what for, and is recorded in the same act: the file is complete under
// another name, then the record is committed, then the file gets its name.
#include "words.hpp"

#include "answer.hpp"
#include "files.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/exchange/export_all.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

namespace {

constexpr std::string_view everything = "all";

struct Words {
    std::string kind;
    std::string purpose;
    std::string recipient;
    Query query = {};
    const Settings* settings = nullptr;

    bool is_all() const { return kind == everything; }
    bool to_stdout() const { return settings->output.empty() || settings->output == "-"; }
};

std::vector<std::string_view> kinds() {
    std::vector<std::string_view> all;
    for (const auto& one : catalogue()) all.push_back(one.kind);
    all.push_back(everything);
    return all;
}

ExportFormat format_of(const Words& words) {
    const auto& settings = *words.settings;
    const auto& name = settings.asked_format;
    if (name.empty()) return words.is_all() ? ExportFormat::ndjson : ExportFormat::csv;
    const auto format = parse_name<ExportFormat>(name);
    if (!format) fail(Code::usage, N_("an export is no table on a screen; take csv, ndjson, json or xlsx"));
    return *format;
}

ExportOptions options_of(const Words& words) {
    const auto& settings = *words.settings;
    ExportOptions options{.format = format_of(words), .csv = settings.csv, .header = settings.header};
    options.wareki = settings.asked_wareki;
    options.fields = settings.fields;
    options.query = words.query;
    if (settings.progress) options.progress = [&progress = settings.progress](std::int64_t records) { progress(records, 0); };
    return options;
}

// The personal data of what is exported.
std::vector<std::string> personal_of(const Words& words) {
    if (words.is_all()) return {std::string(everything)};
    const auto& kind = catalogued(words.kind);
    return personal_fields(kind, exported_fields(kind, options_of(words)));
}

[[noreturn]] void refuse_without_purpose(const Words& words, const std::vector<std::string>& personal) {
    if (words.is_all() || catalogued(words.kind).is_every_row())
        fail(Code::usage,
             N_("records of {} are about persons; say what they are for with --purpose, and who gets them with --recipient"),
             words.kind);
    fail(Code::usage,
         N_("fields of {} are about persons: {}; say what they are for with --purpose, or name others with --fields"), words.kind,
         personal);
}

void check_words(const Words& words) {
    const auto personal = personal_of(words);
    if (!personal.empty() && trim(words.purpose).empty()) refuse_without_purpose(words, personal);
    if (!words.is_all()) return;
    if (words.to_stdout()) fail(Code::usage, N_("the whole register goes into a new directory; name it with --output"));
    const auto& query = words.query;
    if (!query.where.empty() || !query.sort.empty() || query.limit >= 0 || query.offset > 0 || !words.settings->fields.empty())
        fail(Code::usage, N_("the whole register is exported as it is; --where, --fields, --sort and --limit are for one kind"));
}

// The name under which it is remembered.
std::string remembered(const Words& words) {
    return words.to_stdout() ? std::string() : base_name(words.settings->output);
}

void require_new(const std::string& directory) {
    if (is_there(directory)) fail(Code::conflict, N_("{} is there already; name a new directory"), directory);
}

// Nothing when nobody's data are in it: then only the audit tells.
std::optional<ProvisionId> record(Change& change, const Words& words, Provision provision) {
    if (personal_of(words).empty()) {
        change.note("export", words.kind, 0);
        return std::nullopt;
    }
    provision.kind = words.kind;
    provision.purpose = words.purpose;
    provision.recipient = words.recipient;
    provision.file = remembered(words);
    return add_provision(change, std::move(provision));
}

Output answer_of(const Words& words, std::optional<ProvisionId> id, std::int64_t records) {
    const auto place = words.to_stdout() ? Argument{N_("standard output"), true} : Argument{words.settings->output};
    if (!id) return {.said = {message(N_("records of {} written to {}: {}"), words.kind, place, records)}};
    Output output{.numbers = {to_text(*id)}};
    if (words.recipient.empty())
        output.said = {message(N_("{}: records of {} written to {}: {}; recorded as kept by the secretariat, for: {}"), *id,
                               words.kind, place, records, words.purpose)};
    else
        output.said = {message(N_("{}: records of {} written to {}: {}; recorded as given to {}, for: {}"), *id, words.kind,
                               place, records, words.recipient, words.purpose)};
    return output;
}

// A committed record whose file is not there must not go unsaid.
void check_released(const Words& words, std::optional<ProvisionId> id, int error) {
    if (error == 0) return;
    const auto& path = words.settings->output;
    if (!id) fail(Code::file, N_("{} could not be written: {}"), path, reason_of(error));
    fail(Code::file, N_("the export was recorded as {}, but {} could not be written: {}; nobody got it"), *id, path,
         reason_of(error));
}

void send(const Surface& surface, const Draft& draft, std::optional<ProvisionId> id) {
    try {
        draft.for_each_chunk([&](std::string_view chunk) { surface.write(chunk); });
    } catch (const Error&) {
        if (!id) throw;
        fail(Code::file, N_("the export was recorded as {}, but standard output could not be written to its end"), *id);
    }
}

Released release_kind(Change& change, const Words& words) {
    const auto& settings = *words.settings;
    const bool is_sent = words.to_stdout();
    if (!is_sent) require_free(settings.output, settings.force);
    const auto options = options_of(words);
    const auto draft = std::make_shared<Draft>(is_sent || settings.dry_run ? Draft::nameless() : Draft(settings.output));
    const auto exported = export_records(change, catalogued(words.kind), options, *draft);
    const auto id = record(change, words,
                           {.fields = exported.fields,
                            .records = exported.records,
                            .numbers = exported.numbers,
                            .encoding = exported.encoding,
                            .sha256 = exported.sha256});
    Released released{answer_of(words, id, exported.records), {}, is_sent, options.format == ExportFormat::xlsx};
    released.release = [draft, words, id, is_sent](const Surface& surface) {
        if (is_sent) send(surface, *draft, id);
        else check_released(words, id, draft->publish(words.settings->force));
    };
    return released;
}

Released release_all(Change& change, const Words& words) {
    const auto& settings = *words.settings;
    require_new(settings.output);
    const auto options = options_of(words);
    const auto draft = std::make_shared<DraftDirectory>(settings.output);
    const auto exported = export_all(change, options, OSAKI_VERSION, *draft);
    const auto encoding = options.format == ExportFormat::xlsx  ? std::string_view("xlsx")
                          : options.format == ExportFormat::csv ? token_of(encoding_of(options.csv))
                                                                : token_of(Encoding::utf8);
    const auto id = record(
        change, words,
        {.fields = exported.kinds, .records = exported.records, .encoding = std::string(encoding), .sha256 = exported.sha256});
    return {answer_of(words, id, exported.records),
            [draft, words, id](const Surface&) { check_released(words, id, draft->publish()); }};
}

}  // namespace

Action define_export(Options& options) {
    const auto words = std::make_shared<Words>();
    words->settings = options.settings();
    Option kind{"KIND", {}, N_("what is exported, or all"), [words](const std::string& text) {
                    if (text != everything) catalogued(text);
                    words->kind = text;
                }};
    kind.positional = kind.required = true;
    kind.choices = kinds();
    options.add(std::move(kind));
    options.text("--purpose", words->purpose, "TEXT", N_("what it is for; needed with personal data, kept for ever"));
    options.text("--recipient", words->recipient, "TEXT", N_("who gets it, when it leaves the secretariat"));
    options.query(words->query);
    const auto also = [words]() -> std::optional<Right> {
        check_words(*words);
        return personal_of(*words).empty() ? std::nullopt : std::optional(Right::work);
    };
    return Release{
        [words](Change& change) { return words->is_all() ? release_all(change, *words) : release_kind(change, *words); }, also};
}

}  // namespace osaki::cli
