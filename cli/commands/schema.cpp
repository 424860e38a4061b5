// schema: what the JSON of each kind promises (JSON Schema 2020-12), built into the program.
#include "command.hpp"
#include "options.hpp"
#include "osaki/base/embedded.hpp"
#include "osaki/base/text.hpp"
#include "records.hpp"

#include <memory>
#include <span>

namespace osaki {
extern const Embedded json_schemas[];
extern const std::size_t json_schemas_count;
}  // namespace osaki

namespace osaki::cli {

namespace {

std::string_view kind_of(const Embedded& file) {
    return file.name.substr(0, file.name.find('.'));
}

std::span<const Embedded> schemas() {
    return {json_schemas, json_schemas_count};
}

Output show_schema(const std::string& kind) {
    std::vector<std::string_view> kinds;
    for (const auto& file : schemas()) {
        if (kind_of(file) == kind) return {.text = std::string(file.text)};
        kinds.push_back(kind_of(file));
    }
    const auto near = closest(kind, kinds);
    if (near.empty()) fail(Code::not_found, N_("there is no kind {}; osaki-mcs schema list names all"), kind);
    fail(Code::not_found, N_("there is no kind {}; did you mean {}?"), kind, near);
}

}  // namespace

Action define_schema_list(Options&) {
    return Plain{[] {
        std::vector<Schema> records;
        for (const auto& file : schemas()) records.push_back({std::string(kind_of(file))});
        return Output{.tables = {table_of(records)}};
    }};
}

Action define_schema_show(Options& options) {
    auto kind = std::make_shared<std::string>();
    auto& word = options.text("KIND", *kind, {}, N_("the kind of record: user, office, application"));
    word.positional = word.required = true;
    for (const auto& file : schemas()) word.choices.push_back(kind_of(file));
    return Plain{[kind] { return show_schema(*kind); }};
}

}  // namespace osaki::cli
