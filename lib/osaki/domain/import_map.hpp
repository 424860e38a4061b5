// The headings that an office writes in its own files, kept under a name. Which fields there are is the business of who reads the
// files: here they are words.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ImportMapTag {
    static constexpr IdForm form{'C', 3, false};
};
using ImportMapId = Id<ImportMapTag>;

struct ImportMap {
    ImportMapId import_map_id;
    std::string name;
    std::string kind;                   // "application"
    std::vector<std::string> headings;  // "メアド=mail"
    std::vector<std::string> ignored;
};
const Description<ImportMap>& describe(const ImportMap*);

ImportMap get_import_map(const View& view, std::string_view name);  // Code::not_found
std::optional<ImportMap> find_import_map(const View& view, std::string_view name);
std::vector<ImportMap> list_import_maps(const View& view, const Query& query);  // by name
// A new one, or more for the one of that name: a heading said again stands for what it was. Code::conflict for another kind,
// Code::invalid for a name or heading that cannot be kept.
ImportMap save_import_map(Change& change, const ImportMap& more);
ImportMap remove_import_map(Change& change, std::string_view name);  // Code::not_found

}  // namespace osaki
