#include "osaki/workbook/xml.hpp"

namespace osaki {

namespace {

constexpr auto flags = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype;
constexpr std::size_t longest_item = std::size_t{16} * 1024 * 1024;

bool ends_name(char c) {
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Where the tag around a name that was found begins: "<row", "</row", "<x:row"; npos when it is no tag of that kind.
std::size_t tag_start(std::string_view text, std::size_t name, bool is_closing) {
    auto start = name;
    if (start > 0 && text[start - 1] == ':') {
        start = text.find_last_of("<>&\"' /", start - 1);
        if (start == std::string_view::npos) return start;
        ++start;
    }
    if (is_closing) return start >= 2 && text[start - 1] == '/' && text[start - 2] == '<' ? start - 2 : std::string_view::npos;
    return start >= 1 && text[start - 1] == '<' ? start - 1 : std::string_view::npos;
}

std::size_t find_first(std::string_view text, std::string_view item, std::size_t from) {
    for (auto at = text.find(item, from); at != std::string_view::npos; at = text.find(item, at + 1)) {
        const auto end = at + item.size();
        if (end >= text.size()) return std::string_view::npos;
        const auto start = tag_start(text, at, false);
        if (start != std::string_view::npos && ends_name(text[end])) return start;
    }
    return std::string_view::npos;
}

// Behind the last closing tag; 0 when there is none.
std::size_t end_of_last(std::string_view text, std::string_view item) {
    for (auto at = text.rfind(item); at != std::string_view::npos && at > 0; at = text.rfind(item, at - 1)) {
        const auto end = text.find('>', at);
        if (end == at + item.size() && tag_start(text, at, true) != std::string_view::npos) return end + 1;
    }
    return 0;
}

// Empty elements behind the last closing tag, and items closed in an unusual way.
void each_left(const pugi::xml_node& node, std::string_view item, const std::function<void(const pugi::xml_node&)>& each) {
    if (local_name(node.name()) == item) return each(node);
    if (local_name(node.name()) != "sheetData") return;
    for (const auto& one : node.children())
        if (local_name(one.name()) == item) each(one);
}

}  // namespace

std::string_view local_name(const char* name) {
    const std::string_view all = name;
    const auto colon = all.find(':');
    return colon == std::string_view::npos ? all : all.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const auto& one : node.children())
        if (local_name(one.name()) == name) return one;
    return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const auto& one : node.attributes())
        if (local_name(one.name()) == name) return one.value();
    return {};
}

bool is_true(std::string_view value) {
    return value == "1" || value == "true" || value == "on";
}

void parse(const Package& package, const std::string& part, std::string text, pugi::xml_document& to) {
    if (!to.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8)) package.is_damaged(part);
    for (const auto& node : to.children())
        if (node.type() == pugi::node_doctype) package.is_damaged(part);
}

void read_part(Package& package, const std::string& part, pugi::xml_document& to) {
    parse(package, part, package.text(part), to);
}

void for_each_item(Package& package, const std::string& part, std::string_view item,
                   const std::function<void(const pugi::xml_node&)>& each, pugi::xml_document& rest) {
    std::string outside;
    std::string pending;
    bool has_begun = false;
    const auto take = [&](std::size_t size) {
        pugi::xml_document batch;
        const auto piece_flags = (flags | pugi::parse_fragment | pugi::parse_embed_pcdata) & ~pugi::parse_doctype;
        if (!batch.load_buffer_inplace(pending.data(), size, piece_flags, pugi::encoding_utf8)) package.is_damaged(part);
        for (const auto& node : batch.children())
            if (local_name(node.name()) == item) each(node);
        pending.erase(0, size);
    };
    package.unpack(part, [&](std::string_view piece) {
        const auto searched = pending.size() > item.size() ? pending.size() - item.size() : 0;
        pending += piece;
        if (!has_begun) {
            const auto start = find_first(pending, item, searched);
            if (start != std::string::npos) {
                has_begun = true;
                outside = pending.substr(0, start);
                pending.erase(0, start);
            }
        }
        const auto size = has_begun ? end_of_last(pending, item) : 0;
        if (size > 0) take(size);
        if (pending.size() > longest_item) package.is_too_big();
    });
    parse(package, part, outside + pending, rest);
    for (const auto& node : rest.document_element().children()) each_left(node, item, each);
}

}  // namespace osaki
