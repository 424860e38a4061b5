#include "osaki/exchange/import_headings.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/import_rows.hpp"

#include <algorithm>

namespace osaki {

std::string own_heading(const ImportKind& kind, std::string_view pair) {
    const auto equals = pair.rfind('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)).empty())
        fail(Code::usage, N_("'{}' says no column; write HEADING=FIELD, as in メアド=mail"), pair);
    const auto target = trim(pair.substr(equals + 1));
    for (const auto& field : kind.fields)
        if (is_named(target, field.name, field.header, field.aliases))
            return std::string(trim(pair.substr(0, equals))) + "=" + std::string(field.name);
    fail(Code::usage, N_("a file of kind {} has no field {}; it has {}"), kind.name, target, known_headers(kind));
}

void take_headings(ImportKind& kind, const ImportMap& map) {
    if (map.kind != kind.name) fail(Code::usage, N_("map {} is for files of kind {}, not {}"), map.name, map.kind, kind.name);
    for (const auto& pair : map.headings) {
        const auto equals = pair.rfind('=');
        const auto field = pair.substr(equals + 1);
        if (std::ranges::find(kind.fields, std::string_view(field), &ImportField::name) == kind.fields.end())
            fail(Code::invalid, N_("map {} names the field {}, which a file of kind {} does not have"), map.name, field,
                 kind.name);
        kind.own_headings.push_back({pair.substr(0, equals), field});
    }
    for (const auto& heading : map.ignored) kind.own_headings.push_back({heading, {}});
}

}  // namespace osaki
