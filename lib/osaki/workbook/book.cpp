#include "osaki/workbook/book.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/workbook/xml.hpp"

#include <charconv>
#include <map>

namespace osaki {

namespace {

constexpr std::size_t most_strings = std::size_t{1} << 22;
constexpr std::size_t most_string_bytes = std::size_t{256} * 1024 * 1024;

struct Relation {
    std::string kind;  // the last word of its type, the same in the transitional and the strict form
    std::string part;
};

std::string_view directory_of(std::string_view part) {
    const auto slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash + 1);
}

// "xl/" + "../xl/worksheets/sheet1.xml"; what begins with a slash counts from the root.
std::string resolved(std::string_view directory, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    auto base = directory;
    for (;;) {
        if (target.starts_with("./")) {
            target.remove_prefix(2);
        } else if (target.starts_with("../")) {
            target.remove_prefix(3);
            base = directory_of(base.substr(0, base.empty() ? 0 : base.size() - 1));
        } else {
            return std::string(base) + std::string(target);
        }
    }
}

std::map<std::string, Relation, std::less<>> read_relations(Package& package, std::string_view of) {
    const auto directory = directory_of(of);
    const auto part = std::string(directory) + "_rels/" + std::string(of.substr(directory.size())) + ".rels";
    std::map<std::string, Relation, std::less<>> relations;
    if (!package.has(part)) return relations;
    pugi::xml_document document;
    read_part(package, part, document);
    for (const auto& node : document.document_element().children()) {
        const auto type = attribute(node, "Type");
        if (attribute(node, "TargetMode") == "External") continue;
        relations[std::string(attribute(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                         resolved(directory, attribute(node, "Target"))};
    }
    return relations;
}

std::string main_part(Package& package) {
    for (const auto& [id, relation] : read_relations(package, "")) {
        if (relation.kind != "officeDocument") continue;
        if (relation.part.ends_with(".bin"))
            fail(Code::file, N_("{} is a binary workbook (.xlsb); save it as .xlsx and load that; nothing was changed"),
                 package.path());
        return relation.part;
    }
    fail(Code::file, N_("{} is a zip file and no workbook; nothing was changed"), package.path());
}

std::size_t index_of(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

Book read_book(Package& package) {
    Book book;
    const auto part = main_part(package);
    pugi::xml_document document;
    read_part(package, part, document);
    const auto root = document.document_element();
    if (local_name(root.name()) != "workbook")
        fail(Code::file, N_("{} is a zip file and no workbook; nothing was changed"), package.path());
    book.is_1904 = is_true(attribute(child(root, "workbookPr"), "date1904"));
    const auto relations = read_relations(package, part);
    for (const auto& [id, relation] : relations) {
        if (relation.kind == "sharedStrings") book.strings_part = relation.part;
        if (relation.kind == "styles") book.styles_part = relation.part;
    }
    for (const auto& sheet : child(root, "sheets").children()) {
        const auto relation = relations.find(attribute(sheet, "id"));
        if (relation == relations.end() || relation->second.kind != "worksheet") continue;
        const auto state = attribute(sheet, "state");
        const std::string name(attribute(sheet, "name"));
        if (invalid_utf8(name)) package.is_damaged(part);
        book.sheets.push_back({name, relation->second.part, state == "hidden" || state == "veryHidden"});
    }
    return book;
}

std::vector<RichText> read_strings(Package& package, const Book& book) {
    std::vector<RichText> strings;
    if (book.strings_part.empty() || !package.has(book.strings_part)) return strings;
    std::size_t bytes = 0;
    pugi::xml_document rest;
    const auto take = [&](const pugi::xml_node& node) {
        strings.push_back(rich_text(node));
        const auto& [text, reading] = strings.back();
        if (invalid_utf8(text) || invalid_utf8(reading)) package.is_damaged(book.strings_part);
        bytes += text.size() + reading.size();
        if (strings.size() > most_strings || bytes > most_string_bytes) package.is_too_big();
    };
    for_each_item(package, book.strings_part, "si", take, rest);
    return strings;
}

std::vector<NumberFormat> read_formats(Package& package, const Book& book) {
    std::vector<NumberFormat> formats;
    if (book.styles_part.empty() || !package.has(book.styles_part)) return formats;
    pugi::xml_document document;
    read_part(package, book.styles_part, document);
    const auto root = document.document_element();
    std::map<std::size_t, NumberFormat> own;
    for (const auto& node : child(root, "numFmts").children())
        own[index_of(attribute(node, "numFmtId"))] = format_of_code(attribute(node, "formatCode"));
    for (const auto& node : child(root, "cellXfs").children()) {
        if (local_name(node.name()) != "xf") continue;
        const auto id = index_of(attribute(node, "numFmtId"));
        const auto found = own.find(id);
        formats.push_back(found == own.end() ? built_in_format(id < 1000 ? static_cast<int>(id) : 0) : found->second);
    }
    return formats;
}

}  // namespace osaki
