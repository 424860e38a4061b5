// import map, import maps: the headings that an office writes in its own files, kept under a name.
#include "words.hpp"

#include "osaki/exchange/import_headings.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    ImportMap map;
    std::string only = {};  // maps of this kind, whose own word it is
    bool remove = false;
    Query query;
};

Output shown(const View& view, const Words& words) {
    if (words.map.name.empty()) {
        auto query = words.query;
        if (!words.only.empty()) query.where = "kind=" + words.only + (query.where.empty() ? "" : " and (" + query.where + ")");
        return {.tables = {table_of(list_import_maps(view, query))}};
    }
    return {.tables = {table_of<ImportMap>({get_import_map(view, words.map.name)}, true)}};
}

Output save(Change& change, const Words& words) {
    auto more = words.map;
    const auto known = find_import_map(change, more.name);
    if (!known && more.kind.empty()) fail(Code::usage, N_("there is no map {} yet; a new one needs --kind"), more.name);
    const auto kind = import_kind(change, known && more.kind.empty() ? known->kind : more.kind);
    for (auto& pair : more.headings) pair = own_heading(kind, pair);
    const auto map = save_import_map(change, more);
    const auto next = words.only.empty() ? "import check " + map.kind : words.only + " import";
    return {.tables = {table_of<ImportMap>({map}, true)},
            .said = {message(N_("map {} for files of kind {} has headings: {}, not used: {}; next: osaki-mcs {} FILE --map {}"),
                             map.name, map.kind, map.headings.size(), map.ignored.size(), next, map.name)},
            .numbers = {map.name}};
}

Output remove(Change& change, const std::string& name) {
    const auto map = remove_import_map(change, name);
    return {.tables = {table_of<ImportMap>({map}, true)},
            .said = {message(N_("map {} was removed"), name)},
            .questions = {message(N_("remove map {} for files of kind {}?"), name, map.kind)}};
}

Option& name_option(Options& options, Words& words) {
    auto& name = options.text("NAME", words.map.name, {}, N_("name of the map"));
    name.positional = true;
    name.completes = words.only == "usage" ? "import_map.usage" : "import_map";
    return name;
}

}  // namespace

namespace {

Action defined(Options& options, const std::shared_ptr<Words>& words) {
    options.list("--column", words->map.headings, "HEADING=FIELD",
                 N_("the office's heading and the field it is; may be repeated"));
    options.list("--ignore", words->map.ignored, "HEADING", N_("a heading that is not used; may be repeated"));
    options.flag("--remove", words->remove, N_("take the map away"));
    return Write([words](Change& change) -> Output {
        const bool adds = !words->map.headings.empty() || !words->map.ignored.empty();
        if (words->remove && adds)
            fail(Code::usage, N_("--remove takes the whole map away; --column and --ignore do not go with it"));
        if (!words->remove && !adds) return shown(change, *words);
        if (words->map.name.empty()) fail(Code::usage, N_("which map is not said; name it: osaki-mcs import map NAME"));
        if (words->remove) return remove(change, words->map.name);
        return save(change, *words);
    });
}

Action listed(Options& options, const std::shared_ptr<Words>& words) {
    name_option(options, *words);
    options.query(words->query);
    return Read([words](const View& view) { return shown(view, *words); });
}

std::shared_ptr<Words> words_of_usage() {
    auto words = std::make_shared<Words>();
    words->map.kind = words->only = "usage";
    return words;
}

}  // namespace

Action define_import_map(Options& options) {
    const auto words = std::make_shared<Words>();
    name_option(options, *words);
    options.text("--kind", words->map.kind, "KIND", N_("what the rows are; needed for a new map")).choices = {
        import_kinds().begin(), import_kinds().end()};
    return defined(options, words);
}

Action define_import_maps(Options& options) {
    return listed(options, std::make_shared<Words>());
}

Action define_usage_map(Options& options) {
    const auto words = words_of_usage();
    name_option(options, *words);
    return defined(options, words);
}

Action define_usage_maps(Options& options) {
    return listed(options, words_of_usage());
}

}  // namespace osaki::cli
