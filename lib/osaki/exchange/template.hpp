// An empty file of a kind for people to fill in: headings with notes, the words that may stand in a column, and an example row,
// which is never loaded.
#pragma once

#include "osaki/domain/codes.hpp"
#include "osaki/exchange/encoding.hpp"
#include "osaki/exchange/import_kind.hpp"

#include <string>
#include <vector>

namespace osaki {

struct TemplateColumn {
    std::string heading;
    std::string note;
    std::vector<std::string> choices;
    std::string example;
    bool is_required = false;
};
// Notes are in the reader's language, headings and words as the files have them.
std::vector<TemplateColumn> template_of(const ImportKind& kind, const Codes& codes, Translate translate);

// The headings and the example row as CSV.
std::string template_csv(const std::vector<TemplateColumn>& columns, Encoding encoding);
// The same as a workbook, with notes and drop-downs; its bytes. Code::file when there is no room for it.
std::string template_workbook(std::string_view name, const std::vector<TemplateColumn>& columns, Timestamp created);

}  // namespace osaki
