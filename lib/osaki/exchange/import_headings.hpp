// An office's own headings: understood against the fields of a kind, kept as a map, laid over the kind when a file is read.
#pragma once

#include "osaki/domain/import_map.hpp"
#include "osaki/exchange/import_kind.hpp"

#include <string>
#include <string_view>

namespace osaki {

// "メアド=mail" or "メアド=メールアドレス" as it is kept, "メアド=mail". Code::usage when there is no such field.
std::string own_heading(const ImportKind& kind, std::string_view pair);
// Code::usage when the map is for another kind, Code::invalid when it names a field that is gone.
void take_headings(ImportKind& kind, const ImportMap& map);

}  // namespace osaki
