// The text of a cell: runs put together, escapes undone, furigana apart.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace osaki {

struct RichText {
    std::string text = {};
    std::string reading = {};  // empty without furigana; what no furigana stands over is kept as it is
};
// Of <si> or <is>.
RichText rich_text(const pugi::xml_node& node);
// _x000D_ as the character it stands for.
std::string unescaped(std::string_view text);
// The other way: what would be taken for an escape, and U+FFFE and U+FFFF, for which XML has no place.
std::string escaped(std::string_view text);

}  // namespace osaki
