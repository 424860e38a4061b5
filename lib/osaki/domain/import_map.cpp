#include "osaki/domain/import_map.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

std::string_view heading_of(std::string_view pair) {
    return pair.substr(0, pair.rfind('='));
}

// Lists are kept with ; between their parts, and a pair ends at its last =.
void check_words(const ImportMap& map) {
    if (trim(map.name) != map.name || map.name.empty() || has_control(map.name))
        fail(Code::invalid, N_("'{}' is no name of a map"), map.name);
    const auto refuse_odd = [](std::string_view heading, std::string_view whole) {
        if (heading.empty() || has_control(whole) || split_list(whole).size() != 1)
            fail(Code::invalid, N_("'{}' is no heading that can be kept"), heading);
    };
    for (const auto& pair : map.headings) refuse_odd(heading_of(pair), pair);
    for (const auto& heading : map.ignored) refuse_odd(heading.find('=') == std::string::npos ? heading : "", heading);
}

// search_key makes width and kana alike, as headings of a file are compared.
void forget(ImportMap& map, std::string_view heading) {
    const auto is_it = [&](const std::string& other) { return search_key(heading_of(other)) == search_key(heading); };
    std::erase_if(map.headings, is_it);
    std::erase_if(map.ignored, is_it);
}

}  // namespace

const Description<ImportMap>& describe(const ImportMap*) {
    static constexpr std::array columns{
        column<&ImportMap::import_map_id>("import_map_id", N_("Number")).detail(),
        column<&ImportMap::name>("name", N_("Map")).required(),
        column<&ImportMap::kind>("kind", N_("Kind")).required(),
        column<&ImportMap::headings>("headings", N_("Headings")),
        column<&ImportMap::ignored>("ignored", N_("Not used")),
    };
    static constexpr Description<ImportMap> description{"import_map", N_("Import map"), columns};
    return description;
}

std::optional<ImportMap> find_import_map(const View& view, std::string_view name) {
    return sql::find<ImportMap>(view, "SELECT * FROM import_map WHERE name = ?", name);
}

ImportMap get_import_map(const View& view, std::string_view name) {
    auto map = find_import_map(view, name);
    if (!map) fail(Code::not_found, N_("there is no map {}; `import maps` lists them"), name);
    return *map;
}

std::vector<ImportMap> list_import_maps(const View& view, const Query& query) {
    return sql::list<ImportMap>(view, "SELECT * FROM import_map ORDER BY name", query);
}

ImportMap save_import_map(Change& change, const ImportMap& more) {
    check_words(more);
    const auto known = find_import_map(change, more.name);
    if (known && !more.kind.empty() && known->kind != more.kind)
        fail(Code::conflict, N_("map {} is for files of kind {}; name another map"), more.name, known->kind);
    auto map = known.value_or(ImportMap{{}, more.name, more.kind, {}, {}});
    for (const auto& pair : more.headings) {
        forget(map, heading_of(pair));
        map.headings.push_back(pair);
    }
    for (const auto& heading : more.ignored) {
        forget(map, heading);
        map.ignored.push_back(heading);
    }
    if (known) change.update("edit", map);
    else change.insert("add", map);
    return map;
}

ImportMap remove_import_map(Change& change, std::string_view name) {
    auto map = get_import_map(change, name);
    change.remove("remove", map);
    return map;
}

}  // namespace osaki
