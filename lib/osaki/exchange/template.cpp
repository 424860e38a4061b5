#include "osaki/exchange/template.hpp"

#include "osaki/base/file.hpp"
#include "osaki/base/text.hpp"
#include "osaki/exchange/csv.hpp"
#include "osaki/exchange/workbook.hpp"

#include <algorithm>

namespace osaki {

namespace {

std::vector<std::string> choices_of(const FieldGuide& guide, const Codes& codes) {
    std::vector<std::string> choices;
    for (const auto& entry : codes.all())
        if (!guide.codes.empty() && entry.list == guide.codes) choices.push_back(entry.label);
    const auto words = guide.words ? guide.words() : std::string();
    for (std::string_view rest = words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        choices.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return choices;
}

// A region may have other words in its lists.
std::string example_of(const FieldGuide& guide, const Codes& codes, const std::vector<std::string>& choices) {
    if (guide.codes.empty() || guide.example.empty()) return std::string(guide.example);
    const auto* entry = codes.find(guide.codes, guide.example);
    return entry ? entry->label : choices.empty() ? std::string() : choices.front();
}

}  // namespace

std::vector<TemplateColumn> template_of(const ImportKind& kind, const Codes& codes, Translate translate) {
    std::vector<TemplateColumn> columns;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto guide = i < kind.guides.size() ? kind.guides[i] : FieldGuide{};
        auto choices = choices_of(guide, codes);
        auto example = example_of(guide, codes, choices);
        columns.push_back({std::string(field.header), *guide.note ? translate(guide.note) : "", std::move(choices),
                           std::move(example), field.required});
    }
    return columns;
}

std::string template_csv(const std::vector<TemplateColumn>& columns, Encoding encoding) {
    std::vector<std::string_view> headings;
    std::vector<std::string_view> examples;
    for (const auto& column : columns) {
        headings.push_back(column.heading);
        examples.push_back(column.example);
    }
    const auto text = csv_row(headings) + csv_row(examples);
    const auto bytes = encode(encoding, text);
    if (!bytes) fail(Code::file, N_("the template has characters that {} lacks; use utf-8-bom"), token_of(encoding));
    return (encoding == Encoding::utf8_bom ? std::string(utf8_mark) : std::string()) + *bytes;
}

std::string template_workbook(std::string_view name, const std::vector<TemplateColumn>& columns, Timestamp created) {
    std::vector<SheetColumn> sheet;
    std::vector<SheetValue> example;
    for (const auto& column : columns) {
        sheet.push_back({column.heading, column.note, column.choices, column.is_required});
        example.emplace_back(column.example);
    }
    const auto draft = Draft::nameless();
    WorkbookWriter writer(draft.place(), {.created = created});
    writer.begin_sheet(name, sheet);
    writer.row(example);
    writer.finish();
    std::string bytes;
    draft.for_each_chunk([&](std::string_view chunk) { bytes += chunk; });
    return bytes;
}

}  // namespace osaki
